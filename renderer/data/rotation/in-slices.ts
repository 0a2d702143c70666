/** Milliseconds of work before other questions get their turn. */
const slice = 20;

/**
 * Do work that yields now and then, and let other questions have their turn between.
 *
 * @param work  a generator that yields at least every few milliseconds of work; what it yields is passed over
 * @returns     what the generator returns
 *
 * Records may change in the pauses: what must be seen as of one moment is read before the first `yield`.
 */
export async function inSlices<Answer>(work: Iterator<unknown, Answer>): Promise<Answer> {
  let until = performance.now() + slice;
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    if (performance.now() < until) continue;
    await new Promise((give) => setTimeout(give, 0));
    until = performance.now() + slice;
  }
}

/** Do all of it at once. */
export function atOnce<Answer>(work: Iterator<unknown, Answer>): Answer {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** Work that is done once: several may carry it on in turn, and who comes to its end has ended it for all. */
export function sharedWork<Answer>(begin: () => Generator<void, Answer>): () => Generator<void, Answer> {
  let work: Generator<void, Answer> | null = null;
  let ended: { readonly answer: Answer } | null = null;
  return function* () {
    for (;;) {
      if (ended !== null) return ended.answer;
      work ??= begin();
      const { done, value } = work.next();
      if (done === true) {
        ended = { answer: value };
        work = null;
      } else yield;
    }
  };
}

import type { Value, Write } from "./lines.ts";

/** Who kept a file when, told once more by rule CM-18: by what was written of its hand-overs, and nothing else. */

/** An office's time with a file: what it wrote there is the keeper's word. */
export interface Time {
  readonly office: string;
  readonly begins: readonly Numbers[]; // after these; none: from its first action
  ends: Numbers | null;
  readonly by: readonly string[]; // actions by which the file came to it
}

type Numbers = Readonly<Record<string, number>>;

/** A hand-over as it is written: each field's writes. */
type Fields = ReadonlyMap<string, readonly Write[]>;

const officeOf = (feed: string): string => feed.slice(0, feed.indexOf("-"));
const isObject = (value: Value | undefined): value is { readonly [key: string]: Value } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const numbersIn = (value: Value | undefined): Numbers => (isObject(value) ? (value as Numbers) : {});

/** The action of a province that made a hand-over. */
export const madeBy = (fields: Fields, provinces: ReadonlySet<string>): Write | undefined =>
  (fields.get("file") ?? []).find(({ feed, saw }) => saw.length === 0 && provinces.has(officeOf(feed)));

/** Whether a write of a hand-over counts: the maker's, the receiver's answer, and the province's withdrawal, both having seen the maker's. */
export function handoverCounts(write: Write, fields: Fields, provinces: ReadonlySet<string>): boolean {
  const made = madeBy(fields, provinces);
  if (made === undefined) return false;
  if (write.by === made.by) return true;
  if (!write.saw.includes(made.by)) return false;
  const to = (fields.get("toOffice") ?? []).find(({ by }) => by === made.by)?.to;
  if (write.field === "answer") return officeOf(write.feed) === to;
  return write.field === "withdrawn" && provinces.has(officeOf(write.feed));
}

/** The times of a file that was handed over, in order; none: it never was. */
export function timesOf(
  person: string,
  handovers: ReadonlyMap<string, Fields>,
  provinces: ReadonlySet<string>,
): readonly Time[] {
  const following = new Map<
    string,
    { readonly id: string; readonly from: string; readonly cut: Numbers; time: Time }
  >();
  for (const [id, fields] of [...handovers].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const made = madeBy(fields, provinces);
    if (made?.to !== person) continue;
    const said = (field: string): Value | undefined => (fields.get(field) ?? []).find(({ by }) => by === made.by)?.to;
    const office = (field: string): string => {
      const named = said(field);
      if (typeof named !== "string") throw new Error(`a hand-over names no office in ${field}`);
      return named;
    };
    const heads = (field: string): readonly Write[] => {
      const all = (fields.get(field) ?? []).filter((write) => handoverCounts(write, fields, provinces));
      return all.filter(({ by }) => !all.some(({ saw }) => saw.includes(by)));
    };
    if (heads("withdrawn").some(({ to }) => to === true)) continue;
    const answers = heads("answer").filter(({ to }) => isObject(to) && to.accepted === true);
    if (said("forced") !== true && answers.length === 0) continue;
    const time: Time =
      said("forced") === true
        ? { office: office("toOffice"), begins: [numbersIn(said("after"))], ends: null, by: [made.by] }
        : {
            office: office("toOffice"),
            begins: answers.map(({ feed, number, to }) => ({
              ...numbersIn(isObject(to) ? to.after : undefined),
              [feed]: number - 1,
            })),
            ends: null,
            by: answers.map(({ by }) => by),
          };
    const before = said("previous");
    const key = typeof before === "string" ? before : "";
    if (!following.has(key)) following.set(key, { id, from: office("fromOffice"), cut: numbersIn(said("cut")), time });
  }
  const times: Time[] = [];
  const seen = new Set<string>();
  for (let next = following.get(""); next !== undefined && !seen.has(next.id); next = following.get(next.id)) {
    seen.add(next.id);
    if (times.length === 0) times.push({ office: next.from, begins: [], ends: null, by: [] });
    times.at(-1)!.ends = next.cut;
    times.push(next.time);
  }
  return times;
}

/** Whether a write is the word of an office that kept the file there. */
export const keeps = (times: readonly Time[], { feed, number }: Pick<Write, "feed" | "number">): boolean =>
  times.some(
    ({ office, begins, ends }) =>
      office === officeOf(feed) &&
      (begins.length === 0 || begins.some((after) => number > (after[feed] ?? 0))) &&
      (ends === null || number <= (ends[feed] ?? 0)),
  );

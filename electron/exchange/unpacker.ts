import { hashInChain } from "../../shared/exchange/chain.ts";
import type { Extract } from "../../shared/exchange/extract.ts";
import type { ExchangeProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import type { Contents, Terms } from "./read-contents.ts";
import type { ExtractTerms } from "./read-extract.ts";
import type { ReadingProcess } from "./reading-process.ts";
import { sha256Hex } from "./sha256.ts";
import type { FromProcess, ToProcess } from "./unpack-process.ts";

/** One started process, whatever it runs on. */
export type UnpackProcess = ReadingProcess<ToProcess, FromProcess>;

export type UnpackedContents = Contents & Lines;

/** The same lines twice: as they came, to be stored, and as text; and the hash by which each counts in its chain. */
export interface Lines {
  readonly bytes: readonly Uint8Array[];
  readonly lines: readonly string[];
  readonly hashes: readonly string[];
}

/** Lines by and by, each hashed while the next ones are read elsewhere: what is no UTF-8 gives texts whose bytes are other ones. */
export function gatherLines(): Lines & { readonly take: (content: Uint8Array) => void } {
  const bytes: Uint8Array[] = [];
  const lines: string[] = [];
  const hashes: string[] = [];
  const take = (content: Uint8Array) => {
    const all = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    for (let at = 0; at < all.byteLength; ) {
      const found = all.indexOf(0x0a, at);
      const end = found === -1 ? all.byteLength : found;
      const line = all.subarray(at, end);
      bytes.push(line);
      hashes.push(hashInChain(sha256Hex, line));
      lines.push(all.toString("utf8", at, end));
      at = end + 1;
    }
  };
  return { bytes, lines, hashes, take };
}

/** Unpacks one bundle at a time, out of main's own process. */
export interface Unpacker {
  /** Start the process ahead, so that the next bundle need not wait for it. */
  warm(): void;
  /**
   * @param pieces  the decrypted zip, `bytes` long together; an error it throws is thrown on, and ends the process
   * @returns       what was in it; or why it is refused, `bundle-too-heavy` where the process died or took too long
   */
  read(
    terms: Terms,
    bytes: number,
    pieces: AsyncIterable<Uint8Array>,
  ): Promise<Result<UnpackedContents, ExchangeProblem>>;
  /** The same for an extract, which holds no lines. */
  readExtract(
    terms: ExtractTerms,
    bytes: number,
    pieces: AsyncIterable<Uint8Array>,
  ): Promise<Result<Extract, ExchangeProblem>>;
  /** End the process. */
  close(): void;
}

/**
 * An unpacker over processes that `start` starts. A process that refused a bundle is ended: only one that has seen
 * nothing but whole, authentic bundles is used again.
 *
 * @param limit  milliseconds from the first piece to the verdict
 */
export function unpackerOf(start: () => UnpackProcess, limit = 60_000): Unpacker {
  let ready: UnpackProcess | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const forget = (one: UnpackProcess) => {
    if (ready === one) ready = null;
  };
  const started = (): UnpackProcess => {
    if (ready !== null) return ready;
    const one = start();
    ready = one;
    rest(one);
    return one;
  };
  const rest = (one: UnpackProcess) => one.listen({ message: () => undefined, end: () => forget(one) });

  const readNow = async <Value>(
    by: (one: UnpackProcess) => Promise<Result<Value, ExchangeProblem>>,
  ): Promise<Result<Value, ExchangeProblem>> => {
    const one = started();
    let kept = false;
    try {
      const read = await by(one);
      kept = read.ok;
      return read;
    } finally {
      rest(one);
      if (!kept) {
        forget(one);
        one.kill();
      }
    }
  };

  const inTurn = <Value>(by: (one: UnpackProcess) => Promise<Result<Value, ExchangeProblem>>) => {
    const next = turn.then(() => readNow(by));
    turn = next.catch(() => undefined);
    return next;
  };

  return {
    warm: () => {
      started();
    },
    read: (terms, bytes, pieces) => inTurn((one) => readBy(one, limit, terms, bytes, pieces)),
    readExtract: (terms, bytes, pieces) => inTurn((one) => readExtractBy(one, limit, terms, bytes, pieces)),
    close: () => {
      ready?.kill();
      ready = null;
    },
  };
}

async function readBy(
  one: UnpackProcess,
  limit: number,
  terms: Terms,
  bytes: number,
  pieces: AsyncIterable<Uint8Array>,
): Promise<Result<UnpackedContents, ExchangeProblem>> {
  const heavy = failed<ExchangeProblem>({ kind: "bundle-too-heavy" });
  const { take, ...gathered } = gatherLines();
  const read = await answerOf<Result<Contents, ExchangeProblem>>(
    one,
    limit,
    { kind: "open", terms, bytes },
    pieces,
    heavy,
    (message) => {
      if (message.kind === "verdict") return message.verdict;
      if (message.kind === "lines") take(message.content);
      return null;
    },
  );
  return read.ok ? ok({ ...read.value, ...gathered }) : read;
}

const readExtractBy = (
  one: UnpackProcess,
  limit: number,
  terms: ExtractTerms,
  bytes: number,
  pieces: AsyncIterable<Uint8Array>,
): Promise<Result<Extract, ExchangeProblem>> =>
  answerOf(
    one,
    limit,
    { kind: "open-extract", terms, bytes },
    pieces,
    failed<ExchangeProblem>({ kind: "bundle-too-heavy" }),
    (message) => (message.kind === "extract" ? message.extract : null),
  );

/** Hand pieces over until the process has given its answer, its time is up or it has died. */
async function answerOf<Answer>(
  one: UnpackProcess,
  limit: number,
  first: ToProcess,
  pieces: AsyncIterable<Uint8Array>,
  heavy: Answer,
  answerIn: (message: FromProcess) => Answer | null,
): Promise<Answer> {
  let over = false;
  let watchdog: NodeJS.Timeout | undefined;
  const verdict = new Promise<Answer>((resolve) => {
    watchdog = setTimeout(() => resolve(heavy), limit);
    one.listen({
      message: (message) => {
        const answer = answerIn(message);
        if (answer !== null) resolve(answer);
      },
      end: () => resolve(heavy),
    });
  });
  try {
    void verdict.then(() => {
      over = true;
    });
    one.post(first);
    for await (const piece of pieces) {
      if (over) break;
      one.post({ kind: "piece", bytes: piece });
    }
    return await verdict;
  } finally {
    over = true;
    clearTimeout(watchdog);
  }
}

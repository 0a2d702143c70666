import type { Cell, WorkbookSummary } from "../../shared/domain/workbook/cell.ts";
import type { WorkbookProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import type { ReadingProcess } from "../exchange/reading-process.ts";
import type { CellNote } from "./annotate.ts";
import { openBook } from "./book-in-process.ts";
import type { FromReader, ToReader } from "./reader-process.ts";

/** One started process, whatever it runs on. */
export type ReaderProcess = ReadingProcess<ToReader, FromReader>;

/** A workbook held open in the process that read it. */
export interface HeldWorkbook {
  readonly summary: WorkbookSummary;
  rows(sheet: number, from: number, to: number): Promise<Result<readonly (readonly Cell[])[], WorkbookProblem>>;
  annotate(notes: readonly CellNote[]): Promise<Result<Uint8Array, WorkbookProblem>>;
  /** End the process. */
  close(): void;
}

/** Opens workbooks, each in a process of its own. */
export interface Workbooks {
  open(fileName: string, bytes: Uint8Array): Promise<Result<HeldWorkbook, WorkbookProblem>>;
}

const pieceBytes = 4 * 1024 * 1024;

/**
 * Workbooks read by processes that `start` starts. One that dies or takes too long has refused: too heavy.
 *
 * @param limit  milliseconds for each answer
 */
export const workbooksOf = (start: () => ReaderProcess, limit = 60_000): Workbooks => ({
  open: async (fileName, bytes) => {
    const one = start();
    const heavy = failed<WorkbookProblem>({ kind: "workbook-too-heavy" });
    let ended = false;
    const waiting = new Map<number, (message: FromReader | null) => void>();
    const answer = (key: number, message: FromReader | null): void => {
      waiting.get(key)?.(message);
      waiting.delete(key);
    };
    one.listen({
      message: (message) => answer(message.kind === "opened" ? 0 : message.ask, message),
      end: () => {
        ended = true;
        for (const key of Array.from(waiting.keys())) answer(key, null);
      },
    });
    const close = (): void => {
      ended = true;
      one.kill();
    };
    const asked = (key: number, messages: readonly ToReader[]): Promise<FromReader | null> => {
      if (ended) return Promise.resolve(null);
      return new Promise((resolve) => {
        const watchdog = setTimeout(() => {
          answer(key, null);
          close();
        }, limit);
        waiting.set(key, (message) => {
          clearTimeout(watchdog);
          resolve(message);
        });
        for (const message of messages) one.post(message);
      });
    };
    const pieces: ToReader[] = [{ kind: "open", name: fileName, bytes: bytes.byteLength }];
    for (let at = 0; at < bytes.byteLength; at += pieceBytes)
      pieces.push({ kind: "piece", bytes: bytes.slice(at, at + pieceBytes) });
    const opened = await asked(0, pieces);
    if (opened?.kind !== "opened" || !opened.opened.ok) {
      close();
      return opened?.kind === "opened" && !opened.opened.ok ? opened.opened : heavy;
    }
    let asks = 0;
    return ok({
      summary: opened.opened.value,
      rows: async (sheet, from, to) => {
        asks += 1;
        const told = await asked(asks, [{ kind: "rows", ask: asks, sheet, from, to }]);
        return told?.kind === "rows" ? ok(told.rows) : heavy;
      },
      annotate: async (notes) => {
        asks += 1;
        const told = await asked(asks, [{ kind: "annotate", ask: asks, notes }]);
        return told?.kind === "annotated" ? told.annotated : heavy;
      },
      close,
    });
  },
});

/** Workbooks read in this very process: for tests and tools that start none. */
export const workbooksHere: Workbooks = {
  open: async (fileName, bytes) => {
    const book = await openBook(fileName, bytes);
    if (!book.opened.ok) return book.opened;
    return ok({
      summary: book.opened.value,
      rows: async (sheet, from, to) => ok(book.rows({ sheet, from, to })),
      annotate: book.annotate,
      close: () => undefined,
    });
  },
};

import "../harden.ts"; // first of all: what comes next handles what others made
import type { CellNote } from "./annotate.ts";
import { type OpenedBook, openBook } from "./book-in-process.ts";

/**
 * The process in which senders' workbooks are read: an entry of its own, started by main with little memory and a
 * watchdog (workbooks.ts). It opens no file and no socket, and holds no key. Whatever goes wrong beyond a refusal ends it.
 */
export type ToReader =
  | { readonly kind: "open"; readonly name: string; readonly bytes: number } // then as many bytes in pieces
  | { readonly kind: "piece"; readonly bytes: Uint8Array }
  | { readonly kind: "rows"; readonly ask: number; readonly sheet: number; readonly from: number; readonly to: number }
  | { readonly kind: "annotate"; readonly ask: number; readonly notes: readonly CellNote[] };
export type FromReader =
  | { readonly kind: "opened"; readonly opened: OpenedBook["opened"] }
  | { readonly kind: "rows"; readonly ask: number; readonly rows: ReturnType<OpenedBook["rows"]> }
  | {
      readonly kind: "annotated";
      readonly ask: number;
      readonly annotated: Awaited<ReturnType<OpenedBook["annotate"]>>;
    };

interface ParentPort {
  on(event: "message", listener: (event: { readonly data: ToReader }) => void): void;
  postMessage(message: FromReader): void;
}

const parentPort = (process as { readonly parentPort?: ParentPort }).parentPort; // Electron's utility process

const post = (message: FromReader): void => {
  if (parentPort !== undefined) parentPort.postMessage(message);
  else process.send?.(message);
};

let bytes = new Uint8Array(0);
let name = "";
let filled = 0;
let book: OpenedBook | null = null;

async function take(message: ToReader): Promise<void> {
  if (message.kind === "rows") {
    post({ kind: "rows", ask: message.ask, rows: book?.rows(message) ?? [] });
    return;
  }
  if (message.kind === "annotate") {
    if (book !== null) post({ kind: "annotated", ask: message.ask, annotated: await book.annotate(message.notes) });
    return;
  }
  if (message.kind === "open") {
    name = message.name;
    bytes = new Uint8Array(message.bytes);
    filled = 0;
  } else {
    bytes.set(message.bytes, filled); // throws, and so ends the process, beyond what was announced
    filled += message.bytes.byteLength;
  }
  if (filled < bytes.byteLength) return;
  book = await openBook(name, bytes);
  post({ kind: "opened", opened: book.opened });
}

if (parentPort !== undefined) parentPort.on("message", ({ data }) => void take(data));
else process.on("message", (message) => void take(message as ToReader));

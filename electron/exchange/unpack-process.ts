import "../harden.ts"; // first of all: what comes next handles what others made
import { setImmediate } from "node:timers/promises";
import type { Extract } from "../../shared/exchange/extract.ts";
import type { ExchangeProblem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import { type Contents, readBundle, type Terms } from "./read-contents.ts";
import { type ExtractTerms, readExtract } from "./read-extract.ts";

/**
 * The process in which bundles are unpacked: an entry of its own, started by main with little memory and a watchdog
 * (unpacker.ts). It opens no file and no socket, and holds no key: it gets a decrypted zip in pieces, and answers with
 * lines, then with a verdict. Whatever goes wrong beyond that ends it.
 */
export type ToProcess =
  | { readonly kind: "open"; readonly terms: Terms; readonly bytes: number } // then as many bytes in pieces
  | { readonly kind: "open-extract"; readonly terms: ExtractTerms; readonly bytes: number } // likewise
  | { readonly kind: "piece"; readonly bytes: Uint8Array };
export type FromProcess =
  | { readonly kind: "lines"; readonly content: Uint8Array } // whole lines, each with its line end
  | { readonly kind: "verdict"; readonly verdict: Result<Contents, ExchangeProblem> }
  | { readonly kind: "extract"; readonly extract: Result<Extract, ExchangeProblem> };

interface ParentPort {
  on(event: "message", listener: (event: { readonly data: ToProcess }) => void): void;
  postMessage(message: FromProcess): void;
}

const parentPort = (process as { readonly parentPort?: ParentPort }).parentPort; // Electron's utility process

const post = (message: FromProcess): void => {
  if (parentPort !== undefined) parentPort.postMessage(message);
  else process.send?.(message);
};

let terms: { readonly bundle: Terms } | { readonly extract: ExtractTerms } | null = null;
let zip = new Uint8Array(0);
let filled = 0;

function take(message: ToProcess): void {
  if (message.kind !== "piece") {
    terms = message.kind === "open" ? { bundle: message.terms } : { extract: message.terms };
    zip = new Uint8Array(message.bytes);
    filled = 0;
  } else {
    zip.set(message.bytes, filled); // throws, and so ends the process, beyond what was announced
    filled += message.bytes.byteLength;
  }
  if (terms === null || filled < zip.byteLength) return;
  if ("extract" in terms) post({ kind: "extract", extract: readExtract(zip, terms.extract) });
  else answer(zip, terms.bundle).catch(() => process.exit(1));
  terms = null;
  zip = new Uint8Array(0);
}

/** Lines go out while the next ones are read; an error ends the process. */
async function answer(bundle: Uint8Array, under: Terms): Promise<void> {
  const reading = readBundle(bundle, under);
  for (let next = reading.next(); ; next = reading.next()) {
    if (next.done === true) return post({ kind: "verdict", verdict: next.value });
    post({ kind: "lines", content: new Uint8Array(next.value) }); // its own bytes only, not the member behind them
    await setImmediate();
  }
}

if (parentPort !== undefined) parentPort.on("message", ({ data }) => take(data));
else process.on("message", (message) => take(message as ToProcess));

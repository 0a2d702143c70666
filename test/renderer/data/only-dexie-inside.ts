import { Dexie } from "dexie";

/**
 * Makes whatever would let IndexedDB commit too early throw while a transaction is open: ciphers, timers, streams, blobs.
 * Chromium forgives some of it today, so the engine alone would not show the mistake.
 *
 * @returns  how often one of them was called at all, and a function that takes the guard away
 */
export function guardTransactions(): { readonly calls: () => number; readonly remove: () => void } {
  let calls = 0;
  const undo: (() => void)[] = [];
  const watch = (name: string): void => {
    calls += 1;
    if (Dexie.currentTransaction !== null) throw new Error(`${name} inside a transaction`);
  };
  const wrap = (holder: object, name: string): void => {
    const before = Reflect.get(holder, name) as (...args: unknown[]) => unknown;
    const own = Object.getOwnPropertyDescriptor(holder, name);
    Object.defineProperty(holder, name, {
      configurable: true,
      writable: true,
      value: function guarded(this: unknown, ...args: unknown[]): unknown {
        watch(name);
        return new.target === undefined ? Reflect.apply(before, this, args) : Reflect.construct(before, args);
      },
    });
    undo.push(() => {
      if (own === undefined) Reflect.deleteProperty(holder, name);
      else Object.defineProperty(holder, name, own);
    });
  };
  for (const name of ["encrypt", "decrypt", "digest", "sign", "verify", "importKey", "deriveBits"])
    wrap(crypto.subtle, name);
  for (const name of [
    "setTimeout",
    "setInterval",
    "queueMicrotask",
    "fetch",
    "CompressionStream",
    "DecompressionStream",
  ]) {
    wrap(globalThis, name);
  }
  for (const name of ["arrayBuffer", "text", "stream"]) wrap(Blob.prototype, name);
  return {
    calls: () => calls,
    remove: () => {
      for (const each of undo) each();
    },
  };
}

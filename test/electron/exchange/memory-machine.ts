import type { Machine } from "../../../electron/machine.ts";

/** A computer with these files only. What would write is refused and counted: reading a bundle must write nothing. */
export function memoryMachine(files: ReadonlyMap<string, Uint8Array>): Machine & { readonly writes: () => number } {
  let writes = 0;
  const refused = () => {
    writes += 1;
    return Promise.reject(new Error("nothing is to be written"));
  };
  const found = (path: string) => {
    const bytes = files.get(path);
    if (bytes === undefined) throw Object.assign(new Error(path), { code: "ENOENT" });
    return bytes;
  };
  const random = () => {
    throw new Error("nothing is left to chance");
  };
  return {
    writes: () => writes,
    random,
    clock: { millis: () => 0, note: () => "", wait: () => Promise.resolve() },
    host: { process: 1, machine: "memory", boot: "memory", started: "", isRunning: () => true },
    files: {
      open: async (path, as) => {
        if (as !== "read") await refused();
        const bytes = found(path);
        return {
          read: async (into, at) => {
            const part = bytes.subarray(at, at + into.byteLength);
            into.set(part);
            return part.byteLength;
          },
          write: refused,
          sync: refused,
          truncate: refused,
          bytes: async () => bytes.byteLength,
          close: async () => undefined,
        };
      },
      stat: async (path) => {
        const bytes = files.get(path);
        return bytes === undefined ? null : { bytes: bytes.byteLength, folder: false };
      },
      rename: refused,
      unlink: refused,
      mkdir: refused,
      rmdir: refused,
      readdir: refused,
      syncFolder: refused,
      freeBytes: refused,
    },
  };
}

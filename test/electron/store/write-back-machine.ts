import type { Machine, OpenFile } from "../../../electron/machine.ts";

/**
 * Real files behind a cache of our own: what is written stays in this process until `sync`, so that killing the process
 * loses what was not synced, as a power cut would. (The system's own cache outlives a kill, so kills alone
 * do not test a sync.)
 *
 * @param heeds  false: `sync` answers and writes nothing: the control that must lose entries
 */
export function writeBackMachine(machine: Machine, heeds: boolean): Machine {
  const caches = new Map<string, Cache>(); // by path; a rename carries it along
  const cacheOf = (path: string) => {
    const cache = caches.get(path) ?? { bytes: null };
    caches.set(path, cache);
    return cache;
  };
  return {
    ...machine,
    files: {
      ...machine.files,
      open: async (path, as) => cached(await machine.files.open(path, as), cacheOf(path), heeds),
      rename: async (from, to) => {
        await machine.files.rename(from, to);
        caches.set(to, cacheOf(from));
        caches.delete(from);
      },
      unlink: async (path) => {
        await machine.files.unlink(path);
        caches.delete(path);
      },
    },
  };
}

/** A file's whole contents as this process sees them; null: as on the disk. */
interface Cache {
  bytes: Buffer | null;
  from?: number; // first byte that differs from the disk
}

function cached(file: OpenFile, cache: Cache, heeds: boolean): OpenFile {
  const load = async () => {
    if (cache.bytes !== null) return cache.bytes;
    const bytes = Buffer.alloc(await file.bytes());
    for (let at = 0; at < bytes.byteLength; ) at += await file.read(bytes.subarray(at), at);
    return bytes;
  };
  return {
    read: async (into, at) => {
      if (cache.bytes === null) return file.read(into, at);
      const piece = cache.bytes.subarray(at, at + into.byteLength);
      into.set(piece);
      return piece.byteLength;
    },
    write: async (bytes, at) => {
      const before = await load();
      const after = Buffer.alloc(Math.max(before.byteLength, at + bytes.byteLength));
      after.set(before);
      after.set(bytes, at);
      cache.bytes = after;
      cache.from = Math.min(cache.from ?? at, at);
      return bytes.byteLength;
    },
    sync: async () => {
      if (!heeds) return;
      if (cache.bytes !== null) {
        if ((await file.bytes()) > cache.bytes.byteLength) await file.truncate(cache.bytes.byteLength);
        for (let at = cache.from ?? 0; at < cache.bytes.byteLength; )
          at += await file.write(cache.bytes.subarray(at, at + 4096), at); // in pieces, so that a kill falls between two
        cache.bytes = null;
        delete cache.from;
      }
      await file.sync();
    },
    truncate: async (to) => {
      cache.bytes = Buffer.from((await load()).subarray(0, to));
      cache.from = Math.min(cache.from ?? to, to);
    },
    bytes: async () => cache.bytes?.byteLength ?? file.bytes(),
    close: () => file.close(),
  };
}

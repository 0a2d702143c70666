import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { folderFor, machine } from "./office.ts";

/** Bytes of all files below a folder. */
export async function bytesIn(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) sum += (await stat(join(entry.parentPath, entry.name))).size;
  return sum;
}

/** Milliseconds to write so many bytes plainly, in as many pieces as there are syncs. */
export async function writeAsMuch(bytes: number, syncs: number): Promise<number> {
  const piece = Buffer.from(machine.random(Math.max(1, Math.round(bytes / syncs))));
  const file = await machine.files.open(join(await folderFor("plain"), "plain"), "create");
  const begun = performance.now();
  for (let i = 0; i < syncs; i += 1) {
    for (let done = 0; done < piece.byteLength; )
      done += await file.write(piece.subarray(done), i * piece.byteLength + done);
    await file.sync();
  }
  const took = performance.now() - begun;
  await file.close();
  return took;
}

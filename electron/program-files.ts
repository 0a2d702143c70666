import { readFile, stat } from "node:fs/promises";

/**
 * One of the program's own files, as it was installed. The office's files go through machine.ts; these do not, because in a
 * packaged program they lie inside an archive that only this call of Electron's can look into and check.
 */
export async function readProgramFile(path: string): Promise<Uint8Array> {
  return readFile(path);
}

/** Whether there is such a file beside or in the program. */
export async function isProgramFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

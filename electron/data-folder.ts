import { dirname, join } from "node:path";

/** An empty file of this name beside the program makes a folder on a stick a whole office: data then lie beside it too. */
export const portableMarker = "so-can-bo.portable";

/**
 * The data folder of a portable copy, or null for an installed one.
 *
 * @param unpackedFrom  where a single-file portable program was started from (PORTABLE_EXECUTABLE_DIR), if it was
 * @param program       absolute path of the running program
 * @param isThere       whether a file exists
 */
export async function portableDataFolder(
  unpackedFrom: string | undefined,
  program: string,
  isThere: (path: string) => Promise<boolean>,
): Promise<string | null> {
  if (unpackedFrom !== undefined && unpackedFrom !== "") return join(unpackedFrom, "data");
  const folder = dirname(program);
  return (await isThere(join(folder, portableMarker))) ? join(folder, "data") : null;
}

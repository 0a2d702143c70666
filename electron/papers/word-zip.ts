import { ZipFile } from "yazl";

/** The parts of a Word file by name. */
export type WordParts = ReadonlyMap<string, Uint8Array>;

const noTime = { mtime: new Date(Date.UTC(2000, 0, 1)), mode: 0o100644 } as const;

/** Parts as one file, in the order of their names but for the list of their types, which readers look for first. */
export async function wordZip(parts: WordParts): Promise<Uint8Array> {
  const zip = new ZipFile();
  const pieces: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => {
    zip.outputStream.on("data", (piece: Buffer) => pieces.push(piece));
    zip.outputStream.on("end", resolve);
    zip.outputStream.on("error", reject);
  });
  const names = [...parts.keys()].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  for (const name of names) zip.addBuffer(Buffer.from(parts.get(name) ?? []), name, noTime);
  zip.end();
  await done;
  return new Uint8Array(Buffer.concat(pieces));
}

const rank = (name: string): number => (name === "[Content_Types].xml" ? 0 : name === "_rels/.rels" ? 1 : 2);

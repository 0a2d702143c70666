import { zipOf } from "../workbook/zip-of.ts";

/** The parts of a Word file by name. */
export type WordParts = ReadonlyMap<string, Uint8Array>;

/** Parts as one file, in the order of their names but for the list of their types, which readers look for first. */
export const wordZip = (parts: WordParts): Promise<Uint8Array> =>
  zipOf([...parts].toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));

const rank = (name: string): number => (name === "[Content_Types].xml" ? 0 : name === "_rels/.rels" ? 1 : 2);

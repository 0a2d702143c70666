import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

/** A text in one of the shapes in which a program leaves it lying about. */
export interface Needle {
  readonly shape: string;
  readonly bytes: Buffer;
}

export interface Hit {
  readonly file: string; // below the folder searched
  readonly shape: string;
  readonly around: string;
}

/**
 * Every shape of a text: each spelling (as typed, small, capital, without marks) in each encoding. Compressed files are
 * not unpacked: what Chromium and we compress is ciphertext already, or its own.
 */
export function shapesOf(text: string): readonly Needle[] {
  const folded = text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase();
  const spellings = { typed: text, small: text.toLowerCase(), capital: text.toUpperCase(), folded };
  const found = new Map<string, Needle>();
  for (const [spelling, written] of Object.entries(spellings))
    for (const [encoding, bytes] of Object.entries(encodingsOf(written.normalize("NFC"))))
      if (![...found.values()].some((other) => other.bytes.equals(bytes)))
        found.set(`${spelling} ${encoding}`, { shape: `${spelling}, ${encoding}`, bytes });
  return [...found.values()];
}

function encodingsOf(text: string): Readonly<Record<string, Buffer>> {
  const utf8 = Buffer.from(text);
  const escaped = (of: string) => Array.from(of, (letter) => (letter > "~" ? unicodeEscape(letter) : letter)).join("");
  return {
    "UTF-8": utf8,
    "UTF-8 decomposed": Buffer.from(text.normalize("NFD")),
    "UTF-16": Buffer.from(text, "utf16le"),
    "UTF-16 decomposed": Buffer.from(text.normalize("NFD"), "utf16le"),
    "base64 at 0": base64Core(utf8, 0),
    "base64 at 1": base64Core(utf8, 1),
    "base64 at 2": base64Core(utf8, 2),
    hex: Buffer.from(utf8.toString("hex")),
    backwards: Buffer.from(Array.from(text).toReversed().join("")),
    percent: Buffer.from(encodeURIComponent(text)),
    "JSON escapes": Buffer.from(escaped(text)),
  };
}

const unicodeEscape = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** The letters of base64 that depend on the text alone, when it begins that many bytes into a group of three. */
function base64Core(bytes: Buffer, offset: number): Buffer {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString("base64")
    .replace(/=+$/, "");
  const begins = [0, 2, 3][offset] ?? 0;
  const whole = Math.floor(((offset + bytes.byteLength) * 8) / 6);
  return Buffer.from(encoded.slice(begins, whole));
}

/** Look for every shape in every file below the folder, names of files included. */
export async function searchFiles(
  folder: string,
  needles: readonly Needle[],
): Promise<{ readonly hits: readonly Hit[]; readonly files: number; readonly bytes: number }> {
  const hits: Hit[] = [];
  let files = 0;
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const content = entry.isFile() ? await readFile(path) : Buffer.alloc(0);
    files += entry.isFile() ? 1 : 0;
    bytes += content.byteLength;
    for (const { shape, bytes: needle } of needles) {
      const at = content.indexOf(needle);
      if (at >= 0)
        hits.push({ file: relative(folder, path), shape, around: content.toString("latin1", at - 20, at + 60) });
      if (Buffer.from(entry.name).includes(needle))
        hits.push({ file: relative(folder, path), shape: `name: ${shape}`, around: entry.name });
    }
  }
  return { hits, files, bytes };
}

import yauzl from "yauzl";
import { DamagedPart } from "./xml-scan.ts";

/** What a workbook's parts hold together is more than is read. */
export class TooLarge extends Error {}

/** The parts of a zip by name, read one at a time. Names are matched as they stand, without a leading slash. */
export interface Parts {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** Hear a part piece by piece, as it inflates. */
  stream(name: string, take: (piece: Buffer) => void): Promise<void>;
  /** A part as text; null where there is none. */
  text(name: string): Promise<string | null>;
  bytes(name: string): Promise<Buffer | null>;
}

const mostParts = 10_000;

/**
 * @param most  bytes that all parts that are read may come to, counted as they inflate: a header may say anything
 * @throws DamagedPart  where the zip has no directory, two parts of one name, or a part is cut, encrypted or spoiled
 */
export async function openParts(bytes: Uint8Array, most: number): Promise<Parts> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { zip, entries } = await directory(buffer);
  let unpacked = 0;

  const stream: Parts["stream"] = (name, take) =>
    new Promise((resolve, reject) => {
      const entry = entries.get(name);
      if (entry === undefined) return reject(new DamagedPart(`no part ${name}`));
      if (entry.isEncrypted()) return reject(new DamagedPart("an encrypted part"));
      zip.openReadStream(entry, (unreadable, source) => {
        if (unreadable !== null) return reject(new DamagedPart(unreadable.message));
        source.on("error", (error: Error) =>
          reject(error instanceof TooLarge ? error : new DamagedPart(error.message)),
        );
        source.on("data", (piece: Buffer) => {
          unpacked += piece.length;
          try {
            if (unpacked > most) throw new TooLarge("unpacked bytes");
            take(piece);
          } catch (error) {
            source.destroy();
            reject(error instanceof Error ? error : new DamagedPart(String(error)));
          }
        });
        source.on("end", () => resolve());
      });
    });
  const whole: Parts["bytes"] = async (name) => {
    if (!entries.has(name)) return null;
    const pieces: Buffer[] = [];
    await stream(name, (piece) => pieces.push(piece));
    return Buffer.concat(pieces);
  };
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    stream,
    bytes: whole,
    text: async (name) => {
      const found = await whole(name);
      return found === null ? null : decoderOf(found).decode(found);
    },
  };
}

/** UTF-8, or UTF-16 where the first bytes say so: XML may be either. */
export function decoderOf(start: Uint8Array): TextDecoder {
  const [first, second] = start;
  const wide = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
  const wideTurned = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  return new TextDecoder(wide ? "utf-16le" : wideTurned ? "utf-16be" : "utf-8");
}

function directory(
  buffer: Buffer,
): Promise<{ readonly zip: yauzl.ZipFile; readonly entries: ReadonlyMap<string, yauzl.Entry> }> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: false } as const;
    yauzl.fromBuffer(buffer, options, (problem, zip) => {
      if (problem !== null) return reject(new DamagedPart(problem.message));
      const entries = new Map<string, yauzl.Entry>();
      zip.on("error", (error: Error) => reject(new DamagedPart(error.message)));
      zip.on("end", () => resolve({ zip, entries }));
      zip.on("entry", (entry: yauzl.Entry) => {
        const name = entry.fileName.replace(/^\/+/, "");
        if (entries.has(name)) return reject(new DamagedPart("two parts of one name"));
        entries.set(name, entry);
        if (entries.size > mostParts) return reject(new TooLarge("parts"));
        zip.readEntry();
      });
      zip.readEntry();
    });
  });
}

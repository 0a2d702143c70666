import { z } from "zod";
import { BlobId } from "../../shared/domain/dossier.ts";
import { blobMember, caps } from "../../shared/exchange/container.ts";
import { decrypted } from "./age.ts";

/** A portrait or a scan in a bundle: where its bytes lie in the decrypted zip, in which it is stored as it is. */
export const CarriedFile = z.object({
  blob: BlobId,
  at: z.number().int().min(0), // bytes from the zip's start
  bytes: z.number().int().min(0).max(caps.blob),
});
export type CarriedFile = z.infer<typeof CarriedFile>;

/**
 * The files that lines name, each time they name one: `"blob","<64 hex>"`, or `"blob":"<64 hex>"` as lines of before say it
 * and as it stands within a value. In these spellings it can be no part of a longer text, whose quotation marks would be escaped.
 */
export function* filesNamed(lines: Uint8Array): Generator<BlobId> {
  const text = textOf(lines);
  for (let found = text.indexOf(naming); found !== -1; found = text.indexOf(naming, found + naming.length)) {
    const at = found + naming.length;
    const said = /^[,:]"([0-9a-f]{64})"$/.exec(text.toString("latin1", at, at + 67));
    if (said?.[1] !== undefined) yield said[1];
  }
}

/** Whether a line may name a file: asked of every line. */
export const mayNameFiles = (line: Uint8Array | string): boolean =>
  (typeof line === "string" ? line : textOf(line)).includes(naming);

const naming = '"blob"';
const textOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The file a member is by its name, or null where it is none. */
export const fileOf = (member: string): BlobId | null => {
  const blob = member.slice(-64);
  return member === blobMember(blob) ? blob : null;
};

/**
 * The files of a bundle that was checked, one after the other, decrypted once more: what lies ready to be taken stays
 * sealed until then, and only one file at a time is in memory.
 *
 * @param files  in the order of their places
 */
export async function* carriedFiles(
  identity: string | readonly string[],
  bundle: Uint8Array,
  files: readonly CarriedFile[],
): AsyncGenerator<{ readonly blob: BlobId; readonly bytes: Uint8Array }> {
  let passed = 0; // bytes of the zip before `piece`
  let next = 0;
  let into: Uint8Array | null = null;
  let filled = 0;
  for await (const piece of decrypted(identity, [bundle])) {
    for (let file = files[next]; file !== undefined && file.at < passed + piece.byteLength; file = files[next]) {
      into ??= new Uint8Array(file.bytes);
      const from = Math.max(0, file.at + filled - passed);
      const part = piece.subarray(from, from + file.bytes - filled);
      into.set(part, filled);
      filled += part.byteLength;
      if (filled < file.bytes) break;
      yield { blob: file.blob, bytes: into };
      [into, filled, next] = [null, 0, next + 1];
    }
    passed += piece.byteLength;
  }
  if (next < files.length) throw new RangeError("a file beyond the end of its bundle");
}

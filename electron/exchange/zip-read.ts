import { crc32, inflateRawSync } from "node:zlib";
import { caps, type MemberKind, memberOf } from "../../shared/exchange/container.ts";
import { failed, ok, type Result } from "../../shared/result.ts";

/** One member as the directory and its own header both describe it. */
export interface Member {
  readonly name: string;
  readonly kind: MemberKind;
  readonly deflated: boolean;
  readonly crc: number;
  readonly size: number; // bytes once inflated
  readonly at: number; // of `packed` in the zip
  readonly packed: Uint8Array; // a view of the zip
}

/** The rule of the container that a zip broke: one word, for the log. */
export type ZipFault = string;

/**
 * Read a zip's directory by the plainest reading of the format, in which two readers cannot see two different things:
 * members stand one after the other from the first byte on, in the order of the directory; both headers of each are
 * equal; the end record is the last thing there is. No path is ever made from a name: it must be one of six patterns.
 * Nothing is inflated.
 *
 * @param zip  the whole decrypted file
 */
export function readDirectory(zip: Uint8Array): Result<readonly Member[], ZipFault> {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = bytes.byteLength - 22;
  if (end < 0 || bytes.readUInt32LE(end) !== 0x06054b50) return failed("zip-end");
  const count = bytes.readUInt16LE(end + 10);
  const listedBytes = bytes.readUInt32LE(end + 12);
  const listedAt = bytes.readUInt32LE(end + 16);
  if (bytes.readUInt32LE(end + 4) !== 0 || bytes.readUInt16LE(end + 8) !== count) return failed("zip-disks");
  if (bytes.readUInt16LE(end + 20) !== 0) return failed("zip-comment");
  if (count > caps.members) return failed("zip-count");
  if (listedAt + listedBytes !== end) return failed("zip-directory"); // zip64 marks fall here too

  const members: Member[] = [];
  const names = new Set<string>();
  let opsBytes = 0;
  let total = 0;
  let at = 0; // where the next member must begin
  let listed = listedAt; // where the next line of the directory begins
  for (let i = 0; i < count; i += 1) {
    const one = readMember(bytes, { at, listed, listedAt, end });
    if (!one.ok) return one;
    const { member, next, nextListed } = one.value;
    if (names.has(member.name)) return failed("zip-twice"); // the six patterns leave no room for case or Unicode twins
    names.add(member.name);
    if (member.kind === "ops") opsBytes += member.size;
    if (member.kind !== "blob") total += member.size; // those are stored, so the file's own cap holds for them
    if (opsBytes > caps.ops || total > caps.total) return failed("zip-total");
    members.push(member);
    at = next;
    listed = nextListed;
  }
  if (at !== listedAt || listed !== end) return failed("zip-gap");
  return ok(members);
}

/** A member's bytes: exactly as many as it says, with the checksum it says, from all of its packed bytes. */
export function inflated({ deflated, packed, size, crc }: Member): Result<Uint8Array, ZipFault> {
  const content = deflated ? inflatedAll(packed, size) : packed;
  if (content === null || content.byteLength !== size) return failed("zip-size");
  return crc32(content) === crc ? ok(content) : failed("zip-crc");
}

function readMember(
  bytes: Buffer,
  { at, listed, listedAt, end }: Readonly<Record<"at" | "listed" | "listedAt" | "end", number>>,
): Result<{ readonly member: Member; readonly next: number; readonly nextListed: number }, ZipFault> {
  if (listed + 46 > end || bytes.readUInt32LE(listed) !== 0x02014b50) return failed("zip-directory");
  const fields = bytes.subarray(listed + 6, listed + 32); // version needed … lengths, as in the local header
  const [needed, flags, method] = [fields.readUInt16LE(0), fields.readUInt16LE(2), fields.readUInt16LE(4)];
  const [crc, packedBytes, size] = [fields.readUInt32LE(10), fields.readUInt32LE(14), fields.readUInt32LE(18)];
  const [nameBytes, extraBytes] = [fields.readUInt16LE(22), fields.readUInt16LE(24)];
  if (needed > 20) return failed("zip-version");
  if ((flags & ~0x0806) !== 0) return failed("zip-flags"); // all but the deflater's level and "names are UTF-8"
  if (method !== 0 && method !== 8) return failed("zip-method");
  if (extraBytes !== 0 || bytes.readUInt16LE(listed + 32) !== 0) return failed("zip-extra");
  if (bytes.readUInt16LE(listed + 34) !== 0) return failed("zip-disks");
  const attributes = bytes.readUInt32LE(listed + 38);
  const type = attributes >>> 28; // of a Unix file: 8 regular, 0 not said
  if ((type !== 0 && type !== 8) || (attributes & 0x18) !== 0) return failed("zip-link"); // nor folder, nor volume
  if (bytes.readUInt32LE(listed + 42) !== at) return failed("zip-gap");
  const nextListed = listed + 46 + nameBytes;
  if (nextListed > end) return failed("zip-directory");

  const name = bytes.toString("latin1", listed + 46, nextListed);
  const known = memberOf(name);
  if (known === null) return failed("zip-name");
  if (size > known.cap) return failed("zip-cap");
  if (known.kind === "blob" && method !== 0) return failed("zip-method"); // found again by its place in the zip
  if (method === 0 && packedBytes !== size) return failed("zip-size");
  if (known.kind === "ops" && size > caps.opsRatio * packedBytes) return failed("zip-ratio");

  const content = at + 30 + nameBytes;
  const next = content + packedBytes;
  if (next > listedAt) return failed("zip-gap");
  const same =
    bytes.readUInt32LE(at) === 0x04034b50 &&
    bytes.subarray(at + 4, at + 30).equals(fields) &&
    bytes.subarray(at + 30, content).equals(bytes.subarray(listed + 46, nextListed));
  if (!same) return failed("zip-headers");
  const packed = bytes.subarray(content, next);
  return ok({
    member: { name, kind: known.kind, deflated: method === 8, crc, size, at: content, packed },
    next,
    nextListed,
  });
}

/** Null where it inflates to more than `size`, is damaged, or leaves packed bytes over. */
function inflatedAll(packed: Uint8Array, size: number): Uint8Array | null {
  try {
    const { buffer, engine } = inflateRawSync(packed, {
      maxOutputLength: Math.max(size, 1),
      chunkSize: Math.max(64, size + 1), // in one piece; no member's size is beyond its cap
      info: true,
    }) as unknown as {
      readonly buffer: Uint8Array;
      readonly engine: { readonly bytesWritten: number };
    };
    return engine.bytesWritten === packed.byteLength ? buffer : null;
  } catch {
    return null;
  }
}

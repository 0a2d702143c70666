import { promisify } from "node:util";
import { crc32, deflateRaw } from "node:zlib";
import { caps } from "../../shared/exchange/container.ts";

/** One member, ready to be written. */
export interface PackedMember {
  readonly name: string; // ASCII
  readonly crc: number;
  readonly size: number; // bytes before deflating
  readonly deflated: boolean;
  readonly bytes: Uint8Array; // as they stand in the zip
}

const deflate = promisify(deflateRaw); // beside main's own thread

/**
 * Deflate a member. Level 9 would take three times as long as 6 for one part in a hundred; the megabytes of a whole office
 * are done at 4, twice as fast for one part in twelve.
 */
export const packMember = async (name: string, content: Uint8Array): Promise<PackedMember> =>
  packedMember(name, content, await deflate(content, { level: content.byteLength > 1_048_576 ? 4 : 6 }));

/** A member, deflated or, where that is not smaller or smaller than any reader would believe, stored. */
export function packedMember(name: string, content: Uint8Array, bytes: Uint8Array): PackedMember {
  const smaller = bytes.byteLength < content.byteLength && content.byteLength <= caps.opsRatio * bytes.byteLength;
  return { name, crc: crc32(content), size: content.byteLength, deflated: smaller, bytes: smaller ? bytes : content };
}

/**
 * A zip in its plainest form, the only one that `readDirectory` takes: the members one after the other, the directory,
 * the end, nothing between; no extra fields, no descriptors, every date 1980-01-01. The same members give the same bytes.
 */
export function* zipped(members: readonly PackedMember[]): Generator<Uint8Array> {
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const member of members) {
    const name = Buffer.from(member.name, "latin1");
    const fields = commonFields(member, name.byteLength);
    const local = Buffer.concat([u32(0x04034b50), fields, name]);
    directory.push(u32(0x02014b50), u16(20), fields, Buffer.alloc(10), u32(at), name);
    at += local.byteLength + member.bytes.byteLength;
    yield local;
    yield member.bytes;
  }
  const listed = Buffer.concat(directory);
  const count = u16(members.length);
  yield listed;
  yield Buffer.concat([u32(0x06054b50), u32(0), count, count, u32(listed.byteLength), u32(at), u16(0)]);
}

/** Version needed, flags, method, time, date, CRC, both sizes, both lengths: the same in both headers. */
const commonFields = ({ crc, size, deflated, bytes }: PackedMember, nameLength: number): Buffer =>
  Buffer.concat([
    u16(20),
    u16(0),
    u16(deflated ? 8 : 0),
    u16(0),
    u16(0x0021), // 1980-01-01
    u32(crc),
    u32(bytes.byteLength),
    u32(size),
    u16(nameLength),
    u16(0),
  ]);

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

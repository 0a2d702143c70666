import { constants, crc32, deflateRawSync } from "node:zlib";

/** One member of a hand-made zip: what its two headers say may differ from each other and from what is there. */
export interface RawMember {
  readonly name: string | Buffer;
  readonly content: Buffer;
  readonly method?: number; // 8 deflates the content, anything else stores it
  readonly packed?: Buffer; // instead of the deflated content
  readonly both?: RawFields;
  readonly local?: RawFields;
  readonly central?: RawFields & {
    readonly attributes?: number;
    readonly offset?: number;
    readonly comment?: Buffer;
    readonly disk?: number;
  };
  readonly before?: Buffer; // bytes before its local header
  readonly hidden?: boolean; // not in the directory
}
interface RawFields {
  readonly name?: string;
  readonly needed?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  readonly packedBytes?: number;
  readonly size?: number;
  readonly extra?: Buffer;
}
export interface RawEnd {
  readonly beforeDirectory?: Buffer;
  readonly beforeEnd?: Buffer;
  readonly after?: Buffer;
  readonly comment?: Buffer;
  readonly count?: number;
  readonly countHere?: number;
  readonly disk?: number;
  readonly listedAt?: number;
  readonly listedBytes?: number;
  readonly reversed?: boolean;
  readonly listTwice?: boolean;
}

/** Put a zip together from its fields, with no wish to be right. */
export function rawZip(members: readonly RawMember[], end: RawEnd = {}): Buffer {
  const bodies: Buffer[] = [];
  const listed: Buffer[] = [];
  let at = 0;
  for (const member of members) {
    const { content, method = 8, both = {}, local = {}, central = {}, before, hidden = false } = member;
    const packed = member.packed ?? (method === 8 ? deflateRawSync(content, { level: 9 }) : content);
    const told = {
      name: member.name,
      method,
      crc: crc32(content),
      packedBytes: packed.byteLength,
      size: content.byteLength,
    };
    if (before !== undefined) {
      bodies.push(before);
      at += before.byteLength;
    }
    const { fixed, name, extra } = fieldsOf({ ...told, ...both, ...local });
    const head = Buffer.concat([u32(0x04034b50), fixed, name, extra]);
    const inList = fieldsOf({ ...told, ...both, ...central });
    const comment = central.comment ?? Buffer.alloc(0);
    if (!hidden)
      listed.push(
        Buffer.concat([
          u32(0x02014b50),
          u16(0x031e),
          inList.fixed,
          u16(comment.byteLength),
          u16(central.disk ?? 0),
          u16(0),
          u32(central.attributes ?? 0),
          u32(central.offset ?? at),
          inList.name,
          inList.extra,
          comment,
        ]),
      );
    bodies.push(head, packed);
    at += head.byteLength + packed.byteLength;
  }
  if (end.reversed === true) listed.reverse();
  const gap = end.beforeDirectory ?? Buffer.alloc(0);
  const directory = Buffer.concat(end.listTwice === true ? [...listed, ...listed] : listed);
  const count = end.count ?? (end.listTwice === true ? 2 : 1) * listed.length;
  const comment = end.comment ?? Buffer.alloc(0);
  return Buffer.concat([
    ...bodies,
    gap,
    directory,
    end.beforeEnd ?? Buffer.alloc(0),
    u32(0x06054b50),
    u16(end.disk ?? 0),
    u16(0),
    u16(end.countHere ?? count),
    u16(count),
    u32(end.listedBytes ?? directory.byteLength),
    u32(end.listedAt ?? at + gap.byteLength),
    u16(comment.byteLength),
    comment,
    end.after ?? Buffer.alloc(0),
  ]);
}

function fieldsOf({
  name,
  needed = 20,
  flags = 0,
  method = 8,
  crc = 0,
  packedBytes = 0,
  size = 0,
  extra = Buffer.alloc(0),
}: Omit<RawFields, "name"> & { readonly name: string | Buffer }) {
  const bytes = Buffer.isBuffer(name) ? name : Buffer.from(name);
  const fixed = Buffer.concat([
    u16(needed),
    u16(flags),
    u16(method),
    u16(0),
    u16(0x21),
    u32(crc),
    u32(packedBytes),
    u32(size),
    u16(bytes.byteLength),
    u16(extra.byteLength),
  ]);
  return { fixed, name: bytes, extra };
}

/** Deflated zeros, as many MiB as asked, made without inflating them ever: one flushed block over and over. */
export function deflatedZeros(mebibytes: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(1_048_576), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array.from({ length: mebibytes }, () => block), Buffer.from([0x03, 0x00])]);
}

/** A good zip in many small wrong ways, by the name of what is wrong. */
export function zipShapes(good: readonly RawMember[]): ReadonlyMap<string, Buffer> {
  const [first, second, ...others] = good as [RawMember, RawMember, ...RawMember[]];
  const ops = good.find(({ name }) => String(name).startsWith("ops/")) as RawMember;
  const rest = good.filter((member) => member !== ops);
  const withFirst = (more: Partial<RawMember>) => rawZip([{ ...first, ...more }, second, ...others]);
  const withOps = (more: Partial<RawMember>) => rawZip([{ ...ops, ...more }, ...rest]);
  const junk = Buffer.from("junk");
  const whole = rawZip(good);
  const packedOps = deflateRawSync(ops.content, { level: 9 });
  const zip64 = Buffer.concat([
    u16(1),
    u16(16),
    u64(first.content.byteLength),
    u64(deflateRawSync(first.content).byteLength),
  ]);
  const timestamp = Buffer.concat([u16(0x5455), u16(5), Buffer.from([1, 0, 0, 0, 0])]);
  const otherName = Buffer.concat([u16(0x7075), u16(9), Buffer.from([1, 0, 0, 0, 0]), Buffer.from("evil")]);
  const secondAt = 30 + String(first.name).length + deflateRawSync(first.content, { level: 9 }).byteLength;
  const zeros = deflatedZeros(2048);
  return new Map<string, Buffer>([
    ["nothing", Buffer.alloc(1)],
    ["shorter than an end", Buffer.alloc(21, 0x50)],
    ["an end and nothing else", rawZip([])],
    ["no end", whole.subarray(0, -22)],
    ["cut in the end", whole.subarray(0, -1)],
    ["a comment", rawZip(good, { comment: Buffer.from("hello") })],
    ["an end in the comment of an end", rawZip(good, { comment: whole.subarray(-22) })],
    ["a longer comment told than there", rawZip(good, { comment: Buffer.alloc(0), after: Buffer.from("x") })],
    ["bytes before", withFirst({ before: junk })],
    ["bytes before that no offset counts", Buffer.concat([junk, whole])],
    ["bytes between members", rawZip([first, { ...second, before: junk }, ...others])],
    ["bytes before the directory", rawZip(good, { beforeDirectory: junk })],
    ["bytes before the end", rawZip(good, { beforeEnd: junk })],
    ["bytes after", rawZip(good, { after: junk })],
    ["two zips", Buffer.concat([whole, whole])],
    ["a zip before", rawZip([{ ...first, before: whole }, second, ...others])],
    [
      "two directories",
      rawZip(good, { beforeDirectory: whole.subarray(whole.readUInt32LE(whole.byteLength - 6), -22) }),
    ],
    [
      "a member that is not listed",
      rawZip([...good, { name: `blobs/${"a".repeat(64)}`, content: junk, hidden: true }]),
    ],
    ["every member listed twice", rawZip(good, { listTwice: true })],
    ["a member twice", rawZip([...good, first])],
    ["a listed member that is not there", rawZip(good, { count: good.length + 1 })],
    ["fewer told than listed", rawZip(good, { count: good.length - 1 })],
    ["two lines for one member", rawZip([first, { ...second, central: { offset: 0 } }, ...others])],
    ["members over each other", rawZip([first, { ...second, central: { offset: secondAt - 5 } }, ...others])],
    [
      "a member that reaches into the directory",
      rawZip(good.with(good.length - 1, { ...(good.at(-1) as RawMember), both: { packedBytes: 100_000 } })),
    ],
    ["an offset beyond the file", withFirst({ central: { offset: 0x7fffffff } })],
    ["the directory in another order", rawZip(good, { reversed: true })],
    ["another name outside", withFirst({ local: { name: "bundle.jsox" } })],
    ["another method outside", withFirst({ local: { method: 0 } })],
    ["another size outside", withFirst({ local: { size: 1 } })],
    ["another packed size outside", withFirst({ local: { packedBytes: 1 } })],
    ["another checksum outside", withFirst({ local: { crc: 1 } })],
    ["other flags outside", withFirst({ local: { flags: 2 } })],
    ["extra bytes outside only", withFirst({ local: { extra: timestamp } })],
    ["encrypted", withFirst({ both: { flags: 1 } })],
    ["strongly encrypted", withFirst({ both: { flags: 0x41 } })],
    ["masked headers", withFirst({ both: { flags: 0x2000 } })],
    ["sizes after the member", withFirst({ both: { flags: 8 } })],
    ["patched data", withFirst({ both: { flags: 0x20 } })],
    ...[1, 6, 9, 12, 14, 93, 95, 98, 99].map(
      (method) => [`method ${method}`, withFirst({ both: { method } })] as const,
    ),
    ["zip64 sizes", withFirst({ both: { needed: 45, size: 0xffffffff, packedBytes: 0xffffffff, extra: zip64 } })],
    ["zip64 end", rawZip(good, { count: 0xffff, listedAt: 0xffffffff, beforeEnd: zip64End(good.length) })],
    ["zip64 count", rawZip(good, { count: 0xffff })],
    ["a later version needed", withFirst({ both: { needed: 63 } })],
    ["a time stamp of Unix", withFirst({ both: { extra: timestamp } })],
    ["another name in the extras", withFirst({ both: { extra: otherName } })],
    ["a member's comment", withFirst({ central: { comment: junk } })],
    ["a member on another disk", withFirst({ central: { disk: 1 } })],
    ["an end on another disk", rawZip(good, { disk: 1 })],
    ["some members on another disk", rawZip(good, { countHere: 1 })],
    ["a link", withFirst({ central: { attributes: 0xa1ff0000 } })],
    ["a folder of Unix", withFirst({ central: { attributes: 0x41ed0000 } })],
    ["a folder of DOS", withFirst({ central: { attributes: 0x10 } })],
    ["a volume name", withFirst({ central: { attributes: 0x08 } })],
    ["a device", withFirst({ central: { attributes: 0x61ff0000 } })],
    ["a pipe", withFirst({ central: { attributes: 0x11ff0000 } })],
    ["stored, with another size", withOps({ method: 0, both: { size: 3 } })],
    ["more inside than told", withOps({ both: { size: ops.content.byteLength - 1 } })],
    ["less inside than told", withOps({ both: { size: ops.content.byteLength + 1 } })],
    ["a wrong checksum", withOps({ both: { crc: 1 } })],
    ["bytes after the deflated ones", withOps({ packed: Buffer.concat([packedOps, junk]) })],
    ["deflated bytes cut", withOps({ packed: packedOps.subarray(0, -3) })],
    ["deflated bytes of no kind", withOps({ packed: Buffer.alloc(400, 0xff) })],
    ["a bomb that says so", withOps({ packed: zeros, both: { size: 0x80000000 } })],
    ["a bomb that says 1,024 bytes", withOps({ packed: zeros, both: { size: 1024 } })],
    ["a bomb that says what is allowed", withOps({ packed: zeros, both: { size: 16 * 1_048_576 } })],
    [
      "a bomb for a list",
      rawZip(
        good.map((one) =>
          one.name === "manifest-sha256.txt" ? { ...one, packed: zeros, both: { size: 4 * 1_048_576 } } : one,
        ),
      ),
    ],
    ["eight large members", rawZip([...rest, ...largeMembers(8)])],
    ["a high ratio", withOps({ content: Buffer.alloc(1_048_576, 0x20) })],
    ["20,001 members", rawZip(manyMembers(20_001))],
    ["a directory beyond the file", rawZip(good, { listedAt: 0x7ffffff0 })],
    ["a directory longer than it is", rawZip(good, { listedBytes: 0x7ffffff0 })],
    ["a directory before the file", rawZip(good, { listedAt: 0xfffffff0 })],
    ["a zip in a zip", rawZip([...good, { name: "inner.zip", content: whole, method: 0 }])],
    ["a zip as an attachment", rawZip([...good, { name: `blobs/${"0".repeat(64)}`, content: whole, method: 0 }])],
    ["a deflated file", rawZip([...good, { name: `blobs/${"1".repeat(64)}`, content: Buffer.alloc(5_000, 7) }])],
    [
      "a large file",
      rawZip([...good, { name: `blobs/${"1".repeat(64)}`, content: Buffer.alloc(20 * 1_048_576 + 1), method: 0 }]),
    ],
    ["three thousand large files of the same bytes", rawZip([...good, ...filesOverEachOther(3_000)])],
    ...hostileNames.map(
      (name) =>
        [
          `a member called ${JSON.stringify(String(name)).slice(0, 60)}`,
          rawZip([...good, { name, content: junk }]),
        ] as const,
    ),
  ]);
}

/** A million members of one-letter names: 78 MB. */
export function millionMembers(): Buffer {
  const count = 1_000_000;
  const local = rawZip([{ name: "a", content: Buffer.alloc(0), method: 0 }]).subarray(0, 31);
  const listed = rawZip([{ name: "a", content: Buffer.alloc(0), method: 0 }]).subarray(31, 31 + 47);
  const end = Buffer.concat([
    u32(0x06054b50),
    u32(0),
    u16(count % 65_536),
    u16(count % 65_536),
    u32(47 * count),
    u32(31 * count),
    u16(0),
  ]);
  return Buffer.concat([Buffer.alloc(31 * count, local), Buffer.alloc(47 * count, listed), end]);
}

const hostileNames: readonly (string | Buffer)[] = [
  "",
  "..",
  "../bundle.json",
  "ops/../../x",
  "/etc/passwd",
  "\\\\server\\share",
  "..\\x",
  "C:\\x",
  "c:x",
  "CON",
  "nul.json",
  "bundle.json.",
  "bundle.json ",
  "bundle.json:stream",
  "bundle.json\0.txt",
  "BUNDLE.JSON",
  "Bundle.json",
  "bu\u0301ndle.json",
  "b\u00fandle.json",
  "bundle．json",
  "ops",
  "ops/",
  "ops/000001.jsonl/",
  "ops//000001.jsonl",
  "./bundle.json",
  "manifest-sha256.txt.p7s",
  "blobs/",
  `blobs/${"a".repeat(63)}`,
  `blobs/${"A".repeat(64)}`,
  `blobs/${"a".repeat(64)}.jpg`,
  `blobs/aa/${"a".repeat(62)}`,
  "a".repeat(300),
  "a".repeat(65_535),
  Buffer.from([0xff, 0xfe, 0x00]),
];

const manyMembers = (count: number): RawMember[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `receipts/${String(i).padStart(64, "0")}.json`,
    content: Buffer.alloc(0),
    method: 0,
  }));

/** One file of 20 MiB less one byte, listed as often as asked. */
const filesOverEachOther = (count: number): RawMember[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `blobs/${String(i).padStart(64, "0")}`,
    content: Buffer.alloc(0),
    method: 0,
    both: { size: 20 * 1_048_576, packedBytes: 20 * 1_048_576 },
  }));

/** Each within its cap and ratio, together beyond what a bundle may hold. */
const largeMembers = (count: number): RawMember[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `ops/00000${i + 1}.jsonl`,
    content: Buffer.alloc(0),
    packed: Buffer.alloc(200_000),
    both: { size: 16 * 1_048_576 },
  }));

const zip64End = (count: number) =>
  Buffer.concat([
    u32(0x06064b50),
    u64(44),
    u16(45),
    u16(45),
    u32(0),
    u32(0),
    u64(count),
    u64(count),
    u64(100),
    u64(0),
    u32(0x07064b50),
    u32(0),
    u64(0),
    u32(1),
  ]);

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

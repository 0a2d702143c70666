import { deflateSync } from "node:zlib";

/** Files as scanners and cameras write them, as far as their headers go; what is drawn in them does not matter here. */

const segment = (marker: number, content: readonly number[]) => [
  0xff,
  marker,
  (content.length + 2) >> 8,
  (content.length + 2) & 255,
  ...content,
];
const word = (value: number) => [value >> 8, value & 255];

/** A JPEG of that size in px: its header whole, then a scan of `fill` bytes. */
export function jpeg(
  width: number,
  height: number,
  { frame = 0xc0, fill = 200, seed = 1 } = {},
): Uint8Array<ArrayBuffer> {
  const size = [8, ...word(height), ...word(width), 1, 1, 0x11, 0];
  const exif = Array.from(Buffer.from("Exif\0\0II*\0 a camera's own notes \xff\xc0 with a marker in them", "latin1"));
  const header = [
    0xff,
    0xd8,
    ...segment(0xe1, exif),
    ...segment(
      0xdb,
      Array.from({ length: 65 }, () => 1),
    ),
    0xff, // markers may be preceded by fill bytes
    ...segment(
      0xc4,
      Array.from({ length: 20 }, () => 0),
    ),
    ...segment(frame, size),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
  ];
  const bytes = new Uint8Array(header.length + fill + 2);
  bytes.set(header);
  for (let i = 0; i < fill; i += 1) bytes[header.length + i] = (i * seed * 7 + (i >> 8)) & 0x7f;
  bytes.set([0xff, 0xd9], header.length + fill);
  return bytes;
}

/** A PNG that says this size. */
export function png(width: number, height: number): Uint8Array<ArrayBuffer> {
  const chunk = (name: string, content: Buffer) => {
    const out = Buffer.alloc(12 + content.byteLength);
    out.writeUInt32BE(content.byteLength);
    out.write(name, 4, "latin1");
    out.set(content, 8);
    return out; // the checksum is left out: the header is all that is read
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = chunk("IDAT", deflateSync(Buffer.alloc(64)));
  return Uint8Array.from(Buffer.concat([start, chunk("IHDR", header), pixels, chunk("IEND", Buffer.alloc(0))]));
}

/** A PDF of so many pages; `packed`: its page tree in a deflated stream of objects, as newer programs write it. */
export function pdf(pages: number, { packed = false, more = "" } = {}): Uint8Array<ArrayBuffer> {
  const kids = Array.from({ length: pages }, (_, i) => `${10 + i} 0 R`).join(" ");
  const tree = `<< /Resources << /ProcSet [/PDF] >> /Kids [${kids}] /Type /Pages\n/Count ${pages} >>`;
  const branch = `<< /Type /Pages /Parent 2 0 R /Count 1 /Kids [9 0 R] >>`;
  const parts: (string | Buffer)[] = ["%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"];
  if (packed) {
    const stream = deflateSync(Buffer.from(`2 0 3 ${tree.length} ${tree} ${branch}`, "latin1"));
    parts.push(
      `8 0 obj\n<< /Type /ObjStm /N 2 /First 8 /Filter /FlateDecode /Length ${stream.byteLength} >>\nstream\n`,
    );
    parts.push(stream, "\nendstream\nendobj\n");
  } else parts.push(`2 0 obj\n${tree}\nendobj\n3 0 obj\n${branch}\nendobj\n`);
  parts.push(more, "trailer << /Root 1 0 R >>\n%%EOF\n");
  return Uint8Array.from(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
}

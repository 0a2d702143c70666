import { crc32, deflateSync, inflateSync } from "node:zlib";
import type { Picture } from "./pdf-look.ts";

// Pictures in 16 shades of grey as small files that any viewer opens; read back are only those written here.

/** The shades that a picture keeps: 0 black, 15 white. */
export const inSixteen = (shade: number): number => Math.round(shade / 17);

/** @param picture  a width in whole bytes: an even number of dots */
export function greyPng({ width, height, shades }: Picture): Uint8Array {
  const across = width / 2;
  const rows = Buffer.alloc((across + 1) * height); // a byte 0 before each row: no filter
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 2) {
      const [left = 0, right = 0] = shades.subarray(y * width + x, y * width + x + 2);
      rows[y * (across + 1) + 1 + x / 2] = (inSixteen(left) << 4) | inSixteen(right);
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([4, 0, 0, 0, 0], 8); // four bits of grey
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.byteLength);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** @throws where the file is none of those written here */
export function readGreyPng(file: Uint8Array): Picture {
  const bytes = Buffer.from(file);
  const content = new Map<string, Buffer>();
  if (!bytes.subarray(0, 8).equals(signature)) throw new Error("no PNG");
  for (let at = 8; at < bytes.byteLength; ) {
    const length = bytes.readUInt32BE(at);
    content.set(bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const [header, packed] = [content.get("IHDR"), content.get("IDAT")];
  if (header === undefined || packed === undefined || header[8] !== 4) throw new Error("no PNG in 16 shades");
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const rows = inflateSync(packed);
  const shades = new Uint8Array(width * height);
  const across = width / 2;
  for (let y = 0; y < height; y += 1) {
    if (rows[y * (across + 1)] !== 0) throw new Error("a PNG with filters");
    for (let x = 0; x < width; x += 1) {
      const two = rows[y * (across + 1) + 1 + (x >> 1)] ?? 0;
      shades[y * width + x] = (x % 2 === 0 ? two >> 4 : two & 15) * 17;
    }
  }
  return { width, height, shades };
}

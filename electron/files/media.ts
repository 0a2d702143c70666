import type { Media } from "../../shared/ipc/files.ts";

/** What a file is by its first bytes, whatever its name says; null: nothing that is kept. */
export function mediaOf(bytes: Uint8Array): Media | null {
  for (const [media, first] of firstBytes) if (first.every((byte, at) => bytes[at] === byte)) return media;
  return null;
}

const firstBytes: readonly (readonly [Media, readonly number[]])[] = [
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["application/pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]], // %PDF-
];

/** A picture a page may be given to draw: a side beyond 12,000 px or more than 80 million of them is 320 MB when drawn. */
export const pictureCaps = { side: 12_000, pixels: 80_000_000 } as const;

/** Whether a picture says its size in its header and that size can be drawn. Nothing is decoded. */
export function canBeDrawn(bytes: Uint8Array, media: "image/jpeg" | "image/png"): boolean {
  const size = pictureSize(bytes, media);
  if (size === null) return false;
  const { width, height } = size;
  const within = width <= pictureCaps.side && height <= pictureCaps.side && width * height <= pictureCaps.pixels;
  return width > 0 && height > 0 && within;
}

/** The size a picture says it has, px; null: it says none. */
export const pictureSize = (bytes: Uint8Array, media: "image/jpeg" | "image/png"): Size | null =>
  media === "image/png" ? pngSize(bytes) : jpegSize(bytes);

interface Size {
  readonly width: number; // px
  readonly height: number;
}

/** The header chunk must come first. */
function pngSize(bytes: Uint8Array): Size | null {
  const view = viewOf(bytes);
  if (bytes.byteLength < 33 || view.getUint32(8) !== 13 || view.getUint32(12) !== 0x49484452) return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** The frame header that stands before the first scan. A file with two is none that a decoder takes. */
function jpegSize(bytes: Uint8Array): Size | null {
  const view = viewOf(bytes);
  for (let at = 2; at + 9 <= bytes.byteLength; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // a marker may be preceded by any number of these
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return null; // the picture begins, or ends, without its size
    if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += isBare(marker) ? 2 : 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
}

/** SOF0 to SOF15 without the three tables among them: Huffman, JPEG's own extension, arithmetic conditioning. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Markers without a length: TEM and RST0 to RST7. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

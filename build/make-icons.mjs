import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { isMain, root } from "./root.mjs";

// Draws the program's icon: a bound notebook with its ribbon and the letters SC. Every pixel is worked out from shapes, 4 × 4
// samples a pixel, so that it can be made again at any size and nothing but this file needs to be kept.

const cover = [128, 44, 32];
const spine = [92, 28, 20];
const paper = [250, 246, 238];
const ribbon = [214, 168, 72];
const ink = [250, 246, 238];

/** @typedef {(x: number, y: number) => boolean} Shape  in units of the icon's side, 0 to 1 */

/** @type {(x0: number, y0: number, x1: number, y1: number, r?: number) => Shape} */
const box =
  (x0, y0, x1, y1, r = 0) =>
  (x, y) => {
    const dx = Math.max(x0 + r - x, x - (x1 - r), 0);
    const dy = Math.max(y0 + r - y, y - (y1 - r), 0);
    return r > 0 ? dx * dx + dy * dy <= r * r : dx <= 0 && dy <= 0;
  };

/** An arc drawn with a pen of width w; angles in turns, clockwise from the right. */
/** @type {(cx: number, cy: number, r: number, w: number, from: number, to: number) => Shape} */
const arc = (cx, cy, r, w, from, to) => (x, y) => {
  const turn = (Math.atan2(y - cy, x - cx) / (2 * Math.PI) + 1) % 1;
  const on = from <= to ? turn >= from && turn <= to : turn >= from || turn <= to;
  return on && Math.abs(Math.hypot(x - cx, y - cy) - r) <= w / 2;
};

/** From back to front; the first colour that covers a point is the last in the list. */
/** @type {readonly (readonly [readonly number[], Shape])[]} */
const drawing = [
  [paper, box(0.2, 0.1, 0.86, 0.94, 0.03)],
  [cover, box(0.14, 0.06, 0.82, 0.9, 0.05)],
  [spine, box(0.14, 0.06, 0.25, 0.9, 0.05)],
  [ribbon, box(0.66, 0.06, 0.72, 0.26)],
  [ink, arc(0.39, 0.44, 0.075, 0.05, 0.5, 0.95)], // S: upper bow
  [ink, arc(0.39, 0.44, 0.075, 0.05, 0.25, 0.5)],
  [ink, arc(0.39, 0.59, 0.075, 0.05, 0.75, 1)], // S: lower bow
  [ink, arc(0.39, 0.59, 0.075, 0.05, 0, 0.45)],
  [ink, arc(0.655, 0.515, 0.125, 0.05, 0.12, 0.88)], // C
  [ink, box(0.315, 0.75, 0.745, 0.775)],
];

/**
 * The icon as a PNG.
 *
 * @param {number} side  pixels
 */
function iconPng(side) {
  const rows = Buffer.alloc(side * (1 + side * 4));
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) rows.set(pixel(x, y, side), y * (1 + side * 4) + 1 + x * 4);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 6, 0, 0, 0], 8); // 8 bits, red green blue alpha
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk("IHDR", head), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([magic, ...parts]);
}

/**
 * Red, green, blue, alpha of one pixel, from 16 samples.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} side
 */
function pixel(x, y, side) {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let i = 0; i < 16; i += 1) {
    const u = (x + ((i % 4) + 0.5) / 4) / side;
    const v = (y + (Math.floor(i / 4) + 0.5) / 4) / side;
    const colour = drawing.findLast(([, shape]) => shape(u, v))?.[0];
    if (colour === undefined) continue;
    covered += 1;
    for (let c = 0; c < 3; c += 1) sum[c] = (sum[c] ?? 0) + (colour[c] ?? 0);
  }
  if (covered === 0) return [0, 0, 0, 0];
  return [...sum.map((part) => Math.round(part / covered)), Math.round((covered / 16) * 255)];
}

/**
 * @param {string} name
 * @param {Buffer} data
 */
function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/**
 * A Windows icon: several PNG pictures in one file.
 *
 * @param {readonly number[]} sides
 */
function iconIco(sides) {
  const pictures = sides.map(iconPng);
  const directory = Buffer.alloc(6 + 16 * sides.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(sides.length, 4);
  let at = directory.length;
  for (const [i, picture] of pictures.entries()) {
    const entry = 6 + 16 * i;
    const side = (sides[i] ?? 0) % 256; // 0 stands for 256
    directory.set([side, side, 0, 0, 1, 0, 32, 0], entry);
    directory.writeUInt32LE(picture.length, entry + 8);
    directory.writeUInt32LE(at, entry + 12);
    at += picture.length;
  }
  return Buffer.concat([directory, ...pictures]);
}

if (isMain(import.meta.url)) {
  const folder = join(root, "build/icons");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "icon.png"), iconPng(512));
  writeFileSync(join(folder, "icon.ico"), iconIco([16, 24, 32, 48, 64, 128, 256]));
}

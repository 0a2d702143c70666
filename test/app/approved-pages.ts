import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { greyPng, inSixteen, readGreyPng } from "./grey-png.ts";
import { type Picture, picturesOf } from "./pdf-look.ts";

/**
 * Pages that somebody has looked at and approved, kept as small pictures, a paper a file with its pages below one another.
 * `APPROVE=1` writes them anew.
 */
const folder = join(import.meta.dirname, "../fixtures/approved-pages");

/** A page is held against its picture in squares of a centimetre. */
const centimetre = 1 / 2.54;

/** Shades of 16 by which a dot may differ from every dot around the same place: letters drawn by another program do. */
const tolerance = 4;

/** Share of a square's dots that may differ. A cell's border is a twentieth of a square, a label some tenth. */
const mostDiffering = 0.02;

export interface Comparison {
  readonly faults: readonly string[]; // a line a square that is not as approved
  readonly squares: number;
  readonly worst: number; // share of differing dots in the worst square
}

const pathOf = (name: string): string => join(folder, `${name}.png`);

/** Keep the pages of a PDF as approved, where `APPROVE=1` asks for it. */
export async function approve(pdf: string, name: string, dpi: number): Promise<void> {
  if (process.env.APPROVE !== "1") return;
  await mkdir(folder, { recursive: true });
  await writeFile(pathOf(name), greyPng(stacked(await smallPages(pdf, dpi))));
}

/** Compare a PDF with the pages approved under this name. */
export async function againstApproved(pdf: string, name: string, dpi: number): Promise<Comparison> {
  const pages = await smallPages(pdf, dpi);
  if (!existsSync(pathOf(name))) throw new Error(`no page of ${name} is approved: APPROVE=1`);
  return compare(pages, unstacked(readGreyPng(await readFile(pathOf(name))), pages[0]?.height ?? 1), dpi);
}

function compare(pages: readonly Picture[], approved: readonly Picture[], dpi: number): Comparison {
  const faults = pages.length === approved.length ? [] : [`${pages.length} pages, approved are ${approved.length}`];
  let [squares, worst] = [0, 0];
  const side = Math.round(dpi * centimetre);
  for (const [index, page] of pages.entries()) {
    const other = approved[index];
    if (other === undefined) continue;
    if (page.width !== other.width || page.height !== other.height) {
      faults.push(`page ${index + 1} has another size`);
      continue;
    }
    const differs = differing(page, other);
    for (let top = 0; top < page.height; top += side)
      for (let left = 0; left < page.width; left += side) {
        const share = sumIn(differs, page, left, top, side) / (side * side);
        squares += 1;
        worst = Math.max(worst, share);
        if (share > mostDiffering)
          faults.push(
            `page ${index + 1}, ${left / side} cm from the left, ${top / side} cm down: ${(100 * share).toFixed(1)} % differs`,
          );
      }
  }
  return { faults, squares, worst };
}

/** Dots of either page that are lighter or darker than everything around their place on the other one. */
function differing(one: Picture, other: Picture): Uint8Array {
  const differs = new Uint8Array(one.shades.length);
  for (const [mine, theirs] of [
    [one, around(other)],
    [other, around(one)],
  ] as const)
    for (let at = 0; at < differs.length; at += 1) {
      const shade = inSixteen(mine.shades[at] ?? 255);
      if (shade < (theirs.darkest[at] ?? 15) - tolerance || shade > (theirs.lightest[at] ?? 0) + tolerance)
        differs[at] = 1;
    }
  return differs;
}

/** The darkest and the lightest shade of each dot and its eight neighbours: along the rows, then down the columns. */
function around({ width, height, shades }: Picture) {
  const [darkest, lightest] = [Uint8Array.from(shades, inSixteen), Uint8Array.from(shades, inSixteen)];
  const spread = (step: number, starts: number, apart: number, length: number): void => {
    for (let start = 0; start < starts; start += 1) {
      let at = start * apart;
      let [dark, light] = [darkest[at] ?? 0, lightest[at] ?? 0]; // of the dot before, as it was
      for (let place = 0; place < length; place += 1, at += step) {
        const [ownDark, ownLight] = [darkest[at] ?? 0, lightest[at] ?? 0];
        const next = place < length - 1 ? at + step : at;
        darkest[at] = Math.min(dark, ownDark, darkest[next] ?? 0);
        lightest[at] = Math.max(light, ownLight, lightest[next] ?? 0);
        dark = ownDark;
        light = ownLight;
      }
    }
  };
  spread(1, height, width, width);
  spread(width, width, 1, height);
  return { darkest, lightest };
}

function sumIn(differs: Uint8Array, { width, height }: Picture, left: number, top: number, side: number): number {
  let sum = 0;
  for (let y = top; y < Math.min(height, top + side); y += 1)
    for (let x = left; x < Math.min(width, left + side); x += 1) sum += differs[y * width + x] ?? 0;
  return sum;
}

/** Dots drawn for one that is kept: so fine, programs that draw letters differ little. */
const finer = 3;

/** The pages in fewer dots, each as dark as its part of the page, in an even number across. */
const smallPages = async (pdf: string, dpi: number): Promise<readonly Picture[]> =>
  (await picturesOf(pdf, dpi * finer)).map(shrunk);

function shrunk(fine: Picture): Picture {
  const [width, height] = [Math.ceil(fine.width / finer / 2) * 2, Math.ceil(fine.height / finer)];
  const dark = new Uint16Array(width * height); // what lies beyond the fine page is white
  for (let y = 0; y < fine.height; y += 1) {
    const row = Math.floor(y / finer) * width;
    const from = y * fine.width;
    for (let x = 0, at = row, dot = 0; x < fine.width; x += 1) {
      dark[at] = (dark[at] ?? 0) + 255 - (fine.shades[from + x] ?? 255);
      dot += 1;
      if (dot === finer) [at, dot] = [at + 1, 0];
    }
  }
  return { width, height, shades: Uint8Array.from(dark, (sum) => 255 - Math.round(sum / finer ** 2)) };
}

const stacked = (pages: readonly Picture[]): Picture => ({
  width: pages[0]?.width ?? 0,
  height: pages.reduce((sum, { height }) => sum + height, 0),
  shades: Buffer.concat(pages.map(({ shades }) => shades)),
});

const unstacked = ({ width, height, shades }: Picture, pageHeight: number): readonly Picture[] =>
  Array.from({ length: Math.ceil(height / pageHeight) }, (_, page) => ({
    width,
    height: pageHeight,
    shades: shades.subarray(page * pageHeight * width, (page + 1) * pageHeight * width),
  }));

import type { ItemBlock, Part } from "../../shared/domain/sheets/sheet.ts";
import { linesIn, textWidth } from "./letter-widths.ts";
import { paperText } from "./paper-text.ts";

/** A part of an item in its place on a line, pt from where the item's text begins. */
export interface PlacedPart {
  readonly part: Part;
  readonly label: string; // with its colon
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

/** Parts beside one another. One that is longer than a line stands alone and runs on over as many lines as it needs. */
export type ItemLine = readonly PlacedPart[];

/** The parts of a form print at this size, pt. */
export const itemSize = 12;
/** Between two parts, pt. */
const gap = 4.5;
/** Dots that a blank gets at least, pt. */
const leastBlank = { short: 16, usual: 30 } as const;
/** A little more than the letters take: another font of the same measure rounds differently. */
const slack = 4;

/**
 * An item's parts broken into lines as the printed form does it: each as wide as what it says, what is left over going to
 * those with a blank; a day or a weight takes little of it.
 *
 * @param width  of the paper behind the item's number, pt
 * @param extra  what each part needs beside its letters, pt
 */
export function itemLines({ parts, lines }: ItemBlock, width: number, extra = 0): readonly ItemLine[] {
  const rows: { readonly part: Part; readonly least: number }[][] = [];
  let room = 0;
  for (const [place, part] of parts.entries()) {
    const least = Math.min(width, extra + leastWidth(part, place === 0 ? lines : 1, width));
    const row = rows.at(-1);
    if (row !== undefined && least + gap <= room) row.push({ part, least });
    else rows.push([{ part, least }]);
    room = (row !== undefined && rows.at(-1) === row ? room - gap : width) - least;
  }
  return rows.map((row) => {
    const left = width - row.reduce((sum, { least }) => sum + least, 0) - gap * (row.length - 1);
    const shares = row.reduce((sum, { part }) => sum + growth(part), 0);
    let from = 0;
    return row.map(({ part, least }) => {
      const to = from + least + (shares === 0 ? 0 : (left * growth(part)) / shares);
      const placed = { part, label: labelOf(part), value: paperText(part.value), from, to };
      from = to + gap;
      return placed;
    });
  });
}

/** Lines that the form leaves for an item, as the print does: two, or four where it asks to tell at length. */
export const linesLeft = (lines: number): number => (lines <= 1 ? 1 : lines === 2 ? 2 : 4);

/** Lines that a part takes which stands alone on its line. */
export const linesOfPart = ({ label, value }: PlacedPart, width: number): number =>
  linesIn(`${label} ${value}`, width, itemSize);

export const labelOf = ({ label, colon }: Part): string => paperText(colon ? `${label}:` : label);

/** The name of the person is printed bold. */
export const isName = ({ label }: Part): boolean => label.startsWith("Họ và tên khai sinh");

const growth = ({ bare, box, short }: Part): number => (bare || box ? 0 : short ? 0.35 : 1);

/** Width of the little box with its room, pt. */
const boxWidth = 18;

function leastWidth(part: Part, lines: number, width: number): number {
  const label = textWidth(labelOf(part), itemSize);
  if (part.bare) return label + 2;
  if (part.box) return label + boxWidth;
  const value = paperText(part.value);
  if (lines > 1 || value.length > 60 || value.includes("\n")) return width;
  const said =
    value === "" ? leastBlank[part.short ? "short" : "usual"] : 3 + textWidth(value, itemSize, isName(part)) + slack;
  const after = part.after === "" ? 0 : textWidth(part.after, itemSize) + 3;
  return Math.max(label + said + after, textWidth(part.hint, hintSize));
}

/** Size of the small type under a line, pt. */
export const hintSize = 9.5;

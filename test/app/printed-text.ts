import type { Block, Part, Sheet, TableBlock } from "../../shared/domain/sheets/sheet.ts";
import { squeezed, type Word } from "./pdf-look.ts";

// What must stand on a printed form, letter for letter, and what may not happen to it where pages end.

/** A stretch of the paper's text that no page may cut: a row of a table. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Wanted {
  readonly text: string; // the whole form without blanks
  readonly rows: readonly Stretch[];
  readonly heads: readonly string[]; // of its tables, without blanks: they may come again at the top of a page
}

/** The text of a form from its top to its signatures, as the paper has it in its order. */
export function wantedText(sheet: Sheet): Wanted {
  let text = "";
  const rows: Stretch[] = [];
  const heads = new Set<string>();
  const say = (...said: readonly string[]) => {
    text += squeezed(said.join("").normalize("NFC"));
  };
  const sayPart = ({ label, colon, value, after, hint }: Part) =>
    say(label, colon ? ":" : "", value, after === "" ? "" : after, hint);
  const sayTable = (table: TableBlock) => {
    say(table.no, table.label, ...table.heads);
    if (table.heads.length > 0) heads.add(squeezed(table.heads.join("")));
    for (const { label, rows: its } of table.groups)
      for (const [index, cells] of its.entries()) {
        const from = text.length;
        say(index === 0 && label !== cells[0] ? label : "", ...cells);
        if (text.length > from) rows.push({ from, to: text.length });
      }
    say(table.note);
  };
  const sayBlock = (block: Block) => {
    if (block.kind === "table") return sayTable(block);
    say(block.no);
    if (block.kind === "heading") return say(block.title);
    block.parts.forEach(sayPart);
  };
  sheet.header.forEach(sayPart);
  say(sheet.code);
  sheet.numbers.forEach(sayPart);
  say(sheet.title, sheet.portrait === null ? sheet.photo : "");
  sheet.blocks.forEach(sayBlock);
  for (const { place, role, text: vow, note } of sheet.signatures) say(place, role, vow, note);
  return { text, rows, heads: [...heads] };
}

export interface Reading {
  readonly faults: readonly string[];
  readonly headsAgain: number; // pages that begin with the heads of a table that goes on
}

/**
 * Hold the pages against the form: page numbers in order, every label and value once and in its place, no row cut by a
 * page, and the heads of a table again where it goes on.
 */
export function readAgainst(pages: readonly string[], wanted: Wanted): Reading {
  const faults: string[] = [];
  let at = 0;
  let headsAgain = 0;
  for (const [index, page] of pages.entries()) {
    const number = /^\s*(\d+)\s*\n/.exec(page);
    if (Number(number?.[1]) !== index + 1) faults.push(`page ${index + 1} is numbered ${number?.[1] ?? "not at all"}`);
    let text = squeezed(page.slice(number?.[0].length ?? 0));
    const within = wanted.rows.find(({ from, to }) => from < at && at < to);
    if (within)
      faults.push(`page ${index + 1} cuts the row "${wanted.text.slice(within.from, within.to).slice(0, 60)}"`);
    const heads = wanted.heads.find((each) => text.startsWith(each) && !wanted.text.startsWith(each, at));
    if (heads !== undefined) {
      text = text.slice(heads.length);
      headsAgain += 1;
    } else if (index > 0 && goesOn(wanted, at)) faults.push(`page ${index + 1} goes on with a table without its heads`);
    const same = commonLength(text, wanted.text.slice(at, at + text.length));
    if (same < text.length)
      return {
        faults: [
          ...faults,
          `page ${index + 1} has "${text.slice(same, same + 60)}" instead of "${wanted.text.slice(at + same, at + same + 60)}"`,
        ],
        headsAgain,
      };
    at += text.length;
  }
  if (at < wanted.text.length) faults.push(`the paper ends before "${wanted.text.slice(at, at + 60)}"`);
  return { faults, headsAgain };
}

/** Whether rows with heads above them stand on both sides of a place. */
function goesOn({ rows, heads, text }: Wanted, at: number): boolean {
  const next = rows.find(({ from }) => from >= at);
  const before = rows.findLast(({ to }) => to <= at);
  if (next === undefined || before === undefined || next.from !== at || before.to !== at) return false;
  const lastHeads = Math.max(...heads.map((each) => text.lastIndexOf(each, at)));
  const lastHeadings = Math.max(...["Tháng/năm:", "Tháng/Năm"].map((each) => text.lastIndexOf(each, at)));
  return lastHeads > lastHeadings; // the pay history of the older forms has its heads at the side
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** Words beyond the margins, and words that stand on one another. Points. */
export function misplaced(words: readonly Word[]): readonly string[] {
  const margin = { left: 42, right: 595 - 33, top: 36, bottom: 842 - 14 };
  const outside = words.filter(
    ({ left, right, top, bottom }) =>
      left < margin.left - 1 || right > margin.right + 1.5 || top < margin.top - 1 || bottom > margin.bottom + 1,
  );
  const faults = outside.map(
    ({ page, text, left, top }) => `page ${page}: "${text}" at ${left}, ${top} is beyond the margins`,
  );
  const near = new Map<string, Word[]>();
  for (const word of words) {
    const shelves = new Set([word.top, word.bottom].map((y) => `${word.page} ${Math.floor(y / 40)}`));
    for (const shelf of shelves) {
      for (const other of near.get(shelf) ?? [])
        if (
          Math.min(word.right, other.right) - Math.max(word.left, other.left) > 2 &&
          Math.min(word.bottom, other.bottom) - Math.max(word.top, other.top) > 4
        )
          faults.push(`page ${word.page}: "${word.text}" stands on "${other.text}"`);
      near.set(shelf, [...(near.get(shelf) ?? []), word]);
    }
  }
  return faults;
}

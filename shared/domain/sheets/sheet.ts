import type { BlobId } from "../dossier.ts";
import type { FormName } from "./crosswalk.ts";

/**
 * What a form prints, as data: a view, a Word file and a workbook lay out the same blocks.
 * Labels, hints and notes stand as the form has them, in composed Unicode; values are ready to print.
 */
export interface Sheet {
  readonly form: FormName;
  readonly code: string; // "Mẫu 2C/TCTW-98"
  readonly title: string;
  readonly header: readonly Part[]; // left, one a line
  readonly numbers: readonly Part[]; // right
  readonly photo: string; // what stands in the empty box
  readonly portrait: BlobId | null; // fills the box
  readonly besidePhoto: number; // that many of the blocks stand beside the box
  readonly blocks: readonly Block[];
  readonly signatures: readonly Signature[]; // left to right
}

export type Block = ItemBlock | HeadingBlock | TableBlock;

/** One numbered line, or the next line of the item above it (`no` is ""). */
export interface ItemBlock {
  readonly kind: "item";
  readonly no: string; // "1)"
  readonly parts: readonly Part[];
  readonly lines: number; // dotted lines to leave where nothing is written
}

/** A title above a group of blocks: "27) TÓM TẮT QUÁ TRÌNH CÔNG TÁC". */
export interface HeadingBlock {
  readonly kind: "heading";
  readonly no: string;
  readonly title: string;
}

export interface TableBlock {
  readonly kind: "table";
  readonly no: string; // "a)" where a part of an item is a table of its own
  readonly label: string;
  readonly heads: readonly string[]; // column heads; none where the first column holds the heads
  readonly shares: readonly number[]; // widths of the columns in hundredths, 100 in all
  readonly groups: readonly RowGroup[];
  readonly note: string; // under the table
}

/** Rows under a pre-printed label, or plain rows (`label` is ""). */
export interface RowGroup {
  readonly label: string;
  readonly rows: readonly (readonly string[])[]; // as many cells as columns; blank rows leave room to write
}

/** A label with its value. An empty value is a dotted blank. */
export interface Part {
  readonly label: string;
  readonly value: string;
  readonly after: string; // printed behind the value: "(kg),"
  readonly hint: string; // in small type under the line
  readonly box: boolean; // the value is a tick box: "x" or ""
  readonly short: boolean; // needs little of its line: a day, a weight, a sex
  readonly bare: boolean; // a label alone: nothing is written behind it
  readonly colon: boolean; // the label takes a colon; connecting words ("tháng") and labels that end in a sign do not
}

export interface Signature {
  readonly place: string; // above: place and date, "" where none
  readonly role: string;
  readonly text: string;
  readonly note: string; // "(Ký tên)"
}

export interface PartStyle {
  readonly after?: string;
  readonly hint?: string;
  readonly short?: boolean;
  readonly bare?: boolean;
  readonly colon?: boolean;
}

export const part = (label: string, value: string, more: PartStyle = {}): Part => ({
  label,
  value,
  after: more.after ?? "",
  hint: more.hint ?? "",
  box: false,
  short: more.short ?? false,
  bare: more.bare ?? false,
  colon: more.colon ?? !/[:?)]$/.test(label),
});

/** A part of which little is written. */
export const short = (label: string, value: string, more: PartStyle = {}): Part =>
  part(label, value, { short: true, ...more });

/** A connecting word with a little room behind it: "tháng …". */
export const word = (label: string, value: string, after = ""): Part =>
  part(label, value, { short: true, colon: false, after });

export const box = (label: string, ticked: boolean): Part => ({ ...part(label, ticked ? "x" : ""), box: true });

/** One line over the whole width, or with several parts beside one another. */
export const item = (no: string, parts: readonly Part[], lines = 1): ItemBlock => ({ kind: "item", no, parts, lines });

export const heading = (no: string, title: string): HeadingBlock => ({ kind: "heading", no, title });

export interface TableStyle {
  readonly no?: string;
  readonly label?: string;
  readonly note?: string;
}

/** A table of plain rows, with room for at least so many. */
export const table = (
  columns: readonly (readonly [head: string, share: number])[],
  rows: readonly (readonly string[])[],
  least: number,
  { no = "", label = "", note = "" }: TableStyle = {},
): TableBlock => ({
  kind: "table",
  no,
  label,
  heads: columns.map(([head]) => head),
  shares: columns.map(([, share]) => share),
  groups: [{ label: "", rows: rowsWithRoom(rows, columns.length, least) }],
  note,
});

/**
 * A table that runs across: heads in the first column, a column a step. When the steps outgrow the paper the same rows
 * are printed again below, with the next steps.
 *
 * @param heads  of the rows
 * @param steps  each with as many cells as there are rows
 * @param across steps beside one another
 */
export function acrossTable(
  heads: readonly string[],
  steps: readonly (readonly string[])[],
  across: number,
  labelShare: number,
  { no = "", label = "", note = "" }: TableStyle = {},
): TableBlock {
  const groups: RowGroup[] = [];
  for (let at = 0; at === 0 || at < steps.length; at += across) {
    const some = steps.slice(at, at + across);
    const rows = heads.map((head, row) => [
      head,
      ...Array.from({ length: across }, (_, column) => some[column]?.[row] ?? ""),
    ]);
    groups.push({ label: "", rows });
  }
  const shares = [labelShare, ...Array<number>(across).fill((100 - labelShare) / across)];
  return { kind: "table", no, label, heads: [], shares, groups, note };
}

/**
 * Rows with blank ones below them, so that a form can be finished by hand: as many in all as the form has, or no more than
 * two to add where half of them are filled already.
 */
export function rowsWithRoom(rows: readonly (readonly string[])[], columns: number, least: number): string[][] {
  const room = Math.max(0, least - rows.length);
  const blank = Array.from({ length: rows.length * 2 < least ? room : Math.min(room, 2) }, () =>
    Array<string>(columns).fill(""),
  );
  return [...rows.map((row) => [...row]), ...blank];
}

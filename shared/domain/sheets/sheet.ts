/**
 * What a form prints, as data: a view, a Word file and a workbook lay out the same blocks.
 * Labels, hints and notes stand as the form has them, in composed Unicode; values are ready to print.
 */
export interface Sheet {
  readonly code: string; // "Mẫu 2C/TCTW-98"
  readonly title: string;
  readonly header: readonly Part[]; // left, one a line
  readonly number: Part; // right
  readonly photo: string;
  readonly blocks: readonly Block[];
  readonly signatures: readonly Signature[]; // left to right
}

export type Block = ItemBlock | HeadingBlock | TableBlock;

/** One numbered line, or the next line of the item above it (`no` is ""). */
export interface ItemBlock {
  readonly kind: "item";
  readonly no: string; // "1)"
  readonly parts: readonly Part[];
  readonly lines: number; // dotted lines to leave at least
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
}

export interface Signature {
  readonly place: string; // above: place and date, "" where none
  readonly role: string;
  readonly text: string;
  readonly note: string; // "(Ký tên)"
}

export const part = (label: string, value: string, more: { after?: string; hint?: string } = {}): Part => ({
  label,
  value,
  after: more.after ?? "",
  hint: more.hint ?? "",
  box: false,
});

export const box = (label: string, ticked: boolean): Part => ({ ...part(label, ticked ? "x" : ""), box: true });

export const item = (no: string, parts: readonly Part[], lines = 1): ItemBlock => ({ kind: "item", no, parts, lines });

export const heading = (no: string, title: string): HeadingBlock => ({ kind: "heading", no, title });

/** Rows filled up with blank ones to a least number, so that a form can be finished by hand. */
export function rowsWithRoom(rows: readonly (readonly string[])[], columns: number, least: number): string[][] {
  const blank = Array.from({ length: Math.max(0, least - rows.length) }, () => Array<string>(columns).fill(""));
  return [...rows.map((row) => [...row]), ...blank];
}

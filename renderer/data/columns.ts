import type { Json } from "../../shared/domain/primitives.ts";

/** One value of a record; undefined where the record does not have the field. */
export type Cell = Json | undefined;

/**
 * A column of a page. Row `r` holds `values[codes[r]]`; without codes, `values[r]`.
 * Values that repeat are kept once, so a column is parsed in the time of its distinct values.
 */
export interface Column {
  readonly values: readonly Cell[];
  readonly codes: Codes | null;
}

export type Codes = Uint8Array | Uint16Array | Uint32Array;

export const cellAt = (column: Column, row: number): Cell =>
  column.values[column.codes === null ? row : column.codes[row]!];

/** How a column is laid down: its values as a JSON list in UTF-8 and, where values repeat, a code a row. */
export interface ColumnBytes {
  readonly values: Uint8Array;
  readonly codes: Uint8Array | null;
  readonly width: number; // bytes a code: 1, 2 or 4
  readonly absent: number; // the code that means "does not have the field", −1: none
}

/**
 * Lay one column down.
 *
 * @param repeating  true: with codes whatever the values, so that the rows of one value are found without parsing more
 */
export function columnBytes(cells: readonly Cell[], repeating: boolean): ColumnBytes {
  const scalarCodes = new Map<Cell, number>();
  const objectCodes = new Map<string, number>();
  const distinct: Cell[] = [];
  const codes = new Uint32Array(cells.length);
  let absent = -1;
  for (const [row, cell] of cells.entries()) {
    const isObject = typeof cell === "object" && cell !== null;
    const text = isObject ? JSON.stringify(cell) : "";
    let code = isObject ? objectCodes.get(text) : scalarCodes.get(cell);
    if (code === undefined) {
      code = distinct.length;
      distinct.push(cell);
      if (isObject) objectCodes.set(text, code);
      else scalarCodes.set(cell, code);
      if (cell === undefined) absent = code;
    }
    codes[row] = code;
  }
  if (!repeating && absent < 0 && distinct.length * 2 > cells.length) {
    return { values: jsonBytes(cells), codes: null, width: 1, absent };
  }
  const width = distinct.length <= 256 ? 1 : distinct.length <= 65_536 ? 2 : 4;
  const narrow = width === 1 ? Uint8Array.from(codes) : width === 2 ? Uint16Array.from(codes) : codes;
  return { values: jsonBytes(distinct), codes: new Uint8Array(narrow.buffer), width, absent };
}

/** Read a column of `rows` rows back. Throws where the bytes are not what `columnBytes` wrote. */
export function readColumn(bytes: ColumnBytes, rows: number): Column {
  const values: unknown = JSON.parse(decoder.decode(bytes.values));
  const codes = bytes.codes === null ? null : codesOf(bytes.codes, bytes.width);
  if (!Array.isArray(values) || (codes ?? values).length !== rows) throw new Error("a page's column is damaged");
  if (bytes.absent >= 0) values[bytes.absent] = undefined;
  return { values, codes };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const jsonBytes = (cells: readonly Cell[]): Uint8Array =>
  encoder.encode(JSON.stringify(cells.map((cell) => cell ?? null)));

function codesOf(bytes: Uint8Array, width: number): Codes {
  if (width === 1) return bytes;
  const own = bytes.slice().buffer; // a view of two or four bytes must begin at a multiple of them
  return width === 2 ? new Uint16Array(own) : new Uint32Array(own);
}

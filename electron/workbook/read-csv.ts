import type { Cell } from "../../shared/domain/workbook/cell.ts";
import type { ReadWorkbook, WorkbookCaps } from "./read-xlsx.ts";
import { DamagedPart } from "./xml-scan.ts";
import { TooLarge } from "./zip-parts.ts";

/**
 * Read a text with separators: comma, semicolon or tab, whichever its first lines have most of; fields may stand in
 * double quotes. UTF-8, UTF-16 by its mark, else the letters Windows gives the bytes (which may then be an old font's).
 */
export function readCsv(bytes: Uint8Array, caps: WorkbookCaps): ReadWorkbook {
  const text = textOf(bytes);
  if (text.includes("\0")) throw new DamagedPart("no text");
  const separator = separatorOf(text);
  const cells: Cell[][] = [];
  let line: Cell[] = [];
  let [field, quoted, at, count] = ["", false, 0, 0];
  const put = (): void => {
    line.push(field === "" ? null : field);
    field = "";
    count += 1;
    if (line.length > caps.columns || count > caps.cells) throw new TooLarge("columns or cells");
  };
  const newLine = (): void => {
    put();
    while (line.at(-1) === null) line.pop();
    cells.push(line);
    line = [];
    if (cells.length > caps.rows) throw new TooLarge("rows");
  };
  for (; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (quoted) {
      if (sign !== '"') field += sign;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && field === "") quoted = true;
    else if (sign === separator) put();
    else if (sign === "\n") newLine();
    else if (sign !== "\r") field += sign;
  }
  if (field !== "" || line.length > 0) newLine();
  while (cells.at(-1)?.length === 0) cells.pop();
  const name = "CSV";
  const facts = { name, hidden: false, merged: [], hiddenRows: [], hiddenColumns: [], formulas: 0, links: 0 };
  const columns = Math.max(0, ...cells.map((row) => row.length));
  const sheet = { ...facts, rows: cells.length, columns, cells };
  return { sheets: [sheet], sheetParts: [], date1904: false, macros: false, externalLinks: 0 };
}

function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function separatorOf(text: string): string {
  const start = text.slice(0, 20_000).split("\n").slice(0, 20).join("\n");
  const found = [";", "\t", ","].map((sign) => ({ sign, count: start.split(sign).length }));
  return found.toSorted((a, b) => b.count - a.count)[0]?.sign ?? ",";
}

import { encodingOfFont } from "../../shared/domain/text/legacy-fonts.ts";
import type { Cell, CellRange, SheetCells, SpecialCell, WorkbookSummary } from "../../shared/domain/workbook/cell.ts";
import { readStrings, type StringItem, unmasked } from "./read-strings.ts";
import { readStyles, type Style } from "./read-styles.ts";
import { attribute, DamagedPart, XmlScan } from "./xml-scan.ts";
import { decoderOf, openParts, type Parts, TooLarge } from "./zip-parts.ts";

export interface WorkbookCaps {
  readonly fileBytes: number;
  readonly unpackedBytes: number;
  readonly rows: number; // a sheet
  readonly columns: number;
  readonly cells: number; // that hold something, all sheets
}

/** One sheet: its name and where its part lies. */
export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

export interface ReadWorkbook extends Omit<WorkbookSummary, "sheets"> {
  readonly sheets: readonly SheetCells[];
  readonly sheetParts: readonly SheetPart[];
}

/**
 * Read the cells of an .xlsx or .xlsm file as they stand: values only, typed, in their places.
 *
 * @throws DamagedPart, TooLarge
 */
export async function readXlsxCells(bytes: Uint8Array, caps: WorkbookCaps): Promise<ReadWorkbook> {
  const parts = await openParts(bytes, caps.unpackedBytes);
  const { date1904, sheetParts, externalLinks } = await readBook(parts);
  const folder = "xl/";
  const styles = readStyles((await parts.text(`${folder}styles.xml`)) ?? "");
  const strings = parts.has(`${folder}sharedStrings.xml`) ? await readStrings(parts, `${folder}sharedStrings.xml`) : [];
  const sheets: SheetCells[] = [];
  const room = { cells: caps.cells };
  for (const sheet of sheetParts) sheets.push(await readSheetPart(parts, sheet, { styles, strings, caps, room }));
  const macros = parts.names.some((name) => /(?:vbaProject\.bin|\.xlm|macrosheets\/)/i.test(name));
  return { sheets, sheetParts, date1904, macros, externalLinks };
}

/** The sheets in their order, by the relations of the workbook part. */
export async function readBook(parts: Parts): Promise<{
  readonly date1904: boolean;
  readonly sheetParts: readonly SheetPart[];
  readonly externalLinks: number;
}> {
  const book = await parts.text("xl/workbook.xml");
  if (book === null) throw new DamagedPart("no workbook part");
  const targets = await relations(parts, "xl/workbook.xml");
  const sheetParts: SheetPart[] = [];
  let date1904 = false;
  scan(book, (name, attributes) => {
    if (name === "workbookPr") date1904 = isTrue(attribute(attributes, "date1904"));
    if (name !== "sheet") return;
    const target = targets.get(/(?:\w+:)?id\s*=\s*["'](rId\w*|[\w.-]+)["']/.exec(relationOf(attributes))?.[1] ?? "");
    if (target === undefined || !parts.has(target.part)) throw new DamagedPart("a sheet without a part");
    if (!target.type.endsWith("worksheet")) return; // a chart or dialog sheet has no cells
    sheetParts.push({
      name: attribute(attributes, "name") ?? "",
      hidden: (attribute(attributes, "state") ?? "visible") !== "visible",
      part: target.part,
    });
  });
  if (sheetParts.length === 0) throw new DamagedPart("no sheets");
  const externalLinks = [...targets.values()].filter(({ type }) => type.endsWith("externalLink")).length;
  return { date1904, sheetParts, externalLinks };
}

/** The `r:id` of a sheet, whatever its prefix is called: the attribute that is named id behind a prefix. */
const relationOf = (attributes: string): string => /\w+:id\s*=\s*["'][^"']*["']/.exec(attributes)?.[0] ?? "";

/** What a part points to, by id; paths as part names. */
export async function relations(
  parts: Parts,
  part: string,
): Promise<ReadonlyMap<string, { readonly type: string; readonly part: string; readonly external: boolean }>> {
  const slash = part.lastIndexOf("/");
  const folder = part.slice(0, slash + 1);
  const text = await parts.text(`${folder}_rels/${part.slice(slash + 1)}.rels`);
  const found = new Map<string, { type: string; part: string; external: boolean }>();
  if (text === null) return found;
  scan(text, (name, attributes) => {
    if (name !== "Relationship") return;
    const target = attribute(attributes, "Target") ?? "";
    found.set(attribute(attributes, "Id") ?? "", {
      type: attribute(attributes, "Type") ?? "",
      part: target.startsWith("/") ? target.slice(1) : resolved(folder, target),
      external: attribute(attributes, "TargetMode") === "External",
    });
  });
  return found;
}

function resolved(folder: string, target: string): string {
  const steps = folder.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== ".") steps.push(step);
  }
  return steps.join("/");
}

function scan(text: string, open: (name: string, attributes: string) => void): void {
  const xml = new XmlScan({ open });
  xml.write(text);
  xml.end();
}

const isTrue = (value: string | null): boolean => value === "1" || value === "true" || value === "on";

interface Reading {
  readonly styles: readonly Style[];
  readonly strings: readonly StringItem[];
  readonly caps: WorkbookCaps;
  readonly room: { cells: number }; // that may still be read
}

async function readSheetPart(parts: Parts, sheet: SheetPart, reading: Reading): Promise<SheetCells> {
  const { styles, strings, caps, room } = reading;
  const cells: Cell[][] = [];
  const merged: CellRange[] = [];
  const hiddenRows: number[] = [];
  const hiddenColumns: number[] = [];
  const linked: CellRange[] = [];
  let [row, column, formulas, width] = [-1, -1, 0, 0];
  let held: { type: string; style: Style | undefined; value: string; formula: string | null; font: string } | null =
    null;
  let [inside, phonetic] = ["", 0];

  const put = (cell: Cell): void => {
    if (cell === null) return;
    if (row >= caps.rows || column >= caps.columns) throw new TooLarge("rows or columns");
    room.cells -= 1;
    if (room.cells < 0) throw new TooLarge("cells");
    while (cells.length <= row) cells.push([]);
    const line = cells[row];
    if (line === undefined) return;
    while (line.length < column) line.push(null);
    line[column] = cell;
    width = Math.max(width, column + 1);
  };

  const xml = new XmlScan({
    open: (name, attributes) => {
      switch (name) {
        case "row": {
          const number = Number(attribute(attributes, "r") ?? row + 2);
          if (!Number.isInteger(number) || number < 1) throw new DamagedPart("a row without a place");
          row = number - 1;
          column = -1;
          if (isTrue(attribute(attributes, "hidden")) || attribute(attributes, "ht") === "0") hiddenRows.push(row);
          break;
        }
        case "c": {
          const reference = attribute(attributes, "r");
          column = reference === null ? column + 1 : (placeOf(reference)?.left ?? -1);
          if (column < 0 || row < 0) throw new DamagedPart("a cell without a place");
          const style = styles[Number(attribute(attributes, "s") ?? 0)];
          held = { type: attribute(attributes, "t") ?? "n", style, value: "", formula: null, font: "" };
          break;
        }
        case "f":
          if (held !== null) held.formula = held.formula ?? "";
          inside = "f";
          break;
        case "v":
        case "t":
          if (phonetic === 0) inside = name;
          break;
        case "rPh":
          phonetic += 1;
          break;
        case "rFont":
          if (held !== null && held.font === "") held.font = legacyFont(attribute(attributes, "val") ?? "");
          break;
        case "col":
          if (isTrue(attribute(attributes, "hidden")) || attribute(attributes, "width") === "0") {
            const [from, to] = [Number(attribute(attributes, "min")), Number(attribute(attributes, "max"))];
            for (let i = from; i <= Math.min(to, caps.columns); i += 1) hiddenColumns.push(i - 1);
          }
          break;
        case "mergeCell": {
          const range = rangeOf(attribute(attributes, "ref") ?? "");
          if (range !== null && merged.length < 100_000) merged.push(range);
          break;
        }
        case "hyperlink": {
          const range = rangeOf(attribute(attributes, "ref") ?? "");
          if (range !== null && linked.length < 100_000) linked.push(range);
          break;
        }
      }
    },
    text: (text) => {
      if (held === null || inside === "") return;
      if (inside === "f") held.formula += text;
      else held.value += text;
    },
    close: (name) => {
      if (name === "rPh") phonetic -= 1;
      if (name === inside) inside = "";
      if (name !== "c" || held === null) return;
      if (held.formula !== null) formulas += 1;
      put(cellOf(held, strings));
      held = null;
    },
  });
  let decoder: TextDecoder | null = null;
  await parts.stream(sheet.part, (piece) => {
    decoder ??= decoderOf(piece);
    xml.write(decoder.decode(piece, { stream: true }));
  });
  xml.end();

  for (const { top, left, bottom, right } of linked)
    for (let r = top; r <= Math.min(bottom, cells.length - 1); r += 1)
      for (let c = left; c <= Math.min(right, (cells[r]?.length ?? 0) - 1); c += 1) {
        const line = cells[r];
        const cell = line?.[c];
        if (line !== undefined && cell !== undefined && cell !== null) line[c] = { ...special(cell), link: true };
      }
  const { name, hidden } = sheet;
  const facts = { name, hidden, merged, hiddenRows, hiddenColumns, formulas, links: linked.length };
  return { ...facts, rows: cells.length, columns: width, cells };
}

const special = (cell: Exclude<Cell, null>): SpecialCell => {
  if (typeof cell === "object") return cell;
  if (typeof cell === "string") return { kind: "text", value: cell };
  return typeof cell === "number" ? { kind: "number", value: cell } : { kind: "boolean", value: cell };
};

const legacyFont = (font: string): string => (encodingOfFont(font) === null ? "" : font);

interface HeldCell {
  readonly type: string;
  readonly style: Style | undefined;
  readonly value: string;
  readonly formula: string | null;
  readonly font: string;
}

/** A cell as read: plain where it is no more than its value. */
function cellOf(held: HeldCell, strings: readonly StringItem[]): Cell {
  const { type, style, formula } = held;
  const extra = { ...(formula !== null && { formula: formula.slice(0, 500) }) };
  if (held.value === "") return formula === null ? null : { kind: "blank", value: null, ...extra };
  switch (type) {
    case "s": {
      const item = strings[Number(held.value)];
      if (item === undefined) throw new DamagedPart("a text that is not there");
      return textCell(item.text, item.font || (style?.font ?? ""), extra);
    }
    case "str":
    case "inlineStr":
      return textCell(unmasked(held.value), held.font || (style?.font ?? ""), extra);
    case "b": {
      const value = isTrue(held.value.trim());
      return formula === null ? value : { kind: "boolean", value, ...extra };
    }
    case "e":
      return { kind: "error", value: held.value.trim(), ...extra };
    case "d": {
      const day = /^\d{4}-\d{2}-\d{2}/.exec(held.value.trim())?.[0];
      return day === undefined ? { kind: "error", value: held.value.slice(0, 40), ...extra } : textCell(day, "", extra);
    }
    default: {
      const value = Number(held.value.trim());
      if (held.value.trim() === "" || !Number.isFinite(value))
        return { kind: "error", value: held.value.trim().slice(0, 40), ...extra };
      if (style?.shown != null) return { kind: "date", value, shown: style.shown, ...extra };
      if (style?.zeros != null) return { kind: "number", value, zeros: style.zeros, ...extra };
      return formula === null ? value : { kind: "number", value, ...extra };
    }
  }
}

function textCell(text: string, font: string, extra: { readonly formula?: string }): Cell {
  if (text === "" && extra.formula === undefined) return null;
  if (font === "" && extra.formula === undefined) return text;
  return { kind: "text", value: text, ...extra, ...(font !== "" && { font }) };
}

/** "B3" as a range of one cell; null where it is none. */
export function placeOf(reference: string): CellRange | null {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,9})$/i.exec(reference.trim());
  if (found === null) return null;
  let column = 0;
  for (const letter of (found[1] ?? "").toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(found[2]) - 1;
  return { top: row, left: column - 1, bottom: row, right: column - 1 };
}

function rangeOf(reference: string): CellRange | null {
  const [first = "", second = first] = reference.split(":");
  const [from, to] = [placeOf(first), placeOf(second)];
  if (from === null || to === null) return null;
  return {
    top: Math.min(from.top, to.top),
    left: Math.min(from.left, to.left),
    bottom: Math.max(from.top, to.top),
    right: Math.max(from.left, to.left),
  };
}

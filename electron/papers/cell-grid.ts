import type { CellStyle, CellValue, SheetImage } from "hucre";
import { textWidth } from "./letter-widths.ts";
import { paperText, workbookText } from "./paper-text.ts";
import type { Portrait } from "./portrait.ts";
import { printRanges } from "./print-ranges.ts";

/** Columns of the grid, over the width of A4 between the margins of the printed form. */
export const gridColumns = 48;
/** Width of one, pt. */
export const gridUnit = ((183 / 25.4) * 72) / gridColumns;

export type CellLook =
  | "title"
  | "code"
  | "heading"
  | "label"
  | "value"
  | "name"
  | "box"
  | "hint"
  | "head"
  | "cell"
  | "note"
  | "place"
  | "role"
  | "centred"
  | "picture";

export interface LaidCell {
  readonly from: number; // column
  readonly to: number; // the column after the last
  readonly text: string;
  readonly look: CellLook;
}

/** Rows of a sheet as they are laid one under another. */
export interface CellGrid {
  readonly row: (height: number, cells: readonly LaidCell[]) => void; // height in points
  readonly height: () => number; // rows so far
  /** One box over columns 0 to `columns`, from a row on down as far as it needs. Its first row. */
  readonly boxBeside: (row: number, columns: number, height: number, text: string) => number;
  readonly picture: (
    portrait: Portrait,
    row: number,
    size: { readonly width: number; readonly height: number },
    alt: string,
  ) => void;
  readonly workbook: (name: string, title: string, again: string) => Promise<Uint8Array>;
}

export function cellGrid(): CellGrid {
  const heights: number[] = [];
  const values: CellValue[][] = [];
  const styles = new Map<string, { style: CellStyle }>();
  const merges: { startRow: number; endRow: number; startCol: number; endCol: number }[] = [];
  const images: SheetImage[] = [];

  const put = (row: number, last: number, { from, to, text, look }: LaidCell): void => {
    const fits = textWidth(text, 12) <= (to - from) * gridUnit - 4; // a real number without room shows as "###"
    const { value, numFmt } = cellOf(text, look, fits);
    const line = values[row];
    if (line === undefined) return;
    line[from] = value;
    const style = numFmt === null ? looks[look] : { ...looks[look], numFmt };
    for (let y = row; y <= last; y += 1) for (let x = from; x < to; x += 1) styles.set(`${y},${x}`, { style });
    if (to - from > 1 || last > row) merges.push({ startRow: row, endRow: last, startCol: from, endCol: to - 1 });
  };
  return {
    row: (height, cells) => {
      heights.push(height);
      values.push(Array<CellValue>(gridColumns).fill(null));
      for (const cell of cells) put(values.length - 1, values.length - 1, cell);
    },
    height: () => values.length,
    boxBeside: (row, columns, height, text) => {
      let last = row;
      let so = heights[row] ?? 0;
      while (so < height && last + 1 < heights.length) {
        last += 1;
        so += heights[last] ?? 0;
      }
      heights[last] = (heights[last] ?? 0) + Math.max(0, height - so);
      put(row, last, { from: 0, to: columns, text, look: "picture" });
      return row;
    },
    picture: ({ bytes, media }, row, { width, height }, alt) =>
      images.push({
        data: bytes,
        type: media === "image/png" ? "png" : "jpeg",
        anchor: { from: { row, col: 0 } },
        width,
        height,
        altText: paperText(alt),
      }),
    workbook: async (name, title, again) => {
      const { writeXlsx } = await import("hucre/xlsx");
      return writeXlsx({
        sheets: [
          {
            name,
            columns: Array.from({ length: gridColumns }, () => ({ width: columnWidth })),
            rows: values,
            cells: styles,
            rowDefs: new Map(heights.map((height, at) => [at, { height: Math.min(409, Math.ceil(height * 4) / 4) }])),
            merges,
            images,
            view: { showGridLines: false },
            pageSetup: {
              paperSize: "a4",
              orientation: "portrait",
              fitToPage: true,
              fitToWidth: 1,
              fitToHeight: 0, // as many pages as it takes
              horizontalCentered: true,
              margins: { top: 0.51, right: 0.47, bottom: 0.59, left: 0.59, header: 0.25, footer: 0.28 }, // inches
            },
            headerFooter: {
              oddHeader: `&R${again.replaceAll("&", "&&")}`,
              oddFooter: "&C&P",
              differentFirst: true,
              firstHeader: "",
              firstFooter: "&C&P",
            },
          },
        ],
        namedRanges: printRanges(name, `${lastColumn}${values.length}`, null),
        properties: { title: paperText(title) },
        defaultFont: { name: "Times New Roman", size: 12 },
      });
    },
  };
}

/** In digits of the default font, 8 px each: 14.4 px. */
const columnWidth = 1.8;
const lastColumn = "AV"; // the 48th

/** A day or a decimal number that is nothing else is a real one; a whole number may be a code or a year and stays as written. */
function cellOf(
  text: string,
  look: CellLook,
  fits: boolean,
): { readonly value: CellValue; readonly numFmt: string | null } {
  if (fits && (look === "value" || look === "cell")) {
    const day = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
    const date = day && new Date(`${day[3]}-${day[2]}-${day[1]}T00:00:00Z`);
    // Excel counts days from 1900, and 31/02 is no day.
    if (date && Number(day[3]) > 1900 && date.getUTCDate() === Number(day[1]))
      return { value: date, numFmt: "dd/mm/yyyy" };
    const decimal = /^(?:0|[1-9]\d{0,5}),(\d{1,3})$/.exec(text);
    if (decimal) return { value: Number(text.replace(",", ".")), numFmt: `0.${"0".repeat(decimal[1]!.length)}` };
  }
  return { value: text === "" ? null : workbookText(text), numFmt: null };
}

const thin = { style: "thin" } as const;
const dotted = { bottom: { style: "dotted" } } as const;
const all = { top: thin, right: thin, bottom: thin, left: thin };
const size = 12;
/** A style that names no font takes whatever the reader has. */
const times = { name: "Times New Roman" } as const;
const looks: Readonly<Record<CellLook, CellStyle>> = {
  title: { font: { ...times, bold: true, size: 17 }, alignment: { horizontal: "center", vertical: "center" } },
  code: { font: { ...times, bold: true, size }, alignment: { horizontal: "right", vertical: "center" } },
  heading: { font: { ...times, bold: true, size }, alignment: { vertical: "bottom", wrapText: true } },
  label: { font: { ...times, size }, alignment: { vertical: "top", wrapText: true } },
  value: {
    font: { ...times, size },
    border: dotted,
    alignment: { horizontal: "left", vertical: "top", wrapText: true },
  },
  name: { font: { ...times, bold: true, size }, border: dotted, alignment: { vertical: "top", wrapText: true } },
  box: { font: { ...times, bold: true, size }, border: all, alignment: { horizontal: "center", vertical: "center" } },
  hint: {
    font: { ...times, italic: true, size: 9.5 },
    alignment: { horizontal: "center", vertical: "top", wrapText: true },
  },
  head: {
    font: { ...times, bold: true, size: 11 },
    border: all,
    alignment: { horizontal: "center", vertical: "center", wrapText: true },
  },
  cell: {
    font: { ...times, size: 11 },
    border: all,
    alignment: { horizontal: "left", vertical: "top", wrapText: true },
  },
  note: { font: { ...times, italic: true, size: 9.5 }, alignment: { vertical: "top", wrapText: true } },
  place: {
    font: { ...times, italic: true, size },
    alignment: { horizontal: "center", vertical: "top", wrapText: true },
  },
  role: { font: { ...times, bold: true, size }, alignment: { horizontal: "center", vertical: "top", wrapText: true } },
  centred: { font: { ...times, size }, alignment: { horizontal: "center", vertical: "top", wrapText: true } },
  picture: {
    font: { ...times, size: 11 },
    border: all,
    alignment: { horizontal: "center", vertical: "center", wrapText: true },
  },
};

import {
  AlignmentType,
  TableCell as DocxCell,
  HeadingLevel,
  HeightRule,
  PageOrientation,
  Paragraph,
  Table,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from "docx";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { headGroups, type LaidTable, partsThatFit, type TableCell } from "../../shared/domain/tables/laid-table.ts";
import { bareTable, linedTable, millimetres, place, runs, twips, wordFile } from "./docx-kit.ts";

const papers = { A4: { short: 210, long: 297 }, A3: { short: 297, long: 420 } } as const; // mm
const margin = 14; // mm

/**
 * Tables as a Word file, each on a page of its own: heads that repeat and rows that do not break, over the whole width of the paper; totals, lines
 * below, who signs.
 *
 * @param made  a clock's note, for the file's properties
 */
export function tableDocument(tables: readonly [LaidTable, ...LaidTable[]], made: string): Promise<Uint8Array> {
  const [{ title, paper, upright = false }] = tables;
  const { short, long } = papers[paper];
  const wide = twips((((upright ? short : long) - 2 * margin) / 25.4) * 72);
  return wordFile({
    title,
    made,
    again: title,
    page: {
      size: {
        width: millimetres(short), // as the paper stands: Word turns it itself
        height: millimetres(long),
        orientation: upright ? PageOrientation.PORTRAIT : PageOrientation.LANDSCAPE,
      },
      margin: {
        top: millimetres(margin),
        right: millimetres(margin),
        bottom: millimetres(margin + 2),
        left: millimetres(margin),
        header: millimetres(6),
        footer: millimetres(7),
      },
    },
    children: tables.flatMap((table) => partsThatFit(table)).flatMap((table, at) => tablePieces(table, wide, at > 0)),
  });
}

const tablePieces = (table: LaidTable, wide: number, pageBreakBefore: boolean): (Paragraph | Table)[] => [
  new Paragraph({ heading: HeadingLevel.TITLE, pageBreakBefore, children: runs(table.title, { size: 28 }) }),
  ...table.above.map(
    (text) => new Paragraph({ alignment: AlignmentType.CENTER, children: runs(text, { italics: true }) }),
  ),
  new Paragraph({}),
  body(table, wide),
  ...table.below.map((text) => new Paragraph({ style: "Note", children: runs(text) })),
  ...(table.signed === undefined || table.signed.length === 0 ? [] : [signatures(table.signed, wide)]),
];

/** Letters of a table by how many columns share the line, half points. */
const sizeOf = (columns: number): number => (columns <= 10 ? 22 : columns <= 16 ? 20 : columns <= 24 ? 17 : 15);

function body({ columns, rows, totals = [] }: LaidTable, wide: number): Table {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.floor((wide * width) / whole));
  const size = sizeOf(columns.length);
  const width = (column: number, over = 1) => ({
    size: widths.slice(column, column + over).reduce((sum, each) => sum + each, 0),
    type: WidthType.DXA,
  });
  const headCell = (text: string, column: number, over = 1, more: object = {}) =>
    new DocxCell({
      width: width(column, over),
      verticalAlign: VerticalAlignTable.CENTER,
      ...(over > 1 && { columnSpan: over }),
      ...more,
      children: [new Paragraph({ style: "CellHead", children: runs(text, { size }) })],
    });
  const line = (cells: readonly TableCell[], bold: boolean) =>
    new TableRow({
      cantSplit: true,
      children: columns.map((_, column) => {
        const cell = cells[column] ?? null;
        return new DocxCell({
          width: width(column),
          children: [
            new Paragraph({
              ...(typeof cell === "number" && { alignment: AlignmentType.RIGHT }),
              children: cell === null ? [] : runs(wordsOf(cell), { size, bold }),
            }),
          ],
        });
      }),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: wide, type: WidthType.DXA },
    columnWidths: widths,
    borders: linedTable,
    margins: { top: 30, bottom: 30, left: 50, right: 50 }, // twips
    rows: [
      ...headRows(columns, headCell, size),
      ...rows.map((cells) => line(cells, false)),
      ...totals.map((cells) => line(cells, true)),
    ],
  });
}

function headRows(
  columns: LaidTable["columns"],
  headCell: (text: string, column: number, over?: number, more?: object) => DocxCell,
  size: number,
): readonly TableRow[] {
  const groups = headGroups(columns);
  const row = (children: DocxCell[]) => new TableRow({ tableHeader: true, cantSplit: true, children });
  const under = (column: number) => groups.length > 0 && (columns[column]?.group ?? "") === "";
  const upper = groups.map(({ group, from, columns: over }) =>
    group === ""
      ? headCell(columns[from]?.head ?? "", from, 1, { verticalMerge: VerticalMergeType.RESTART })
      : headCell(group, from, over),
  );
  const lower = columns.map(({ head }, column) =>
    under(column) ? headCell("", column, 1, { verticalMerge: VerticalMergeType.CONTINUE }) : headCell(head, column),
  );
  const marks = columns.map(
    ({ mark = "" }) =>
      new DocxCell({
        children: [new Paragraph({ alignment: AlignmentType.CENTER, children: runs(mark, { italics: true, size }) })],
      }),
  );
  return [
    ...(upper.length === 0 ? [] : [row(upper)]),
    row(lower),
    ...(columns.some(({ mark }) => mark !== undefined) ? [row(marks)] : []),
  ];
}

/** Numbers have the comma of the country. */
const wordsOf = (cell: NonNullable<TableCell>): string =>
  typeof cell === "string"
    ? cell
    : typeof cell === "number"
      ? String(cell).replace(".", ",")
      : formatPartialDate(cell.date);

function signatures(signed: NonNullable<LaidTable["signed"]>, wide: number): Table {
  const column = { size: Math.floor(wide / signed.length), type: WidthType.DXA };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: wide, type: WidthType.DXA },
    columnWidths: signed.map(() => column.size),
    borders: bareTable,
    rows: [
      new TableRow({
        cantSplit: true,
        height: { value: millimetres(40), rule: HeightRule.ATLEAST },
        children: signed.map(({ role, note }) =>
          place({
            width: column,
            margins: { top: 200, bottom: 0, left: 60, right: 60 },
            children: [
              new Paragraph({ style: "Signature", children: runs(role, { bold: true }) }),
              new Paragraph({ style: "Signature", children: runs(note, { italics: true }) }),
            ],
          }),
        ),
      }),
    ],
  });
}

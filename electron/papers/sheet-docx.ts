import {
  AlignmentType,
  HeadingLevel,
  HeightRule,
  ImageRun,
  LeaderType,
  Paragraph,
  type ParagraphChild,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import type { FormName } from "../../shared/domain/sheets/crosswalk.ts";
import type { Block, ItemBlock, Part, Sheet, Signature, TableBlock } from "../../shared/domain/sheets/sheet.ts";
import { bareTable, lined, linedTable, millimetres, place, runs, twips, wordFile } from "./docx-kit.ts";
import { type ItemLine, isName, itemLines, itemSize, linesLeft, linesOfPart, type PlacedPart } from "./item-lines.ts";
import { textWidth } from "./letter-widths.ts";
import { paperText } from "./paper-text.ts";
import { type Portrait, portraitSize } from "./portrait.ts";

/** A4 with the margins of the printed form, mm. */
const margin = { top: 13, right: 12, bottom: 15, left: 15 } as const;
const textWide = ((210 - margin.left - margin.right) / 25.4) * 72; // pt
const pictureBox = { width: 40, height: 60, beside: 6 } as const; // mm
const points = (mm: number): number => (mm / 25.4) * 72;

/**
 * A form as a Word file, laid out as it prints: real tables whose heads repeat and whose rows do not break, blanks of
 * dots that give way to what is typed, the portrait in its box.
 *
 * @param made  a clock's note, for the file's properties
 */
export function sheetDocument(sheet: Sheet, portrait: Portrait | null, made: string): Promise<Uint8Array> {
  const beside = sheet.blocks.slice(0, sheet.besidePhoto);
  const below = sheet.blocks.slice(sheet.besidePhoto);
  const besideWidth = textWide - points(pictureBox.width + pictureBox.beside);
  return wordFile({
    title: `${sheet.title} (${sheet.code})`,
    made,
    again: sheet.code,
    page: {
      size: { width: millimetres(210), height: millimetres(297) },
      margin: {
        top: millimetres(margin.top),
        right: millimetres(margin.right),
        bottom: millimetres(margin.bottom),
        left: millimetres(margin.left),
        header: millimetres(6),
        footer: millimetres(7),
      },
    },
    children: [
      head(sheet),
      new Paragraph({ heading: HeadingLevel.TITLE, children: runs(sheet.title) }),
      frame(
        [pictureBox.width + pictureBox.beside, 0],
        [
          [pictureFrame(sheet, portrait), new Paragraph({})],
          beside.flatMap((block) => blockOf(block, sheet.form, besideWidth, false)),
        ],
      ),
      ...below.flatMap((block, at) => blockOf(block, sheet.form, textWide, at === below.length - 1)),
      signatures(sheet.signatures),
    ],
  });
}

type Piece = Paragraph | Table;

/** Things beside one another. @param widths  mm; 0: what is left of the line */
function frame(widths: readonly number[], cells: readonly (readonly Piece[])[]): Table {
  const fixed = widths.reduce((sum, wide) => sum + wide, 0);
  const rest = textWide - points(fixed);
  const columns = widths.map((wide) => twips(wide === 0 ? rest : points(wide)));
  return bareRow(
    columns,
    cells.map((children) => ({ children: [...children] })),
  );
}

/** One line of things without borders. @param columns  widths, twips */
function bareRow(
  columns: readonly number[],
  cells: readonly Parameters<typeof place>[0][],
  height?: ConstructorParameters<typeof TableRow>[0]["height"],
): Table {
  const children = cells.map((cell, at) => place({ ...cell, width: { size: columns[at] ?? 0, type: WidthType.DXA } }));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(textWide), type: WidthType.DXA },
    columnWidths: [...columns],
    borders: bareTable,
    rows: [new TableRow({ cantSplit: true, ...(height && { height }), children })],
  });
}

/** The office's lines at the left, the form's own name and the numbers at the right. */
function head(sheet: Sheet): Table {
  const right = sheet.form === "2c-98" ? 74 : 70; // mm
  const lines = (parts: readonly Part[], wide: number) =>
    parts.flatMap((part) => itemParagraphs({ kind: "item", no: "", parts: [part], lines: 1 }, wide, false, 0));
  return frame(
    [0, 8, right],
    [
      lines(sheet.header, textWide - points(right + 8)),
      [new Paragraph({})],
      [
        new Paragraph({ alignment: AlignmentType.RIGHT, children: runs(sheet.code, { bold: true }) }),
        new Paragraph({}),
        ...lines(sheet.numbers, points(right)),
      ],
    ],
  );
}

function pictureFrame({ photo }: Sheet, portrait: Portrait | null): Table {
  const size = portrait && portraitSize(portrait, pictureBox);
  const picture =
    portrait && size
      ? [
          new ImageRun({
            type: portrait.media === "image/png" ? "png" : "jpg",
            data: portrait.bytes,
            transformation: size,
            altText: { name: "Ảnh", title: paperText(photo), description: paperText(photo) },
          }),
        ]
      : runs(photo, { size: 22 });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: millimetres(pictureBox.width), type: WidthType.DXA },
    columnWidths: [millimetres(pictureBox.width)],
    borders: linedTable,
    rows: [
      new TableRow({
        height: { value: millimetres(pictureBox.height), rule: HeightRule.EXACT },
        children: [
          new TableCell({
            borders: lined,
            margins: { top: 0, bottom: 0, left: 0, right: 0 },
            verticalAlign: VerticalAlignTable.CENTER,
            children: [new Paragraph({ alignment: AlignmentType.CENTER, children: picture })],
          }),
        ],
      }),
    ],
  });
}

/** @param last  what is signed must not stand on a page without anything above the signature */
function blockOf(block: Block, form: FormName, width: number, last: boolean): Piece[] {
  switch (block.kind) {
    case "item":
      return itemParagraphs(block, width, last);
    case "heading":
      return [new Paragraph({ heading: HeadingLevel.HEADING_1, children: runs(`${block.no} ${block.title}`.trim()) })];
    case "table":
      return tableOf(block, form);
  }
}

/** Room for an item's number, pt: 6.4 mm, or what it takes. */
const numberRoom = (no: string): number => Math.max(18.1, textWidth(no, itemSize)) + 3;

function itemParagraphs(block: ItemBlock, width: number, keepNext: boolean, indent?: number): Paragraph[] {
  const left = indent ?? numberRoom(block.no);
  const lines = itemLines(block, width - left);
  const [alone] = lines[0] ?? [];
  const taken = alone && lines[0]?.length === 1 ? linesOfPart(alone, width - left) : 1;
  const more = Math.max(0, linesLeft(block.lines) - taken);
  return lines.flatMap((line, at) => [
    lineParagraph(line, { left, width, keepNext, no: at === 0 ? block.no : "" }),
    ...(at === 0 ? Array.from({ length: more }, () => dots(left, width)) : []),
    ...hintParagraph(line, left),
  ]);
}

interface LinePlace {
  readonly left: number; // pt, where the text begins
  readonly width: number; // pt, where it ends
  readonly keepNext: boolean;
  readonly no: string;
}

/** Labels and values, each blank drawn by a tab with dots that ends where the next label begins. */
function lineParagraph(line: ItemLine, { left, width, keepNext, no }: LinePlace): Paragraph {
  const stops: { type: "left" | "right"; position: number; leader?: "dot" }[] = [];
  const children: ParagraphChild[] = [];
  if (no !== "") {
    stops.push({ type: TabStopType.LEFT, position: twips(left) });
    children.push(...runs(no), tab());
  }
  for (const [at, placed] of line.entries()) {
    const { part } = placed;
    const last = at === line.length - 1;
    if (at > 0) children.push(new TextRun(" "));
    children.push(...runs(placed.label));
    if (part.box) children.push(new TextRun(" "), tickBox(placed));
    if (part.box || part.bare) continue;
    if (placed.value !== "")
      children.push(...runs(`${joint(part)}${placed.value}`, isName(part) ? { bold: true } : {}));
    const after = paperText(part.after);
    const end = (last ? width : left + placed.to) - (after === "" ? 0 : textWidth(after, itemSize) + 2);
    stops.push({
      type: last && after === "" ? TabStopType.RIGHT : TabStopType.LEFT,
      position: twips(end),
      leader: LeaderType.DOT,
    });
    children.push(tab(), ...(after === "" ? [] : runs(after)));
  }
  const hinted = line.some(({ part }) => part.hint !== "");
  return new Paragraph({
    style: "Item",
    keepNext: keepNext || hinted,
    indent: { left: twips(left), ...(no !== "" && { hanging: twips(left) }) },
    tabStops: stops,
    children,
  });
}

/** "Cao: 1m58" is one word; any other value stands off from its label. */
const joint = ({ label }: Part): string => (label.startsWith("Cao:") ? "" : " ");

const tab = (): TextRun => new TextRun({ children: [new Tab()] });

/** A box of a line's height, with or without its x; it can be typed into. */
const tickBox = ({ value }: PlacedPart): TextRun =>
  new TextRun({
    text: value === "" ? "\u00a0\u00a0\u00a0" : `\u00a0${value}\u00a0`,
    bold: true,
    border: lined.top,
  });

/** A line of nothing but dots. */
const dots = (left: number, width: number): Paragraph =>
  new Paragraph({
    style: "Item",
    indent: { left: twips(left) },
    tabStops: [{ type: TabStopType.RIGHT, position: twips(width), leader: LeaderType.DOT }],
    children: [tab()],
  });

/** What stands in small type under the line, each hint under its own part. */
function hintParagraph(line: ItemLine, left: number): Paragraph[] {
  const hints = line.filter(({ part }) => part.hint !== "");
  const [first] = hints;
  if (first === undefined) return [];
  if (line.length === 1)
    return [
      new Paragraph({
        style: "Hint",
        alignment: AlignmentType.CENTER,
        indent: { left: twips(left) },
        children: runs(first.part.hint),
      }),
    ];
  return [
    new Paragraph({
      style: "Hint",
      tabStops: hints.map(({ from, to }) => ({
        type: TabStopType.CENTER,
        position: twips(left + (from + to) / 2),
      })),
      children: hints.flatMap(({ part }) => [tab(), ...runs(part.hint)]),
    }),
  ];
}

/** A table of so few rows goes to the next page as a whole. */
const rowsKeptTogether = 4;
const cellMargins = { top: 45, bottom: 45, left: 70, right: 70 } as const; // twips
/** A stretch of months ("09/1996 - 12/2000") fits on one line of its narrow column. */
const firstCellMargins = { ...cellMargins, left: 40, right: 30 } as const;

function tableOf({ no, label, heads, shares, groups, note }: TableBlock, form: FormName): Piece[] {
  const rows = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const together = rows <= rowsKeptTogether;
  const across = heads.length === 0;
  const whole = shares.reduce((sum, share) => sum + share, 0) || 1;
  const columns = shares.map((share) => twips((textWide * share) / whole));
  const cell = (column: number, children: Paragraph[]): TableCell =>
    new TableCell({
      width: { size: columns[column] ?? 0, type: WidthType.DXA },
      ...(column === 0 && { margins: firstCellMargins }),
      children,
    });
  const headRow = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: heads.map(
      (text, column) =>
        new TableCell({
          width: { size: columns[column] ?? 0, type: WidthType.DXA },
          verticalAlign: VerticalAlignTable.CENTER,
          children: [
            new Paragraph({ style: "CellHead", children: runs(text, form === "tt06-2023" ? { size: 22 } : {}) }),
          ],
        }),
    ),
  });
  const bodyRows = groups.flatMap((group, at) =>
    group.rows.map((row, index) => {
      const stays = (together || across) && !(index === group.rows.length - 1 && (across || at === groups.length - 1));
      return new TableRow({
        cantSplit: true,
        children: columns.map((_, column) => {
          const text = row[column] ?? "";
          const size = across || column === 0 ? 22 : 24; // half points
          const named = column === 0 && index === 0 && group.label !== "" && paperText(group.label) !== paperText(text);
          const above = named
            ? [new Paragraph({ style: "Cell", keepNext: stays, children: runs(group.label, { italics: true, size }) })]
            : [];
          const said =
            named && text === ""
              ? []
              : [new Paragraph({ style: "Cell", keepNext: stays, children: runs(text, { size }) })];
          return cell(column, [...above, ...said]);
        }),
      });
    }),
  );
  const title = `${no} ${label}`.trim();
  return [
    ...(title === ""
      ? []
      : [new Paragraph({ style: "Item", keepNext: true, spacing: { before: 60, after: 60 }, children: runs(title) })]),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: twips(textWide), type: WidthType.DXA },
      columnWidths: columns,
      borders: linedTable,
      margins: cellMargins,
      rows: [...(heads.length === 0 ? [] : [headRow]), ...bodyRows],
    }),
    new Paragraph({ style: "Note", children: runs(note) }),
  ];
}

/** Who signs, side by side, with room for the signatures and the stamp. */
function signatures(signed: readonly Signature[]): Table {
  const columns = signed.map(() => twips(textWide / Math.max(1, signed.length)));
  const centred = (text: string, look = {}) => new Paragraph({ style: "Signature", children: runs(text, look) });
  return bareRow(
    columns,
    signed.map(({ place: where, role, text, note }) => ({
      margins: { top: 240, bottom: 0, left: 60, right: 60 },
      children: [
        centred(where, { italics: true }),
        centred(role, { bold: true }),
        ...(text === "" ? [] : [centred(text)]),
        ...(note === "" ? [] : [centred(note, { italics: true })]),
      ],
    })),
    { value: millimetres(58), rule: HeightRule.ATLEAST },
  );
}

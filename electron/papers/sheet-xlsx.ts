import type { Block, ItemBlock, Part, Sheet, Signature, TableBlock } from "../../shared/domain/sheets/sheet.ts";
import { type CellGrid, type CellLook, cellGrid, gridColumns, gridUnit } from "./cell-grid.ts";
import { hintSize, isName, itemLines, itemSize, linesLeft, type PlacedPart } from "./item-lines.ts";
import { linesIn, textWidth } from "./letter-widths.ts";
import { type Portrait, portraitSize } from "./portrait.ts";

/** The box of the portrait, columns of the grid; beside it one is left free. */
const pictureColumns = 11;
const pictureBox = { width: 40, height: 60 } as const; // mm
const pictureHeight = (pictureBox.height / 25.4) * 72; // pt

/**
 * A form as a workbook: one sheet on a fine grid of columns, labels and values in cells of their own, blanks with dots
 * below. Words are string cells; a day or a decimal number that is nothing else is a real one. No formula, ever.
 */
export async function sheetWorkbook(sheet: Sheet, portrait: Portrait | null): Promise<Uint8Array> {
  const grid = cellGrid();
  layHead(grid, sheet);
  grid.row(26, [{ from: 0, to: gridColumns, text: sheet.title, look: "title" }]);
  layTop(grid, sheet, portrait);
  for (const block of sheet.blocks.slice(sheet.besidePhoto)) layBlock(grid, block, 0);
  laySignatures(grid, sheet.signatures);
  return grid.workbook("Sơ yếu lý lịch", `${sheet.title} (${sheet.code})`, sheet.code);
}

/** The office's lines at the left, the form's own name and the numbers at the right. */
function layHead(grid: CellGrid, { header, numbers, code }: Sheet): void {
  const right = gridColumns - 19;
  const [first, ...rest] = header;
  const lines = Math.max(header.length, numbers.length + 2);
  for (let at = 0; at < lines; at += 1) {
    const left = at === 0 ? first : rest[at - 1];
    const number = at < 2 ? undefined : numbers[at - 2];
    const cells: readonly GridCell[] = [
      ...(left === undefined ? [] : partCells(placed(left, 0, right - 2))),
      ...(at === 0 ? [{ from: right, to: gridColumns, text: code, look: "code" as const }] : []),
      ...(number === undefined ? [] : partCells(placed(number, right, gridColumns))),
    ];
    grid.row(lineHeight * Math.max(1, ...cells.map(linesOfCell)), cells);
  }
}

/** The box and the items beside it. */
function layTop(grid: CellGrid, sheet: Sheet, portrait: Portrait | null): void {
  const from = grid.height();
  for (const block of sheet.blocks.slice(0, sheet.besidePhoto)) layBlock(grid, block, pictureColumns + 1);
  const box = grid.boxBeside(from, pictureColumns, pictureHeight, portrait === null ? sheet.photo : "");
  const size = portrait && portraitSize(portrait, pictureBox);
  if (portrait !== null && size !== null) grid.picture(portrait, box, size, sheet.photo);
}

function layBlock(grid: CellGrid, block: Block, from: number): void {
  switch (block.kind) {
    case "item":
      layItem(grid, block, from);
      return;
    case "heading": {
      const title = `${block.no} ${block.title}`.trim();
      const lines = linesIn(title, (gridColumns - from) * gridUnit, itemSize, true);
      grid.row(8 + lines * lineHeight, [{ from, to: gridColumns, text: title, look: "heading" }]);
      return;
    }
    case "table":
      layTable(grid, block);
  }
}

/** Height of a line, pt. */
const lineHeight = 16.5;
const hintHeight = 11.5;

/** A label and its value each end on a whole column, which takes so much of a line, pt. */
const edgesTake = 1.7 * gridUnit;

/** A part between two columns of the grid. */
interface GridPart {
  readonly part: Part;
  readonly label: string;
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

const placed = (part: Part, from: number, to: number): GridPart => {
  const [[only] = []] = itemLines({ kind: "item", no: "", parts: [part], lines: 1 }, (to - from) * gridUnit);
  return { part, label: only?.label ?? "", value: only?.value ?? "", from, to };
};

function layItem(grid: CellGrid, block: ItemBlock, begin: number): void {
  const number = Math.max(2, Math.ceil((textWidth(block.no, itemSize) + 3) / gridUnit));
  const from = begin + number;
  const lines = itemLines(block, (gridColumns - from) * gridUnit, edgesTake);
  const ends = (line: readonly PlacedPart[]) => snapped(line, from);
  for (const [at, line] of lines.entries()) {
    const parts = ends(line);
    const [alone] = parts;
    const no = at === 0 && block.no !== "" ? [{ from: begin, to: from, text: block.no, look: "label" as const }] : [];
    const room = at === 0 ? linesLeft(block.lines) : 1;
    if (parts.length === 1 && alone !== undefined && needsLinesOfItsOwn(alone)) layAlone(grid, no, alone, room);
    else {
      const cells = parts.flatMap(partCells);
      grid.row(lineHeight * Math.max(...cells.map(linesOfCell)), [...no, ...cells]);
      for (let more = 1; more < room; more += 1)
        grid.row(lineHeight, [{ from, to: gridColumns, text: "", look: "value" }]);
    }
    const hints = parts.filter(({ part }) => part.hint !== "");
    if (hints.length > 0)
      grid.row(
        hintHeight * Math.max(...hints.map(({ part, ...span }) => linesIn(part.hint, widthOf(span), hintSize))),
        hints.map(({ part, from: left, to }) => ({ from: left, to, text: part.hint, look: "hint" as const })),
      );
  }
}

/** Ends of parts on whole columns, the last at the edge. */
const snapped = (line: readonly PlacedPart[], from: number): readonly GridPart[] => {
  const edges = line.map(({ from: left }) => from + Math.round(left / gridUnit));
  return line.map(({ part, label, value }, at) => ({
    part,
    label,
    value,
    from: edges[at] ?? from,
    to: edges[at + 1] ?? gridColumns,
  }));
};

/** A label so long that its value has no room beside it. */
const needsLinesOfItsOwn = ({ label, value, from, to, part }: GridPart): boolean => {
  if (part.box || part.bare) return false;
  const room = (to - from) * gridUnit;
  const beside = room - textWidth(label, itemSize) - 8;
  return beside < room * 0.35 && textWidth(value, itemSize) > beside - 8;
};

function layAlone(
  grid: CellGrid,
  no: readonly GridCell[],
  { label, value, from, to, part }: GridPart,
  room: number,
): void {
  const width = (to - from) * gridUnit;
  grid.row(lineHeight * linesIn(label, width - 4, itemSize), [...no, { from, to, text: label, look: "label" }]);
  const lines = linesIn(value, width - 4, itemSize);
  const text = part.after === "" ? value : `${value} ${part.after}`.trim();
  grid.row(lineHeight * lines, [{ from, to, text, look: isName(part) ? "name" : "value" }]);
  for (let more = lines + 1; more < room; more += 1) grid.row(lineHeight, [{ from, to, text: "", look: "value" }]);
}

interface GridCell {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly look: CellLook;
}

/** Label, value and what stands behind it, each in its own cell. */
function partCells({ part, label, value, from, to }: GridPart): readonly GridCell[] {
  if (part.bare) return [{ from, to, text: label, look: "label" }];
  const after = part.after === "" ? 0 : Math.ceil((textWidth(part.after, itemSize) + 4) / gridUnit);
  const wanted = label === "" ? 0 : Math.ceil((textWidth(label, itemSize) + 4) / gridUnit);
  const most = Math.max(1, to - from - after - 1);
  const narrow = (to - from - after - wanted) * gridUnit - 4 < Math.min(textWidth(value, itemSize), 9 * gridUnit);
  const middle = from + Math.min(wanted, narrow ? Math.max(1, Math.round(most * 0.6)) : most);
  const end = Math.max(middle + 1, to - after);
  if (part.box)
    return [
      { from, to: middle, text: label, look: "label" },
      { from: middle, to: middle + 2, text: value, look: "box" },
    ];
  return [
    ...(wanted === 0 ? [] : [{ from, to: middle, text: label, look: "label" as const }]),
    { from: middle, to: end, text: value, look: isName(part) ? "name" : "value" },
    ...(after === 0 ? [] : [{ from: end, to: Math.max(end + 1, to), text: part.after, look: "label" as const }]),
  ];
}

const widthOf = ({ from, to }: { readonly from: number; readonly to: number }): number => (to - from) * gridUnit - 4;

const linesOfCell = (cell: GridCell): number => linesIn(cell.text, widthOf(cell), itemSize, cell.look === "name");

/** Columns of a table on the grid, by their shares; each at least one column wide. */
export function tableEdges(shares: readonly number[]): readonly number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0) || 1;
  let so = 0;
  const edges = [0];
  for (const [at, share] of shares.entries()) {
    so += share;
    const rest = shares.length - at - 1;
    edges.push(Math.min(gridColumns - rest, Math.max(edges[at]! + 1, Math.round((so / whole) * gridColumns))));
  }
  return edges;
}

function layTable(grid: CellGrid, { no, label, heads, shares, groups, note }: TableBlock): void {
  const title = `${no} ${label}`.trim();
  if (title !== "")
    grid.row(4 + lineHeight * linesIn(title, gridColumns * gridUnit - 4, itemSize), [
      { from: 0, to: gridColumns, text: title, look: "label" },
    ]);
  const edges = tableEdges(shares);
  const lay = (texts: readonly string[], look: CellLook) => {
    const cells = shares.map((_, at) => ({
      from: edges[at] ?? 0,
      to: edges[at + 1] ?? gridColumns,
      text: texts[at] ?? "",
      look,
    }));
    const bold = look === "head";
    const lines = cells.map((cell) => linesIn(cell.text, widthOf(cell), bold ? 11 : 11, bold));
    grid.row(5 + 14.5 * Math.max(1, ...lines), cells);
  };
  if (heads.length > 0) lay(heads, "head");
  for (const group of groups)
    for (const [index, row] of group.rows.entries()) {
      const [first = "", ...others] = row;
      const named = index === 0 && group.label !== "" && group.label.normalize("NFC") !== first.normalize("NFC");
      lay(named ? [first === "" ? group.label : `${group.label}\n${first}`, ...others] : row, "cell");
    }
  if (note === "") grid.row(6, []);
  else
    grid.row(2 + hintHeight * linesIn(note, gridColumns * gridUnit - 4, hintSize), [
      { from: 0, to: gridColumns, text: note, look: "note" },
    ]);
}

/** Who signs, side by side, with room for the signatures and the stamp. */
function laySignatures(grid: CellGrid, signatures: readonly Signature[]): void {
  grid.row(12, []);
  const wide = gridColumns / Math.max(1, signatures.length);
  const across = (textOf: (signature: Signature) => string, look: CellLook) => {
    const cells = signatures.map((signature, at) => ({
      from: Math.round(at * wide),
      to: Math.round((at + 1) * wide),
      text: textOf(signature),
      look,
    }));
    if (cells.some(({ text }) => text !== "")) grid.row(lineHeight * Math.max(...cells.map(linesOfCell)), cells);
  };
  across(({ place }) => place, "place");
  across(({ role }) => role, "role");
  across(({ text }) => text, "centred");
  across(({ note }) => note, "place");
  grid.row(85, []);
}

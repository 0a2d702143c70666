import { cellName } from "../../shared/domain/workbook/cell.ts";
import { readBook, relations } from "./read-xlsx.ts";
import { DamagedPart, escaped } from "./xml-scan.ts";
import { zipOf } from "./zip-of.ts";
import { openParts, type Parts } from "./zip-parts.ts";

/** What to say in a cell of a sender's own workbook. Row and column from 0. */
export interface CellNote {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

const author = "Sổ Cán bộ";
const relationTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relationPart = "application/vnd.openxmlformats-officedocument";

/**
 * A copy of a workbook with a comment and a fill in every cell named; whatever else the file holds stays as it is.
 *
 * @param most  bytes that the parts may come to
 * @throws DamagedPart, TooLarge
 */
export async function annotated(bytes: Uint8Array, notes: readonly CellNote[], most: number): Promise<Uint8Array> {
  const parts = await openParts(bytes, most);
  const { sheetParts } = await readBook(parts);
  const changed = new Map<string, string>();
  const text = async (part: string) => changed.get(part) ?? (await parts.text(part));
  const styles = stylesPatch((await parts.text("xl/styles.xml")) ?? "");
  for (const [index, { name, part }] of sheetParts.entries()) {
    const own = notes.filter((note) => note.sheet === name);
    if (own.length === 0) continue;
    const byCell = new Map<string, CellNote>();
    for (const note of own) {
      const key = cellName(note.column, note.row);
      const before = byCell.get(key);
      byCell.set(key, before === undefined ? note : { ...before, text: `${before.text}\n${note.text}` });
    }
    const sheet = filled((await parts.text(part)) ?? "", [...byCell.values()], styles.filledAs);
    await comment({ parts, text, changed, part, sheet, index, notes: [...byCell.values()] });
  }
  if (parts.has("xl/styles.xml")) changed.set("xl/styles.xml", styles.text());
  return zipped(parts, changed);
}

/** Styles with one more fill, and for each format of a bad cell one that has it. */
function stylesPatch(before: string) {
  const formats = /<((?:\w+:)?)cellXfs\b[^>]*>([\s\S]*?)<\/\1cellXfs>/.exec(before);
  const fills = /<((?:\w+:)?)fills\b[^>]*>([\s\S]*?)<\/\1fills>/.exec(before);
  const known =
    formats === null ? [] : (formats[2] ?? "").match(/<(?:\w+:)?xf\b(?:[^>]*\/>|[^>]*>[\s\S]*?<\/(?:\w+:)?xf>)/g);
  const xfs = [...(known ?? [])];
  const fillCount = ((fills?.[2] ?? "").match(/<(?:\w+:)?fill[\s>/]/g) ?? []).length;
  const made = new Map<number, number>();
  return {
    /** The format that looks like `format` but for the fill; null where the file has no formats. */
    filledAs: (format: number): number | null => {
      const xf = xfs[format];
      if (xf === undefined || fills === null) return null;
      const found = made.get(format);
      if (found !== undefined) return found;
      const bare = xf.replace(/\s(?:fillId|applyFill)="[^"]*"/g, "");
      xfs.push(bare.replace(/^(<(?:\w+:)?xf)/, `$1 fillId="${fillCount}" applyFill="1"`));
      made.set(format, xfs.length - 1);
      return xfs.length - 1;
    },
    text: (): string => {
      if (formats === null || fills === null) return before;
      const [f, x] = [fills[1] ?? "", formats[1] ?? ""];
      const fill = `<${f}fill><${f}patternFill patternType="solid"><${f}fgColor rgb="FFFFC7CE"/><${f}bgColor indexed="64"/></${f}patternFill></${f}fill>`;
      return before
        .replace(fills[0], () => `<${f}fills count="${fillCount + 1}">${fills[2]}${fill}</${f}fills>`)
        .replace(formats[0], () => `<${x}cellXfs count="${xfs.length}">${xfs.join("")}</${x}cellXfs>`);
    },
  };
}

/** A sheet whose named cells have a fill; a cell or a row that is not there yet is put in its place. */
function filled(sheet: string, notes: readonly CellNote[], filledAs: (format: number) => number | null): string {
  const byRow = new Map<number, CellNote[]>();
  for (const note of notes) byRow.set(note.row, [...(byRow.get(note.row) ?? []), note]);
  const waiting = [...byRow.keys()].toSorted((a, b) => a - b);
  const data = /<((?:\w+:)?)sheetData\b([^>]*)(?:\/>|>([\s\S]*)<\/\1sheetData>)/.exec(sheet);
  if (data === null) throw new DamagedPart("a sheet without data");
  const [whole, prefix = "", , inner = ""] = data;
  const format = (own: number): string => {
    const made = filledAs(own);
    return made === null ? "" : ` s="${made}"`;
  };
  const newCells = (row: number, own: readonly CellNote[]): string =>
    own
      .toSorted((a, b) => a.column - b.column)
      .map(({ column }) => `<${prefix}c r="${cellName(column, row)}"${format(0)}/>`)
      .join("");
  const newRow = (row: number): string =>
    `<${prefix}row r="${row + 1}">${newCells(row, byRow.get(row) ?? [])}</${prefix}row>`;
  let row = -1;
  const rows = inner.replace(
    /<((?:\w+:)?)row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/\1row>)/g,
    (found: string, mark: string, attributes: string, cells: string | undefined) => {
      const number = /\sr="(\d+)"/.exec(attributes)?.[1];
      row = number === undefined ? row + 1 : Number(number) - 1;
      let before = "";
      while (waiting[0] !== undefined && waiting[0] < row) before += newRow(waiting.shift() ?? 0);
      if (waiting[0] !== row) return before + found;
      waiting.shift();
      const own = filledCells(cells ?? "", row, byRow.get(row) ?? [], format, newCells);
      return `${before}<${mark}row${attributes}>${own}</${mark}row>`;
    },
  );
  const rest = waiting.map(newRow).join("");
  return sheet.replace(whole, () => `<${prefix}sheetData>${rows}${rest}</${prefix}sheetData>`);
}

function filledCells(
  cells: string,
  row: number,
  notes: readonly CellNote[],
  format: (own: number) => string,
  newCells: (row: number, own: readonly CellNote[]) => string,
): string {
  const waiting = notes.toSorted((a, b) => a.column - b.column);
  let column = -1;
  const known = cells.replace(
    /<((?:\w+:)?)c\b([^>]*?)(\/>|>[\s\S]*?<\/\1c>)/g,
    (found: string, mark: string, attributes: string, rest: string) => {
      const letters = /\sr="([A-Z]+)\d+"/.exec(attributes)?.[1];
      column = letters === undefined ? column + 1 : columnOf(letters);
      let before = "";
      while (waiting[0] !== undefined && waiting[0].column < column) {
        const next = waiting.shift();
        if (next !== undefined) before += newCells(row, [next]);
      }
      if (waiting[0]?.column !== column) return before + found;
      waiting.shift();
      const own = Number(/\ss="(\d+)"/.exec(attributes)?.[1] ?? 0);
      const style = format(own);
      const bare = style === "" ? attributes : attributes.replace(/\ss="\d+"/, "");
      return `${before}<${mark}c${bare}${style}${rest}`;
    },
  );
  return known + newCells(row, waiting);
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

interface Commenting {
  readonly parts: Parts;
  readonly text: (part: string) => Promise<string | null>;
  readonly changed: Map<string, string>;
  readonly part: string;
  readonly sheet: string;
  readonly index: number;
  readonly notes: readonly CellNote[];
}

/** Put the comments, the boxes they are shown in, and what ties both to the sheet. */
async function comment({ parts, text, changed, part, sheet, index, notes }: Commenting): Promise<void> {
  const known = [...(await relations(parts, part)).values()];
  const slash = part.lastIndexOf("/");
  const relsPart = `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
  let rels =
    (await text(relsPart)) ??
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  let types = (await text("[Content_Types].xml")) ?? "";
  const tie = (id: string, type: string, target: string): void => {
    const line = `<Relationship Id="${id}" Type="${relationTypes}/${type}" Target="/${target}"/>`;
    rels = rels.includes("</Relationships>")
      ? rels.replace("</Relationships>", () => `${line}</Relationships>`)
      : rels.replace(
          /<Relationships\b([^>]*)\/>/,
          (_, kept: string) => `<Relationships${kept}>${line}</Relationships>`,
        );
  };

  const commentsPart = known.find(({ type }) => type.endsWith("/comments"))?.part;
  if (commentsPart !== undefined && parts.has(commentsPart)) {
    changed.set(commentsPart, withComments((await text(commentsPart)) ?? "", notes));
  } else {
    const made = `xl/commentsSoCanBo${index + 1}.xml`;
    const empty = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors><commentList></commentList></comments>`;
    changed.set(made, withComments(empty, notes));
    tie("rSoCanBoComments", "comments", made);
    types = types.replace(
      /<\/Types>/,
      () => `<Override PartName="/${made}" ContentType="${relationPart}.spreadsheetml.comments+xml"/></Types>`,
    );
  }

  const drawing = known.find(
    ({ type }) => type.endsWith("/vmlDrawing") && /<(?:\w+:)?legacyDrawing\b/.test(sheet),
  )?.part;
  if (drawing !== undefined && parts.has(drawing)) {
    const before = (await text(drawing)) ?? "";
    changed.set(
      drawing,
      before.replace(/<\/xml>\s*$/, () => `${shapes(notes, index)}</xml>`),
    );
    changed.set(part, sheet);
  } else {
    const made = `xl/drawings/vmlSoCanBo${index + 1}.vml`;
    changed.set(
      made,
      `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${shapes(notes, index)}</xml>`,
    );
    tie("rSoCanBoDrawing", "vmlDrawing", made);
    if (!/Extension="vml"/i.test(types))
      types = types.replace(
        /(<Types\b[^>]*>)/,
        (open) => `${open}<Default Extension="vml" ContentType="${relationPart}.vmlDrawing"/>`,
      );
    changed.set(part, withDrawing(sheet));
  }
  changed.set(relsPart, rels);
  changed.set("[Content_Types].xml", types);
}

/** The element stands after the drawing of a sheet and before a few others: the format fixes their order. */
function withDrawing(sheet: string): string {
  const end = sheet.lastIndexOf("</");
  const prefix = /<\/((?:\w+:)?)worksheet>\s*$/.exec(sheet)?.[1] ?? "";
  const data = sheet.search(/<(?:\w+:)?sheetData\b/);
  const later =
    /<(?:\w+:)?(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts)\b|<((?:\w+:)?)extLst>(?:(?!<\1extLst>)[\s\S])*<\/\1extLst>\s*<\/(?:\w+:)?worksheet>/.exec(
      sheet.slice(data),
    );
  const at = later === null ? end : data + later.index;
  return `${sheet.slice(0, at)}<${prefix}legacyDrawing xmlns:r="${relationTypes}" r:id="rSoCanBoDrawing"/>${sheet.slice(at)}`;
}

function withComments(before: string, notes: readonly CellNote[]): string {
  const p = /<((?:\w+:)?)comments\b/.exec(before)?.[1] ?? "";
  const authors = (before.match(/<(?:\w+:)?author(?:>|\s[^>]*>|\/>)/g) ?? []).length;
  let text = before.replace(new RegExp(`</${p}authors>`), () => `<${p}author>${author}</${p}author></${p}authors>`);
  let added = "";
  for (const note of notes.toSorted((a, b) => a.row - b.row || a.column - b.column)) {
    const at = cellName(note.column, note.row);
    const run = `<${p}r><${p}t xml:space="preserve">${escaped(note.text)}</${p}t></${p}r>`;
    const own = new RegExp(`(<${p}comment\\b[^>]*\\sref="${at}"[^>]*>[\\s\\S]*?)(</${p}text>)`);
    if (own.test(text)) text = text.replace(own, (_, head: string, tail: string) => `${head}${run}${tail}`);
    else added += `<${p}comment ref="${at}" authorId="${authors}"><${p}text>${run}</${p}text></${p}comment>`;
  }
  return text.replace(new RegExp(`</${p}commentList>`), () => `${added}</${p}commentList>`);
}

/** A box for each comment, hidden until the pointer comes. */
const shapes = (notes: readonly CellNote[], index: number): string =>
  notes
    .map(({ row, column }, i) => {
      const anchor = [column + 1, 15, row, 2, column + 4, 15, row + 4, 4].join(", ");
      return `<v:shape id="_x0000_s${(index + 60) * 1024 + i + 1}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
    })
    .join("");

async function zipped(parts: Parts, changed: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const all: [string, Uint8Array][] = [];
  for (const name of parts.names)
    if (!name.endsWith("/") && !changed.has(name)) all.push([name, (await parts.bytes(name)) ?? Buffer.alloc(0)]);
  for (const [name, text] of changed) all.push([name, Buffer.from(text)]);
  return zipOf(all);
}

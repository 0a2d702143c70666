import { ZipFile } from "yazl";
import { cellName } from "../../../shared/domain/workbook/cell.ts";

/** A cell: text, a number, nothing, or XML of its own with REF for its address. */
export type RawCell = string | number | null | { readonly xml: string };

export interface RawSheet {
  readonly rows: readonly (readonly RawCell[])[];
  readonly merged?: readonly string[];
  readonly name?: string;
  readonly after?: string; // XML after the data
  readonly before?: string; // XML before the data
  readonly hiddenRows?: readonly number[];
}

export interface RawBook {
  readonly sheets: readonly RawSheet[];
  readonly styles?: string;
  readonly strings?: string;
  readonly date1904?: boolean;
  readonly bookXml?: string; // in place of the workbook part
  readonly parts?: Readonly<Record<string, string | Buffer>>;
  readonly rels?: string; // more relations of the workbook
}

const spread = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const safe = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Formats 0 general, 1 dd/mm/yyyy, 2 mm/yyyy, 3 000000000000, 4 font .VnTime, 5 font .VnTimeH, 6 font VNI-Times, 7 built-in date. */
export const usualStyles = `${head}<styleSheet xmlns="${spread}"><numFmts count="3"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="mm/yyyy"/><numFmt numFmtId="166" formatCode="000000000000"/></numFmts><fonts count="4"><font><name val="Times New Roman"/></font><font><name val=".VnTime"/></font><font><name val=".VnTimeH"/></font><font><name val="VNI-Times"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellXfs count="8"><xf/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf fontId="1"/><xf fontId="2"/><xf fontId="3"/><xf numFmtId="14"/></cellXfs></styleSheet>`;

export function sheetXml({ rows, merged = [], after = "", before = "", hiddenRows = [] }: RawSheet): string {
  const lines = rows.map((cells, row) => {
    const inner = cells.map((cell, column) => cellXml(cell, cellName(column, row))).join("");
    return `<row r="${row + 1}"${hiddenRows.includes(row) ? ' hidden="1"' : ""}>${inner}</row>`;
  });
  const merge =
    merged.length === 0 ? "" : `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`;
  return `${head}<worksheet xmlns="${spread}" xmlns:r="${relation}">${before}<sheetData>${lines.join("")}</sheetData>${merge}${after}</worksheet>`;
}

function cellXml(cell: RawCell, reference: string): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === "string")
    return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${safe(cell)}</t></is></c>`;
  return cell.xml.replaceAll("REF", reference);
}

/** Text in a style of its own. */
export const styled = (style: number, text: string): RawCell => ({
  xml: `<c r="REF" s="${style}" t="inlineStr"><is><t xml:space="preserve">${safe(text)}</t></is></c>`,
});
export const numbered = (style: number, value: number): RawCell => ({
  xml: `<c r="REF" s="${style}"><v>${value}</v></c>`,
});

/** A workbook file written by hand, so that it can hold what no library would write. */
export async function rawXlsx(book: RawBook): Promise<Uint8Array> {
  const names = book.sheets.map((sheet, i) => sheet.name ?? `Sheet${i + 1}`);
  const sheets = names.map((name, i) => `<sheet name="${safe(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("");
  const rels = names
    .map(
      (_, i) => `<Relationship Id="rId${i + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
    )
    .join("");
  const parts: Record<string, string | Buffer> = {
    "[Content_Types].xml": `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>`,
    "xl/workbook.xml":
      book.bookXml ??
      `${head}<workbook xmlns="${spread}" xmlns:r="${relation}"><workbookPr${book.date1904 === true ? ' date1904="1"' : ""}/><sheets>${sheets}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rels}${book.rels ?? ""}</Relationships>`,
    "xl/styles.xml": book.styles ?? usualStyles,
    ...(book.strings !== undefined && { "xl/sharedStrings.xml": book.strings }),
    ...Object.fromEntries(book.sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet)])),
    ...book.parts,
  };
  return zipOf(parts);
}

export function zipOf(parts: Readonly<Record<string, string | Buffer>>): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const zip = new ZipFile();
    const pieces: Buffer[] = [];
    zip.outputStream.on("data", (piece: Buffer) => pieces.push(piece));
    zip.outputStream.on("error", reject);
    zip.outputStream.on("end", () => resolve(new Uint8Array(Buffer.concat(pieces))));
    for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
    zip.end();
  });
}

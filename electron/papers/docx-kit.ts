import {
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  Header,
  type ISectionOptions,
  type ITableCellOptions,
  Packer,
  PageNumber,
  Paragraph,
  TableCell,
  TextRun,
} from "docx";
import { paperText } from "./paper-text.ts";

// What every Word file of ours has alike. Loaded with the first file that is asked for, not by a start.

/** Twentieths of a point, the measure of the format. */
export const twips = (points: number): number => Math.round(points * 20);
export const millimetres = convertMillimetersToTwip;

/** Runs of a text, a line each. A value is only ever text here: no field, no link, no code. */
export const runs = (text: string, look: Look = {}): TextRun[] =>
  paperText(text)
    .split("\n")
    .map((line, at) => new TextRun({ ...look, text: line, ...(at > 0 && { break: 1 }) }));

export interface Look {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly size?: number; // half points
}

const line = { style: BorderStyle.SINGLE, size: 4, color: "000000" } as const; // eighths of a point
const none = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
export const lined = { top: line, bottom: line, left: line, right: line } as const;
export const bare = { top: none, bottom: none, left: none, right: none } as const;
/** For a table that only keeps things in their places. */
export const bareTable = { ...bare, insideHorizontal: none, insideVertical: none } as const;
export const linedTable = { ...lined, insideHorizontal: line, insideVertical: line } as const;

/** A cell of a frame that nobody sees. */
export const place = (options: Omit<ITableCellOptions, "borders">): TableCell =>
  new TableCell({ margins: { top: 0, bottom: 0, left: 0, right: 0 }, ...options, borders: bare });

export interface WholePaper {
  readonly title: string; // in the file's properties: the kind of paper, nobody's name
  readonly made: string; // a clock's note, `2026-11-23T08:30:00+07:00`
  readonly again: string; // small, at the head of every page but the first
  readonly page: NonNullable<ISectionOptions["properties"]>["page"];
  readonly children: ISectionOptions["children"];
}

/** The bytes of a Word file: Times New Roman, Vietnamese, a page number at the foot of each page. */
export async function wordFile({ title, made, again, page, children }: WholePaper): Promise<Uint8Array> {
  const number = new Paragraph({
    style: "PageNumber",
    children: [new TextRun({ children: [PageNumber.CURRENT] })],
  });
  const footer = new Footer({ children: [number] });
  const document = new Document({
    title: paperText(title),
    creator: "Sổ Cán bộ",
    lastModifiedBy: "Sổ Cán bộ",
    styles,
    sections: [
      {
        properties: { titlePage: true, ...(page && { page }) },
        headers: {
          first: new Header({ children: [new Paragraph({ style: "PageHead" })] }),
          default: new Header({ children: [new Paragraph({ style: "PageHead", children: runs(again) })] }),
        },
        footers: { first: footer, default: footer },
        children,
      },
    ],
  });
  return new Uint8Array(
    await Packer.toBuffer(document, undefined, [
      { path: "word/fontTable.xml", data: fontTable },
      { path: "docProps/core.xml", data: properties(title, made) },
    ]),
  );
}

const font = "Times New Roman";
const plain = { size: 24, font: { ascii: font, hAnsi: font, cs: font, eastAsia: font } } as const; // half points
/** Lines of the forms stand so far apart, twips: 22 px, as in print. */
export const lineHeight = 330;

const styles: NonNullable<ConstructorParameters<typeof Document>[0]["styles"]> = {
  default: {
    document: { run: { ...plain, language: { value: "vi-VN", eastAsia: "vi-VN", bidirectional: "vi-VN" } } },
    title: {
      run: { ...plain, size: 34, bold: true },
      paragraph: { alignment: "center", spacing: { before: 150, after: 180 } },
    },
    heading1: {
      run: { ...plain, bold: true },
      paragraph: { keepNext: true, spacing: { before: 180, after: 60 } },
    },
  },
  paragraphStyles: [
    {
      id: "Item",
      name: "Mục",
      basedOn: "Normal",
      quickFormat: true,
      paragraph: { spacing: { line: lineHeight, lineRule: "atLeast" }, keepLines: true },
    },
    {
      id: "Hint",
      name: "Gợi ý dưới mục",
      basedOn: "Normal",
      quickFormat: true,
      run: { size: 19, italics: true },
      paragraph: { spacing: { line: 210, lineRule: "atLeast" }, keepLines: true },
    },
    {
      id: "Cell",
      name: "Ô bảng",
      basedOn: "Normal",
      quickFormat: true,
      paragraph: { spacing: { line: lineHeight, lineRule: "atLeast" } },
    },
    {
      id: "CellHead",
      name: "Đầu cột",
      basedOn: "Normal",
      quickFormat: true,
      run: { bold: true },
      paragraph: { alignment: "center", keepNext: true, spacing: { line: 255, lineRule: "atLeast" } },
    },
    {
      id: "Note",
      name: "Ghi chú dưới bảng",
      basedOn: "Normal",
      quickFormat: true,
      run: { size: 19, italics: true },
      paragraph: { spacing: { before: 40, after: 60, line: 210, lineRule: "atLeast" } },
    },
    { id: "Signature", name: "Chữ ký", basedOn: "Normal", quickFormat: true, paragraph: { alignment: "center" } },
    {
      id: "PageHead",
      name: "Đầu trang",
      basedOn: "Normal",
      run: { size: 18, italics: true },
      paragraph: { alignment: "right" },
    },
    { id: "PageNumber", name: "Số trang", basedOn: "Normal", run: { size: 20 }, paragraph: { alignment: "center" } },
  ],
};

/** Where Times New Roman is not there, a font of the same measure keeps every line where it was. */
const fontTable =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
  `<w:font w:name="${font}"><w:altName w:val="Tinos,Liberation Serif"/><w:panose1 w:val="02020603050405020304"/>` +
  '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>';

/** The library would put the computer's own clock in. */
const properties = (title: string, made: string): string =>
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
  ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
  ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
  `<dc:title>${escaped(paperText(title))}</dc:title><dc:creator>Sổ Cán bộ</dc:creator><dc:language>vi-VN</dc:language>` +
  ["created", "modified"]
    .map((each) => `<dcterms:${each} xsi:type="dcterms:W3CDTF">${escaped(made)}</dcterms:${each}>`)
    .join("") +
  "</cp:coreProperties>";

const escaped = (text: string): string =>
  text.replace(/[<>&]/g, (sign) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;" })[sign] ?? sign);

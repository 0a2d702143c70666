import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  type IParagraphOptions,
  type IRunOptions,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx";
import {
  annexColumns,
  annexOf,
  annexTitle,
  type PaperLayout,
  type ShippedTemplate,
  type TemplatePart,
} from "../../shared/domain/papers/shipped.ts";

/**
 * A shipped template as an .docx file: A4, Times New Roman, with the heading and the end of its lay-out.
 * Source: Party papers Guideline 36-HD/VPTW (sizes), State papers Decree 30/2020/NĐ-CP, annex I.
 */
export async function layTemplate(template: ShippedTemplate): Promise<Uint8Array> {
  const look = looks[template.layout];
  const { top, right, bottom, left } = look.margins;
  const document = new Document({
    creator: "Sổ Cán bộ",
    styles: { default: { document: { run: { font, size: look.body * 2, language: { value: "vi-VN" } } } } },
    sections: [
      {
        properties: {
          titlePage: true, // no number on the first page
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: {
              top: twips(top),
              right: twips(right),
              bottom: twips(bottom),
              left: twips(left),
              header: twips(10),
            },
          },
        },
        headers: { default: pageNumber(look.body), first: new Header({ children: [new Paragraph({})] }) },
        children: [
          heading(template.layout),
          ...template.parts.map((part) => paragraphOf(part, template.layout)),
          new Paragraph({ spacing: { before: 120 } }),
          ending(template.layout),
          ...(template.annex ? annex(template.layout) : []),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const font = "Times New Roman";
const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

/** Margins in millimetres, sizes in points. */
const looks = {
  PARTY: { margins: { top: 20, right: 15, bottom: 20, left: 30 }, body: 14, head: [76, 89] },
  STATE: { margins: { top: 20, right: 15, bottom: 20, left: 30 }, body: 14, head: [67, 98] },
} as const;
const textWidth = 165; // millimetres between the margins of either

type Line = Omit<IParagraphOptions, "children"> & { readonly run?: IRunOptions };

const line = (text: string, { run, ...paragraph }: Line = {}): Paragraph =>
  new Paragraph({ ...paragraph, children: runsOf(text, run) });

/** Every brace of a field in one run, so that whoever edits the template changes its look as a whole. */
const runsOf = (text: string, run: IRunOptions = {}): ParagraphChild[] => [new TextRun({ ...run, text, font })];

const centre = { alignment: AlignmentType.CENTER };
const size = (points: number): IRunOptions => ({ size: points * 2 });

/** A thin line, `length` millimetres long, centred in a column of `column` millimetres. */
const rule = (length: number, column: number, after = 60): Paragraph =>
  new Paragraph({
    spacing: { before: 40, after, line: 40, lineRule: "exact" },
    indent: { left: twips((column - length) / 2), right: twips((column - length) / 2) },
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: "000000", space: 1 } },
  });

const none = { style: BorderStyle.NONE, size: 0, color: "auto" };
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };

const twoColumns = (widths: readonly [number, number], rows: readonly (readonly [Paragraph[], Paragraph[]])[]): Table =>
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(textWidth), type: WidthType.DXA },
    columnWidths: widths.map(twips),
    borders: noBorders,
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, at) =>
              new TableCell({
                children,
                width: { size: twips(widths[at] ?? 0), type: WidthType.DXA },
                margins: { left: 0, right: 0, top: 0, bottom: 0 },
              }),
          ),
        }),
    ),
  });

/** Bodies and number on the left; the Party's title or the State's on the right, place and date below. */
function heading(layout: PaperLayout): Table {
  const [left, right] = looks[layout].head;
  const date = "{dia_danh}, {ngay_thang_nam}";
  if (layout === "PARTY")
    return twoColumns(
      [left, right],
      [
        [
          [
            line("{co_quan_cap_tren}", { ...centre, run: { ...size(14), allCaps: true } }),
            line("{co_quan_ban_hanh}", { ...centre, run: { ...size(14), allCaps: true, bold: true } }),
            line("*", { ...centre, run: size(14) }),
            line("Số {so_ky_hieu}", { ...centre, run: size(14) }),
          ],
          [
            line("ĐẢNG CỘNG SẢN VIỆT NAM", { ...centre, run: { ...size(15), bold: true } }),
            rule(74, right, 160),
            line(date, { ...centre, run: { ...size(14), italics: true } }),
          ],
        ],
      ],
    );
  return twoColumns(
    [left, right],
    [
      [
        [
          line("{co_quan_cap_tren}", { ...centre, run: { ...size(13), allCaps: true } }),
          line("{co_quan_ban_hanh}", { ...centre, run: { ...size(13), allCaps: true, bold: true } }),
          rule(22, left, 100),
          line("Số: {so_ky_hieu}", { ...centre, run: size(13) }),
        ],
        [
          line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", { ...centre, run: { ...size(13), bold: true } }),
          line("Độc lập - Tự do - Hạnh phúc", { ...centre, run: { ...size(14), bold: true } }),
          rule(62, right, 100),
          line(date, { ...centre, run: { ...size(14), italics: true } }),
        ],
      ],
    ],
  );
}

/** How each part of the body looks. */
function paragraphOf({ as, text, lead }: TemplatePart, layout: PaperLayout): Paragraph {
  const party = layout === "PARTY";
  const body = { alignment: AlignmentType.JUSTIFIED, spacing: { before: 80, after: 80 } };
  const indented = { ...body, indent: { firstLine: twips(12.7) } };
  switch (as) {
    case "type":
      return line(text, {
        ...centre,
        spacing: { before: 360 },
        keepNext: true,
        run: { ...size(party ? 16 : 14), bold: true, allCaps: true },
      });
    case "summary":
      return new Paragraph({
        ...centre,
        spacing: { after: 240 },
        keepNext: true,
        children: [
          ...runsOf(text, { ...size(14), bold: true }),
          ...(party
            ? [new TextRun({ text: "-----", break: 1, font, ...size(14) })]
            : [new TextRun({ text: "____________", break: 1, font, bold: true, ...size(8) })]),
        ],
      });
    case "to":
      return line(text, { ...centre, spacing: { before: 60, after: 200 }, run: size(14) });
    case "basis":
      return line(party ? `- ${text}` : text, { ...indented, run: party ? size(14) : { ...size(14), italics: true } });
    case "resolves":
      return line(text, {
        ...centre,
        spacing: { before: 160, after: 160 },
        keepNext: true,
        run: { ...size(14), bold: true, allCaps: true },
      });
    case "heading":
      return line(text, { ...indented, keepNext: true, run: { ...size(14), bold: true } });
    case "item":
      return line(`- ${text}`, { ...indented, alignment: AlignmentType.LEFT, run: size(14) });
    case "body":
      return new Paragraph({
        ...indented,
        children: [
          ...(lead === undefined ? [] : runsOf(`${lead} `, { ...size(14), bold: true })),
          ...runsOf(text, size(14)),
        ],
      });
    case "mark":
      return line(text, { run: size(14) });
  }
}

/** Recipients on the left; on the right authority, post, room for signature and seal, name. */
function ending(layout: PaperLayout): Table {
  const party = layout === "PARTY";
  const title: IRunOptions = party ? { ...size(14), underline: {} } : { ...size(12), bold: true, italics: true };
  const recipient = size(party ? 12 : 11);
  const keep = { ...centre, keepNext: true, keepLines: true };
  return twoColumns(
    [75, 90],
    [
      [
        [
          line("Nơi nhận:", { run: title }),
          line("{#noi_nhan}", { run: recipient }),
          line("- {dong_noi_nhan}", { run: recipient }),
          line("{/noi_nhan}", { run: recipient }),
          line("", { run: recipient }),
        ],
        [
          line("{tham_quyen_ky}", { ...keep, run: { ...size(14), bold: true, allCaps: true } }),
          line("{chuc_vu_nguoi_ky}", { ...keep, run: { ...size(14), bold: !party, allCaps: true } }),
          ...Array.from({ length: 5 }, () => line("", { ...keep, run: size(14) })),
          line("{nguoi_ky}", { ...centre, run: { ...size(14), bold: true } }),
        ],
      ],
    ],
  );
}

/** A page with the table of the people, where there are several. */
function annex(layout: PaperLayout): readonly (Paragraph | Table)[] {
  const cell = (text: string, share: number, head: boolean) =>
    new TableCell({
      width: { size: twips((textWidth * share) / 100), type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 60, right: 60, top: 30, bottom: 30 },
      children: [line(text, { ...(head || share < 10 ? centre : {}), run: { ...size(12), bold: head } })],
    });
  const last = annexColumns.length - 1;
  return [
    line("{#nhieu_nguoi}", { run: size(14) }),
    line(annexTitle, { ...centre, pageBreakBefore: true, run: { ...size(14), bold: true, allCaps: true } }),
    line(annexOf, { ...centre, spacing: { after: 200 }, run: { ...size(14), italics: true } }),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: twips(textWidth), type: WidthType.DXA },
      columnWidths: annexColumns.map(([, , share]) => twips((textWidth * share) / 100)),
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: annexColumns.map(([head, , share]) => cell(head, share, true)),
        }),
        new TableRow({
          cantSplit: true,
          children: annexColumns.map(([, text, share], at) =>
            cell(`${at === 0 ? "{#danh_sach}" : ""}${text}${at === last ? "{/danh_sach}" : ""}`, share, false),
          ),
        }),
      ],
    }),
    line(layout === "PARTY" ? "-----" : "", { ...centre, run: size(14) }),
    line("{/nhieu_nguoi}", { run: size(14) }),
  ];
}

const pageNumber = (points: number): Header =>
  new Header({
    children: [
      new Paragraph({ ...centre, children: [new TextRun({ children: [PageNumber.CURRENT], font, ...size(points) })] }),
    ],
  });

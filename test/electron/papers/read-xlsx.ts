import { openParts } from "../../../electron/workbook/zip-parts.ts";

/** What of a workbook could do more than be read. */
export interface WrittenWorkbook {
  readonly parts: Readonly<Record<string, string>>;
  readonly texts: readonly string[]; // of every string cell
  readonly formulas: readonly string[];
  readonly links: readonly string[]; // hyperlinks, connections, scripts and whatever lies outside the file
  readonly unwritable: readonly string[]; // parts with a letter that XML has no way to write
}

export async function readWritten(bytes: Uint8Array): Promise<WrittenWorkbook> {
  const zip = await openParts(bytes, 256 * 1024 * 1024);
  const parts: Record<string, string> = {};
  for (const name of zip.names) if (/\.(?:xml|rels)$/.test(name)) parts[name] = (await zip.text(name)) ?? "";
  const texts = Object.entries(parts);
  const sheets = texts.filter(([name]) => name.startsWith("xl/worksheets/"));
  const strings = texts.filter(([name]) => name === "xl/sharedStrings.xml" || name.startsWith("xl/worksheets/"));
  return {
    parts,
    texts: strings.flatMap(([, xml]) =>
      [...xml.matchAll(/<(?:si|is)>(.*?)<\/(?:si|is)>/gs)].map(([, inside = ""]) =>
        [...inside.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)].map(([, text = ""]) => unescaped(text)).join(""),
      ),
    ),
    formulas: sheets.flatMap(([, xml]) => [...xml.matchAll(/<f[ >/][^<]*/g)].map(([formula]) => formula)),
    links: [
      ...texts.flatMap(([, xml]) => [...xml.matchAll(/<hyperlink\b[^>]*>|TargetMode="External"/g)].map(([tag]) => tag)),
      ...zip.names.filter(
        (name) => !/\.(?:xml|rels|png|jpg|jpeg)$/.test(name) || /externalLink|connections/.test(name),
      ),
    ],
    unwritable: texts.flatMap(([name, xml]) => (isWritable(xml) ? [] : [name])),
  };
}

/** No letter by its number but the line's end, and of the control characters only what ends a line or is a tab. */
export const isWritable = (xml: string): boolean =>
  !/&#(?!(?:10|13|9|xA|xD|x9|x0A|x0D);)/i.test(xml) &&
  ![...xml.matchAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu)].some(
    ([letter]) => !"\t\n\r".includes(letter) && !(letter >= "\u007f" && letter <= "\u009f"),
  );

const unescaped = (text: string): string =>
  text
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) =>
      String.fromCodePoint(Number.parseInt(code, hex === "" ? 10 : 16)),
    )
    .replace(/&(lt|gt|amp|quot|apos);/g, (_, name: keyof typeof signs) => signs[name])
    .replace(/_x005F_/g, "_");
const signs = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" } as const;

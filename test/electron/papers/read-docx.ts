import { openParts } from "../../../electron/workbook/zip-parts.ts";
import { isWritable } from "./read-xlsx.ts";

/** What of a Word file could do more than be read. */
export interface WordFile {
  readonly parts: Readonly<Record<string, string>>; // every part that is XML, by name
  readonly paragraphs: readonly string[]; // texts of the body, tabs and breaks as such
  readonly fields: readonly string[]; // what each field is told to do
  readonly unwritable: readonly string[]; // parts with a letter that XML has no way to write: Word would open none of it
  readonly links: readonly string[]; // hyperlinks, embedded things, scripts and whatever lies outside the file
}

export async function readDocx(bytes: Uint8Array): Promise<WordFile> {
  const zip = await openParts(bytes, 64 * 1024 * 1024);
  const parts: Record<string, string> = {};
  for (const name of zip.names) if (/\.(?:xml|rels)$/.test(name)) parts[name] = (await zip.text(name)) ?? "";
  const texts = Object.entries(parts);
  const found = (expression: RegExp) => texts.flatMap(([, xml]) => [...xml.matchAll(expression)]);
  return {
    parts,
    paragraphs: paragraphsOf(parts["word/document.xml"] ?? ""),
    fields: [
      ...found(/<w:instrText[^>]*>([^<]*)</g).map(([, code]) => code ?? ""),
      ...found(/<w:fldSimple[^>]*w:instr="([^"]*)"/g).map(([, code]) => code ?? ""),
    ],
    unwritable: texts.flatMap(([name, xml]) => (isWritable(xml) ? [] : [name])),
    links: [
      ...found(/<w:(?:hyperlink|object|altChunk|attachedTemplate|control|smartTag)\b[^>]*>/g).map(([tag]) => tag),
      ...found(/TargetMode="External"/g).map(([tag]) => tag),
      ...zip.names.filter((name) => !/\.(?:xml|rels|png|jpg|jpeg)$/.test(name)),
    ],
  };
}

function paragraphsOf(xml: string): readonly string[] {
  return [...xml.matchAll(/<w:p>(.*?)<\/w:p>|<w:p\/>/gs)].map(([, inside = ""]) =>
    [...inside.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(tab|br)\/>/g)]
      .map(([, text = "", sign]) => (sign === undefined ? unescaped(text) : sign === "tab" ? "\t" : "\n"))
      .join(""),
  );
}

const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: keyof typeof signs) => signs[name]);
const signs = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" } as const;

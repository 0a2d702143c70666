import { wordZip } from "../../../electron/papers/word-zip.ts";

const w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const parts = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** A paragraph with each text in a run of its own. */
export const paragraph = (...runs: readonly string[]): string =>
  `<w:p>${runs.map((text) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`).join("")}</w:p>`;

/** Parts of the plainest Word file with this body; other parts beside or instead of its own. */
export const wordParts = (body: string, others: Readonly<Record<string, string>> = {}): Map<string, Uint8Array> =>
  new Map(
    Object.entries({
      "[Content_Types].xml": types(),
      "_rels/.rels": rels([["rId1", "officeDocument", "word/document.xml"]]),
      "word/document.xml": documentOf(body, "word/header1.xml" in others ? header : ""),
      ...others,
    }).map(([name, text]) => [name, Buffer.from(text)]),
  );

export const wordMade = (body: string, others: Readonly<Record<string, string>> = {}): Promise<Uint8Array> =>
  wordZip(wordParts(body, others));

const header = '<w:sectPr><w:headerReference w:type="default" r:id="rId8"/></w:sectPr>';
const names = `xmlns:w="${w}" xmlns:r="${office}"`;

export const documentOf = (body: string, section = ""): string =>
  `${head}<w:document ${names}><w:body>${body}${section}</w:body></w:document>`;

/** Another part by the name of its element: "hdr", "settings". */
export const partOf = (name: string, body: string): string => `${head}<w:${name} ${names}>${body}</w:${name}>`;

/** @param main  of the document: another where it is a template, or has macros */
export const types = (main = `${parts}.document.main+xml`): string =>
  `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override PartName="/word/document.xml" ContentType="${main}"/><Override PartName="/word/header1.xml" ContentType="${parts}.header+xml"/><Override PartName="/word/footer1.xml" ContentType="${parts}.footer+xml"/><Override PartName="/word/settings.xml" ContentType="${parts}.settings+xml"/></Types>`;

/** @param links  id, last word of the type, target, and whether it lies outside */
export const rels = (links: readonly (readonly [id: string, type: string, target: string, outside?: true])[]): string =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links
    .map(
      ([id, type, target, outside]) =>
        `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"${outside ? ' TargetMode="External"' : ""}/>`,
    )
    .join("")}</Relationships>`;

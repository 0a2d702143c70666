import type { TemplateProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { bufferOf, foreignMark, hasZipEnd } from "../workbook/foreign-marks.ts";
import { attribute, DamagedPart, XmlScan } from "../workbook/xml-scan.ts";
import { openParts, TooLarge } from "../workbook/zip-parts.ts";
import type { WordParts } from "./word-zip.ts";

export const templateCaps = {
  fileBytes: 4 * 1024 * 1024,
  unpackedBytes: 32 * 1024 * 1024,
  parts: 500,
  depth: 250, // elements within elements
} as const;

/** What was taken out of a file so that it reaches nothing outside itself. */
export type Stripped = "attached-template" | "hyperlinks" | "author";

/** A Word file taken apart: parts that hold nothing that runs and point to nothing outside. */
export interface WordFile {
  readonly parts: WordParts;
  readonly stripped: readonly Stripped[];
}

/**
 * Take a Word file apart, after looking at what it is. Everything that could run or fetch something is refused; a
 * template it is attached to, addresses behind words, and the names of whoever wrote it are taken out.
 */
export async function openWordFile(bytes: Uint8Array): Promise<Result<WordFile, TemplateProblem>> {
  const { fileBytes, unpackedBytes } = templateCaps;
  if (bytes.byteLength === 0) return failed({ kind: "template-no-bytes" });
  if (bytes.byteLength > fileBytes) return failed({ kind: "template-too-large", most: fileBytes });
  const foreign = foreignFormat(bytes);
  if (foreign !== null) return failed(foreign);
  try {
    const zip = await openParts(bytes, unpackedBytes);
    if (zip.names.length > templateCaps.parts) return failed({ kind: "template-too-heavy" });
    const parts = new Map<string, Uint8Array>();
    for (const name of zip.names)
      if (!name.endsWith("/")) parts.set(name, (await zip.bytes(name)) ?? new Uint8Array(0));
    return cleaned(parts);
  } catch (error) {
    if (error instanceof TooLarge) return failed({ kind: "template-too-heavy" });
    if (!(error instanceof DamagedPart)) throw error;
    return failed({ kind: hasZipEnd(bytes) ? "template-damaged" : "template-cut" });
  }
}

/** What files of other programs begin with; null: it may be a Word file. */
function foreignFormat(bytes: Uint8Array): TemplateProblem | null {
  const buffer = bufferOf(bytes);
  const mark = foreignMark(buffer);
  if (mark === "encrypted") return { kind: "template-locked" };
  if (mark !== null) return { kind: "template-other-format", format: mark === "binary" ? "doc" : "odt" };
  const start = buffer.subarray(0, 512).toString("latin1").trimStart().toLowerCase();
  if (start.startsWith("{\\rtf")) return { kind: "template-other-format", format: "rtf" };
  if (start.startsWith("%pdf")) return { kind: "template-other-format", format: "pdf" };
  if (buffer[0] !== 0x50 || buffer[1] !== 0x4b) return { kind: "template-not-word" };
  return null;
}

const mainPart = "word/document.xml";
const typesPart = "[Content_Types].xml";

function cleaned(parts: Map<string, Uint8Array>): Result<WordFile, TemplateProblem> {
  const names = [...parts.keys()];
  const types = textOf(parts, typesPart);
  if (names.some((name) => /vba(?:Project|Data)\.(?:bin|xml)$/i.test(name)) || /macroEnabled/i.test(types))
    return failed({ kind: "template-macros" });
  if (parts.has("xl/workbook.xml")) return failed({ kind: "template-other-format", format: "xlsx" });
  if (types === "" || !parts.has(mainPart)) return failed({ kind: "template-not-word" });
  for (const name of names) if (/\.(?:xml|rels)$/i.test(name)) checkNesting(textOf(parts, name));
  const active = activeContent(parts);
  if (active !== null) return failed(active);
  const stripped = new Set<Stripped>();
  for (const name of names.filter((each) => each.endsWith(".rels"))) {
    const problem = withoutLinks(parts, name, stripped);
    if (problem !== null) return failed(problem);
  }
  // A template by its type (.dotx) makes documents.
  parts.set(
    typesPart,
    Buffer.from(types.replace(/wordprocessingml\.template\.main\+xml/g, "wordprocessingml.document.main+xml")),
  );
  if (parts.has("docProps/core.xml")) {
    if (/<(?:dc:creator|cp:lastModifiedBy)>[^<]/.test(textOf(parts, "docProps/core.xml"))) stripped.add("author");
    parts.set("docProps/core.xml", Buffer.from(blankCore));
  }
  return ok({ parts, stripped: [...stripped] });
}

const blankCore =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>';

/** @throws DamagedPart  where elements do not close in order, or lie deeper than any writer puts them */
function checkNesting(text: string): void {
  const open: string[] = [];
  const xml = new XmlScan({
    open: (name) => {
      open.push(name);
      if (open.length > templateCaps.depth) throw new DamagedPart("too deep");
    },
    close: (name) => {
      if (open.pop() !== name) throw new DamagedPart("an element closed out of turn");
    },
  });
  xml.write(text);
  xml.end();
  if (open.length > 0) throw new DamagedPart("an element without an end");
}

/** Field codes that run a program or fetch a file, and parts that hold a program of their own. */
function activeContent(parts: WordParts): TemplateProblem | null {
  for (const [name] of parts) {
    if (/\/(?:activeX|embeddings)\//i.test(name)) return { kind: "template-active", what: "OLE" };
    if (!/^word\/[^/]+\.xml$/.test(name)) continue;
    const code = fieldCodes(textOf(parts, name)).find((each) => activeCodes.test(each));
    if (code !== undefined) return { kind: "template-active", what: activeCodes.exec(code)?.[1]?.toUpperCase() ?? "" };
  }
  return null;
}

const activeCodes = /^\s*(DDE|DDEAUTO|LINK|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE|MACROBUTTON|EMBED|CONTROL)\b/i;

/** The codes of a part's fields, whole however many runs they are split into. */
function fieldCodes(text: string): readonly string[] {
  const found: string[] = [];
  const open: string[] = []; // fields lie within fields
  let inCode = false;
  const xml = new XmlScan({
    open: (name, attributes) => {
      if (name === "fldSimple") found.push(attribute(attributes, "w:instr") ?? "");
      if (name === "instrText") inCode = true;
      if (name !== "fldChar") return;
      const what = attribute(attributes, "w:fldCharType");
      if (what === "begin") open.push("");
      else if (what === "end") found.push(open.pop() ?? "");
    },
    text: (piece) => {
      if (!inCode) return;
      if (open.length === 0) found.push(piece);
      else open.push((open.pop() ?? "") + piece);
    },
    close: (name) => {
      if (name === "instrText") inCode = false;
    },
  });
  xml.write(text);
  xml.end();
  return found;
}

/** Take harmless links out of a part and its list of relations; say what may not be taken out in silence. */
function withoutLinks(parts: Map<string, Uint8Array>, rels: string, stripped: Set<Stripped>): TemplateProblem | null {
  const text = textOf(parts, rels);
  const [, folder = "", file = ""] = /^(.*?)_rels\/(.*)\.rels$/.exec(rels) ?? [];
  const owner = folder + file;
  const gone = new Set<string>();
  let problem: TemplateProblem | null = null;
  const xml = new XmlScan({
    open: (name, attributes) => {
      if (name !== "Relationship") return;
      const type = /[^/]*$/.exec(attribute(attributes, "Type") ?? "")?.[0] ?? "";
      const isOutside = attribute(attributes, "TargetMode")?.toLowerCase() === "external";
      if (/^(?:oleObject|control|package|aFChunk|subDocument|frame)$/i.test(type))
        problem ??= { kind: "template-active", what: type };
      else if (isOutside && type === "hyperlink") stripped.add("hyperlinks");
      else if (isOutside && type === "attachedTemplate") stripped.add("attached-template");
      else if (isOutside) problem ??= { kind: "template-linked", what: type };
      if (isOutside) gone.add(attribute(attributes, "Id") ?? "");
    },
  });
  xml.write(text);
  xml.end();
  if (problem !== null || gone.size === 0) return problem;
  const isGone = (tag: string, name: string): boolean => {
    const id = new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1];
    return id !== undefined && gone.has(id);
  };
  const kept = text.replace(/<(?:\w+:)?Relationship\b[^>]*?(?:\/>|>\s*<\/(?:\w+:)?Relationship>)/g, (tag) =>
    isGone(tag, "Id") ? "" : tag,
  );
  parts.set(rels, Buffer.from(kept));
  if (parts.has(owner))
    parts.set(
      owner,
      Buffer.from(
        textOf(parts, owner)
          .replace(/<\w+:attachedTemplate\b[^>]*?(?:\/>|>\s*<\/\w+:attachedTemplate>)/g, "")
          .replace(/<\w+:hlink(?:Click|Hover)\b[^>]*?\/>/g, (tag) => (isGone(tag, "\\w+:id") ? "" : tag))
          .replace(/<\w+:hyperlink\b[^>]*>/g, (tag) =>
            isGone(tag, "\\w+:id") ? tag.replace(/\s\w+:id\s*=\s*(?:"[^"]*"|'[^']*')/, "") : tag,
          ),
      ),
    );
  return null;
}

/** A part as text. UTF-8 only: every program writes it so, and what is read twice must be read alike. */
export function textOf(parts: WordParts, name: string): string {
  const bytes = parts.get(name);
  if (bytes === undefined) return "";
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new DamagedPart("not UTF-8");
  }
}

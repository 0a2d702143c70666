import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { constants, inflateSync } from "node:zlib";

// What a PDF holds, as Poppler sees it: a judge that shares nothing with the program that wrote it.

const run = async (program: string, ...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)(program, args, { maxBuffer: 256 * 1024 * 1024 })).stdout;

/** Letters without any blank between them: where lines end is not looked at. */
export const squeezed = (text: string): string => text.replaceAll(/\s+/gu, "");

/** The text of each page in the order in which it was painted. */
export async function pageTexts(pdf: string): Promise<readonly string[]> {
  const text = await run("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-");
  return text.split("\f").slice(0, -1);
}

/** A word with its place on the page, in points from the upper left corner. */
export interface Word {
  readonly page: number;
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export async function wordsOf(pdf: string): Promise<readonly Word[]> {
  const xml = await run("pdftotext", "-bbox", "-enc", "UTF-8", pdf, "-");
  return xml
    .split("<page ")
    .slice(1)
    .flatMap((page, index) =>
      Array.from(
        page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/gs),
        ([, left, top, right, bottom, text]) => ({
          page: index + 1,
          text: unescaped(text ?? ""),
          left: Number(left),
          top: Number(top),
          right: Number(right),
          bottom: Number(bottom),
        }),
      ),
    );
}

const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

export interface FontUsed {
  readonly name: string; // without the letters of the subset
  readonly embedded: boolean;
  readonly subset: boolean;
  readonly unicode: boolean; // its letters can be copied out
}

export async function fontsOf(pdf: string): Promise<readonly FontUsed[]> {
  const [, , ...lines] = (await run("pdffonts", pdf)).trimEnd().split("\n");
  return lines.map((line) => {
    const [embedded, subset, unicode] = /(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/.exec(line)?.slice(1) ?? [];
    return {
      name: line.split(/\s/, 1)[0]?.replace(/^[A-Z]{6}\+/, "") ?? "",
      embedded: embedded === "yes",
      subset: subset === "yes",
      unicode: unicode === "yes",
    };
  });
}

export interface PdfFacts {
  readonly title: string;
  readonly language: string;
  readonly tagged: boolean;
  readonly pages: number;
  readonly size: string; // "A4"
  readonly links: number; // annotations of any kind
  readonly scripts: number; // actions and scripts of any kind
}

export async function factsOf(pdf: string): Promise<PdfFacts> {
  const info = await run("pdfinfo", pdf);
  const of = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, "m").exec(info)?.[1] ?? "";
  const bytes = (await readFile(pdf)).toString("latin1");
  const at = bytes.search(/\/Type\s*\/Catalog\b/);
  const catalog = bytes.slice(at, bytes.indexOf("endobj", at));
  return {
    title: of("Title"),
    language: /\/Lang\s*\((.*?)\)/.exec(catalog)?.[1] ?? "",
    tagged: of("Tagged") === "yes",
    pages: Number(of("Pages")),
    size: /\((.*?)\)/.exec(of("Page size"))?.[1] ?? "",
    links: bytes.match(/\/Annots?\b|\/Subtype\s*\/Link/g)?.length ?? 0,
    scripts: bytes.match(/\/(?:URI|JavaScript|JS|Launch|SubmitForm|GoToR|OpenAction)\b/g)?.length ?? 0,
  };
}

/**
 * Letters shown as the glyph that a font has for those it lacks, and letters shown in all. What Chromium writes shows
 * letters by the numbers of their glyphs, four digits each.
 */
export async function missingGlyphs(pdf: string): Promise<{ readonly missing: number; readonly shown: number }> {
  const bytes = await readFile(pdf);
  const text = bytes.toString("latin1");
  let [missing, shown] = [0, 0];
  for (const { index, 0: begin } of text.matchAll(/stream\r?\n/g)) {
    if (text.slice(index - 3, index) === "end") continue;
    const from = index + begin.length;
    const content = inflated(bytes.subarray(from, text.indexOf("endstream", from)));
    for (const [, digits = ""] of content.matchAll(/<([0-9A-Fa-f\s]+)>\s*Tj/g))
      for (const glyph of digits.replaceAll(/\s/g, "").match(/.{4}/g) ?? []) {
        shown += 1;
        if (glyph === "0000") missing += 1;
      }
  }
  return { missing, shown };
}

function inflated(stream: Uint8Array): string {
  try {
    return inflateSync(stream, { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1");
  } catch {
    return ""; // a picture, or a stream that is not deflated
  }
}

/** Pages as pictures in shades of grey. */
export async function picturesOf(pdf: string, dpi: number): Promise<readonly Picture[]> {
  const { stdout } = await promisify(execFile)("pdftoppm", ["-r", String(dpi), "-gray", pdf], {
    maxBuffer: 512 * 1024 * 1024,
    encoding: "buffer",
  });
  const pictures: Picture[] = [];
  for (let at = 0; at < stdout.length; ) {
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.subarray(at, at + 64).toString("latin1"));
    if (head === null) throw new Error("no picture in shades of grey");
    const [width, height] = [Number(head[1]), Number(head[2])];
    const from = at + head[0].length;
    pictures.push({ width, height, shades: stdout.subarray(from, from + width * height) });
    at = from + width * height;
  }
  return pictures;
}

/** Row after row, a byte a dot: 0 is black. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly shades: Uint8Array;
}

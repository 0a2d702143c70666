import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pdfPages } from "../../../electron/files/pdf-pages.ts";
import { firstPlace, joinHead, joinTail, type Part, partOf, placeAfter } from "../../../electron/papers/join-pdf.ts";
import { skiaPdf } from "./skia-pdf.ts";

/** Poppler, which shares nothing with us, reads what was joined. Papers as Chromium prints them: test/app/batch.story.ts. */
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "join-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const groups = [["Một", "Hai", "Ba"], ["Bốn"], ["Năm", "Sáu"]] as const;

function joined(change: (parts: Part[]) => void = () => undefined): Buffer {
  const parts: Part[] = [];
  let at = firstPlace;
  for (const names of groups) {
    const part = partOf(skiaPdf(names), at, names);
    parts.push(part);
    at = placeAfter(at, part);
  }
  change(parts);
  return Buffer.concat([joinHead, ...parts.map(({ bytes }) => bytes), joinTail(parts.map(({ facts }) => facts))]);
}

/** Every object by its number, found through the table of places. */
function objectsOf(pdf: Buffer): ReadonlyMap<number, string> {
  const text = pdf.toString("latin1");
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  const rows = text.slice(start).split("\n").slice(2);
  const objects = new Map<number, string>();
  for (const [number, row] of rows.entries()) {
    const place = /^(\d{10}) 00000 n $/.exec(row)?.[1];
    if (place === undefined) {
      if (row.startsWith("trailer")) break;
      continue;
    }
    const object = text.slice(Number(place), text.indexOf("endobj\n", Number(place)));
    if (!object.startsWith(`${number} 0 obj\n`)) throw new Error(`no object ${number} at its place`);
    objects.set(number, object.replace(/ stream\n[\s\S]*$/, ""));
  }
  return objects;
}

/** References to objects that are not there, outside strings. */
const dangling = (objects: ReadonlyMap<number, string>): readonly string[] =>
  [...objects].flatMap(([number, text]) =>
    [...text.replace(/\((?:\\[\s\S]|[^\\()])*\)/g, "").matchAll(/\b(\d+) 0 R\b/g)]
      .filter(([, to]) => !objects.has(Number(to)))
      .map(([, to]) => `${number} → ${to}`),
  );

/** The bookmarks from the first to the last, as a viewer goes through them, and back. */
function bookmarks(objects: ReadonlyMap<number, string>): readonly string[] {
  const root = [...objects.values()].find((text) => text.includes("/Type /Outlines")) ?? "";
  const titles: string[] = [];
  let before: string | undefined;
  for (let at = /\/First (\d+)/.exec(root)?.[1]; at !== undefined; ) {
    const text = objects.get(Number(at)) ?? "";
    if (/\/Prev (\d+)/.exec(text)?.[1] !== before) titles.push("NOT TIED BACK");
    titles.push(
      Buffer.from(/\/Title <FEFF([0-9A-F]+)>/.exec(text)?.[1] ?? "", "hex")
        .swap16()
        .toString("utf16le"),
    );
    [before, at] = [at, /\/Next (\d+)/.exec(text)?.[1]];
  }
  if (/\/Last (\d+)/.exec(root)?.[1] !== before) titles.push("NOT THE LAST");
  return titles;
}

describe("PDFs joined", () => {
  it("keep their pages, tags, named heads and bookmarks, under new numbers", async () => {
    const pdf = joined();
    const objects = objectsOf(pdf);
    expect(objects.size).toBeGreaterThan(50);
    expect(dangling(objects)).toEqual([]);
    expect(pdfPages(pdf)).toBe(6);
    expect(bookmarks(objects)).toEqual(groups.flat());
    const all = [...objects.values()];
    const keys = all.flatMap((text) => [...text.matchAll(/\/StructParents (\d+)/g)].map(([, key]) => Number(key)));
    expect(keys).toEqual([0, 1, 2, 3, 4, 5]);
    const ids = all.flatMap((text) => [...text.matchAll(/\/ID \(([^)]*)\)/g)].map(([, id]) => id));
    expect(new Set(ids).size).toBe(6); // each part calls its heads by the same names
    const heads = all.flatMap((text) => [...text.matchAll(/\/Headers \[\(([^)]*)\)\]/g)].map(([, id]) => id));
    expect(new Set(heads)).toEqual(new Set(ids));
    expect(pdf.toString("latin1")).toContain("(a \\) in 9 0 R)"); // nothing inside a string is a reference
    expect(pdf.toString("latin1").match(/Tj ET 7 0 R stream/g)).toHaveLength(6); // nor in a page's own words
    const path = join(folder, "joined.pdf");
    await writeFile(path, pdf);
    const info = execFileSync("pdfinfo", [path], { encoding: "utf8" });
    expect(info).toMatch(/Title:\s+Sơ yếu lý lịch\n[\s\S]*Tagged:\s+yes[\s\S]*Pages:\s+6\n/);
    const tags = execFileSync("pdfinfo", ["-struct", path], { encoding: "utf8" });
    expect([tags.match(/\bDocument\b/g)?.length, tags.match(/\bTH\b/g)?.length]).toEqual([1 + groups.length, 6]);
  });

  it("are seen to be wrong where a place or a number is: the control", () => {
    const shifted = joined((parts) => {
      const [, second] = parts;
      if (second) parts[1] = { ...second, bytes: Buffer.concat([Buffer.from("\n"), second.bytes]) };
    });
    expect(() => objectsOf(shifted)).toThrow(/at its place/);
    const lost = joined((parts) => {
      const [first] = parts;
      if (first)
        parts[0] = {
          ...first,
          facts: { ...first.facts, places: first.facts.places.map((place, i) => (i === 2 ? -1 : place)) },
        };
    });
    expect(dangling(objectsOf(lost))).not.toEqual([]);
  });

  it("are taken only as Chromium writes them with tags", () => {
    const untagged = Buffer.from(
      Buffer.from(skiaPdf(["Một"]))
        .toString("latin1")
        .replaceAll("/StructTreeRoot", "/StructTreeNone"),
      "latin1",
    );
    for (const pdf of [Buffer.from("%PDF-1.7"), skiaPdf(["Một"]).subarray(0, 900), untagged])
      expect(() => partOf(pdf, firstPlace)).toThrow(/no PDF as Chromium writes them/);
  });
});

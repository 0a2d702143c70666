import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { headersOf, layout, type SheetKey } from "../../../../shared/domain/workbook/layout.ts";
import { cellName } from "../../../../shared/domain/workbook/read-sheet.ts";

const page = readFileSync(new URL("../../../../docs/workbook-layout.md", import.meta.url), "utf8");
const keys = Object.keys(layout).filter((key): key is SheetKey => Object.hasOwn(layout, key));

/** What the first column of a sheet's table on the page does not name. */
function unnamed(text: string, key: SheetKey): string[] {
  const section = text.split(/^## /m).find((each) => each.startsWith(`${layout[key].name}\n`)) ?? "";
  const cells = [...section.matchAll(/^\| ([^|]+) \|/gm)].map((found) => found[1] ?? "").join("; ");
  return headersOf(key).filter((header) => !cells.includes(header));
}

describe("docs/workbook-layout.md", () => {
  it.each(keys)("names every column of the sheet %s", (key) => {
    expect(unnamed(page, key)).toEqual([]);
  });

  it("is told from a page that forgets one", () => {
    expect(unnamed(page.replace("| Dân tộc |", "| |"), "people")).toEqual(["Dân tộc"]);
  });
});

describe("the layout", () => {
  it.each(keys)("has no header twice, in composed Unicode, in the sheet %s", (key) => {
    const headers = headersOf(key);
    expect(new Set(headers.map((header) => header.toLowerCase())).size).toBe(headers.length);
    expect(headers.map((header) => header.normalize("NFC"))).toEqual(headers);
  });
});

describe("cellName", () => {
  it("counts columns as spreadsheets do", () => {
    const places = [0, 2, 25, 26, 701, 702].map((column) => cellName(column, 13));
    expect(places).toEqual(["A14", "C14", "Z14", "AA14", "ZZ14", "AAA14"]);
  });
});

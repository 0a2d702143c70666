import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startReadingChild } from "../../../electron/reading-child.ts";
import { workbooksOf } from "../../../electron/workbook/workbooks.ts";
import { failed } from "../../../shared/result.ts";
import { largeList } from "../../fixtures/large-list.ts";
import { builtProcess } from "../exchange/built-process.ts";
import { nasties } from "./nasty.ts";
import { rawXlsx } from "./raw-xlsx.ts";

let built: Awaited<ReturnType<typeof builtProcess>>;
let wide: Uint8Array;
beforeAll(async () => {
  wide = await largeList(5000, 60);
  built = await builtProcess(join(import.meta.dirname, "../../../electron/workbook/reader-process.ts"));
});
afterAll(() => built.remove());

const mostMiB = (pid: number | null): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

describe("the process that reads workbooks", () => {
  it("answers with a summary, rows by pages and an annotated copy, and ends when told", async () => {
    const books = workbooksOf(() => startReadingChild(built.entry));
    const opened = await books.open("a.xlsx", await rawXlsx({ sheets: [{ rows: [["Họ và tên"], ["A"], ["B"]] }] }));
    if (!opened.ok) throw new Error(opened.problem.kind);
    expect(opened.value.summary.sheets).toMatchObject([{ name: "Sheet1", rows: 3, columns: 1, hidden: false }]);
    expect(await opened.value.rows(0, 1, 2)).toEqual({ ok: true, value: [["A"]] });
    const copy = await opened.value.annotate([{ sheet: "Sheet1", row: 2, column: 0, text: "không phải họ tên" }]);
    if (!copy.ok) throw new Error(copy.problem.kind);
    const again = await books.open("b.xlsx", copy.value);
    if (!again.ok) throw new Error(again.problem.kind);
    expect(await again.value.rows(0, 0, 9)).toEqual({ ok: true, value: [["Họ và tên"], ["A"], ["B"]] });
    again.value.close();
    opened.value.close();
    expect(await opened.value.rows(0, 0, 1)).toEqual(failed({ kind: "workbook-too-heavy" }));
  });

  it("stays within its memory with 5,000 rows, and with everything nasty", async () => {
    const pids: (number | null)[] = [];
    const books = workbooksOf(() => {
      const child = startReadingChild(built.entry);
      pids.push(child.pid);
      return child;
    });
    const small = await books.open("a.xlsx", await rawXlsx({ sheets: [{ rows: [["a"]] }] }));
    if (!small.ok) throw new Error(small.problem.kind);
    const baseline = mostMiB(pids.at(-1) ?? null);
    small.value.close();
    const peaks: number[] = [];
    const heavy = ["a text of ten million letters", "a name too long", "heads repeated on a new page"];
    for (const nasty of nasties.filter(({ name }) => heavy.includes(name))) {
      const opened = await books.open("a.xlsx", await nasty.bytes());
      if (!opened.ok) throw new Error(opened.problem.kind);
      peaks.push(mostMiB(pids.at(-1) ?? null));
      opened.value.close();
    }
    const large = await books.open("a.xlsx", wide);
    if (!large.ok) throw new Error(large.problem.kind);
    peaks.push(mostMiB(pids.at(-1) ?? null));
    expect(large.value.summary.sheets[0]?.rows).toBe(5001);
    large.value.close();
    expect(peaks).toHaveLength(4);
    expect(Math.max(...peaks) - baseline).toBeLessThan(256);
    // A measure that sees nothing would pass as well: the large list must weigh something.
    expect(Math.max(...peaks) - baseline).toBeGreaterThan(10);
  });

  it("is given up when it dies of too much, or takes too long", async () => {
    const tight = workbooksOf(() => startReadingChild(built.entry, 16));
    expect(await tight.open("a.xlsx", await largeList(5000, 60))).toEqual(failed({ kind: "workbook-too-heavy" }));
    const hasty = workbooksOf(() => startReadingChild(built.entry), 1);
    expect(await hasty.open("a.xlsx", await largeList(200, 60))).toEqual(failed({ kind: "workbook-too-heavy" }));
  });
});

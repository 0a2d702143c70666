import { describe, expect, it } from "vitest";
import { openBook } from "../../../electron/workbook/book-in-process.ts";
import type { RecordKind } from "../../../shared/domain/record-kinds.ts";
import { findHeads } from "../../../shared/domain/workbook/heads.ts";
import { proposeColumns } from "../../../shared/domain/workbook/list-columns.ts";
import { type DryRun, type ListContext, readList } from "../../../shared/domain/workbook/read-list.ts";
import { proposeLetters, repairSheet } from "../../../shared/domain/workbook/repair-sheet.ts";
import { type Nasty, nasties } from "./nasty.ts";

let made = 0;
const context: ListContext = {
  persons: [],
  assignments: [],
  plans: [],
  unitVersions: [],
  custodian: "doluong",
  today: "2026-03-01",
  newId: <Kind extends RecordKind>(kind: Kind) => {
    made += 1;
    return `${kind}:0190f3c2-5b7a-7c31-9a2e-${String(made).padStart(12, "0")}` as const;
  },
};

/** Read as the screen does, nothing confirmed otherwise than proposed. */
async function read(nasty: Nasty): Promise<string | DryRun> {
  const book = await openBook(nasty.fileName ?? "a.xlsx", await nasty.bytes());
  if (!book.opened.ok) return book.opened.problem.kind;
  const { sheets, date1904 } = book.opened.value;
  for (const [sheet, summary] of sheets.entries()) {
    const cells = { ...summary, cells: book.rows({ sheet, from: 0, to: summary.rows }) };
    const repaired = repairSheet(cells, proposeLetters(cells), new Map());
    const heads = findHeads(repaired, date1904);
    if (heads === null) continue;
    const columns = proposeColumns(repaired, heads, date1904);
    const reading = readList(repaired, { heads, columns, date1904, chosen: new Map() }, context);
    for (;;) {
      const step = reading.next();
      if (step.done === true) return step.value;
    }
  }
  return "no-heads";
}

const badOf = (run: DryRun): string[] =>
  run.rows.flatMap(({ problems }) => problems.map(({ cell, why }) => `${cell} ${why}`));
const takenOf = (run: DryRun): string[] =>
  run.rows
    .filter(({ records }) => records.length > 0)
    .map(
      ({ name, records }) =>
        `${name} ${records.map((record) => ("birthDate" in record ? record.birthDate : "")).join("")}`,
    );

/** What differs from what must come of it; empty where all is right. */
function wrong(nasty: Nasty, found: string | DryRun): string[] {
  if (typeof found === "string") return found === nasty.refused ? [] : [`refused: ${found}`];
  if (nasty.refused !== undefined) return ["not refused"];
  const [bad, taken] = [badOf(found), takenOf(found)];
  return [
    ...(JSON.stringify(bad) === JSON.stringify(nasty.bad ?? []) ? [] : [`bad cells: ${bad.join(", ")}`]),
    ...(JSON.stringify(taken) === JSON.stringify(nasty.taken ?? []) ? [] : [`taken: ${taken.join(", ")}`]),
    ...(nasty.passed === undefined || found.passed.length === nasty.passed ? [] : [`passed: ${found.passed.length}`]),
  ];
}

describe("nasty workbooks", () => {
  const results = new Map<string, string | DryRun>();

  it.each(nasties.map((nasty) => [nasty.name, nasty] as const))("%s", async (_, nasty) => {
    const found = await read(nasty);
    results.set(nasty.name, found);
    expect(wrong(nasty, found)).toEqual([]);
  });

  it("are many, each of its own kind", () => {
    expect(new Set(nasties.map(({ name }) => name)).size).toBe(nasties.length);
    expect(nasties.length).toBeGreaterThanOrEqual(40);
    expect(nasties.filter(({ bad }) => (bad ?? []).length > 0).length).toBeGreaterThanOrEqual(20);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("catch a reader that accepts silently: the control", () => {
    let caught = 0;
    for (const nasty of nasties) {
      const found = results.get(nasty.name);
      if (found === undefined || typeof found === "string") continue;
      const silent = { ...found, rows: found.rows.map((row) => ({ ...row, problems: [] })) };
      if (wrong(nasty, silent).length > 0) caught += 1;
    }
    expect(caught).toBe(nasties.filter(({ bad }) => (bad ?? []).length > 0).length);
  });
});

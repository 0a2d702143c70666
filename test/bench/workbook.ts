import { readFileSync } from "node:fs";
import { startReadingChild } from "../../electron/reading-child.ts";
import { workbooksOf } from "../../electron/workbook/workbooks.ts";
import type { RecordKind } from "../../shared/domain/record-kinds.ts";
import type { Cell } from "../../shared/domain/workbook/cell.ts";
import { findHeads } from "../../shared/domain/workbook/heads.ts";
import { proposeColumns } from "../../shared/domain/workbook/list-columns.ts";
import { readList } from "../../shared/domain/workbook/read-list.ts";
import { proposeLetters, repairSheet } from "../../shared/domain/workbook/repair-sheet.ts";
import { largeList } from "../fixtures/large-list.ts";

/** Milliseconds and MiB of one large list, from its bytes to the dry run. */
export interface WorkbookFigures {
  readonly rows: number;
  readonly columns: number;
  readonly fileMiB: number;
  readonly reading: number; // in its process, to the summary
  readonly paging: number; // all rows over the door's pages
  readonly understanding: number; // letters, heads, columns
  readonly dryRun: number;
  readonly readerMiB: number; // most memory of the reading process, of which `idleMiB` it has when started
  readonly idleMiB: number;
  readonly pageMiB: number; // more memory of this process, which stands for the page
  readonly people: number;
  readonly bad: number;
}

/** @param entry  the compiled reader-process */
export async function measureWorkbook(entry: string, rows = 5000, columns = 60): Promise<WorkbookFigures> {
  const bytes = await largeList(rows, columns);
  const idle = startReadingChild(entry);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const idleMiB = most(idle.pid);
  idle.kill();

  let pid: number | null = null;
  const books = workbooksOf(() => {
    const child = startReadingChild(entry);
    ({ pid } = child);
    return child;
  });
  globalThis.gc?.();
  const pageBefore = process.memoryUsage().rss;
  const started = performance.now();
  const opened = await books.open("a.xlsx", bytes);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const read = performance.now();
  const { summary } = opened.value;
  const cells: Cell[][] = [];
  for (let from = 0; from < rows + 1; from += 500) {
    const page = await opened.value.rows(0, from, from + 500);
    if (!page.ok) throw new Error(page.problem.kind);
    for (const row of page.value) cells.push([...row]);
  }
  const paged = performance.now();
  const sheet = { ...summary.sheets[0]!, cells };
  const repaired = repairSheet(sheet, proposeLetters(sheet), new Map());
  const heads = findHeads(repaired, summary.date1904);
  if (heads === null) throw new Error("no heads");
  const list = proposeColumns(repaired, heads, summary.date1904);
  const understood = performance.now();
  let made = 0;
  const reading = readList(
    repaired,
    { heads, columns: list, date1904: false, chosen: new Map() },
    {
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
    },
  );
  let step = reading.next();
  while (step.done !== true) step = reading.next();
  const done = performance.now();
  const figures = {
    rows,
    columns,
    fileMiB: bytes.byteLength / 1_048_576,
    reading: read - started,
    paging: paged - read,
    understanding: understood - paged,
    dryRun: done - understood,
    readerMiB: most(pid),
    idleMiB,
    pageMiB: (process.memoryUsage().rss - pageBefore) / 1_048_576,
    people: step.value.rows.length,
    bad: step.value.rows.filter(({ outcome }) => outcome === "bad").length,
  };
  opened.value.close();
  return figures;
}

/** MiB that a process held at most. */
function most(pid: number | null): number {
  const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(found?.[1] ?? 0) / 1024;
}

export function workbookLines(figures: WorkbookFigures): readonly string[] {
  const { reading, paging, understanding, dryRun } = figures;
  const total = reading + paging + understanding + dryRun;
  const second = (millis: number) => `${(millis / 1000).toFixed(2)} s`;
  return [
    `A list of ${figures.rows} rows × ${figures.columns} columns (${figures.fileMiB.toFixed(1)} MiB): ${second(total)} of 20 s allowed`,
    `  read ${second(reading)}, paged ${second(paging)}, heads, columns and letters ${second(understanding)}, dry run ${second(dryRun)}`,
    `  ${figures.people} people, ${figures.bad} rows with bad cells`,
    `  reading process ${figures.readerMiB.toFixed(0)} MiB at most, ${(figures.readerMiB - figures.idleMiB).toFixed(0)} over idle (256 allowed); page ${figures.pageMiB.toFixed(0)} MiB more`,
  ];
}

import type { Change } from "../../shared/change/change.ts";
import { describeChange, recordFrom } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { kindOf, type OfficeId, type RecordId } from "../../shared/domain/primitives.ts";
import type { OpenKind, RecordKind, RecordOf } from "../../shared/domain/record-kinds.ts";
import type { Cell, SentWorkbook, SheetCells } from "../../shared/domain/workbook/cell.ts";
import { textOf } from "../../shared/domain/workbook/own-layout.ts";
import { readWorkbook, type WorkbookCounts } from "../../shared/domain/workbook/read-workbook.ts";
import type { WorkbookRows } from "../../shared/ipc/workbook.ts";
import type { Problem, WorkbookProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import type { Saved } from "./append.ts";
import { newIds } from "./new-ids.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";

/** A workbook that was read and not imported: what it would do, and the changes that do it. */
export interface WorkbookPlan {
  readonly fileName: string;
  readonly counts: WorkbookCounts;
  readonly changes: readonly Change[];
  readonly people: readonly RecordId<"person">[]; // whose files are touched
}

type NewId = <Kind extends RecordKind>(kind: Kind) => RecordId<Kind>;

const kinds = ["person", "unit", "unit-version", "assignment", "rotation", "decision"] as const satisfies OpenKind[];
/** What is on file, each record with its heads. */
export type StatesByKind = Readonly<Record<(typeof kinds)[number], readonly RecordState[]>>;

/** A workbook that was chosen and read to its last cell. Main holds the file until `closeWorkbook`. */
export interface ChosenWorkbook extends SentWorkbook {
  readonly token: string;
}

const rowsAtOnce = 500;

/**
 * Choose a workbook and read all its cells. Nothing is changed.
 *
 * @param progress  hears how many rows have come of how many; answers false to stop
 * @returns null where the clerk chose none, or stopped
 */
export async function chooseWorkbook(
  { desktop }: Office,
  progress: (done: number, total: number) => boolean,
): Promise<Result<ChosenWorkbook | null, Problem>> {
  const opened = await desktop.call("workbook.open", {});
  if (!opened.ok) return opened;
  if (opened.value === null) return ok(null);
  const { token, sheets: summaries } = opened.value;
  const total = summaries.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  const sheets: SheetCells[] = [];
  for (const [sheet, summary] of summaries.entries()) {
    const cells: Cell[][] = [];
    for (let from = 0; from < summary.rows; from += rowsAtOnce) {
      if (!progress(done, total)) {
        await desktop.call("workbook.close", { token });
        return ok(null);
      }
      const to = Math.min(from + rowsAtOnce, summary.rows);
      const read = await desktop.call("workbook.rows", { token, sheet, from, to });
      if (!read.ok) return read;
      for (const row of read.value.rows) cells.push(row as Cell[]);
      done += to - from;
    }
    sheets.push({ ...summary, cells });
  }
  progress(total, total);
  return ok({ ...opened.value, sheets });
}

/** Let main forget the file. */
export const closeWorkbook = async ({ desktop }: Office, token: string): Promise<void> => {
  await desktop.call("workbook.close", { token });
};

/** Read a workbook of our own layout against what is on file. Nothing is changed. */
export async function planOwnWorkbook(
  office: Office,
  workbook: SentWorkbook,
): Promise<Result<WorkbookPlan, WorkbookProblem>> {
  const states = await Promise.all(kinds.map((kind) => office.data.states(kind)));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same kinds, in the same order
  const onFile = Object.fromEntries(kinds.map((kind, place) => [kind, states[place]])) as StatesByKind;
  return planWorkbook(textOf(workbook), onFile, office.opened.office, newIds());
}

/** Import what was planned, as one action: all of it or nothing. */
export const importWorkbook = (office: Office, plan: WorkbookPlan): Promise<Result<Saved, Problem>> =>
  recordAction(office, { purpose: "workbook.import", reason: "", people: plan.people, changes: plan.changes });

/**
 * The changes of a workbook: only fields that differ from what is on file, each with the writes it replaces.
 *
 * @param custodian  keeps the files of people who are new
 */
export function planWorkbook(
  rows: WorkbookRows,
  states: StatesByKind,
  custodian: OfficeId,
  newId: NewId,
): Result<WorkbookPlan, WorkbookProblem> {
  const read = readWorkbook(rows, {
    onFile: {
      persons: records(states, "person"),
      units: records(states, "unit"),
      unitVersions: records(states, "unit-version"),
      assignments: records(states, "assignment"),
      rotations: records(states, "rotation"),
      decisions: records(states, "decision"),
    },
    custodian,
    newId,
  });
  if (!read.ok) return failed(read.problem);
  const before = new Map(kinds.flatMap((kind) => states[kind].map((state) => [state.id, state] as const)));
  const people = new Set<RecordId<"person">>();
  const changes = read.value.records.flatMap((record) => {
    const change = describeChange(before.get(record.id), record);
    if (change !== null) {
      if ("personId" in record && record.personId !== null) people.add(record.personId);
      else if (isPerson(record.id)) people.add(record.id);
    }
    return change ?? [];
  });
  return ok({ fileName: rows.fileName, counts: read.value.counts, changes, people: [...people] });
}

const records = <Kind extends (typeof kinds)[number]>(states: StatesByKind, kind: Kind): RecordOf<Kind>[] =>
  states[kind].flatMap((state) => recordFrom(state, kind) ?? []);

const isPerson = (id: RecordId): id is RecordId<"person"> => kindOf(id) === "person";

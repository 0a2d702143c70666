import type { Change } from "../../shared/change/change.ts";
import { describeChange, recordFrom } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { kindOf, type OfficeId, type RecordId } from "../../shared/domain/primitives.ts";
import type { OpenKind, RecordKind, RecordOf } from "../../shared/domain/record-kinds.ts";
import { readWorkbook, type WorkbookCounts } from "../../shared/domain/workbook/read-workbook.ts";
import type { WorkbookRows } from "../../shared/ipc/contract.ts";
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

/** Choose a workbook, read it against what is on file. Null: the clerk chose none. Nothing is changed. */
export async function openWorkbook(office: Office): Promise<Result<WorkbookPlan | null, Problem>> {
  const rows = await office.desktop.call("workbook.open", {});
  if (!rows.ok) return rows;
  if (rows.value === null) return ok(null);
  const states = await Promise.all(kinds.map((kind) => office.data.states(kind)));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same kinds, in the same order
  const onFile = Object.fromEntries(kinds.map((kind, place) => [kind, states[place]])) as StatesByKind;
  return planWorkbook(rows.value, onFile, office.opened.office, newIds());
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

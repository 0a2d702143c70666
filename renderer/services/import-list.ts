import type { Change } from "../../shared/change/change.ts";
import { describeChange, recordFrom } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import type { OpenKind, RecordOf } from "../../shared/domain/record-kinds.ts";
import type { ListColumn } from "../../shared/domain/workbook/list-columns.ts";
import { headsPrint } from "../../shared/domain/workbook/list-columns.ts";
import type { DryRun, ListContext, ListProblem, ListSettings } from "../../shared/domain/workbook/read-list.ts";
import { readList } from "../../shared/domain/workbook/read-list.ts";
import type { Letters, RepairedSheet } from "../../shared/domain/workbook/repair-sheet.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Saved } from "./append.ts";
import { newIds, today } from "./new-ids.ts";
import { nextPaint } from "./next-paint.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";
import { undoAction } from "./undo.ts";

/** What a list would do, with the writes on file that it saw. */
export interface ListPlan {
  readonly run: DryRun;
  readonly changes: readonly Change[];
  readonly people: readonly RecordId<"person">[];
}

/**
 * Read a list against what is on file, drawing in between. Nothing is written.
 *
 * @param progress  hears how many rows are done; answers false to stop
 * @returns         null where it was stopped
 */
export async function planList(
  office: Office,
  sheet: RepairedSheet,
  settings: ListSettings,
  progress: (done: number) => boolean,
): Promise<ListPlan | null> {
  const [persons, assignments, plans, unitVersions] = await Promise.all([
    office.data.states("person"),
    office.data.states("assignment"),
    office.data.states("plan-entry"),
    office.data.states("unit-version"),
  ]);
  const context: ListContext = {
    persons: recordsOf(persons, "person"),
    assignments: recordsOf(assignments, "assignment"),
    plans: recordsOf(plans, "plan-entry"),
    unitVersions: recordsOf(unitVersions, "unit-version"),
    custodian: office.opened.office,
    today: today(),
    newId: newIds(),
  };
  const reading = readList(sheet, settings, context);
  let run: DryRun | null = null;
  while (run === null) {
    const step = reading.next();
    if (step.done === true) run = step.value;
    else {
      if (!progress(step.value)) return null;
      await nextPaint();
    }
  }
  const before = new Map([...persons, ...assignments, ...plans].map((state) => [state.id, state] as const));
  const people = new Set<RecordId<"person">>();
  const changes = run.rows.flatMap((row) => {
    if (row.person !== null && row.records.length > 0) people.add(row.person);
    return row.records.flatMap((record) => describeChange(before.get(record.id), record) ?? []);
  });
  return { run, changes, people: [...people] };
}

const recordsOf = <Kind extends OpenKind>(states: readonly RecordState[], kind: Kind): RecordOf<Kind>[] =>
  states.flatMap((state) => recordFrom(state, kind) ?? []);

/** Import what was planned, as one action. */
export const importList = (office: Office, plan: ListPlan): Promise<Result<Saved, Problem>> =>
  recordAction(office, { purpose: "workbook.import", reason: "", people: plan.people, changes: plan.changes });

/** Take an import back. What was edited since stays, and is named: whose file, and which field. */
export async function undoImport(
  office: Office,
  ref: Saved["ref"],
): Promise<Result<{ readonly records: number; readonly kept: readonly KeptEdit[] }, Problem>> {
  const undone = await undoAction(office, ref);
  if (!undone.ok) return undone;
  await undone.value?.saved?.shown;
  const kept: KeptEdit[] = [];
  for (const { record, field } of undone.value?.kept ?? []) {
    const state = await office.data.held(record);
    const owner = kindOf(record) === "person" ? record : state?.values.personId;
    const person = typeof owner === "string" ? await office.data.held(owner as RecordId) : null;
    const name = person?.values.birthName;
    kept.push({ name: typeof name === "string" ? name : "", kind: kindOf(record), field });
  }
  return ok({ records: undone.value?.records ?? 0, kept });
}

/** The last import of a list on this PC, so that it can still be taken back after other work. */
export interface LastImport {
  readonly ref: Saved["ref"];
  readonly rows: number;
  readonly fileName: string;
}

export async function readLastImport({ desktop }: Office): Promise<LastImport | null> {
  const kept = await desktop.call("kept.read", { name: "import:last" });
  if (!kept.ok || kept.value.value === null) return null;
  try {
    const value: unknown = JSON.parse(kept.value.value);
    return isLastImport(value) ? value : null;
  } catch {
    return null;
  }
}

export const keepLastImport = async ({ desktop }: Office, last: LastImport | null): Promise<void> => {
  await desktop.call("kept.write", { name: "import:last", value: last === null ? null : JSON.stringify(last) });
};

const isLastImport = (value: unknown): value is LastImport =>
  typeof value === "object" &&
  value !== null &&
  "ref" in value &&
  typeof value.ref === "string" &&
  "rows" in value &&
  typeof value.rows === "number" &&
  "fileName" in value &&
  typeof value.fileName === "string";

/** Something that an undo left as it is. */
export interface KeptEdit {
  readonly name: string; // whose file; "" where it belongs to nobody
  readonly kind: string;
  readonly field: string | null; // null: the whole record
}

/** Write a copy of the sender's own workbook with the reason in each bad cell. Null: the clerk cancelled. */
export const writeAnnotated = (
  { desktop }: Office,
  token: string,
  problems: readonly ListProblem[],
  say: (problem: ListProblem) => string,
) =>
  desktop.call("workbook.annotate", {
    token,
    notes: problems.slice(0, 50_000).map((problem) => ({
      sheet: problem.sheet,
      row: problem.row,
      column: problem.column,
      text: say(problem),
    })),
  });

/** What the columns of a sender's list were taken for the last time. */
export interface KeptMapping {
  readonly columns: Readonly<Record<string, { readonly field: string | null; readonly order: ListColumn["order"] }>>;
  readonly letters: Readonly<Record<string, Letters>>;
}

/** Kept under a number made of the heads alone: no personal data is in it, nor in its name. */
export async function readMapping({ desktop }: Office, columns: readonly ListColumn[]): Promise<KeptMapping | null> {
  const kept = await desktop.call("kept.read", { name: mappingName(columns) });
  if (!kept.ok || kept.value.value === null) return null;
  try {
    const value: unknown = JSON.parse(kept.value.value);
    return isMapping(value) ? value : null;
  } catch {
    return null;
  }
}

export async function keepMapping(
  { desktop }: Office,
  columns: readonly ListColumn[],
  letters: ReadonlyMap<number, Letters>,
): Promise<void> {
  const kept: KeptMapping = {
    columns: Object.fromEntries(columns.map(({ column, field, order }) => [column, { field, order }])),
    letters: Object.fromEntries(letters),
  };
  await desktop.call("kept.write", { name: mappingName(columns), value: JSON.stringify(kept) });
}

const isMapping = (value: unknown): value is KeptMapping =>
  typeof value === "object" &&
  value !== null &&
  "columns" in value &&
  typeof value.columns === "object" &&
  "letters" in value;

function mappingName(columns: readonly ListColumn[]): string {
  // FNV-1a, twice with other beginnings: only to tell a handful of lists apart.
  const print = headsPrint(columns);
  return `mapping:${[0x811c9dc5, 0x01234567].map((seed) => fnv(print, seed)).join("")}`;
}

function fnv(text: string, seed: number): string {
  let hash = seed;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

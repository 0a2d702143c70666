import { conflictsOf } from "../../shared/change/conflict.ts";
import { recordFrom } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import type { Assignment } from "../../shared/domain/assignment.ts";
import { blankProtected, blankRecord } from "../../shared/domain/blank-records.ts";
import { comparePartial } from "../../shared/domain/dates.ts";
import type { CodeRecord } from "../../shared/domain/organisation.ts";
import type { Person } from "../../shared/domain/person.ts";
import { kindOf, type PartialDate, type RecordId } from "../../shared/domain/primitives.ts";
import type { Economy, Protected } from "../../shared/domain/protected.ts";
import { type RecordOf, siblingId } from "../../shared/domain/record-kinds.ts";
import type { Rotation } from "../../shared/domain/rotation.ts";
import { openTables, protectedTables } from "../../shared/domain/sheets/crosswalk.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { FindingOnDesk, HistoryStep } from "../data/office-data.ts";
import type { Office } from "./office.ts";

/** A row of any table of a file. */
export type TableRow = RecordOf<(typeof openTables)[number] | (typeof protectedTables)[number]>;

/** A row on file with its heads, for a form that will say what it saw. */
export interface RowOnFile {
  readonly held: RecordState | undefined; // undefined: saved a moment ago, its heads follow
  readonly record: TableRow;
  readonly conflicts: Readonly<Record<string, number>>;
}

/** A cadre's file as a screen shows it, and the state a form's changes are measured against. */
export interface PersonFile {
  readonly held: RecordState;
  readonly person: Person;
  readonly conflicts: Readonly<Record<string, number>>; // heads of each field whose heads differ
  readonly rows: readonly RowOnFile[]; // of every table that is not restricted, withdrawn ones left out
  readonly assignments: readonly Assignment[]; // by beginning, oldest first
  readonly rotations: readonly Rotation[]; // likewise
  readonly codes: readonly CodeRecord[]; // what the province changed in the lists of codes
}

/** The restricted records beside a file; `held` is undefined where nothing restricted was ever written. */
export interface RestrictedFile {
  readonly held: RecordState | undefined;
  readonly record: Protected;
  readonly conflicts: Readonly<Record<string, number>>;
  readonly economy: {
    readonly held: RecordState | undefined;
    readonly record: Economy;
    readonly conflicts: Readonly<Record<string, number>>;
  };
  readonly rows: readonly RowOnFile[];
}

/** One cadre's file without restricted items; null: there is none, or part of it has not reached this office. */
export async function readPersonFile({ data }: Office, id: RecordId<"person">): Promise<PersonFile | null> {
  const [held, rotations, codes, ...tables] = await Promise.all([
    data.filesOf(id).then(([kept = id]) => data.held(kept)), // an id of a file that was joined to another leads there
    data.rotationsOf(id),
    data.all("code-record"),
    ...openTables.map((kind) => data.rowsOf(kind, id)),
  ]);
  const person = held === null ? null : recordFrom(held, "person");
  if (held === null || person === null) return null;
  const rows = tables.flat().flatMap(rowFrom);
  return {
    held,
    person,
    conflicts: countConflicts(held),
    rows,
    assignments: rows
      .map(({ record }) => record)
      .filter((record) => isAssignment(record))
      .toSorted((a, b) => byDate(a.from, b.from) || (a.id < b.id ? -1 : 1)),
    rotations: rotations
      .filter((rotation) => !rotation.withdrawn)
      .toSorted((a, b) => byDate(a.start, b.start) || (a.id < b.id ? -1 : 1)),
    codes,
  };
}

/**
 * The restricted items of one cadre. The access is noted in the ledger first; without that note nothing is shown.
 */
export async function openRestricted(
  office: Office,
  personId: RecordId<"person">,
): Promise<Result<RestrictedFile, Problem>> {
  const noted = await office.desktop.call("ledger.access", { record: siblingId(personId, "protected"), why: "shown" });
  if (!noted.ok) return noted;
  return ok(await reloadRestricted(office, personId));
}

/** The restricted items once more, after they were edited on the screen that had opened them. */
export async function reloadRestricted({ data }: Office, personId: RecordId<"person">): Promise<RestrictedFile> {
  return restrictedFrom(await data.protectedRowsOf(personId), personId);
}

/** A file's restricted records of which nothing was ever written: those of a new file. */
export const noneRestricted = (personId: RecordId<"person">): RestrictedFile => restrictedFrom([], personId);

/** The steps in the life of one field, newest first. */
export async function fieldHistory({ data }: Office, record: RecordId, field: string): Promise<readonly HistoryStep[]> {
  const steps = await data.history(record);
  return steps.filter((step) => step.field === field).toReversed(); // also within one import, which is one entry
}

/** The steps in the life of a whole record, newest first: of a row of a table. */
export async function recordHistory({ data }: Office, record: RecordId): Promise<readonly HistoryStep[]> {
  return (await data.history(record)).toReversed();
}

/** What checks found odd in one person's file. */
export const findingsOf = ({ data }: Office, id: RecordId<"person">): Promise<readonly FindingOnDesk[]> =>
  data.findingsAbout(id);

function restrictedFrom(states: readonly RecordState[], personId: RecordId<"person">): RestrictedFile {
  const one = (kind: string) => states.find(({ id }) => kindOf(id) === kind);
  const [held, economy] = [one("protected"), one("economy")];
  return {
    held,
    record: (held && recordFrom(held, "protected")) ?? blankProtected(personId),
    conflicts: held === undefined ? {} : countConflicts(held),
    economy: {
      held: economy,
      record: (economy && recordFrom(economy, "economy")) ?? blankEconomy(personId),
      conflicts: economy === undefined ? {} : countConflicts(economy),
    },
    rows: states.filter(({ id }) => isTable(kindOf(id))).flatMap(rowFrom),
  };
}

/** The economy of a family of which nothing is known yet. */
export const blankEconomy = (personId: RecordId<"person">): Economy =>
  blankRecord("economy", { id: siblingId(personId, "economy"), personId });

function rowFrom(held: RecordState): readonly RowOnFile[] {
  const kind = kindOf(held.id);
  const record = isTable(kind) ? recordFrom(held, kind) : null;
  return record === null || record.withdrawn ? [] : [{ held, record, conflicts: countConflicts(held) }];
}

const tableKinds: readonly string[] = [...openTables, ...protectedTables];
const isTable = (kind: string): kind is (typeof openTables)[number] | (typeof protectedTables)[number] =>
  tableKinds.includes(kind);
const isAssignment = (record: TableRow): record is Assignment => kindOf(record.id) === "assignment";

const countConflicts = (held: RecordState): Readonly<Record<string, number>> =>
  Object.fromEntries(conflictsOf(held).map(({ field, heads }) => [field, heads.length]));

/** Unknown dates come first: most of them are the oldest. */
const byDate = (a: PartialDate | null, b: PartialDate | null): number => comparePartial(a ?? "", b ?? "");

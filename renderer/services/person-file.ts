import { conflictsOf } from "../../shared/change/conflict.ts";
import { recordFrom } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import type { Assignment } from "../../shared/domain/assignment.ts";
import { blankProtected } from "../../shared/domain/blank-records.ts";
import { comparePartial } from "../../shared/domain/dates.ts";
import type { Person } from "../../shared/domain/person.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { Protected } from "../../shared/domain/protected.ts";
import { siblingId } from "../../shared/domain/record-kinds.ts";
import type { Rotation } from "../../shared/domain/rotation.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { HistoryStep } from "../data/office-data.ts";
import type { Office } from "./office.ts";

/** A cadre's file as a screen shows it, and the state a form's changes are measured against. */
export interface PersonFile {
  readonly held: RecordState;
  readonly person: Person;
  readonly conflicts: Readonly<Record<string, number>>; // heads of each field whose heads differ
  readonly assignments: readonly Assignment[]; // by beginning, oldest first
  readonly rotations: readonly Rotation[]; // likewise
}

/** The restricted record beside a file; `held` is undefined where nothing restricted was ever written. */
export interface RestrictedFile {
  readonly held: RecordState | undefined;
  readonly record: Protected;
  readonly conflicts: Readonly<Record<string, number>>;
}

/** One cadre's file without restricted items; null: there is none, or part of it has not reached this office. */
export async function readPersonFile({ data }: Office, id: RecordId<"person">): Promise<PersonFile | null> {
  const [held, assignments, rotations] = await Promise.all([
    data.held(id),
    data.assignmentsOf(id),
    data.rotationsOf(id),
  ]);
  const person = held === null ? null : recordFrom(held, "person");
  if (held === null || person === null) return null;
  return {
    held,
    person,
    conflicts: countConflicts(held),
    assignments: assignments
      .filter((assignment) => !assignment.withdrawn)
      .toSorted((a, b) => byDate(a.from, b.from) || (a.id < b.id ? -1 : 1)),
    rotations: rotations
      .filter((rotation) => !rotation.withdrawn)
      .toSorted((a, b) => byDate(a.start, b.start) || (a.id < b.id ? -1 : 1)),
  };
}

/**
 * The restricted items of one cadre. The access is noted in the ledger first; without that note nothing is shown.
 */
export async function openRestricted(
  { desktop, data }: Office,
  personId: RecordId<"person">,
): Promise<Result<RestrictedFile, Problem>> {
  const id = siblingId(personId, "protected");
  const noted = await desktop.call("ledger.access", { record: id, why: "shown" });
  if (!noted.ok) return noted;
  return ok(await readRestricted(data, id, personId));
}

/** The restricted items once more, after they were edited on the screen that had opened them. */
export const reloadRestricted = ({ data }: Office, personId: RecordId<"person">): Promise<RestrictedFile> =>
  readRestricted(data, siblingId(personId, "protected"), personId);

/** The steps in the life of one field, newest first. */
export async function fieldHistory({ data }: Office, record: RecordId, field: string): Promise<readonly HistoryStep[]> {
  const steps = await data.history(record);
  return steps.filter((step) => step.field === field).toReversed(); // also within one import, which is one entry
}

async function readRestricted(
  data: Office["data"],
  id: RecordId<"protected">,
  personId: RecordId<"person">,
): Promise<RestrictedFile> {
  const held = await data.held(id);
  const record = held === null ? null : recordFrom(held, "protected");
  return {
    held: held ?? undefined,
    record: record ?? blankProtected(personId),
    conflicts: held === null ? {} : countConflicts(held),
  };
}

const countConflicts = (held: RecordState): Readonly<Record<string, number>> =>
  Object.fromEntries(conflictsOf(held).map(({ field, heads }) => [field, heads.length]));

/** Unknown dates come first: most of them are the oldest. */
const byDate = (a: PartialDate | null, b: PartialDate | null): number => comparePartial(a ?? "", b ?? "");

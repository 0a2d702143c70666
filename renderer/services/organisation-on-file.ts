import { describeChange } from "../../shared/change/describe-change.ts";
import type { Assignment } from "../../shared/domain/assignment.ts";
import type { KnownUntil } from "../../shared/domain/organisation/as-known.ts";
import { type Successions, successionsOf } from "../../shared/domain/organisation/successions.ts";
import type { Reorganisation, UnitTrait } from "../../shared/domain/organisation.ts";
import type { Post } from "../../shared/domain/post.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { AnyRecord, OpenKind } from "../../shared/domain/record-kinds.ts";
import type { Unit } from "../../shared/domain/unit.ts";
import { type UnitVersions, versionsByUnit } from "../../shared/domain/units.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { OfficeData } from "../data/office-data.ts";
import type { Saved } from "./append.ts";
import { allAsKnown } from "./as-known.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";

/** The organisation as the office has it, or had it at some point of its knowledge. */
export interface OrganisationOnFile {
  readonly units: readonly Unit[];
  readonly versions: UnitVersions;
  readonly posts: readonly Post[];
  readonly assignments: readonly Assignment[]; // those that name a unit or a post
  readonly traits: readonly UnitTrait[];
  readonly successions: Successions;
  readonly reorganisations: readonly Reorganisation[];
  readonly names: Readonly<Record<string, string>>; // of everybody these assignments are about
  readonly withHolders: boolean; // false: who holds what is still being read
}

/** @param until  null: as known now */
export async function organisationOnFile(data: OfficeData, until: KnownUntil | null): Promise<OrganisationOnFile> {
  const [units, allAssignments] = await Promise.all([unitsOnFile(data, until), reader(data, until)("assignment")]);
  const assignments = allAssignments.filter(({ unitId, postId }) => unitId !== null || postId !== null);
  const names = await data.names([...new Set(assignments.map(({ personId }) => personId))]);
  return { ...units, assignments, names, withHolders: true };
}

/** The same without those who hold its posts: what a tree shows first. Assignments are many times as many as units. */
export async function unitsOnFile(data: OfficeData, until: KnownUntil | null): Promise<OrganisationOnFile> {
  const read = reader(data, until);
  const [units, versions, posts, traits, successions, reorganisations] = await Promise.all([
    read("unit"),
    read("unit-version"),
    read("post"),
    read("unit-trait"),
    read("succession"),
    read("reorganisation"),
  ]);
  return {
    units,
    versions: versionsByUnit(versions),
    posts,
    assignments: [],
    traits,
    successions: successionsOf(successions),
    reorganisations,
    names: {},
    withHolders: false,
  };
}

const reader =
  (data: OfficeData, until: KnownUntil | null) =>
  <Kind extends Exclude<OpenKind, "person">>(kind: Kind) =>
    until === null ? data.all(kind) : allAsKnown(data, kind, until);

/** Save records of the organisation or the code lists, as one action. Null: nothing differs from what is on file. */
export async function saveOrganisation(
  office: Office,
  purpose: "organisation.edit" | "codes.edit",
  records: readonly AnyRecord[],
): Promise<Result<Saved | null, Problem>> {
  const changes = [];
  for (const record of records) {
    const held = await office.data.held(record.id);
    const change = describeChange(held ?? undefined, record);
    if (change !== null) changes.push(change);
  }
  if (changes.length === 0) return ok(null);
  return recordAction(office, { purpose, reason: "", people: [], changes });
}

/** A record that was entered by mistake: it stays in the ledger and is shown nowhere. */
export const withdrawn = <Each extends AnyRecord & { readonly withdrawn: boolean }>(record: Each): Each => ({
  ...record,
  withdrawn: true,
});

export type UnitId = RecordId<"unit">;

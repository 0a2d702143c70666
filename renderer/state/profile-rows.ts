import type { Person } from "../../shared/domain/person.ts";
import { kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import { isProtectedKind } from "../../shared/domain/record-kinds.ts";
import type { RestrictedFile, RowOnFile, TableRow } from "../services/person-file.ts";
import { saysNothing } from "../services/save-person.ts";
import type { Profile } from "./profile.ts";

type DraftOfFile = Pick<Profile, "file" | "restricted" | "draft" | "restrictedDraft" | "economyDraft" | "rows">;

/** A row as the screen shows it: as typed, else as on file. */
export const shownRow = (profile: Pick<Profile, "rows" | "file" | "restricted">, id: RecordId): TableRow | undefined =>
  profile.rows.get(id) ?? recordOnFile(profile, id);

export const isNew = (profile: Pick<Profile, "file" | "restricted">, id: RecordId): boolean =>
  rowOnFile(profile, id) === undefined;

export const rowOnFile = (
  { file, restricted }: Pick<Profile, "file" | "restricted">,
  id: RecordId,
): RowOnFile | undefined => [...(file?.rows ?? []), ...(restricted?.rows ?? [])].find(({ record }) => record.id === id);
export const recordOnFile = (profile: Pick<Profile, "file" | "restricted">, id: RecordId): TableRow | undefined =>
  rowOnFile(profile, id)?.record;

/** Rows of a file as a save leaves them, until their heads are read again. */
export function rowsAfter(
  before: readonly RowOnFile[],
  drafted: ReadonlyMap<RecordId, TableRow>,
  sealed: boolean,
): readonly RowOnFile[] {
  const held = new Set(before.map(({ record }) => record.id));
  const added = [...drafted.values()].filter(
    (row) => !held.has(row.id) && isProtectedKind(kindOf(row.id)) === sealed && !saysNothing(row),
  );
  return [
    ...before.map((row) => ({ ...row, record: drafted.get(row.record.id) ?? row.record })),
    ...added.map((record) => ({ held: undefined, record, conflicts: {} })),
  ].filter(({ record }) => !record.withdrawn);
}

export function without(rows: ReadonlyMap<RecordId, TableRow>, id: RecordId): ReadonlyMap<RecordId, TableRow> {
  const rest = new Map(rows);
  rest.delete(id);
  return rest;
}

/** Whether a form says something else than the file it was filled from. */
export function isChanged(profile: DraftOfFile, fresh: Person | null, base: RestrictedFile | null): boolean {
  const { file, draft, restrictedDraft, economyDraft, rows } = profile;
  const differs = (next: object | null, before: object | null | undefined): boolean =>
    next !== null && JSON.stringify(next) !== JSON.stringify(before);
  return (
    differs(draft, file?.person ?? fresh) ||
    differs(restrictedDraft, base?.record) ||
    differs(economyDraft, base?.economy.record) ||
    [...rows.values()].some((row) => {
      const before = recordOnFile(profile, row.id);
      return before === undefined ? !saysNothing(row) : differs(row, before);
    })
  );
}

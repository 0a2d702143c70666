import { recordFrom } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { blankProtected, blankRecord } from "../../shared/domain/blank-records.ts";
import { kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import { siblingId } from "../../shared/domain/record-kinds.ts";
import {
  type Dossier,
  type OpenDossier,
  openTables,
  protectedTables,
  type SealedDossier,
} from "../../shared/domain/sheets/crosswalk.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Office } from "./office.ts";

/** A person's records that everybody may read; null: no such file, or part of it has not reached this office. */
export async function readOpenDossier({ data }: Office, id: RecordId<"person">): Promise<OpenDossier | null> {
  const [person, ...tables] = await Promise.all([
    data.person(id),
    ...openTables.map(async (kind) => [kind, await data.rowsOf(kind, id)] as const),
  ]);
  if (person === null) return null;
  const rows = Object.fromEntries(tables.map(([kind, states]) => [kind, shownRows(states, kind)]));
  // Every open table was asked for by its name.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { ...rows, person } as OpenDossier;
}

/**
 * The protected part of a person's file. The access is noted in the ledger first; without that note nothing is read.
 *
 * @returns blank records where nothing was ever written
 */
export async function openSealedDossier(
  office: Office,
  personId: RecordId<"person">,
  why: "shown" | "printed" = "shown",
): Promise<Result<SealedDossier, Problem>> {
  const noted = await office.desktop.call("ledger.access", { record: siblingId(personId, "protected"), why });
  if (!noted.ok) return noted;
  return ok(await reloadSealedDossier(office, personId));
}

/** The protected part once more, for a screen that has opened it already. */
export const reloadSealedDossier = async ({ data }: Office, personId: RecordId<"person">): Promise<SealedDossier> =>
  sealedFrom(await data.protectedRowsOf(personId), personId);

/** Protected rows sorted into their kinds; rows that were withdrawn are left out. */
export function sealedFrom(states: readonly RecordState[], personId: RecordId<"person">): SealedDossier {
  const of = (kind: string) => states.filter(({ id }) => kindOf(id) === kind);
  const rows = Object.fromEntries(protectedTables.map((kind) => [kind, shownRows(of(kind), kind)]));
  const [items, economy] = [of("protected")[0], of("economy")[0]];
  // Every protected table was asked for by its name.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return {
    ...rows,
    protected: (items && recordFrom(items, "protected")) ?? blankProtected(personId),
    economy:
      (economy && recordFrom(economy, "economy")) ??
      blankRecord("economy", { id: siblingId(personId, "economy"), personId }),
  } as SealedDossier;
}

/** The whole file: what everybody may read, and the protected part once its access is noted. Null: no such person. */
export async function openDossier(
  office: Office,
  personId: RecordId<"person">,
  why: "shown" | "printed" = "shown",
): Promise<Result<Dossier | null, Problem>> {
  const open = await readOpenDossier(office, personId);
  if (open === null) return ok(null);
  const sealed = await openSealedDossier(office, personId, why);
  return sealed.ok ? ok({ ...open, ...sealed.value }) : sealed;
}

const shownRows = (
  states: readonly RecordState[],
  kind: (typeof openTables)[number] | (typeof protectedTables)[number],
) => states.map((state) => recordFrom(state, kind)).filter((row) => row !== null && !row.withdrawn);

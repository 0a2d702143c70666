import type { IsoDate, RecordId } from "../../shared/domain/primitives.ts";
import { siblingId } from "../../shared/domain/record-kinds.ts";
import { type Sheet2cInput, sheet2c } from "../../shared/domain/sheets/form-2c-98.ts";
import type { Sheet } from "../../shared/domain/sheets/sheet.ts";
import { type UnitVersions, versionOn, versionsByUnit } from "../../shared/domain/units.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Office } from "./office.ts";
import { presentPost } from "./people-to-pick.ts";

/** A form ready to be laid out, and whose it is. */
export interface OpenedSheet {
  readonly name: string;
  readonly sheet: Sheet;
  readonly shows: RecordId; // the record whose protected fields stand on it
}

/**
 * The form 2C of a person, as of a day. It holds protected items: that they are shown is noted in the ledger first,
 * and where the note cannot be kept there is no form.
 *
 * @returns null: no such person on file
 */
export async function openSheet2c(
  { desktop, data, opened }: Office,
  personId: RecordId<"person">,
  printDate: IsoDate,
): Promise<Result<OpenedSheet | null, Problem>> {
  const person = await data.person(personId);
  if (person === null) return ok(null);
  const shows = siblingId(personId, "protected");
  const noted = await desktop.call("ledger.access", { record: shows, why: "shown" });
  if (!noted.ok) return noted;
  const [sealed, assignments, versions] = await Promise.all([
    data.protectedOf(personId),
    data.assignmentsOf(personId),
    data.all("unit-version"),
  ]);
  const unitId = presentPost(assignments)?.unitId ?? null;
  const header = headerFor(versionsByUnit(versions), unitId, printDate);
  const officeHeader = header.parentUnit === "" ? { ...header, parentUnit: opened.officeName } : header;
  const sheet = sheet2c({ person, protected: sealed, assignments, printDate, officeHeader });
  return ok({ name: person.birthName, sheet, shows });
}

/**
 * The three lines above the form, from the unit a person serves in upwards, as the units were on the day.
 * Of a unit that is no longer there its last name stands: the file still belongs to whoever followed it, and a blank says less.
 */
export function headerFor(
  versions: UnitVersions,
  unitId: RecordId<"unit"> | null,
  day: IsoDate,
): Sheet2cInput["officeHeader"] {
  const chain = chainFrom(versions, unitId, day);
  const province = chain.find(({ level }) => level === "TINH");
  const [base, parent] = chain.filter(({ level }) => level !== "TINH" && level !== "TW");
  return {
    province: province === undefined ? "" : provinceName(province.name),
    parentUnit: parent?.name ?? "",
    baseUnit: base?.name ?? "",
  };
}

/** "Tỉnh ủy Nghệ An" and "Tỉnh Nghệ An" both print as "Nghệ An"; a centrally run city keeps its "TP". */
export const provinceName = (name: string): string =>
  name.replace(/^(?:Đảng bộ |Ban Chấp hành Đảng bộ |Ủy ban nhân dân |UBND )?(?:tỉnh ủy|thành ủy|tỉnh)\s+/iu, "");

/** A unit and everything above it. A unit that stands below itself, by a mistyped parent, ends the chain. */
function chainFrom(versions: UnitVersions, unitId: RecordId<"unit"> | null, day: IsoDate) {
  const chain = [];
  const met = new Set<string>();
  for (let id = unitId; id !== null && !met.has(id); ) {
    met.add(id);
    const version = versionOn(versions, id, day) ?? versions.get(id)?.at(-1);
    if (version === undefined) break;
    chain.push(version);
    id = version.parentId;
  }
  return chain;
}

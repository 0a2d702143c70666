import { blankPerson, blankProtected, blankRecord } from "../../shared/domain/blank-records.ts";
import type { CodeRecord } from "../../shared/domain/organisation.ts";
import type { IsoDate, RecordId } from "../../shared/domain/primitives.ts";
import { siblingId } from "../../shared/domain/record-kinds.ts";
import { portraitOf, type SheetInput } from "../../shared/domain/sheets/compose.ts";
import {
  type Dossier,
  type FormName,
  type MissingField,
  missingFor,
  openTables,
  protectedTables,
} from "../../shared/domain/sheets/crosswalk.ts";
import { makeSheet } from "../../shared/domain/sheets/make-sheet.ts";
import type { Sheet } from "../../shared/domain/sheets/sheet.ts";
import { type UnitVersions, versionOn, versionsByUnit } from "../../shared/domain/units.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import { openDossier } from "./dossier.ts";
import type { Office } from "./office.ts";
import { presentPost } from "./people-to-pick.ts";

/** What the forms of all people have in common. */
export interface FormGround {
  readonly versions: UnitVersions;
  readonly codes: readonly CodeRecord[];
  readonly officeName: string;
}

/** A person's file opened for print: every form is laid out from it. */
export interface OpenedFile extends FormGround {
  readonly name: string;
  readonly dossier: Dossier;
  readonly portrait: Blob | null; // null: none, or it has not reached this office
  readonly shows: RecordId; // the record whose protected fields stand on the forms
}

/** A form ready to be laid out, and what it asks for and the file does not say. */
export interface SheetOfFile {
  readonly sheet: Sheet;
  readonly missing: readonly MissingField[];
}

export async function formGround({ data, opened }: Office): Promise<FormGround> {
  const [versions, codes] = await Promise.all([data.all("unit-version"), data.all("code-record")]);
  return { versions: versionsByUnit(versions), codes, officeName: opened.officeName };
}

/**
 * A person's file for the forms. They hold protected items: that these are shown is noted in the ledger first, and where
 * the note cannot be kept there is no form.
 *
 * @param ground  where many are opened, so that it is read once
 * @returns null: no such person on file
 */
export async function openFileForPrint(
  office: Office,
  personId: RecordId<"person">,
  why: "shown" | "printed" = "shown",
  ground?: FormGround,
): Promise<Result<OpenedFile | null, Problem>> {
  const dossier = await openDossier(office, personId, why);
  if (!dossier.ok) return dossier;
  if (dossier.value === null) return ok(null);
  return ok({
    ...(ground ?? (await formGround(office))),
    name: dossier.value.person.birthName,
    dossier: dossier.value,
    portrait: await readPortrait(office, dossier.value),
    shows: siblingId(personId, "protected"),
  });
}

/** One form of an opened file, with posts, career and the units above it as of a day. */
export function sheetOfFile(form: FormName, file: OpenedFile, printDate: IsoDate): SheetOfFile {
  const { dossier, versions, codes, officeName } = file;
  const header = headerFor(versions, presentPost(dossier.assignment)?.unitId ?? null, printDate);
  const officeHeader = header.parentUnit === "" ? { ...header, parentUnit: officeName } : header;
  return {
    sheet: makeSheet(form, { dossier, printDate, officeHeader, codes }),
    missing: missingFor(form, dossier),
  };
}

/** The form with nobody on it, to be filled in by hand: only the office stands there. */
export function blankSheet(form: FormName, { opened }: Office, printDate: IsoDate): Sheet {
  const id: RecordId<"person"> = "person:blank";
  const tables = [...openTables, ...protectedTables].map((kind) => [kind, []] as const);
  const dossier: Dossier = {
    // Every table was named, and none has a row.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ...(Object.fromEntries(tables) as unknown as Omit<Dossier, "person" | "protected" | "economy">),
    person: blankPerson(id, opened.office),
    protected: blankProtected(id),
    economy: blankRecord("economy", { id: siblingId(id, "economy"), personId: id }),
  };
  const officeHeader = { province: "", parentUnit: opened.officeName, baseUnit: "" };
  return makeSheet(form, { dossier, printDate, officeHeader, codes: [] });
}

/** The portrait's bytes; a form without them is still a form. */
async function readPortrait({ desktop }: Office, { attachment }: Dossier): Promise<Blob | null> {
  const blob = portraitOf(attachment);
  if (blob === null) return null;
  const read = await desktop.call("blob.read", { blob });
  return read.ok ? new Blob([new Uint8Array(read.value.bytes)], { type: read.value.media }) : null;
}

/**
 * The three lines above the form, from the unit a person serves in upwards, as the units were on the day.
 * Of a unit that is no longer there its last name stands: the file still belongs to whoever followed it, and a blank says less.
 */
export function headerFor(
  versions: UnitVersions,
  unitId: RecordId<"unit"> | null,
  day: IsoDate,
): SheetInput["officeHeader"] {
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

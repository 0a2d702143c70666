import { earliestDay, latestDay } from "../dates.ts";
import { groupBy } from "../group-by.ts";
import type { PartialDate, RecordId } from "../primitives.ts";
import type { UnitVersion } from "../unit.ts";
import { type UnitVersions, versionsByUnit } from "../units.ts";
import type { WorkbookContext } from "./context.ts";
import type { SheetRow } from "./read-sheet.ts";
import { given, type Tally } from "./tally.ts";

/** Units as they stand once the workbook is taken. */
export interface UnitsRead {
  /** The unit that bears a code; where several did, the one that bore it on the day, else the last. */
  readonly unitOf: (code: string, day: PartialDate | null) => RecordId<"unit"> | null;
  readonly versions: UnitVersions;
}

/**
 * Rows with one code are versions of one unit; their periods must not meet. The unit on file that bears the code in
 * any of these periods is meant; where none does, the State has given the code to another unit, and it is new.
 */
export function readUnits(rows: readonly SheetRow<"units">[], context: WorkbookContext, tally: Tally): UnitsRead {
  const { unitVersions, units } = context.onFile;
  const versions = new Map(unitVersions.filter((each) => !each.withdrawn).map((version) => [version.id, version]));
  const byCode = groupBy(rows, (row) => row.values.code);
  const unitIds = new Map(
    [...byCode].map(([code, own]) => [code, unitOnFile(code, own, unitVersions) ?? context.newId("unit")]),
  );
  const bearers = groupBy<Bearer, string>(
    [
      ...versions.values(),
      ...rows.flatMap(({ values: { code, from, to } }): Bearer[] => {
        const unitId = code === null ? undefined : unitIds.get(code);
        return code === null || unitId === undefined ? [] : [{ code, unitId, from, to }];
      }),
    ],
    (bearer) => bearer.code,
  );
  const unitOf: UnitsRead["unitOf"] = (code, day) => bearerOn(bearers.get(code) ?? [], day)?.unitId ?? null;

  for (const [code, own] of byCode) {
    const id = unitIds.get(code);
    const [first] = own;
    if (id === undefined || first === undefined) continue;
    for (const [index, row] of own.entries()) {
      if (own.slice(0, index).some((other) => meet(other.values, row.values))) row.refuse("code", "twice");
    }
    const { tree } = first.values;
    const unit = units.find((each) => each.id === id) ?? null;
    if (tree !== null) tally.put(unit, { ...(unit ?? { id, withdrawn: false }), tree });
    for (const row of own) {
      const version = versionFrom(row, id, unitOf, context);
      if (version === null) continue;
      tally.put(version.before, version.after);
      versions.set(version.after.id, version.after);
    }
  }
  return { unitOf, versions: versionsByUnit([...versions.values()]) };
}

function versionFrom(
  row: SheetRow<"units">,
  unitId: RecordId<"unit">,
  unitOf: UnitsRead["unitOf"],
  { onFile, newId }: WorkbookContext,
): { readonly before: UnitVersion | null; readonly after: UnitVersion } | null {
  const { tree: _tree, parent, locality, ...rest } = row.values;
  const { code, name, level, from } = rest;
  const [parentId, localityId] = [
    parent === null ? null : unitOf(parent, from),
    locality === null ? null : unitOf(locality, from),
  ];
  if (parent !== null && parentId === null) row.refuse("parent", "unknown-unit");
  if (locality !== null && localityId === null) row.refuse("locality", "unknown-unit");
  if (code === null || name === null || level === null) return null; // named already as missing
  const before = onFile.unitVersions.find((version) => version.unitId === unitId && version.from === from) ?? null;
  const blank = { type: "", bloc: null, parentId: null, localityId: null, from: null, to: null, document: "" };
  return {
    before,
    after: {
      ...(before ?? { id: newId("unit-version"), unitId, withdrawn: false, ...blank }),
      ...given(rest),
      ...given({ parentId, localityId: localityId === unitId ? null : localityId }),
      code,
      name,
      level,
    },
  };
}

interface Period {
  readonly from: PartialDate | null;
  readonly to: PartialDate | null;
}

const meet = (a: Period, b: Period): boolean =>
  (a.from === null || b.to === null || earliestDay(a.from) <= latestDay(b.to)) &&
  (b.from === null || a.to === null || earliestDay(b.from) <= latestDay(a.to));

function unitOnFile(
  code: string,
  rows: readonly SheetRow<"units">[],
  versions: readonly UnitVersion[],
): RecordId<"unit"> | null {
  const bearers = versions.filter((version) => version.code === code);
  return bearers.find((version) => rows.some((row) => meet(version, row.values)))?.unitId ?? null;
}

interface Bearer extends Period {
  readonly code: string;
  readonly unitId: RecordId<"unit">;
}

function bearerOn(bearers: readonly Bearer[], day: PartialDate | null): Bearer | undefined {
  const then = day === null ? undefined : bearers.find((bearer) => meet(bearer, { from: day, to: day }));
  return then ?? bearers.toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1)).at(-1);
}

import { nameOfCode } from "../codes/code-list.ts";
import { degrees, politicalTheory } from "../codes/education-codes.ts";
import { directions } from "../codes/move-codes.ts";
import { stateManagement } from "../codes/training-codes.ts";
import { latestDay, monthsBetween } from "../dates.ts";
import { exchangesOf } from "../exchanges.ts";
import type { IsoDate, PartialDate, RecordId } from "../primitives.ts";
import { Direction, type Rotation } from "../rotation.ts";
import { type CountedPerson, type FactRecords, startFactsOf } from "../rotations/facts-at-start.ts";
import { plannedEndOf, stateOn } from "../rotations/procedure.ts";
import { type UnitVersions, unitName, versionOn } from "../units.ts";
import {
  type AgeBands,
  codedFamily,
  directionFamily,
  type FactedMove,
  groupFamilies,
  kindFamily,
  levelFamily,
  usualBands,
  wayFamily,
} from "./families.ts";
import { type CountedMove, countedMoves, isRotation, type MoveRecords, type MovesPeriod } from "./moves.ts";
import { type Family, type ReportSheet, reportOf } from "./sheet.ts";
import { titleGroup, titleGroupNames, titleGroups } from "./title-group.ts";

/** What reports of moves read: open kinds only. */
export interface ReportRecords extends MoveRecords, FactRecords {}

/** Which moves count. Rotation proper leaves out moves inside one body. */
export type Scope = "rotation" | "all";

/**
 * moves of a period by office, direction and level, with the groups as on the first day of each.
 *
 * @param rows  the office a move counts for: the place reached, or the place left
 */
export function movesByOffice(
  records: ReportRecords,
  period: MovesPeriod,
  { scope = "rotation", rows = "reached", bands = usualBands }: Partial<ReportOptions> = {},
): ReportSheet {
  return officeSheet(factedMoves(records, period, scope), records.versions, { rows, bands });
}

/** R-1 of moves that were counted already. */
export function officeSheet(
  items: readonly FactedMove[],
  versions: UnitVersions,
  { rows, bands }: Pick<ReportOptions, "rows" | "bands">,
): ReportSheet {
  return reportOf(
    "R-1",
    items,
    ({ move, day }) => officeOf(rows === "reached" ? move.toUnitId : move.fromUnitId, day, versions),
    [wayFamily, directionFamily, levelFamily, kindFamily, exchangeFamily(items), ...groupFamilies<FactedMove>(bands)],
    idOf,
  );
}

/** Whether a move is a leg of a closed exchange among these. */
function exchangeFamily(items: readonly FactedMove[]): Family<FactedMove> {
  const { closed } = exchangesOf(items.map(({ move }) => move));
  const pairs = new Set(closed.filter(({ legs }) => legs.length === 2).flatMap(({ legs }) => legs.map(({ id }) => id)));
  const rings = new Set(closed.filter(({ legs }) => legs.length > 2).flatMap(({ legs }) => legs.map(({ id }) => id)));
  return {
    name: "exchange",
    columns: [
      { key: "pair", vi: "Trong cặp hoán đổi" },
      { key: "ring", vi: "Trong vòng hoán đổi" },
      { key: "none", vi: "Không hoán đổi" },
    ],
    of: ({ move }) => (pairs.has(move.id) ? "pair" : rings.has(move.id) ? "ring" : "none"),
  };
}

/** All moves of a period by direction: kinds and exchanges. The table of moves as one sheet. */
export const waysSheet = (items: readonly FactedMove[]): ReportSheet =>
  reportOf(
    "ways",
    items,
    ({ direction }) =>
      direction === null
        ? null
        : {
            key: String(Direction.options.indexOf(direction)),
            label: nameOfCode(directions, direction),
          },
    [
      kindFamily,
      exchangeFamily(items.filter(({ move, direction }) => isRotation(move.kind) && direction !== "INTERNAL")),
    ],
    idOf,
  );

export interface ReportOptions {
  readonly scope: Scope;
  readonly rows: "reached" | "left";
  readonly bands: AgeBands;
}

/** what became of the moves of a period by a day, by office reached. */
export const resultsByOffice = (records: ReportRecords, period: MovesPeriod, day: IsoDate): ReportSheet =>
  resultSheet(factedMoves(records, period, "rotation"), records.versions, day);

/** R-2 of moves that were counted already. */
export function resultSheet(items: readonly FactedMove[], versions: UnitVersions, day: IsoDate): ReportSheet {
  const result: Family<FactedMove> = {
    name: "result",
    columns: [
      { key: "HIGHER", vi: "Bố trí cao hơn" },
      { key: "EQUAL", vi: "Tương đương" },
      { key: "RETURN", vi: "Trở lại" },
      { key: "STAY", vi: "Ở lại" },
      { key: "NEXT", vi: "Luân chuyển tiếp" },
      { key: "LOWER", vi: "Thấp hơn" },
      { key: "RECALL", vi: "Rút về trước hạn" },
      { key: "OTHER", vi: "Nghỉ hưu, khác" },
      { key: "UNDER_6", vi: "Đang luân chuyển, còn dưới 6 tháng" },
      { key: "UNDER_12", vi: "Đang luân chuyển, còn 6 đến 12 tháng" },
      { key: "OVER_12", vi: "Đang luân chuyển, còn trên 12 tháng" },
      { key: "OVERDUE", vi: "Quá hạn chưa bố trí" },
      { key: "COMING", vi: "Chưa đến ngày" },
      { key: "?", vi: "Đang luân chuyển, chưa rõ thời hạn" },
    ],
    of: ({ move }) => resultOn(move, day),
  };
  return reportOf("R-2", items, ({ move, day: then }) => officeOf(move.toUnitId, then, versions), [result], idOf);
}

/** rotated cadres by the group of the title taken. Nothing protected is read: the form's column of religion stays empty. */
export const movesByStructure = (
  records: ReportRecords,
  period: MovesPeriod,
  bands: AgeBands = usualBands,
): ReportSheet => structureSheet(factedMoves(records, period, "rotation"), records.persons, bands);

/** R-3 of moves that were counted already. */
export function structureSheet(
  items: readonly FactedMove[],
  persons: FactRecords["persons"],
  bands: AgeBands,
): ReportSheet {
  const personOf = ({ move }: FactedMove): CountedPerson | null => persons.get(move.personId) ?? null;
  const families: readonly Family<FactedMove>[] = [
    ...groupFamilies<FactedMove>(bands),
    {
      name: "party",
      columns: [
        { key: "member", vi: "Đảng viên" },
        { key: "?", vi: "Chưa rõ" },
      ],
      of: (item) => (personOf(item)?.partyJoinDate == null ? null : "member"),
    },
    codedFamily("degree", degrees, (item) => personOf(item)?.highestDegree ?? null),
    codedFamily("theory", politicalTheory, (item) => personOf(item)?.politicalTheory ?? null),
    codedFamily("stateManagement", stateManagement, (item) => personOf(item)?.stateManagement ?? null),
    {
      name: "rating",
      columns: [
        { key: "XS", vi: "Hoàn thành xuất sắc" },
        { key: "TOT", vi: "Hoàn thành tốt" },
        { key: "HT", vi: "Hoàn thành" },
        { key: "KHT", vi: "Không hoàn thành" },
        { key: "?", vi: "Chưa rõ" },
      ],
      of: ({ facts }) => facts?.rating ?? null,
    },
  ];
  return reportOf(
    "R-3",
    items,
    ({ move }) => {
      const group = titleGroup(move.toTitle);
      return { key: String(titleGroups.indexOf(group)).padStart(2, "0"), label: titleGroupNames[group] };
    },
    families,
    idOf,
  );
}

export interface Arrangements {
  readonly sheet: ReportSheet;
  readonly lines: readonly ArrangedLine[];
  readonly people: number;
  readonly places: number;
}

/** arrangement in the term and at congress, by place; each line has the titles left and taken. */
export const arrangements = (records: ReportRecords, period: MovesPeriod): Arrangements =>
  arrangementSheet(
    countedMoves(records, period).counted.map((item): FactedMove => ({ ...item, facts: null })),
    records.versions,
  );

/** R-4 of moves that were counted already; other kinds are passed over. */
export function arrangementSheet(all: readonly FactedMove[], versions: UnitVersions): Arrangements {
  const items = all.filter(({ move }) => move.kind === "SAP_XEP" || move.kind === "SAP_XEP_DAI_HOI");
  const when: Family<FactedMove> = {
    name: "when",
    columns: [
      { key: "SAP_XEP", vi: "Trước đại hội" },
      { key: "SAP_XEP_DAI_HOI", vi: "Tại đại hội" },
    ],
    of: ({ move }) => move.kind,
  };
  const placeOf = ({ place, day }: FactedMove) =>
    place === null ? null : { key: place, label: unitName(versions, place, day) };
  return {
    sheet: reportOf("R-4", items, placeOf, [when], idOf),
    lines: items.map(({ move, place }) => ({
      id: move.id,
      place,
      personId: move.personId,
      left: move.fromTitle,
      taken: move.toTitle,
      on: move.start,
    })),
    people: new Set(items.map(({ move }) => move.personId)).size,
    places: new Set(items.flatMap(({ place }) => place ?? [])).size,
  };
}

export interface ArrangedLine {
  readonly id: RecordId<"rotation">;
  readonly place: RecordId<"unit"> | null;
  readonly personId: RecordId<"person">;
  readonly left: string;
  readonly taken: string;
  readonly on: PartialDate | null;
}

/** Whether a move is of those that count. */
export const inScope = ({ move, direction }: CountedMove, scope: Scope): boolean =>
  scope === "all" || (isRotation(move.kind) && direction !== "INTERNAL");

/** The moves that count, with who each person was on the first day. */
export function factedMoves(records: ReportRecords, period: MovesPeriod, scope: Scope): readonly FactedMove[] {
  return countedMoves(records, period)
    .counted.filter((item) => inScope(item, scope))
    .map((item) => ({ ...item, facts: startFactsOf(item.move, records) }));
}

/**
 * The office a unit belongs to: the unit directly below the province in which it sits, a district until 30/06/2025 and a
 * commune since; bodies of the province itself are the province's own. Null where the unit is not known on the day.
 */
export function officeOf(
  unitId: RecordId<"unit"> | null,
  day: PartialDate | null,
  versions: UnitVersions,
): { readonly key: string; readonly label: string } | null {
  if (unitId === null || day === null) return null;
  const seen = new Set<RecordId<"unit">>();
  for (let version = versionOn(versions, unitId, day); version !== null && !seen.has(version.unitId); ) {
    seen.add(version.unitId);
    if (version.localityId !== null && version.localityId !== version.unitId) {
      version = versionOn(versions, version.localityId, day);
      continue;
    }
    const above: ReturnType<typeof versionOn> =
      version.parentId === null ? null : versionOn(versions, version.parentId, day);
    if (above === null || above.level === "TINH" || above.level === "TW" || version.level === "TINH")
      return { key: version.unitId, label: version.name };
    version = above;
  }
  return null;
}

/** Where a move stands on a day, as R-2 counts it. */
function resultOn(move: Rotation, day: IsoDate): string | null {
  const state = stateOn(move, day);
  if (state === "DECIDE") return "COMING";
  if (state === "RECALLED") return "RECALL";
  if (state === "FINISHED")
    return ["HIGHER", "EQUAL", "RETURN", "STAY", "NEXT", "LOWER"].includes(move.outcome) ? move.outcome : "OTHER";
  const planned = plannedEndOf(move);
  if (planned === null) return null;
  const last = latestDay(planned);
  if (last < day) return "OVERDUE";
  const left = monthsBetween(day, last).most;
  return left < 6 ? "UNDER_6" : left < 12 ? "UNDER_12" : "OVER_12";
}

const idOf = ({ move }: FactedMove): RecordId => move.id;

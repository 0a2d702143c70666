import { earliestDay, latestDay } from "../dates.ts";
import type { Decision } from "../decision.ts";
import { decidingDay, directionOfMove } from "../direction.ts";
import { type Exchange, exchangesOf } from "../exchanges.ts";
import type { IsoDate, PartialDate, RecordId } from "../primitives.ts";
import { Direction, type MoveKind, type MoveState, type Rotation } from "../rotation.ts";
import { type Bloc, Level, type UnitVersion } from "../unit.ts";
import { isWithin, localityOf, type UnitVersions, versionOn, versionsByUnit } from "../units.ts";
import type { TitleGroup } from "./title-group.ts";

/** What the table reads: open kinds only. */
export interface MoveRecords {
  readonly rotations: Iterable<Rotation>;
  readonly decisions: Iterable<Decision>;
  readonly unitVersions: readonly UnitVersion[];
}

/** Both days belong to the period. `unit`: only moves that leave or reach this unit, its bodies or what lies below it. */
export interface MovesPeriod {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly unit?: RecordId<"unit">;
}

/** A number is the length of the list of moves behind it. */
export type MoveIds = readonly RecordId<"rotation">[];

/** `null`: the direction is not known (a unit is missing, or was not there on the deciding day). */
export interface MovesRow {
  readonly direction: Direction | null;
  readonly byKind: Readonly<Record<MoveKind, MoveIds>>;
  readonly total: MoveIds;
}

/** One closed exchange; `legs` are its moves. */
export interface ExchangeCount {
  readonly group: string;
  readonly titles: TitleGroup;
  readonly legs: MoveIds;
}

/** "94 cán bộ / 28 đơn vị": each person and each place once. */
export interface ArrangementCount {
  readonly moves: MoveIds;
  readonly people: readonly RecordId<"person">[];
  readonly places: readonly RecordId<"unit">[];
}

/** Moves from one level to another (or on one level); null: a level that is not known. Only steps that occurred. */
export interface LevelStep {
  readonly from: Level | null;
  readonly to: Level | null;
  readonly moves: MoveIds;
}

export interface MovesTable {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly rows: readonly MovesRow[]; // every direction, then `null`; also rows of zeros
  readonly byKind: Readonly<Record<MoveKind, MoveIds>>; // column totals
  readonly total: MoveIds; // all moves of the period
  /** The same moves by level, highest first: "từ tỉnh về huyện", "từ huyện về xã", "giữa các xã" … */
  readonly byLevel: readonly LevelStep[];
  /** LUAN_CHUYEN and HOAN_DOI, without moves inside one body. */
  readonly rotation: MoveIds;
  readonly arrangement: {
    readonly beforeCongress: ArrangementCount; // SAP_XEP
    readonly atCongress: ArrangementCount; // SAP_XEP_DAI_HOI
  };
  readonly pairs: readonly ExchangeCount[]; // two legs that mirror each other
  readonly rings: readonly ExchangeCount[]; // three legs and more
  /** Moves that may or may not belong to the period: no start, or one too inexact. Not counted above. */
  readonly undecided: MoveIds;
}

/**
 * Moves of a period by direction and kind (report R-1), rotation and arrangement apart.
 *
 * A move belongs to the period by its first day at the new place. Its direction is the office's own where it gave a
 * reason, else that of both units on the day of the decision, or on the first day where there is no decision.
 * Exchanges are counted among rotations only (LUAN_CHUYEN, HOAN_DOI), by legs that mirror each other, all of them in
 * the period. Withdrawn and cancelled moves and mere proposals are passed over. Rows, columns and the whole add up: the same ids, each once.
 */
export function movesTable(records: MoveRecords, period: MovesPeriod): MovesTable {
  const { counted, undecided } = countedMoves(records, period);
  return tableOfMoves(period, counted, ids(undecided));
}

/** The table of moves that were counted already, e.g. those that fit a filter. */
export function tableOfMoves(
  period: Pick<MovesPeriod, "from" | "to">,
  counted: readonly CountedMove[],
  undecided: MoveIds,
): MovesTable {
  const rotations = counted.filter(({ move, direction }) => isRotation(move.kind) && direction !== "INTERNAL");
  const { closed } = exchangesOf(rotations.map(({ move }) => move));
  return {
    from: period.from,
    to: period.to,
    rows: [...Direction.options, null].map((direction) => {
      const own = counted.filter((each) => each.direction === direction);
      return { direction, byKind: byKind(own), total: ids(own) };
    }),
    byKind: byKind(counted),
    total: ids(counted),
    byLevel: levelSteps(counted),
    rotation: ids(rotations),
    arrangement: {
      beforeCongress: arrangementOf(counted, "SAP_XEP"),
      atCongress: arrangementOf(counted, "SAP_XEP_DAI_HOI"),
    },
    pairs: closed.filter((exchange) => exchange.legs.length === 2).map(exchangeCount),
    rings: closed.filter((exchange) => exchange.legs.length > 2).map(exchangeCount),
    undecided,
  };
}

/**
 * The moves that count in a period, each with what it counts by: the one way in which every report counts them.
 *
 * @returns undecided: moves that may or may not belong to the period
 */
export function countedMoves(
  records: MoveRecords,
  period: MovesPeriod,
): { readonly counted: readonly CountedMove[]; readonly undecided: readonly CountedMove[] } {
  const work = countedMovesInSteps(records, period);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** As `countedMoves`, pausing after every so many moves, so that a worker can answer in between. */
export function* countedMovesInSteps(
  records: MoveRecords,
  period: MovesPeriod,
  step = 200,
): Generator<undefined, { readonly counted: readonly CountedMove[]; readonly undecided: readonly CountedMove[] }> {
  const versions = versionsByUnit(records.unitVersions);
  const decisions = new Map<string, Decision>();
  for (const decision of records.decisions) if (!decision.withdrawn) decisions.set(decision.id, decision);
  const counted: CountedMove[] = [];
  const undecided: CountedMove[] = [];
  let done = 0;
  for (const move of records.rotations) {
    done += 1;
    if (done % step === 0) yield;
    const decision = move.decisionId === null ? null : (decisions.get(move.decisionId) ?? null);
    const belongs = belongsTo(move, period);
    if (belongs === "no" || !touches(move, decision, versions, period.unit)) continue;
    const left = versionThen(move.fromUnitId, move, decision, versions);
    const reached = versionThen(move.toUnitId, move, decision, versions);
    (belongs === "yes" ? counted : undecided).push({
      move,
      direction: directionOfMove(move, decision, versions).direction,
      from: left?.level ?? null,
      to: reached?.level ?? null,
      bloc: reached?.bloc ?? null,
      place: reached === null ? move.toUnitId : localityOf(reached),
      day: decidingDay(move, decision),
    });
  }
  return { counted, undecided };
}

/** Whether a move was decided and not cancelled; one without a procedure was recorded because it happened. */
const counts = ({ withdrawn, state }: Rotation): boolean =>
  !withdrawn && (state === null || !notCounted.includes(state));
const notCounted: readonly MoveState[] = [
  "PROPOSE_POLICY",
  "PROPOSE_PERSON",
  "PREPARE",
  "CONSULT",
  "DECIDE",
  "CANCELLED",
];

/** Rotation proper, as counted apart from transfers, reinforcement and arrangement. */
export const isRotation = (kind: MoveKind): boolean => kind === "LUAN_CHUYEN" || kind === "HOAN_DOI";

/** A move with the direction it counts under and the levels it goes from and to. */
export interface CountedMove {
  readonly move: Rotation;
  readonly direction: Direction | null;
  readonly from: Level | null;
  readonly to: Level | null;
  readonly bloc: Bloc | null; // of the body reached
  /** The commune or other place reached: its Party committee and its People's Committee are one. */
  readonly place: RecordId<"unit"> | null;
  readonly day: PartialDate | null; // on which both units are looked up
}

/** Whether a move counts in a period by its first day; maybe: that day is missing or too inexact. */
export function belongsTo(move: Rotation, { from, to }: Pick<MovesPeriod, "from" | "to">): "yes" | "no" | "maybe" {
  if (!counts(move)) return "no";
  if (move.start === null) return "maybe";
  const [first, last] = [earliestDay(move.start), latestDay(move.start)];
  if (last < from || first > to) return "no";
  return from <= first && last <= to ? "yes" : "maybe";
}

function touches(
  move: Rotation,
  decision: Decision | null,
  versions: UnitVersions,
  unit: RecordId<"unit"> | undefined,
): boolean {
  if (unit === undefined) return true;
  const day = decidingDay(move, decision);
  return [move.fromUnitId, move.toUnitId].some((each) => each !== null && isWithin(versions, each, unit, day));
}

function versionThen(
  unitId: RecordId<"unit"> | null,
  move: Rotation,
  decision: Decision | null,
  versions: UnitVersions,
): UnitVersion | null {
  const day = decidingDay(move, decision);
  return day === null || unitId === null ? null : versionOn(versions, unitId, day);
}

const levelSteps = (moves: readonly CountedMove[]): LevelStep[] =>
  [...Level.options, null].flatMap((from) =>
    [...Level.options, null].flatMap((to) => {
      const own = moves.filter((each) => each.from === from && each.to === to);
      return own.length === 0 ? [] : [{ from, to, moves: ids(own) }];
    }),
  );

const ids = (moves: readonly CountedMove[]): MoveIds => moves.map(({ move }) => move.id);

function byKind(moves: readonly CountedMove[]): Readonly<Record<MoveKind, MoveIds>> {
  const cells: Record<MoveKind, RecordId<"rotation">[]> = {
    LUAN_CHUYEN: [],
    HOAN_DOI: [],
    DIEU_DONG: [],
    BIET_PHAI: [],
    TANG_CUONG: [],
    SAP_XEP: [],
    SAP_XEP_DAI_HOI: [],
  };
  for (const { move } of moves) cells[move.kind].push(move.id);
  return cells;
}

function arrangementOf(moves: readonly CountedMove[], kind: MoveKind): ArrangementCount {
  const own = moves.filter(({ move }) => move.kind === kind);
  return {
    moves: ids(own),
    people: [...new Set(own.map(({ move }) => move.personId))],
    places: [...new Set(own.flatMap(({ place }) => (place === null ? [] : [place])))],
  };
}

const exchangeCount = ({ group, titles, legs }: Exchange): ExchangeCount => ({
  group,
  titles,
  legs: legs.map((leg) => leg.id),
});

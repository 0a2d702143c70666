import { daysAfter, earliestDay } from "../../../shared/domain/dates.ts";
import { groupBy } from "../../../shared/domain/group-by.ts";
import { compareNames } from "../../../shared/domain/names.ts";
import type { IsoDate, PartialDate, RecordId } from "../../../shared/domain/primitives.ts";
import type { Rotation } from "../../../shared/domain/rotation.ts";
import {
  type NextStep,
  nextSteps,
  overdueSince,
  procedure,
  type ShownState,
  shownState,
  shownStates,
} from "../../../shared/domain/rotations/procedure.ts";
import type { ProcedureName } from "../../../shared/domain/rotations/procedure-step.ts";
import type { CheckedRule } from "../../../shared/domain/rules/parameters.ts";
import { type DueKind, type DueLine, dueKinds } from "../../../shared/domain/statistics/due-lists.ts";
import { unitName } from "../../../shared/domain/units.ts";
import type { RotationGround } from "./ground.ts";
import { inSlices } from "./in-slices.ts";
import { makeMoveDesk } from "./move-desk.ts";
import { gatherDue } from "./work-due.ts";

export type { DueKind } from "../../../shared/domain/statistics/due-lists.ts";

/** How far a list of due dates looks: what is late, or so many days from the day on, both ends included. */
export const dueRanges = ["overdue", "30", "90", "365"] as const;
export type DueRange = (typeof dueRanges)[number];

/** What a board has a line for: papers of a proposal wait with their move. */
export type BoardKind = Exclude<DueKind, "dossier">;
export const boardKinds = dueKinds.filter((kind): kind is BoardKind => kind !== "dossier");

export interface WorkQuery {
  readonly day: IsoDate | null; // null: today
  readonly range: DueRange;
  readonly kind: BoardKind | null; // null: any
  readonly most: number; // rows wanted
}

/** A line of a list with due dates, in words. */
export interface DueRow {
  readonly kind: BoardKind;
  readonly due: IsoDate;
  readonly days: number; // until then; below 0: late
  readonly personId: RecordId<"person"> | null;
  readonly name: string; // "" where it is about a place
  readonly title: string;
  readonly unit: string;
  readonly about: string; // year of an assessment, key of a gap
  readonly record: RecordId; // the first behind it: the move, the gap, the entry of the plan
  readonly postId: RecordId<"post"> | null;
}

/** The board of work in hand. */
export interface WorkBoard {
  readonly day: IsoDate;
  readonly ranges: Readonly<Record<DueRange, number>>; // each longer look holds the shorter ones; none holds what is late
  readonly kinds: Readonly<Record<BoardKind, number>>; // in the range asked for; their sum is its number
  readonly total: number; // rows there are, of the range and kind asked for
  readonly rows: readonly DueRow[]; // by day
  readonly states: Readonly<Record<ShownState, number>>; // of all moves, each once
  readonly overdue: number; // of those that go on, how many are over their planned end
  readonly waiting: number; // rows of `workWaiting`
}

/** A move that waits for somebody: its next step is open, it has not begun, or it is over and nobody said what became of it. */
export interface WaitingRow {
  readonly why: "overdue" | "coming" | "step";
  readonly rotationId: RecordId<"rotation">;
  readonly personId: RecordId<"person">;
  readonly name: string;
  readonly title: string; // of the post to be taken
  readonly unit: string; // where
  readonly step: ProcedureName | null; // the next one
  readonly missing: NextStep["missing"]; // before it is left
  readonly on: PartialDate | null; // overdue: last planned day; coming: first day; step: when the last one was taken
}

/** Rules that warn about a move that waits, without a recorded reason to go on. */
export interface OpenWarning {
  readonly rotationId: RecordId<"rotation">;
  readonly rules: readonly CheckedRule[];
}

/** What is asked about work in hand. */
export interface WorkQueries {
  workBoard(query: WorkQuery): Promise<WorkBoard>;
  /** What waits for somebody: overdue first, then what begins soonest, then proposals, those nearest to their decision first. */
  workWaiting(query: { readonly day: IsoDate | null }): Promise<readonly WaitingRow[]>;
  /** Apart from the rows, for it takes a rule book for each of them. Moves without a warning are left out. */
  workWarnings(query: { readonly day: IsoDate | null }): Promise<readonly OpenWarning[]>;
  /** Late, and due within 30 days. */
  workCount(): Promise<number>;
}

/** Each question once: one that is left out does not compile. */
export const workQueries: Readonly<Record<keyof WorkQueries, true>> = {
  workBoard: true,
  workWaiting: true,
  workWarnings: true,
  workCount: true,
};

export function makeWorkDesk(ground: RotationGround): WorkQueries {
  const moveDesk = makeMoveDesk(ground);
  let known: { readonly of: string; readonly lines: Promise<readonly DueLine[]> } | null = null;
  const dueOn = (day: IsoDate): Promise<readonly DueLine[]> => {
    const of = `${ground.changes()} ${day}`;
    if (known?.of !== of) {
      const lines = ground.ready().then(() => inSlices(gatherDue(ground, day)));
      known = { of, lines };
      lines.catch(() => {
        if (known?.lines === lines) known = null; // asked again, it is tried again
      });
    }
    return known.lines;
  };
  const waitingOn = (day: IsoDate): readonly WaitingRow[] => {
    const steps = groupBy(ground.all("procedure-step"), ({ rotationId }) => rotationId);
    const dossier = groupBy(ground.all("dossier-item"), ({ rotationId }) => rotationId);
    const rows = ground.all("rotation").flatMap((move): WaitingRow[] => {
      const own = steps.get(move.id) ?? [];
      const about = waitsFor(move, day);
      if (about === null) return [];
      const next = about.why === "step" ? nextSteps(move, own, dossier.get(move.id) ?? [], day)[0] : undefined;
      const taken = own.flatMap(({ state, date }) => (state === "DONE" && date !== null ? [date] : [])).toSorted();
      return [
        {
          ...about,
          rotationId: move.id,
          personId: move.personId,
          name: ground.nameOf(move.personId),
          title: move.toTitle,
          unit: unitOn(ground, move.toUnitId, day),
          step: next === undefined || next.step === "CANCEL" ? null : next.step,
          missing: next?.missing ?? [],
          on: about.why === "step" ? (taken.at(-1) ?? null) : about.on,
        },
      ];
    });
    return rows.toSorted(byUrgency);
  };
  return {
    workBoard: async ({ day: asked, range, kind, most }) => {
      const day = asked ?? ground.today();
      const lines = await dueOn(day);
      const inRange = lines.filter((line) => isIn(line, range, day));
      const wanted = kind === null ? inRange : inRange.filter(({ list }) => list === kind);
      const states = ground.all("rotation").map((move) => shownState(move, day));
      return {
        day,
        ranges: countsOf(dueRanges, (each) => lines.filter((line) => isIn(line, each, day)).length),
        kinds: countsOf(boardKinds, (each) => inRange.filter(({ list }) => list === each).length),
        total: wanted.length,
        rows: wanted.slice(0, most).map((line) => rowOf(ground, line, day)),
        states: countsOf(shownStates, (each) => states.filter((state) => state === each).length),
        overdue: ground.all("rotation").filter((move) => overdueSince(move, day) !== null).length,
        waiting: ground.all("rotation").filter((move) => waitsFor(move, day) !== null).length,
      };
    },
    workWaiting: async ({ day }) => waitingOn(day ?? ground.today()),
    workWarnings: async ({ day: asked }) => {
      const day = asked ?? ground.today();
      const open: OpenWarning[] = [];
      for (const move of ground.all("rotation")) {
        const why = waitsFor(move, day)?.why;
        if (why !== "step" && why !== "coming") continue;
        const judged = await moveDesk.moveRules(move.id);
        const rules = (judged?.evaluations ?? [])
          .filter(({ result, severity, overridden }) => result === "not-met" && severity === "W" && overridden === null)
          .map(({ rule }) => rule);
        if (rules.length > 0) open.push({ rotationId: move.id, rules });
        await new Promise((give) => setTimeout(give, 0)); // each takes milliseconds: others have their turn between
      }
      return open;
    },
    workCount: async () => {
      const day = ground.today();
      return (await dueOn(day)).filter((line) => isIn(line, "overdue", day) || isIn(line, "30", day)).length;
    },
  };
}

/** What a move waits for, and the day that goes with it; null: nothing. */
function waitsFor(
  move: Rotation,
  day: IsoDate,
): { readonly why: WaitingRow["why"]; readonly on: PartialDate | null } | null {
  const late = overdueSince(move, day);
  if (late !== null) return { why: "overdue", on: late };
  const state = shownState(move, day);
  if (state === "COMING") return { why: "coming", on: move.start };
  return procedure.some((step) => step === state) ? { why: "step", on: null } : null;
}

function isIn({ due, list }: DueLine, range: DueRange, day: IsoDate): boolean {
  if (due === null || list === "dossier") return false;
  return range === "overdue" ? due < day : due >= day && due <= daysAfter(day, Number(range));
}

function rowOf(ground: RotationGround, line: DueLine, day: IsoDate): DueRow {
  const { list, personId, title, unitId, about, records } = line;
  const due = line.due ?? day;
  const post = records.find((id): id is RecordId<"post"> => id.startsWith("post:"));
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- papers are left out by `isIn`
    kind: list as BoardKind,
    due,
    days: Math.round((Date.parse(due) - Date.parse(day)) / 86_400_000),
    personId,
    name: personId === null ? "" : ground.nameOf(personId),
    title,
    unit: unitOn(ground, unitId, day),
    about,
    record: records[0] ?? personId ?? "gap:",
    postId: post ?? null,
  };
}

/** A unit's name on a day, or as last known. */
const unitOn = (ground: RotationGround, unitId: RecordId<"unit"> | null, day: IsoDate): string =>
  unitId === null ? "" : unitName(ground.versions(), unitId, day) || unitName(ground.versions(), unitId, null);

const countsOf = <Name extends string>(
  names: readonly Name[],
  count: (name: Name) => number,
): Readonly<Record<Name, number>> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each name once
  Object.fromEntries(names.map((name) => [name, count(name)])) as Record<Name, number>;

const whys: readonly WaitingRow["why"][] = ["overdue", "coming", "step"];
const dayOf = ({ on }: WaitingRow): string => (on === null ? "9" : earliestDay(on));
const steps: readonly (ProcedureName | null)[] = procedure;
const stepOf = ({ step }: WaitingRow): number => steps.indexOf(step);
const byUrgency = (a: WaitingRow, b: WaitingRow): number =>
  whys.indexOf(a.why) - whys.indexOf(b.why) ||
  stepOf(b) - stepOf(a) ||
  (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0) ||
  compareNames(a.name, b.name) ||
  (a.rotationId < b.rotationId ? -1 : 1);

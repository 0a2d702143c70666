import { earliestDay } from "../../../shared/domain/dates.ts";
import { lastReviews } from "../../../shared/domain/plan-review.ts";
import type { IsoDate, RecordId } from "../../../shared/domain/primitives.ts";
import { Direction, type Rotation } from "../../../shared/domain/rotation.ts";
import { type CountedPerson, type FactRecords, startFactsOf } from "../../../shared/domain/rotations/facts-at-start.ts";
import type { StartFacts } from "../../../shared/domain/rotations/start-facts.ts";
import { type OpenSheet, openSheet, openTeam } from "../../../shared/domain/statistics/counted-sheet.ts";
import { type DueLine, dueInTurn, dueKinds, dueNames } from "../../../shared/domain/statistics/due-lists.ts";
import { dueTermsOf } from "../../../shared/domain/statistics/due-terms.ts";
import { bandOf, type FactedMove, usualBands } from "../../../shared/domain/statistics/families.ts";
import { type FlowMap, flowsOf } from "../../../shared/domain/statistics/flows.ts";
import type { Figure, ReportLines } from "../../../shared/domain/statistics/kept-report.ts";
import { asksOfPerson, fitsFilters } from "../../../shared/domain/statistics/move-filters.ts";
import {
  type CountedMove,
  countedMovesInSteps,
  type MovesTable,
  tableOfMoves,
} from "../../../shared/domain/statistics/moves.ts";
import { planningInTurn } from "../../../shared/domain/statistics/planning-report.ts";
import type { ReportQuery } from "../../../shared/domain/statistics/report-query.ts";
import {
  arrangementSheet,
  inScope,
  officeSheet,
  resultSheet,
  structureSheet,
  waysSheet,
} from "../../../shared/domain/statistics/rotation-reports.ts";
import { type Family, type Ids, reportOf } from "../../../shared/domain/statistics/sheet.ts";
import { teamStructureInSteps } from "../../../shared/domain/statistics/team-structure.ts";
import { isWithin, unitName } from "../../../shared/domain/units.ts";
import type { RotationGround } from "./ground.ts";
import { teamGround } from "./team-ground.ts";

/** A report on the records of one moment, with everything behind its numbers. */
export interface LaidReport {
  readonly open: OpenSheet;
  readonly table: MovesTable | null; // by direction and kind only
  readonly figures: readonly Figure[];
  readonly lines: ReportLines | null;
  readonly flow: FlowMap | null;
  readonly trend: Trend | null;
  readonly undecided: Ids; // moves that may or may not belong to the period
  readonly dues: readonly DueLine[];
}

/** Moves by year and direction: what a row of bars shows. */
export interface Trend {
  readonly years: readonly number[];
  readonly rows: readonly { readonly direction: Direction | null; readonly counts: readonly number[] }[];
}

/** Who people were on the first days of their moves, kept from one report to the next. */
export type KnownFacts = Map<RecordId<"rotation">, StartFacts | null>;

/** Lines on one sheet that still help whoever reads it; how many there are is said. */
const mostLines = 1000;

/** Lay a report out, pausing every few milliseconds of work. */
export function* layReport(
  ground: RotationGround,
  query: ReportQuery,
  known: KnownFacts,
): Generator<unknown, LaidReport> {
  switch (query.report) {
    case "R-5":
      return yield* layDue(ground, query);
    case "R-6":
      return yield* layTeam(ground, query);
    case "R-7":
      return yield* layPlanning(ground, query);
    default:
      return yield* layMoves(ground, query, known);
  }
}

const nothing = { table: null, figures: [], lines: null, flow: null, trend: null, undecided: [], dues: [] } as const;

function* layMoves(ground: RotationGround, query: ReportQuery, known: KnownFacts): Generator<unknown, LaidReport> {
  const { report, rows, scope, day, from, to } = query;
  const counted = yield* countMoves(ground, query, known);
  const items = counted.items.filter((item) => report === "ways" || report === "R-4" || inScope(item, scope));
  const versions = ground.versions();
  const laid = { ...nothing, undecided: counted.undecided.map(({ move }) => move.id) };
  yield;
  switch (report) {
    case "R-2":
      return { ...laid, open: openSheet(resultSheet(items, versions, day)) };
    case "R-3":
      return { ...laid, open: openSheet(structureSheet(items, yield* personsOf(ground, items), usualBands)) };
    case "R-4": {
      const { sheet, lines, people, places } = arrangementSheet(items, versions);
      return {
        ...laid,
        open: openSheet(sheet),
        figures: [
          { name: "people", count: people },
          { name: "places", count: places },
        ],
        lines: {
          columns: ["person", "place", "left", "taken", "on"],
          rows: lines.slice(0, mostLines).map(({ id, place, personId, left, taken, on }) => ({
            id,
            personId,
            cells: [
              ground.nameOf(personId),
              place === null ? "" : unitName(versions, place, on),
              left,
              taken,
              on ?? "",
            ],
          })),
          of: lines.length,
        },
      };
    }
    case "flow": {
      const flow = flowsOf(items, query.flowBy, versions);
      return { ...laid, open: openSheet(waysSheet(items)), flow };
    }
    case "ways": {
      const table = tableOfMoves({ from, to }, items, laid.undecided);
      const arranged = ([name, { people, places }]: [string, MovesTable["arrangement"]["atCongress"]]): Figure[] => [
        { name: `${name}People`, count: people.length },
        { name: `${name}Places`, count: places.length },
      ];
      return {
        ...laid,
        open: openSheet(waysSheet(items)),
        table,
        figures: [
          { name: "rotation", count: table.rotation.length },
          { name: "pairs", count: table.pairs.length },
          { name: "rings", count: table.rings.length },
          ...Object.entries(table.arrangement).flatMap(arranged),
        ],
      };
    }
    default: {
      const open = openSheet(officeSheet(items, versions, { rows, bands: usualBands }));
      return { ...laid, open, trend: yield* trendOf(ground, query, known) };
    }
  }
}

/** The moves of the period that fit the query's unit and filters, with who each person was where that is asked for. */
function* countMoves(
  ground: RotationGround,
  { report, from, to, unitId, filters }: ReportQuery,
  known: KnownFacts,
): Generator<unknown, { readonly items: readonly FactedMove[]; readonly undecided: readonly CountedMove[] }> {
  const records = ground.moveRecords();
  const people = ground.factRecords();
  const asks = asksOfPerson(filters);
  const fits = fitsFilters(filters, ground.byId("programme"));
  const period = unitId === null ? { from, to } : { from, to, unit: unitId };
  const { counted, undecided } = yield* countedMovesInSteps(records, period);
  const facted = function* (moves: readonly CountedMove[], wanted: boolean): Generator<unknown, FactedMove[]> {
    const items: FactedMove[] = [];
    for (const [n, item] of moves.entries()) {
      if (n % 50 === 49) yield;
      const facts = wanted ? factsOf(item.move) : null;
      const whole = { ...item, facts };
      if (fits(whole)) items.push(whole);
    }
    return items;
  };
  const factsOf = (move: Rotation): StartFacts | null => {
    const before = known.get(move.id);
    if (before !== undefined) return before;
    const facts = startFactsOf(move, people);
    known.set(move.id, facts);
    return facts;
  };
  const items = yield* facted(counted, asks || report === "R-1" || report === "R-3");
  return { items, undecided: yield* facted(undecided, asks) };
}

/** Years of a row of bars: those of the period, or, of one year alone, with the four before it. */
const mostYears = 12;

function* trendOf(ground: RotationGround, query: ReportQuery, known: KnownFacts): Generator<unknown, Trend> {
  const last = Number(query.to.slice(0, 4));
  const began = Number(query.from.slice(0, 4));
  const first = began === last ? last - 4 : Math.max(began, last - mostYears + 1);
  const years = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  const { items } = yield* countMoves(
    ground,
    { ...query, report: "R-2", from: began === last ? `${first}-01-01` : query.from },
    known,
  );
  const counts = new Map<Direction | null, number[]>(
    [...Direction.options, null].map((direction) => [direction, years.map(() => 0)]),
  );
  for (const item of items) {
    if (!inScope(item, query.scope) || item.move.start === null) continue;
    const own = counts.get(item.direction);
    const place = Number(earliestDay(item.move.start).slice(0, 4)) - first;
    if (own?.[place] !== undefined) own[place] += 1;
  }
  return { years, rows: [...counts].map(([direction, own]) => ({ direction, counts: own })) };
}

/** The people of moves, each looked up once. */
function* personsOf(ground: RotationGround, items: readonly FactedMove[]): Generator<unknown, FactRecords["persons"]> {
  const { persons } = ground.factRecords();
  const found = new Map<RecordId<"person">, CountedPerson>();
  for (const [n, { move }] of items.entries()) {
    if (n % 200 === 199) yield;
    const person = found.has(move.personId) ? undefined : persons.get(move.personId);
    if (person !== undefined) found.set(move.personId, person);
  }
  return found;
}

/** the lists with due dates, by list and by how soon. */
function* layDue(ground: RotationGround, { day, unitId }: ReportQuery): Generator<unknown, LaidReport> {
  const [versions, posts] = [ground.versions(), ground.byId("post")];
  const placeOf = ({ unitId: place, records: [first] }: DueLine): RecordId<"unit"> | null => {
    if (place !== null || first === undefined) return place;
    const entry = ground.byId("plan-entry").get(first as RecordId<"plan-entry">);
    return entry?.postId == null ? null : (posts.get(entry.postId)?.unitId ?? null);
  };
  const all = yield* dueInTurn(
    day,
    {
      ...ground.gapRecords(),
      assessments: ground.all("move-assessment"),
      dossier: ground.all("dossier-item"),
      plans: ground.all("plan-entry"),
      reviewed: lastReviews(ground.all("plan-review"), day),
    },
    dueTermsOf(day, ground.packs(), ground.all("term-end")),
  );
  const dues = all.filter((line) => {
    const place = unitId === null ? null : placeOf(line);
    return unitId === null || (place !== null && isWithin(versions, place, unitId, day));
  });
  const soon: Family<DueLine> = {
    name: "due",
    columns: [
      { key: "over", vi: "Quá hạn, làm ngay" },
      { key: "30", vi: "Trong 30 ngày" },
      { key: "90", vi: "Trong 90 ngày" },
      { key: "365", vi: "Trong 12 tháng" },
    ],
    of: ({ due }) =>
      due === null || due < day
        ? "over"
        : daysBetween(day, due) <= 30
          ? "30"
          : daysBetween(day, due) <= 90
            ? "90"
            : "365",
  };
  const sheet = reportOf(
    "R-5",
    dues,
    ({ list }) => ({ key: String(dueKinds.indexOf(list)).padStart(2, "0"), label: dueNames[list] }),
    [soon],
    ({ records: [first], personId }) => first ?? personId ?? "gap:",
  );
  return {
    ...nothing,
    open: openSheet(sheet),
    dues,
    lines: {
      columns: ["list", "due", "person", "title", "unit", "about"],
      rows: dues.slice(0, mostLines).map((line) => {
        const {
          list,
          due,
          personId,
          records: [first],
          title,
          about,
        } = line;
        const place = placeOf(line);
        const unit = place === null ? "" : unitName(versions, place, day) || unitName(versions, place, null);
        const name = personId === null ? "" : ground.nameOf(personId);
        return {
          id: first ?? "",
          personId,
          cells: [list, due ?? "", name, title, unit, list === "gap-deadline" ? "" : about],
        };
      }),
      of: dues.length,
    },
  };
}

const daysBetween = (from: IsoDate, to: IsoDate): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** number and quality of the team, by the unit chosen and what lies below it. */
function* layTeam(ground: RotationGround, { day, unitId }: ReportQuery): Generator<unknown, LaidReport> {
  const versions = ground.versions();
  const inside = new Map<RecordId<"unit">, boolean>();
  const within = (id: RecordId<"unit"> | null): boolean => {
    if (unitId === null) return true;
    if (id === null) return false;
    const known = inside.get(id) ?? isWithin(versions, id, unitId, day);
    inside.set(id, known);
    return known;
  };
  const unitOf = new Map(ground.all("post").map((post) => [post.id, post.unitId]));
  const { steps, person, training } = yield* teamGround(ground, day);
  const whole = yield* teamStructureInSteps(
    day,
    {
      posts: ground.all("post").filter((post) => within(post.unitId)),
      steps:
        unitId === null
          ? steps
          : keeping(steps, (step) =>
              within(step.unitId ?? (step.postId === null ? null : (unitOf.get(step.postId) ?? null))),
            ),
      person,
      training,
      versions,
    },
    { rows: unitId === null ? "office" : "unit" },
  );
  return { ...nothing, open: openTeam(whole) };
}

function* keeping<Item>(items: Iterable<Item>, keep: (item: Item) => boolean): Generator<Item> {
  for (const item of items) if (keep(item)) yield item;
}

/** the plan as it stands on a day. */
function* layPlanning(ground: RotationGround, { day, unitId, filters }: ReportQuery): Generator<unknown, LaidReport> {
  const versions = ground.versions();
  const posts = ground.byId("post");
  const within = (postId: RecordId<"post"> | null): boolean => {
    if (unitId === null) return true;
    const post = postId === null ? undefined : posts.get(postId);
    return post !== undefined && isWithin(versions, post.unitId, unitId, day);
  };
  const planned = new Set(ground.all("plan-entry").flatMap(({ postId }) => postId ?? []));
  const { sheet, titles, overPerson } = yield* planningInTurn(
    day,
    {
      ...ground.factRecords(),
      ...ground.moveRecords(),
      holders: [...planned].flatMap((post) => ground.holdersOf(post)),
    },
    undefined,
    usualBands,
    ({ entry, facts }) =>
      within(entry.postId) &&
      (filters.sex === null || facts.sex === filters.sex) &&
      (filters.age === null || bandOf(usualBands, facts) === filters.age) &&
      (filters.minority === null || facts.minority === filters.minority),
  );
  return {
    ...nothing,
    open: openSheet(sheet),
    figures: [
      { name: "titles", count: titles.length },
      { name: "overTitles", count: titles.filter(({ overLimit }) => overLimit).length },
      { name: "overPeople", count: overPerson.length },
    ],
    lines: {
      columns: ["title", "term", "planned", "over", "incumbents", "ratio", "rotated", "appointed"],
      rows: titles.slice(0, mostLines).map((each) => ({
        id: "",
        personId: null,
        cells: [
          each.title,
          each.term,
          String(each.people.length),
          each.overLimit ? "yes" : "",
          String(each.incumbents),
          each.ratio === null ? "" : each.ratio.toFixed(1).replace(".", ","),
          String(each.rotated.length),
          String(each.appointed.length),
        ],
      })),
      of: titles.length,
    },
  };
}

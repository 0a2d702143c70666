import type { Assignment } from "../assignment.ts";
import { compareText } from "../compare-text.ts";
import { ageOn, earliestDay } from "../dates.ts";
import type { Training } from "../dossier.ts";
import { foldVietnamese } from "../fold.ts";
import { holdsOn } from "../organisation/period.ts";
import { placesOf } from "../organisation/posts.ts";
import type { Post } from "../post.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import { minorityOf } from "../rotations/facts-at-start.ts";
import { decree135, type RetirementTable, retirementOf } from "../rules/retirement.ts";
import { type UnitVersions, unitName } from "../units.ts";
import { officeOf } from "./rotation-reports.ts";
import { type Ids, unknownRow } from "./sheet.ts";
import { type AgeMeasure, type TeamFamily, teamColumns, teamFamilies } from "./team-columns.ts";
import {
  degreeColumn,
  itColumn,
  languageColumns,
  managementColumn,
  rankColumn,
  type TeamPerson,
  theoryColumn,
} from "./team-qualifications.ts";

type PersonId = RecordId<"person">;
type TeamStep = Pick<Assignment, "id" | "personId" | "unitId" | "postId" | "nature" | "from" | "to" | "withdrawn">;

/** What the form reads: open kinds only. Iterables are walked once; look-ups are asked once a person. */
export interface TeamRecords {
  readonly posts: Iterable<Post>;
  readonly steps: Iterable<TeamStep>; // of careers: all, or at least those that hold on the day
  readonly person: (id: PersonId) => TeamPerson | null; // null: no such file, or withdrawn
  readonly training?: (id: PersonId) => readonly Training[]; // rows of computing and languages; left out: the items alone
  readonly versions: UnitVersions;
}

export interface TeamOptions {
  readonly age: AgeMeasure;
  readonly rows: "unit" | "office"; // office: the district or commune the unit belongs to
  readonly retirement: RetirementTable;
}

/** `count` is the length of `ids`, except in column 1: the places of those posts. */
export interface TeamCell {
  readonly count: number;
  readonly ids: Ids;
}

export interface TeamRow {
  readonly key: string; // of the unit; "~": not known
  readonly label: string;
  readonly cells: readonly (TeamCell | null)[]; // by column number less one; null: not told (religion)
  readonly rest: Readonly<Record<TeamFamily, Ids>>; // who falls into no column of the family, or nothing is known
}

/** The State form of number and quality on a day (report R-6). The columns do not part the whole: see `teamFamilies`. */
export interface TeamSheet {
  readonly name: "R-6";
  readonly day: IsoDate;
  readonly age: AgeMeasure;
  readonly rows: readonly TeamRow[]; // by label; what is not known comes last
  readonly whole: TeamRow; // counted over everybody at once, not summed up from the rows
}

/**
 * number and quality of the team on a day, by unit.
 *
 * Everybody who holds a substantive post on the day counts once, in the unit of the one that lists show: the post begun
 * last. Who is there only acting or concurrently is counted where they belong. Religion is protected and never read.
 * Above retirement age counts apart from the age bands, so that the bands and that column never name one person twice.
 *
 * Time grows with the number of steps: a million of them and 100,000 people take about a second.
 * Source: the form of Circular 11/2012/TT-BNV; retirement by Decree 135/2020/NĐ-CP.
 */
export function teamStructure(day: IsoDate, records: TeamRecords, options: Partial<TeamOptions> = {}): TeamSheet {
  const work = teamStructureInSteps(day, records, options);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** As `teamStructure`, pausing after every so many steps or people, so that a worker can answer in between. */
export function* teamStructureInSteps(
  day: IsoDate,
  { posts, steps, person, training, versions }: TeamRecords,
  { age = "completed", rows = "unit", retirement = decree135 }: Partial<TeamOptions> = {},
  step = 2000,
): Generator<number, TeamSheet> {
  let done = 0;
  const columnsOf = columnFinder(day, age, retirement);
  const unitOfPost = new Map<RecordId<"post">, RecordId<"unit">>();
  const counts = new Map<string, Count>();
  const whole = newCount("", "Tổng số");
  const rowOf = rowFinder(day, versions, rows, counts);
  for (const post of posts) {
    if (post.withdrawn) continue;
    unitOfPost.set(post.id, post.unitId);
    if (!holdsOn(post, day)) continue;
    for (const row of [rowOf(post.unitId), whole]) addPost(row, post);
  }
  const held = new Map<PersonId, TeamStep>();
  for (const each of steps) {
    done += 1;
    if (done % (step * 20) === 0) yield done;
    if (each.nature !== "SUBSTANTIVE" || each.withdrawn || !holdsThen(each, day)) continue;
    const known = held.get(each.personId);
    if (known === undefined || isBefore(each, known)) held.set(each.personId, each);
  }
  for (const [id, { unitId, postId }] of held) {
    done += 1;
    if (done % step === 0) yield done;
    const file = person(id);
    if (file === null) continue;
    const columns = columnsOf(file, training?.(id) ?? []);
    const unit = unitId ?? (postId === null ? null : (unitOfPost.get(postId) ?? null));
    for (const row of [rowOf(unit), whole]) addPerson(row, id, columns);
  }
  return {
    name: "R-6",
    day,
    age,
    rows: [...counts.values()]
      .map((row) => ({ row, sortedBy: foldVietnamese(row.label) }))
      .toSorted(
        (a, b) =>
          Number(a.row.key === unknownRow.key) - Number(b.row.key === unknownRow.key) ||
          compareText(a.sortedBy, b.sortedBy) ||
          compareText(a.row.key, b.row.key),
      )
      .map(({ row }) => rowFrom(row)),
    whole: rowFrom(whole),
  };
}

/** What does not add up in a sheet, in words for whoever mends it; [] for every sheet laid out here. */
export function unclosedTeam({ rows, whole }: TeamSheet): string[] {
  const wrong: string[] = [];
  const same = (what: string, parts: Ids, all: Ids): void => {
    if (parts.length !== all.length || new Set([...parts, ...all]).size !== new Set(all).size) wrong.push(what);
  };
  const idsAt = (row: TeamRow, no: number): Ids => row.cells[no - 1]?.ids ?? [];
  for (const { no } of teamColumns) {
    same(
      `column ${no}`,
      rows.flatMap((row) => idsAt(row, no)),
      idsAt(whole, no),
    );
    const sum = rows.reduce((total, row) => total + (row.cells[no - 1]?.count ?? 0), 0);
    if (sum !== (whole.cells[no - 1]?.count ?? 0)) wrong.push(`sum of column ${no}`);
  }
  for (const row of [...rows, whole]) {
    for (const family of families) {
      const parts = teamFamilies[family].flatMap((no) => idsAt(row, no));
      same(`${row.label}: ${family}`, [...parts, ...row.rest[family]], idsAt(row, present));
    }
    const [aged, women, men] = [new Set(idsAt(row, 35)), idsAt(row, 36), idsAt(row, 37)];
    if ([...women, ...men].some((id) => !aged.has(id))) wrong.push(`${row.label}: 36 and 37 within 35`);
    if (row.cells.length !== teamColumns.length) wrong.push(`${row.label}: columns`);
  }
  return wrong;
}

const [establishment, present, religion] = [1, 2, 6];
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a literal
const families = Object.keys(teamFamilies) as TeamFamily[];

/** A row while it is counted: by column number the people; 0 is not used. */
interface Count {
  readonly key: string;
  readonly label: string;
  readonly posts: RecordId[];
  readonly columns: readonly PersonId[][];
  readonly rest: Readonly<Record<TeamFamily, PersonId[]>>;
  places: number;
}

const newCount = (key: string, label: string): Count => ({
  key,
  label,
  posts: [],
  columns: Array.from({ length: teamColumns.length + 1 }, () => []),
  rest: { rank: [], degree: [], theory: [], it: [], english: [], otherLanguage: [], stateManagement: [], age: [] },
  places: 0,
});

function addPost(row: Count, post: Post): void {
  row.posts.push(post.id);
  row.places += placesOf(post);
}

interface Columns {
  readonly numbers: readonly number[];
  readonly without: readonly TeamFamily[];
}

function addPerson(row: Count, id: PersonId, { numbers, without }: Columns): void {
  for (const no of numbers) row.columns[no]?.push(id);
  for (const family of without) row.rest[family].push(id);
}

const rowFrom = ({ key, label, posts, places, columns, rest }: Count): TeamRow => ({
  key,
  label,
  cells: teamColumns.map(({ no }) => {
    if (no === religion) return null;
    const ids: Ids = no === establishment ? posts : (columns[no] ?? []);
    return { count: no === establishment ? places : ids.length, ids };
  }),
  rest,
});

/** The row of a unit, found once for each unit. */
function rowFinder(
  day: IsoDate,
  versions: UnitVersions,
  rows: TeamOptions["rows"],
  counts: Map<string, Count>,
): (unitId: RecordId<"unit"> | null) => Count {
  const known = new Map<RecordId<"unit"> | null, Count>();
  const find = (unitId: RecordId<"unit"> | null): Count => {
    const { key, label } = whereOf(unitId) ?? unknownRow;
    const row = counts.get(key) ?? newCount(key, label);
    counts.set(key, row);
    known.set(unitId, row);
    return row;
  };
  const whereOf = (unitId: RecordId<"unit"> | null): { readonly key: string; readonly label: string } | null => {
    if (unitId === null) return null;
    if (rows === "office") return officeOf(unitId, day, versions);
    const label = unitName(versions, unitId, day) || unitName(versions, unitId, null);
    return label === "" ? null : { key: unitId, label };
  };
  return (unitId) => known.get(unitId) ?? find(unitId);
}

/**
 * Every column somebody is counted in, and the families in which there is none. Thousands of files say the same of their
 * ranks and qualifications: each wording is read once.
 */
function columnFinder(
  day: IsoDate,
  measure: AgeMeasure,
  retirement: RetirementTable,
): (file: TeamPerson, rows: readonly Training[]) => Columns {
  const read = new Map<string, readonly number[]>();
  const qualificationsOf = (file: TeamPerson, rows: readonly Training[]): readonly number[] => {
    const columns = [rankColumn(file), degreeColumn(file), theoryColumn(file), managementColumn(file)];
    return [...columns, itColumn(file, rows), ...languageColumns(file, rows)].filter((no) => no !== null);
  };
  return (file, rows) => {
    const words = rows.length === 0 ? wordsOf(file) : null;
    const qualifications = (words === null ? undefined : read.get(words)) ?? qualificationsOf(file, rows);
    if (words !== null) read.set(words, qualifications);
    const numbers = [present, ...qualifications, ...ageColumns(file, day, measure, retirement)];
    if (file.sex === "NU") numbers.push(3);
    if (file.partyJoinDate !== null && earliestDay(file.partyJoinDate) <= day) numbers.push(4);
    if (minorityOf(file) === true) numbers.push(5);
    return { numbers, without: families.filter((family) => !teamFamilies[family].some((no) => numbers.includes(no))) };
  };
}

const wordsOf = (file: TeamPerson): string =>
  [file.rankCode, file.rankName, file.foreignLanguages, file.itSkill]
    .concat(
      [file.highestDegree, file.politicalTheory, file.stateManagement].flatMap(({ code, text }) => [code ?? "", text]),
    )
    .join("|");

/** As `holdsOn`: a date compared with as much of the day as it says, for there are a million of them. */
const holdsThen = ({ from, to }: TeamStep, day: IsoDate): boolean =>
  (from === null || from <= day) && (to === null || to >= (to.length === 10 ? day : day.slice(0, to.length)));

/** One of 32, 33, 34, 35 and 38, with 36 or 37 beside 35; none where the birth date leaves it open, or between 60 and retirement. */
function ageColumns(
  { birthDate, sex }: Pick<TeamPerson, "birthDate" | "sex">,
  day: IsoDate,
  measure: AgeMeasure,
  table: RetirementTable,
): readonly number[] {
  if (birthDate === null) return [];
  const byYear = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  if (byYear >= 50) {
    const retired = retirementOf({ birthDate, sex }, table);
    if (retired !== null && retired.on <= day) return [38];
  }
  const { least, most } = measure === "year" ? { least: byYear, most: byYear } : ageOn(birthDate, day);
  if (least < 0) return [];
  const [one, other] = [bandOfAge(least), bandOfAge(most)];
  if (one === null || one !== other) return [];
  if (one !== 35) return [one];
  if (sex === "NU" && most <= 55) return [35, 36];
  return sex === "NAM" && least >= 56 ? [35, 37] : [35];
}

const bandOfAge = (age: number): number | null =>
  age <= 30 ? 32 : age <= 40 ? 33 : age <= 50 ? 34 : age <= 60 ? 35 : null;

/** The post that lists show: the one begun last, a start that is not known first; then by id, so that every office counts the same. */
const isBefore = (a: TeamStep, b: TeamStep): boolean =>
  (a.from ?? "") !== (b.from ?? "") ? (a.from ?? "") > (b.from ?? "") : a.id > b.id;

import { recordFrom } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import type { Assignment } from "../../shared/domain/assignment.ts";
import { nameSortKey } from "../../shared/domain/names.ts";
import { isListed, type Sex } from "../../shared/domain/person.ts";
import type { IsoDate, Json, RecordId } from "../../shared/domain/primitives.ts";
import type { OpenKind } from "../../shared/domain/record-kinds.ts";
import { unitName, versionsByUnit } from "../../shared/domain/units.ts";
import { type Cell, type Column, cellAt } from "./columns.ts";
import type { JoinedFiles } from "./joined-files.ts";
import { type Derive, derivedPrefix, type Page } from "./page.ts";
import type { PagedRecords } from "./paged-records.ts";
import {
  type HeldPost,
  type ListedFields,
  type ListedPerson,
  makePeopleIndex,
  ownWords,
  type PeopleIndex,
} from "./people-index.ts";
import { hasBegun, hasEnded, isBefore, type PresentPost, rankOf } from "./present-post.ts";

/** The people list, kept in step with the records. */
export interface PeopleListing {
  readonly index: PeopleIndex;
  /** The day whose posts it shows. */
  readonly today: IsoDate;
  /** Follow records that changed; false: so many that the listing should be made again. */
  follow(touched: readonly RecordId[]): boolean;
}

/** Sort key and words of a person, kept in the page so that opening does not compute them again. */
export const deriveListed: Derive = (kind, values) => {
  if (kind !== "person") return {};
  const fields = listedFields(values);
  return { key: nameSortKey(fields.birthName), words: ownWords(fields) };
};

/**
 * The listing of everyone whose file is here, with the posts of a day; of several files about one person, the one that
 * is kept, found by the words of all of them. Reads a few columns of the pages; `records` must be packed.
 */
export function listPeople(records: PagedRecords, files: JoinedFiles, today: IsoDate): PeopleListing {
  const unitNames = namesOfUnits([], records, today);
  const posts = presentPosts(records, files, today);
  const shown: Shown = { unitNames, rowOf: new Map([...posts].map(([person, post]) => [post.id, person])) };
  const people: ListedPerson[] = [];
  for (const { page } of records.pagesOf("person" satisfies OpenKind)) {
    const columns = columnsOf(page, ["birthName", "sex", "birthDate", "withdrawn", "custodian"]);
    const { birthName, sex, birthDate, withdrawn, custodian } = columns;
    const derived = (name: string): Column | null => page.column(derivedPrefix + name);
    const key = derived("key");
    for (let row = 0; row < page.rows; row += 1) {
      if (!isListed({ withdrawn: at(withdrawn, row), custodian: at(custodian, row) })) continue;
      const id = page.id(row) as RecordId<"person">;
      if (files.joined > 0 && files.keptOf(id) !== id) continue;
      const post = posts.get(id);
      const others = files.joined > 0 ? otherWords(records, files, id) : "";
      people.push({
        id,
        name: text(at(birthName, row)),
        sex: (at(sex, row) as Sex | null | undefined) ?? null,
        birthDate: orNull(at(birthDate, row)),
        title: post?.title ?? "",
        unit: post === undefined ? "" : unitOf(post, unitNames),
        held: post === undefined ? null : heldOf(post),
        sortKey: text(at(key, row)),
        words: () => text(at(derived("words"), row)) + others,
      });
    }
  }
  const index = makePeopleIndex(people);
  return { index, today, follow: (touched) => follow(records, files, index, shown, today, touched) };
}

/** What the rows show of other records, to know whose row changes with them. */
interface Shown {
  unitNames: UnitNames;
  /** For an assignment, the person in whose row it stands: moved to another person, it changes both rows. */
  readonly rowOf: Map<RecordId, RecordId<"person">>;
}

type UnitNames = ReadonlyMap<RecordId<"unit">, string>;

/** So many careers are looked up one by one; more by one look at all. */
const fewPeople = 8;

/** Above so many changed people, or a tenth of all, making the listing again is quicker. */
const followAtMost = 2_000;

function follow(
  records: PagedRecords,
  files: JoinedFiles,
  index: PeopleIndex,
  shown: Shown,
  today: IsoDate,
  touched: readonly RecordId[],
): boolean {
  const people = new Set<RecordId<"person">>();
  for (const id of touched) {
    if (isPersonId(id)) people.add(id);
    else if (id.startsWith("assignment:")) {
      const [about, row] = [records.get(id)?.values.personId, shown.rowOf.get(id)];
      if (isPersonId(about)) people.add(about);
      if (row !== undefined) people.add(row);
    }
  }
  if (touched.some((id) => id.startsWith("unit-version:"))) {
    const before = shown.unitNames;
    shown.unitNames = namesOfUnits([], records, today);
    for (const unit of new Set([...before.keys(), ...shown.unitNames.keys()])) {
      if (before.get(unit) === shown.unitNames.get(unit)) continue;
      for (const { values } of records.matching("assignment", "unitId", unit)) {
        if (isPersonId(values.personId)) people.add(values.personId);
      }
    }
  }
  if (people.size > Math.max(followAtMost, index.count() / 10)) return false;
  const changed = new Set([...people].flatMap((each) => [each, files.keptOf(each)]));
  const careers = changed.size > fewPeople ? files.rowsOfEach("assignment", changed) : null;
  for (const id of changed) {
    const state = records.get(id);
    if (state === undefined || !isListed(state.values) || files.keptOf(id) !== id) {
      index.remove(id);
      continue;
    }
    const career = careers === null ? files.rowsOf("assignment", id) : (careers.get(id) ?? []);
    const post = presentPost(career, today);
    if (post !== null) shown.rowOf.set(post.id, id);
    index.put(listedPerson(state, id, post, shown.unitNames, otherWords(records, files, id)));
  }
  return true;
}

function listedPerson(
  state: RecordState,
  id: RecordId<"person">,
  post: PresentPost | null,
  unitNames: UnitNames,
  others: string,
): ListedPerson {
  const fields = listedFields(state.values);
  const words = ownWords(fields) + others;
  return {
    id,
    name: fields.birthName,
    sex: (state.values.sex as Sex | null | undefined) ?? null,
    birthDate: fields.birthDate,
    title: post?.title ?? "",
    unit: post === null ? "" : unitOf(post, unitNames),
    held: post === null ? null : heldOf(post),
    sortKey: nameSortKey(fields.birthName),
    words: () => words,
  };
}

const heldOf = (post: PresentPost): HeldPost => ({
  unitId: post.unitId,
  postId: post.postId(),
  from: post.from === "" ? null : post.from,
});

/** The words of the other files about a person, each after a space. */
const otherWords = (records: PagedRecords, files: JoinedFiles, id: RecordId<"person">): string =>
  files
    .filesOf(id)
    .slice(1)
    .map((other) => ` ${ownWords(listedFields(records.get(other)?.values ?? {}))}`)
    .join("");

/** The post that a list shows for these assignments of one person on a day; null where none holds. */
export function presentPost(assignments: readonly RecordState[], today: IsoDate): PresentPost | null {
  let best: PresentPost | null = null;
  for (const state of assignments) {
    const assignment = recordFrom(state, "assignment");
    if (assignment === null || assignment.withdrawn) continue;
    if (!hasBegun(assignment.from, today) || hasEnded(assignment.to, today)) continue;
    const post = postOf(assignment);
    if (best === null || isBefore(post, best)) best = post;
  }
  return best;
}

const postOf = (assignment: Assignment): PresentPost => ({
  id: assignment.id,
  rank: rankOf(assignment.nature),
  from: assignment.from ?? "",
  title: assignment.title,
  unitId: assignment.unitId,
  postId: () => assignment.postId,
  unitText: () => assignment.unitText,
});

/** As `presentPost`, for everyone at once and from columns. */
function presentPosts(
  records: PagedRecords,
  files: JoinedFiles,
  today: IsoDate,
): ReadonlyMap<RecordId<"person">, PresentPost> {
  const best = new Map<RecordId<"person">, PresentPost>();
  for (const { page } of records.pagesOf("assignment" satisfies OpenKind)) {
    const { personId, from, to, nature, title, unitId, withdrawn } = columnsOf(page, [
      "personId",
      "from",
      "to",
      "nature",
      "title",
      "unitId",
      "withdrawn",
    ]);
    // Nearly every row is of the past: two looks at a byte, and the rest of it is never read.
    const begun = rowsThat(from, page.rows, (cell) => hasBegun(orNull(cell), today));
    const ended = rowsThat(to, page.rows, (cell) => hasEnded(orNull(cell), today));
    for (let row = 0; row < page.rows; row += 1) {
      if (ended(row) || !begun(row) || at(withdrawn, row) === true) continue;
      const [owner, start] = [at(personId, row), orNull(at(from, row))];
      if (!isPersonId(owner)) continue;
      const person = files.keptOf(owner);
      const written = at(nature, row);
      if (typeof written !== "string") continue; // part of it has not arrived
      const rank = rankOf(written);
      const known = best.get(person);
      if (known !== undefined && (rank > known.rank || (rank === known.rank && (start ?? "") < known.from))) continue;
      const post: PresentPost = {
        id: page.id(row),
        rank,
        from: start ?? "",
        title: text(at(title, row)),
        unitId: orNull(at(unitId, row)) as RecordId<"unit"> | null,
        postId: () => orNull(at(page.column("postId"), row)) as RecordId<"post"> | null,
        unitText: () => text(at(page.column("unitText"), row)),
      };
      if (known === undefined || isBefore(post, known)) best.set(person, post);
    }
  }
  return best;
}

/** The unit of a post as a list names it: by its version of the day, else as on paper. */
export function unitOf(post: PresentPost, unitNames: UnitNames): string {
  const named = post.unitId === null ? "" : (unitNames.get(post.unitId) ?? "");
  return named === "" ? post.unitText() : named;
}

/** Names on a day of the units that have one then; `arriving` versions stand before those on file. */
export function namesOfUnits(arriving: readonly RecordState[], records: PagedRecords, today: IsoDate): UnitNames {
  const states = new Map([...records.ofKind("unit-version"), ...arriving].map((state) => [state.id, state]));
  const versions = versionsByUnit(
    [...states.values()].map((state) => recordFrom(state, "unit-version")).filter((version) => version !== null),
  );
  return new Map([...versions.keys()].map((unit) => [unit, unitName(versions, unit, today)]));
}

const listedFields = (values: Readonly<Record<string, Json>>): ListedFields => ({
  birthName: text(values.birthName),
  otherNames: text(values.otherNames),
  birthDate: orNull(values.birthDate),
  nativeCommune: text(values.nativeCommune),
  nativeDistrict: text(values.nativeDistrict),
  nativeProvince: text(values.nativeProvince),
});

function columnsOf<const Names extends readonly string[]>(
  page: Page,
  names: Names,
): Record<Names[number], Column | null> {
  return Object.fromEntries(names.map((name) => [name, page.column(name)])) as Record<Names[number], Column | null>;
}

const isPersonId = (cell: Cell): cell is RecordId<"person"> => typeof cell === "string" && cell.startsWith("person:");

/** A question about a column's cells, asked once for each distinct value. */
function rowsThat(column: Column | null, rows: number, holds: (cell: Cell) => boolean): (row: number) => boolean {
  if (column === null) {
    const always = holds(undefined);
    return () => always;
  }
  const { codes, values } = column;
  const answers = values.slice(0, rows).map(holds);
  return codes === null ? (row) => answers[row]! : (row) => answers[codes[row]!]!;
}

const at = (column: Column | null, row: number): Cell => (column === null ? undefined : cellAt(column, row));
const text = (cell: Cell): string => (typeof cell === "string" ? cell : "");
const orNull = (cell: Cell): string | null => (typeof cell === "string" ? cell : null);

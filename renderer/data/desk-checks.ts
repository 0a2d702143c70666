import { recordFrom } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import type { Assignment } from "../../shared/domain/assignment.ts";
import { holdersAtOnce } from "../../shared/domain/findings/establishment.ts";
import { packRefused, type RefusedPack } from "../../shared/domain/findings/packs.ts";
import { endsBeforeStart, partyDates, postsAtOnce } from "../../shared/domain/findings/people.ts";
import type { Finding, FindingRule } from "../../shared/domain/findings.ts";
import { isListed } from "../../shared/domain/person.ts";
import { kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import type { OpenKind, RecordOf } from "../../shared/domain/record-kinds.ts";
import { type FileGroups, noGroups } from "../../shared/domain/same-person.ts";
import { type UnitVersions, versionsByUnit } from "../../shared/domain/units.ts";
import { type Cell, type Column, cellAt } from "./columns.ts";
import { allEstablishment, establishmentAbouts, establishmentCheck, postOf } from "./establishment-checks.ts";
import { allMoves, moveAbouts, moveCheckOf } from "./move-checks.ts";
import type { Page } from "./page.ts";
import type { PagedRecords } from "./paged-records.ts";

/** One thing that was looked at and what was found there. The same `about` stands for the same thing at every look. */
export interface Check {
  readonly about: string;
  readonly found: readonly Finding[];
}

/** Which look finds what: a new rule does not compile until it has its place here and below. */
export const lookFor: Readonly<
  Record<
    FindingRule,
    | "party"
    | "posts"
    | "holders"
    | "span"
    | "move"
    | "exchanges"
    | "stay"
    | "post"
    | "trait"
    | "code"
    | "seat"
    | "number"
    | "packs"
  >
> = {
  "party-before-birth": "party",
  "full-before-admission": "party",
  "person-two-posts": "posts",
  "post-two-holders": "holders",
  "ends-before-start": "span",
  "unit-absent": "move",
  "exchange-leg-missing": "exchanges",
  "exchange-not-mirrored": "exchanges",
  "post-over-places": "holders",
  "step-unit-absent": "stay",
  "post-absent": "stay",
  "managing-level-missing": "post",
  "weak-without-reason": "trait",
  "code-out-of-time": "code",
  "move-post-held": "seat",
  "decision-number-twice": "number",
  "outcome-before-start": "move",
  "rule-pack-refused": "packs",
};

/**
 * Look at everything, in small steps between which others may have their turn. Records that change meanwhile are the
 * caller's to look at again. Columns tell where nothing can be odd; only the rest is put together and checked.
 *
 * @param refusedPacks  packs of rules that are not used
 */
export function* allChecks(
  records: PagedRecords,
  files: FileGroups = noGroups,
  refusedPacks: RefusedPacks = none,
): Generator<Check> {
  records.pack();
  for (const { page } of records.pagesOf("person" satisfies OpenKind)) yield* personsOf(page);
  yield* careers(records, files);
  const versions = unitVersions(records);
  yield* allEstablishment(records, versions);
  yield* allMoves(records, versions, files, (steps) => underKeptFiles(files, steps));
  yield packsCheck(refusedPacks);
}

/** Packs of rules that stay on file and are not used, as they are known when asked. */
export type RefusedPacks = () => readonly RefusedPack[];
const none: RefusedPacks = () => [];

/**
 * Look again at what changed records may have made odd or mended.
 *
 * @param known  what was found before: what names a changed record is looked at again too
 */
export function* checksAfter(
  records: PagedRecords,
  touched: readonly RecordId[],
  known: ReadonlyMap<string, readonly Finding[]>,
  files: FileGroups = noGroups,
  refusedPacks: RefusedPacks = none,
): Generator<Check> {
  const abouts = new Set<string>();
  const ids = new Set(touched);
  for (const [about, found] of known) {
    if (found.some((finding) => finding.records.some((id) => ids.has(id)))) abouts.add(about);
  }
  for (const id of touched) {
    const values = records.get(id)?.values ?? {};
    for (const about of establishmentAbouts(records, id)) abouts.add(about);
    for (const about of moveAbouts(records, id)) abouts.add(about);
    switch (kindOf(id)) {
      case "person":
        abouts.add(`party ${id}`);
        break;
      case "assignment":
        abouts.add(`span ${id}`);
        if (typeof values.personId === "string") abouts.add(postsOf(files, values.personId));
        if (typeof values.postId === "string") abouts.add(`holders ${values.postId}`);
        break;
      case "rule-pack":
        abouts.add("packs");
    }
  }
  const versions = unitVersions(records);
  for (const about of abouts) yield checkOf(records, about, versions, files, refusedPacks);
}

function checkOf(
  records: PagedRecords,
  about: string,
  versions: UnitVersions,
  files: FileGroups,
  refusedPacks: RefusedPacks,
): Check {
  const [what, id] = about.split(" ") as [string, RecordId];
  switch (what) {
    case "party":
      return personCheck(records.get(id));
    case "posts":
      return { about, found: postsAtOnce(ofPersons(files, rowsOfPerson(records, files, id))) };
    case "holders":
      return {
        about,
        found: holdersAtOnce(ofPersons(files, records.matching("assignment", "postId", id)), postOf(records, id)),
      };
    case "span":
      return { about, found: assignments([records.get(id)]).flatMap(endsBeforeStart) };
    case "packs":
      return packsCheck(refusedPacks);
    default:
      return (
        moveCheckOf(records, about, versions, files, (steps) => underKeptFiles(files, steps)) ??
        establishmentCheck(records, about, versions)
      );
  }
}

function personCheck(state: RecordState | undefined): Check {
  const person = state === undefined ? null : recordFrom(state, "person");
  return {
    about: `party ${state?.id ?? ""}`,
    found: person === null || !isListed(person) ? [] : partyDates(person),
  };
}

const packsCheck = (refusedPacks: RefusedPacks): Check => ({ about: "packs", found: refusedPacks().map(packRefused) });

/** Where one of the three dates comes before another it should follow, the person is put together and checked. */
function* personsOf(page: Page): Generator<Check> {
  const [birth, joined, full] = ["birthDate", "partyJoinDate", "partyOfficialDate"].map((name) => page.column(name));
  for (let row = 0; row < page.rows; row += 1) {
    const [born, entered, settled] = [at(birth, row), at(joined, row), at(full, row)];
    const odd = isBefore(entered, born) || isBefore(settled, born) || isBefore(settled, entered);
    if (odd) yield personCheck(page.state(row));
    else if (row % 64 === 0) yield step;
  }
}

/** Assignments that may end before they begin, and substantive ones that may share a day, by person and by post. */
function* careers(records: PagedRecords, files: FileGroups): Generator<Check> {
  const pages = records.pagesOf("assignment" satisfies OpenKind).map(({ page }) => page);
  for (const page of pages) {
    const [from, to] = [page.column("from"), page.column("to")];
    for (let row = 0; row < page.rows; row += 1) {
      if (!isBefore(at(to, row), at(from, row))) continue;
      yield { about: `span ${page.id(row)}`, found: assignments([page.state(row)]).flatMap(endsBeforeStart) };
    }
    yield step;
  }
  for (const [what, field, check] of [
    ["posts", "personId", postsAtOnce],
    ["holders", "postId", (own: readonly Assignment[]) => holdersAtOnce(own, postOf(records, own[0]?.postId ?? null))],
  ] as const) {
    const groups = new Map<string, Place[]>();
    for (const page of pages) {
      for (const [written, place] of substantive(page, field)) {
        const key = field === "personId" ? files.keptOf(written as RecordId<"person">) : written;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [place]);
        else group.push(place);
      }
      yield step;
    }
    for (const [key, places] of groups) {
      if (mayOverlap(places)) {
        yield {
          about: `${what} ${key}`,
          found: check(
            ofPersons(
              files,
              places.map(({ page, row }) => page.state(row)),
            ),
          ),
        };
      }
    }
  }
}

/** Nothing was found; others may have their turn. */
const step: Check = { about: "", found: [] };

interface Place {
  readonly page: Page;
  readonly row: number;
  readonly from: string;
  readonly to: string; // after every day that may be its last
}

function* substantive(page: Page, field: string): Generator<readonly [string, Place]> {
  const [nature, withdrawn, from, to, key] = ["nature", "withdrawn", "from", "to", field].map((name) =>
    page.column(name),
  );
  for (let row = 0; row < page.rows; row += 1) {
    const [group, start, end] = [at(key, row), at(from, row), at(to, row)];
    if (typeof group !== "string" || typeof start !== "string") continue;
    if (at(nature, row) !== "SUBSTANTIVE" || at(withdrawn, row) === true) continue;
    yield [group, { page, row, from: start, to: typeof end === "string" ? `${end}~` : "~" }];
  }
}

function mayOverlap(places: readonly Place[]): boolean {
  if (places.length < 2) return false;
  let latest = "";
  for (const { from, to } of places.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    if (from < latest) return true;
    if (to > latest) latest = to;
  }
  return false;
}

const unitVersions = (records: PagedRecords): UnitVersions =>
  versionsByUnit(
    [...records.ofKind("unit-version" satisfies OpenKind)].flatMap((state) => listed(state, "unit-version")),
  );

const assignments = (states: readonly (RecordState | undefined)[]): readonly Assignment[] =>
  states
    .flatMap((state) => (state === undefined ? [] : listed(state, "assignment")))
    .filter(({ withdrawn }) => !withdrawn);

/** Where a person has several files, the look at their posts goes under the file that is kept. */
const postsOf = (files: FileGroups, personId: string): string =>
  `posts ${files.keptOf(personId as RecordId<"person">)}`;

const rowsOfPerson = (records: PagedRecords, files: FileGroups, id: RecordId): readonly RecordState[] =>
  files
    .filesOf(id as RecordId<"person">)
    .flatMap((file: RecordId) => records.matching("assignment" satisfies OpenKind, "personId", file));

const ofPersons = (files: FileGroups, states: readonly RecordState[]): readonly Assignment[] =>
  underKeptFiles(files, assignments(states));

/** Assignments under the ids of the files that are kept. A step that two files of a person both have counts once. */
function underKeptFiles(files: FileGroups, all: readonly Assignment[]): readonly Assignment[] {
  if (files.joined === 0) return all;
  const met = new Map<string, RecordId<"person">>(); // by what the step says: the file it was first met in
  return all.flatMap((each) => {
    const personId = files.keptOf(each.personId);
    const { title, unitId, unitText, postId, nature, from, to } = each;
    const said = JSON.stringify([personId, title, unitId, unitText, postId, nature, from, to]);
    const first = met.get(said);
    if (first === undefined) met.set(said, each.personId);
    return first !== undefined && first !== each.personId ? [] : [{ ...each, personId }];
  });
}

function listed<Kind extends OpenKind>(state: RecordState, kind: Kind): readonly RecordOf<Kind>[] {
  const record = recordFrom(state, kind);
  return record === null ? [] : [record];
}

/** Of two dates as texts: where one is surely before the other, its text is too. */
const isBefore = (a: Cell, b: Cell): boolean => typeof a === "string" && typeof b === "string" && a < b;

const at = (column: Column | null | undefined, row: number): Cell =>
  column === null || column === undefined ? undefined : cellAt(column, row);

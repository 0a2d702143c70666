import { blankPerson } from "../../../shared/domain/blank-records.ts";
import { positionsOn } from "../../../shared/domain/career.ts";
import { compareText } from "../../../shared/domain/compare-text.ts";
import { formatPartialDate } from "../../../shared/domain/dates.ts";
import type { Decision } from "../../../shared/domain/decision.ts";
import type { PlanEntry } from "../../../shared/domain/dossier.ts";
import { foldLoosely, foldVietnamese } from "../../../shared/domain/fold.ts";
import { type CauseName, gapsOn } from "../../../shared/domain/gaps/gaps-on.ts";
import { termsOn } from "../../../shared/domain/gaps/terms-on.ts";
import { groupBy } from "../../../shared/domain/group-by.ts";
import { compareNames } from "../../../shared/domain/names.ts";
import { holdsOn } from "../../../shared/domain/organisation/period.ts";
import { establishmentOn, type PostOn } from "../../../shared/domain/organisation/posts.ts";
import type { Sex } from "../../../shared/domain/person.ts";
import { lastReviews } from "../../../shared/domain/plan-review.ts";
import type { Post, PostRole } from "../../../shared/domain/post.ts";
import type { IsoDate, PartialDate, RecordId } from "../../../shared/domain/primitives.ts";
import { type Case, caseOf } from "../../../shared/domain/rules/case.ts";
import type { RuleResult } from "../../../shared/domain/rules/check.ts";
import { type Evaluation, evaluateBy } from "../../../shared/domain/rules/evaluate.ts";
import { type RuleSource, type RulesInForce, rulesOn } from "../../../shared/domain/rules/rules-on.ts";
import { usualBands } from "../../../shared/domain/statistics/families.ts";
import {
  type PlannedTitle,
  plannedTitleKey,
  plannedTitles,
} from "../../../shared/domain/statistics/planning-report.ts";
import { isWithin, unitName } from "../../../shared/domain/units.ts";
import type { RotationGround } from "./ground.ts";
import { aimsOf, type PlanShare, sharesOf } from "./plan-shares.ts";

export interface PlanAsked {
  readonly term: string | null;
  readonly unitId: RecordId<"unit"> | null;
  readonly day: IsoDate | null;
}

export interface PlanPerson {
  readonly id: RecordId<"person">;
  readonly name: string;
  readonly birthDate: PartialDate | null;
  readonly sex: Sex | null;
  readonly post: string; // held on the day, in one line
}

/** One entry as the table shows it. */
export interface PlanLine {
  readonly entry: PlanEntry;
  readonly decision: string; // number and date, "" where none
  readonly review: RuleResult | null; // of the yearly review; null: no rule on it is in force
  readonly reviewed: IsoDate | null; // by a review of its own
  readonly rotated: boolean;
  readonly appointed: boolean;
}

/** Who holds the post, and when it falls vacant. */
export interface PlanHolder {
  readonly personId: RecordId<"person">;
  readonly name: string;
  readonly birthDate: PartialDate | null;
  readonly leaves: { readonly on: IsoDate | null; readonly about: boolean; readonly why: CauseName } | null;
}

/** A title of the term with those planned for it, in the order in which they were approved. */
export interface PlanTitle extends PlannedTitle {
  readonly postId: RecordId<"post"> | null;
  readonly unit: string; // "" where the entries name no post
  readonly vacant: number; // places free on the day
  readonly holders: readonly PlanHolder[];
  readonly lines: readonly PlanLine[];
}

export interface PlanBoard {
  readonly day: IsoDate;
  readonly term: string | null; // null: no entry is on file
  readonly terms: readonly { readonly term: string; readonly entries: number }[]; // of the day, the latest term first
  readonly titles: readonly PlanTitle[];
  readonly withoutPost: number; // entries of the term that name no post: where a unit is asked for, they are not shown
  readonly people: Readonly<Record<RecordId<"person">, PlanPerson>>;
  /** People with more titles of this term than the limit, whatever unit is looked at. */
  readonly overPerson: readonly { readonly personId: RecordId<"person">; readonly entries: readonly RecordId[] }[];
  readonly limits: {
    readonly peoplePerTitle: number;
    readonly titlesPerPerson: number;
    readonly source: RuleSource;
  } | null; // null: none is in force
  readonly shares: readonly PlanShare[];
  readonly youngUnder: number;
  readonly aims: Evaluation | null; // the rule on shares, held against everybody shown; null: none is in force
  readonly unreviewed: readonly RecordId<"plan-entry">[]; // not looked through for as long as the rule allows
}

/** The board of a term. Yields now and then. */
export function* planBoardOf(ground: RotationGround, asked: PlanAsked): Generator<void, PlanBoard> {
  const day = asked.day ?? ground.today();
  const rules = rulesOn(day, ground.packs());
  const standing = ground.all("plan-entry").filter((entry) => holdsOn(entry, day));
  const terms = termsAmong(standing);
  const term = asked.term ?? terms[0]?.term ?? null;
  const folded = term === null ? null : foldLoosely(term);
  const ofTerm = standing.filter((entry) => foldLoosely(entry.term) === folded);
  const entries = ofTerm.filter((entry) => isAsked(ground, entry, asked.unitId, day));
  yield;
  const limits = rules.R18 === undefined || rules.R18.severity === "off" ? null : rules.R18;
  const bounds = limits?.parameters ?? { peoplePerTitle: Infinity, titlesPerPerson: Infinity };
  const posts = [...new Set(entries.flatMap(({ postId }) => postId ?? []))].flatMap(
    (id) => ground.byId("post").get(id) ?? [],
  );
  const succession = successionOf(ground, posts, day);
  yield;
  const movesBy = groupBy(ground.all("rotation"), ({ personId }) => personId);
  const reviewOf = reviewsOn(ground, rules, day);
  const titles: PlanTitle[] = [];
  const people: Record<RecordId<"person">, PlanPerson> = {};
  const planned = plannedTitles(
    day,
    entries,
    {
      rotations: [...new Set(entries.map(({ personId }) => personId))].flatMap((id) => movesBy.get(id) ?? []),
      holders: [...succession.values()].flatMap(({ holders }) => holders),
    },
    bounds.peoplePerTitle,
  );
  const byTitle = groupBy(entries, plannedTitleKey);
  for (const each of planned) {
    const own = byTitle.get(each.key) ?? [];
    titles.push(titleWith(ground, each, own, succession, reviewOf, day));
    for (const personId of each.people) people[personId] ??= personOf(ground, personId, day);
    yield;
  }
  const all = Object.values(people);
  const youngUnder = rules.R20?.parameters.youngUnder ?? usualBands.youngUnder;
  return {
    day,
    term,
    terms,
    titles: titles.toSorted((a, b) => byPlace(ground, a, b)),
    withoutPost: ofTerm.filter(({ postId }) => postId === null).length,
    people,
    overPerson: overLimit(ofTerm, bounds.titlesPerPerson),
    limits: limits === null ? null : { ...limits.parameters, source: limits.overlays.at(-1) ?? limits.source },
    shares: sharesOf(ground, all, youngUnder, day),
    youngUnder,
    aims: aimsOf(ground, rules, entries, day),
    unreviewed: titles.flatMap(({ lines }) =>
      lines.flatMap(({ entry, review }) => (review === "not-met" ? [entry.id] : [])),
    ),
  };
}

/** An entry with every record that a rule on planning may read; null where the person is not on file. */
export function planEntryCase(ground: RotationGround, entry: PlanEntry, day: IsoDate): Case | null {
  const { personId } = entry;
  const person = ground.person(personId);
  if (person === null) return null;
  const assignment = ground.stepsOf(personId);
  const others = ground
    .all("plan-entry")
    .filter((each) => each.id !== entry.id && (each.personId === personId || mayBeOneTitle(each, entry)));
  const named = [...assignment, ...others, entry].flatMap(({ postId }) => postId ?? []);
  return caseOf(
    {
      person: [person],
      assignment,
      "plan-entry": [entry, ...others],
      "plan-review": ground.all("plan-review"),
      "disciplinary-action": ground.rowsOf("disciplinary-action", personId),
      "rule-override": ground.rowsOf("rule-override", personId),
      decision: papersOnReviews(ground, rulesOn(day, ground.packs())),
      post: [...new Set(named)].flatMap((id) => ground.byId("post").get(id) ?? []),
      succession: ground.all("succession"),
      units: ground.versions(),
    },
    { personId, moveId: null, entryId: entry.id, asOf: day },
  );
}

const mayBeOneTitle = (one: PlanEntry, other: PlanEntry): boolean =>
  (one.postId !== null && one.postId === other.postId) || foldLoosely(one.title) === foldLoosely(other.title);

function termsAmong(entries: readonly PlanEntry[]): PlanBoard["terms"] {
  return [...groupBy(entries, ({ term }) => foldLoosely(term)).values()]
    .map((own) => ({ term: own[0]!.term.trim(), entries: own.length }))
    .toSorted((a, b) => compareText(b.term, a.term));
}

function isAsked(ground: RotationGround, entry: PlanEntry, unitId: RecordId<"unit"> | null, day: IsoDate): boolean {
  if (unitId === null) return true;
  const post = entry.postId === null ? undefined : ground.byId("post").get(entry.postId);
  return post !== undefined && isWithin(ground.versions(), post.unitId, unitId, day);
}

/** Posts with their holders, and the first cause for which each holder leaves. */
interface Succession extends PostOn {
  readonly leaves: ReadonlyMap<RecordId<"person">, NonNullable<PlanHolder["leaves"]>>;
}

function successionOf(
  ground: RotationGround,
  posts: readonly Post[],
  day: IsoDate,
): ReadonlyMap<RecordId<"post">, Succession> {
  const assignments = posts.flatMap(({ id }) => ground.holdersOf(id));
  const present = assignments.filter((step) => holdsOn(step, day));
  const moves = ground.byId("rotation");
  const { persons } = ground.factRecords();
  const { open } = gapsOn(
    day,
    {
      posts,
      assignments,
      persons: [...new Set(present.map(({ personId }) => personId))].flatMap((id) => {
        const person = persons.get(id);
        return person === undefined ? [] : [{ ...person, withdrawn: false }];
      }),
      rotations: present.flatMap(({ rotationId }) => (rotationId === null ? [] : (moves.get(rotationId) ?? []))),
      traits: [],
      gaps: [],
      versions: ground.versions(),
    },
    termsOn(day, ground.packs(), ground.all("term-end"), workingLife).terms,
  );
  const leavings = new Map<RecordId<"post">, Map<RecordId<"person">, NonNullable<PlanHolder["leaves"]>>>();
  for (const { kind, postId, causes } of open) {
    if (kind !== "VACANT_SOON" || postId === null) continue;
    const own = new Map<RecordId<"person">, NonNullable<PlanHolder["leaves"]>>();
    for (const { personId, on, about, why } of causes) {
      if (personId === null) continue;
      const known = own.get(personId)?.on ?? null;
      if (known === null || (on !== null && on < known)) own.set(personId, { on, about, why });
    }
    leavings.set(postId, own);
  }
  return new Map(
    establishmentOn(posts, assignments, day).map((each) => [
      each.post.id,
      { ...each, leaves: leavings.get(each.post.id) ?? new Map() },
    ]),
  );
}

/** How far ahead a vacancy is looked for: longer than anybody serves, in months. */
const workingLife = 600;

function titleWith(
  ground: RotationGround,
  planned: PlannedTitle,
  entries: readonly PlanEntry[],
  succession: ReadonlyMap<RecordId<"post">, Succession>,
  reviewOf: ReturnType<typeof reviewsOn>,
  day: IsoDate,
): PlanTitle {
  const postId = entries[0]?.postId ?? null;
  const post = postId === null ? undefined : ground.byId("post").get(postId);
  const there = postId === null ? undefined : succession.get(postId);
  const holders = (there?.holders ?? []).filter(({ nature }) => nature === "SUBSTANTIVE");
  return {
    ...planned,
    title: planned.title === "" ? (post?.title ?? "") : planned.title,
    postId,
    unit:
      post === undefined
        ? ""
        : unitName(ground.versions(), post.unitId, day) || unitName(ground.versions(), post.unitId, null),
    vacant: there?.vacant ?? 0,
    holders: holders.map(({ personId }) => ({
      personId,
      name: ground.nameOf(personId),
      birthDate: ground.factRecords().persons.get(personId)?.birthDate ?? null,
      leaves: there?.leaves.get(personId) ?? null,
    })),
    lines: entries
      .toSorted(
        (a, b) =>
          compareText(a.from ?? "9", b.from ?? "9") ||
          compareNames(ground.nameOf(a.personId), ground.nameOf(b.personId)) ||
          compareText(a.id, b.id),
      )
      .map((entry) => ({
        entry,
        decision: paperOf(entry.decisionId === null ? undefined : ground.byId("decision").get(entry.decisionId)),
        ...reviewOf(entry),
        rotated: planned.rotated.includes(entry.personId),
        appointed: planned.appointed.includes(entry.personId),
      })),
  };
}

const paperOf = (decision: Decision | undefined): string =>
  decision === undefined
    ? ""
    : [decision.number, formatPartialDate(decision.date)].filter((part) => part !== "").join(", ");

/** How each entry stands to the yearly review; the rule alone decides. */
function reviewsOn(
  ground: RotationGround,
  rules: RulesInForce,
  day: IsoDate,
): (entry: PlanEntry) => Pick<PlanLine, "review" | "reviewed"> {
  const reviews = groupBy(ground.all("plan-review"), ({ entryId }) => entryId);
  const last = lastReviews(ground.all("plan-review"), day);
  const papers = papersOnReviews(ground, rules);
  const only: RulesInForce = rules.R26 === undefined ? {} : { R26: rules.R26 };
  return (entry) => {
    const about = caseOf(
      {
        person: [blankPerson(entry.personId, "")], // nothing of the person is read: no file is put together for it
        "plan-entry": [entry],
        "plan-review": reviews.get(entry.id) ?? [],
        decision: papers,
        post: entry.postId === null ? [] : [ground.byId("post").get(entry.postId) ?? []].flat(),
        units: ground.versions(),
      },
      { personId: entry.personId, moveId: null, entryId: entry.id, asOf: day },
    );
    const found = about === null ? undefined : evaluateBy(about, day, only)[0];
    return { review: found?.result ?? null, reviewed: last.get(entry.id) ?? null };
  };
}

/** Decisions that may be a review of the plan, by the rule's own words: of all decisions only these are looked at. */
function papersOnReviews(ground: RotationGround, rules: RulesInForce): readonly Decision[] {
  const words = (rules.R26?.parameters.subjects ?? []).map(foldVietnamese);
  if (words.length === 0) return [];
  return ground.all("decision").filter(({ subject }) => {
    if (subject === "") return false;
    const folded = foldVietnamese(subject);
    return words.some((word) => folded.includes(word));
  });
}

function personOf(ground: RotationGround, id: RecordId<"person">, day: IsoDate): PlanPerson {
  const person = ground.factRecords().persons.get(id);
  return {
    id,
    name: ground.nameOf(id),
    birthDate: person?.birthDate ?? null,
    sex: person?.sex ?? null,
    post: positionsOn(ground.stepsOf(id), day),
  };
}

function overLimit(entries: readonly PlanEntry[], most: number): PlanBoard["overPerson"] {
  return [...groupBy(entries, ({ personId }) => personId)]
    .filter(([, own]) => new Set(own.map(plannedTitleKey)).size > most)
    .map(([personId, own]) => ({ personId, entries: own.map(({ id }) => id) }));
}

/** Titles by their unit, heads first; those without a post on file last. */
function byPlace(ground: RotationGround, a: PlanTitle, b: PlanTitle): number {
  const role = ({ postId }: PlanTitle): number => {
    const post = postId === null ? undefined : ground.byId("post").get(postId);
    return post === undefined ? roles.length : roles.indexOf(post.role);
  };
  return (
    Number(a.postId === null) - Number(b.postId === null) ||
    collator.compare(a.unit, b.unit) ||
    role(a) - role(b) ||
    collator.compare(a.title, b.title) ||
    compareText(a.key, b.key)
  );
}

const roles: readonly PostRole[] = ["T", "P", "M"];
const collator = new Intl.Collator("vi", { numeric: true });

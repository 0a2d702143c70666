import type { Assignment } from "../assignment.ts";
import { compareText } from "../compare-text.ts";
import { dayAfter, earliestDay, latestDay, monthsAfter } from "../dates.ts";
import { groupBy } from "../group-by.ts";
import { holdsOn } from "../organisation/period.ts";
import { establishmentOn, type PostOn, placesOf } from "../organisation/posts.ts";
import type { UnitTrait } from "../organisation.ts";
import type { Person } from "../person.ts";
import type { Post, PostRole } from "../post.ts";
import type { IsoDate, PartialDate, RecordId } from "../primitives.ts";
import type { Rotation } from "../rotation.ts";
import { plannedEndOf, stateOn } from "../rotations/procedure.ts";
import type { TitleList } from "../rules/parameters.ts";
import { type Retirement, retirementOf } from "../rules/retirement.ts";
import { beginsWith, isListed } from "../rules/title-step.ts";
import type { Level } from "../unit.ts";
import { type UnitVersions, versionOn } from "../units.ts";
import type { Gap, GapKind, Severity } from "./gap.ts";

/** What gaps are seen from: open kinds only. */
export interface GapRecords {
  readonly posts: readonly Post[];
  readonly assignments: readonly Assignment[];
  /** The same steps by the post they name, without withdrawn ones, where somebody has put them so already. */
  readonly steps?: ReadonlyMap<RecordId<"post">, readonly Assignment[]>;
  readonly persons: readonly Pick<Person, "id" | "birthDate" | "sex" | "withdrawn">[];
  readonly rotations: readonly Rotation[];
  readonly traits: readonly UnitTrait[];
  readonly gaps: readonly Gap[]; // what clerks keep
  readonly versions: UnitVersions;
}

/** What the office counts by, as data; lengths of time in months. */
export interface GapTerms {
  readonly soon: number; // how far ahead "vacant soon" looks
  readonly terms: number; // consecutive terms after which a post is left …
  readonly termMonths: number; // … of this length each
  readonly termRoles: readonly PostRole[]; // posts for which terms are counted
  readonly termTitles?: TitleList; // of these only posts with such titles; left out: all
  /** Last days of the terms of elected posts, by level: every post of these roles there falls vacant. */
  readonly termEnds: readonly {
    readonly level: Level;
    readonly last: IsoDate;
    readonly roles: readonly PostRole[];
    readonly titles?: readonly string[]; // how titles of elected posts begin; none: all
  }[];
}

/** Two terms of five years for heads: Regulation 65-QĐ/TW, Art. 4. No end of a term is known until the office says it. */
export const usualTerms: GapTerms = { soon: 12, terms: 2, termMonths: 60, termRoles: ["T"], termEnds: [] };

/** Why a place is or falls vacant, or a unit is weak. */
export type CauseName =
  | "no-holder" // places without a substantive holder
  | "retires" // the holder reaches the age
  | "step-ends" // the appointment or the person's step has an end
  | "move-ends" // planned end of the holder's rotation
  | "term-ends" // the term of the committee or council ends
  | "two-terms" // the holder has held the post as long as allowed
  | "weak" // the unit is marked weak
  | "by-hand"; // somebody opened it

export interface Cause {
  readonly why: CauseName;
  readonly on: IsoDate | null; // first day without a holder, or since when; null: not known
  readonly about: boolean; // the day is not exact
  readonly personId: RecordId<"person"> | null;
  readonly records: readonly RecordId[]; // what it was read from
}

/** A gap on a day: one a post or unit and kind, with all its causes, and what a clerk keeps about it. */
export interface OpenGap {
  readonly key: string; // equal on every day and machine for one gap
  readonly kind: GapKind;
  readonly unitId: RecordId<"unit"> | null;
  readonly postId: RecordId<"post"> | null;
  readonly places: number; // places concerned; 0 for a weak unit
  readonly due: IsoDate | null; // first day: since when, or when it falls vacant
  readonly causes: readonly Cause[];
  readonly severity: Severity | null;
  readonly kept: readonly Gap[];
}

/** A kept gap whose cause is gone, or that was closed. */
export interface ClosedGap {
  readonly gap: Gap;
  readonly because: "cause-gone" | "by-hand";
}

/** The gap register on a day: what is open, the most urgent first, and what clerks kept of gaps that are not. */
export interface GapsOn {
  readonly open: readonly OpenGap[];
  readonly closed: readonly ClosedGap[];
}

/**
 * The gap register on a day. A gap opens with its cause in the records and closes when that is gone; one opened by hand
 * lasts until it is closed by hand, or until the post it names is filled.
 *
 * @param day  dates ahead are as decided now
 * Time grows with the number of records.
 */
export function gapsOn(day: IsoDate, records: GapRecords, terms: GapTerms = usualTerms): GapsOn {
  const work = gapsInTurn(day, records, terms, [terms.soon]);
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value[0]!;
}

/**
 * As `gapsOn`, for several looks ahead in one pass over the posts; yields now and then, so that others get their turn.
 * The records must not change meanwhile.
 *
 * @param ahead  how far "vacant soon" looks, in months, instead of what the terms say
 */
export function* gapsInTurn(
  day: IsoDate,
  records: GapRecords,
  terms: GapTerms,
  ahead: readonly number[],
): Generator<void, readonly GapsOn[]> {
  const steps = records.steps ?? (yield* stepsByPost(records.assignments));
  const leaving = leavings(day, records, terms, ahead);
  const found = ahead.map(() => new Map<string, OpenGap>());
  const put = (into: readonly Map<string, OpenGap>[], gap: Omit<OpenGap, "key" | "severity" | "kept">): void => {
    const key = keyOf(gap);
    for (const gaps of into) gaps.set(key, { ...gap, key, severity: null, kept: [] });
  };
  const [there, filled] = [new Set<RecordId<"post">>(), new Set<RecordId<"post">>()];
  for (const [n, post] of records.posts.entries()) {
    if (n % 100 === 0) yield;
    const own = steps.get(post.id) ?? [];
    const [held] = establishmentOn([post], own, day);
    if (held === undefined) continue; // not there on the day
    there.add(post.id);
    const about = { unitId: post.unitId, postId: post.id };
    if (held.vacant === 0) filled.add(post.id);
    else {
      const cause = sinceWhen(post, own, day);
      put(found, { kind: "VACANT", ...about, places: held.vacant, due: cause.on, causes: [cause] });
    }
    for (const [look, { causes, people }] of leaving(held, own).entries())
      if (causes.length > 0)
        put(found.slice(look, look + 1), {
          kind: "VACANT_SOON",
          ...about,
          places: people,
          due: firstOf(causes),
          causes,
        });
  }
  for (const [unitId, causes] of weakUnits(records.traits, day))
    put(found, { kind: "WEAK", unitId, postId: null, places: 0, due: firstOf(causes), causes });
  yield;
  return found.map((gaps) => {
    const closed = withKept(gaps, records.gaps, day, (postId) => !there.has(postId) || filled.has(postId));
    return { open: [...gaps.values()].toSorted(byUrgency), closed };
  });
}

/** Steps by the post they name, without withdrawn ones; yields now and then. */
export function* stepsByPost(
  assignments: readonly Assignment[],
): Generator<void, ReadonlyMap<RecordId<"post">, readonly Assignment[]>> {
  const steps = new Map<RecordId<"post">, Assignment[]>();
  for (const [n, each] of assignments.entries()) {
    if (n % 5_000 === 0) yield;
    if (each.withdrawn || each.postId === null) continue;
    const own = steps.get(each.postId);
    if (own === undefined) steps.set(each.postId, [each]);
    else own.push(each);
  }
  return steps;
}

/** Units that are marked weak on a day, each with what says so. */
function weakUnits(traits: readonly UnitTrait[], day: IsoDate): ReadonlyMap<RecordId<"unit">, readonly Cause[]> {
  const weak = groupBy(traits, (trait) =>
    trait.withdrawn || trait.trait !== "WEAK" || !holdsOn(trait, day) ? null : trait.unitId,
  );
  const causeOf = ({ id, from }: UnitTrait): Cause => ({
    why: "weak",
    on: from === null ? null : earliestDay(from),
    about: from !== null && from.length < 10,
    personId: null,
    records: [id],
  });
  return new Map([...weak].map(([unitId, own]) => [unitId, own.map(causeOf)]));
}

/**
 * Put what clerks keep to the gaps found, and open what they opened by hand.
 *
 * @param isFilled  whether a post has nobody to look for: full, or not there
 * @returns         kept gaps that are not open
 */
function withKept(
  found: Map<string, OpenGap>,
  gaps: readonly Gap[],
  day: IsoDate,
  isFilled: (postId: RecordId<"post">) => boolean,
): readonly ClosedGap[] {
  const closed: ClosedGap[] = [];
  for (const gap of gaps) {
    if (gap.withdrawn || (gap.openedOn !== null && earliestDay(gap.openedOn) > day)) continue;
    const key = keyOf(gap);
    const own = found.get(key);
    if (gap.closedOn !== null && latestDay(gap.closedOn) <= day) {
      // Closed by hand while its cause goes on: the records show the gap, its story says who closed it.
      closed.push({ gap, because: "by-hand" });
      if (own !== undefined) found.set(key, { ...own, kept: [...own.kept, gap] });
      continue;
    }
    if (own !== undefined) {
      found.set(key, { ...own, severity: own.severity ?? gap.severity, kept: [...own.kept, gap] });
      continue;
    }
    if (!gap.byHand || (gap.kind === "VACANT" && gap.postId !== null && isFilled(gap.postId))) {
      closed.push({ gap, because: "cause-gone" });
      continue;
    }
    const opened = gap.openedOn === null ? null : earliestDay(gap.openedOn);
    found.set(key, {
      key,
      kind: gap.kind,
      unitId: gap.unitId,
      postId: gap.postId,
      places: gap.kind === "WEAK" ? 0 : 1,
      due: gap.kind === "VACANT_SOON" && gap.deadline !== null ? earliestDay(gap.deadline) : opened,
      causes: [{ why: "by-hand", on: opened, about: false, personId: null, records: [gap.id] }],
      severity: gap.severity,
      kept: [gap],
    });
  }
  return closed;
}

/** One text for a gap, whoever found it: kind, and the post or else the unit. */
export const keyOf = ({ kind, unitId, postId }: Pick<Gap, "kind" | "unitId" | "postId">): string =>
  `${kind} ${postId ?? unitId ?? ""}`;

/** Who leaves a post within each look ahead, and why; a person counts once, however many causes there are. */
interface Leaving {
  readonly causes: readonly Cause[];
  readonly people: number; // places that fall vacant by it
}

function leavings(
  day: IsoDate,
  records: GapRecords,
  terms: GapTerms,
  ahead: readonly number[],
): (on: PostOn, steps: readonly Assignment[]) => readonly Leaving[] {
  const lasts = ahead.map((months) => monthsAfter(day, months));
  const latest = lasts.toSorted().at(-1) ?? day;
  const persons = new Map(records.persons.map((person) => [person.id, person]));
  const moves = new Map(records.rotations.filter(({ withdrawn }) => !withdrawn).map((move) => [move.id, move]));
  const retires = retirements();
  const nobody = lasts.map((): Leaving => ({ causes: [], people: 0 }));
  const within = (on: IsoDate): boolean => on > day && on <= latest;
  return ({ post, holders, vacant, over }, steps) => {
    const causes: (Cause & { readonly on: IsoDate })[] = [];
    const level = versionOn(records.versions, post.unitId, day)?.level ?? null;
    const listed = terms.termTitles === undefined || isListed(post.title, terms.termTitles);
    for (const held of holders) {
      if (held.nature !== "SUBSTANTIVE") continue;
      const about = { personId: held.personId, records: [held.id] };
      const person = persons.get(held.personId);
      const retirement = person === undefined || person.withdrawn ? null : retires(person);
      if (retirement !== null && within(retirement.on))
        causes.push({
          why: "retires",
          on: retirement.on,
          about: retirement.about,
          ...about,
          records: [held.personId, held.id],
        });
      if (held.to !== null && within(nextDay(held.to)))
        causes.push({ why: "step-ends", on: nextDay(held.to), about: held.to.length < 10, ...about });
      const move = held.rotationId === null ? undefined : moves.get(held.rotationId);
      const planned =
        move === undefined || !["ACTIVE", "EXTENDED"].includes(stateOn(move, day)) ? null : plannedEndOf(move);
      if (move !== undefined && planned !== null && within(nextDay(planned)))
        causes.push({
          why: "move-ends",
          on: nextDay(planned),
          about: planned.length < 10,
          ...about,
          records: [move.id, held.id],
        });
      for (const end of terms.termEnds) {
        const elected = (end.titles ?? []).length === 0 || beginsWith(post.title, end.titles ?? []);
        if (end.level === level && end.roles.includes(post.role) && elected && within(nextDay(end.last)))
          causes.push({ why: "term-ends", on: nextDay(end.last), about: false, ...about });
      }
      const limit =
        terms.termRoles.includes(post.role) && listed
          ? limitOf(
              steps.filter(({ nature, personId }) => nature === "SUBSTANTIVE" && personId === held.personId),
              held,
              terms,
            )
          : null;
      if (limit !== null && within(limit.on)) causes.push({ why: "two-terms", ...limit, ...about });
    }
    if (causes.length === 0) return nobody;
    // Of an overfull post as many may leave as are too many; who is decided to come takes a place first.
    const present = new Set(holders.map(({ personId }) => personId));
    const coming = steps.filter(
      ({ nature, from, personId }) =>
        nature === "SUBSTANTIVE" && from !== null && earliestDay(from) > day && !present.has(personId),
    );
    return lasts.map((last): Leaving => {
      const own = causes.filter(({ on }) => on <= last);
      const come = new Set(
        coming.filter(({ from }) => earliestDay(from ?? "") <= last).map(({ personId }) => personId),
      );
      const leave = new Set(own.map(({ personId }) => personId)).size;
      const people = Math.max(0, leave - over - Math.max(0, come.size - vacant));
      return { causes: people > 0 ? own : [], people };
    });
  };
}

/** Retirements, each birth month of men and of women reckoned once. */
function retirements(): (person: Pick<Person, "birthDate" | "sex">) => Retirement | null {
  const known = new Map<string, Retirement | null>();
  return ({ birthDate, sex }) => {
    if (birthDate === null || sex === null) return null;
    const born = `${sex} ${birthDate.slice(0, 7)}`;
    const before = known.get(born);
    if (before !== undefined) return before;
    const made = retirementOf({ birthDate, sex });
    known.set(born, made);
    return made;
  };
}

/** The day on which a post has been held for all terms allowed without a break. */
export function limitOf(
  own: readonly Assignment[],
  present: Assignment,
  { terms, termMonths }: Pick<GapTerms, "terms" | "termMonths">,
): { readonly on: IsoDate; readonly about: boolean } | null {
  let start = present.from;
  for (let step: Assignment | undefined = present; step !== undefined && start !== null; ) {
    const since: PartialDate = start;
    step = own.find(
      ({ from, to }) => from !== null && to !== null && from < since && nextDay(to) >= earliestDay(since),
    );
    if (step !== undefined) start = step.from;
  }
  if (start === null) return null;
  return { on: monthsAfter(earliestDay(start), terms * termMonths), about: start.length < 10 };
}

/** Since when a post has had a place free: the day after its last holder left, else since it is there. */
function sinceWhen(post: Post, own: readonly Assignment[], day: IsoDate): Cause {
  const left = own
    .filter((each) => each.nature === "SUBSTANTIVE" && each.to !== null && latestDay(each.to) < day)
    .toSorted((a, b) => (latestDay(a.to ?? "") < latestDay(b.to ?? "") ? 1 : -1));
  const free =
    placesOf(post) -
    new Set(own.filter((each) => each.nature === "SUBSTANTIVE" && holdsOn(each, day)).map(({ personId }) => personId))
      .size;
  const last = left[free - 1];
  const since = post.from === null ? null : earliestDay(post.from);
  return {
    why: "no-holder",
    on: last?.to == null ? since : nextDay(last.to),
    about: last?.to != null && last.to.length < 10,
    personId: null,
    records: last === undefined ? [post.id] : [post.id, last.id],
  };
}

const nextDay = (last: PartialDate): IsoDate => dayAfter(latestDay(last));
const firstOf = (causes: readonly Cause[]): IsoDate | null =>
  causes.map(({ on }) => on).reduce<IsoDate | null>((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
const kinds: readonly GapKind[] = ["VACANT", "VACANT_SOON", "WEAK"];
const byUrgency = (a: OpenGap, b: OpenGap): number =>
  kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || compareText(a.due ?? "9", b.due ?? "9") || compareText(a.key, b.key);

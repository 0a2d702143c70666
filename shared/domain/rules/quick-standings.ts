import { earliestDay, latestDay } from "../dates.ts";
import type { Post, PostRole } from "../post.ts";
import type { RecordId } from "../primitives.ts";
import { type TitleGroup, titleGroups } from "../statistics/title-group.ts";
import type { Level } from "../unit.ts";
import type { UnitVersions } from "../units.ts";
import type { Registers } from "./candidates.ts";
import { dayNumber, everAfter, everBefore } from "./day-numbers.ts";
import type { ParametersOf } from "./parameters.ts";
import { type Held, standingOf } from "./title-step.ts";

/** How one title stands to another, as `Step` has it, in numbers. */
export const steps = { unknown: 0, lower: 1, equal: 2, higher: 3 } as const;

/** As `Standing`, in numbers. */
export interface QuickStanding {
  readonly level: number; // 0: not known
  readonly rung: number; // of the ladder; −1: not on it
  readonly key: number; // equal for one title of one unit
  readonly placed: boolean; // it names a unit
}

/** The words of no title: the first of the register. */
export const blankTitle = 0;

/** As `standingOf` and `stepBetween`, for everything in a register of titles held: each is looked at once, not each time it is held. */
export interface QuickStandings {
  /** @param first, last  the days that the date may mean */
  of(held: number, first: number, last: number): QuickStanding;
  ofHeld(held: Held, first: number, last: number): QuickStanding;
  levelOf(held: number, first: number, last: number): number;
  rungOf(held: number): number;
  keyOf(held: number): number;
  isPlaced(held: number): boolean;
  roleOf(held: number): PostRole | null;
  /** Equal for titles of the same words. */
  wordsOf(held: number): number;
  /** The same title and unit without the post: what a move says of the place it leaves. */
  withoutPost(held: number): number;
  between(
    oneKey: number,
    onePlaced: boolean,
    oneLevel: number,
    oneRung: number,
    otherKey: number,
    otherLevel: number,
    otherRung: number,
  ): number;
}

export function quickStandings(
  { held }: Registers,
  posts: ReadonlyMap<RecordId<"post">, Post>,
  units: UnitVersions,
  ladder: ParametersOf<"LADDER"> | null,
): QuickStandings {
  const facts = factsOf(held, posts);
  const spans = spansOf(units);
  const rungs = titleGroups.map((group) => ladder?.steps[group] ?? -1);
  const spansOfUnit: (readonly number[] | null)[] = []; // by number of the unit
  const levelOf = (at: number, first: number, last: number): number => {
    const unit = facts.unitNumber[at]!;
    while (spansOfUnit.length <= unit) spansOfUnit.push(spans(facts.units[spansOfUnit.length]!) ?? null);
    const own = unit < 0 ? null : spansOfUnit[unit]!;
    if (own !== null) {
      for (let i = 0; i < own.length; i += 3)
        if (own[i]! <= first && own[i + 1]! >= first) return own[i + 2]! || facts.level[at]!;
      for (let i = 0; i < own.length; i += 3)
        if (own[i]! <= last && own[i + 1]! >= first) return own[i + 2]! || facts.level[at]!;
    }
    return facts.level[at]!;
  };
  const rungOf = (at: number): number => rungs[facts.group[at]!]!;
  const of = (at: number, first: number, last: number): QuickStanding => ({
    level: levelOf(at, first, last),
    rung: rungOf(at),
    key: facts.key[at]!,
    placed: facts.unitNumber[at]! >= 0,
  });
  return {
    of,
    ofHeld: (wanted, first, last) => {
      const at = held.numberOf(wanted);
      facts.refresh(posts);
      return of(at, first, last);
    },
    levelOf,
    rungOf,
    keyOf: (at) => facts.key[at]!,
    isPlaced: (at) => facts.unitNumber[at]! >= 0,
    roleOf: (at) => facts.role[at] ?? null,
    wordsOf: (at) => facts.words[at]!,
    withoutPost: (at) => facts.bare[at]!,
    between: (oneKey, onePlaced, oneLevel, oneRung, otherKey, otherLevel, otherRung) => {
      if (oneKey === otherKey && onePlaced) return steps.equal;
      if (oneLevel === 0 || otherLevel === 0 || oneRung < 0 || otherRung < 0) return steps.unknown;
      if (oneLevel === otherLevel)
        return oneRung > otherRung ? steps.higher : oneRung < otherRung ? steps.lower : steps.equal;
      if (oneLevel > otherLevel) return oneRung >= otherRung ? steps.higher : steps.unknown;
      return oneRung <= otherRung ? steps.lower : steps.unknown;
    },
  };
}

/** What follows from a title held and its post alone, by number in the register. */
interface Facts {
  readonly key: number[];
  readonly level: number[]; // as the register of titles has it, where the unit gives none
  readonly unitNumber: number[]; // of the post, else as written; in `units`, −1: none
  readonly units: RecordId<"unit">[];
  readonly group: number[]; // place in `titleGroups`
  readonly role: (PostRole | null)[];
  readonly words: number[];
  readonly bare: number[];
  /** Look at so many titles that are new, or whose posts have changed. True: none is left. */
  refresh(posts: ReadonlyMap<RecordId<"post">, Post>, most?: number): boolean;
}

/** Look at the titles of a register ahead of the first question, yielding now and then. */
export function* learnTitles({ held }: Registers, posts: ReadonlyMap<RecordId<"post">, Post>): Generator<void> {
  const facts = keptFacts(held);
  while (!facts.refresh(posts, 200)) yield;
}

function factsOf(held: Registers["held"], posts: ReadonlyMap<RecordId<"post">, Post>): Facts {
  const facts = keptFacts(held);
  facts.refresh(posts);
  return facts;
}

function keptFacts(held: Registers["held"]): Facts {
  const known = collected.get(held);
  if (known !== undefined) return known;
  const made = makeFacts(held);
  collected.set(held, made);
  return made;
}
const collected = new WeakMap<Registers["held"], Facts>();

function makeFacts(held: Registers["held"]): Facts {
  const keys = new Map<string, number>();
  const titles = new Map<string, number>();
  const [key, level, group, bare, words]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
  const unitNumber: number[] = [];
  const units: RecordId<"unit">[] = [];
  const unitNumbers = new Map<RecordId<"unit">, number>();
  const role: (PostRole | null)[] = [];
  const readFrom: (Post | undefined)[] = [];
  let read: ReadonlyMap<RecordId<"post">, Post> | null = null;
  let next = 0;
  const look = (at: number, posts: ReadonlyMap<RecordId<"post">, Post>): void => {
    const each = held.values[at]!;
    const post = each.postId === null ? undefined : posts.get(each.postId);
    const before = readFrom[at];
    readFrom[at] = post;
    if (
      at < key.length &&
      post?.unitId === before?.unitId &&
      post?.title === before?.title &&
      post?.role === before?.role
    )
      return;
    const standing = standingOf({ posts, units: nowhere }, each, "2000-01-01");
    const known = keys.get(standing.key) ?? keys.size;
    keys.set(standing.key, known);
    words[at] = titles.get(each.title) ?? titles.size;
    titles.set(each.title, words[at]);
    key[at] = known;
    level[at] = standing.level === null ? 0 : heights[standing.level];
    group[at] = groupNumbers.get(standing.group)!;
    const unitId = post?.unitId ?? each.unitId;
    let unit = unitId === null ? -1 : unitNumbers.get(unitId);
    if (unit === undefined) {
      unit = units.push(unitId!) - 1;
      unitNumbers.set(unitId!, unit);
    }
    unitNumber[at] = unit;
    role[at] = standing.role;
    bare[at] = each.postId === null ? at : held.numberOf({ ...each, postId: null });
  };
  return {
    key,
    level,
    unitNumber,
    units,
    group,
    role,
    words,
    bare,
    refresh: (posts, most = Number.POSITIVE_INFINITY) => {
      if (read !== posts) [read, next] = [posts, 0];
      // The register grows while titles without their posts are entered.
      for (let done = 0; next < held.values.length && done < most; done += 1) look(next++, posts);
      return next >= held.values.length;
    },
  };
}

const nowhere: UnitVersions = new Map();
const heights: Readonly<Record<Level, number>> = { XA: 1, HUYEN: 2, TINH: 3, TW: 4 };
const groupNumbers = new Map<TitleGroup, number>(titleGroups.map((group, i) => [group, i]));

/** A unit's versions as three numbers each: first day, last day, level. Worked out once for one state of the register. */
function spansOf(units: UnitVersions): (unitId: RecordId<"unit">) => readonly number[] | undefined {
  let known = spansByUnits.get(units);
  if (known === undefined) {
    known = new Map(
      [...units].map(([unitId, versions]) => [
        unitId,
        versions.flatMap(({ from, to, level }) => [
          from === null ? everBefore : dayNumber(earliestDay(from)),
          to === null ? everAfter : dayNumber(latestDay(to)),
          heights[level],
        ]),
      ]),
    );
    spansByUnits.set(units, known);
  }
  const spans = known;
  return (unitId) => spans.get(unitId);
}
const spansByUnits = new WeakMap<UnitVersions, ReadonlyMap<RecordId<"unit">, readonly number[]>>();

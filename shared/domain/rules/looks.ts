import { dayBefore, daysAfter, earliestDay, latestDay, monthsAfter } from "../dates.ts";
import type { Post } from "../post.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import type { UnitVersions } from "../units.ts";
import type { CandidateTables, Presence } from "./candidates.ts";
import type { CaseKind } from "./case.ts";
import { type DayBounds, dayBounds, dayNumber, monthsBetweenNumbers } from "./day-numbers.ts";
import type { Opening } from "./opening.ts";
import type { AppliesTo, CheckedRule, ParametersOf } from "./parameters.ts";
import { monthsCovered, noPeriods, putPeriod } from "./quick-months.ts";
import { blankTitle, type QuickStandings, quickStandings, steps } from "./quick-standings.ts";
import type { RuleInForce, RulesInForce } from "./rules-on.ts";
import { beginsWith, isListed, standingOf } from "./title-step.ts";

/**
 * How one rule tells people apart for one opening. People of one number are alike in everything that decides the rule's
 * result, so the rule itself is asked once for each number and its answer holds for all of them.
 */
export interface Look {
  readonly kinds: number; // numbers run from 0 to here
  readonly alike: (at: number) => number; // by place in the tables
  readonly reads: readonly CaseKind[]; // what the rule needs to be asked, beside the person and the posts
}

/** What looks are made for. */
export interface LookedAt {
  readonly opening: Opening;
  readonly tables: CandidateTables;
  readonly presence: Presence;
  readonly rules: RulesInForce;
  readonly posts: ReadonlyMap<RecordId<"post">, Post>;
  readonly units: UnitVersions;
  readonly asOf: IsoDate;
}

/**
 * The look of each rule; null for a rule that must be asked of everybody one by one (allowances; service that makes a
 * local; assessments of a move that began long ago). Only kinds that rules may read are in the tables.
 */
export function looksAt(about: LookedAt): (rule: CheckedRule) => Look | null {
  const standings = quickStandings(
    about.tables.registers,
    about.posts,
    about.units,
    about.rules.LADDER?.parameters ?? null,
  );
  const ground: Ground = {
    ...about,
    standings,
    days: dayBounds(about.tables.registers.dates),
    start: dayNumber(about.opening.start),
    before: dayNumber(dayBefore(about.opening.start)),
    stepOf: stepOfMove(about, standings),
  };
  return (rule) => {
    const inForce = about.rules[rule];
    if (inForce === undefined || isOutside(about, inForce.appliesTo)) return everyone;
    const make = makers[rule] as ((ground: Ground, inForce: RuleInForce) => Look | null) | undefined;
    return make?.(ground, inForce) ?? null;
  };
}

interface Ground extends LookedAt {
  readonly standings: QuickStandings;
  readonly days: DayBounds;
  readonly start: number;
  readonly before: number; // the day before the start
  readonly stepOf: (at: number) => number;
}

/** The rule says the same of everybody. */
const everyone: Look = { kinds: 1, alike: () => 0, reads: [] };

/** Answers of a comparison, in numbers; "no" < "maybe" < "yes", so that all of several is the least and any the most. */
const [no, maybe, yes] = [0, 1, 2];

const makers: {
  readonly [Rule in CheckedRule]?: (ground: Ground, rule: RuleInForce<Rule>) => Look | null;
} = {
  R01: () => everyone,
  R15: () => everyone,
  R16: () => everyone,
  R27: () => everyone,
  R02: (ground, { parameters }) => byWorkingTimeLeft(ground, parameters.months),
  R03: (ground, { parameters }) => byWorkingTimeLeft(ground, parameters.months),
  R04: (ground, { parameters }) => byPlan(ground, parameters.graceMonths),
  R21: (ground) => byPlan(ground, 0),
  R05: (ground, { parameters }) => byPostsHeld(ground, parameters),
  R08: (ground, { parameters }) => byNativePlace(ground, parameters),
  R09: ({ stepOf }) => ({ kinds: 4, alike: stepOf, reads: ["assignment", "yearly-rating"] }),
  R10: ({ presence, tables }) => ({
    kinds: 1 + tables.ids.length,
    alike: (at) => (presence.everHeldIt[at] === 1 ? 1 + at : 0),
    reads: ["assignment"],
  }),
  R11: (ground, { parameters }) => byConduct(ground, parameters),
  R12: (ground, { parameters }) => byNewestPaper(ground, parameters),
  R13: (ground, { parameters }) => byPapers(ground, parameters.items),
  R14: ({ opening: { start }, asOf }, { parameters: { dueDays } }) =>
    asOf <= start || daysAfter(`${start.slice(0, 4)}-12-31`, dueDays) > asOf
      ? { ...everyone, reads: ["assessment", "yearly-rating"] }
      : null,
  R22: (ground, { parameters }) => byMonthsInPost(ground, parameters.months, true),
  R28: (ground, { parameters }) => byMonthsInPost(ground, parameters.months, false),
  R23: (ground, { parameters }) => byDiscipline(ground, parameters.months),
};

/** Whether a rule is certain not to be about the opening, whoever takes it. */
function isOutside(
  { opening, posts, units }: LookedAt,
  { kinds, purposes, levels, roles, managingLevels }: AppliesTo,
): boolean {
  const { level, role, post } = standingOf({ posts, units }, opening, opening.start);
  return (
    lacks(kinds, opening.kind) ||
    lacks(purposes, opening.purpose) ||
    lacks(levels, level) ||
    lacks(roles, role) ||
    lacks(managingLevels, post?.managingLevel ?? null)
  );
}

const lacks = (list: readonly string[] | undefined, value: string | null): boolean =>
  list !== undefined && value !== null && !list.includes(value);

/** How the title taken stands to the one left: one look for each title left. */
function stepOfMove({ opening, tables, presence }: LookedAt, standings: QuickStandings): (at: number) => number {
  const start = dayNumber(opening.start);
  const taken = standings.ofHeld(
    { title: opening.title, postId: opening.postId, unitId: opening.unitId },
    start,
    start,
  );
  const known = new Int8Array(tables.registers.held.values.length).fill(-1);
  return (at) => {
    const left = standings.withoutPost(presence.leftHeld[at]!);
    const before = known[left]!;
    if (before >= 0) return before;
    const other = standings.of(left, start, start);
    const { key, placed, level, rung } = taken;
    const step = standings.between(key, placed, level, rung, other.key, other.level, other.rung);
    known[left] = step;
    return step;
  };
}

/** By the months left until retirement: enough, too few, perhaps, or not known. */
function byWorkingTimeLeft({ tables: { birth, registers }, presence, start }: Ground, months: number): Look {
  const { retires, retiresFrom } = presence;
  const firstOf = (month: number): number => Math.floor(month / 12) * 10_000 + ((month % 12) + 1) * 100 + 1;
  const [unsure, enough, tooFew] = [0, 1, 2];
  const kind = new Uint8Array(registers.births.values.length);
  for (let i = 0; i < kind.length; i += 1) {
    if (retires[i] === 0) kind[i] = unsure;
    else if (monthsBetweenNumbers(start, firstOf(retiresFrom[i]!)) >= months) kind[i] = enough;
    else kind[i] = monthsBetweenNumbers(start, firstOf(retires[i]!)) < months ? tooFew : unsure;
  }
  return { kinds: 3, alike: (at) => kind[birth[at]!]!, reads: [] };
}

function byNativePlace({ tables, opening, posts }: Ground, { titles, localYears }: ParametersOf<"R08">): Look | null {
  const post = opening.postId === null ? undefined : posts.get(opening.postId);
  if (post?.nonLocal !== true && !isListed(opening.title, titles)) return everyone;
  if (localYears !== null) return null;
  const { native, registers } = tables;
  return { kinds: registers.natives.values.length, alike: (at) => native[at]!, reads: ["succession"] };
}

/** By the best entry: in the plan for certain, perhaps, or not. */
function byPlan({ tables, opening, standings, days, start }: Ground, graceMonths: number): Look {
  const { entries, registers } = tables;
  const { from, to, held } = entries.columns;
  const taken = standings.ofHeld(
    { title: opening.title, postId: opening.postId, unitId: opening.unitId },
    start,
    start,
  );
  const ends = registers.dates.values.map((date, i) => {
    if (date === null || graceMonths === 0) return null;
    const last = String(days.ends[i]);
    return dayNumber(monthsAfter(`${last.slice(0, 4)}-${last.slice(4, 6)}-${last.slice(6)}`, graceMonths));
  });
  const fits = new Int8Array(registers.held.values.length).fill(-1);
  const fitOf = (at: number): number => {
    const known = fits[at]!;
    if (known >= 0) return known;
    const each = registers.held.values[at]!;
    const { level, rung, key, placed } = standings.of(at, start, start);
    const step = standings.between(key, placed, level, rung, taken.key, taken.level, taken.rung);
    const same = each.postId !== null && each.postId === opening.postId;
    const fit = same || step === steps.equal || step === steps.higher ? yes : step === steps.unknown ? maybe : no;
    fits[at] = fit;
    return fit;
  };
  return {
    kinds: 3,
    reads: ["assignment", "plan-entry"],
    alike: (at) => {
      let best = no;
      for (let row = entries.starts[at]!; row < entries.starts[at + 1]! && best < yes; row += 1) {
        const begin = from[row]!;
        const end = to[row]!;
        const last = ends[end] ?? days.ends[end]!;
        const sureLast = ends[end] ?? days.surelyOn[end]!;
        let valid = maybe;
        if (begin !== 0) {
          if (start < days.begins[begin]! || start > last) valid = no;
          else if (days.surelyBegun[begin]! <= start && start <= sureLast) valid = yes;
        }
        if (valid > best) best = Math.max(best, Math.min(valid, fitOf(held[row]!)));
      }
      return best;
    },
  };
}

/** By the best of the posts held around the start, and the one that is left. */
function byPostsHeld({ tables, presence, standings }: Ground, { roles, notLeading }: ParametersOf<"R05">): Look {
  const { leftHeld, aroundStarts, aroundHeld, aroundSure } = presence;
  const { values } = tables.registers.held;
  const leadsNobody = lookedUp(notLeading, values); // by the words of the title
  const leads = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at += 1) {
    const words = standings.wordsOf(at);
    if (leadsNobody[words] === -1) leadsNobody[words] = beginsWith(values[at]!.title, notLeading) ? 1 : 0;
    const role = standings.roleOf(at);
    leads[at] = leadsNobody[words] === 1 ? no : role === null ? maybe : roles.includes(role) ? yes : no;
  }
  return {
    kinds: 3,
    reads: ["assignment"],
    alike: (at) => {
      let best = no;
      for (let i = aroundStarts[at]!; i < aroundStarts[at + 1]! && best < yes; i += 1)
        best = Math.max(best, Math.min(aroundSure[i]!, leads[aroundHeld[i]!]!));
      if (best === yes) return best;
      const bare = standings.withoutPost(leftHeld[at]!);
      return standings.wordsOf(bare) === blankTitle ? best : Math.max(best, leads[bare]!);
    },
  };
}

/** Answers about the words of titles, by their number, kept for as long as the list they are held against; −1: not looked up. */
function lookedUp(list: readonly string[], values: readonly object[]): Int8Array {
  const known = answersByList.get(list);
  if (known?.of === values && known.answers.length >= values.length) return known.answers;
  const answers = new Int8Array(values.length + 1_000).fill(-1);
  if (known?.of === values) answers.set(known.answers);
  answersByList.set(list, { of: values, answers });
  return answers;
}
const answersByList = new WeakMap<readonly string[], { readonly of: readonly object[]; readonly answers: Int8Array }>();

/** Somebody who was ever disciplined is asked about alone; everybody else by the ratings of the year before. */
function byConduct({ tables, opening }: Ground, { weak }: ParametersOf<"R11">): Look {
  const { actions, ratings, registers } = tables;
  const year = String(Number(opening.start.slice(0, 4)) - 1);
  const ofYear = registers.dates.values.map((date) => date?.slice(0, 4) === year);
  const poor = registers.codes.values.map((code) => (code === null ? maybe : weak.includes(code) ? yes : no));
  return {
    kinds: 4 + tables.ids.length,
    reads: ["disciplinary-action", "yearly-rating"],
    alike: (at) => {
      if (actions.starts[at]! < actions.starts[at + 1]!) return 4 + at;
      let worst = 3; // none of that year
      for (let row = ratings.starts[at]!; row < ratings.starts[at + 1]!; row += 1) {
        if (ofYear[ratings.columns.year[row]!] !== true) continue;
        const found = poor[ratings.columns.rating[row]!]!;
        worst = worst === 3 ? found : Math.max(worst, found);
      }
      return worst;
    },
  };
}

/** By the newest paper of a kind that is not of a day after the start: none, in time, too old, or perhaps. */
function byNewestPaper(
  { tables, opening, days, start }: Ground,
  { documents, months }: Pick<ParametersOf<"R12">, "documents" | "months">,
): Look {
  const { papers, registers } = tables;
  const { kind, date } = papers.columns;
  const dates = registers.dates.values;
  const counts = registers.kinds.values.map((each) => beginsWith(each, documents));
  const verdicts = new Int8Array(dates.length).fill(-1);
  const [none, inTime, tooOld, perhaps] = [0, 1, 2, 3];
  verdicts[0] = none;
  const verdictOf = (of: number): number => {
    if (verdicts[of] !== -1) return verdicts[of]!;
    const issued = dates[of]!;
    const [first, last] = [earliestDay(issued), latestDay(issued)].map(
      (day) => monthsAfter(day, months) < opening.start,
    );
    const found = first !== last ? perhaps : first === true ? tooOld : inTime;
    verdicts[of] = found;
    return found;
  };
  return {
    kinds: 4,
    reads: ["dossier-item", "attachment"],
    alike: (at) => {
      let newest = 0;
      for (let row = papers.starts[at]!; row < papers.starts[at + 1]!; row += 1) {
        const of = date[row]!;
        if (of === 0 || of === newest || counts[kind[row]!] !== true || start < days.begins[of]!) continue;
        if (newest === 0 || dates[of]! > dates[newest]!) newest = of;
      }
      return verdictOf(newest);
    },
  };
}

/** No papers at all, all that are asked for, or some that are lacking. */
function byPapers({ tables }: Ground, items: ParametersOf<"R13">["items"]): Look {
  const { papers, registers } = tables;
  const { kind } = papers.columns;
  const half = 30; // bits that a number of 32 bits holds without its sign
  const maskOf = (of: string, from: number): number =>
    items.slice(from, from + half).reduce((mask, { names }, i) => (beginsWith(of, names) ? mask | (1 << i) : mask), 0);
  const low = Int32Array.from(registers.kinds.values, (of) => maskOf(of, 0));
  const high = Int32Array.from(registers.kinds.values, (of) => maskOf(of, half));
  const full = (count: number): number => 2 ** Math.max(0, Math.min(half, count)) - 1;
  const [allLow, allHigh] = [full(items.length), full(items.length - half)];
  return {
    kinds: 3,
    reads: ["dossier-item", "attachment"],
    alike: (at) => {
      const [first, end] = [papers.starts[at]!, papers.starts[at + 1]!];
      let [one, other] = [0, 0];
      for (let row = first; row < end; row += 1) {
        one |= low[kind[row]!]!;
        other |= high[kind[row]!]!;
      }
      return first === end ? 0 : one === allLow && other === allHigh ? 1 : 2;
    },
  };
}

/** Only where a higher title would be taken do the months count; where that cannot be told, they decide nothing. */
function byMonthsInPost(ground: Ground, limit: number, equivalent: boolean): Look {
  const { tables, presence, standings, days, start, before, stepOf } = ground;
  const { starts, columns } = tables.steps;
  const { from, to, held } = columns;
  const [all, certain] = [noPeriods(), noPeriods()];
  const [notAsked, open, long, short] = [0, 1, 2, 3];
  return {
    kinds: 4,
    reads: ["assignment"],
    alike: (at) => {
      if (equivalent) {
        const step = stepOf(at);
        if (step === steps.lower || step === steps.equal) return notAsked;
        if (step === steps.unknown) return open;
      }
      const bare = standings.withoutPost(presence.leftHeld[at]!);
      const key = standings.keyOf(bare);
      const rung = standings.rungOf(bare);
      const level = standings.levelOf(bare, start, start);
      all.size = 0;
      certain.size = 0;
      let counted = false;
      for (let row = starts[at]!; row < starts[at + 1]!; row += 1) {
        const of = held[row]!;
        const begin = from[row]!;
        const end = to[row]!;
        let fit = standings.keyOf(of) === key ? yes : no;
        if (equivalent) {
          const first = begin === 0 ? start : days.begins[begin]!;
          const last = begin === 0 ? start : days.surelyBegun[begin]!;
          const step = standings.between(
            standings.keyOf(of),
            standings.isPlaced(of),
            standings.levelOf(of, first, last),
            standings.rungOf(of),
            key,
            level,
            rung,
          );
          fit = step === steps.equal ? yes : step === steps.unknown ? maybe : no;
        }
        if (fit === no) continue;
        if (begin === 0) return open;
        counted = true;
        putPeriod(all, days.begins[begin]!, days.ends[end]!);
        if (fit === yes) putPeriod(certain, days.surelyBegun[begin]!, days.surelyOn[end]!);
      }
      if (!counted) return open;
      if (monthsCovered(certain, before, !equivalent) >= limit) return long;
      return monthsCovered(all, before, !equivalent) < limit ? short : open;
    },
  };
}

/** By the youngest discipline that keeps from a higher title. */
function byDiscipline({ tables, days, start, stepOf }: Ground, months: ParametersOf<"R23">["months"]): Look {
  const { actions, registers } = tables;
  const { from, form } = actions.columns;
  const limits = registers.codes.values.map((code) => (code === null ? null : months[code]));
  const [notAsked, open, over, running] = [0, 1, 2, 3];
  return {
    kinds: 4,
    reads: ["assignment", "disciplinary-action"],
    alike: (at) => {
      let [worst, any] = [yes, false];
      for (let row = actions.starts[at]!; row < actions.starts[at + 1]!; row += 1) {
        const [limit, begin] = [limits[form[row]!], from[row]!];
        if (limit === undefined) continue;
        any = true;
        let found = maybe;
        if (begin !== 0 && limit !== null) {
          if (monthsBetweenNumbers(days.surelyBegun[begin]!, start) >= limit) found = yes;
          else if (monthsBetweenNumbers(days.begins[begin]!, start) < limit) found = no;
        }
        worst = Math.min(worst, found);
      }
      if (!any) return notAsked;
      const step = stepOf(at);
      if (step === steps.lower || step === steps.equal) return notAsked;
      if (step === steps.unknown) return open;
      return worst === yes ? over : worst === maybe ? open : running;
    },
  };
}

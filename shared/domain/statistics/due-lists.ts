import type { Assignment } from "../assignment.ts";
import { compareText } from "../compare-text.ts";
import { daysAfter, latestDay, monthsAfter } from "../dates.ts";
import type { Decision } from "../decision.ts";
import type { Attachment, PlanEntry } from "../dossier.ts";
import { foldVietnamese } from "../fold.ts";
import type { Gap } from "../gaps/gap.ts";
import {
  type GapRecords,
  type GapTerms,
  gapsInTurn,
  keyOf,
  limitOf,
  type OpenGap,
  stepsByPost,
} from "../gaps/gaps-on.ts";
import { groupBy } from "../group-by.ts";
import { establishmentOn, type PostOn, postsThere } from "../organisation/posts.ts";
import type { Person } from "../person.ts";
import type { IsoDate, PartialDate, RecordId } from "../primitives.ts";
import type { Rotation } from "../rotation.ts";
import { missingItems } from "../rotations/dossier-list.ts";
import type { MoveAssessment } from "../rotations/move-assessment.ts";
import { plannedEndOf, stateOn } from "../rotations/procedure.ts";
import type { DossierItem } from "../rotations/procedure-step.ts";
import { monthsServed } from "../rules/check.ts";
import { type RetirementTable, retirementOf } from "../rules/retirement.ts";
import { beginsWith, isListed } from "../rules/title-step.ts";
import type { Level } from "../unit.ts";
import { versionOn } from "../units.ts";

/** What may fall due; in this order where several do on one day. */
export const dueKinds = [
  "finish", // planned end of a move
  "outcome", // a move is over its planned end, and nobody wrote down what became of it
  "assessment", // of a year served
  "health", // certificate of somebody proposed runs out
  "retires",
  "two-terms",
  "deputy",
  "term-ends",
  "plan-review",
  "gap-deadline", // the day set for a gap that is still open
  "dossier", // paper of a proposal, wanted now
] as const;
export type DueKind = (typeof dueKinds)[number];

/** What each list is called on paper; the page has the same words. */
export const dueNames: Readonly<Record<DueKind, string>> = {
  finish: "Sắp hết thời gian luân chuyển",
  outcome: "Hết thời gian luân chuyển, chưa có kết quả",
  assessment: "Đánh giá hằng năm",
  health: "Giấy khám sức khỏe hết hạn",
  retires: "Đến tuổi nghỉ hưu",
  "two-terms": "Giữ chức vụ đủ hai nhiệm kỳ",
  deputy: "Cấp phó giữ chức vụ lâu năm",
  "term-ends": "Hết nhiệm kỳ",
  "plan-review": "Quy hoạch đến hạn rà soát",
  "gap-deadline": "Vị trí cần cán bộ đến hạn",
  dossier: "Thiếu thành phần hồ sơ",
};

/** A line of a list with due dates (report R-5). */
export interface DueLine {
  readonly list: DueKind;
  readonly due: IsoDate | null; // null: now
  readonly personId: RecordId<"person"> | null; // null: about a place, not a person
  readonly records: readonly RecordId[];
  readonly about: string; // year of the assessment, code of the paper, key of the gap; "" otherwise
  readonly unitId: RecordId<"unit"> | null; // where: of the post, or the place a move reaches
  readonly title: string; // of the post held or to be taken, or planned for
}

export interface DueRecords extends GapRecords {
  readonly assessments: readonly MoveAssessment[];
  readonly dossier: readonly DossierItem[];
  readonly plans: readonly PlanEntry[];
  /** When an entry of the plan was last looked through; without one its first day counts. */
  readonly reviewed?: ReadonlyMap<RecordId<"plan-entry">, IsoDate>;
}

/** Months and days after which something is due, as data: see `dueTermsOf`. Null: nothing falls due by it. */
export interface DueTerms extends GapTerms {
  readonly retirement: RetirementTable;
  readonly deputyMonths: number | null; // deputies of one place
  readonly healthMonths: number | null; // a certificate is good for
  readonly healthPaper: { readonly item: string; readonly names: readonly string[] }; // how it is known
  readonly assessmentDays: number | null; // after 31 December
  readonly assessedFrom: IsoDate | null; // years that ended before it are not asked for
  readonly servedMonths: number; // in the year that is to be assessed
  readonly outcomeDays: number; // after the planned end
  readonly reviewMonths: number | null;
  readonly reviewWords: readonly string[]; // by which a decision is known as a review of the whole plan
}

/** From the day that is looked from to the last day looked at. What was due before the first of them is overdue. */
export interface DueSpan {
  readonly day: IsoDate;
  readonly last: IsoDate;
}

/**
 * what is due within the months ahead, the most urgent first: moves to finish or without an outcome, two terms,
 * long-serving deputies, ends of terms, retirement, yearly assessments, health certificates, missing papers of proposals,
 * entries of the plan not looked through, days set for gaps.
 */
export function dueLists(day: IsoDate, records: DueRecords, terms: DueTerms): readonly DueLine[] {
  const work = dueInTurn(day, records, terms);
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
}

/** As `dueLists`; yields now and then, so that others get their turn. The records must not change meanwhile. */
export function* dueInTurn(day: IsoDate, records: DueRecords, terms: DueTerms): Generator<void, readonly DueLine[]> {
  const span = { day, last: monthsAfter(day, terms.soon) };
  const persons = new Map(records.persons.map((person) => [person.id, person]));
  yield;
  const assessments = groupBy(records.assessments, ({ rotationId }) => rotationId);
  const dossier = groupBy(records.dossier, ({ rotationId }) => rotationId);
  yield;
  const steps = records.steps ?? (yield* stepsByPost(records.assignments));
  const lines: DueLine[] = [];
  for (const [n, move] of records.rotations.entries()) {
    if (n % 50 === 0) yield;
    if (move.withdrawn) continue;
    const papers = dossier.get(move.id) ?? [];
    const proposed = isProposal(move, day);
    const own = {
      assessments: assessments.get(move.id) ?? [],
      certificate: proposed ? certificateOf(move, papers, [], terms) : null,
    };
    lines.push(...dueOfMove(move, own, span, terms));
    if (proposed) for (const item of missingItems(move, papers)) lines.push(lineOf("dossier", null, move, item));
  }
  // Heads first: of several posts of one person, the highest says when the person retires.
  for (const [n, post] of postsThere(records.posts, day).entries()) {
    if (n % 50 === 0) yield;
    const own = steps.get(post.id);
    if (own === undefined) continue; // nobody there
    const level = versionOn(records.versions, post.unitId, day)?.level ?? null;
    for (const on of establishmentOn([post], own, day))
      lines.push(...dueOfPost(on, own, level, (id) => persons.get(id) ?? null, span, terms));
  }
  for (const [n, entry] of records.plans.entries()) {
    if (n % 500 === 0) yield;
    lines.push(...dueOfEntry(entry, records.reviewed?.get(entry.id) ?? null, span, terms));
  }
  // Only places that clerks keep a gap of.
  const kept = {
    posts: new Set(records.gaps.map(({ postId }) => postId)),
    units: new Set(records.gaps.map(({ unitId }) => unitId)),
  };
  const posts = records.posts.filter(({ id }) => kept.posts.has(id));
  const [register] = yield* gapsInTurn(
    day,
    {
      ...records,
      posts,
      assignments: posts.flatMap(({ id }) => steps.get(id) ?? []),
      traits: records.traits.filter(({ unitId }) => kept.units.has(unitId)),
    },
    terms,
    [terms.soon],
  );
  for (const gap of keptAndOpen(register?.open ?? [], day)) lines.push(...dueOfGap(gap, "", span));
  yield;
  return inOrder(lines);
}

/** Lines by their day, then by kind, then by record; a person who holds several posts retires once. */
export function inOrder(lines: readonly DueLine[]): readonly DueLine[] {
  const retired = new Set<RecordId>();
  const once = lines.filter(({ list, personId }) => {
    if (list !== "retires" || personId === null) return true;
    if (retired.has(personId)) return false;
    retired.add(personId);
    return true;
  });
  return once.toSorted(
    (a, b) =>
      compareText(a.due ?? "", b.due ?? "") ||
      dueKinds.indexOf(a.list) - dueKinds.indexOf(b.list) ||
      compareText(a.records[0] ?? "", b.records[0] ?? "") ||
      compareText(a.about, b.about),
  );
}

/** What falls due by one move. `certificate`: date of the latest health certificate. */
export function dueOfMove(
  move: Rotation,
  own: { readonly assessments: readonly MoveAssessment[]; readonly certificate: PartialDate | null },
  { day, last }: DueSpan,
  terms: DueTerms,
): readonly DueLine[] {
  if (move.withdrawn) return [];
  const lines: DueLine[] = [];
  const state = stateOn(move, day);
  const end = plannedEndOf(move);
  const planned = end === null ? null : latestDay(end);
  const goesOn = state === "ACTIVE" || state === "EXTENDED";
  const put = (list: DueKind, due: IsoDate, about = ""): void => {
    if (due <= last) lines.push(lineOf(list, due, move, about));
  };
  if (goesOn && planned !== null) {
    if (planned >= day) put("finish", planned);
    else put("outcome", daysAfter(planned, terms.outcomeDays));
  }
  if (terms.assessmentDays !== null && (goesOn || state === "FINISHED" || state === "RECALLED")) {
    // A year that has not ended yet counts as served where the move is planned to go on through it.
    const ahead = goesOn && (planned === null || planned >= day);
    const until = ahead ? planned : move.endedOn;
    const years = yearsToAssess(
      { ...move, endedOn: until },
      own.assessments,
      ahead ? last : day,
      terms.assessmentDays,
      terms.servedMonths,
    );
    for (const [year, due] of years)
      if (terms.assessedFrom === null || `${year}-12-31` >= terms.assessedFrom) put("assessment", due, year);
  }
  if (terms.healthMonths !== null && own.certificate !== null && move.decisionId === null && isProposal(move, day))
    put("health", monthsAfter(latestDay(own.certificate), terms.healthMonths));
  return lines;
}

/**
 * What falls due for those who hold a post substantively. Somebody whose last day there is on file leaves by then, and
 * nothing later falls due.
 *
 * @param assignments  everybody's at this post, also earlier ones
 */
export function dueOfPost(
  { post, holders }: PostOn,
  assignments: readonly Assignment[],
  level: Level | null,
  personOf: (id: RecordId<"person">) => Pick<Person, "sex" | "birthDate" | "withdrawn"> | null,
  { day, last }: DueSpan,
  terms: DueTerms,
): readonly DueLine[] {
  const lines: DueLine[] = [];
  const listed =
    terms.termRoles.includes(post.role) && (terms.termTitles === undefined || isListed(post.title, terms.termTitles));
  const counts: readonly (readonly [DueKind, Pick<GapTerms, "terms" | "termMonths">])[] = [
    ...(listed ? [["two-terms", terms] as const] : []),
    ...(terms.deputyMonths !== null && post.role === "P"
      ? [["deputy", { terms: 1, termMonths: terms.deputyMonths }] as const]
      : []),
  ];
  for (const held of holders) {
    if (held.nature !== "SUBSTANTIVE") continue;
    const { personId } = held;
    const about = { personId, about: "", unitId: post.unitId, title: post.title };
    const put = (list: DueKind, due: IsoDate, records: readonly RecordId[]): void => {
      if (due <= last && (held.to === null || latestDay(held.to) >= due)) lines.push({ list, due, records, ...about });
    };
    const person = personOf(personId);
    const retirement = person === null || person.withdrawn ? null : retirementOf(person, terms.retirement);
    if (retirement !== null) put("retires", retirement.on, [personId, held.id, post.id]);
    for (const end of terms.termEnds) {
      const elected = (end.titles ?? []).length === 0 || beginsWith(post.title, end.titles ?? []);
      if (end.level === level && end.roles.includes(post.role) && elected && end.last >= day)
        put("term-ends", end.last, [held.id, post.id]);
    }
    if (counts.length === 0) continue;
    const earlier = assignments.filter((each) => each.personId === personId && each.nature === "SUBSTANTIVE");
    for (const [list, limits] of counts) {
      const limit = limitOf(earlier, held, limits);
      if (limit !== null) put(list, limit.on, [held.id, post.id]);
    }
  }
  return lines;
}

/** The next review of an entry of the plan that is valid on the day. `reviewed`: when it was last looked through. */
export function dueOfEntry(
  entry: PlanEntry,
  reviewed: IsoDate | null,
  { day, last }: DueSpan,
  { reviewMonths }: Pick<DueTerms, "reviewMonths">,
): readonly DueLine[] {
  const { id, personId, title, from, to } = entry;
  if (reviewMonths === null || entry.withdrawn || from === null) return [];
  const ends = to === null ? "9" : latestDay(to);
  const first = latestDay(from);
  const due = monthsAfter(reviewed !== null && reviewed > first ? reviewed : first, reviewMonths);
  if (ends < day || ends < due || due > last) return [];
  return [{ list: "plan-review", due, personId, records: [id], about: "", unitId: null, title }];
}

/** The day set for a gap that a clerk keeps. `title`: of its post. */
export function dueOfGap(gap: Gap, title: string, { last }: DueSpan): readonly DueLine[] {
  const { id, unitId, deadline } = gap;
  if (gap.withdrawn || deadline === null || latestDay(deadline) > last) return [];
  const due = latestDay(deadline);
  return [{ list: "gap-deadline", due, personId: null, records: [id], about: keyOf(gap), unitId, title }];
}

/** What clerks keep about gaps that are open, each once; what was closed by hand has no day to wait for. */
export const keptAndOpen = (open: readonly OpenGap[], day: IsoDate): readonly Gap[] =>
  open.flatMap(({ kept }) => kept.filter(({ closedOn }) => closedOn === null || latestDay(closedOn) > day));

/** Full calendar years of a move up to a day without an assessment, each with the day by which one was due. */
export function yearsToAssess(
  move: Rotation,
  assessments: readonly MoveAssessment[],
  day: IsoDate,
  dueDays: number,
  servedMonths = 12,
): readonly (readonly [year: string, due: IsoDate])[] {
  if (move.start === null) return [];
  const start = latestDay(move.start);
  const until = move.endedOn !== null && latestDay(move.endedOn) < day ? latestDay(move.endedOn) : day;
  const there = new Set(
    assessments
      .filter((each) => each.rotationId === move.id && !each.withdrawn && !each.atEnd)
      .map(({ year }) => year?.slice(0, 4)),
  );
  const found: (readonly [string, IsoDate])[] = [];
  for (let year = Number(start.slice(0, 4)); year <= Number(until.slice(0, 4)); year += 1) {
    const [from, to] = [`${year}-01-01`, `${year}-12-31`];
    if (to > until || there.has(String(year))) continue;
    if (start > from && monthsServed(start, to).least < servedMonths) continue;
    found.push([String(year), daysAfter(to, dueDays)]);
  }
  return found;
}

/** The date of the latest health certificate of a move: ticked off on its list, or a scan in the file. */
export const certificateOf = (
  move: Pick<Rotation, "id">,
  dossier: readonly DossierItem[],
  attachments: readonly Attachment[],
  { healthPaper: { item, names } }: Pick<DueTerms, "healthPaper">,
): PartialDate | null =>
  [
    ...dossier.filter((each) => each.rotationId === move.id && each.item === item && each.present && !each.withdrawn),
    ...attachments.filter((each) => !each.withdrawn && beginsWith(each.kind, names)),
  ]
    .flatMap(({ date }) => date ?? [])
    .toSorted()
    .at(-1) ?? null;

/** When the whole plan was last looked through by a decision, up to a day; null: none is on file. */
export function lastReviewOfAll(decisions: Iterable<Decision>, words: readonly string[], day: IsoDate): IsoDate | null {
  const folded = words.map(foldVietnamese);
  let last: IsoDate | null = null;
  for (const { subject, date, withdrawn } of decisions) {
    if (withdrawn || date === null) continue;
    const on = latestDay(date);
    if (on > day || (last !== null && on <= last)) continue;
    const said = foldVietnamese(subject);
    if (folded.some((word) => said.includes(word))) last = on;
  }
  return last;
}

/** Whether a move is still being proposed. */
export const isProposal = (move: Rotation, day: IsoDate): boolean =>
  ["PROPOSE_POLICY", "PROPOSE_PERSON", "PREPARE", "CONSULT"].includes(stateOn(move, day));

const lineOf = (list: DueKind, due: IsoDate | null, move: Rotation, about: string): DueLine => ({
  list,
  due,
  personId: move.personId,
  records: [move.id],
  about,
  unitId: move.toUnitId,
  title: move.toTitle,
});

import { daysAfter } from "../../../shared/domain/dates.ts";
import { gapsOn } from "../../../shared/domain/gaps/gaps-on.ts";
import { groupBy } from "../../../shared/domain/group-by.ts";
import { establishmentOn } from "../../../shared/domain/organisation/posts.ts";
import { lastReviews } from "../../../shared/domain/plan-review.ts";
import type { IsoDate } from "../../../shared/domain/primitives.ts";
import {
  certificateOf,
  type DueLine,
  type DueTerms,
  dueOfEntry,
  dueOfGap,
  dueOfMove,
  dueOfPost,
  inOrder,
  isProposal,
  keptAndOpen,
  lastReviewOfAll,
} from "../../../shared/domain/statistics/due-lists.ts";
import { dueTermsOf } from "../../../shared/domain/statistics/due-terms.ts";
import { versionOn } from "../../../shared/domain/units.ts";
import type { RotationGround } from "./ground.ts";

/** How far ahead a board looks, in days. */
export const daysAhead = 365;

/**
 * Everything due by a year from a day, and overdue before it: `dueLists` without papers of proposals, in steps between
 * which others have their turn. Ask `ground.ready()` first.
 */
export function* gatherDue(ground: RotationGround, day: IsoDate): Generator<void, readonly DueLine[]> {
  const span = { day, last: daysAfter(day, daysAhead) };
  const terms = dueTermsOf(day, ground.packs(), ground.all("term-end"));
  const records = ground.gapRecords();
  const ofPost = records.steps ?? groupBy(records.assignments, ({ postId }) => postId);
  const persons = new Map(records.persons.map((person) => [person.id, person]));
  const versions = ground.versions();
  const lines: DueLine[] = [];
  let done = 0;
  for (const move of moveLines(ground, terms)) {
    lines.push(...dueOfMove(move.move, move.own(day), span, terms));
    done += 1;
    if (done % 50 === 0) yield;
  }
  for (const post of records.posts) {
    const own = ofPost.get(post.id);
    done += 1;
    if (done % 50 === 0) yield;
    if (own === undefined) continue;
    const level = versionOn(versions, post.unitId, day)?.level ?? null;
    for (const on of establishmentOn([post], own, day))
      lines.push(...dueOfPost(on, own, level, (id) => persons.get(id) ?? null, span, terms));
  }
  const reviewed = lastReviews(ground.all("plan-review"), day);
  const all = lastReviewOfAll(ground.all("decision"), terms.reviewWords, day);
  for (const entry of ground.all("plan-entry")) {
    const own = reviewed.get(entry.id) ?? null;
    lines.push(...dueOfEntry(entry, own !== null && (all === null || own > all) ? own : all, span, terms));
    done += 1;
    if (done % 500 === 0) yield;
  }
  yield;
  lines.push(...gapLines(ground, day, span, terms));
  yield;
  return inOrder(lines);
}

/** Moves with what is theirs, looked up only where it may matter. */
function moveLines(ground: RotationGround, terms: DueTerms) {
  const assessments = groupBy(ground.all("move-assessment"), ({ rotationId }) => rotationId);
  const dossier = groupBy(ground.all("dossier-item"), ({ rotationId }) => rotationId);
  return ground.all("rotation").map((move) => ({
    move,
    own: (day: IsoDate) => ({
      assessments: assessments.get(move.id) ?? [],
      certificate: isProposal(move, day)
        ? certificateOf(move, dossier.get(move.id) ?? [], ground.rowsOf("attachment", move.personId), terms)
        : null,
    }),
  }));
}

/** Days set for gaps that are still open. Only the posts and places of those that have a day are looked at. */
function gapLines(
  ground: RotationGround,
  day: IsoDate,
  span: Parameters<typeof dueOfGap>[2],
  terms: DueTerms,
): readonly DueLine[] {
  const kept = ground.all("gap").filter(({ deadline }) => deadline !== null);
  if (kept.length === 0) return [];
  const posts = new Set(kept.map(({ postId }) => postId));
  const units = new Set(kept.map(({ unitId }) => unitId));
  const records = ground.gapRecords();
  const assignments = records.assignments.filter(({ postId }) => posts.has(postId));
  const people = new Set(assignments.map(({ personId }) => personId));
  const register = gapsOn(
    day,
    {
      ...records,
      posts: records.posts.filter(({ id }) => posts.has(id)),
      assignments,
      persons: records.persons.filter(({ id }) => people.has(id)),
      traits: records.traits.filter(({ unitId }) => units.has(unitId)),
      gaps: kept,
    },
    terms,
  );
  return keptAndOpen(register.open, day).flatMap((gap) => {
    const post = gap.postId === null ? undefined : ground.byId("post").get(gap.postId);
    return dueOfGap(gap, post?.title ?? "", span);
  });
}

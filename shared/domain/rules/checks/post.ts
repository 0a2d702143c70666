import { comparePartial, earliestDay } from "../../dates.ts";
import { foldVietnamese } from "../../fold.ts";
import { placesOf } from "../../organisation/posts.ts";
import type { Rotation } from "../../rotation.ts";
import type { Case } from "../case.ts";
import type { Ground } from "../check.ts";
import { answer, bounds, type Check, type Facts, ids, notApplicable, unknown } from "../check.ts";
import { beginsWith, standingOf, stepBetween } from "../title-step.ts";
import { allOf, anyOf, type Step, type Verdict } from "../verdict.ts";
import { monthsInPost } from "./tenure.ts";
import { daysAround } from "./time.ts";

/** Who moves leads something at the start. */
export const r05: Check<"R05"> = (about, { roles, notLeading }, { compare }) => {
  const { move, own } = about;
  if (move === null) return notApplicable();
  if (move.start === null) return unknown("start", {}, [move.id]);
  const start = move.start;
  const leads = (title: string, role: string | null): Verdict =>
    beginsWith(title, notLeading) ? "no" : compare.isOneOf(role, roles);
  const steps = (own.assignment ?? []).filter(({ rotationId }) => rotationId !== move.id);
  const held = steps.map((step) =>
    allOf([
      anyOf(daysAround(start).map((day) => compare.holds(step, day))),
      leads(step.title, standingOf(about, step, start).role),
    ]),
  );
  const left = { title: move.fromTitle, postId: null, unitId: move.fromUnitId };
  if (left.title !== "") held.push(leads(left.title, standingOf(about, left, start).role));
  const records = [move.id, ...ids(steps)];
  if (held.length === 0) return unknown("post-held", {}, records);
  return answer(anyOf(held), { title: left.title }, records, "post-held");
};

/** The new post is equivalent; a higher one is for people rated outstanding, by decision. */
export const r09: Check<"R09"> = (about, { outstanding }, ground) => {
  const { move, own } = about;
  if (move === null) return notApplicable();
  const step = stepOfMove(about, move, ground);
  const facts: Facts = { from: move.fromTitle, to: move.toTitle, ...(step === null ? {} : { step }) };
  const year = move.start === null ? null : String(Number(earliestDay(move.start).slice(0, 4)) - 1);
  const ratings = (own["yearly-rating"] ?? []).filter((each) => year !== null && each.year?.slice(0, 4) === year);
  const rated =
    ratings.length === 0
      ? "maybe"
      : anyOf(ratings.map(({ rating }) => ground.compare.isOneOf(rating.code, outstanding)));
  const higher = allOf([ground.compare.isStep(step, ["higher"]), move.decisionId === null ? "no" : rated]);
  const verdict = anyOf([ground.compare.isStep(step, ["equal"]), higher]);
  return answer(verdict, facts, [move.id, ...ids(ratings)], step === null ? "titles" : "rating");
};

/** The post is in the establishment and has a free place. */
export const r10: Check<"R10"> = ({ move, posts, holders, person }, _none, { compare }) => {
  if (move === null) return notApplicable();
  if (move.start === null) return unknown("start", {}, [move.id]);
  if (move.toPostId === null || posts === null) return unknown("post", { title: move.toTitle }, [move.id]);
  const { start, toPostId } = move;
  const post = posts.get(toPostId);
  if (post === undefined) return unknown("post", { title: move.toTitle }, [move.id, toPostId]);
  const there = compare.holds(post, start);
  const inPost = (holders ?? []).filter(
    (each) => each.postId === toPostId && each.nature === "SUBSTANTIVE" && each.personId !== person.id,
  );
  const held = inPost
    .map((each) => ({ each, holds: compare.holds(each, start) }))
    .filter(({ holds }) => holds !== "no");
  const least = new Set(held.filter(({ holds }) => holds === "yes").map(({ each }) => each.personId)).size;
  const most = new Set(held.map(({ each }) => each.personId)).size;
  const places = placesOf(post);
  const free = holders === null ? "maybe" : compare.atMost({ least, most }, places - 1);
  const facts = { title: post.title, places, ...bounds("held", { least, most }) };
  return answer(allOf([there, free]), facts, [move.id, post.id, ...ids(held.map(({ each }) => each))], "holders");
};

/** An allowance that would become lower is kept. */
export const r17: Check<"R17"> = ({ move, own }, { allowances, reserved }, { compare }) => {
  if (move === null) return notApplicable();
  if (move.start === null) return unknown("start", {}, [move.id]);
  if (own.allowance === null) return unknown("allowances", {}, [move.id]);
  if (move.start.length < 7) return unknown("start", { start: move.start }, [move.id]);
  const month = move.start.slice(0, 7);
  const paid = own.allowance
    .filter(({ allowance, from }) => from !== null && beginsWith(allowance, allowances))
    .toSorted((a, b) => comparePartial(a.from ?? "", b.from ?? ""));
  const old = paid.findLast(({ from }) => compare.before(earliestDay(from ?? month), `${month}-01`) === "yes");
  const now = paid.find(({ from }) => compare.before(earliestDay(from ?? month), `${month}-01`) === "no"); // the first since the move
  const [was, is] = [coefficientOf(old?.coefficient), coefficientOf(now?.coefficient)];
  const records = [move.id, ...ids([old, now])];
  if (was === null || is === null) return unknown("coefficient", {}, records);
  const kept =
    now !== undefined &&
    reserved.some((word) => foldVietnamese(`${now.allowance} ${now.manner}`).includes(foldVietnamese(word)));
  const verdict = anyOf([compare.atLeast({ least: is, most: is }, was), kept ? "yes" : "no"]);
  return answer(verdict, { was: old?.coefficient ?? "", is: now?.coefficient ?? "", kept }, records);
};

/** So long in the present post or equivalent ones before a higher one. */
export const r22: Check<"R22"> = (about, { months }, ground) => {
  const { move } = about;
  if (move === null) return notApplicable();
  const higher = ground.compare.isStep(stepOfMove(about, move, ground), ["higher"]);
  if (higher === "no") return notApplicable({ from: move.fromTitle, to: move.toTitle }, [move.id]);
  const held = monthsInPost(about, move, ground, true);
  if (held === null) return unknown("career", { from: move.fromTitle }, [move.id]);
  const facts = { from: move.fromTitle, ...bounds("months", held.months), limit: months };
  const records = [move.id, ...held.records];
  if (higher === "maybe") return unknown("titles", facts, records);
  return answer(ground.compare.atLeast(held.months, months), facts, records, "career");
};

/** How the title a move reaches stands to the one it leaves. */
export function stepOfMove(about: Case, move: Rotation, { ladder }: Ground): Step {
  if (move.start === null) return null;
  const left = standingOf(about, { title: move.fromTitle, postId: null, unitId: move.fromUnitId }, move.start);
  const taken = standingOf(about, { title: move.toTitle, postId: move.toPostId, unitId: move.toUnitId }, move.start);
  return stepBetween(taken, left, ladder);
}

const coefficientOf = (text: string | undefined): number | null =>
  text === undefined || !/^\d+(?:[.,]\d+)?$/.test(text.trim()) ? null : Number(text.trim().replace(",", "."));

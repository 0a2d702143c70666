import { dayBefore, earliestDay } from "../dates.ts";
import { kindOf } from "../primitives.ts";
import type { AnyRecord } from "../record-kinds.ts";
import { versionsByUnit } from "../units.ts";
import { holdsOn } from "./period.ts";
import type { OrganisationGround, PlannedReorganisation, ReorganisationPlan } from "./reorganise-plan.ts";
import { type Totals, totalsOn } from "./totals.ts";

/** One line of a preview: before − closed + set up = after. */
export interface Sum {
  readonly before: number;
  readonly closed: number;
  readonly made: number;
  readonly after: number;
}

/** What an act would do, in numbers that close. */
export interface ReorganisationPreview {
  readonly units: Sum;
  readonly posts: Sum;
  /** People who work on the last day of the old order and the first of the new one: the same, or the plan is wrong. */
  readonly people: { readonly before: number; readonly after: number };
  /** Steps that go on: staying + placed + unplaced = before. */
  readonly steps: {
    readonly before: number;
    readonly staying: number;
    readonly placed: number;
    readonly unplaced: number;
  };
  readonly before: Totals;
  readonly after: Totals;
  readonly closes: boolean;
}

/** The organisation with an act carried out, for looking at before it is recorded. */
export function carriedOut(ground: OrganisationGround, records: readonly AnyRecord[]): OrganisationGround {
  const over = <Each extends AnyRecord>(kind: string, held: readonly Each[]): Each[] => {
    const all = new Map(held.map((each) => [each.id, each]));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an id says its kind
    for (const record of records) if (kindOf(record.id) === kind) all.set(record.id, record as Each);
    return [...all.values()];
  };
  return {
    units: over("unit", ground.units),
    versions: versionsByUnit(over("unit-version", [...ground.versions.values()].flat())),
    posts: over("post", ground.posts),
    assignments: over("assignment", ground.assignments),
    decisions: over("decision", ground.decisions),
  };
}

export function previewOf(
  { effective }: Pick<ReorganisationPlan, "effective">,
  ground: OrganisationGround,
  planned: PlannedReorganisation,
): ReorganisationPreview {
  const { records, ended, unplaced } = planned;
  const eve = dayBefore(effective);
  const then = carriedOut(ground, records);
  const [before, after] = [totalsOn(ground, eve), totalsOn(then, effective)];
  const heldPosts = new Set(ground.posts.map(({ id }) => id));
  const posts = records.filter(({ id }) => kindOf(id) === "post");
  const closedPosts = posts.filter(({ id }) => heldPosts.has(id as never)).length;
  const heldSteps = new Set(ground.assignments.map(({ id }) => id));
  const closedSteps = records.filter(({ id }) => heldSteps.has(id as never)).length;
  const goingOn = ground.assignments.filter(
    (each) => !each.withdrawn && holdsOn(each, effective) && (each.from === null || earliestDay(each.from) < effective),
  ).length;
  const sum = (was: number, closed: number, made: number, is: number): Sum => ({
    before: was,
    closed,
    made,
    after: is,
  });
  const units = sum(before.units, ended.size, records.filter(({ id }) => kindOf(id) === "unit").length, after.units);
  const postSum = sum(before.posts, closedPosts, posts.length - closedPosts, after.posts);
  const steps = {
    before: goingOn,
    staying: goingOn - closedSteps,
    placed: closedSteps - unplaced.length,
    unplaced: unplaced.length,
  };
  const isClosed = (each: Sum): boolean => each.before - each.closed + each.made === each.after;
  return {
    units,
    posts: postSum,
    people: { before: before.working, after: after.working },
    steps,
    before,
    after,
    closes: isClosed(units) && isClosed(postSum) && before.working === after.working,
  };
}

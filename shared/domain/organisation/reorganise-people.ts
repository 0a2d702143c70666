import type { Assignment } from "../assignment.ts";
import { dayBefore, earliestDay } from "../dates.ts";
import { foldLoosely } from "../fold.ts";
import { groupBy } from "../group-by.ts";
import type { Post } from "../post.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import type { RecordKind } from "../record-kinds.ts";
import { unitName } from "../units.ts";
import { coverOf, holdsOn, type Period, uncovered } from "./period.ts";
import { placesOf } from "./posts.ts";
import type { NewPost, OrganisationGround, Placement, ReorganisationPlan, Target, UnitId } from "./reorganise-plan.ts";
import type { ChangedUnits } from "./reorganise-units.ts";

/** What stands in a career while nobody has said where the person goes. */
export const notPlacedYet = "Chưa bố trí";

/** What an act changes in posts and careers. */
export interface ChangedPeople {
  readonly posts: readonly Post[]; // closed, and set up
  readonly assignments: readonly Assignment[]; // closed, and begun
  readonly placed: ReadonlyMap<RecordId<"assignment">, Placement>;
  readonly unplaced: readonly Assignment[];
  readonly later: readonly Assignment[];
}

/** Posts and careers of an act. */
export function changedPeople(
  plan: ReorganisationPlan,
  ground: OrganisationGround,
  units: ChangedUnits,
  newId: <Kind extends RecordKind>(kind: Kind) => RecordId<Kind>,
): ChangedPeople {
  const { effective, decision } = plan;
  const eve = dayBefore(effective);
  const closing = postsOfEnded(ground, units.ended, effective);
  const made = new Map(
    plan.newPosts.map((post): [string, Post] => [
      post.key,
      {
        id: newId("post"),
        unitId: units.unitOf(post.unit),
        title: post.title,
        role: post.role,
        managingLevel: post.managingLevel,
        places: post.places,
        requirements: "",
        nonLocal: false,
        from: effective,
        to: null,
        withdrawn: false,
      },
    ]),
  );
  const postById = new Map([...ground.posts, ...made.values()].map((post) => [post.id, post]));
  const { going, later } = stepsOfEnded(ground, units.ended, effective);
  const proposed = proposePlacements(plan, ground, units, going);
  const keeps = stepsKept(ground, going);

  const assignments: Assignment[] = [];
  const unplaced: Assignment[] = [];
  const placed = new Map<RecordId<"assignment">, Placement>();
  // Substantive steps first: what they go on in covers the others.
  for (const step of going.toSorted(
    (a, b) => Number(b.nature === "SUBSTANTIVE") - Number(a.nature === "SUBSTANTIVE"),
  )) {
    const placement =
      plan.placements.get(step.id) ?? (plan.placements.has(step.id) ? null : (proposed.get(step.id) ?? null));
    const post =
      placement === null
        ? undefined
        : typeof placement === "string"
          ? postById.get(placement)
          : made.get(placement.key);
    assignments.push({ ...step, to: eve });
    if (post !== undefined) placed.set(step.id, placement);
    else {
      unplaced.push(step);
      // A further post may simply end where others cover all its days; whoever would lose a day goes on without a post.
      const days = coverOf([{ from: effective, to: step.to }]);
      const others = coverOf(keeps.get(step.personId) ?? []);
      if (step.nature !== "SUBSTANTIVE" && uncovered(days, others).length === 0) continue;
    }
    const [heir] = step.unitId === null ? [] : (units.heirs.get(step.unitId) ?? []);
    const unitId = post?.unitId ?? heir ?? null;
    assignments.push({
      ...step,
      id: newId("assignment"),
      unitId,
      postId: post?.id ?? null,
      title: post?.title ?? notPlacedYet,
      unitText: unitId === null ? "" : units.nameAfter(unitId),
      from: effective,
      decisionId: decision.id,
      rotationId: null,
    });
    keeps.set(step.personId, [...(keeps.get(step.personId) ?? []), { from: effective, to: step.to }]);
  }
  return {
    posts: [...closing.map((post) => ({ ...post, to: eve })), ...made.values()],
    assignments,
    placed,
    unplaced,
    later,
  };
}

/**
 * Where each step goes on if nobody says otherwise: the post of the same title in a unit that takes over, where a place
 * is free; else nowhere. Titles are compared without the units' names: "Bí thư Đảng ủy xã A" is "Bí thư Đảng ủy xã B".
 */
export function proposePlacements(
  plan: Pick<ReorganisationPlan, "newPosts" | "placements" | "effective">,
  ground: OrganisationGround,
  units: Pick<ChangedUnits, "heirs" | "ended" | "unitOf" | "nameAfter">,
  going: readonly Assignment[],
): ReadonlyMap<RecordId<"assignment">, Placement> {
  const eve = dayBefore(plan.effective);
  const offered = new Map<
    UnitId,
    { readonly placement: Placement; readonly title: string; readonly stem: string; free: number }[]
  >();
  const taken = new Map<string, number>();
  const goingIds = new Set(going.map(({ id }) => id));
  for (const each of ground.assignments) {
    if (each.postId === null || each.nature !== "SUBSTANTIVE" || each.withdrawn || goingIds.has(each.id)) continue;
    if (holdsOn(each, plan.effective)) taken.set(each.postId, (taken.get(each.postId) ?? 0) + 1);
  }
  for (const placement of plan.placements.values()) {
    const key = placement === null ? null : typeof placement === "string" ? placement : `new ${placement.key}`;
    if (key !== null) taken.set(key, (taken.get(key) ?? 0) + 1);
  }
  const offer = (unit: UnitId, placement: Placement, key: string, title: string, places: number): void => {
    const own = offered.get(unit) ?? [];
    own.push({
      placement,
      title: foldLoosely(title),
      stem: stemOf(title, units.nameAfter(unit)),
      free: places - (taken.get(key) ?? 0),
    });
    offered.set(unit, own);
  };
  for (const post of ground.posts) {
    if (!post.withdrawn && !units.ended.has(post.unitId) && holdsOn(post, plan.effective))
      offer(post.unitId, post.id, post.id, post.title, placesOf(post));
  }
  for (const post of plan.newPosts) {
    offer(units.unitOf(post.unit), { key: post.key }, `new ${post.key}`, post.title, placesOf(post));
  }
  const proposed = new Map<RecordId<"assignment">, Placement>();
  for (const step of going) {
    if (plan.placements.has(step.id) || step.unitId === null) continue;
    const stem = stemOf(step.title, unitName(ground.versions, step.unitId, eve));
    const title = foldLoosely(step.title);
    const place = (units.heirs.get(step.unitId) ?? [])
      .flatMap((heir) => offered.get(heir) ?? [])
      .find((each) => (each.title === title || each.stem === stem) && (each.free > 0 || step.nature !== "SUBSTANTIVE"));
    if (place === undefined) continue;
    if (step.nature === "SUBSTANTIVE") place.free -= 1;
    proposed.set(step.id, place.placement);
  }
  return proposed;
}

/**
 * Posts for a unit that an act sets up: those of the first unit that goes over into it, under its own name.
 *
 * @param from  in the order in which they are named in the act
 */
export function proposePosts(
  target: Target,
  name: string,
  from: readonly UnitId[],
  ground: OrganisationGround,
  effective: IsoDate,
): readonly NewPost[] {
  const eve = dayBefore(effective);
  const stems = new Set<string>();
  const key = typeof target === "string" ? target : target.key;
  return from.flatMap((unit) => {
    const old = unitName(ground.versions, unit, eve);
    return ground.posts
      .filter((post) => post.unitId === unit && !post.withdrawn && holdsOn(post, eve))
      .flatMap((post): NewPost[] => {
        const stem = stemOf(post.title, old);
        if (stems.has(stem)) return [];
        stems.add(stem);
        const { role, managingLevel, places } = post;
        const title = old !== "" && post.title.includes(old) ? post.title.replace(old, name) : post.title;
        return [{ key: `${key}/${stems.size}`, unit: target, title, role, managingLevel, places }];
      });
  });
}

/** A title without the name of its unit, or without the proper name where only that stands in it. */
function stemOf(title: string, unit: string): string {
  if (unit !== "" && title.includes(unit)) return foldLoosely(title.replace(unit, " "));
  const proper = /^.*?((?:\s\p{Lu}\S*)+)$/u.exec(unit)?.[1]?.trim() ?? "";
  const without = proper !== "" && title.endsWith(proper) ? title.slice(0, -proper.length) : title;
  return foldLoosely(without.replace(/\b(xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh)\s*$/u, ""));
}

function postsOfEnded(ground: OrganisationGround, ended: ReadonlySet<UnitId>, effective: IsoDate): Post[] {
  return ground.posts.filter(
    (post) =>
      !post.withdrawn &&
      ended.has(post.unitId) &&
      holdsOn(post, effective) &&
      (post.from === null || earliestDay(post.from) < effective),
  );
}

/** Steps in units that end: those that go on past the day, and those that begin only afterwards. */
function stepsOfEnded(
  ground: OrganisationGround,
  ended: ReadonlySet<UnitId>,
  effective: IsoDate,
): { readonly going: readonly Assignment[]; readonly later: readonly Assignment[] } {
  const unitOfPost = new Map(ground.posts.map((post) => [post.id, post.unitId]));
  const inEnded = ground.assignments.filter((each) => {
    const unit = each.unitId ?? (each.postId === null ? null : (unitOfPost.get(each.postId) ?? null));
    return !each.withdrawn && unit !== null && ended.has(unit);
  });
  const begun = ({ from }: Assignment): boolean => from === null || earliestDay(from) < effective;
  return {
    going: inEnded
      .filter((each) => begun(each) && holdsOn(each, effective))
      .map((each) => (each.unitId === null ? { ...each, unitId: unitOfPost.get(each.postId!) ?? null } : each)),
    later: inEnded.filter((each) => !begun(each)),
  };
}

/** What the people of these steps have besides, which the act does not end. */
function stepsKept(ground: OrganisationGround, going: readonly Assignment[]): Map<RecordId<"person">, Period[]> {
  const ids = new Set(going.map(({ id }) => id));
  const people = new Set(going.map(({ personId }) => personId));
  return groupBy<Period & Assignment, RecordId<"person">>(ground.assignments, ({ id, personId, withdrawn }) =>
    withdrawn || ids.has(id) || !people.has(personId) ? null : personId,
  );
}

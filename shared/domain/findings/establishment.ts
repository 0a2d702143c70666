import type { Assignment } from "../assignment.ts";
import { titleWithUnit } from "../career.ts";
import { compareText } from "../compare-text.ts";
import { dayAfter, earliestDay, latestDay } from "../dates.ts";
import type { Finding } from "../findings.ts";
import { placesOf } from "../organisation/posts.ts";
import type { UnitTrait } from "../organisation.ts";
import type { Post } from "../post.ts";
import type { IsoDate, PartialDate } from "../primitives.ts";
import { type UnitVersions, unitName, versionOn } from "../units.ts";

/**
 * More people who hold one post substantively on one day than it has places: two in a post of one place
 * (`post-two-holders`), or more than its number (`post-over-places`). Days count only where they are covered for certain.
 * Source: an establishment gives each post a number of places, one where none is written; concurrent and acting holders
 * are recorded as such.
 *
 * @param assignments  of one post, none withdrawn
 * @param post         null: not on file; one place
 */
export function holdersAtOnce(assignments: readonly Assignment[], post: Pick<Post, "places"> | null = null): Finding[] {
  const places = post === null ? 1 : placesOf(post);
  const spans = assignments.filter((each) => each.nature === "SUBSTANTIVE" && each.postId !== null && !each.withdrawn);
  const certain = spans
    .flatMap((assignment) => {
      const span = certainDays(assignment);
      return span === null ? [] : [{ assignment, ...span }];
    })
    .toSorted((a, b) => compareText(a.first, b.first) || compareText(a.assignment.id, b.assignment.id));
  const found: Finding[] = [];
  let holding: typeof certain = [];
  for (const span of certain) {
    holding = holding.filter(({ last }) => last >= span.first);
    const others = holding.filter(({ assignment }) => assignment.personId !== span.assignment.personId);
    const people = new Set(others.map(({ assignment }) => assignment.personId)).size;
    const [longest] = others.toSorted((a, b) => compareText(b.last, a.last) || compareText(a.first, b.first));
    holding.push(span);
    if (longest === undefined || people < places) continue;
    const [first, second, day] = [longest.assignment, span.assignment, span.first];
    const about = {
      personId: second.personId,
      records: [first.id, second.id, ...(first.postId === null ? [] : [first.postId])],
    };
    const facts = { title: second.title, first: first.personId, second: second.personId, day };
    found.push(
      places === 1
        ? { rule: "post-two-holders", ...about, facts }
        : {
            rule: "post-over-places",
            ...about,
            facts: { ...facts, places: String(places), holders: String(people + 1) },
          },
    );
  }
  return found;
}

/**
 * A step of a career in a unit that was not there on its first day or its last, or that ended while the step goes on.
 * Source: decisions name units as they stand on their date; names and codes of 2025 reuse older ones.
 */
export function absentUnitOfStep(
  { id, personId, unitId, title, unitText, from, to, withdrawn }: Assignment,
  versions: UnitVersions,
): Finding[] {
  if (withdrawn || unitId === null) return [];
  const day = [from, to].find((each) => each !== null && versionOn(versions, unitId, each) === null) ?? null;
  const gone = day ?? (to === null ? endOf(versions, unitId) : null);
  if (gone === null) return [];
  const unit = unitText === "" ? unitName(versions, unitId, null) : unitText;
  return [{ rule: "step-unit-absent", personId, records: [id, unitId], facts: { title, unit, day: gone } }];
}

/**
 * A step of a career in a post that was not in the establishment on its first day.
 * Source: Regulation 65-QĐ/TW, Art. 1.4: nobody is placed in a post that the establishment does not have.
 *
 * @param post  undefined: no post of that id is on file
 */
export function absentPost(assignment: Assignment, post: Post | undefined): Finding[] {
  const { id, personId, postId, from, withdrawn } = assignment;
  if (withdrawn || postId === null || from === null) return [];
  const there =
    post !== undefined &&
    !post.withdrawn &&
    (post.from === null || earliestDay(post.from) <= latestDay(from)) &&
    (post.to === null || latestDay(post.to) >= earliestDay(from));
  if (there) return [];
  return [
    {
      rule: "post-absent",
      personId,
      records: [id, postId],
      facts: { title: titleWithUnit(assignment), day: from },
    },
  ];
}

/** A leading post of which nobody has said who manages its holder. Source: every leading cadre is managed by one level. */
export const managingLevelMissing = (post: Post, versions: UnitVersions): Finding[] =>
  post.withdrawn || post.managingLevel !== null || post.role === "M"
    ? []
    : [
        {
          rule: "managing-level-missing",
          personId: null,
          records: [post.id],
          facts: { title: post.title, unit: unitName(versions, post.unitId, null) },
        },
      ];

/** A unit marked weak without a reason. Source: a weak place is named with its reason and evidence, so that it can be ended. */
export const weakWithoutReason = (trait: UnitTrait, versions: UnitVersions): Finding[] =>
  trait.withdrawn || trait.trait !== "WEAK" || trait.reason.trim() !== ""
    ? []
    : [
        {
          rule: "weak-without-reason",
          personId: null,
          records: [trait.id],
          facts: { unit: unitName(versions, trait.unitId, null), day: trait.from ?? "" },
        },
      ];

/** The days an assignment surely covers; "9" while it is open. */
function certainDays({ from, to }: Assignment): { readonly first: IsoDate; readonly last: IsoDate } | null {
  if (from === null) return null;
  const [first, last] = [latestDay(from), to === null ? "9" : earliestDay(to)];
  return first <= last ? { first, last } : null;
}

/** The first day on which a unit was no longer there for good; null: it is there, or not on file at all. */
function endOf(versions: UnitVersions, unitId: Assignment["unitId"]): PartialDate | null {
  const own = unitId === null ? undefined : versions.get(unitId);
  if (own === undefined || own.some(({ to }) => to === null)) return null;
  const last = own.map(({ to }) => (to === null ? "" : latestDay(to))).reduce((a, b) => (a > b ? a : b), "");
  return dayAfter(last);
}

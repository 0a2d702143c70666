import { describe, expect, it } from "vitest";
import { apply } from "../../../../shared/change/apply.ts";
import { describeChange, recordFrom } from "../../../../shared/change/describe-change.ts";
import { emptyState } from "../../../../shared/change/records.ts";
import type { OfficeState } from "../../../../shared/change/state.ts";
import type { Assignment } from "../../../../shared/domain/assignment.ts";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { presentAssignments } from "../../../../shared/domain/career.ts";
import { dayAfter, dayBefore } from "../../../../shared/domain/dates.ts";
import { holdersAtOnce } from "../../../../shared/domain/findings/establishment.ts";
import { groupBy } from "../../../../shared/domain/group-by.ts";
import { establishmentOn, placesOf, sumOf } from "../../../../shared/domain/organisation/posts.ts";
import { totalsOn } from "../../../../shared/domain/organisation/totals.ts";
import type { Post } from "../../../../shared/domain/post.ts";
import type { IsoDate, RecordId } from "../../../../shared/domain/primitives.ts";
import type { AnyRecord } from "../../../../shared/domain/record-kinds.ts";
import { aVersion, numbered } from "../../../fixtures/records.ts";
import { type Seeded, seeded, suiteSeed } from "../../../fixtures/seeded.ts";

const seed = suiteSeed(1945);
const moves = 10_000;

describe(`${moves} random moves, seed ${seed}`, () => {
  it("leave person view, post view and counts in agreement, and every overfull post named", () => {
    const town = aTown(seeded(seed));
    const done: Record<string, number> = {};
    let [looks, overfull] = [0, 0];
    for (let n = 0; n < moves; n += 1) {
      const kind = town.move();
      done[kind] = (done[kind] ?? 0) + 1;
      if (n % 500 !== 499) continue;
      looks += 1;
      const assignments = town.assignments();
      for (const day of town.someDays(3)) expect(disagreements(town.posts, assignments, day)).toEqual([]);
      const { odd, unexplained } = overfullDays(town.posts, assignments, holdersAtOnce);
      overfull = odd;
      expect([seed, n, unexplained]).toEqual([seed, n, []]);
    }
    expect(looks).toBe(20);
    expect(Object.values(done).reduce((a, b) => a + b)).toBe(moves);
    for (const kind of ["assign", "end", "transfer", "swap", "concurrent", "acting", "crowd"]) {
      expect([kind, (done[kind] ?? 0) > 200]).toEqual([kind, true]);
    }
    expect(overfull).toBeGreaterThan(50); // posts were overfilled on purpose, so the findings had something to say
    // Controls: a check that looks away, and a view that forgets that posts end, are caught by the same comparisons.
    const assignments = town.assignments();
    expect(overfullDays(town.posts, assignments, () => []).unexplained.length).toBeGreaterThan(50);
    const endless = assignments.map((each) => ({ ...each, to: null }));
    expect(disagreements(town.posts, assignments, town.today(), endless)).not.toEqual([]);
  });
});

/** What the three views of one day say differently. */
function disagreements(
  posts: readonly Post[],
  assignments: readonly Assignment[],
  day: IsoDate,
  seenByPosts: readonly Assignment[] = assignments,
): string[] {
  const byPerson = [...groupBy(assignments, ({ personId }) => personId).values()].flatMap((own) =>
    presentAssignments(own, day),
  );
  const establishment = establishmentOn(posts, seenByPosts, day);
  const byPost = establishment.flatMap(({ holders }) => holders);
  const inPosts = byPerson.filter(({ postId }) => postId !== null);
  const names = (list: readonly Assignment[]) => list.map(({ id }) => id).toSorted();
  const wrong: string[] = [];
  if (JSON.stringify(names(inPosts)) !== JSON.stringify(names(byPost))) wrong.push("holders");
  const sum = sumOf(establishment);
  if (sum.places !== sum.filled + sum.vacant) wrong.push("places");
  if (sum.substantive !== sum.filled + sum.over) wrong.push("filled");
  const people = new Set(inPosts.map(({ personId }) => personId)).size;
  if (people !== sum.people) wrong.push("people");
  const totals = totalsOn({ units: [], versions: new Map(), posts, assignments: seenByPosts }, day);
  if (totals.working !== new Set(byPerson.map(({ personId }) => personId)).size) wrong.push("working");
  if (totals.working !== totals.people + totals.unplaced) wrong.push("unplaced");
  return wrong;
}

/** Days on which a post has more substantive holders than places, by counting each day anew; and those nobody names. */
function overfullDays(
  posts: readonly Post[],
  assignments: readonly Assignment[],
  check: (own: readonly Assignment[], post: Post) => readonly { readonly facts: Readonly<Record<string, string>> }[],
) {
  const byPost = groupBy(assignments, ({ postId }) => postId);
  let odd = 0;
  const unexplained: string[] = [];
  for (const post of posts) {
    const own = byPost.get(post.id) ?? [];
    const named = new Set(check(own, post).map(({ facts }) => facts.day));
    const substantive = own.filter(({ nature }) => nature === "SUBSTANTIVE");
    for (const day of new Set(substantive.map(({ from }) => from!))) {
      const holding = substantive.filter(({ from, to }) => from! <= day && (to === null || to >= day));
      const isOver = new Set(holding.map(({ personId }) => personId)).size > placesOf(post);
      if (isOver) odd += 1;
      if (isOver !== named.has(day)) unexplained.push(`${post.id} ${day}`);
    }
  }
  return { odd, unexplained };
}

/** People, posts of one to three places, and moves among them, each one action applied as any other is. */
function aTown(random: Seeded) {
  const state: OfficeState = emptyState();
  let [action, made, day] = [0, 0, "2000-01-01"];
  const put = (records: readonly AnyRecord[]): void => {
    const changes = records.flatMap((record) => describeChange(state.records.get(record.id), record) ?? []);
    if (changes.length === 0) return;
    action += 1;
    apply(state, {
      feed: "doluong-k3fq",
      number: action,
      clerk: "c1",
      at: "2026-01-01T08:00",
      purpose: "assignment.edit",
      reason: "",
      audience: [],
      changes,
    });
  };
  const posts = Array.from({ length: 60 }, (_, n) =>
    blankRecord("post", {
      id: numbered("post", n + 1),
      unitId: numbered("unit", 1 + (n % 12)),
      role: "T",
      title: `Chức vụ ${n + 1}`,
      places: n % 5 === 0 ? 3 : n % 7 === 0 ? 2 : null,
    }),
  );
  put([aVersion(1, 1)]);
  const people = Array.from({ length: 150 }, (_, n) => numbered("person", n + 1));
  const current = new Map<RecordId, Assignment>(); // open ones
  const all = (): Assignment[] =>
    [...state.records.all()]
      .filter(({ id }) => id.startsWith("assignment:"))
      .map((record) => recordFrom(record, "assignment")!);
  const begin = (personId: RecordId<"person">, post: Post, nature: Assignment["nature"]): Assignment => {
    made += 1;
    const next = blankRecord("assignment", {
      id: numbered("assignment", made),
      personId,
      unitId: post.unitId,
      postId: post.id,
      title: post.title,
      nature,
      from: day,
    });
    current.set(next.id, next);
    return next;
  };
  const ended = (assignment: Assignment, to: IsoDate): Assignment => {
    current.delete(assignment.id);
    return { ...assignment, to };
  };
  const open = (nature: Assignment["nature"]) =>
    [...current.values()].filter((each) => each.nature === nature && each.from! < day);
  const seated = (personId: RecordId<"person">) => open("SUBSTANTIVE").find((each) => each.personId === personId);
  const room = (): Post[] => {
    const taken = groupBy(
      [...current.values()].filter(({ nature }) => nature === "SUBSTANTIVE"),
      ({ postId }) => postId,
    );
    return posts.filter((post) => (taken.get(post.id)?.length ?? 0) < placesOf(post));
  };
  const kinds: Record<string, () => readonly AnyRecord[] | null> = {
    assign: () => {
      const free = people.filter(
        (id) => ![...current.values()].some((each) => each.personId === id && each.nature === "SUBSTANTIVE"),
      );
      const [vacant] = random.shuffled(room());
      return vacant === undefined || free.length === 0 ? null : [begin(random.pick(free), vacant, "SUBSTANTIVE")];
    },
    end: () => {
      const held = random.shuffled([...current.values()].filter((each) => each.from! < day))[0];
      return held === undefined ? null : [ended(held, dayBefore(day))];
    },
    transfer: () => {
      const held = random.shuffled(open("SUBSTANTIVE"))[0];
      const vacant = random.shuffled(room())[0];
      return held === undefined || vacant === undefined
        ? null
        : [ended(held, dayBefore(day)), begin(held.personId, vacant, "SUBSTANTIVE")];
    },
    swap: () => {
      const [one, other] = random.shuffled(open("SUBSTANTIVE"));
      if (one === undefined || other === undefined || one.personId === other.personId) return null;
      const postOf = ({ postId }: Assignment) => posts.find(({ id }) => id === postId)!;
      return [
        ended(one, dayBefore(day)),
        ended(other, dayBefore(day)),
        begin(one.personId, postOf(other), "SUBSTANTIVE"),
        begin(other.personId, postOf(one), "SUBSTANTIVE"),
      ];
    },
    concurrent: () => {
      const person = random.pick(people);
      return seated(person) === undefined ? null : [begin(person, random.pick(posts), "CONCURRENT")];
    },
    acting: () => [begin(random.pick(people), random.pick(posts), "ACTING")],
    crowd: () => [begin(random.pick(people), random.pick(posts), "SUBSTANTIVE")], // whoever sits there already
  };
  const chances = ["assign", "assign", "end", "end", "transfer", "swap", "concurrent", "acting", "end"];
  const mends = ["end", "end", "end"];
  return {
    posts,
    today: () => day,
    assignments: all,
    someDays: (count: number) =>
      Array.from({ length: count }, () => random.pick([...new Set(all().map(({ from }) => from!))])),
    move: (): string => {
      if (random.chance(0.3)) day = dayAfter(day);
      const usual = current.size > 140 ? [...chances, ...mends] : chances;
      for (;;) {
        const kind = random.chance(0.03) ? "crowd" : random.pick(usual);
        const records = kinds[kind]!();
        if (records === null) continue;
        put(records);
        return kind;
      }
    },
  };
}

import { describe, expect, it } from "vitest";
import type { Assignment } from "../../../../shared/domain/assignment.ts";
import { exchangesOf } from "../../../../shared/domain/exchanges.ts";
import { compareNames } from "../../../../shared/domain/names.ts";
import { establishmentOn, sumOf } from "../../../../shared/domain/organisation/posts.ts";
import type { Person } from "../../../../shared/domain/person.ts";
import type { RecordId } from "../../../../shared/domain/primitives.ts";
import type { CaseRecords } from "../../../../shared/domain/rules/case.ts";
import { chainFrom, type Holder, ringsAmong } from "../../../../shared/domain/rules/chain.ts";
import { draftId, leftBy, type Opening } from "../../../../shared/domain/rules/opening.ts";
import { builtInPacks } from "../../../../shared/domain/rules/packs/built-in.ts";
import { type Asked, pageOf, rank, rankInSteps, whyNot } from "../../../../shared/domain/rules/suggest.ts";
import { versionsByUnit } from "../../../../shared/domain/units.ts";
import { aMove, anAssignment, aPerson, numbered } from "../../../fixtures/records.ts";
import { type Seeded, seeded, suiteSeed } from "../../../fixtures/seeded.ts";
import { type Laid, tablesFrom } from "./candidate-tables.ts";
import { anEntry, aPost, worldOn } from "./world.ts";

const seed = suiteSeed(4107);
const start = "2025-11-03";
const opening: Opening = {
  postId: numbered("post", 15),
  unitId: numbered("unit", 15),
  title: "Chủ tịch UBND huyện",
  start,
  kind: "LUAN_CHUYEN",
  purpose: "DAO_TAO",
  plannedEnd: "2028-11-02",
};
const names = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Sỹ Đức", "Phạm Ánh", "Hồ Ân", "Đặng Cường"];

/** Some people of whom different things are wrong or not known. */
function province(dice: Seeded, size: number): Asked & { readonly laid: Laid } {
  const world = worldOn(start, "move");
  const people: Person[] = [];
  const assignments: Assignment[] = [];
  const records = new Map<RecordId<"person">, CaseRecords>();
  for (let n = 1; n <= size; n += 1) {
    const person = aPerson(n, {
      birthName: dice.pick(names),
      sex: dice.pick(["NAM", "NU", null]),
      birthDate: dice.pick(["1962-01-01", "1972-03-04", "1985-06", "1990", null]),
      nativeDistrict: dice.pick(["Yên Thành", "Đô Lương", ""]),
    });
    const own = dice.chance(0.9)
      ? [
          anAssignment(n, n, {
            unitId: numbered("unit", 12),
            postId: numbered("post", dice.chance(0.05) ? 15 : 12),
            title: dice.pick(["Phó Bí thư Huyện ủy", "Chuyên viên", "Trưởng phòng Nội vụ huyện"]),
            from: dice.pick(["2012-01-01", "2024", null]),
            to: dice.chance(0.1) ? "2020-01-01" : null,
          }),
        ]
      : [];
    people.push(person);
    assignments.push(...own);
    records.set(person.id, {
      person: [person],
      assignment: own,
      "plan-entry": dice.chance(0.5) ? [anEntry(n, n, { to: dice.pick([null, "2025", "2024-01-01"]) })] : [],
      "disciplinary-action": [],
      "yearly-rating": [],
      attachment: [],
      post: world.posts,
      units: versionsByUnit(world.versions),
    });
  }
  const entries = [...records.values()].flatMap((each) => each["plan-entry"] ?? []);
  const laid = { people: dice.shuffled(people), assignments: dice.shuffled(assignments), entries };
  return {
    opening,
    laid,
    tables: tablesFrom(laid),
    recordsOf: (id) => records.get(id) ?? {},
    posts: new Map(world.posts.map((post) => [post.id, post])),
    units: versionsByUnit(world.versions),
    packs: builtInPacks,
    asOf: start,
  };
}

describe("suggestions", () => {
  const asked = province(seeded(seed), 300);
  const ranking = rank(asked);
  const all = pageOf(ranking, 0, 1000);

  it("hold everybody once: in the list, or left out and counted", () => {
    const { retired, "holds-it": holding, "serves-nowhere": nowhere } = ranking.excluded;
    expect([retired, holding, nowhere].every((count) => count > 0)).toBe(true);
    expect(all.length + retired + holding + nowhere).toBe(300);
    expect(new Set(all.map(({ personId }) => personId)).size).toBe(all.length);
  });

  it("stand in the documented order, whatever order people and records come in", () => {
    const nameOf = (id: RecordId<"person">) => asked.recordsOf(id, null).person?.[0]?.birthName ?? "";
    expect(outOfOrder(all, nameOf)).toEqual([]);
    expect(new Set(all.map(({ notMet }) => notMet)).size).toBeGreaterThan(2);
    const { laid } = asked;
    const dice = seeded(seed + 1);
    const shuffled = {
      people: dice.shuffled(laid.people),
      assignments: dice.shuffled(laid.assignments ?? []),
      entries: dice.shuffled(laid.entries ?? []),
    };
    expect(pageOf(rank({ ...asked, tables: tablesFrom(shuffled) }), 0, 1000)).toEqual(all);
    // the look at the order notices two that were exchanged
    const turned = [...all];
    const cut = turned.findIndex((each, i) => i > 0 && each.notMet !== turned[i - 1]?.notMet);
    [turned[cut - 1], turned[cut]] = [turned[cut]!, turned[cut - 1]!];
    expect(outOfOrder(turned, nameOf).length).toBeGreaterThan(0);
  });

  it("come page by page as they come at once", () => {
    const pages = Array.from({ length: Math.ceil(all.length / 7) }, (_, i) => pageOf(ranking, i * 7, 7)).flat();
    expect(pages).toEqual(all);
  });

  it("can be ranked with pauses", () => {
    const steps = rankInSteps(asked, 50);
    const pauses: number[] = [];
    let last = steps.next();
    for (; last.done !== true; last = steps.next()) pauses.push(last.value);
    expect(pauses).toEqual([50, 100, 150, 200, 250]);
    expect(pageOf(last.value, 0, 1000)).toEqual(all);
  });

  it("never count what is not known as not met, and name rule, record and source", () => {
    let [unknown, notMet] = [0, 0];
    for (const { evaluations, ...counts } of all) {
      const warnings = evaluations.filter(({ severity }) => severity === "W");
      expect(counts.notMet).toBe(warnings.filter(({ result }) => result === "not-met").length);
      expect(counts.unknown).toBe(warnings.filter(({ result }) => result === "unknown").length);
      for (const { records, source, result } of evaluations) {
        expect(records).not.toContain(draftId);
        expect(source.version).toBe(1);
        if (result === "unknown") unknown += 1;
        if (result === "not-met") notMet += 1;
      }
    }
    expect(unknown).toBeGreaterThan(100);
    expect(notMet).toBeGreaterThan(50);
  });

  it("answer for each person why he stands there or not", () => {
    let listed = 0;
    const left: Record<string, number> = {};
    for (const id of asked.tables.ids) {
      const standing = whyNot(ranking, id);
      if (standing.kind === "listed") {
        expect(standing.suggestion).toEqual(all[standing.suggestion.place - 1]);
        listed += 1;
      } else if (standing.kind === "excluded") {
        left[standing.why] = (left[standing.why] ?? 0) + 1;
        expect(standing.evaluations.length).toBeGreaterThan(5);
      }
    }
    expect(listed).toBe(all.length);
    expect(left).toEqual(ranking.excluded);
    expect(whyNot(ranking, numbered("person", 9999))).toEqual({ kind: "no-file" });
  });

  it("leave nobody out whose dates leave it open", () => {
    const open = aPerson(1, { sex: "NAM", birthDate: "1963" }); // retired in 2024 or 2025 by either reading of the year
    const later = aPerson(2, { sex: "NAM", birthDate: "1964" }); // at the latest in 2026
    const steps = [1, 2].map((n) => anAssignment(n, n, {}));
    const { excluded, order } = rank({
      ...asked,
      tables: tablesFrom({ people: [open, later], assignments: steps }),
      recordsOf: (id) => ({ person: [open, later].filter((each) => each.id === id) }),
    });
    expect([excluded.retired, order.length]).toEqual([1, 1]);
  });
});

function outOfOrder(all: ReturnType<typeof pageOf>, nameOf: (id: RecordId<"person">) => string): string[] {
  return all.slice(1).flatMap((next, i) => {
    const before = all[i]!;
    const by =
      before.notMet - next.notMet ||
      before.unknown - next.unknown ||
      compareNames(nameOf(before.personId), nameOf(next.personId)) ||
      (before.personId < next.personId ? -1 : 1);
    return by < 0 ? [] : [next.personId];
  });
}

describe("a chain", () => {
  const held = (n: number, post: number) =>
    anAssignment(n, n, { postId: numbered("post", post), title: `Chức danh ${post}` });
  const steps = [held(1, 1), held(2, 2), held(3, 3), held(4, 4)];
  const openingOf = (post: number): Opening => ({
    ...opening,
    postId: numbered("post", post),
    title: `Chức danh ${post}`,
  });
  const leaves = (personId: RecordId<"person">, { start: day }: Opening): Opening | null => {
    const left = leftBy(
      steps.filter((step) => step.personId === personId),
      day,
    );
    return left === null ? null : { ...opening, postId: left.postId, title: left.title };
  };
  const nextOf = (of: Readonly<Record<number, number>>) => (next: Opening, taken: ReadonlySet<RecordId<"person">>) => {
    const person = of[Number(next.title.split(" ").at(-1))];
    const id = person === undefined ? null : numbered("person", person);
    return id === null || taken.has(id) ? null : id;
  };
  const shown = (chain: ReturnType<typeof chainFrom>) => [
    chain.end,
    ...chain.links.map(({ personId }) => Number.parseInt(personId?.slice(-4) ?? "0", 16)),
  ];

  it("goes on to what each leaves, until nobody, nothing, the beginning or the depth", () => {
    expect(shown(chainFrom(openingOf(9), nextOf({ 9: 1, 1: 2, 2: 3 }), leaves, 10))).toEqual(["nobody", 1, 2, 3, 0]);
    expect(shown(chainFrom(openingOf(9), nextOf({ 9: 1, 1: 7 }), leaves, 10))).toEqual(["nothing-left-open", 1, 7]);
    expect(shown(chainFrom(openingOf(9), nextOf({ 9: 1, 1: 2, 2: 3, 3: 4 }), leaves, 2))).toEqual(["depth", 1, 2]);
    expect(shown(chainFrom(openingOf(3), nextOf({ 3: 1, 1: 2, 2: 3 }), leaves, 10))).toEqual(["closes", 1, 2, 3]);
    expect(shown(chainFrom(openingOf(9), nextOf({ 9: 1, 1: 1 }), leaves, 10))).toEqual(["nobody", 1, 0]);
  });
});

describe("exchanges", () => {
  it("find every ring that there is, once, shorter ones first", () => {
    const holders = [1, 2, 3, 4].map((n): Holder => ({ personId: numbered("person", n), postId: numbered("post", n) }));
    const found = ringsAmong(holders, () => true).map((ring) =>
      ring.map(({ personId }) => Number.parseInt(personId.slice(-4), 16)),
    );
    // of four: 6 pairs, 2 rings for each of 4 threes, 6 of all four
    expect([2, 3, 4].map((size) => found.filter((ring) => ring.length === size).length)).toEqual([6, 8, 6]);
    expect(new Set(found.map(String)).size).toBe(20);
    expect(found.every((ring) => ring[0] === Math.min(...ring))).toBe(true);
    expect(ringsAmong(holders, () => true, { least: 2, most: 6 }, 5)).toHaveLength(5);
    expect(ringsAmong(holders, (one, other) => one.postId < other.postId)).toEqual([]);
  });

  it("leave the vacancies as they were, for rings of two to six, a thousand times", () => {
    const dice = seeded(seed);
    const sizes: Record<number, number> = {};
    const posts = Array.from({ length: 12 }, (_, i) =>
      aPost(i + 1, i + 1, { title: `Chức danh ${i + 1}`, places: (i % 2) + 1 }),
    );
    let broken = 0;
    for (let round = 0; round < 1000; round += 1) {
      const size = 2 + (round % 5);
      const taken = dice.shuffled(posts).slice(0, dice.whole(size, 10));
      const steps = taken.map((post, i) =>
        anAssignment(i + 1, i + 1, { postId: post.id, unitId: post.unitId, title: post.title, to: "2025-11-02" }),
      );
      const holders = steps.map(({ personId, postId }): Holder => ({ personId, postId: postId! }));
      // one ring of this size is planted; other pairs may or may not fit
      const planted = dice.shuffled(holders).slice(0, size);
      const canTake = (one: Holder, other: Holder) =>
        planted.indexOf(other) === (planted.indexOf(one) + 1) % size && planted.includes(one);
      const [ring, ...rest] = ringsAmong(holders, canTake);
      expect(rest, `seed ${seed}, round ${round}`).toEqual([]);
      expect(ring?.length, `seed ${seed}, round ${round}`).toBe(size);
      const postOf = (person: RecordId<"person">, closed: readonly Holder[]) => {
        const at = closed.findIndex(({ personId }) => personId === person);
        return at < 0
          ? holders.find(({ personId }) => personId === person)!.postId
          : closed[(at + 1) % closed.length]!.postId;
      };
      const afterwards = (closed: readonly Holder[]) => [
        ...steps,
        ...steps.map(({ personId }, i) =>
          anAssignment(i + 101, i + 1, { postId: postOf(personId, closed), from: "2025-11-03" }),
        ),
      ];
      const vacancies = (all: readonly Assignment[], day: string) =>
        establishmentOn(posts, all, day).map(({ post, vacant, over }) => [post.id, vacant, over]);
      expect(vacancies(afterwards(ring!), "2025-11-03"), `seed ${seed}, round ${round}`).toEqual(
        vacancies(steps, "2025-11-02"),
      );
      expect(sumOf(establishmentOn(posts, afterwards(ring!), "2025-11-03")).people).toBe(steps.length);
      const legs = ring!.map(({ personId, postId }, i) => {
        const [from, to] = [
          posts.find(({ id }) => id === postId)!,
          posts.find(({ id }) => id === ring![(i + 1) % size]!.postId)!,
        ];
        return {
          ...aMove(i + 1, 1, {
            exchangeGroup: "vòng",
            fromUnitId: from.unitId,
            fromTitle: from.title,
            toUnitId: to.unitId,
            toTitle: to.title,
          }),
          personId,
        };
      });
      expect(exchangesOf(legs).closed.map((exchange) => exchange.legs.length)).toEqual([size]);
      // a ring whose last goes to the wrong post is noticed
      const wrong = afterwards(ring!).map((step) =>
        step.from === "2025-11-03" && step.personId === ring!.at(-1)!.personId
          ? { ...step, postId: ring!.at(-1)!.postId }
          : step,
      );
      if (JSON.stringify(vacancies(wrong, "2025-11-03")) !== JSON.stringify(vacancies(steps, "2025-11-02")))
        broken += 1;
      sizes[size] = (sizes[size] ?? 0) + 1;
    }
    expect(sizes).toEqual({ 2: 200, 3: 200, 4: 200, 5: 200, 6: 200 });
    expect(broken).toBe(1000);
  });
});

import { describe, expect, it } from "vitest";
import type { Assignment } from "../../../../shared/domain/assignment.ts";
import { dayBefore } from "../../../../shared/domain/dates.ts";
import { exchangesOf } from "../../../../shared/domain/exchanges.ts";
import { establishmentOn, sumOf } from "../../../../shared/domain/organisation/posts.ts";
import type { IsoDate } from "../../../../shared/domain/primitives.ts";
import { planCancellation, planDecision } from "../../../../shared/domain/rotations/effects.ts";
import { aMove, anAssignment, numbered } from "../../../fixtures/records.ts";
import { type Seeded, seeded, suiteSeed } from "../../../fixtures/seeded.ts";
import { aPost, aRegister, paper, shown } from "./effects-register.ts";

const seed = suiteSeed(20220428);

describe(`closed exchanges of n people, seed ${seed}`, () => {
  const day = "2024-05-10";
  const ring = (random: Seeded, n: number, broken: "" | "elsewhere" | "crowded") => {
    const people = random.shuffled(Array.from({ length: n }, (_, k) => k + 1));
    const base = people.map((person) =>
      anAssignment(person, person, {
        unitId: numbered("unit", person),
        postId: numbered("post", person),
        title: `Chức vụ ${person}`,
        from: "2019-01-01",
      }),
    );
    const all = Array.from({ length: n + 2 }, (_, k) => ({ ...aPost(k + 1), places: 1 }));
    const legs = people.map((person, index) => {
      const astray = index === 0 && broken !== "";
      const to = !astray ? people[(index + 1) % n]! : broken === "elsewhere" ? n + 1 : people[2 % n]!;
      const move = aMove(person, person, {
        kind: "HOAN_DOI",
        fromUnitId: numbered("unit", person),
        fromTitle: `Chức vụ ${person}`,
        toUnitId: numbered("unit", to),
        toPostId: numbered("post", to),
        toTitle: `Chức vụ ${to}`,
        start: day,
      });
      return { move, unitText: "", also: [] };
    });
    const register = aRegister(base);
    register.put(planDecision(legs, paper, register.ground(), register.newId));
    const vacant = (assignments: readonly Assignment[], on: IsoDate) =>
      sumOf(establishmentOn(all, assignments, on)).vacant;
    return {
      before: vacant(base, day),
      after: vacant(register.standing(), day),
      eve: vacant(register.standing(), dayBefore(day)),
      moves: register.ground().rotations,
      undone: () => {
        register.put(planCancellation(register.ground().rotations, paper, register.ground(), register.newId));
        return shown(register.standing()) === shown(base);
      },
    };
  };

  it("leave the number of vacancies as it was, in 1,000 cases of 2 to 6, and can be cancelled whole", () => {
    const random = seeded(seed);
    const sizes: Record<number, number> = {};
    for (let n = 0; n < 1000; n += 1) {
      const size = 2 + (n % 5);
      sizes[size] = (sizes[size] ?? 0) + 1;
      const done = ring(random, size, "");
      const { closed, broken } = exchangesOf(done.moves);
      expect([seed, n, done.after, done.eve, closed.map(({ legs }) => legs.length), broken]).toEqual([
        seed,
        n,
        done.before,
        done.before,
        [size],
        [],
      ]);
      expect(done.undone()).toBe(true);
    }
    expect(sizes).toEqual({ 2: 200, 3: 200, 4: 200, 5: 200, 6: 200 });
  });

  it("are found broken where a leg goes elsewhere", () => {
    const random = seeded(seed);
    for (let size = 2; size <= 6; size += 1) {
      const { moves } = ring(random, size, "elsewhere");
      const { closed, broken } = exchangesOf(moves);
      expect([size, closed, broken.map(({ legs }) => legs.length)]).toEqual([size, [], [size]]);
    }
    // Two who take one post leave a place more vacant: the count of vacancies would have said so.
    for (let size = 3; size <= 6; size += 1) {
      const { before, after } = ring(random, size, "crowded");
      expect([size, after]).toEqual([size, before + 1]);
    }
  });
});

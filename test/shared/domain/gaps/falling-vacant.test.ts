import { describe, expect, it } from "vitest";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { dayAfter, dayBefore, monthsAfter } from "../../../../shared/domain/dates.ts";
import { fallsOf, openingsByPeriod } from "../../../../shared/domain/gaps/falling-vacant.ts";
import { forecastOf, type Openings } from "../../../../shared/domain/gaps/forecast.ts";
import { type GapRecords, gapsOn, type OpenGap, usualTerms } from "../../../../shared/domain/gaps/gaps-on.ts";
import { establishmentOn } from "../../../../shared/domain/organisation/posts.ts";
import { versionsByUnit } from "../../../../shared/domain/units.ts";
import { anAssignment, aPerson, numbered } from "../../../fixtures/records.ts";
import { seeded, suiteSeed } from "../../../fixtures/seeded.ts";

const seed = suiteSeed(365);
const day = "2026-02-15";

/** Posts with one to three places, holders with and without an end, some of the posts overfull, some with successors. */
function someOffice(random: ReturnType<typeof seeded>): GapRecords {
  const posts = Array.from({ length: 15 }, (_, n) =>
    blankRecord("post", {
      id: numbered("post", n + 1),
      unitId: numbered("unit", 1),
      role: "P",
      title: `Chức vụ ${n + 1}`,
      places: random.whole(1, 3),
    }),
  );
  const assignments = Array.from({ length: 40 }, (_, n) => {
    const from = `${random.whole(2019, 2027)}-0${random.whole(1, 9)}-0${random.whole(1, 9)}`;
    const to = random.chance(0.6) ? monthsAfter(from, random.whole(6, 100)) : null;
    return anAssignment(n + 1, n + 1, { postId: random.pick(posts).id, from, to });
  });
  const persons = assignments.map((_, n) =>
    aPerson(n + 1, {
      sex: random.pick(["NAM", "NU"]),
      birthDate: `${random.whole(1962, 1985)}-0${random.whole(1, 9)}`,
    }),
  );
  return { posts, assignments, persons, rotations: [], traits: [], gaps: [], versions: versionsByUnit([]) };
}

/** What of a forecast by periods does not close, or does not follow day after day. */
function faults(openings: Openings, by: ReturnType<typeof openingsByPeriod>): string[] {
  const wrong: string[] = [];
  const sum = by.now + by.undated + by.periods.reduce((all, { places }) => all + places, 0);
  if (sum !== openings.total) wrong.push(`${sum} places of ${openings.total}`);
  const [first, last] = [by.periods[0], by.periods.at(-1)];
  if (first?.from !== dayAfter(day) || last?.to !== monthsAfter(day, openings.months)) wrong.push("ends");
  for (const [n, period] of by.periods.entries())
    if (n > 0 && period.from !== dayAfter(by.periods[n - 1]!.to)) wrong.push(`break at ${period.from}`);
  const keys = new Set([...by.nowKeys, ...by.undatedKeys, ...by.periods.flatMap((period) => period.keys)]);
  if (keys.size !== openings.gaps.length) wrong.push(`${keys.size} gaps of ${openings.gaps.length}`);
  return wrong;
}

describe(`a forecast by months and quarters, seed ${seed}`, () => {
  it("holds every place once, on the days the establishment loses them", () => {
    const random = seeded(seed);
    let [places, later, broken] = [0, 0, 0];
    for (let n = 0; n < 60; n += 1) {
      const records = someOffice(random);
      for (const openings of forecastOf(day, records)) {
        // Three looks in one pass are what each alone is.
        expect(openings.gaps).toEqual(gapsOn(day, records, { ...usualTerms, soon: openings.months }).open);
        for (const step of [1, 3] as const) {
          const by = openingsByPeriod(day, openings, step);
          expect([seed, n, openings.months, faults(openings, by)]).toEqual([seed, n, openings.months, []]);
          // Control: a gap of several places counted as one would not close.
          const ones = { ...openings, gaps: openings.gaps.map((gap) => ({ ...gap, places: 1 })) };
          if (faults(openings, openingsByPeriod(day, ones, step)).length > 0) broken += 1;
        }
        places += openings.soon;
        for (const gap of openings.gaps.filter(({ kind }) => kind === "VACANT_SOON")) {
          const falls = fallsOf(gap);
          expect(falls.length).toBe(gap.places);
          if (new Set(falls).size > 1) later += 1;
        }
      }
    }
    expect([places > 500, later > 50, broken > 50]).toEqual([true, true, true]);
  });

  it("puts each place where it falls vacant if all that ends is an appointment", () => {
    const random = seeded(seed + 1);
    let compared = 0;
    for (let n = 0; n < 60; n += 1) {
      const some = someOffice(random);
      // Nobody comes, and no post is overfull: each end opens exactly one place.
      const held = new Map<string, number>();
      const assignments = some.assignments.filter((each) => {
        const before = held.get(each.postId ?? "") ?? 0;
        held.set(each.postId ?? "", before + 1);
        return each.from! <= day && before < (some.posts.find(({ id }) => id === each.postId)?.places ?? 1);
      });
      const records = { ...some, assignments, persons: [] };
      const openings = forecastOf(day, records, { ...usualTerms, termRoles: [] })[2]!;
      const free = (on: string) =>
        establishmentOn(records.posts, assignments, on).reduce((sum, { vacant }) => sum + vacant, 0);
      for (const { from, to, places } of openingsByPeriod(day, openings, 3).periods) {
        expect([seed, n, from, places]).toEqual([
          seed,
          n,
          from,
          free(to) - free(from === dayAfter(day) ? day : dayBefore(from)),
        ]);
        compared += places;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it("says which of several leave a post that is overfull or has a successor, and what has no day", () => {
    const cause = (n: number, on: string | null, why: OpenGap["causes"][number]["why"] = "step-ends") => ({
      why,
      on,
      about: false,
      personId: numbered("person", n),
      records: [],
    });
    const gap: OpenGap = {
      key: "VACANT_SOON post:1",
      kind: "VACANT_SOON",
      unitId: null,
      postId: numbered("post", 1),
      places: 2,
      due: "2026-05-01",
      causes: [
        cause(1, "2026-05-01"),
        cause(2, "2026-07-01"),
        cause(2, "2026-06-01", "retires"),
        cause(3, "2026-09-01"),
      ],
      severity: null,
      kept: [],
    };
    expect(fallsOf(gap)).toEqual(["2026-06-01", "2026-09-01"]); // the first who leaves opens nothing
    expect(fallsOf({ ...gap, places: 1, due: null, causes: [] })).toEqual([null]);
    const openings = { months: 12, gaps: [{ ...gap, places: 1, due: null, causes: [] }], vacant: 0, soon: 1, total: 1 };
    expect(openingsByPeriod(day, openings, 1)).toMatchObject({ now: 0, undated: 1, undatedKeys: [gap.key], total: 1 });
    expect(openingsByPeriod("2026-12-31", openings, 3).periods.map(({ from, to }) => [from, to])).toEqual([
      ["2027-01-01", "2027-03-31"],
      ["2027-04-01", "2027-06-30"],
      ["2027-07-01", "2027-09-30"],
      ["2027-10-01", "2027-12-31"],
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { dayAfter, latestDay, monthsAfter } from "../../../../shared/domain/dates.ts";
import { forecastOf, vacanciesOf } from "../../../../shared/domain/gaps/forecast.ts";
import type { Gap } from "../../../../shared/domain/gaps/gap.ts";
import { type GapRecords, gapsOn, type OpenGap, usualTerms } from "../../../../shared/domain/gaps/gaps-on.ts";
import { establishmentOn, sumOf } from "../../../../shared/domain/organisation/posts.ts";
import { versionsByUnit } from "../../../../shared/domain/units.ts";
import { aMove, anAssignment, aPerson, aVersion, numbered } from "../../../fixtures/records.ts";
import { seeded, suiteSeed } from "../../../fixtures/seeded.ts";

const seed = suiteSeed(1352020);
const day = "2026-01-01";

const post = (n: number, patch: Partial<GapRecords["posts"][number]> = {}) =>
  blankRecord("post", {
    id: numbered("post", n),
    unitId: numbered("unit", n),
    role: "T",
    title: `Chức vụ ${n}`,
    ...patch,
  });
const held = (n: number, patch: Partial<GapRecords["assignments"][number]> = {}) =>
  anAssignment(n, n, { postId: numbered("post", n), from: "2022-01-01", ...patch });
const gap = (n: number, patch: Partial<Gap>): Gap =>
  blankRecord("gap", { id: numbered("gap", n), kind: "VACANT", ...patch });

/**
 * Twelve posts, each with one thing to come, worked out by hand from the table of Decree 135/2020/NĐ-CP:
 * - 1: a man born 03/1965: 61y in 03/2026 is less than 2026's 61y6m, reached in 09/2026, out on 01/10/2026;
 * - 2: a woman born 08/1969: 57y in 08/2026 is the age of 2026, out on 01/09/2026;
 * - 3: a man born 1966, month not known: as of 01/1966 61y9m in 10/2027, out on 01/11/2027, about;
 * - 4: a woman born 02/1972: 58y in 02/2030 is below 58y4m, reached in 06/2030, out on 01/07/2030;
 * - 5: a man born 1990: long after;
 * - 6: a step with an end on 30/06/2027; 7: a rotation planned to 31/12/2026, extended to 31/12/2028;
 * - 8: a head since 01/01/2018: two terms are over on 01/01/2028; 9: a deputy since then: nothing is counted;
 * - 10: vacant since 01/03/2025; 11: two places, one holder: one free; 12: a successor is decided for the day after.
 */
const records: GapRecords = {
  posts: [
    ...Array.from({ length: 10 }, (_, n) => post(n + 1, n === 8 ? { role: "P" } : {})),
    post(11, { places: 2 }),
    post(12),
  ],
  persons: [
    aPerson(1, { sex: "NAM", birthDate: "1965-03-12" }),
    aPerson(2, { sex: "NU", birthDate: "1969-08" }),
    aPerson(3, { sex: "NAM", birthDate: "1966" }),
    aPerson(4, { sex: "NU", birthDate: "1972-02-01" }),
    aPerson(5, { sex: "NAM", birthDate: "1990-05-05" }),
    ...[6, 7, 8, 9, 10, 11, 12, 13].map((n) => aPerson(n, { sex: "NAM", birthDate: "1988-01-01" })),
  ],
  assignments: [
    ...[1, 2, 3, 4, 5].map((n) => held(n)),
    held(6, { to: "2027-06-30" }),
    held(7, { rotationId: numbered("rotation", 7) }),
    held(8, { from: "2018-01-01", to: "2022-12-31" }),
    held(20, { personId: numbered("person", 8), postId: numbered("post", 8), from: "2023-01-01" }),
    held(9, { from: "2018-01-01" }),
    held(10, { to: "2025-02-28" }),
    held(11),
    held(12, { to: "2026-05-31" }),
    held(13, { postId: numbered("post", 12), from: "2026-06-01" }),
  ],
  rotations: [
    aMove(7, 7, { start: "2022-01-01", plannedEnd: "2026-12-31", extendedTo: "2028-12-31", state: "EXTENDED" }),
  ],
  traits: [],
  gaps: [],
  versions: versionsByUnit([aVersion(1, 1)]),
};

const said = (gaps: readonly OpenGap[]) =>
  gaps.map(
    ({ kind, postId, due, causes }) =>
      `${kind} ${Number(`0x${postId!.slice(-4)}`)} ${due} ${causes.map(({ why, about }) => `${why}${about ? "~" : ""}`).join("+")}`,
  );

describe("openings 12, 24 and 60 months ahead", () => {
  it("are those worked out by hand", () => {
    const [year, two, five] = forecastOf(day, records);
    const now = ["VACANT 11 null no-holder", "VACANT 10 2025-03-01 no-holder"];
    expect(said(year!.gaps).toSorted()).toEqual(
      [...now, "VACANT_SOON 2 2026-09-01 retires", "VACANT_SOON 1 2026-10-01 retires"].toSorted(),
    );
    expect(said(two!.gaps).toSorted()).toEqual(
      [
        ...said(year!.gaps),
        "VACANT_SOON 6 2027-07-01 step-ends",
        "VACANT_SOON 3 2027-11-01 retires~",
        "VACANT_SOON 8 2028-01-01 two-terms",
      ].toSorted(),
    );
    // The other heads have held their posts since 2022: two terms are over in 2032, beyond the five years.
    expect(said(five!.gaps).toSorted()).toEqual(
      [...said(two!.gaps), "VACANT_SOON 7 2029-01-01 move-ends", "VACANT_SOON 4 2030-07-01 retires"].toSorted(),
    );
    expect([year, two, five].map((each) => [each!.months, each!.vacant, each!.soon, each!.total])).toEqual([
      [12, 2, 2, 4],
      [24, 2, 5, 7],
      [60, 2, 7, 9],
    ]);
  });

  it("are others where a birth month, a term or a successor is another", () => {
    const younger = {
      ...records,
      persons: records.persons.map((each, n) => (n === 0 ? { ...each, birthDate: "1965-08" } : each)),
    };
    expect(forecastOf(day, younger)[0]!.soon).toBe(1); // 61y9m of 2027 is reached in 05/2027
    expect(forecastOf(day, records, { ...usualTerms, terms: 1 })[1]!.soon).toBeGreaterThan(5);
    const alone = {
      ...records,
      assignments: records.assignments.filter(({ id }) => id !== numbered("assignment", 13)),
    };
    expect(said(forecastOf(day, alone)[0]!.gaps)).toContain("VACANT_SOON 12 2026-06-01 step-ends");
    const ending = { ...usualTerms, termEnds: [{ level: "XA", last: "2026-06-30", roles: ["T"] }] } as const;
    expect(said(forecastOf(day, records, ending)[0]!.gaps)).toContain("VACANT_SOON 1 2026-07-01 retires+term-ends");
  });
});

describe("the register of gaps", () => {
  const weak = blankRecord("unit-trait", {
    id: numbered("unit-trait", 1),
    unitId: numbered("unit", 40),
    trait: "WEAK",
    reason: "Mất đoàn kết nội bộ",
    from: "2025-05-01",
    to: "2026-04-30",
  });
  const keys = (on: string, patch: Partial<GapRecords>) =>
    gapsOn(on, { ...records, ...patch }).open.map(({ key }) => key);

  it("opens a weak place and closes it with its trait; what a clerk keeps about it stays its story", () => {
    const kept = gap(1, {
      kind: "WEAK",
      unitId: weak.unitId,
      severity: "HIGH",
      owner: "Ban Tổ chức",
      openedOn: "2025-05-10",
    });
    const of = (on: string) => gapsOn(on, { ...records, traits: [weak], gaps: [kept] });
    expect(of("2026-01-01").open.at(-1)).toMatchObject({
      kind: "WEAK",
      due: "2025-05-01",
      severity: "HIGH",
      kept: [kept],
    });
    expect(of("2026-01-01").open.at(-1)!.causes[0]!.records).toEqual([weak.id]);
    expect(of("2026-05-01").open.some(({ kind }) => kind === "WEAK")).toBe(false);
    expect(of("2026-05-01").closed).toEqual([{ gap: kept, because: "cause-gone" }]);
    expect(of("2025-05-05").open.at(-1)!.kept).toEqual([]); // nobody had written it down yet
  });

  it("keeps one opened by hand until it is closed, or until its post is filled", () => {
    const place = gap(2, {
      kind: "WEAK",
      unitId: numbered("unit", 41),
      byHand: true,
      openedOn: "2025-07-01",
      closedOn: "2026-02-01",
    });
    const seat = gap(3, { kind: "VACANT", unitId: numbered("unit", 10), postId: numbered("post", 10), byHand: true });
    expect(keys("2026-01-31", { gaps: [place] })).toContain(`WEAK ${place.unitId}`);
    expect(keys("2026-02-01", { gaps: [place] })).not.toContain(`WEAK ${place.unitId}`);
    expect(keys("2026-01-01", { gaps: [seat] }).filter((key) => key === `VACANT ${seat.postId}`).length).toBe(1); // merged
    const filled = {
      gaps: [seat],
      assignments: [...records.assignments, held(30, { postId: seat.postId, from: "2026-01-15" })],
    };
    expect(keys("2026-01-14", filled)).toContain(`VACANT ${seat.postId}`);
    expect(keys("2026-01-15", filled)).not.toContain(`VACANT ${seat.postId}`);
    expect(gapsOn("2026-01-15", { ...records, ...filled }).closed).toEqual([{ gap: seat, because: "cause-gone" }]);
  });

  it("tells the story of a post's vacancies from the records", () => {
    const two = post(50, { places: 1, from: "2015-01-01" });
    const steps = [
      anAssignment(51, 1, { postId: two.id, from: "2015-03-01", to: "2018-06-30" }),
      anAssignment(52, 2, { postId: two.id, from: "2018-07-01", to: "2020-01-31" }),
      anAssignment(53, 3, { postId: two.id, from: "2020-05-01", to: "2024-12-31" }),
    ];
    expect(vacanciesOf(two, steps, day).map(({ from, to, closedBy }) => [from, to, closedBy])).toEqual([
      ["2015-01-01", "2015-03-01", steps[0]!.id],
      ["2020-02-01", "2020-05-01", steps[2]!.id],
      ["2025-01-01", null, null],
    ]);
  });
});

describe(`random establishments, seed ${seed}`, () => {
  it("count as many places free as the establishment, on every day, and fall vacant when the forecast says", () => {
    const random = seeded(seed);
    let [free, fell] = [0, 0];
    for (let n = 0; n < 300; n += 1) {
      const posts = Array.from({ length: 12 }, (_, k) => post(k + 1, { places: random.whole(1, 3) }));
      const assignments = Array.from({ length: 25 }, (_, k) => {
        const from = `${random.whole(2018, 2025)}-0${random.whole(1, 9)}-1${random.whole(0, 9)}`;
        return anAssignment(k + 1, k + 1, {
          postId: random.pick(posts).id,
          from,
          to: random.chance(0.5) ? monthsAfter(from, random.whole(10, 90)) : null,
        });
      });
      const some = { ...records, posts, assignments, persons: [], rotations: [] };
      const open = gapsOn(day, some, { ...usualTerms, termRoles: [] }).open;
      const vacant = open.filter(({ kind }) => kind === "VACANT").reduce((sum, { places }) => sum + places, 0);
      expect([seed, n, vacant]).toEqual([seed, n, sumOf(establishmentOn(posts, assignments, day)).vacant]);
      free += vacant;
      for (const each of open.filter(({ kind }) => kind === "VACANT_SOON")) {
        // On the day the last of them has left, so many more places are free as were foretold.
        const own = assignments.filter(({ postId }) => postId === each.postId);
        const [before, after] = [
          day,
          each.causes
            .map(({ on }) => on!)
            .toSorted()
            .at(-1)!,
        ].map(
          (on) =>
            establishmentOn(
              posts.filter(({ id }) => id === each.postId),
              own,
              on,
            )[0]!.vacant,
        );
        expect([seed, n, each.key, after! - before!]).toEqual([seed, n, each.key, each.places]);
        fell += each.places;
      }
    }
    expect([free > 500, fell > 100]).toEqual([true, true]);
    // Control: an establishment that forgets its last days would be told apart.
    const endless = records.assignments.map((each) => ({ ...each, to: null }));
    expect(sumOf(establishmentOn(records.posts, endless, day)).vacant).not.toBe(
      gapsOn(day, records)
        .open.filter(({ kind }) => kind === "VACANT")
        .reduce((sum, { places }) => sum + places, 0),
    );
    expect(monthsAfter("2024-01-31", 1)).toBe("2024-02-29");
    expect(dayAfter(latestDay("2024-02"))).toBe("2024-03-01");
  });
});

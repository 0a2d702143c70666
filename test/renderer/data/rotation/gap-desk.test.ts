import { describe, expect, it } from "vitest";
import type { GapQuery, GapRegister } from "../../../../renderer/data/office-data.ts";
import { describeChange } from "../../../../shared/change/describe-change.ts";
import { latestDay, monthsAfter } from "../../../../shared/domain/dates.ts";
import { foldVietnamese } from "../../../../shared/domain/fold.ts";
import { forecastOf } from "../../../../shared/domain/gaps/forecast.ts";
import { type GapRecords, gapsOn } from "../../../../shared/domain/gaps/gaps-on.ts";
import { termsOn } from "../../../../shared/domain/gaps/terms-on.ts";
import type { AnyRecord, RecordKind, RecordOf } from "../../../../shared/domain/record-kinds.ts";
import { builtInPacks } from "../../../../shared/domain/rules/packs/built-in.ts";
import { isWithin, unitName, versionsByUnit } from "../../../../shared/domain/units.ts";
import { type Seeded, seeded, suiteSeed } from "../../../fixtures/seeded.ts";
import { officeAtWork } from "../../services/office-at-work.ts";
import { blank, idsOf, somePerson } from "../office-fixture.ts";

const seed = suiteSeed(20_260_302);
const today = "2026-03-02";
const day = (random: Seeded, from: number, to: number) =>
  `${random.whole(from, to)}-0${random.whole(1, 9)}-${random.whole(10, 28)}`;

/** Units two deep, posts with people who leave for every reason, weak places, kept gaps of both kinds, ends of terms. */
function someOffice(random: Seeded): AnyRecord[] {
  const ids = idsOf(random);
  const units = Array.from({ length: 8 }, () => ids("unit"));
  const versions = units.map((unitId, n) =>
    blank("unit-version", {
      id: ids("unit-version"),
      unitId,
      name: n === 0 ? "Tỉnh ủy Thử" : `Đảng ủy xã Thử ${n}`,
      level: n === 0 ? "TINH" : "XA",
      parentId: n === 0 ? null : n < 4 ? units[0]! : units[n - 3]!,
      from: "2000-01-01",
    }),
  );
  const people = Array.from({ length: 60 }, () => ({
    ...somePerson(random, ids("person")),
    birthDate: random.chance(0.2) ? String(random.whole(1962, 1970)) : day(random, 1962, 1990),
  }));
  const posts = Array.from({ length: 30 }, (_, n) =>
    blank("post", {
      id: ids("post"),
      unitId: random.pick(units),
      title: random.pick(["Bí thư Đảng ủy", "Phó Bí thư Đảng ủy", "Chủ tịch UBND", "Chuyên viên"]),
      role: random.pick(["T", "P", "M"]),
      places: random.whole(1, 2),
      from: random.chance(0.5) ? "2015-01-01" : null,
      to: random.chance(0.05) ? "2025-12-31" : null,
      requirements: String(n),
    }),
  );
  const rotations = people.slice(0, 20).map(({ id }) =>
    blank("rotation", {
      id: ids("rotation"),
      personId: id,
      kind: "LUAN_CHUYEN",
      outcome: "ONGOING",
      start: "2023-07-01",
      plannedEnd: day(random, 2026, 2028),
      state: random.pick(["ACTIVE", "CONSULT", null]),
    }),
  );
  const assignments = people.map(({ id }, n) => {
    const post = random.pick(posts);
    const from = day(random, 2014, 2026);
    return blank("assignment", {
      id: ids("assignment"),
      personId: id,
      unitId: post.unitId,
      postId: random.chance(0.9) ? post.id : null,
      title: post.title,
      nature: random.chance(0.9) ? "SUBSTANTIVE" : "ACTING",
      from: random.chance(0.2) ? from.slice(0, 7) : from,
      to: random.chance(0.4) ? monthsAfter(from, random.whole(12, 120)) : null,
      rotationId: n < 20 ? rotations[n]!.id : null,
    });
  });
  const traits = units.slice(0, 5).map((unitId) =>
    blank("unit-trait", {
      id: ids("unit-trait"),
      unitId,
      trait: random.pick(["WEAK", "WEAK", "MOUNTAINOUS"]),
      reason: "Mất đoàn kết nội bộ",
      from: day(random, 2023, 2026),
      to: random.chance(0.3) ? day(random, 2025, 2027) : null,
    }),
  );
  const gaps = Array.from({ length: 14 }, () => {
    const post = random.chance(0.7) ? random.pick(posts) : null;
    return blank("gap", {
      id: ids("gap"),
      kind: random.pick(["VACANT", "VACANT_SOON", "WEAK"]),
      unitId: post?.unitId ?? random.pick(units),
      postId: post?.id ?? null,
      byHand: random.chance(0.5),
      reason: "Cần người có chuyên môn tài chính",
      owner: random.chance(0.5) ? "Ban Tổ chức" : "",
      severity: random.pick(["HIGH", "MEDIUM", "LOW", null]),
      deadline: random.chance(0.5) ? day(random, 2025, 2027) : null,
      openedOn: random.chance(0.8) ? day(random, 2025, 2026) : null,
      closedOn: random.chance(0.2) ? day(random, 2025, 2026) : null,
    });
  });
  const ends = [
    blank("term-end", {
      id: ids("term-end"),
      level: "XA",
      heads: true,
      deputies: random.chance(0.5),
      titles: random.pick(["", "Bí thư; Phó Bí thư"]),
      last: random.pick(["2026-06-30", "2027-12-31", "2025-06-30"]),
    }),
  ];
  return [...versions, ...people, ...posts, ...rotations, ...assignments, ...traits, ...gaps, ...ends];
}

const of = <Kind extends RecordKind>(records: readonly AnyRecord[], kind: Kind): RecordOf<Kind>[] =>
  records.filter((record): record is Extract<AnyRecord, RecordOf<Kind>> => record.id.startsWith(`${kind}:`));

const gapRecords = (records: readonly AnyRecord[]): GapRecords => ({
  posts: of(records, "post"),
  assignments: of(records, "assignment"),
  persons: of(records, "person"),
  rotations: of(records, "rotation"),
  traits: of(records, "unit-trait"),
  gaps: of(records, "gap"),
  versions: versionsByUnit(of(records, "unit-version")),
});

const query: GapQuery = {
  day: null,
  kinds: ["VACANT", "VACANT_SOON", "WEAK"],
  unitId: null,
  text: "",
  months: 12,
  most: 10_000,
};

/** The register as the pure functions give it from the records themselves, without worker, cache or names. */
function expected(records: readonly AnyRecord[], on: string, months: number) {
  const { terms } = termsOn(on, builtInPacks, of(records, "term-end"), months);
  return gapsOn(on, gapRecords(records), terms).open.map((gap) => {
    const open = gap.kept.filter(({ closedOn }) => closedOn === null || latestDay(closedOn) > on);
    return {
      key: gap.key,
      places: gap.places,
      due: gap.due,
      severity: gap.severity,
      owner: open.map(({ owner }) => owner).find((owner) => owner !== "") ?? "",
      deadline: open.map(({ deadline }) => deadline).find((each) => each !== null) ?? null,
      causes: gap.causes.map(({ why, on: since, about, records: read }) => [why, since, about, ...read].join(" ")),
      kept: gap.kept.map(({ id }) => id),
    };
  });
}

const shown = ({ rows }: GapRegister): ReturnType<typeof expected> =>
  rows.map(({ key, places, due, severity, owner, deadline, causes, kept }) => ({
    key,
    places,
    due,
    severity,
    owner,
    deadline,
    causes: causes.map(({ why, on, about, records }) => [why, on, about, ...records].join(" ")),
    kept: [...kept],
  }));

const inOrder = (rows: ReturnType<typeof expected>) => rows.toSorted((a, b) => (a.key < b.key ? -1 : 1));

describe(`the gap desk over random offices, seed ${seed}`, () => {
  it("shows what the pure register holds, on any day and however far ahead, before and after changes", async () => {
    const random = seeded(seed);
    const seen = { rows: 0, changed: 0, causes: new Set<string>(), severe: 0 };
    for (let n = 0; n < 4; n += 1) {
      const records = someOffice(random);
      const { core, ledger } = await officeAtWork(seed + n, records);
      let now: readonly AnyRecord[] = records;
      let before: GapRegister | null = null;
      for (let round = 0; round < 3; round += 1) {
        for (const [on, months] of [
          [null, 12],
          [day(random, 2024, 2027), 24],
        ] as const) {
          const register = await core.gapRegister({ ...query, day: on, months });
          const wanted = expected(now, on ?? today, months);
          expect([seed, n, round, inOrder(shown(register))]).toEqual([seed, n, round, inOrder(wanted)]);
          expect(register.total).toBe(wanted.length);
          // What is judged grave stands first; among equals the order of the pure register stays.
          const rank = (severity: string | null) => ["HIGH", "MEDIUM", null, "LOW"].indexOf(severity);
          const stable = wanted.toSorted((a, b) => rank(a.severity) - rank(b.severity));
          expect(register.rows.map(({ key }) => key)).toEqual(stable.map(({ key }) => key));
          for (const { causes, severity } of register.rows) {
            for (const { why } of causes) seen.causes.add(why);
            if (severity === "HIGH") seen.severe += 1;
          }
          seen.rows += wanted.length;
          if (on === null) {
            // Control: a desk that kept its answer of before the change is caught.
            if (before !== null && JSON.stringify(shown(before)) !== JSON.stringify(shown(register))) seen.changed += 1;
            before = register;
          }
        }
        // Somebody leaves, somebody comes, a mark ends, a term is written down otherwise.
        const assignment = random.pick(
          of(now, "assignment").filter(({ to, postId }) => to === null && postId !== null),
        );
        const trait = random.pick(of(now, "unit-trait"));
        const end = of(now, "term-end")[0]!;
        const next: readonly AnyRecord[] = [
          { ...assignment, to: "2026-01-31" },
          { ...trait, to: "2025-01-31" },
          { ...end, last: random.pick(["2026-12-31", "2026-09-30"]) },
          blank("assignment", {
            ...assignment,
            id: idsOf(random)("assignment"),
            postId: random.pick(of(now, "post")).id,
            from: "2026-02-01",
            to: null,
          }),
        ];
        for (const record of next) {
          const held = await core.held(record.id);

          const change = describeChange(held ?? undefined, record);
          if (change === null) continue;
          const { entry, head } = ledger.act({ changes: [change] });
          await core.take(entry, head);
        }
        const ids = new Set(next.map(({ id }) => id));
        now = [...now.filter(({ id }) => !ids.has(id)), ...next];
      }
    }
    expect([...seen.causes].toSorted()).toEqual([
      "by-hand",
      "move-ends",
      "no-holder",
      "retires",
      "step-ends",
      "term-ends",
      "two-terms",
      "weak",
    ]);
    expect([seen.rows > 250, seen.changed > 5, seen.severe > 10]).toEqual([true, true, true]);
  });

  it("narrows by unit and words, counts every kind, and gives only as many rows as are wanted", async () => {
    const random = seeded(seed + 100);
    let [narrowed, empty] = [0, 0];
    for (let n = 0; n < 4; n += 1) {
      const records = someOffice(random);
      const { core } = await officeAtWork(seed + n, records);
      const versions = versionsByUnit(of(records, "unit-version"));
      const whole = await core.gapRegister(query);
      for (const unitId of versions.keys()) {
        const register = await core.gapRegister({ ...query, unitId });
        const within = whole.rows.filter((row) => row.unitId !== null && isWithin(versions, row.unitId, unitId, today));
        expect([seed, n, register.rows]).toEqual([seed, n, within]);
        for (const kind of query.kinds) {
          const own = within.filter((row) => row.kind === kind);
          expect(register.counts[kind]).toEqual({
            gaps: own.length,
            places: own.reduce((sum, { places }) => sum + places, 0),
          });
        }
        narrowed += Number(within.length < whole.rows.length);
        empty += Number(within.length === 0);
      }
      for (const text of ["bi thu", "Tài chính", "MẤT ĐOÀN KẾT", "không có chữ này", "thử 3"]) {
        const register = await core.gapRegister({ ...query, text });
        const fits = whole.rows.filter((row) => {
          const said = [
            row.title,
            row.unit,
            row.above,
            row.owner,
            ...row.causes.flatMap((each) => [each.person, each.text]),
          ];
          return foldVietnamese(text)
            .split(" ")
            .every((word) => foldVietnamese(said.join(" ")).includes(word));
        });
        expect([seed, n, text, register.rows]).toEqual([seed, n, text, fits]);
        // Of one kind: the rows are, the counts stay of all.
        const weak = await core.gapRegister({ ...query, text, kinds: ["WEAK"], most: 1 });
        expect([weak.counts, weak.total, weak.rows.length]).toEqual([
          register.counts,
          register.counts.WEAK.gaps,
          Math.min(1, register.counts.WEAK.gaps),
        ]);
      }
      for (const { unitId, unit, postId, title } of whole.rows) {
        expect(unit).toBe(unitId === null ? "" : unitName(versions, unitId, today));
        expect(title).toBe(of(records, "post").find(({ id }) => id === postId)?.title ?? "");
      }
    }
    expect([narrowed > 20, empty > 0]).toEqual([true, true]);
  });

  it("forecasts what the pure forecast holds, each look closing over its periods, for all and for one unit", async () => {
    const random = seeded(seed + 200);
    let soon = 0;
    for (let n = 0; n < 4; n += 1) {
      const records = someOffice(random);
      const { core } = await officeAtWork(seed + n, records);
      const { terms } = termsOn(today, builtInPacks, of(records, "term-end"), 12);
      const pure = forecastOf(today, gapRecords(records), terms);
      const versions = versionsByUnit(of(records, "unit-version"));
      for (const unitId of [null, ...versions.keys()]) {
        const looks = await core.openings({ day: null, unitId });
        for (const [place, look] of looks.entries()) {
          const gaps = pure[place]!.gaps.filter(
            (gap) => unitId === null || (gap.unitId !== null && isWithin(versions, gap.unitId, unitId, today)),
          );
          const total = gaps.reduce((sum, { places }) => sum + places, 0);
          expect([seed, n, look.months, look.total, look.vacant + look.soon]).toEqual([
            seed,
            n,
            pure[place]!.months,
            total,
            total,
          ]);
          const periods = look.periods.reduce((sum, { places }) => sum + places, 0);
          expect(look.now + periods + look.undated).toBe(total);
          const keys = [
            ...new Set([...look.nowKeys, ...look.undatedKeys, ...look.periods.flatMap((each) => each.keys)]),
          ];
          const rows = await core.gapsByKey({ day: null, months: look.months, keys });
          expect(rows.map(({ key }) => key).toSorted()).toEqual(gaps.map(({ key }) => key).toSorted());
          soon += look.soon;
        }
      }
    }
    expect(soon).toBeGreaterThan(200);
  });
});

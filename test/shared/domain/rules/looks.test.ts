import { describe, expect, it } from "vitest";
import type { Post } from "../../../../shared/domain/post.ts";
import type { RecordId } from "../../../../shared/domain/primitives.ts";
import type { RecordOf } from "../../../../shared/domain/record-kinds.ts";
import { presenceOn } from "../../../../shared/domain/rules/candidates.ts";
import type { CaseKind, CaseRecords } from "../../../../shared/domain/rules/case.ts";
import { type Look, looksAt } from "../../../../shared/domain/rules/looks.ts";
import type { Opening } from "../../../../shared/domain/rules/opening.ts";
import { builtInPacks } from "../../../../shared/domain/rules/packs/built-in.ts";
import { dossierItems } from "../../../../shared/domain/rules/packs/office.ts";
import type { CheckedRule } from "../../../../shared/domain/rules/parameters.ts";
import { decree135 } from "../../../../shared/domain/rules/retirement.ts";
import type { RulePack } from "../../../../shared/domain/rules/rule-pack.ts";
import { rulesOn } from "../../../../shared/domain/rules/rules-on.ts";
import { type Asked, pageOf, rank } from "../../../../shared/domain/rules/suggest.ts";
import { versionsByUnit } from "../../../../shared/domain/units.ts";
import { anAssignment, aPerson, aVersion, numbered } from "../../../fixtures/records.ts";
import { type Seeded, seeded, suiteSeed } from "../../../fixtures/seeded.ts";
import { tablesFrom } from "./candidate-tables.ts";
import { anAction, anEntry, aPaper, aPost, aRating } from "./world.ts";

const seed = suiteSeed(5151);

const titles = [
  "Bí thư Huyện ủy",
  "Phó Bí thư Huyện ủy",
  "Bí thư Đảng ủy xã",
  "Phó Bí thư Đảng ủy xã, Chủ tịch UBND xã",
  "Chủ tịch UBND huyện",
  "Chuyên viên",
  "Trưởng phòng Nội vụ huyện",
  "Phó Trưởng ban Tổ chức Huyện ủy",
  "Chủ tịch Hội Nông dân",
  "",
];
const aDate = (dice: Seeded, from: number, to: number): string => {
  const two = (n: number) => String(n).padStart(2, "0");
  const day = [dice.whole(from, to), two(dice.whole(1, 12)), two(dice.whole(1, 28))].join("-");
  return dice.pick([day, day, day, day.slice(0, 7), day.slice(0, 4)]);
};

/** Everything weighs: rules that only inform, or are switched off, warn here. */
const everyRuleWarns: RulePack = {
  id: "thử",
  name: "thử",
  version: 1,
  overlay: true,
  instrument: {
    number: "1",
    type: "",
    issuer: "",
    issuedOn: null,
    effectiveFrom: null,
    effectiveTo: null,
    replaces: [],
    level: "TINH",
  },
  rules: (["R09", "R11", "R15", "R16", "R17", "R28"] as const).map((rule) => ({
    rule,
    article: "",
    parameters: {},
    from: null,
    to: null,
    severity: "W",
    appliesTo: rule === "R28" ? {} : null,
  })),
};

type World = Asked;

/** A small province in which everything is odd somewhere. */
function province(dice: Seeded, size: number): World {
  const versions = Array.from({ length: 12 }, (_, i) => {
    const n = i + 1;
    const unit = { name: `Đơn vị ${n}`, parentId: n === 1 ? null : numbered("unit", 1) } as const;
    const level = n === 1 ? "TINH" : n < 5 ? "HUYEN" : "XA";
    if (n % 4 === 0)
      return [
        aVersion(n, n, { ...unit, level, to: "2015-06" }),
        aVersion(n + 100, n, { ...unit, level: "HUYEN", from: "2015-07", to: "2025-06-30" }),
      ];
    return [aVersion(n, n, { ...unit, level, from: n % 3 === 0 ? "2012" : null })];
  }).flat();
  const posts = Array.from({ length: 14 }, (_, i) =>
    aPost(i + 1, dice.whole(1, 12), {
      title: dice.pick(titles),
      role: dice.pick(["T", "P", "M"]),
      places: dice.whole(1, 2),
      nonLocal: dice.chance(0.2),
      managingLevel: dice.pick(["BTVTU", null]),
    }),
  );
  const opening: Opening = {
    postId: dice.chance(0.8) ? dice.pick(posts).id : null,
    unitId: dice.chance(0.9) ? numbered("unit", dice.whole(1, 12)) : null,
    title: dice.pick(titles),
    start: dice.pick(["2025-11-03", "2026-03-31", "2024-02-29", "2020-07-01", "2022-05-01"]),
    kind: dice.pick(["LUAN_CHUYEN", "HOAN_DOI", "DIEU_DONG", "SAP_XEP"]),
    purpose: dice.pick(["DAO_TAO", "KHONG_DIA_PHUONG", null]),
    plannedEnd: dice.pick(["2028-11-02", "2027", null]),
  };
  let next = 0;
  const row = () => (next += 1);
  const some = <Each>(chance: number, most: number, make: () => Each): Each[] =>
    dice.chance(chance) ? Array.from({ length: dice.whole(1, most) }, make) : [];
  const byPerson = new Map<RecordId<"person">, CaseRecords>();
  for (let n = 1; n <= size; n += 1) {
    const personId = numbered("person", n);
    const own = <Each extends { personId: RecordId<"person"> }>(each: Each): Each => ({ ...each, personId });
    byPerson.set(personId, {
      person: [
        aPerson(n, {
          birthName: dice.pick(["Nguyễn Văn An", "Trần Thị Bình", "Lê Sỹ Đức", "Hồ Ân"]),
          sex: dice.pick(["NAM", "NU", null]),
          birthDate: dice.chance(0.9) ? aDate(dice, 1962, 1995) : null,
          nativeCommune: dice.pick(["Đơn vị 6", "Đơn vị 7", ""]),
          nativeDistrict: dice.pick(["Đơn vị 3", "Đơn vị 4", ""]),
          nativeProvince: dice.pick(["Đơn vị 1", "Hà Tĩnh", ""]),
          withdrawn: dice.chance(0.03),
        }),
      ],
      assignment: some(0.95, 5, () => {
        const begins = dice.chance(size < 10 ? 0.2 : 0.06); // into the very post on the very day
        const from = begins ? opening.start : dice.chance(0.93) ? aDate(dice, 1998, 2025) : null;
        return anAssignment(row(), n, {
          title: dice.pick(titles),
          postId: begins ? opening.postId : dice.chance(0.6) ? dice.pick(posts).id : null,
          unitId: dice.chance(0.85) ? numbered("unit", dice.whole(1, 13)) : null,
          nature: dice.pick(["SUBSTANTIVE", "SUBSTANTIVE", "SUBSTANTIVE", "CONCURRENT", "ACTING"]),
          from,
          to: dice.chance(0.5) ? null : aDate(dice, Number(from?.slice(0, 4) ?? 2000), 2027),
          withdrawn: dice.chance(0.03),
        });
      }),
      "plan-entry": some(0.5, 3, () =>
        anEntry(row(), n, {
          title: dice.pick(titles),
          postId: dice.chance(0.5) ? dice.pick(posts).id : null,
          from: dice.chance(0.9) ? aDate(dice, 2015, 2025) : null,
          to: dice.chance(0.5) ? aDate(dice, 2018, 2030) : null,
          withdrawn: dice.chance(0.03),
        }),
      ),
      "disciplinary-action": some(0.3, 2, () =>
        own(
          anAction(
            row(),
            dice.pick(["KHIEN_TRACH", "CANH_CAO", "CACH_CHUC", "KHAI_TRU", null]),
            dice.chance(0.9) ? aDate(dice, 2015, 2026) : null,
            dice.chance(0.3) ? aDate(dice, 2020, 2027) : null,
          ),
        ),
      ),
      "yearly-rating": some(0.8, 4, () =>
        own(aRating(row(), String(dice.whole(2019, 2025)), dice.pick(["XS", "TOT", "KHT", "DV_VP", null]))),
      ),
      assessment: [],
      "move-assessment": [],
      "dossier-item": [],
      allowance: [],
      attachment: some(0.8, 6, () =>
        own(
          aPaper(
            row(),
            dice.pick(["Giấy khám sức khỏe", "GIẤY CHỨNG NHẬN SỨC KHỎE loại 1", "Ảnh", ""]),
            dice.chance(0.9) ? aDate(dice, 2019, 2026) : null,
          ),
        ),
      ).concat(
        dice.chance(0.3)
          ? dossierItems.filter(() => dice.chance(0.98)).map(({ names }) => own(aPaper(row(), names[0]!, "2024")))
          : [],
      ),
    });
  }
  const all = [...byPerson.values()];
  const rows = <Kind extends CaseKind>(kind: Kind) =>
    dice.shuffled(all.flatMap((each) => (each[kind] ?? []) as readonly RecordOf<Kind>[]));
  const assignments = rows("assignment");
  const holders = assignments.filter(({ postId }) => postId !== null && postId === opening.postId);
  const units = versionsByUnit(versions);
  const postsById: ReadonlyMap<RecordId<"post">, Post> = new Map(posts.map((post) => [post.id, post]));
  return {
    opening,
    tables: tablesFrom({
      people: rows("person"),
      assignments,
      entries: rows("plan-entry"),
      actions: rows("disciplinary-action"),
      ratings: rows("yearly-rating"),
      papers: rows("attachment"),
    }),
    recordsOf: (id, kinds) => {
      const own = byPerson.get(id) ?? {};
      const whole: CaseRecords = {
        ...own,
        assignment: [...(own.assignment ?? []), ...holders.filter(({ personId }) => personId !== id)],
        post: posts,
        succession: [],
      };
      if (kinds === null) return { ...whole, units };
      const given = new Set<string>([...kinds, "person", "post"]);
      return { ...Object.fromEntries(Object.entries(whole).filter(([kind]) => given.has(kind))), units };
    },
    posts: postsById,
    units,
    packs: dice.chance(0.7) ? [...builtInPacks, everyRuleWarns] : builtInPacks,
    asOf: dice.pick([opening.start, "2025-11-01"]),
  };
}

const asked = () => null;
const lookFor = (world: World) => {
  const { opening, tables, posts, units, asOf, packs } = world;
  const rules = rulesOn(opening.start, packs);
  const presence = presenceOn(tables, opening, rules.RETIREMENT?.parameters ?? decree135);
  return { rules, looks: looksAt({ opening, tables, presence, rules, posts, units, asOf }) };
};

describe("a look over everybody", () => {
  const dice = seeded(seed);
  const worlds = Array.from({ length: 60 }, (_, i) => province(dice, i % 2 === 0 ? 45 : 8));

  it("puts everybody where asking every rule of everyone puts them", () => {
    let [listed, saved, results] = [0, 0, new Set<number>()];
    for (const [i, world] of worlds.entries()) {
      const [quick, full] = [rank(world), rank(world, asked)];
      const where = `seed ${seed}, province ${i}`;
      expect([...quick.notMet], where).toEqual([...full.notMet]);
      expect([...quick.unknown], where).toEqual([...full.unknown]);
      expect([...quick.order], where).toEqual([...full.order]);
      expect(quick.excluded, where).toEqual(full.excluded);
      for (const { notMet, unknown, place, personId } of pageOf(quick, 0, 100)) {
        const at = world.tables.placeOf(personId);
        expect([quick.notMet[at], quick.unknown[at], quick.order[place - 1]], where).toEqual([notMet, unknown, at]);
        results.add(notMet * 100 + unknown);
      }
      listed += full.order.length;
      saved += full.questions - quick.questions;
    }
    expect(listed).toBeGreaterThan(1000);
    expect(results.size).toBeGreaterThan(20);
    expect(saved).toBeGreaterThan(listed * 4);
  }, 30_000);

  it("is noticed where it takes people for alike who are not", () => {
    const noticed = new Set<CheckedRule>();
    const counts = ({ notMet, unknown }: ReturnType<typeof rank>) => `${notMet.join()} ${unknown.join()}`;
    const tried = new Set<CheckedRule>();
    for (const world of worlds) {
      const { rules, looks } = lookFor(world);
      const right = rank(world);
      for (const rule of Object.keys(rules) as CheckedRule[]) {
        const own = rules[rule]?.severity === "W" ? looks(rule) : null;
        if (own === null || own.kinds < 2) continue;
        tried.add(rule);
        if (noticed.has(rule)) continue;
        const blunt = (each: CheckedRule): Look | null => (each === rule ? { ...own, alike: () => 0 } : looks(each));
        if (counts(rank(world, blunt)) !== counts(right)) noticed.add(rule);
      }
    }
    expect([...tried].toSorted()).toEqual([
      "R02",
      "R03",
      "R04",
      "R05",
      "R08",
      "R09",
      "R10",
      "R11",
      "R12",
      "R13",
      "R21",
      "R22",
      "R23",
      "R28",
    ]);
    expect([...noticed].toSorted()).toEqual([...tried].toSorted());
  });
});

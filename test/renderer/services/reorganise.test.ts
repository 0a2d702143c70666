import { afterAll, describe, expect, it } from "vitest";
import { organisationGround, reorganise } from "../../../renderer/services/reorganise.ts";
import { undoAction } from "../../../renderer/services/undo.ts";
import type { Assignment } from "../../../shared/domain/assignment.ts";
import { blankRecord } from "../../../shared/domain/blank-records.ts";
import { findings } from "../../../shared/domain/findings.ts";
import { groupBy } from "../../../shared/domain/group-by.ts";
import { coverOf, uncovered } from "../../../shared/domain/organisation/period.ts";
import { dissolveLevel, planReorganisation } from "../../../shared/domain/organisation/reorganise.ts";
import type { OrganisationGround, ReorganisationPlan } from "../../../shared/domain/organisation/reorganise-plan.ts";
import { carriedOut, previewOf } from "../../../shared/domain/organisation/reorganise-preview.ts";
import { totalsOn } from "../../../shared/domain/organisation/totals.ts";
import type { IsoDate, RecordId } from "../../../shared/domain/primitives.ts";
import type { AnyRecord } from "../../../shared/domain/record-kinds.ts";
import { unitName, versionOn } from "../../../shared/domain/units.ts";
import { aPerson, numbered } from "../../fixtures/records.ts";
import { type Seeded, seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { storyUnits } from "../../fixtures/story-units.ts";
import { idsOf } from "../data/office-fixture.ts";
import { type OfficeAtWork, officeAtWork } from "./office-at-work.ts";

const seed = suiteSeed(2025);
const day: IsoDate = "2025-07-01";
const eve: IsoDate = "2025-06-30";
const open: OfficeAtWork[] = [];
afterAll(() => {
  for (const { core } of open) core.close();
});

describe(`an act that ends every district, seed ${seed}`, () => {
  it("leaves every person a history without a gap and equal totals, and can be taken back", async () => {
    const province = await aProvince(seeded(seed));
    const { office, core } = province.atWork;
    const ground = await organisationGround(office.data);
    const plan = province.endDistricts(ground);
    const planned = planReorganisation(plan, ground, idsOf(seeded(seed + 1)));
    expect(planned.problems).toEqual([]);

    const preview = previewOf(plan, ground, planned);
    expect(preview.closes).toBe(true);
    expect(preview.people.after).toBe(preview.people.before);
    const { staying, placed, unplaced, before } = preview.steps;
    expect(staying + placed + unplaced).toBe(before);
    expect([placed > 5, unplaced > 20, staying > 100]).toEqual([true, true, true]);
    expect(preview.before.byLevel.HUYEN).toBe(province.districtUnits);
    expect(preview.after.byLevel).toMatchObject({ HUYEN: 0, XA: preview.before.byLevel.XA });

    const shownBefore = await shownValues(core);
    const saved = await reorganise(office, plan, idsOf(seeded(seed + 2)));
    if (!saved.ok || saved.value === "stale") throw new Error("not saved");
    await saved.value.shown;
    const after = await organisationGround(office.data);
    expect(gapsMade(ground.assignments, after.assignments)).toEqual([]);
    expect(totalsOn(after, day).working).toBe(totalsOn(ground, eve).working);
    expect(totalsOn(after, eve)).toEqual(totalsOn(ground, eve)); // the past is as it was
    const odd = findings({
      persons: [],
      assignments: after.assignments,
      rotations: [],
      decisions: [],
      unitVersions: after.versions,
      posts: after.posts,
    });
    expect(odd.filter(({ rule }) => rule !== "managing-level-missing")).toEqual([]);
    for (const commune of province.communes) {
      expect(versionOn(after.versions, commune, day)?.parentId).toBe(province.id);
      expect(versionOn(after.versions, commune, eve)?.parentId).not.toBe(province.id);
    }

    const append = province.atWork.calls.filter(({ channel }) => channel === "ledger.append");
    expect(append).toHaveLength(1); // one action
    const undone = await undoAction(office, saved.value.ref);
    if (!undone.ok || undone.value === null) throw new Error("not undone");
    expect(undone.value.kept).toEqual([]);
    await undone.value.saved?.shown;
    expect(await shownValues(core)).toEqual(shownBefore);
  });

  it("would be caught losing people (control: steps end and nothing begins)", async () => {
    const province = await aProvince(seeded(seed + 5));
    const ground = await organisationGround(province.atWork.office.data);
    const plan = province.endDistricts(ground);
    const planned = planReorganisation(plan, ground, idsOf(seeded(seed)));
    const held = new Set<RecordId>(ground.assignments.map(({ id }) => id));
    const broken = planned.records.filter(({ id }) => !id.startsWith("assignment:") || held.has(id));
    expect(gapsMade(ground.assignments, carriedOut(ground, broken).assignments).length).toBeGreaterThan(20);
    expect(previewOf(plan, ground, { ...planned, records: broken }).closes).toBe(false);
  });
});

describe("a plan", () => {
  it("merges communes into a new one: titles follow, places fill up, the rest waits", async () => {
    const province = await aProvince(seeded(seed + 9));
    const ground = await organisationGround(province.atWork.office.data);
    const [one, two, three] = province.parties as [RecordId<"unit">, RecordId<"unit">, RecordId<"unit">];
    const plan: ReorganisationPlan = {
      ...province.blankPlan,
      newUnits: [newParty],
      steps: [{ kind: "MERGE", from: [one, two, three], into: { key: "new" } }],
      newPosts: [
        {
          key: "bt",
          unit: { key: "new" },
          title: "Bí thư Đảng ủy xã Mới",
          role: "T",
          managingLevel: "BTVTU",
          places: null,
        },
        {
          key: "pbt",
          unit: { key: "new" },
          title: "Phó Bí thư Đảng ủy xã Mới",
          role: "P",
          managingLevel: "BTVTU",
          places: 2,
        },
      ],
    };
    const planned = planReorganisation(plan, ground, idsOf(seeded(seed)));
    expect(planned.problems).toEqual([]);
    const begun = planned.records.filter(
      (record): record is Assignment => record.id.startsWith("assignment:") && "from" in record && record.from === day,
    );
    const titles = begun
      .filter(({ nature }) => nature === "SUBSTANTIVE")
      .map(({ title }) => title)
      .toSorted();
    expect(titles.filter((title) => title === "Bí thư Đảng ủy xã Mới")).toHaveLength(1);
    expect(titles.filter((title) => title === "Phó Bí thư Đảng ủy xã Mới")).toHaveLength(2);
    expect(titles.filter((title) => title === "Chưa bố trí")).toHaveLength(3 + 3); // two secretaries, one deputy; three staff
    const then = carriedOut(ground, planned.records);
    expect(unitName(then.versions, planned.unitOf({ key: "new" }), day)).toBe("Đảng ủy xã Mới");
    expect(previewOf(plan, ground, planned).closes).toBe(true);
    const named = begun.find(({ title }) => title === "Chưa bố trí")!;
    const old = planned.unplaced.find(({ personId }) => personId === named.personId)!;
    const placed = planReorganisation(
      { ...plan, placements: new Map([[old.id, { key: "bt" }]]) },
      ground,
      idsOf(seeded(seed)),
    );
    expect(placed.unplaced.map(({ id }) => id)).not.toContain(old.id);
    expect(placed.unplaced).toHaveLength(planned.unplaced.length); // the place is taken by who was named
  });

  it("renames and changes levels without ending anything, and splits with parts", async () => {
    const province = await aProvince(seeded(seed + 11));
    const ground = await organisationGround(province.atWork.office.data);
    const [one, two] = province.parties as [RecordId<"unit">, RecordId<"unit">];
    const plan: ReorganisationPlan = {
      ...province.blankPlan,
      newUnits: [newParty],
      steps: [
        { kind: "RENAME", unit: one, name: "Đảng ủy phường Một", type: "đảng bộ" },
        { kind: "SPLIT", from: two, into: [two, { key: "new" }] },
      ],
    };
    const planned = planReorganisation(plan, ground, idsOf(seeded(seed)));
    expect([planned.problems, [...planned.ended], planned.unplaced]).toEqual([[], [], []]);
    const then = carriedOut(ground, planned.records);
    expect([unitName(then.versions, one, eve), unitName(then.versions, one, day)]).toEqual([
      unitName(ground.versions, one, eve),
      "Đảng ủy phường Một",
    ]);
    expect(planned.records.filter(({ id }) => id.startsWith("succession:"))).toMatchObject([
      { fromUnitId: two, kind: "SPLIT", part: true },
    ]);
    expect(planned.records.some(({ id }) => id.startsWith("assignment:"))).toBe(false);
  });

  it("says what does not fit instead of guessing", async () => {
    const province = await aProvince(seeded(seed + 13));
    const ground = await organisationGround(province.atWork.office.data);
    const [one, two] = province.parties as [RecordId<"unit">, RecordId<"unit">];
    const problems = (steps: ReorganisationPlan["steps"], effective = day) =>
      planReorganisation({ ...province.blankPlan, steps, effective }, ground, idsOf(seeded(seed))).problems.map(
        ({ kind }) => kind,
      );
    expect(problems([])).toEqual(["no-steps"]);
    expect(
      problems([
        { kind: "MERGE", from: [one], into: two },
        { kind: "DISSOLVE", from: two, heirs: [] },
      ]),
    ).toEqual(["into-ended"]);
    expect(
      problems([
        { kind: "DISSOLVE", from: one, heirs: [] },
        { kind: "DISSOLVE", from: one, heirs: [] },
      ]),
    ).toEqual(["ends-twice"]);
    expect(problems([{ kind: "DISSOLVE", from: numbered("unit", 9), heirs: [] }])).toEqual(["not-known"]);
    expect(problems([{ kind: "MERGE", from: [one], into: { key: "nowhere" } }])).toContain("not-known");
    expect(
      problems([
        { kind: "DISSOLVE", from: one, heirs: [] },
        { kind: "RENAME", unit: one, name: "X", type: "" },
      ]),
    ).toEqual(["changed-and-ended"]);
  });
});

const newParty = {
  key: "new",
  tree: "PARTY",
  name: "Đảng ủy xã Mới",
  type: "đảng bộ",
  level: "XA",
  bloc: "DANG",
  parentId: null,
  localityId: null,
  code: "",
} as const;

/** Days on which somebody had a place before and has none now. */
function gapsMade(before: readonly Assignment[], after: readonly Assignment[]): string[] {
  const now = groupBy(after, ({ personId }) => personId);
  return [...groupBy(before, ({ personId }) => personId)].flatMap(([person, own]) =>
    uncovered(coverOf(own), coverOf(now.get(person) ?? [])).map(({ first, last }) => `${person} ${first} ${last}`),
  );
}

/** What every record that is not withdrawn shows. */
async function shownValues(core: OfficeAtWork["core"]): Promise<readonly string[]> {
  const kinds = ["unit", "unit-version", "post", "assignment", "succession", "reorganisation", "decision"] as const;
  const all = await Promise.all(kinds.map((kind) => core.all(kind)));
  return all
    .flat()
    .map((record) => JSON.stringify(record, Object.keys(record).toSorted()))
    .toSorted();
}

/** The district of the story with its communes, and people in every unit and post: some twice, some with a past. */
async function aProvince(random: Seeded) {
  const newId = idsOf(random);
  const { units, versions, posts, communes } = storyUnits(newId);
  const people: AnyRecord[] = [];
  let count = 0;
  const add = (unitId: RecordId<"unit">, postId: RecordId<"post"> | null, title: string, unitText: string) => {
    count += 1;
    const personId = numbered("person", count);
    const step = (given: Partial<Assignment>): Assignment =>
      blankRecord("assignment", { id: newId("assignment"), personId, nature: "SUBSTANTIVE", ...given });
    const from = random.pick(["2020-01-01", "2021-05", "2019", "2025-03-10"]);
    people.push(
      aPerson(count),
      step({ unitId, postId, title, unitText, from, to: random.pick([null, null, "2025-12-31", "2026"]) }),
    );
    if (random.chance(0.4)) people.push(step({ title: "Chuyên viên", from: "2010", to: "2018-12-31" }));
    if (random.chance(0.3)) {
      const other = random.pick(posts);
      people.push(
        step({
          unitId: other.unitId,
          postId: other.id,
          title: other.title,
          from: "2022-01-01",
          nature: random.pick(["CONCURRENT", "ACTING"]),
        }),
      );
    }
  };
  const byUnit = new Map(versions.map((version) => [version.unitId, version]));
  for (const post of posts) add(post.unitId, post.id, post.title, byUnit.get(post.unitId)!.name);
  for (const version of versions) add(version.unitId, null, "Chuyên viên", version.name);
  const atWork = await officeAtWork(seed, [...units, ...versions, ...posts, ...people]);
  open.push(atWork);
  const id = versions.find(({ level, bloc }) => level === "TINH" && bloc === null)!.unitId;
  const party = versions.find(({ name }) => name === "Tỉnh ủy Nghệ An")!.unitId;
  const blankPlan: ReorganisationPlan = {
    name: "Kết thúc cấp huyện",
    effective: day,
    decision: blankRecord("decision", {
      id: newId("decision"),
      number: "1678/NQ-UBTVQH15",
      issuer: "Ủy ban Thường vụ Quốc hội",
      date: "2025-06-16",
    }),
    newUnits: [],
    steps: [],
    newPosts: [],
    placements: new Map(),
  };
  return {
    atWork,
    id,
    blankPlan,
    communes: communes.map(({ territory }) => territory.unitId),
    parties: communes.slice(1).map((commune) => commune.party.unitId),
    districtUnits: versions.filter(({ level }) => level === "HUYEN").length,
    /** Places go over to the province, bodies to its Party committee, which takes a few of the posts as they are. */
    endDistricts: (ground: OrganisationGround): ReorganisationPlan => ({
      ...blankPlan,
      steps: dissolveLevel(
        "HUYEN",
        ground,
        (unit) => versionOn(ground.versions, unit, eve),
        ({ bloc }) => [bloc === null ? id : party],
      ),
      newPosts: ["Trưởng Ban Tổ chức", "Chánh Văn phòng", "Phó Chánh Văn phòng"]
        .flatMap((title, n) => [
          {
            key: `p${n}`,
            unit: party,
            title: `${title} Huyện ủy`,
            role: "T",
            managingLevel: "BTVTU",
            places: null,
          } as const,
        ])
        .concat(
          ["Chuyên viên"].map(
            (title) => ({ key: "cv", unit: party, title, role: "M", managingLevel: null, places: 4 }) as never,
          ),
        ),
    }),
  };
}

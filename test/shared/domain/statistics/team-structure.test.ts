import { describe, expect, it } from "vitest";
import type { Assignment } from "../../../../shared/domain/assignment.ts";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import type { Training } from "../../../../shared/domain/dossier.ts";
import type { Person } from "../../../../shared/domain/person.ts";
import type { Post } from "../../../../shared/domain/post.ts";
import type { RecordId } from "../../../../shared/domain/primitives.ts";
import { decree135 } from "../../../../shared/domain/rules/retirement.ts";
import { type AgeMeasure, teamColumns, teamHeads } from "../../../../shared/domain/statistics/team-columns.ts";
import { itColumn, languageColumns, rankColumn } from "../../../../shared/domain/statistics/team-qualifications.ts";
import {
  type TeamOptions,
  type TeamRecords,
  type TeamSheet,
  teamStructure,
  teamStructureInSteps,
  unclosedTeam,
} from "../../../../shared/domain/statistics/team-structure.ts";
import { versionsByUnit } from "../../../../shared/domain/units.ts";
import { anAssignment, aPerson, aVersion, numbered } from "../../../fixtures/records.ts";
import { type Seeded, seeded, suiteSeed } from "../../../fixtures/seeded.ts";

const seed = suiteSeed(56_2026);
const day = "2026-11-22";

/** Texts as files have them, each with the column it belongs to. */
const said = {
  rank: [
    ["01.001", "", 7],
    ["", "Chuyên viên cao cấp", 7],
    ["", "Kế toán viên chính", 8],
    ["01.002", "Chuyên viên chính", 8],
    ["", "Chuyên viên", 9],
    ["", "Thanh tra viên", 9],
    ["01.004", "", 10],
    ["", "Nhân viên", 11],
    ["", "Giáo viên trung học cơ sở hạng II", null],
    ["", "", null],
  ],
  degree: [
    ["TSKH", "", 12],
    [null, "Tiến sĩ", 12],
    ["THS", "", 13],
    ["CK1", "", 13],
    [null, "Cử nhân", 14],
    ["DH", "Đại học Luật", 14],
    ["CD", "", 15],
    ["TC", "", 16],
    ["SC", "", 17],
    ["KHONG", "", null],
    [null, "", null],
  ],
  theory: [
    ["CN", "", 18],
    ["CC", "", 19],
    [null, "Cao cấp lý luận", 19],
    ["TC", "", 20],
    ["SC", "", 21],
    ["0", "", null],
  ],
  management: [
    ["CVCC", "", 29],
    ["CVC", "", 30],
    ["CV", "", 31],
    ["CS", "", null],
    [null, "", null],
  ],
  it: [
    ["Trung cấp tin học trở lên", 22],
    ["Kỹ sư tin học", 22],
    ["Ứng dụng CNTT cơ bản", 23],
    ["B", 23],
    ["Chưa qua", null],
    ["", null],
  ],
  languages: [
    ["Tiếng Anh B1", [25]],
    ["Anh C; Lào A", [25, 27]],
    ["Đại học tiếng Anh", [24]],
    ["Cử nhân tiếng Nga, Anh B", [26, 25]],
    ["Tiếng dân tộc Thái", [28]],
    ["B1, Tiếng HMông", [25, 28]],
    ["Tiếng Thái Lan A", [27]],
    ["", []],
    ["Không", []],
  ],
} as const;

interface Told {
  readonly columns: ReadonlySet<number>; // those that do not hang on the day
  readonly person: Person;
  readonly unit: RecordId<"unit"> | null | "absent";
}

function anOffice(random: Seeded) {
  const units = Array.from({ length: random.whole(1, 6) }, (_, n) => numbered("unit", n + 1));
  const versions = versionsByUnit(units.map((_, n) => aVersion(n + 1, n + 1, { name: `Xã ${random.whole(1, 99)}` })));
  const posts: Post[] = units.flatMap((unitId, u) =>
    Array.from({ length: random.whole(0, 4) }, (_, n) =>
      blankRecord("post", {
        id: numbered("post", u * 10 + n + 1),
        unitId,
        role: "M",
        places: random.pick([null, 1, 3]),
        to: random.pick([null, null, "2026-11-21", "2026-11-22", "2026"]),
        withdrawn: random.chance(0.1),
      }),
    ),
  );
  const steps: Assignment[] = [];
  const training: Training[] = [];
  let rows = 0;
  const told = Array.from({ length: random.whole(0, 25) }, (_, n): Told => {
    const rank = random.pick(said.rank);
    const degree = random.pick(said.degree);
    const theory = random.pick(said.theory);
    const management = random.pick(said.management);
    const skill = random.pick(said.it);
    const [languages, found] = random.pick(said.languages);
    const sex = random.pick(["NAM", "NU", null] as const);
    const [party, minority] = [random.chance(0.7), random.pick([true, false, null])];
    const person = aPerson(n + 1, {
      sex,
      birthDate: random.pick([
        null,
        String(random.whole(1960, 2004)),
        `${random.whole(1960, 2004)}-${String(random.whole(1, 12)).padStart(2, "0")}`,
        `${random.whole(1960, 2004)}-11-${random.whole(21, 23)}`,
      ]),
      partyJoinDate: party ? random.pick(["2001-02-03", "2026-11-22", "2026"]) : random.pick([null, "2026-11-23"]),
      ethnicity: { code: minority === null ? null : minority ? "03" : "01", text: "" },
      rankCode: rank[0],
      rankName: rank[1],
      highestDegree: { code: degree[0], text: degree[1] },
      politicalTheory: { code: theory[0], text: theory[1] },
      stateManagement: { code: management[0], text: management[1] },
      itSkill: skill[0],
      foreignLanguages: languages,
    });
    const columns = new Set<number>(found);
    for (const no of [rank[2], degree[2], theory[2], management[2], skill[1]]) if (no !== null) columns.add(no);
    if (sex === "NU") columns.add(3);
    if (party) columns.add(4);
    if (minority === true) columns.add(5);
    if (random.chance(0.2)) {
      training.push(
        blankRecord("training", {
          id: numbered("training", n + 1),
          personId: person.id,
          kind: "TIN_HOC",
          diploma: "A",
        }),
      );
      if (!columns.has(22)) columns.add(23);
    }
    // What is over or of another nature does not count; of two posts the one begun later does.
    const step = (patch: Partial<Assignment>): void => {
      rows += 1;
      steps.push(anAssignment(rows, n + 1, patch));
    };
    step({ unitId: random.pick(units), from: "2001-01-01", to: "2026-11-21" });
    step({ unitId: random.pick(units), nature: "CONCURRENT", from: "2026-01-01" });
    const last = random.pick([...units, null, "absent"] as const);
    if (last === "absent") return { columns, person, unit: last };
    const named = random.chance(0.5) ? posts.find((post) => !post.withdrawn && post.unitId === last) : undefined;
    step(
      named === undefined
        ? { unitId: last, from: "2020-05-01" }
        : { postId: named.id, from: "2020-05-01", to: "2026-11" },
    );
    if (random.chance(0.3)) step({ unitId: random.pick(units), from: random.pick([null, "2019-01-01"]) });
    return { columns, person, unit: last };
  });
  const records: TeamRecords = {
    posts,
    steps: random.shuffled(steps),
    person: (id) => told.find(({ person }) => person.id === id)?.person ?? null,
    training: (id) => training.filter(({ personId }) => personId === id),
    versions,
  };
  return { records, told, posts, units };
}

/** Months since the birth month at which somebody has retired by a day, found month by month. */
function hasRetired(born: string, sex: "NAM" | "NU"): boolean {
  const birth = Number(born.slice(0, 4)) * 12 + Number(born.slice(5, 7) || "1") - 1;
  for (let month = birth; month < 2026 * 12 + 10; month += 1) {
    const age = decree135.ages[Math.min(Math.max(Math.floor(month / 12) - 2020, 0), 15)]![sex === "NAM" ? 0 : 1];
    if (month - birth >= age) return true;
  }
  return false;
}

/** The columns of age, by going through every birthday somebody may have. */
function ageColumnsOf({ birthDate, sex }: Person, measure: AgeMeasure): number[] {
  if (birthDate === null) return [];
  if (sex !== null && hasRetired(birthDate, sex)) return [38];
  const year = Number(birthDate.slice(0, 4));
  const ages = new Set<number>();
  for (const month of birthDate.length > 4 ? [birthDate.slice(5, 7)] : ["01", "12"])
    for (const date of birthDate.length > 7 ? [birthDate.slice(8)] : ["01", "28"])
      ages.add(measure === "year" ? 2026 - year : 2026 - year - (`${month}-${date}` > "11-22" ? 1 : 0));
  const bands = new Set(
    [...ages].map((age) => (age <= 30 ? 32 : age <= 40 ? 33 : age <= 50 ? 34 : age <= 60 ? 35 : 0)),
  );
  const [band] = bands;
  if (bands.size > 1 || band === 0) return [];
  if (band === 35 && sex === "NU" && [...ages].every((age) => age <= 55)) return [35, 36];
  if (band === 35 && sex === "NAM" && [...ages].every((age) => age >= 56)) return [35, 37];
  return [band!];
}

/** Differences between a sheet and a count made person by person for every cell. */
function differences(
  { told, posts, units }: ReturnType<typeof anOffice>,
  sheet: TeamSheet,
  measure: AgeMeasure,
): string[] {
  const wrong: string[] = [];
  const rowsToCheck = [
    ...units.map((id) => ({ key: id as string, unit: id as RecordId<"unit"> | null })),
    { key: "~", unit: null },
  ];
  for (const { key, unit } of [...rowsToCheck, { key: "", unit: "all" as const }]) {
    const row = key === "" ? sheet.whole : sheet.rows.find((each) => each.key === key);
    const here = told.filter((each) => each.unit !== "absent" && (unit === "all" || each.unit === unit));
    const places = posts
      .filter((post) => !post.withdrawn && (unit === "all" || post.unitId === unit))
      .filter(({ to }) => to === null || `${to}-12-31`.slice(0, 10) >= day)
      .reduce((sum, post) => sum + (post.places ?? 1), 0);
    if ((row?.cells[0]?.count ?? 0) !== places) wrong.push(`${key} 1`);
    const ages = new Map(here.map(({ person }) => [person.id, ageColumnsOf(person, measure)]));
    for (const { no } of teamColumns.slice(1)) {
      const wanted = here
        .filter(({ columns, person }) => no === 2 || columns.has(no) || ages.get(person.id)?.includes(no))
        .map(({ person }) => person.id)
        .toSorted();
      const found = [...(row?.cells[no - 1]?.ids ?? [])].toSorted();
      if (JSON.stringify(found) !== JSON.stringify(no === 6 ? [] : wanted)) wrong.push(`${key} ${no}`);
    }
  }
  return wrong;
}

const offices = 300;
const everyOffice = (check: (office: ReturnType<typeof anOffice>, n: number) => void, most = offices): void => {
  for (let n = 0; n < most; n += 1) check(anOffice(seeded(seed + n)), n);
};

describe(`number and quality of the team, report R-6 (seed ${seed})`, () => {
  it("counts everybody once, cell by cell as a slow count does, in offices of any make", () => {
    let cells = 0;
    everyOffice((office, n) => {
      const age = n % 2 === 0 ? "completed" : "year";
      const sheet = teamStructure(day, office.records, { age });
      expect(differences(office, sheet, age), `office ${n}`).toEqual([]);
      expect(unclosedTeam(sheet), `office ${n}`).toEqual([]);
      cells += sheet.rows.reduce((sum, row) => sum + row.cells.filter((cell) => (cell?.count ?? 0) > 0).length, 0);
    });
    expect(cells).toBeGreaterThan(5_000);
  });

  it("is caught when it counts otherwise (controls)", () => {
    const seenWith = (
      options: Partial<TeamOptions>,
      change = (records: TeamRecords): TeamRecords => records,
    ): number => {
      let caught = 0;
      everyOffice((office) => {
        const sheet = teamStructure(day, change(office.records), options);
        if (differences(office, sheet, "completed").length > 0) caught += 1;
      }, 40);
      return caught;
    };
    expect(seenWith({})).toBe(0);
    expect(seenWith({ age: "year" })).toBeGreaterThan(5);
    expect(seenWith({ retirement: { firstYear: 2020, ages: [[720, 660]] } })).toBeGreaterThan(0);
    const everyNature = (records: TeamRecords): TeamRecords => ({
      ...records,
      steps: [...records.steps].map((step) => ({ ...step, nature: "SUBSTANTIVE" as const })),
    });
    expect(seenWith({}, everyNature)).toBeGreaterThan(10);
    const firstBegun = (records: TeamRecords): TeamRecords => ({
      ...records,
      steps: [...records.steps].map((step) => ({
        ...step,
        from: step.from === "2019-01-01" ? "2025-01-01" : step.from,
      })),
    });
    expect(seenWith({}, firstBegun)).toBeGreaterThan(2);
    const sheet = teamStructure(day, anOffice(seeded(seed + 2)).records);
    const [row, ...others] = sheet.rows;
    const without = { ...row!, cells: row!.cells.map((cell) => cell && { count: cell.count, ids: cell.ids.slice(1) }) };
    expect(unclosedTeam({ ...sheet, rows: [without, ...others] })).not.toEqual([]);
  });

  it("never reads religion and has the columns of the form in their order", () => {
    expect(teamColumns.map(({ no }) => no)).toEqual(Array.from({ length: 38 }, (_, n) => n + 1));
    expect(teamColumns[5]!.vi).toBe("Tôn giáo");
    const { records } = anOffice(seeded(seed));
    for (const { cells } of [...teamStructure(day, records).rows, teamStructure(day, records).whole])
      expect(cells.flatMap((cell, n) => (cell === null ? [n + 1] : []))).toEqual([6]);
    const covered = teamHeads.flatMap((row) => row.flatMap(({ from, to }) => [from <= to && from >= 1 && to <= 38]));
    expect(covered.every(Boolean)).toBe(true);
  });

  it("gathers units into their district or commune, and pauses on the way without another result", () => {
    const versions = versionsByUnit([
      aVersion(1, 1, { name: "Xã Lưu Sơn" }),
      aVersion(2, 2, { name: "Đảng ủy xã Lưu Sơn", bloc: "DANG", localityId: numbered("unit", 1) }),
      aVersion(3, 3, { name: "UBND xã Lưu Sơn", bloc: "CHINH_QUYEN", localityId: numbered("unit", 1) }),
    ]);
    const people = [aPerson(1), aPerson(2)];
    const records: TeamRecords = {
      posts: [],
      steps: people.map((_, n) => anAssignment(n + 1, n + 1, { unitId: numbered("unit", n + 2) })),
      person: (id) => people.find((each) => each.id === id) ?? null,
      versions,
    };
    expect(teamStructure(day, records).rows.map(({ label, cells }) => [label, cells[1]?.count])).toEqual([
      ["Đảng ủy xã Lưu Sơn", 1],
      ["UBND xã Lưu Sơn", 1],
    ]);
    const office = teamStructure(day, records, { rows: "office" });
    expect(office.rows.map(({ label, cells }) => [label, cells[1]?.count])).toEqual([["Xã Lưu Sơn", 2]]);
    const work = teamStructureInSteps(day, records, { rows: "office" }, 1);
    let pauses = 0;
    let last = work.next();
    for (; last.done !== true; last = work.next()) pauses += 1;
    expect([pauses > 0, last.value]).toEqual([true, office]);
  });

  it("reads qualifications as files write them", () => {
    expect(languageColumns({ foreignLanguages: "Anh (B), Pháp (A)" }, [])).toEqual([25, 27]);
    expect(languageColumns({ foreignLanguages: "Cử nhân ngôn ngữ Anh; TOEIC 500" }, [])).toEqual([24]);
    expect(rankColumn({ rankCode: "", rankName: "Văn thư viên trung cấp" })).toBe(10);
    expect(itColumn({ itSkill: "không" }, [])).toBeNull();
  });
});

import type { LedgerStretches } from "../../renderer/data/office-data.ts";
import { sameValue } from "../../shared/change/canonical-json.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { encodeLine } from "../../shared/change/line.ts";
import type { Assignment } from "../../shared/domain/assignment.ts";
import { blankPerson, emptyValue } from "../../shared/domain/blank-records.ts";
import { idMaker } from "../../shared/domain/new-id.ts";
import type { Person } from "../../shared/domain/person.ts";
import { kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import type { AnyRecord } from "../../shared/domain/record-kinds.ts";
import { duties } from "../../shared/domain/role-table.ts";
import type { UnitVersion } from "../../shared/domain/unit.ts";
import type { ActionLine, Entry } from "../../shared/exchange/entry.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import { type Seeded, seeded } from "../fixtures/seeded.ts";

/** A made-up office: everyone with every field filled as a full file has it, and a career of equal length. */
export interface MadeOffice {
  readonly people: readonly Person[];
  readonly assignments: readonly Assignment[];
  readonly units: readonly UnitVersion[];
}

export function madeOffice(seed: number, count: number, careerLength: number): MadeOffice {
  const random = seeded(seed);
  const ids = idMaker(1_740_000_000_000, random.bytes(16));
  const communes = madeNames(random, Math.max(20, Math.ceil(count / 150)));
  const units = communes.map(
    (commune): UnitVersion => ({
      id: ids("unit-version"),
      unitId: ids("unit"),
      name: `Đảng ủy xã ${commune}`,
      type: "đảng bộ",
      level: "XA",
      bloc: "DANG",
      parentId: null,
      localityId: null,
      code: String(random.whole(10_000, 99_999)),
      from: null, // since ever: careers go back further than any register
      to: null,
      document: "",
      withdrawn: false,
    }),
  );
  const people = Array.from({ length: count }, () => madePerson(random, ids("person"), communes));
  const assignments = people.flatMap((person) => madeCareer(random, ids, person.id, units, careerLength));
  return { people, assignments, units };
}

/** A ledger of that office: one action for the units, then one a hundred people with their careers. */
export function madeLedger(
  office: MadeOffice,
  seed: number,
): { readonly opened: Opened; readonly ledger: LedgerStretches } {
  const feed = "doluong-k3f7";
  const entries: Entry[] = [{ entry: "clerk", clerk: { id: "c1", name: "Trần Thị Lệ", role: "Văn thư" } }];
  let number = 0;
  const act = (records: readonly AnyRecord[]): void => {
    number += 1;
    const line = encodeLine({
      purpose: "workbook.import",
      reason: "",
      audience: [],
      feed,
      number,
      clerk: "c1",
      at: "2026-02-01T08:00",
      changes: records.map((record) => describeChange(undefined, record)!),
    });
    entries.push({ entry: "action", action: { feed, number, line } satisfies ActionLine });
  };
  act(office.units.flatMap((unit) => [{ id: unit.unitId, tree: "PARTY" as const, withdrawn: false }, unit]));
  const careers = new Map<string, Assignment[]>();
  for (const assignment of office.assignments) {
    careers.set(assignment.personId, [...(careers.get(assignment.personId) ?? []), assignment]);
  }
  for (let i = 0; i < office.people.length; i += 100) {
    const some = office.people.slice(i, i + 100);
    act([...some, ...some.flatMap((person) => careers.get(person.id) ?? [])]);
  }
  const head = { position: entries.length, tag: `made-${seed}-${entries.length}` };
  return {
    opened: {
      office: "doluong",
      officeName: "Huyện ủy Đô Lương",
      level: "district",
      feed,
      clerk: { id: "c1", name: "Trần Thị Lệ", role: "Văn thư" },
      duties: [...duties],
      firstPassphrase: false,
      store: `made-${seed}`,
      generation: "1",
      head,
      projectionKey: Uint8Array.from(seeded(seed).bytes(32)),
      fingerprint: "",
      ended: [],
      gone: [],
      renewed: 0,
      recovered: false,
      repaired: null,
    },
    ledger: {
      read: async (after, bytes) => {
        const given: { position: number; entry: Entry }[] = [];
        let size = 0;
        for (const [i, entry] of entries.slice(after).entries()) {
          if (size >= bytes) break;
          size += entry.entry === "action" ? entry.action.line.length : 100;
          given.push({ position: after + i + 1, entry });
        }
        return { entries: given, head };
      },
      at: async (positions) => ({
        entries: positions.flatMap((position) =>
          entries.slice(position - 1, position).map((entry) => ({ position, entry })),
        ),
      }),
      lines: () => Promise.reject(new Error("no entry is long")),
      staged: () => Promise.reject(new Error("nothing is in staging")),
    },
  };
}

export type PlainRow = Readonly<Record<string, unknown>> & { readonly id: RecordId };

/** A record as a program would keep it plainly: what is empty is not said. Rivals are given no blanks to carry. */
export const plainRow = ({ id, ...fields }: AnyRecord): PlainRow => ({
  id,
  ...Object.fromEntries(
    Object.entries(fields).filter(([field, value]) => {
      const empty = emptyValue(kindOf(id), field);
      return empty === undefined || !sameValue(value, empty);
    }),
  ),
});

const families = "Nguyễn Trần Lê Phạm Hoàng Đặng Võ Hồ Bùi Đỗ Phan Cao Thái Ngô Dương Lý Vũ Đinh Trịnh Mai".split(" ");
const middles = ["Văn", "Thị", "Hữu", "Đức", "Thị Ngọc", "Xuân", "Minh", "Quốc", "Thanh", "Sỹ", "Thị Thu", "Công"];
const givens =
  "An Anh Ánh Ân Bình Chi Cường Dung Dũng Đức Giang Hà Hải Hạnh Hòa Hùng Hương Khánh Lan Liên Linh Long Lưu Mai Minh Mỹ Nam Nga Ngọc Nhung Oanh Phúc Phương Quang Quý Sơn Tâm Thảo Thắng Thủy Tiến Trang Trung Tú Tuấn Uyên Vân Việt Vinh Xuân Yến".split(
    " ",
  );
const titles = [
  "Bí thư",
  "Phó Bí thư",
  "Chủ tịch UBND",
  "Phó Chủ tịch HĐND",
  "Ủy viên Ban Thường vụ",
  "Chánh Văn phòng",
  "Phó Trưởng ban Tổ chức",
  "Chuyên viên",
  "Chủ nhiệm UBKT",
];
const syllables =
  "Lưu Đà Thịnh Văn Bồi Nhân Hiến Mỹ Trù Đại Giang Thuận Lam Hồng Bài Ngọc Bắc Tràng Thượng Hòa Yên Lạc Tân Thái Quang Minh Xuân".split(
    " ",
  );

const madeNames = (random: Seeded, count: number): readonly string[] =>
  Array.from(
    { length: count },
    (_, i) => `${random.pick(syllables)} ${random.pick(syllables)}${i < 300 ? "" : ` ${i}`}`,
  );

const two = (number: number): string => String(number).padStart(2, "0");
const aDay = (random: Seeded, from: number, to: number): string =>
  `${random.whole(from, to)}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`;

function madePerson(random: Seeded, id: RecordId<"person">, communes: readonly string[]): Person {
  const commune = random.pick(communes);
  const joined = aDay(random, 1985, 2018);
  return {
    ...blankPerson(id, "doluong"),
    cadreNumber: `DL${random.whole(10_000, 99_999)}`,
    birthName: `${random.pick(families)} ${random.pick(middles)} ${random.pick(givens)}`,
    sex: random.pick(["NAM", "NU"]),
    otherNames: random.chance(0.1) ? `Năm ${random.pick(givens)}` : "",
    committeeCurrent: random.pick(["Huyện ủy viên", "Đảng ủy viên", ""]),
    positionAllowance: random.pick(["0,25", "0,30", "0,20"]),
    birthDate: random.chance(0.1) ? String(random.whole(1960, 1999)) : aDay(random, 1960, 1999),
    birthPlace: `xã ${commune}, huyện Đô Lương, tỉnh Nghệ An`,
    nativeCommune: commune,
    nativeDistrict: "Đô Lương",
    nativeProvince: "Nghệ An",
    residence: `xóm ${random.whole(1, 15)}, xã ${commune}, tỉnh Nghệ An`,
    phone: `09${random.whole(10_000_000, 99_999_999)}`,
    ethnicity: random.chance(0.9) ? { code: "01", text: "Kinh" } : { code: "03", text: "Thái" },
    recruitDate: aDay(random, 1982, 2020),
    recruitOrg: `UBND xã ${random.pick(communes)}`,
    currentOrgDate: aDay(random, 2000, 2024),
    partyJoinDate: joined,
    partyOfficialDate: `${Number(joined.slice(0, 4)) + 1}${joined.slice(4)}`,
    organisations: `Công đoàn ${random.whole(1990, 2015)}; Đoàn TNCS Hồ Chí Minh ${random.whole(1980, 2005)}`,
    generalEducation: random.pick(["12/12", "10/10", "9/12"]),
    highestDegree: random.pick([
      { code: "DH", text: "Đại học Luật" },
      { code: "THS", text: "Thạc sĩ Quản lý công" },
    ]),
    politicalTheory: random.pick([
      { code: "TC", text: "Trung cấp" },
      { code: "CC", text: "Cao cấp" },
    ]),
    foreignLanguages: random.pick(["Tiếng Anh B", "Tiếng Anh A2", ""]),
    mainWork: `${random.pick(titles)} xã ${commune}`,
    rankName: random.pick(["Chuyên viên", "Chuyên viên chính", "Cán sự"]),
    rankCode: random.pick(["01.003", "01.002", "01.004"]),
    payStep: `${random.whole(1, 9)}/9`,
    payCoefficient: `${random.whole(2, 5)},${random.whole(10, 99)}`,
    payFrom: `${random.whole(2018, 2025)}-${two(random.whole(1, 12))}`,
    strengths: "Công tác tổ chức, vận động quần chúng",
    longestJob: `${random.pick(titles)}, ${random.whole(3, 12)} năm`,
    rewards: `Giấy khen của Chủ tịch UBND huyện năm ${random.whole(2005, 2024)}; Chiến sĩ thi đua cơ sở năm ${random.whole(2005, 2024)}`,
    idNumber: `0400${random.whole(60, 99)}${random.whole(100_000, 999_999)}`,
    martyrFamily: random.chance(0.05),
  };
}

function madeCareer(
  random: Seeded,
  ids: ReturnType<typeof idMaker>,
  personId: RecordId<"person">,
  units: readonly UnitVersion[],
  length: number,
): readonly Assignment[] {
  const years = Array.from({ length: length + 1 }, (_, i) => 2024 - (length - i) * 3);
  return Array.from({ length }, (_, i): Assignment => {
    const unit = random.pick(units);
    return {
      id: ids("assignment"),
      personId,
      unitId: unit.unitId,
      postId: null,
      title: `${random.pick(titles)} ${unit.name.slice(0, 12)}`,
      unitText: unit.name,
      nature: "SUBSTANTIVE",
      from: `${years[i]}-${two(random.whole(1, 12))}`,
      to: i === length - 1 ? null : `${years[i + 1]}-01`,
      decisionId: null,
      rotationId: null,
      withdrawn: false,
    };
  });
}

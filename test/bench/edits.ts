import type { Json, RecordId } from "../../shared/domain/primitives.ts";
import type { Seeded } from "../fixtures/seeded.ts";

/** One save of the form: some fields of one person. */
export type Save = readonly [id: RecordId<"person">, fields: Readonly<Record<string, Json>>];

/**
 * What a district types in a year, made up: saves of four fields on average, over people picked at random.
 * The same saves go to every rival, so that each carries the same values.
 *
 * @param count  field edits in all, e.g. 10,000
 */
export function fieldEdits(random: Seeded, ids: readonly RecordId<"person">[], count: number): Save[] {
  const saves: Save[] = [];
  let done = 0;
  while (done < count) {
    const wanted = Math.min(count - done, random.whole(1, 7));
    const fields: Record<string, Json> = {};
    while (Object.keys(fields).length < wanted) {
      const field = random.pick(editable);
      fields[field] = typed[field]?.(random) ?? "";
    }
    saves.push([random.pick(ids), fields]);
    done += wanted;
  }
  return saves;
}

const digits = (random: Seeded, count: number) => Array.from({ length: count }, () => random.whole(0, 9)).join("");
const two = (number: number) => String(number).padStart(2, "0");
const day = (random: Seeded) => `${random.whole(1985, 2025)}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`;
const communes = [
  "Lưu Sơn",
  "Đà Sơn",
  "Lam Sơn",
  "Bồi Sơn",
  "Hồng Sơn",
  "Bài Sơn",
  "Giang Sơn Đông",
  "Thuận Sơn",
  "Mỹ Sơn",
  "Trù Sơn",
];
const places = (random: Seeded) => `Xóm ${random.whole(1, 14)}, xã ${random.pick(communes)}, huyện Đô Lương`;
const bodies = ["Đảng ủy", "UBND", "HĐND", "Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Đoàn Thanh niên"];
const degrees = [
  { code: "THS", text: "Thạc sĩ" },
  { code: "DH", text: "Đại học" },
  { code: "CD", text: "Cao đẳng" },
  { code: "TC", text: "Trung cấp" },
];

const typed: Readonly<Record<string, (random: Seeded) => Json>> = {
  phone: (random) => `09${digits(random, 8)}`,
  idNumber: (random) => `040${random.whole(0, 1)}${digits(random, 8)}`,
  cadreNumber: (random) => `NA${digits(random, 6)}`,
  residence: places,
  birthPlace: places,
  nativeCommune: (random) => random.pick(communes),
  recruitOrg: (random) => `${random.pick(bodies)} xã ${random.pick(communes)}`,
  mainWork: (random) =>
    `${random.pick(["Phụ trách", "Theo dõi", "Chỉ đạo"])} ${random.pick(["kinh tế", "văn hóa - xã hội", "xây dựng Đảng", "dân vận", "nội chính"])}`,
  payCoefficient: (random) => `${random.whole(2, 6)},${two(random.whole(0, 99))}`,
  payStep: (random) => String(random.whole(1, 9)),
  positionAllowance: (random) => `0,${two(random.whole(10, 60))}`,
  payFrom: (random) => day(random).slice(0, 7),
  recruitDate: day,
  partyJoinDate: day,
  partyOfficialDate: day,
  currentOrgDate: day,
  highestDegree: (random) => random.pick(degrees),
  rewards: (random) => `Bằng khen UBND tỉnh năm ${random.whole(2000, 2025)}`,
  strengths: (random) =>
    random.pick(["Công tác Đảng", "Quản lý nhà nước", "Vận động quần chúng", "Tài chính, ngân sách"]),
};
const editable = Object.keys(typed);

import type { TitleList } from "../parameters.ts";
import type { Instrument } from "../rule-pack.ts";
import { builtInPack, packRule } from "./pack-rule.ts";

// The two regulations on rotation. Where a figure is not read off the instrument itself, the line says so.

const issuer = "Bộ Chính trị";
const qd98: Instrument = {
  number: "98-QĐ/TW",
  type: "Quy định",
  issuer,
  issuedOn: "2017-10-07",
  effectiveFrom: "2017-10-07",
  effectiveTo: "2022-04-27",
  replaces: [],
  level: "TW",
};
const qd65: Instrument = {
  number: "65-QĐ/TW",
  type: "Quy định",
  issuer,
  issuedOn: "2022-04-28",
  effectiveFrom: "2022-04-28",
  effectiveTo: null,
  replaces: ["98-QĐ/TW"],
  level: "TW",
};

/** Heads who serve neither at home nor for more than two terms. */
const listedHeads: TitleList = {
  groups: ["BI_THU", "CHU_TICH_UBND"],
  starts: [
    "Chánh án",
    "Viện trưởng Viện kiểm sát",
    "Giám đốc Công an",
    "Trưởng Công an",
    "Chánh Thanh tra",
    "Giám đốc Sở Tài chính",
    "Trưởng phòng Tài chính",
    "Cục trưởng Cục Thuế",
    "Chi cục trưởng Chi cục Thuế",
    "Cục trưởng Cục Hải quan",
    "Chi cục trưởng Chi cục Hải quan",
  ],
};
/** The regulations name the province and the district; a province that says more lays its own levels over it. */
const listedLevels = { levels: ["TINH", "HUYEN"] } as const;
const rotation = { kinds: ["LUAN_CHUYEN", "HOAN_DOI"] } as const;
const planned = { kinds: ["LUAN_CHUYEN", "HOAN_DOI"], purposes: ["DAO_TAO"] } as const;
const placed = { purposes: ["KHONG_DIA_PHUONG", "QUA_2_NHIEM_KY"] } as const;

const writable = <Scope extends Readonly<Record<string, readonly string[]>>>(scope: Scope) => ({
  appliesTo: Object.fromEntries(Object.entries(scope).map(([part, values]) => [part, [...values]])) as {
    -readonly [Part in keyof Scope]: Scope[Part][number][];
  },
});

const lasting = { months: 36, excused: ["DEATH" as const, "RETIRE" as const, "LEAVE" as const] };
const leading = {
  roles: ["T" as const, "P" as const],
  notLeading: ["Chuyên viên", "Cán sự", "Nhân viên", "Văn thư", "Kế toán viên"],
};
const twoTerms = { terms: 2, termMonths: 60, months: null, titles: listedHeads, forecast: 12 };
const nonLocal = { titles: listedHeads, localYears: null };
const weakOrDisciplined = { weak: ["KHT", "DV_VP"], runsMonths: 12 }; // a discipline runs a year unless its end is written: usual, not read

export const rotation98 = builtInPack(qd98, [
  packRule("R01", "Điều 8", "W", lasting, writable(rotation)),
  packRule("R02", "Điều 5", "W", { months: 120 }, writable(planned)),
  packRule("R03", "Điều 5", "W", { months: 60 }, writable(placed)),
  packRule("R04", "Điều 1", "W", { graceMonths: 0 }, writable(rotation)),
  packRule("R05", "Điều 1", "W", leading, writable(rotation)),
  packRule("R06", "Điều 4", "W", twoTerms, writable(listedLevels)),
  packRule("R08", "Điều 4", "W", nonLocal, writable(listedLevels)),
  packRule("R11", "Điều 2", "W", weakOrDisciplined, writable(rotation)),
  packRule("R28", "", "off", { months: 36 }, writable(rotation)), // told in some summaries only
]);

export const rotation65 = builtInPack(qd65, [
  packRule("R01", "Điều 8", "W", lasting, writable(rotation)),
  packRule("R02", "Điều 5", "W", { months: 120 }, writable(planned)),
  packRule("R03", "Điều 5", "W", { months: 60 }, writable(placed)), // the wording is that of 98, not read again
  packRule("R04", "Điều 1.2", "W", { graceMonths: 0 }, writable(rotation)),
  packRule("R05", "Điều 1", "W", leading, writable(rotation)),
  packRule("R06", "Điều 4", "W", twoTerms, writable(listedLevels)),
  packRule("R08", "Điều 4", "W", nonLocal, writable(listedLevels)),
  packRule("R09", "Điều 4.3", "I", { outstanding: ["XS"] }, writable(rotation)),
  packRule("R10", "Điều 1.4", "W", {}, writable(rotation)),
  packRule("R11", "", "I", weakOrDisciplined, writable(rotation)), // the sentence of 98 is gone: a hint only
  packRule("R14", "Điều 6, Điều 9", "W", { dueDays: 45, servedMonths: 6 }, writable(rotation)), // both figures: how offices do it
  packRule("R15", "Điều 10", "I", { dueDays: 60 }, writable(rotation)), // the days are the program's
  packRule("R16", "Điều 10.2", "auto", { outcomes: ["STAY"] }, writable(rotation)),
  packRule("R17", "Điều 11", "I", { allowances: ["Phụ cấp chức vụ"], reserved: ["bảo lưu"] }, writable(rotation)),
]);

import type { Instrument } from "../rule-pack.ts";
import { builtInPack, packRule } from "./pack-rule.ts";

// Planning and appointment, and the rating both look at.

const qd50: Instrument = {
  number: "50-QĐ/TW",
  type: "Quy định",
  issuer: "Bộ Chính trị",
  issuedOn: "2021-12-27",
  effectiveFrom: "2021-12-27",
  effectiveTo: "2025-10-07",
  replaces: [],
  level: "TW",
};
const qd377: Instrument = {
  number: "377-QĐ/TW",
  type: "Quy định",
  issuer: "Bộ Chính trị",
  issuedOn: "2025-10-08",
  effectiveFrom: "2025-10-08",
  effectiveTo: null,
  replaces: ["50-QĐ/TW"],
  level: "TW",
};
const qd366: Instrument = {
  number: "366-QĐ/TW",
  type: "Quy định",
  issuer: "Bộ Chính trị",
  issuedOn: "2025-08-30",
  effectiveFrom: "2025-08-30",
  effectiveTo: null,
  replaces: [],
  level: "TW",
};

const aYear = 12; // a discipline runs so many months unless its end is written: usual, not read

export const planning50 = builtInPack(qd50, [
  packRule("R19", "", "W", { months: 60 }),
  packRule("R20", "", "I", { youngUnder: 40, young: 15, women: 25 }), // province and district; 45 at the centre
  packRule("R24", "", "W", { afterExpiry: [], runsMonths: aYear }), // any discipline ends the entry
]);

export const planning377 = builtInPack(qd377, [
  packRule("R18", "", "W", { peoplePerTitle: 3, titlesPerPerson: 3 }),
  packRule("R19", "", "W", { months: 120 }), // known by headline only: to be read
  packRule("R21", "Điều 34", "W", {}, { appliesTo: { kinds: ["DIEU_DONG", "SAP_XEP", "SAP_XEP_DAI_HOI"] } }),
  packRule("R22", "", "W", { months: 24 }), // the figure of the decree on public employees, July 2025: to be read
  packRule("R23", "", "W", { months: { KHIEN_TRACH: 24, CANH_CAO: 36, CACH_CHUC: 60 } }),
  packRule("R24", "", "W", { afterExpiry: ["KHIEN_TRACH", "CANH_CAO"], runsMonths: aYear }),
  packRule("R25", "", "auto", {}),
  packRule("R26", "", "I", { months: 12, subjects: ["rà soát, bổ sung quy hoạch", "rà soát quy hoạch"] }),
]);

/** Which rating counts as weak: the lowest of the scale by which cadres are rated since then. */
export const rating366 = builtInPack(
  qd366,
  [
    {
      rule: "R11",
      article: "",
      parameters: { weak: ["KHT"] },
      from: null,
      to: null,
      severity: null,
      appliesTo: null,
    },
  ],
  { overlay: true },
);

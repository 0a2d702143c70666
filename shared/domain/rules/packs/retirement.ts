import { decree135 } from "../retirement.ts";
import { builtInPack, packRule } from "./pack-rule.ts";

const tableFrom = (first: number, last: number) => ({
  firstYear: first,
  ages: decree135.ages
    .slice(first - decree135.firstYear, last - decree135.firstYear + 1)
    .map(([men, women]): [number, number] => [men, women]),
});

/** 60 and 55: what was counted with before the ages began to rise. */
export const labourCode2012 = builtInPack(
  {
    number: "10/2012/QH13",
    type: "Bộ luật",
    issuer: "Quốc hội",
    issuedOn: "2012-06-18",
    effectiveFrom: "2013-05-01",
    effectiveTo: "2020-12-31",
    replaces: [],
    level: "TW",
  },
  [packRule("RETIREMENT", "Điều 187", "auto", tableFrom(2020, 2020))],
);

export const decree135Pack = builtInPack(
  {
    number: "135/2020/NĐ-CP",
    type: "Nghị định",
    issuer: "Chính phủ",
    issuedOn: "2020-11-18",
    effectiveFrom: "2021-01-01",
    effectiveTo: null,
    replaces: ["10/2012/QH13"],
    level: "TW",
  },
  [packRule("RETIREMENT", "Điều 4", "auto", tableFrom(2021, 2035))],
);

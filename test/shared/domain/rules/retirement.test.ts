import { describe, expect, it } from "vitest";
import { decree135, retirementOf } from "../../../../shared/domain/rules/retirement.ts";

/** The table of the decree, row by row, as printed: year, men and women in years and months. */
const printed = `
2021 60y3m 55y4m | 2022 60y6m 55y8m | 2023 60y9m 56y0m | 2024 61y0m 56y4m | 2025 61y3m 56y8m
2026 61y6m 57y0m | 2027 61y9m 57y4m | 2028 62y0m 57y8m | 2029 62y0m 58y0m | 2030 62y0m 58y4m
2031 62y0m 58y8m | 2032 62y0m 59y0m | 2033 62y0m 59y4m | 2034 62y0m 59y8m | 2035 62y0m 60y0m`;
const rows = printed
  .trim()
  .split(/[|\n]/)
  .map((row) => {
    const [, year, ...ages] = /(\d{4}) (\d+)y(\d+)m (\d+)y(\d+)m/.exec(row.trim()) ?? [];
    const [my = 0, mm = 0, wy = 0, wm = 0] = ages.map(Number);
    return { year: Number(year), men: my * 12 + mm, women: wy * 12 + wm };
  });

const month = (months: number): string => `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
const on = (birthDate: string | null, sex: "NAM" | "NU" | null, table = decree135) =>
  retirementOf({ birthDate, sex }, table)?.on ?? null;

/** Who reaches a year's age in its last month is retired on the first of the next year; so for every row. */
function rowsWrong(table: typeof decree135): string[] {
  return rows.flatMap(({ year, men, women }) =>
    (["NAM", "NU"] as const).flatMap((sex) => {
      const age = sex === "NAM" ? men : women;
      const december = year * 12 + 11;
      const got = on(month(december - age), sex, table);
      return got === `${year + 1}-01-01` ? [] : [`${year} ${sex}: ${got}`];
    }),
  );
}

describe("the retirement day by Decree 135/2020", () => {
  it("follows each row of the table for both sexes", () => {
    expect(rows).toHaveLength(15);
    expect(rowsWrong(decree135)).toEqual([]);
  });

  it("is noticed where any one age of the table is a month off", () => {
    let caught = 0;
    for (let row = 1; row < decree135.ages.length; row += 1)
      for (const column of [0, 1]) {
        const ages = decree135.ages.map((pair, i): [number, number] =>
          i === row ? [pair[0] + (column === 0 ? 1 : 0), pair[1] + (column === 1 ? 1 : 0)] : [pair[0], pair[1]],
        );
        if (rowsWrong({ ...decree135, ages }).length > 0) caught += 1;
      }
    expect(caught).toBe(30);
  });

  it.each([
    // born, sex, retired on: men and women of the first years of the change, as the decree's own annex counts
    ["1960-12", "NAM", "2021-01-01"], // reaches 60 in December 2020: by the old age
    ["1961-01", "NAM", "2021-05-01"], // 60y3m in April 2021
    ["1961-09", "NAM", "2022-01-01"],
    ["1961-10", "NAM", "2022-05-01"], // 60y6m asked for from January
    ["1965-12", "NU", "2021-01-01"],
    ["1966-01", "NU", "2021-06-01"],
    ["1966-08", "NU", "2022-01-01"],
    ["1966-09", "NU", "2022-06-01"],
    ["1966-03-31", "NAM", "2028-01-01"], // 61y9m in December 2027
    ["1970-06-15", "NAM", "2032-07-01"],
    ["1980-06-15", "NU", "2040-07-01"],
    ["1950-02", "NAM", "2010-03-01"],
    ["1955-12-31", "NU", "2011-01-01"],
  ] as [string, "NAM" | "NU", string][])("born %s (%s): retired on %s", (birth, sex, day) => {
    expect(on(birth, sex)).toBe(day);
  });

  it("counts from the birth month, whatever the day", () => {
    for (const day of ["1961-01-01", "1961-01-31", "1961-01"]) expect(on(day, "NAM")).toBe("2021-05-01");
  });

  it("is 'about' for a birth year alone, as if born in January, with both ends of what is possible", () => {
    expect(retirementOf({ birthDate: "1970", sex: "NAM" })).toEqual({
      on: "2032-02-01",
      about: true,
      earliest: "2032-02-01",
      latest: "2033-01-01",
    });
    expect(retirementOf({ birthDate: "1970-01", sex: "NAM" })?.about).toBe(false);
  });

  it("is not known without birth or sex", () => {
    expect(retirementOf({ birthDate: null, sex: "NAM" })).toBeNull();
    expect(retirementOf({ birthDate: "1970-01-01", sex: null })).toBeNull();
  });

  it("never comes earlier for somebody born later, and always on the first day of a month", () => {
    let tried = 0;
    for (const sex of ["NAM", "NU"] as const) {
      let before = "";
      for (let born = 1930 * 12; born < 2010 * 12; born += 1) {
        const day = on(month(born), sex) ?? "";
        expect(day.endsWith("-01")).toBe(true);
        expect(day >= before).toBe(true);
        before = day;
        tried += 1;
      }
    }
    expect(tried).toBe(1920);
  });
});

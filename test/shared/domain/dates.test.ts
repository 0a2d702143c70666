import { describe, expect, it } from "vitest";
import {
  ageOn,
  comparePartial,
  dayAfter,
  dayBefore,
  earliestDay,
  formatDateLong,
  formatPartialDate,
  latestDay,
  monthsBetween,
  readPartialDate,
  surelyBefore,
} from "../../../shared/domain/dates.ts";
import { isPartialDate } from "../../../shared/domain/primitives.ts";
import { failed, ok } from "../../../shared/result.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";

const seed = suiteSeed(19850305);

const monthFirst = (typed: string): string => typed.replace(/^(\d+)\/(\d+)\/(\d+)$/, "$2/$1/$3");

describe("readPartialDate", () => {
  it.each([
    ["5/3/1985", "1985-03-05"],
    ["05.03.1985", "1985-03-05"],
    ["05-03-1985", "1985-03-05"],
    [" 5 / 3 / 1985 ", "1985-03-05"],
    ["3/1985", "1985-03"],
    ["03-1985", "1985-03"],
    ["1985", "1985"],
    ["năm 1985", "1985"],
    ["1985-03-05", "1985-03-05"],
    ["1985-03", "1985-03"],
    ["ngày 5 tháng 3 năm 1985", "1985-03-05"],
    ["Ngày 05 tháng 3, năm 1985", "1985-03-05"],
    ["NGÀY 5 THÁNG 3 NĂM 1985".normalize("NFD"), "1985-03-05"],
    ["tháng 3 năm 1985", "1985-03"],
    ["tháng 3/1985", "1985-03"],
    ["…/…/1985", "1985"],
    [".../.../1985", "1985"],
    ["…/3/1985", "1985-03"],
    ["29/2/2016", "2016-02-29"],
    ["12/11/2016", "2016-11-12"],
  ])("takes %s", (typed, date) => {
    expect(readPartialDate(typed)).toEqual(ok(date));
  });

  it.each(["", "   ", "\u00a0"])("takes a blank (%j) as not known", (typed) => {
    expect(readPartialDate(typed)).toEqual(ok(null));
  });

  it.each([
    ["a month before the day", "3/25/1985"],
    ["a two-digit year", "5/3/85"],
    ["a two-digit year alone", "85"],
    ["a day that does not exist", "31/4/1985"],
    ["29 February of a common year", "29/2/2015"],
    ["a thirteenth month", "13/1985"],
    ["month 0", "0/1985"],
    ["day 0", "0/3/1985"],
    ["a year out of range", "1/1/1800"],
    ["mixed separators", "5/3-1985"],
    ["a serial number", "31111"],
    ["a number with a thousands comma", "1,985"],
    ["a period", "9/1985 - 6/1989"],
    ["words", "khoảng 1985"],
    ["a time", "1985-03-05T00:00"],
    ["a day with its month missing", "5/…/1985"],
  ])("refuses %s: %s", (_why, typed) => {
    expect(readPartialDate(typed)).toEqual(failed("not-a-date"));
  });

  it("reads back whatever it prints, for 3,000 random dates", () => {
    const random = seeded(seed);
    const counts = new Map([4, 7, 10].map((length) => [length, 0]));
    for (let i = 0; i < 3000; i += 1) {
      const full = `${random.whole(1850, 2199)}-${String(random.whole(1, 12)).padStart(2, "0")}-${String(random.whole(1, 28)).padStart(2, "0")}`;
      const date = full.slice(0, random.pick([4, 7, 10]));
      counts.set(date.length, (counts.get(date.length) ?? 0) + 1);
      expect(readPartialDate(formatPartialDate(date)), `${date}, seed ${seed}`).toEqual(ok(date));
      expect(readPartialDate(formatDateLong(date)), `${date}, seed ${seed}`).toEqual(ok(date));
    }
    expect(Math.min(...counts.values())).toBeGreaterThan(800);
  });

  it("is told from a reader that takes the month first", () => {
    expect(readPartialDate(monthFirst("5/3/1985"))).not.toEqual(readPartialDate("5/3/1985"));
    expect(readPartialDate(monthFirst("25/3/1985"))).toEqual(failed("not-a-date"));
  });
});

describe("printing", () => {
  it("prints what is known", () => {
    expect(formatPartialDate("1985-03-05")).toBe("05/03/1985");
    expect(formatPartialDate("1985-03")).toBe("03/1985");
    expect(formatPartialDate("1985")).toBe("1985");
    expect(formatPartialDate(null)).toBe("");
  });

  it("prints long dates with a zero before days to 9 and months 1 and 2", () => {
    expect(formatDateLong("2016-10-10")).toBe("ngày 10 tháng 10 năm 2016");
    expect(formatDateLong("2025-02-05")).toBe("ngày 05 tháng 02 năm 2025");
    expect(formatDateLong("2025-03-05")).toBe("ngày 05 tháng 3 năm 2025");
    expect(formatDateLong("2016-10")).toBe("tháng 10 năm 2016");
    expect(formatDateLong("2016")).toBe("năm 2016");
    expect(formatDateLong(null)).toBe("");
  });
});

describe("days that an incomplete date may mean", () => {
  it("gives the first and the last", () => {
    expect([earliestDay("1985"), latestDay("1985")]).toEqual(["1985-01-01", "1985-12-31"]);
    expect([earliestDay("2016-02"), latestDay("2016-02")]).toEqual(["2016-02-01", "2016-02-29"]);
    expect([earliestDay("1985-03-05"), latestDay("1985-03-05")]).toEqual(["1985-03-05", "1985-03-05"]);
  });

  it("orders by the earliest, the less exact first", () => {
    const dates = ["1985-03-05", "1985", "1984-12-31", "1985-03", "1985-01"];
    expect(dates.toSorted(comparePartial)).toEqual(["1984-12-31", "1985", "1985-01", "1985-03", "1985-03-05"]);
  });

  it("is surely before only where no day fits the other way", () => {
    expect(surelyBefore("1984", "1985-01")).toBe(true);
    expect(surelyBefore("1985", "1985-06")).toBe(false);
  });

  it("steps to the next and the previous day", () => {
    expect([dayAfter("2015-02-28"), dayAfter("2016-02-28"), dayAfter("2015-12-31")]).toEqual([
      "2015-03-01",
      "2016-02-29",
      "2016-01-01",
    ]);
    const odd: string[] = [];
    let day = "1899-12-30";
    for (let i = 0; i < 60_000; i += 1) {
      const next = dayAfter(day);
      if (!isPartialDate(next) || dayBefore(next) !== day) odd.push(`${day} → ${next}`);
      day = next;
    }
    expect(odd).toEqual([]);
    expect(day).toBe("2064-04-08"); // 60,000 days on
  });
});

describe("monthsBetween and ageOn", () => {
  it("counts whole months, reached on the same day of the month", () => {
    expect(monthsBetween("2015-04-01", "2018-04-01")).toEqual({ least: 36, most: 36 });
    expect(monthsBetween("2015-04-01", "2018-03-30")).toEqual({ least: 35, most: 35 });
    expect(monthsBetween("2015-04-02", "2018-04-01")).toEqual({ least: 35, most: 35 });
    expect(monthsBetween("2016-01-31", "2016-02-29")).toEqual({ least: 1, most: 1 });
    expect(monthsBetween("2018-04-01", "2015-04-01")).toEqual({ least: -36, most: -36 });
  });

  it("says what an incomplete date leaves open", () => {
    expect(monthsBetween("2015", "2018-01-01")).toEqual({ least: 24, most: 36 });
    expect(ageOn("1965", "2016-06-30")).toEqual({ least: 50, most: 51 });
    expect(ageOn("1965-07-01", "2016-06-29")).toEqual({ least: 50, most: 50 });
    expect(ageOn("1965-06-30", "2016-06-30")).toEqual({ least: 51, most: 51 });
  });
});

import { failed, ok, type Result } from "../result.ts";
import { foldVietnamese } from "./fold.ts";
import { daysIn, type IsoDate, isPartialDate, type PartialDate } from "./primitives.ts";

/** A number known exactly (`least === most`) or, where a date is incomplete, between two bounds, both possible. */
export interface Between {
  readonly least: number;
  readonly most: number;
}

/**
 * Read a date as Vietnamese offices write it: day, month, year; what is unknown left out or dotted.
 *
 * Taken: 5/3/1985, 05.03.1985, 05-03-1985, 3/1985, 1985, 1985-03-05, 1985-03, …/…/1965, "ngày 5 tháng 3 năm 1985",
 * "tháng 3 năm 1985", "tháng 3/1985", "năm 1985". Never read as month before day. Blank gives null.
 *
 * @returns "not-a-date" for anything else: two-digit years, days that do not exist, years outside 1850–2199
 */
export function readPartialDate(typed: string): Result<PartialDate | null, "not-a-date"> {
  const text = foldVietnamese(typed)
    .replace(/\s*([/.-])\s*/g, "$1")
    .replace(/, /g, " ");
  if (text === "") return ok(null);
  const parts = partsOf(text);
  if (parts === null) return failed("not-a-date");
  const [year, month, day] = parts;
  const date = [year, month, day]
    .filter((part) => part !== null)
    .map((part) => part.padStart(2, "0"))
    .join("-");
  return isPartialDate(date) && !(month === null && day !== null) ? ok(date) : failed("not-a-date");
}

/** As in lists and tables: 05/03/1985, 03/1985, 1985; "" for an unknown date. */
export const formatPartialDate = (date: PartialDate | null): string =>
  date === null ? "" : date.split("-").toReversed().join("/");

/**
 * As in the text of a paper: "ngày 10 tháng 10 năm 2016", "tháng 10 năm 2016", "năm 2016".
 * Days below 10 and months 1 and 2 carry a leading zero, so that nothing can be written before them
 * (Decree 30/2020/NĐ-CP, annex I); other months do not.
 */
export function formatDateLong(date: PartialDate | null): string {
  if (date === null) return "";
  const { year, month, day } = splitDate(date);
  return [
    day === null ? "" : `ngày ${day}`,
    month === null ? "" : `tháng ${Number(month) <= 2 ? month : Number(month)}`,
    `năm ${year}`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** Year, month and day as digits; null where not known. */
export function splitDate(date: PartialDate): {
  readonly year: string;
  readonly month: string | null;
  readonly day: string | null;
} {
  return { year: date.slice(0, 4), month: date.slice(5, 7) || null, day: date.slice(8, 10) || null };
}

/** The first day the date may mean. */
export const earliestDay = (date: PartialDate): IsoDate => (date.length === 10 ? date : `${date}-01-01`.slice(0, 10));

/** The last day the date may mean. */
export function latestDay(date: PartialDate): IsoDate {
  if (date.length === 10) return date;
  const { year, month, day } = splitDate(date);
  return `${year}-${month ?? "12"}-${day ?? String(daysIn(Number(year), Number(month ?? 12)))}`;
}

/** By the earliest day a date may mean; of two that may begin on one day the less exact comes first. */
export const comparePartial = (a: PartialDate, b: PartialDate): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether one date is before the other whatever days they mean. */
export const surelyBefore = (a: PartialDate, b: PartialDate): boolean => latestDay(a) < earliestDay(b);

/**
 * Whole months completed from one date to another; a month is complete on the same day of a later month, or on its
 * last day where it is shorter. Negative where `to` is before `from`.
 *
 * @returns bounds, equal when both dates are exact to the day
 */
export function monthsBetween(from: PartialDate, to: PartialDate): Between {
  return {
    least: wholeMonths(latestDay(from), earliestDay(to)),
    most: wholeMonths(earliestDay(from), latestDay(to)),
  };
}

/** Completed years of age on a day; bounds where the date of birth (or the day) is incomplete. */
export function ageOn(birth: PartialDate, day: PartialDate): Between {
  const months = monthsBetween(birth, day);
  return { least: Math.floor(months.least / 12), most: Math.floor(months.most / 12) };
}

/** The day after, for periods that follow one another. */
export function dayAfter(date: IsoDate): IsoDate {
  const [year, month, day] = numbers(date);
  if (day < daysIn(year, month)) return isoDay(year, month, day + 1);
  return month < 12 ? isoDay(year, month + 1, 1) : isoDay(year + 1, 1, 1);
}

/** The day before. */
export function dayBefore(date: IsoDate): IsoDate {
  const [year, month, day] = numbers(date);
  if (day > 1) return isoDay(year, month, day - 1);
  return month > 1 ? isoDay(year, month - 1, daysIn(year, month - 1)) : isoDay(year - 1, 12, 31);
}

/** A date so many days later. */
export function daysAfter(day: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The same day so many months later, or the month's last. */
export function monthsAfter(day: IsoDate, months: number): IsoDate {
  const all = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(all / 12), (all % 12) + 1];
  const last = Math.min(Number(day.slice(8)), daysIn(year, month));
  return isoDay(year, month, last);
}

/**
 * The last day before something else begins. Known to the month, it is the month before; known to the year, that year
 * itself, since it may have begun on any day of it.
 */
export function endBefore(start: PartialDate): PartialDate {
  const { year, month, day } = splitDate(start);
  if (day !== null) return dayBefore(start);
  return month === null ? year : dayBefore(`${year}-${month}-01`).slice(0, 7);
}

const isoDay = (year: number, month: number, day: number): IsoDate =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

type Parts = readonly [year: string, month: string | null, day: string | null];

/** Dots, an ellipsis or underscores where the paper has a blank. */
const blank = "(?:\\.{2,}|…+|_+)";
const shapes: readonly (readonly [RegExp, (found: RegExpExecArray) => Parts])[] = [
  [/^(\d{4})$/, (found) => [found[1]!, null, null]],
  [/^nam (\d{4})$/, (found) => [found[1]!, null, null]],
  [/^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/, (found) => [found[4]!, found[3]!, found[1]!]],
  [/^(\d{1,2})[/.-](\d{4})$/, (found) => [found[2]!, found[1]!, null]],
  [/^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/, (found) => [found[1]!, found[2]!, found[3] ?? null]],
  [new RegExp(`^${blank}/${blank}/(\\d{4})$`), (found) => [found[1]!, null, null]],
  [new RegExp(`^${blank}/(\\d{1,2})/(\\d{4})$`), (found) => [found[2]!, found[1]!, null]],
  [/^(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})$/, (found) => [found[3]!, found[2]!, found[1]!]],
  [/^thang (\d{1,2})(?: nam |[/.-])(\d{4})$/, (found) => [found[2]!, found[1]!, null]],
];

function partsOf(text: string): Parts | null {
  for (const [shape, read] of shapes) {
    const found = shape.exec(text);
    if (found !== null) return read(found);
  }
  return null;
}

const numbers = (date: IsoDate): readonly [number, number, number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8, 10)),
];

function wholeMonths(from: IsoDate, to: IsoDate): number {
  if (to < from) return 0 - wholeMonths(to, from);
  const [[y1, m1, d1], [y2, m2, d2]] = [numbers(from), numbers(to)];
  const complete = d2 >= d1 || d2 === daysIn(y2, m2);
  return (y2 - y1) * 12 + (m2 - m1) - (complete ? 0 : 1);
}

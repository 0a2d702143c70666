import type { CellProblem } from "../../problem.ts";
import { failed, ok, type Result } from "../../result.ts";
import { readPartialDate } from "../dates.ts";
import { foldVietnamese } from "../fold.ts";
import { daysIn, isPartialDate, type PartialDate } from "../primitives.ts";
import { type Cell, dayOfSerial } from "./cell.ts";

/** Which number of 5/3/1985 is the day. */
export type DayOrder = "day-first" | "month-first";

/** What a column's written dates tell of their order. */
export interface OrderEvidence {
  readonly order: DayOrder;
  readonly dayFirst: number; // dates that can only be read day first
  readonly monthFirst: number;
  readonly either: number;
}

const numeric = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/;

/** Decide for the column as a whole: day first, unless more dates can only be read month first. */
export function dayOrderOf(cells: readonly Cell[]): OrderEvidence {
  let [dayFirst, monthFirst, either] = [0, 0, 0];
  for (const cell of cells) {
    const text =
      typeof cell === "string" ? cell : typeof cell === "object" && typeof cell?.value === "string" ? cell.value : "";
    const found = numeric.exec(tidied(text));
    if (found === null) continue;
    const [first, second] = [Number(found[1]), Number(found[3])];
    if (first > 12 && second <= 12) dayFirst += 1;
    else if (second > 12 && first <= 12) monthFirst += 1;
    else if (first <= 12 && second <= 12 && first !== second) either += 1;
  }
  return { order: monthFirst > dayFirst ? "month-first" : "day-first", dayFirst, monthFirst, either };
}

export interface DateRules {
  readonly order: DayOrder;
  readonly birth: boolean;
  readonly date1904: boolean;
  readonly today: string; // IsoDate
}

/** By which visible rule a date was read, where it was not plainly written. */
export type DateNote = "two-digit-year" | "serial";

/**
 * Read a date from a cell: as exactly as it is known. Two-digit years: of a birth always 19…, else 20… up to this year and
 * 19… beyond it. A number without a format is a year, or a spreadsheet's count of days.
 */
export function readDateCell(
  cell: Exclude<Cell, null>,
  rules: DateRules,
): Result<{ readonly date: PartialDate; readonly note: DateNote | null }, CellProblem["why"]> {
  const value = typeof cell === "object" ? cell.value : cell;
  if (typeof value === "number") {
    if (typeof cell === "object" && cell.kind === "date") {
      const day = dayOfSerial(value, rules.date1904);
      const shown = { day: 10, month: 7, year: 4 }[cell.shown ?? "day"];
      return day === null ? failed("no-such-day") : inRange(day.slice(0, shown), null, rules);
    }
    if (Number.isInteger(value) && value >= 1850 && value <= 2199) return inRange(String(value), null, rules);
    if (Number.isInteger(value) && value > 2199 && value < 80_000) {
      const day = dayOfSerial(value, rules.date1904);
      return day === null ? failed("no-such-day") : inRange(day, "serial", rules);
    }
    return fromText(String(value), rules); // 3.1985 typed as a number
  }
  return typeof value === "string" ? fromText(value, rules) : failed("not-a-date");
}

const tidied = (text: string): string =>
  foldVietnamese(text)
    .replace(/^['`]/, "")
    .replace(/\s*([/.-])\s*/g, "$1")
    .replace(/[.,;]$/, "")
    .trim();

function fromText(written: string, rules: DateRules): ReturnType<typeof readDateCell> {
  const text = tidied(written);
  const found = numeric.exec(text);
  if (found !== null) {
    const [first, second] = [Number(found[1]), Number(found[3])];
    const [day, month] = rules.order === "day-first" ? [first, second] : [second, first];
    const { year, short } = yearOf(found[4] ?? "", rules);
    if (month > 12) return failed(day <= 12 ? "month-first" : "no-such-day");
    if (month < 1 || day < 1 || day > daysIn(year, month)) return failed("no-such-day");
    return inRange(`${year}-${two(month)}-${two(day)}`, short ? "two-digit-year" : null, rules);
  }
  const monthAndYear = /^(?:thang )?(\d{1,2})[/.-](\d{2})$/.exec(text);
  if (monthAndYear !== null) {
    const month = Number(monthAndYear[1]);
    // 5/3 is a day without a year; 3/85 is a month of a year.
    if (month < 1 || month > 12 || Number(monthAndYear[2]) <= 31) return failed("not-a-date");
    return inRange(`${yearOf(monthAndYear[2] ?? "", rules).year}-${two(month)}`, "two-digit-year", rules);
  }
  const serial = /^\d{5}$/.test(text) ? dayOfSerial(Number(text), rules.date1904) : null;
  if (serial !== null) return inRange(serial, "serial", rules);
  const iso = /^(\d{4}-\d{2}-\d{2})[t ]\d{2}:\d{2}/.exec(text)?.[1];
  const read = readPartialDate(iso ?? text);
  if (read.ok && read.value !== null) return inRange(read.value, null, rules);
  return failed(/^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$/.test(text) ? "no-such-day" : "not-a-date");
}

function yearOf(digits: string, { birth, today }: DateRules): { readonly year: number; readonly short: boolean } {
  const number = Number(digits);
  if (digits.length === 4) return { year: number, short: false };
  return { year: !birth && number <= Number(today.slice(2, 4)) ? 2000 + number : 1900 + number, short: true };
}

/** Nobody on file is born before 1900 or yesterday, and papers are not dated years ahead. */
function inRange(date: string, note: DateNote | null, { birth, today }: DateRules): ReturnType<typeof readDateCell> {
  if (!isPartialDate(date)) return failed("not-a-date");
  const year = Number(date.slice(0, 4));
  const last = Number(today.slice(0, 4)) - (birth ? 14 : -1);
  return year < 1900 || year > last ? failed("out-of-range") : ok({ date, note });
}

const two = (value: number): string => String(value).padStart(2, "0");

import { latestDay } from "../dates.ts";
import { daysIn, type IsoDate } from "../primitives.ts";

/** The same day some months later, or the last of that month where it is shorter. */
export function addMonths(day: IsoDate, months: number): IsoDate {
  const all = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(all / 12), (all % 12) + 1];
  const date = Math.min(Number(latestDay(day).slice(8)), daysIn(year, month));
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

import { dayNumberAfter, everAfter, everBefore, monthsBetweenNumbers } from "./day-numbers.ts";

/** Some periods of one career, as day numbers; it is emptied and filled again for each person. */
export interface Periods {
  readonly firsts: number[];
  readonly lasts: number[];
  size: number;
}

export const noPeriods = (): Periods => ({ firsts: [], lasts: [], size: 0 });

/** Put a period in its place by its first day; of two that begin on one day the one put first stays first. */
export function putPeriod(into: Periods, first: number, last: number): void {
  if (first > last) return;
  let at = into.size;
  for (; at > 0 && into.firsts[at - 1]! > first; at -= 1) {
    into.firsts[at] = into.firsts[at - 1]!;
    into.lasts[at] = into.lasts[at - 1]!;
  }
  into.firsts[at] = first;
  into.lasts[at] = last;
  into.size += 1;
}

/**
 * Whole months that periods cover up to a day, each unbroken stretch counted by itself; with `onlyLast` the last stretch
 * alone. A stretch whose beginning is open counts nothing.
 */
export function monthsCovered({ firsts, lasts, size }: Periods, until: number, onlyLast: boolean): number {
  let [months, own] = [0, 0];
  for (let i = 0; i < size && firsts[i]! <= until; ) {
    const first = firsts[i]!;
    let last = lasts[i]!;
    for (i += 1; i < size && (last === everAfter || firsts[i]! <= dayNumberAfter(last)); i += 1)
      if (lasts[i]! > last) last = lasts[i]!;
    own = first === everBefore ? 0 : monthsBetweenNumbers(first, dayNumberAfter(Math.min(last, until)));
    months += own;
  }
  return onlyLast ? own : months;
}

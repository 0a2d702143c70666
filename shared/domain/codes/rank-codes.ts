import type { CodeEntry } from "./code-list.ts";

/** A pay scale: its group and the coefficient of each step, as written ("4,40"). */
export interface PayScale {
  readonly group: string;
  readonly coefficients: readonly string[];
}

export interface Rank extends CodeEntry {
  readonly scales: readonly PayScale[]; // more than one: which one counts depends on the diploma
}

/** Coefficients from the first, each a step above the one before; all in hundredths, so that no sum is rounded. */
const scale = (group: string, first: number, step: number, count: number): PayScale => ({
  group,
  coefficients: Array.from({ length: count }, (_, i) => {
    const hundredths = String(first + step * i);
    return `${hundredths.slice(0, -2)},${hundredths.slice(-2)}`;
  }),
});

const intermediate = scale("B", 186, 20, 12);

/**
 * Civil-service ranks with their codes and scales. Pay is recorded, never computed.
 * Source: Decree 204/2004/NĐ-CP; Party bodies use the same scales (Decision 128-QĐ/TW of 2004).
 */
export const ranks: readonly Rank[] = [
  { code: "01.001", vi: "Chuyên viên cao cấp", en: "Senior specialist", scales: [scale("A3.1", 620, 36, 6)] },
  { code: "01.002", vi: "Chuyên viên chính", en: "Principal specialist", scales: [scale("A2.1", 440, 34, 8)] },
  { code: "01.003", vi: "Chuyên viên", en: "Specialist", scales: [scale("A1", 234, 33, 9)] },
  { code: "01.004", vi: "Cán sự", en: "Clerical officer", scales: [scale("A0", 210, 31, 10), intermediate] },
  { code: "01.005", vi: "Nhân viên", en: "Staff", scales: [intermediate] },
];

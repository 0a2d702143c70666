import { dayBefore, latestDay, monthsAfter } from "../dates.ts";
import type { IsoDate, PartialDate } from "../primitives.ts";

/** Months of a rotation unless somebody says otherwise. Source: Regulation 65-QĐ/TW, Art. 8. */
const usualMonths = 36;

/** The last day of a rotation that lasts as long as is usual: 01/05/2022 to 30/04/2025. */
export const usualEnd = (start: PartialDate): IsoDate => dayBefore(monthsAfter(latestDay(start), usualMonths));

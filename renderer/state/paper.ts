import type { Delivery } from "../../shared/exchange/delivery.ts";
import { custodyAhead } from "../services/custody.ts";
import type { Office } from "../services/office.ts";

export const margins = ["normal", "narrow"] as const;

/** How a paper lies on the screen, and the line it will leave in the register. */
export interface Paper {
  readonly said: Delivery;
  readonly margins: (typeof margins)[number];
  readonly sheets: number; // that the screen shows
  readonly next: number | null; // number of the line; null: not known yet
  readonly recipients: readonly string[];
}

export const firstPaper: Paper = { said: {}, margins: "normal", sheets: 0, next: null, recipients: [] };

/** The number of the next line and whom things went to before. Where they cannot be read, the paper is printed all the same. */
export async function aheadOf({ desktop }: Office): Promise<Partial<Paper>> {
  const ahead = await custodyAhead(desktop);
  return ahead.ok ? ahead.value : {};
}

import { splitRef } from "./arrival-order.ts";
import type { ActionRef } from "./change.ts";
import type { OfficeState } from "./state.ts";

/** Causal depths of the actions that are held (CM-9): by feed, and of those that came in excerpts. */
export type Depths = Readonly<Pick<OfficeState, "depths" | "apart">>;

/** The causal depth of an action; 0 where it is not held. */
export function depthAt({ depths, apart }: Depths, ref: ActionRef): number {
  const { feed, number } = splitRef(ref);
  return depths.get(feed)?.[number - 1] ?? apart.get(ref) ?? 0;
}

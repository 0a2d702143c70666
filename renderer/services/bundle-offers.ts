import type { Desktop, ReplyOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";

export type Offers = ReplyOf<"offers.look">;

/** Bundles that were opened from outside or have come to the watched folder. */
export const lookForOffers = (desktop: Desktop): Promise<Result<Offers, Problem>> => desktop.call("offers.look", {});

/** Choose the folder to be watched. Null: the clerk cancelled. */
export const chooseWatched = (desktop: Desktop): Promise<Result<ReplyOf<"watch.choose">, Problem>> =>
  desktop.call("watch.choose", {});

export const stopWatching = (desktop: Desktop): Promise<Result<unknown, Problem>> => desktop.call("watch.stop", {});

import { floodCap, floodOf } from "../../shared/exchange/flood.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import { exchangeOverview, lyingCounts } from "./exchange.ts";
import type { Office } from "./office.ts";

/** A feed of which so much lies here without effect that its further bundles stay unopened. */
export interface FloodedFeed {
  readonly feed: string;
  readonly name: string; // of its office
  readonly why: "actions" | "bytes";
  readonly found: number;
  readonly cap: number;
}

/** Every such feed. */
export async function floodedFeeds({ desktop, data }: Office): Promise<Result<readonly FloodedFeed[], Problem>> {
  const overview = await exchangeOverview(desktop);
  if (!overview.ok) return overview;
  const { waiting, peers } = overview.value;
  const lying = new Map((await lyingCounts(data)).map(({ feed, actions }) => [feed, actions]));
  return ok(
    peers.flatMap(({ peer: { feed, name } }) => {
      const actions = lying.get(feed) ?? 0;
      const bytes = waiting.reduce((sum, each) => sum + (each.feed === feed ? each.bytes : 0), 0);
      const why = floodOf({ actions, bytes });
      const found = { actions, bytes };
      return why === null ? [] : [{ feed, name, why, found: found[why], cap: floodCap[why] }];
    }),
  );
}

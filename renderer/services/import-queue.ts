import { type Weight, whyStopped } from "../../shared/exchange/brake.ts";
import type { Sum } from "../../shared/exchange/header.ts";
import type { Desktop, ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { OfficeData } from "../data/office-data.ts";
import { acceptBundle, discardBundle, lyingCounts } from "./exchange.ts";

export type ImportQueue = NonNullable<ReplyOf<"queue.choose">>;
export type QueuedBundle = ImportQueue["bundles"][number];

/** What became of one bundle of a queue. */
export type Became =
  | { readonly became: "taken"; readonly sum: Sum; readonly alreadyHeld: number }
  | { readonly became: "asks"; readonly weight: Weight } // it would change much: it waits for a person
  | Exclude<ReplyOf<"queue.take">, { readonly became: "checked" }>;

export type QueueSource = RequestOf<"queue.choose">["from"];

/** Choose several bundles, or a folder of them, or what was offered. Null: the clerk cancelled. */
export const chooseBundles = (desktop: Desktop, from: QueueSource): Promise<Result<ImportQueue | null, Problem>> =>
  desktop.call("queue.choose", { from });

/** The queue that a crash cut off. Null: there is none. */
export const unfinishedQueue = (desktop: Desktop): Promise<Result<ImportQueue | null, Problem>> =>
  desktop.call("queue.unfinished", {});

/**
 * Check one bundle of the queue, weigh it as a preview does, and take it unless it would change so much that a person must see
 * it. A problem of the answer stops the queue; one of the bundle alone does not.
 *
 * @returns `shown`: when the working copy shows it. The next bundle is checked meanwhile, and planned after that
 */
export async function takeQueued(
  desktop: Desktop,
  data: Pick<OfficeData, "take" | "weigh" | "lying">,
  token: string,
  index: number,
): Promise<Result<{ readonly became: Became; readonly shown: Promise<void> }, Problem>> {
  const shown = Promise.resolve();
  const step = await desktop.call("queue.take", { token, index, lying: await lyingCounts(data) });
  if (!step.ok) return step;
  if (step.value.became !== "checked") return ok({ became: step.value, shown });
  const { preview } = step.value;
  const arrival = { preview, plan: await data.weigh(preview) };
  const { weight } = arrival.plan;
  if (whyStopped(weight) !== null) {
    await discardBundle(desktop, arrival);
    return ok({ became: { became: "asks", weight }, shown });
  }
  const taken = await acceptBundle(desktop, data, arrival);
  // What is wrong with this bundle alone lets the others be taken.
  if (!taken.ok)
    return taken.problem.kind.startsWith("bundle-")
      ? ok({ became: { became: "refused", problem: taken.problem }, shown })
      : taken;
  const { alreadyHeld } = preview;
  return ok({ became: { became: "taken", sum: taken.value.sum, alreadyHeld }, shown: taken.value.shown });
}

export const closeQueue = (desktop: Desktop, token: string): Promise<Result<unknown, Problem>> =>
  desktop.call("queue.close", { token });

import type { Desktop, ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { Head } from "../../shared/ipc/ledger.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { OfficeData } from "../data/office-data.ts";

export type ImportQueue = NonNullable<ReplyOf<"queue.choose">>;
export type QueuedBundle = ImportQueue["bundles"][number];
export type Became = ReplyOf<"queue.take">;

export type QueueSource = RequestOf<"queue.choose">["from"];

/** Choose several bundles, or a folder of them, or what was offered. Null: the clerk cancelled. */
export const chooseBundles = (desktop: Desktop, from: QueueSource): Promise<Result<ImportQueue | null, Problem>> =>
  desktop.call("queue.choose", { from });

/** The queue that a crash cut off. Null: there is none. */
export const unfinishedQueue = (desktop: Desktop): Promise<Result<ImportQueue | null, Problem>> =>
  desktop.call("queue.unfinished", {});

/** Check one bundle of the queue and take it. A problem of the answer stops the queue; one of the bundle alone does not. */
export const takeQueued = (desktop: Desktop, token: string, index: number): Promise<Result<Became, Problem>> =>
  desktop.call("queue.take", { token, index });

export const closeQueue = (desktop: Desktop, token: string): Promise<Result<unknown, Problem>> =>
  desktop.call("queue.close", { token });

/**
 * Let the working copy follow the ledger while bundles come in: one catching-up at a time, each as far as the ledger has got
 * by then. So main goes on checking while the worker applies, and what is not applied yet waits in the ledger, not in memory.
 */
export function followBehind(data: Pick<OfficeData, "take">) {
  let newest: Head | null = null;
  let going: Promise<void> = Promise.resolve();
  let idle = true;
  const follow = async (): Promise<void> => {
    idle = false;
    try {
      while (newest !== null) {
        const head: Head = newest;
        newest = null;
        await data.take(null, head);
      }
    } finally {
      idle = true;
    }
  };
  return {
    reach: (head: Head): void => {
      newest = head;
      if (!idle) return;
      going = follow();
      going.catch(() => undefined); // told by `settled`
    },
    settled: (): Promise<void> => going,
  };
}

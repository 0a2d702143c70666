import { z } from "zod";
import { FeedId } from "../domain/primitives.ts";

/**
 * What one feed may leave lying here without effect: actions that wait or are only proposals, and bytes of bundles kept aside.
 * Beyond that its further bundles stay unopened files. No setting changes either.
 */
export const floodCap = { actions: 10_000, bytes: 1_073_741_824 } as const;

/** Actions of each feed that are held and have no effect: open proposals and what waits. Feeds without any are left out. */
export const HeldCounts = z.array(z.strictObject({ feed: FeedId, actions: z.number().int().min(0) })).max(10_000);
export type HeldCounts = z.infer<typeof HeldCounts>;

/** What lies here of one feed. */
export interface FeedLoad {
  readonly actions: number;
  readonly bytes: number; // of bundles kept aside
}

/** Which of the two is used up; null: there is room. */
export const floodOf = ({ actions, bytes }: FeedLoad): "actions" | "bytes" | null =>
  actions > floodCap.actions ? "actions" : bytes > floodCap.bytes ? "bytes" : null;

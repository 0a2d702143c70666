import { z } from "zod";
import { FeedId, OfficeId } from "../domain/primitives.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const number = z.number().int().min(0);

/** Where two branches of one feed part: the first number under which two actions are known, and both chain hashes there. */
export const Fork = z.object({ at: number, ours: hash, theirs: hash });
export type Fork = z.infer<typeof Fork>;

/** Why a bundle that is whole and authentic was not taken when it came. */
export const WhyAside = z.discriminatedUnion("why", [
  z.object({ why: z.literal("gap"), expected: number }), // our next number then; it begins beyond
  z.object({ why: z.literal("newer"), needs: z.string().max(40), triedBy: z.string().max(40) }), // versions of the program
  z.object({ why: z.literal("fork"), fork: Fork }),
  z.object({ why: z.literal("frozen") }), // its feed has forked and nobody has decided yet
]);
export type WhyAside = z.infer<typeof WhyAside>;

/** A bundle that is kept whole and sealed until it can be taken, as the ledger notes it. Its bytes lie beside the ledger. */
export const Aside = z.object({
  bundle: hash, // SHA-256 of the encrypted file
  signature: z.string().max(4096), // the text of its .minisig
  office: OfficeId,
  feed: FeedId,
  from: number,
  to: number,
  head: z.string().regex(/^[0-9a-f]{16,64}$/), // chain hash after `to`, as far as the seal says it
  bytes: number,
  reason: WhyAside,
});
export type Aside = z.infer<typeof Aside>;

/** What people decided about a feed that forked. */
export const ForkDecision = z.object({
  feed: FeedId,
  fork: Fork,
  /**
   * "held": the PC whose actions are in our ledger keeps the feed; the other one begins a new feed and sends its actions again
   * under that. "other": the PC of the other branch is the right one; the feed ends here with what is held, and that PC
   * begins a new feed. What was taken stays in either case: others may have seen it, and a number never changes its meaning.
   */
  keeps: z.enum(["held", "other"]),
  reason: z.string().trim().min(1).max(500),
});
export type ForkDecision = z.infer<typeof ForkDecision>;

/** Bundles of one feed that are kept at most: a sender's every next one carries what the one before did. */
export const asidesOfFeed = 12;

/** What stands in the way of a kept bundle now. */
export type AsideStanding =
  | { readonly state: "gap"; readonly from: number; readonly to: number } // numbers that are missing, both inclusive
  | { readonly state: "newer"; readonly needs: string }
  | { readonly state: "fork"; readonly at: number }
  | { readonly state: "frozen"; readonly at: number }
  | { readonly state: "ready" };

/**
 * @param heldUpTo  last number held of its feed
 * @param forkedAt  of its feed, while nobody has decided; null: it goes on
 * @param program   the version that runs now
 */
export function standingOfAside(
  { from, reason }: Pick<Aside, "from" | "reason">,
  heldUpTo: number,
  forkedAt: number | null,
  program: string,
): AsideStanding {
  if (reason.why === "fork") return { state: "fork", at: reason.fork.at };
  if (reason.why === "newer" && reason.triedBy === program) return { state: "newer", needs: reason.needs };
  if (forkedAt !== null) return { state: "frozen", at: forkedAt };
  return from > heldUpTo + 1 ? { state: "gap", from: heldUpTo + 1, to: from - 1 } : { state: "ready" };
}

import type { StandingProblem } from "../problem.ts";
import type { Receipt } from "./header.ts";
import { bundlesUnheard } from "./outbox.ts";

/** Where one PC of another office stands towards our own feed. */
export interface Standing {
  readonly own: { readonly last: number; readonly headAt: (number: number) => string };
  /** What it said last of our feed, and whether that fits what we wrote; null: nothing yet. */
  readonly told: { readonly receipt: Receipt; readonly differs: "beyond-ours" | "head-differs" | null } | null;
  /** Bundles with actions that were sent since its last receipt that confirmed more; 0: all is confirmed. */
  readonly unheard: number;
  readonly heardSince: boolean; // a receipt came since the first of them, and confirmed none
  /** Editions of the registry of keys, and bundles sent since the one behind was known to be. Null: neither is behind. */
  readonly registry: {
    readonly behind: "we" | "they";
    readonly held: number; // by the one behind; 0: none
    readonly newest: number;
    readonly bundles: number;
  } | null;
}

/**
 * What a person has to be told of one PC, the most pressing first. By numbers, chain hashes and bundles sent; clocks have no say.
 *
 * | sign                                                        | is                                         |
 * |-------------------------------------------------------------|--------------------------------------------|
 * | it holds numbers we never wrote                             | `receipt-beyond`: this PC has an older copy |
 * | its chain hash is not ours                                  | `receipt-differs`, at that number          |
 * | two branches of our feed came to it                         | `receipt-fork`, or `receipt-left` once decided against this PC |
 * | it asks for numbers before a bundle that it keeps           | `receipt-missing`                          |
 * | it keeps a bundle of ours until its program is newer        | `receipt-needs`                            |
 * | three bundles and no receipt since                          | `receipts-frozen`                          |
 * | three bundles, and receipts that confirm none of them       | `bundles-lost`                             |
 * | three bundles and an older edition of the registry all along | `registry-frozen`, `registry-unheard`     |
 */
export function standingProblems({ own, told, unheard, heardSince, registry }: Standing): readonly StandingProblem[] {
  const found: StandingProblem[] = [];
  if (told !== null) found.push(...toldProblems(own, told));
  if (unheard >= bundlesUnheard) {
    if (!heardSince) found.push({ kind: "receipts-frozen", bundles: unheard });
    else if (found.length === 0) found.push({ kind: "bundles-lost", bundles: unheard, upTo: told?.receipt.upTo ?? 0 });
  }
  if (registry !== null && registry.bundles >= bundlesUnheard) {
    const { held, newest, bundles } = registry;
    found.push({ kind: registry.behind === "we" ? "registry-frozen" : "registry-unheard", held, newest, bundles });
  }
  return found;
}

function toldProblems(own: Standing["own"], { receipt, differs }: NonNullable<Standing["told"]>): StandingProblem[] {
  const { upTo, fork, missing, needs } = receipt;
  const found: StandingProblem[] = [];
  if (fork !== undefined && fork.keeps === undefined)
    found.push({ kind: "receipt-fork", at: fork.at, ours: fork.heads[0], theirs: fork.heads[1] });
  if (
    fork?.keeps !== undefined &&
    !(fork.keeps === "held" && fork.at <= own.last && own.headAt(fork.at) === fork.heads[0])
  )
    found.push({ kind: "receipt-left", at: fork.at });
  if (found.length === 0 && differs === "beyond-ours") found.push({ kind: "receipt-beyond", upTo, last: own.last });
  if (found.length === 0 && differs === "head-differs") found.push({ kind: "receipt-differs", at: upTo });
  if (missing !== undefined && missing.from > upTo) found.push({ kind: "receipt-missing", ...missing });
  if (needs !== undefined) found.push({ kind: "receipt-needs", needs });
  return found;
}

import type { Sum } from "../../shared/exchange/header.ts";
import type { Desktop, ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { ForkOnScreen, Preview, WaitingBundle } from "../../shared/ipc/exchange.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { ArrivalPlan, OfficeData } from "../data/office-data.ts";

export type Overview = ReplyOf<"exchange.overview">;
export type PeerStanding = Overview["peers"][number];
export type { ForkOnScreen, WaitingBundle };
export type Measure = ReplyOf<"bundle.measure">;
export type Packed = NonNullable<ReplyOf<"bundle.pack">>;

/** A bundle in staging with what taking it would change. Nothing has been applied. */
export interface Arrival {
  readonly preview: Preview;
  readonly plan: ArrivalPlan;
}

/** Where the exchange with one office stands, in saves of our own feed. The three add up to `lastAction`. */
export interface Standing {
  readonly confirmed: number;
  readonly unconfirmed: number; // written into a bundle, no receipt yet
  readonly unsent: number;
}

/** What to do next with one office, the most pressing first. */
export type NextStep = "send-receipt" | "send" | "send-registry" | "await-receipt" | "nothing";

export const exchangeOverview = (desktop: Desktop): Promise<Result<Overview, Problem>> =>
  desktop.call("exchange.overview", {});

export const measureBundle = (desktop: Desktop, recipient: string): Promise<Result<Measure, Problem>> =>
  desktop.call("bundle.measure", { recipient });

/** Pack, write and read back, in parts of at most so many bytes where the mail asks for it. Null: the clerk chose no place. */
export const packBundle = (
  desktop: Desktop,
  recipient: string,
  partBytes: number | null,
): Promise<Result<Packed | null, Problem>> => desktop.call("bundle.pack", { recipient, partBytes });

/**
 * Have a bundle checked, and work out what taking it would change: one of the queue, or one that the clerk is asked for.
 * Null: the clerk chose none.
 */
export async function openBundle(
  desktop: Desktop,
  data: OfficeData,
  queued?: { readonly token: string; readonly index: number },
): Promise<Result<Arrival | null, Problem>> {
  const opened = await desktop.call("bundle.open", queued === undefined ? {} : { queued });
  if (!opened.ok) return opened;
  if (opened.value === null) return ok(null);
  return ok({ preview: opened.value, plan: await data.plan(opened.value.lines) });
}

/** Have a bundle that waits checked once more, and work out what taking it would change. */
export async function reopenBundle(
  desktop: Desktop,
  data: OfficeData,
  bundle: string,
): Promise<Result<Arrival, Problem>> {
  const opened = await desktop.call("bundle.reopen", { bundle });
  return opened.ok ? ok({ preview: opened.value, plan: await data.plan(opened.value.lines) }) : opened;
}

/** Record which PC goes on with a feed that forked. */
export const decideFork = (desktop: Desktop, decision: RequestOf<"fork.decide">): Promise<Result<unknown, Problem>> =>
  desktop.call("fork.decide", decision);

/** Take the bundle and what waited for it: the ledger has it first, then the working copy shows it. */
export async function acceptBundle(
  desktop: Desktop,
  data: OfficeData,
  arrival: Arrival,
): Promise<Result<Sum, Problem>> {
  const { preview, plan } = arrival;
  const taken = await desktop.call("bundle.accept", { token: preview.token, proposing: [...plan.proposing] });
  if (!taken.ok) return taken;
  for (const { entry, head } of taken.value.taken) await data.take(entry, head);
  return ok(taken.value.sum);
}

/** Close the preview without taking it. */
export const discardBundle = (desktop: Desktop, arrival: Arrival): Promise<Result<unknown, Problem>> =>
  desktop.call("bundle.discard", { token: arrival.preview.token });

/**
 * What of our own saves an office has confirmed, has been sent and has not.
 * A receipt of a bundle that another PC of ours wrote may run ahead of what this one sent; the parts stay within `last`.
 */
export function standingOf(peer: Pick<PeerStanding, "sentUpTo" | "confirmedUpTo">, last: number): Standing {
  const confirmed = Math.min(peer.confirmedUpTo, last);
  const sent = Math.min(Math.max(peer.sentUpTo, confirmed), last);
  return { confirmed, unconfirmed: sent - confirmed, unsent: last - sent };
}

export function nextStep(
  peer: Pick<PeerStanding, "sentUpTo" | "confirmedUpTo" | "receiptDue" | "registryDue">,
  last: number,
): NextStep {
  const { unconfirmed, unsent } = standingOf(peer, last);
  if (peer.receiptDue) return "send-receipt";
  if (unsent > 0) return "send";
  if (unconfirmed > 0) return "await-receipt";
  return peer.registryDue ? "send-registry" : "nothing";
}

/** What a sum closes on: every action of the bundle is in exactly one of the four. */
export const totalOf = (sum: Sum): number => sum.applied + sum.waiting + sum.held + sum.refused;

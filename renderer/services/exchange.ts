import { officeOf } from "../../shared/domain/primitives.ts";
import type { HeldCounts } from "../../shared/exchange/flood.ts";
import type { Sum } from "../../shared/exchange/header.ts";
import type { Desktop, ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { ForkOnScreen, WaitingBundle } from "../../shared/ipc/exchange.ts";
import type { Preview } from "../../shared/ipc/preview.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { ArrivalPlan, ArrivalWeight, ArrivingPerson, OfficeData } from "../data/office-data.ts";

export type Overview = ReplyOf<"exchange.overview">;
export type PeerStanding = Overview["peers"][number];
export type { ArrivingPerson, ForkOnScreen, WaitingBundle };
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

/**
 * Pack, write and read back, in parts of at most so many bytes where the mail asks for it. Null: the clerk chose no place.
 * Receipts name what of the recipient's is only proposed here.
 */
export async function packBundle(
  desktop: Desktop,
  data: Pick<OfficeData, "lying">,
  recipient: string,
  partBytes: number | null,
  by: "folder" | "server",
): Promise<Result<Packed | null, Problem>> {
  const theirs = (await data.lying()).filter(({ feed }) => officeOf(feed) === recipient);
  const proposing = theirs.flatMap((each) => [...each.proposing]);
  return desktop.call("bundle.pack", { recipient, proposing, partBytes, by });
}

/** Actions of each feed that are held without effect, as main asks for them before it opens anything. */
export const lyingCounts = async (data: Pick<OfficeData, "lying">): Promise<HeldCounts> =>
  (await data.lying()).map(({ feed, proposing, waiting }) => ({ feed, actions: proposing.length + waiting }));

/**
 * Have a bundle checked, and work out what taking it would change: one of the queue, or one that the clerk is asked for.
 * Null: the clerk chose none.
 */
export async function openBundle(
  desktop: Desktop,
  data: OfficeData,
  queued?: { readonly token: string; readonly index: number },
): Promise<Result<Arrival | null, Problem>> {
  const lying = await lyingCounts(data);
  const opened = await desktop.call("bundle.open", { ...(queued !== undefined && { queued }), lying });
  if (!opened.ok) return opened;
  if (opened.value === null) return ok(null);
  return ok({ preview: opened.value, plan: await data.plan(opened.value) });
}

/** The next people of a group of the newest plan: never more than a page lays out between two frames. */
export const moreArriving = (
  data: Pick<OfficeData, "arrivingPeople">,
  group: number,
  shown: number,
): Promise<readonly ArrivingPerson[]> => data.arrivingPeople(group, shown, shown + namesAtOnce);

const namesAtOnce = 200;

/** Have a bundle that waits checked once more, and work out what taking it would change. */
export async function reopenBundle(
  desktop: Desktop,
  data: OfficeData,
  bundle: string,
): Promise<Result<Arrival, Problem>> {
  const opened = await desktop.call("bundle.reopen", { bundle, lying: await lyingCounts(data) });
  return opened.ok ? ok({ preview: opened.value, plan: await data.plan(opened.value) }) : opened;
}

/** Record which PC goes on with a feed that forked. */
export const decideFork = (desktop: Desktop, decision: RequestOf<"fork.decide">): Promise<Result<unknown, Problem>> =>
  desktop.call("fork.decide", decision);

/**
 * Take the bundle and what waited for it.
 *
 * @param reason  of the person who lets it through; "" where nobody was asked
 * @returns       once the ledger has it: its sum, and when the working copy shows it
 */
export async function acceptBundle(
  desktop: Desktop,
  data: Pick<OfficeData, "take">,
  { preview, plan }: { readonly preview: Pick<Preview, "token">; readonly plan: ArrivalWeight },
  reason = "",
): Promise<Result<{ readonly sum: Sum; readonly shown: Promise<void> }, Problem>> {
  const taken = await desktop.call("bundle.accept", {
    token: preview.token,
    proposing: [...plan.proposing],
    weight: plan.weight,
    ...(reason !== "" && { reason }),
  });
  if (!taken.ok) return taken;
  const shown = Promise.all(taken.value.heads.map((head) => data.take(null, head)));
  return ok({ sum: taken.value.sum, shown: shown.then(() => undefined) });
}

/** Close the preview without taking it. */
export const discardBundle = (desktop: Desktop, arrival: Pick<Arrival, "preview">): Promise<Result<unknown, Problem>> =>
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

import type { Delivery } from "../../shared/exchange/delivery.ts";
import type { Desktop, ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { CustodyLine } from "../../shared/ipc/custody.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";

export type CustodyPage = ReplyOf<"custody.register">;
export type CustodyQuestion = RequestOf<"custody.register">;

/** The custody register's lines of some kinds and days, the oldest first. */
export const readCustody = (desktop: Desktop, asked: CustodyQuestion): Promise<Result<CustodyPage, Problem>> =>
  desktop.call("custody.register", asked);

/** Say of a line where its paper goes. */
export const sayOfLine = (desktop: Desktop, number: number, said: Delivery): Promise<Result<CustodyLine, Problem>> =>
  desktop.call("custody.say", { number, said: tidy(said) });

/** Without what was left blank: the register keeps no empty words. */
export function tidy(said: Delivery): Delivery {
  return Object.fromEntries(
    Object.entries(said)
      .map(([part, value]) => [part, typeof value === "string" ? value.trim() : value] as const)
      .filter(([, value]) => value !== undefined && value !== ""),
  );
}

/** The number that what leaves next will have, and recipients to be offered while typing: those named before, the latest first, then offices. */
export async function custodyAhead(
  desktop: Desktop,
): Promise<Result<{ readonly next: number; readonly recipients: readonly string[] }, Problem>> {
  const [register, overview] = await Promise.all([
    desktop.call("custody.register", { from: null, to: null, kinds: [] }),
    desktop.call("exchange.overview", {}),
  ]);
  if (!register.ok) return register;
  if (!overview.ok) return overview;
  const named = register.value.lines.flatMap(({ said }) => said.to ?? []).toReversed();
  const offices = overview.value.peers.map(({ peer }) => peer.name);
  return ok({ next: register.value.all + 1, recipients: [...new Set([...named, ...offices])].slice(0, 200) });
}

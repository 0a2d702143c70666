import { unheardDaysFrom } from "../../shared/exchange/outbox.ts";
import type { Desktop, ReplyOf } from "../../shared/ipc/contract.ts";
import type { Outbox, OutboxLine, Unheard } from "../../shared/ipc/exchange.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { ActionNamed } from "../data/office-data.ts";
import type { Office } from "./office.ts";

export type { ActionNamed, Outbox, OutboxLine, Unheard };

export const readOutbox = (desktop: Desktop, recipient: string): Promise<Result<Outbox, Problem>> =>
  desktop.call("outbox.read", { recipient });

/** Actions of one bundle that are named at a time. */
const mostNamed = 100;

/** What the actions of a bundle are about, in names: first those without effect there, then as many others as there is room for. */
export async function namesIn(
  { desktop, data }: Office,
  { from, to, unsettled }: Pick<OutboxLine, "from" | "to" | "unsettled">,
): Promise<Result<readonly ActionNamed[], Problem>> {
  const first = unsettled.slice(0, mostNamed).map(({ number }) => number);
  const taken = new Set(first);
  const others: number[] = [];
  for (let number = from; number <= to && first.length + others.length < mostNamed; number += 1)
    if (!taken.has(number)) others.push(number);
  const read = await desktop.call("outbox.actions", { numbers: [...first, ...others] });
  return read.ok ? ok(await data.actionsNamed(read.value.lines)) : read;
}

/** Offices that have not confirmed all of ours, and after how many days of work that is said in red. */
export async function whoIsSilent(
  desktop: Desktop,
): Promise<Result<{ readonly offices: readonly Unheard[]; readonly limit: number }, Problem>> {
  const [unheard, kept] = await Promise.all([
    desktop.call("exchange.unheard", {}),
    desktop.call("kept.read", { name: daysName }),
  ]);
  if (!unheard.ok) return unheard;
  return ok({ offices: unheard.value.offices, limit: unheardDaysFrom(kept.ok ? numberIn(kept.value) : null) });
}

/** Keep after how many days silence is said in red: within its bounds, and never not at all. */
export const keepUnheardDays = (desktop: Desktop, days: number): Promise<Result<unknown, Problem>> =>
  desktop.call("kept.write", { name: daysName, value: String(unheardDaysFrom(days)) });

const daysName = "setting:unheard-days";

const numberIn = ({ value }: ReplyOf<"kept.read">): number | null =>
  value !== null && /^\d{1,4}$/.test(value) ? Number(value) : null;

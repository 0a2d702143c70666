import { personOf } from "../../shared/change/shown-order.ts";
import type { ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Office } from "./office.ts";

/** What would go and what would stay, with the names of the files for whose sake it stays. */
export interface ReturnPlan extends ReplyOf<"import.plan"> {
  readonly names: readonly string[];
  readonly others: number; // records in no file for whose sake something stays
}

/** Look at what returning a bundle would do. */
export async function planReturn(
  { desktop, data }: Office,
  request: RequestOf<"import.plan">,
): Promise<Result<ReturnPlan, Problem>> {
  const plan = await desktop.call("import.plan", request);
  if (!plan.ok) return plan;
  const held = await Promise.all(plan.value.restsOn.map((id) => data.held(id)));
  const people = new Set(held.flatMap((record) => (record === null ? [] : (personOf(record) ?? []))));
  const others = held.filter((record) => record !== null && personOf(record) === null).length;
  const names = Object.values(await data.names([...people]));
  return ok({ ...plan.value, names: names.toSorted((a, b) => a.localeCompare(b, "vi")), others });
}

/** Return it; main reloads the page, and the passphrase opens the register again. */
export const returnImport = (
  { desktop }: Office,
  request: RequestOf<"import.return">,
): Promise<Result<ReplyOf<"import.return">, Problem>> => desktop.call("import.return", request);

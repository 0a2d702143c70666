import type { Json, OfficeId } from "../domain/primitives.ts";
import { compareRefs } from "./arrival-order.ts";
import { sameValue } from "./canonical-json.ts";
import type { ActionRef } from "./change.ts";

/**
 * Whose value stands, for many conflicts at once. "latest": the write with the longer chain of writes behind it (CM-9), of
 * equally long chains the one that came into this ledger later. No clock is asked (CM-13).
 */
export type SettleRule =
  | { readonly keep: "custodian" | "province" | "latest" }
  | { readonly keep: "office"; readonly office: OfficeId };

/** One of the writes that differ. */
export interface RivalWrite {
  readonly by: ActionRef;
  readonly to: Json;
  readonly officeId: OfficeId;
  readonly ofProvince: boolean;
  readonly depth: number; // causal depth of its action
  readonly position: number; // its entry in this ledger
}

/** Why a rule leaves a conflict to a person: none of the writes is theirs, or they wrote two values themselves. */
export type Undecided = "none-theirs" | "several-theirs";

/**
 * The write that a rule keeps.
 *
 * @param heads      the differing writes of one field
 * @param custodian  the office that keeps the file; null: the record is in no file
 */
export function keptBy<Write extends RivalWrite>(
  rule: SettleRule,
  { heads, custodian }: { readonly heads: readonly Write[]; readonly custodian: OfficeId | null },
): Write | Undecided {
  if (rule.keep === "latest") return heads.toSorted(latestFirst)[0] ?? "none-theirs";
  const theirs = heads.filter(({ officeId, ofProvince }) =>
    rule.keep === "province" ? ofProvince : officeId === (rule.keep === "office" ? rule.office : custodian),
  );
  const [first, ...others] = theirs;
  if (first === undefined) return "none-theirs";
  return others.every(({ to }) => sameValue(to, first.to)) ? first : "several-theirs";
}

const latestFirst = (a: RivalWrite, b: RivalWrite): number =>
  b.depth - a.depth || b.position - a.position || compareRefs(b.by, a.by);

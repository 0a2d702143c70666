import { describeChange } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import type { IsoDate, Json } from "../../shared/domain/primitives.ts";
import {
  acceptPack,
  type PackProblem,
  type PackRule,
  type RulePackRecord,
} from "../../shared/domain/rules/rule-pack.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, type Result } from "../../shared/result.ts";
import type { Saved } from "./append.ts";
import { newIds } from "./new-ids.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";

/** Rules laid over those in force, as a form leaves them. */
export interface Overlay {
  readonly name: string; // stays through the versions
  readonly number: string;
  readonly type: string;
  readonly issuer: string;
  readonly issuedOn: IsoDate | null;
  readonly effectiveFrom: IsoDate;
  readonly effectiveTo: IsoDate | null;
  readonly rules: readonly PackRule[];
}

/**
 * Why an overlay was not written.
 * - `refused`: it does not read, or is no newer than what is held
 * - `not-entitled`: this office's rules do not count
 * - `name-taken`: a pack of the program, or of another office, bears the name
 */
export type OverlayProblem =
  | { readonly kind: "refused"; readonly problem: PackProblem }
  | { readonly kind: "not-entitled" }
  | { readonly kind: "name-taken"; readonly name: string }
  | { readonly kind: "not-saved"; readonly problem: Problem };

/**
 * Write an overlay as the next version of its pack. It is never edited afterwards, so that what was judged by it can be
 * judged again. The action is about nobody's file: it goes to every office below with the next bundle.
 */
export async function writeOverlay(
  office: Office,
  overlay: Overlay,
  newId = newIds(),
): Promise<Result<Saved, OverlayProblem>> {
  const { packs, mayWrite, versions } = await office.data.packBoard();
  if (!mayWrite) return failed({ kind: "not-entitled" });
  const { name } = overlay;
  if (packs.some(({ pack, origin }) => pack.name === name && origin !== "own"))
    return failed({ kind: "name-taken", name });
  const { rules, ...paper } = overlay;
  const record: RulePackRecord = blankRecord("rule-pack", {
    ...paper,
    id: newId("rule-pack"),
    version: (versions[name] ?? 0) + 1,
    overlay: true,
    replaces: "",
    level: office.opened.level === "province" ? "TINH" : "CQ",
    rules: JSON.parse(JSON.stringify(rules)) as Json,
  });
  const read = acceptPack(
    record,
    packs.map(({ pack }) => pack),
  );
  if (!read.ok) return failed({ kind: "refused", problem: read.problem });
  const change = describeChange(undefined, record);
  if (change === null) throw new Error("a new record without fields");
  const saved = await recordAction(office, { purpose: "rules.write", reason: "", people: [], changes: [change] });
  return saved.ok ? saved : failed({ kind: "not-saved", problem: saved.problem });
}

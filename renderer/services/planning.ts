import type { Change } from "../../shared/change/change.ts";
import { describeChange, recordFrom } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import type { Decision } from "../../shared/domain/decision.ts";
import type { PlanEntry } from "../../shared/domain/dossier.ts";
import type { PlanReviewResult } from "../../shared/domain/plan-review.ts";
import type { PartialDate } from "../../shared/domain/primitives.ts";
import type { AnyRecord } from "../../shared/domain/record-kinds.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Saved } from "./append.ts";
import { knownDecision } from "./known-decision.ts";
import { newIds } from "./new-ids.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";

/** Why an entry stands although a rule is not met, and by which paper: about one version of the rule. */
export interface WrittenOverride {
  readonly rule: string;
  readonly pack: string;
  readonly packVersion: number;
  readonly reason: string;
  readonly document: string;
}

/** What a review came to for one entry. */
export interface WrittenReview {
  readonly entry: PlanEntry;
  readonly date: PartialDate | null;
  readonly result: PlanReviewResult;
  readonly document: string;
  readonly note: string; // why it is taken out
}

/**
 * Put somebody into the plan, as one action with the decision and the reasons against rules.
 *
 * @param paper  of the decision: the one on file where it is there already, none where it has no number
 */
export async function addToPlan(
  office: Office,
  entry: PlanEntry,
  paper: Pick<Decision, "number" | "issuer" | "date">,
  overrides: readonly WrittenOverride[],
): Promise<Result<Saved, Problem>> {
  const ids = newIds();
  const known = knownDecision(paper, await office.data.all("decision"));
  const decision =
    known !== null || paper.number.trim() === "" ? null : blankRecord("decision", { id: ids("decision"), ...paper });
  const next: PlanEntry = { ...entry, decisionId: known?.id ?? decision?.id ?? null };
  return recordAction(office, {
    purpose: "plan.add",
    reason: "",
    people: [entry.personId],
    changes: made([...(decision === null ? [] : [decision]), next, ...overrideRecords(next, overrides, ids)]),
  });
}

/**
 * Keep what a review came to, as one action. Who is taken out leaves the plan on the day of the review.
 *
 * @param overrides  reasons against rules that were written beside it, of the first entry
 */
export async function reviewPlan(
  office: Office,
  reviews: readonly WrittenReview[],
  overrides: readonly WrittenOverride[] = [],
): Promise<Result<Saved | null, Problem>> {
  const ids = newIds();
  const changes: Change[] = [];
  for (const { entry, date, result, document, note } of reviews) {
    changes.push(
      ...made([
        blankRecord("plan-review", {
          id: ids("plan-review"),
          entryId: entry.id,
          personId: entry.personId,
          date,
          result,
          document,
          note,
        }),
      ]),
    );
    if (result !== "REMOVE") continue;
    // As it is held: what is shown may name the kept one of two joined files.
    const held = await office.data.held(entry.id);
    const stored = held === null ? null : recordFrom(held, "plan-entry");
    const change = held === null || stored === null ? null : describeChange(held, { ...stored, to: date });
    if (change !== null) changes.push(change);
  }
  const first = reviews[0];
  if (first === undefined) return ok(null);
  changes.push(...made(overrideRecords(first.entry, overrides, ids)));
  return recordAction(office, {
    purpose: "plan.review",
    reason: "",
    people: [...new Set(reviews.map(({ entry }) => entry.personId))],
    changes,
  });
}

/** Record why an entry stands although rules are not met. Null: no reason with its paper was given. */
export async function overridePlanRules(
  office: Office,
  entry: PlanEntry,
  overrides: readonly WrittenOverride[],
): Promise<Result<Saved | null, Problem>> {
  const changes = made(overrideRecords(entry, overrides, newIds()));
  if (changes.length === 0) return ok(null);
  return recordAction(office, { purpose: "plan.override", reason: "", people: [entry.personId], changes });
}

/** Only with a reason and a paper does an override count: half of one is not kept. */
const overrideRecords = (entry: PlanEntry, overrides: readonly WrittenOverride[], ids: ReturnType<typeof newIds>) =>
  overrides
    .filter(({ reason, document }) => reason.trim() !== "" && document.trim() !== "")
    .map((override) =>
      blankRecord("rule-override", {
        id: ids("rule-override"),
        personId: entry.personId,
        entryId: entry.id,
        ...override,
      }),
    );

const made = (records: readonly AnyRecord[]): Change[] =>
  records.flatMap((record) => describeChange(undefined, record) ?? []);

import type { ActionRef } from "../../shared/change/change.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { foldLoosely } from "../../shared/domain/fold.ts";
import { planReorganisation } from "../../shared/domain/organisation/reorganise.ts";
import type { OrganisationGround, ReorganisationPlan } from "../../shared/domain/organisation/reorganise-plan.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { RecordKind } from "../../shared/domain/record-kinds.ts";
import { versionsByUnit } from "../../shared/domain/units.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { OfficeData } from "../data/office-data.ts";
import type { Saved } from "./append.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";

/** Everything on file that an act of reorganisation builds on. */
export async function organisationGround(data: OfficeData): Promise<OrganisationGround> {
  const [units, versions, posts, assignments, decisions] = await Promise.all([
    data.all("unit"),
    data.all("unit-version"),
    data.all("post"),
    data.all("assignment"),
    data.all("decision"),
  ]);
  return { units, versions: versionsByUnit(versions), posts, assignments, decisions };
}

/** The plan with the decision that is on file already, where it is the same paper. */
export function withKnownDecision(plan: ReorganisationPlan, ground: OrganisationGround): ReorganisationPlan {
  const { number, issuer, date } = plan.decision;
  const same = (text: string, other: string): boolean => foldLoosely(text) === foldLoosely(other);
  const known = ground.decisions.find(
    (each) => number !== "" && same(each.number, number) && same(each.issuer, issuer) && each.date === date,
  );
  return known === undefined ? plan : { ...plan, decision: known };
}

/**
 * Carry out an act of reorganisation as one action.
 *
 * @returns "stale" where the plan no longer fits what is on file: show it again
 */
export async function reorganise(
  office: Office,
  plan: ReorganisationPlan,
  newId: <Kind extends RecordKind>(kind: Kind) => RecordId<Kind>,
): Promise<Result<Saved | "stale", Problem>> {
  const ground = await organisationGround(office.data);
  const planned = planReorganisation(withKnownDecision(plan, ground), ground, newId);
  if (planned.problems.length > 0) return ok("stale");
  const held = await heldStates(office.data);
  const people = planned.records.flatMap((record) =>
    "personId" in record && record.personId !== null ? [record.personId] : [],
  );
  return recordAction(office, {
    purpose: actPurpose,
    reason: "",
    people: [...new Set(people)],
    changes: planned.records.flatMap((record) => describeChange(held.get(record.id), record) ?? []),
  });
}

/** The last act that this office carried out and that still stands: it can be taken back. */
export async function lastAct({
  data,
  opened,
}: Office): Promise<{ readonly ref: ActionRef; readonly name: string } | null> {
  const acts = (await data.states("reorganisation")).filter(
    ({ first, values }) => values.withdrawn !== true && first.startsWith(`${opened.feed}:`),
  );
  const numberOf = (ref: ActionRef): number => Number(ref.slice(ref.indexOf(":") + 1));
  for (const { id, first, values } of acts.toSorted((a, b) => numberOf(b.first) - numberOf(a.first))) {
    const [made] = await data.history(id); // those that came with the program are not acts of this office
    if (made?.purpose === actPurpose) return { ref: first, name: typeof values.name === "string" ? values.name : "" };
  }
  return null;
}

const actPurpose = "reorganisation.apply";

/** The states of every record that an act may change. */
async function heldStates(data: OfficeData): Promise<ReadonlyMap<RecordId, RecordState>> {
  const kinds = ["unit-version", "post", "assignment"] as const;
  const states = await Promise.all(kinds.map((kind) => data.states(kind)));
  return new Map(states.flat().map((state) => [state.id, state]));
}

import { splitRef } from "../../shared/change/arrival-order.ts";
import type { Change, FieldChange } from "../../shared/change/change.ts";
import { headsOf } from "../../shared/change/heads.ts";
import { adoptPurpose, declinePurpose } from "../../shared/change/proposals.ts";
import { homeOf } from "../../shared/change/shown-order.ts";
import { emptyValue } from "../../shared/domain/blank-records.ts";
import { type Json, kindOf, type OfficeId, officeOf } from "../../shared/domain/primitives.ts";
import { isRecordKind, recordKinds } from "../../shared/domain/record-kinds.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { ProposalOnDesk } from "../data/office-data.ts";
import { appendAction, type Saved } from "./append.ts";
import type { Office } from "./office.ts";
import { audienceOf } from "./record-action.ts";

/**
 * Decide on a proposal: an ordinary change that saw it (CM-17). Adopting writes what was proposed; declining writes what stands,
 * and a proposed record that is declined is kept as withdrawn.
 *
 * @returns "moved" where the proposal is not open any more: nothing was saved
 */
export async function settleProposal(
  office: Office,
  proposal: ProposalOnDesk,
  { adopt, reason }: { readonly adopt: boolean; readonly reason: string },
): Promise<Result<Saved | "moved", Problem>> {
  const open = await office.data.proposals(proposal.personId ?? undefined);
  if (!open.some(({ record, by }) => record === proposal.record && by === proposal.by)) return ok("moved");
  const { personId } = proposal;
  const change = await changeDeciding(office, proposal, adopt);
  const people = personId === null ? [] : [personId];
  const told = new Set(await audienceOf(office, { people, changes: [change] }));
  for (const proposer of proposersOf(office, [proposal])) told.add(proposer);
  return appendAction(office, {
    purpose: adopt ? adoptPurpose : declinePurpose,
    reason,
    audience: [...told].toSorted(),
    changes: [change],
  });
}

/** Offices that are told what became of what they proposed. */
export const proposersOf = (
  { opened }: Pick<Office, "opened">,
  some: readonly Pick<ProposalOnDesk, "by">[],
): readonly OfficeId[] =>
  [...new Set(some.map(({ by }) => officeOf(splitRef(by).feed)))].filter((office) => office !== opened.office);

/** The change that a decision on a proposal is; it saw the proposal and what stands. */
export async function changeDeciding(
  office: Pick<Office, "data" | "opened">,
  { record, personId, by, fields: proposed }: ProposalOnDesk,
  adopt: boolean,
): Promise<Change> {
  const held = await office.data.held(record);
  const fields: Record<string, FieldChange> = {};
  for (const { field, to } of proposed) {
    const heads = held === null ? [] : headsOf(held, field);
    const present: Json = heads[0]?.to ?? emptyValue(kindOf(record), field) ?? null;
    fields[field] = { saw: [...heads.map((head) => head.by), by], to: adopt || held === null ? to : present };
  }
  if (held === null) {
    const home = homeOf(record);
    if (personId !== null) fields[home] = { saw: [], to: home === "custodian" ? office.opened.office : personId };
    if (!adopt && mayBeWithdrawn(record)) fields.withdrawn = { saw: fields.withdrawn?.saw ?? [], to: true };
  }
  return { record, fields };
}

const mayBeWithdrawn = (record: ProposalOnDesk["record"]): boolean => {
  const kind = kindOf(record);
  return isRecordKind(kind) && "withdrawn" in recordKinds[kind].shape;
};

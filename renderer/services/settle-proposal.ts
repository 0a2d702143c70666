import type { Change, FieldChange } from "../../shared/change/change.ts";
import { headsOf } from "../../shared/change/heads.ts";
import { homeOf } from "../../shared/change/shown-order.ts";
import { emptyValue } from "../../shared/domain/blank-records.ts";
import { type Json, kindOf, officeOf } from "../../shared/domain/primitives.ts";
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
  const { record, personId, by } = proposal;
  const held = await office.data.held(record);
  const fields: Record<string, FieldChange> = {};
  for (const { field, to } of proposal.fields) {
    const heads = held === null ? [] : headsOf(held, field);
    const present: Json = heads[0]?.to ?? emptyValue(kindOf(record), field) ?? null;
    fields[field] = { saw: [...heads.map((head) => head.by), by], to: adopt || held === null ? to : present };
  }
  if (held === null) {
    const home = homeOf(record);
    if (personId !== null) fields[home] = { saw: [], to: home === "custodian" ? office.opened.office : personId };
    if (!adopt && mayBeWithdrawn(record)) fields.withdrawn = { saw: fields.withdrawn?.saw ?? [], to: true };
  }
  const change: Change = { record, fields };
  const people = personId === null ? [] : [personId];
  const proposer = officeOf(by.slice(0, by.indexOf(":")));
  const told = new Set(await audienceOf(office, { people, changes: [change] }));
  if (proposer !== office.opened.office) told.add(proposer);
  const purpose = adopt ? "proposal.adopt" : "proposal.decline";
  return appendAction(office, { purpose, reason, audience: [...told].toSorted(), changes: [change] });
}

const mayBeWithdrawn = (record: ProposalOnDesk["record"]): boolean => {
  const kind = kindOf(record);
  return isRecordKind(kind) && "withdrawn" in recordKinds[kind].shape;
};

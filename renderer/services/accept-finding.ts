import { describeChange, recordFrom } from "../../shared/change/describe-change.ts";
import { findingKey } from "../../shared/domain/accepted-finding.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { AcceptedFindingOnDesk, FindingOnDesk } from "../data/office-data.ts";
import type { Saved } from "./append.ts";
import { newIds } from "./new-ids.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";

/** Record that the facts of a finding stand as they are, and why: it leaves the desk until they change. */
export async function acceptFinding(
  office: Office,
  finding: FindingOnDesk,
  reason: string,
): Promise<Result<Saved | null, Problem>> {
  const { personId } = finding;
  const record = blankRecord("accepted-finding", {
    id: newIds()("accepted-finding"),
    personId,
    finding: findingKey(finding),
    reason,
  });
  const change = describeChange(undefined, record);
  if (change === null) return ok(null);
  return recordAction(office, { purpose: "finding.settle", reason, people: personOf(finding), changes: [change] });
}

/** Put it back on the desk. */
export async function reopenFinding(
  office: Office,
  finding: AcceptedFindingOnDesk,
): Promise<Result<Saved | null, Problem>> {
  const held = await office.data.held(finding.by);
  const record = held === null ? null : recordFrom(held, "accepted-finding");
  if (held === null || record === null) return ok(null);
  const change = describeChange(held, { ...record, withdrawn: true });
  if (change === null) return ok(null);
  return recordAction(office, { purpose: "finding.settle", reason: "", people: personOf(finding), changes: [change] });
}

const personOf = ({ personId }: FindingOnDesk) => (personId === null ? [] : [personId]);

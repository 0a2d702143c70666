import { describeChange } from "../../shared/change/describe-change.ts";
import { ngheAnRecords } from "../../shared/domain/reference/nghe-an/records.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Saved } from "./append.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";

/** What loading did: how many records were new, of how many. */
export interface Loaded {
  readonly added: number;
  readonly of: number;
  readonly saved: Saved | null; // null: everything was there
}

/**
 * Load the units of Nghệ An that come with the program, as one action for every office. What is there already, changed
 * since or not, stays as it is; a second time adds nothing.
 */
export async function loadNgheAn(office: Office): Promise<Result<Loaded, Problem>> {
  const records = ngheAnRecords();
  const missing = [];
  for (const record of records) if ((await office.data.held(record.id)) === null) missing.push(record);
  const changes = missing.flatMap((record) => describeChange(undefined, record) ?? []);
  const counts = { added: missing.length, of: records.length };
  if (changes.length === 0) return ok({ ...counts, saved: null });
  const saved = await recordAction(office, { purpose: "reference.load", reason: "", people: [], changes });
  return saved.ok ? ok({ ...counts, saved: saved.value }) : saved;
}

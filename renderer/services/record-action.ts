import type { Change } from "../../shared/change/change.ts";
import type { OfficeId, RecordId } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import { appendAction, type Saved } from "./append.ts";
import type { Office } from "./office.ts";

export interface ActionToRecord {
  readonly purpose: string;
  readonly reason: string; // "" where none is asked
  readonly people: readonly RecordId<"person">[]; // whose files it touches
  readonly changes: readonly Change[];
}

/** Record one action, addressed to the offices below that keep the files it touches. */
export async function recordAction(office: Office, action: ActionToRecord): Promise<Result<Saved, Problem>> {
  const audience = await audienceOf(office, action);
  const { purpose, reason, changes } = action;
  return appendAction(office, { purpose, reason, audience: [...audience], changes: [...changes] });
}

/** Other offices whose files an action touches: the custodians of its people, as on file and as the action says. */
export async function audienceOf(
  { data, opened }: Pick<Office, "data"> & { readonly opened: { readonly office: OfficeId } },
  { people, changes }: Pick<ActionToRecord, "people" | "changes">,
): Promise<readonly OfficeId[]> {
  const offices = new Set<OfficeId>();
  for (const id of new Set(people)) {
    const person = await data.person(id);
    if (person !== null) offices.add(person.custodian);
  }
  for (const change of changes) {
    const custodian = change.fields.custodian?.to;
    if (typeof custodian === "string") offices.add(custodian);
  }
  offices.delete(opened.office);
  return [...offices].toSorted();
}

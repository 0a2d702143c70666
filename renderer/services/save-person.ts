import type { Change } from "../../shared/change/change.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { blankPerson, blankProtected } from "../../shared/domain/blank-records.ts";
import type { Person } from "../../shared/domain/person.ts";
import type { OfficeId } from "../../shared/domain/primitives.ts";
import type { Protected } from "../../shared/domain/protected.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import { appendAction, type Saved } from "./append.ts";
import { newIds } from "./new-ids.ts";
import type { Office } from "./office.ts";

/** A file as a form leaves it: each record beside the state from which the form was filled (undefined: a new one). */
export interface PersonToSave {
  readonly before: RecordState | undefined;
  readonly next: Person;
  readonly restricted: { readonly before: RecordState | undefined; readonly next: Protected } | null; // null: not opened
}

/**
 * Save a cadre's file as one action: only the fields that differ from what the form was filled with.
 *
 * @returns what the ledger has, null where nothing differs, or why nothing was saved
 */
export async function savePerson(office: Office, file: PersonToSave): Promise<Result<Saved | null, Problem>> {
  const changes = changesOfPerson(file);
  if (changes.length === 0) return ok(null);
  return appendAction(office, {
    purpose: file.before === undefined ? "person.add" : "person.edit",
    reason: "",
    audience: audienceOf(file, office.opened.office),
    changes,
  });
}

/** What the form changed, record by record. A restricted record that was never written and is still blank stays away. */
export function changesOfPerson({ before, next, restricted }: PersonToSave): Change[] {
  const changes = [describeChange(before, tidy(before, next))];
  if (restricted !== null) {
    const untouched =
      restricted.before === undefined && JSON.stringify(restricted.next) === JSON.stringify(blankProtected(next.id));
    if (!untouched) changes.push(describeChange(restricted.before, tidy(restricted.before, restricted.next)));
  }
  return changes.filter((change) => change !== null);
}

/** A new file with nothing in it yet, kept by this office. */
export const newPerson = (custodian: OfficeId): Person => blankPerson(newIds()("person"), custodian);

/** The office that keeps the file, where it is another one. */
function audienceOf({ before, next }: PersonToSave, own: OfficeId): OfficeId[] {
  const custodians = [before?.values.custodian, next.custodian].filter((office) => typeof office === "string");
  return [...new Set(custodians)].filter((office) => office !== own).toSorted();
}

/**
 * Text as records keep it: composed and trimmed, also where the form was saved with the cursor still in a field.
 * What nobody touched stays as it was written: tidying it would put a change under the clerk's name.
 */
function tidy<Kept extends Person | Protected>(before: RecordState | undefined, record: Kept): Kept {
  const entries = Object.entries(record).map(([field, value]): [string, unknown] => {
    if (value === before?.values[field]) return [field, value];
    if (typeof value === "string") return [field, tidyText(value)];
    return [field, isCoded(value) ? { ...value, text: tidyText(value.text) } : value];
  });
  // Every field keeps its type: text stays text.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as Kept;
}

const tidyText = (text: string): string => text.normalize("NFC").trim();

const isCoded = (value: unknown): value is { readonly code: string | null; readonly text: string } =>
  typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";

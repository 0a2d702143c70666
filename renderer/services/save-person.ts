import { sameValue } from "../../shared/change/canonical-json.ts";
import type { Change } from "../../shared/change/change.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { blankPerson, blankProtected, emptyValue } from "../../shared/domain/blank-records.ts";
import type { Person } from "../../shared/domain/person.ts";
import { kindOf, type OfficeId } from "../../shared/domain/primitives.ts";
import type { Economy, Protected } from "../../shared/domain/protected.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import { appendAction, type Saved } from "./append.ts";
import { newIds } from "./new-ids.ts";
import type { Office } from "./office.ts";
import { blankEconomy, type TableRow } from "./person-file.ts";

/** A file as a form leaves it: each record beside the state from which the form was filled (undefined: a new one). */
export interface PersonToSave {
  readonly before: RecordState | undefined;
  readonly next: Person;
  readonly restricted: Written<Protected> | null; // null: not opened
  readonly economy?: Written<Economy> | null; // likewise
  readonly rows?: readonly Written<TableRow>[]; // changed and new ones
}

interface Written<Kept> {
  readonly before: RecordState | undefined;
  readonly next: Kept;
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

/**
 * What the form changed, record by record. A restricted record that was never written and is still blank stays away, and
 * so does a new row in which nothing was typed.
 */
export function changesOfPerson({ before, next, restricted, economy, rows }: PersonToSave): Change[] {
  const changes = [describeChange(before, tidy(before, next))];
  const single = <Kept extends Protected | Economy>(written: Written<Kept> | null | undefined, blank: Kept): void => {
    if (!written || (written.before === undefined && JSON.stringify(written.next) === JSON.stringify(blank))) return;
    changes.push(describeChange(written.before, tidy(written.before, written.next)));
  };
  single(restricted, blankProtected(next.id));
  single(economy, blankEconomy(next.id));
  for (const row of rows ?? []) {
    if (row.before === undefined && (row.next.withdrawn || saysNothing(row.next))) continue;
    changes.push(describeChange(row.before, tidy(row.before, row.next)));
  }
  return changes.filter((change) => change !== null);
}

/** Whether a new row holds only what every row of its table has. */
export const saysNothing = (row: TableRow): boolean =>
  Object.entries(row).every(
    ([field, value]) => always.has(field) || sameValue(value, emptyValue(kindOf(row.id), field) ?? null),
  );
const always = new Set(["id", "personId", "side", "nature", "role"]);

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
function tidy<Kept extends Person | Protected | Economy | TableRow>(
  before: RecordState | undefined,
  record: Kept,
): Kept {
  const kind = kindOf(record.id);
  const tidied: [string, unknown][] = [];
  for (const [field, value] of Object.entries(record)) {
    if (value === (before?.values[field] ?? emptyValue(kind, field))) continue;
    if (typeof value === "string") tidied.push([field, tidyText(value)]);
    else if (isCoded(value)) tidied.push([field, { ...value, text: tidyText(value.text) }]);
  }
  return { ...record, ...Object.fromEntries(tidied) };
}

const tidyText = (text: string): string => text.normalize("NFC").trim();

const isCoded = (value: unknown): value is { readonly code: string | null; readonly text: string } =>
  typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";

import { blankPerson } from "../blank-records.ts";
import type { RecordId } from "../primitives.ts";
import type { WorkbookContext } from "./context.ts";
import type { SheetRow } from "./read-sheet.ts";
import { given, type Tally } from "./tally.ts";

export interface PeopleRead {
  /** The person with a cadre number, in the workbook or on file. */
  readonly personOf: (cadreNumber: string) => RecordId<"person"> | null;
}

/**
 * A row is about the person on file with its cadre number; else about the one with its identity number who has no
 * cadre number yet. A number that belongs to somebody else, or stands in two rows, is refused.
 */
export function readPeople(rows: readonly SheetRow<"people">[], context: WorkbookContext, tally: Tally): PeopleRead {
  const { persons } = context.onFile;
  const byNumber = new Map(persons.filter((each) => each.cadreNumber !== "").map((each) => [each.cadreNumber, each]));
  const byIdentity = new Map(persons.filter((each) => each.idNumber !== "").map((each) => [each.idNumber, each]));
  const ids = new Map<string, RecordId<"person">>([...byNumber].map(([number, person]) => [number, person.id]));
  const [numbers, identities] = [new Set<string>(), new Set<string>()];

  for (const row of rows) {
    const { cadreNumber, idNumber, birthName } = row.values;
    if (cadreNumber === null) continue; // named already as missing
    if (numbers.has(cadreNumber)) row.refuse("cadreNumber", "twice");
    if (idNumber !== null && identities.has(idNumber)) row.refuse("idNumber", "twice");
    numbers.add(cadreNumber);
    if (idNumber !== null) identities.add(idNumber);

    const sameIdentity = idNumber === null ? undefined : byIdentity.get(idNumber);
    const before = byNumber.get(cadreNumber) ?? (sameIdentity?.cadreNumber === "" ? sameIdentity : undefined) ?? null;
    if (sameIdentity !== undefined && sameIdentity.id !== before?.id) row.refuse("idNumber", "twice");
    const id = before?.id ?? context.newId("person");
    ids.set(cadreNumber, id);
    if (birthName === null) continue;
    tally.put(before, { ...(before ?? blankPerson(id, context.custodian)), ...given(row.values) });
  }
  return { personOf: (cadreNumber) => ids.get(cadreNumber) ?? null };
}

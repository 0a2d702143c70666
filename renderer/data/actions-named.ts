import { isWithheld } from "../../shared/change/change.ts";
import { personOf } from "../../shared/change/shown-order.ts";
import { kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import type { ActionLine } from "../../shared/exchange/entry.ts";
import { recordName } from "./arrival.ts";
import { readLine } from "./entries.ts";
import type { Memory } from "./memory.ts";
import type { ActionNamed } from "./office-data.ts";

/** Records of one action that are named one by one; beyond that they are counted. */
const mostNamed = 20;

/** What actions are about: people and records by the names they have now, with the kinds of what was written there. */
export function actionsNamed(
  { records }: Memory,
  nameOf: (person: RecordId<"person">) => string,
  lines: readonly ActionLine[],
): readonly ActionNamed[] {
  return lines.flatMap((line) => {
    const action = readLine(line);
    if (action === null || isWithheld(action)) return [];
    const about = new Map<RecordId, { readonly name: string; readonly kinds: Set<string> }>();
    for (const { record } of action.changes) {
      const held = records.get(record);
      const person = held === undefined ? null : personOf(held);
      const id = person ?? record;
      const known = about.get(id) ?? { name: person === null ? recordName(held) : nameOf(person), kinds: new Set() };
      known.kinds.add(kindOf(record));
      about.set(id, known);
    }
    const all = [...about].map(([id, { name, kinds }]) => ({ id, name, kinds: [...kinds] }));
    return [
      {
        number: action.number,
        at: action.at,
        about: all.slice(0, mostNamed),
        more: Math.max(0, all.length - mostNamed),
      },
    ];
  });
}

import { refOf } from "../../shared/change/change.ts";
import { recordsOfFile, rejudge } from "../../shared/change/rejudge.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { writesTo } from "./history.ts";
import type { Memory } from "./memory.ts";
import type { LedgerSource } from "./office-data.ts";

/**
 * Judge the files again of which it has become known who keeps them, from the ledger's own words.
 *
 * @returns  records that may show something else now; some may be gone
 */
export async function judgeAgain(memory: Memory, ledger: LedgerSource): Promise<readonly RecordId[]> {
  const changed: RecordId[] = [];
  const { state, records, unjudged } = memory;
  for (const person of unjudged) {
    const rows = records.kinds().flatMap((kind) => records.matching(kind, "personId", person).map(({ id }) => id));
    const ids = recordsOfFile(state, person, rows);
    const written = [...(await writesTo(memory, ledger, [...ids])).values()].flat();
    const actions = new Map(written.map(({ action }) => [refOf(action), action]));
    changed.push(...rejudge(state, person, ids, [...actions.values()]));
    unjudged.delete(person);
  }
  return changed;
}

import { type Action, type ActionRef, isWithheld, refOf } from "../../shared/change/change.ts";
import type { TriedImport } from "../../shared/change/plan-import.ts";
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
  const { state, unjudged } = memory;
  for (const person of unjudged) {
    const ids = recordsOfFile(state, person, rowsOf(memory, person));
    changed.push(...rejudge(state, person, ids, await actionsOn(memory, ledger, ids)).touched);
    unjudged.delete(person);
  }
  return changed;
}

/** The same of an import that is only tried: what its plan has to say of those files. Memory stays as it is. */
export async function judgeTried(memory: Memory, ledger: LedgerSource, tried: TriedImport): Promise<TriedImport> {
  if (tried.moved.size === 0) return tried;
  const { after, taken, released } = tried;
  const arrived = [...taken, ...released].filter((arrival): arrival is Action => !isWithheld(arrival));
  const touched = new Set(tried.touched);
  const proposing = new Set(tried.proposing);
  for (const person of tried.moved) {
    const rows = [...rowsOf(memory, person), ...tried.touched].filter(
      (id) => after.records.get(id)?.values.personId === person,
    );
    const ids = recordsOfFile(after, person, rows);
    const before = await actionsOn(memory, ledger, ids);
    const here = arrived.filter(({ changes }) => changes.some(({ record }) => ids.has(record)));
    const judged = rejudge(after, person, ids, [...before, ...here]);
    for (const id of judged.touched) touched.add(id);
    for (const action of here) settle(proposing, action, ids, judged.proposing);
  }
  return { ...tried, touched: [...touched], proposing };
}

/** What an action of a file that was judged again is now: a proposal where it is one there, or elsewhere. */
function settle(
  proposing: Set<ActionRef>,
  { feed, number, changes }: Action,
  file: ReadonlySet<RecordId>,
  judged: ReadonlySet<ActionRef>,
): void {
  const ref = refOf({ feed, number });
  if (judged.has(ref)) proposing.add(ref);
  else if (changes.every(({ record }) => file.has(record))) proposing.delete(ref);
}

const rowsOf = ({ records }: Memory, person: RecordId<"person">): readonly RecordId[] =>
  records.kinds().flatMap((kind) => records.matching(kind, "personId", person).map(({ id }) => id));

/** Every applied action that wrote to one of these records. */
async function actionsOn(memory: Memory, ledger: LedgerSource, ids: ReadonlySet<RecordId>): Promise<readonly Action[]> {
  const written = [...(await writesTo(memory, ledger, [...ids])).values()].flat();
  return [...new Map(written.map(({ action }) => [refOf(action), action])).values()];
}

import { type Action, type ActionRef, isWithheld, refOf } from "../../shared/change/change.ts";
import { type Telling, toldTogether, unfolded } from "../../shared/change/excerpt.ts";
import type { TriedImport } from "../../shared/change/plan-import.ts";
import { recordsOfFile, rejudge } from "../../shared/change/rejudge.ts";
import { isPersonId, personOf } from "../../shared/change/shown-order.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { type Written, writesTo } from "./history.ts";
import type { Memory } from "./memory.ts";
import type { LedgerSource } from "./office-data.ts";
import { rowsOfFiles } from "./rows-of-files.ts";

/** Files that are judged again in one walk through the ledger: an office that ends moves thousands. */
const filesAtOnce = 250;

/**
 * Judge again of what it has become known who keeps it, or of what more has become known, from the ledger's own words.
 *
 * @returns  records that may show something else now; some may be gone
 */
export async function judgeAgain(memory: Memory, ledger: LedgerSource): Promise<readonly RecordId[]> {
  const changed: RecordId[] = [];
  const { state, unjudged } = memory;
  while (unjudged.size > 0) {
    const some = nextOf(unjudged);
    const rows = rowsOfFiles(memory.records, some.filter(isPersonId));
    const files = some.map((about) => [about, recordsOfFile(state, about, rows.get(about) ?? [])] as const);
    const written = await writesOf(memory, ledger, files);
    for (const [about, ids] of files) {
      const { touched, moved } = rejudge(state, about, ids, actionsOn([written], ids));
      changed.push(...touched);
      unjudged.delete(about);
      if (!isPersonId(about)) for (const person of moved) unjudged.add(person);
    }
  }
  return changed;
}

/** The same of an import that is only tried: what its plan has to say of those files. Memory stays as it is. */
export async function judgeTried(memory: Memory, ledger: LedgerSource, tried: TriedImport): Promise<TriedImport> {
  if (tried.moved.size === 0) return tried;
  const { after, taken, released } = tried;
  const arrived = [...taken, ...released]
    .filter((arrival): arrival is Action => !isWithheld(arrival))
    .flatMap((said) => unfolded(after.own, said).map((action) => ({ action, itself: action === said })));
  const here = new Map<RecordId, Wrote[]>();
  for (const { action, itself } of arrived)
    for (const change of action.changes) addTo(here, change.record, { action, change, itself });
  const touched = new Set(tried.touched);
  const newRows = new Map<RecordId, RecordId[]>();
  for (const id of tried.touched) {
    const record = after.records.get(id);
    const person = record === undefined ? null : personOf(record);
    if (person !== null) addTo(newRows, person, id);
  }
  const proposing = new Set(tried.proposing);
  const unjudged = new Set(tried.moved);
  while (unjudged.size > 0) {
    const some = nextOf(unjudged);
    const held = rowsOfFiles(memory.records, some.filter(isPersonId));
    const files = some.map((about) => {
      const rows = [...(held.get(about) ?? []), ...(newRows.get(about) ?? [])];
      const still = rows.filter((id) => after.records.get(id)?.values.personId === about);
      return [about, recordsOfFile(after, about, still)] as const;
    });
    const before = await writesOf(memory, ledger, files);
    for (const [about, ids] of files) {
      const judged = rejudge(after, about, ids, actionsOn([before, here], ids));
      for (const id of judged.touched) touched.add(id);
      unjudged.delete(about);
      if (!isPersonId(about)) for (const person of judged.moved) unjudged.add(person);
      for (const id of ids)
        for (const { action } of here.get(id) ?? []) settle(proposing, action, ids, judged.proposing);
    }
  }
  return { ...tried, touched: [...touched], proposing };
}

/** What is looked at next: what belongs to no file goes first, for a hand-over may be among it. */
function nextOf(unjudged: ReadonlySet<RecordId>): readonly RecordId[] {
  const all = [...unjudged];
  const others = all.filter((id) => !isPersonId(id));
  return (others.length > 0 ? others : all).slice(0, filesAtOnce);
}

/** What an action is now: a proposal where it is one in the file that was judged again, or elsewhere. */
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

type ByRecord = ReadonlyMap<RecordId, readonly Wrote[]>;
type Wrote = Omit<Written, "position">;

/** What wrote to the records of these files, by record. */
const writesOf = (
  memory: Memory,
  ledger: LedgerSource,
  files: readonly (readonly [RecordId, ReadonlySet<RecordId>])[],
): Promise<ByRecord> => writesTo(memory, ledger, [...new Set(files.flatMap(([, records]) => [...records]))]);

/** The actions that wrote to some records, each once and cut to them: one may have come itself and in several excerpts. */
export function actionsOn(sources: readonly ByRecord[], ids: Iterable<RecordId>): readonly Action[] {
  const found = new Map<ActionRef, { readonly action: Action; readonly tellings: Map<RecordId, Telling> }>();
  for (const id of ids)
    for (const source of sources)
      for (const { action, change, itself } of source.get(id) ?? []) {
        const ref = refOf(action);
        const known = found.get(ref) ?? { action, tellings: new Map<RecordId, Telling>() };
        found.set(ref, known);
        const told = known.tellings.get(id);
        known.tellings.set(id, told === undefined ? { change, itself } : toldTogether(told, { change, itself }));
      }
  return Array.from(found.values(), ({ action, tellings }) => ({
    ...action,
    changes: Array.from(tellings.values(), ({ change }) => change),
  }));
}

function addTo<Key, Each>(map: Map<Key, Each[]>, key: Key, each: Each): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [each]);
  else known.push(each);
}

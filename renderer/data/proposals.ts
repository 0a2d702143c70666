import { compareRefs, splitRef } from "../../shared/change/arrival-order.ts";
import type { ActionRef } from "../../shared/change/change.ts";
import { own } from "../../shared/change/heads.ts";
import { personProposed } from "../../shared/change/proposals.ts";
import { custodianShown, homeOf, personOf } from "../../shared/change/shown-order.ts";
import { authorityTable, groupsOf } from "../../shared/domain/authority-table.ts";
import { compareText } from "../../shared/domain/compare-text.ts";
import { type FeedId, type Json, type OfficeId, officeOf, type RecordId } from "../../shared/domain/primitives.ts";
import { writtenLate } from "./closings.ts";
import { officeName, writerOf, writesTo } from "./history.ts";
import type { Memory } from "./memory.ts";
import type { LedgerSource, LyingHere, ProposalOnDesk } from "./office-data.ts";

/**
 * Every open proposal, one for each record and action, by name of the person.
 *
 * @param about  the files looked at; left out: all. The ledger is read only for those
 */
export async function proposalsOnDesk(
  memory: Memory,
  ledger: LedgerSource,
  ownOffice: OfficeId,
  nameOf: (person: RecordId<"person">) => string,
  about?: ReadonlySet<RecordId>,
): Promise<readonly ProposalOnDesk[]> {
  const records = [...memory.state.proposals].filter(([record]) => {
    const person = about === undefined ? null : personNow(memory, record);
    return about === undefined || (person !== null && about.has(person));
  });
  if (records.length === 0) return [];
  const written = await writesTo(
    memory,
    ledger,
    records.map(([record]) => record),
  );
  const late = writtenLate(memory);
  const found: ProposalOnDesk[] = [];
  for (const [record, fields] of records) {
    const state = memory.records.get(record);
    const person = personNow(memory, record);
    const keeper = keeperNow(memory, person);
    for (const [by, proposed] of byAction(fields, homeOf(record))) {
      const action = written.get(record)?.find((each) => `${each.action.feed}:${each.action.number}` === by)?.action;
      const office = officeOf(splitRef(by).feed);
      const names = action === undefined ? null : writerOf(memory, ownOffice, action);
      found.push({
        record,
        by,
        personId: person,
        personName: person === null ? "" : nameOf(person) || nameProposed(proposed),
        isNew: state === undefined,
        office: names?.office ?? officeName(memory, office),
        clerk: names?.clerk ?? "",
        at: action?.at ?? "",
        reason: action?.reason ?? "",
        isOwn: office === ownOffice,
        late: late(by),
        keeper: keeper === null ? "" : officeName(memory, keeper),
        isOurs: mayDecide(memory, ownOffice, keeper, record, proposed),
        fields: proposed.map(({ field, to }) => ({ field, present: own(state?.values ?? {}, field) ?? null, to })),
      });
    }
  }
  return found.toSorted(
    (one, other) =>
      compareText(one.personName, other.personName) ||
      compareRefs(one.by, other.by) ||
      compareText(one.record, other.record),
  );
}

/** How many open proposals wait for this office: told by what is held alone, for it is asked after every save. */
export function countProposals(memory: Memory, ownOffice: OfficeId): number {
  let count = 0;
  for (const [record, fields] of memory.state.proposals) {
    const keeper = keeperNow(memory, personNow(memory, record));
    for (const proposed of byAction(fields, homeOf(record)).values())
      if (mayDecide(memory, ownOffice, keeper, record, proposed)) count += 1;
  }
  return count;
}

/** What is held of each feed without effect: open proposals, and what waits. */
export function lyingHere({ state: { proposals, waiting } }: Memory): readonly LyingHere[] {
  const found = new Map<FeedId, { readonly proposing: Set<ActionRef>; waiting: number }>();
  const of = (feed: FeedId) => {
    const known = found.get(feed) ?? { proposing: new Set(), waiting: 0 };
    found.set(feed, known);
    return known;
  };
  for (const fields of proposals.values())
    for (const heads of Object.values(fields)) for (const { by } of heads) of(splitRef(by).feed).proposing.add(by);
  for (const { feed } of waiting) of(feed).waiting += 1;
  return [...found].map(([feed, each]) => ({ feed, proposing: [...each.proposing], waiting: each.waiting }));
}

function personNow({ records, state }: Memory, record: RecordId): RecordId<"person"> | null {
  const held = records.get(record);
  return (held === undefined ? null : personOf(held)) ?? personProposed(state, record);
}

const keeperNow = ({ records }: Memory, person: RecordId | null): OfficeId | null =>
  person === null ? null : custodianShown(records.get(person));

interface ProposedField {
  readonly field: string;
  readonly to: Json;
}

/** What each action proposes of a record; where it belongs goes without saying. */
function byAction(
  fields: Readonly<Record<string, readonly { readonly by: ActionRef; readonly to: Json }[]>>,
  home: string,
): ReadonlyMap<ActionRef, readonly ProposedField[]> {
  const found = new Map<ActionRef, ProposedField[]>();
  for (const [field, heads] of Object.entries(fields)) {
    for (const { by, to } of heads) {
      const known = found.get(by) ?? [];
      found.set(by, field === home ? known : [...known, { field, to }]);
    }
  }
  return found;
}

/** Whether our office may write all of it. */
function mayDecide(
  { known }: Memory,
  ownOffice: OfficeId,
  keeper: OfficeId | null,
  record: RecordId,
  fields: readonly ProposedField[],
): boolean {
  const standing = ownOffice === keeper ? "custodian" : known.provinces.has(ownOffice) ? "province" : "other";
  return fields.every(({ field }) => authorityTable[groupsOf(record)(field)][standing] === "writes");
}

function nameProposed(fields: readonly ProposedField[]): string {
  const name = fields.find(({ field }) => field === "birthName")?.to;
  return typeof name === "string" ? name : "";
}

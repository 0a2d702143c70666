import { compareRefs, splitRef } from "../../shared/change/arrival-order.ts";
import type { Action, ActionRef } from "../../shared/change/change.ts";
import { own } from "../../shared/change/heads.ts";
import { personProposed } from "../../shared/change/proposals.ts";
import { askingIn } from "../../shared/change/second-word.ts";
import { custodianShown, homeOf, isPersonId, personOf } from "../../shared/change/shown-order.ts";
import { authorityTable, groupsOf, standingOf } from "../../shared/domain/authority-table.ts";
import { compareText } from "../../shared/domain/compare-text.ts";
import { type FeedId, type Json, type OfficeId, officeOf, type RecordId } from "../../shared/domain/primitives.ts";
import { mayDo } from "../../shared/domain/role-table.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import { writtenLate } from "./closings.ts";
import { officeName, writerOf, writesTo } from "./history.ts";
import type { Memory } from "./memory.ts";
import type { AskedOfSecond, LedgerSource, LyingHere, ProposalOnDesk } from "./office-data.ts";

/**
 * Every open proposal, one for each record and action, by name of the person.
 *
 * @param about  the files looked at; left out: all. The ledger is read only for those
 */
export async function proposalsOnDesk(
  memory: Memory,
  ledger: LedgerSource,
  { office: ownOffice, clerk: self }: Pick<Opened, "office" | "clerk">,
  nameOf: (person: RecordId<"person">) => string,
  about?: ReadonlySet<RecordId>,
): Promise<readonly ProposalOnDesk[]> {
  const records = [...memory.state.proposals].filter(([record]) => {
    if (about === undefined) return true;
    const person = personNow(memory, record) ?? askedAbout(memory, record);
    return person !== null && about.has(person);
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
    for (const [by, proposed] of byAction(fields, homeOf(record))) {
      const person = personNow(memory, record) ?? personAsked(memory, record, by);
      const keeper = keeperNow(memory, person);
      const waiting = memory.state.unconfirmed.get(by)?.action;
      const action =
        waiting ?? written.get(record)?.find((each) => `${each.action.feed}:${each.action.number}` === by)?.action;
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
        isOurs: waiting === undefined && mayDecide(memory, ownOffice, keeper, record, proposed),
        second: waiting === undefined ? null : askedOf(waiting, office === ownOffice && waiting.clerk === self.id),
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

/** How many open proposals wait for this office or for the clerk at this PC: told by what is held alone, for it is asked after every save. */
export function countProposals(
  memory: Memory,
  { office: ownOffice, clerk, duties }: Pick<Opened, "office" | "clerk" | "duties">,
): number {
  let count = 0;
  if (mayDo(duties, "confirm"))
    for (const { action, refused } of memory.state.unconfirmed.values())
      if (!refused && officeOf(action.feed) === ownOffice && action.clerk !== clerk.id) count += 1;
  for (const [record, fields] of memory.state.proposals) {
    const keeper = keeperNow(memory, personNow(memory, record));
    for (const [by, proposed] of byAction(fields, homeOf(record)))
      if (!memory.state.unconfirmed.has(by) && mayDecide(memory, ownOffice, keeper, record, proposed)) count += 1;
  }
  return count;
}

/** What is held of each feed without effect: open proposals, and what waits. */
export function lyingHere({ state: { proposals, waiting, unconfirmed } }: Memory): readonly LyingHere[] {
  const found = new Map<FeedId, { readonly proposing: Set<ActionRef>; waiting: number }>();
  const of = (feed: FeedId) => {
    const known = found.get(feed) ?? { proposing: new Set(), waiting: 0 };
    found.set(feed, known);
    return known;
  };
  for (const fields of proposals.values())
    for (const heads of Object.values(fields))
      for (const { by } of heads) if (!unconfirmed.has(by)) of(splitRef(by).feed).proposing.add(by);
  for (const { feed } of waiting) of(feed).waiting += 1;
  return [...found].map(([feed, each]) => ({ feed, proposing: [...each.proposing], waiting: each.waiting }));
}

function personNow({ records, state }: Memory, record: RecordId): RecordId<"person"> | null {
  const held = records.get(record);
  return (held === undefined ? null : personOf(held)) ?? personProposed(state, record);
}

/** Whose file a record would belong to by an action that waits for a second clerk. */
function personAsked({ state }: Memory, record: RecordId, by: ActionRef): RecordId<"person"> | null {
  const change = state.unconfirmed.get(by)?.action.changes.find((one) => one.record === record);
  const to = change?.fields[homeOf(record)]?.to;
  if (isPersonId(record)) return record;
  return typeof to === "string" && isPersonId(to) ? to : null;
}

function askedAbout(memory: Memory, record: RecordId): RecordId<"person"> | null {
  for (const heads of Object.values(memory.state.proposals.get(record) ?? {}))
    for (const { by } of heads) {
      const person = personAsked(memory, record, by);
      if (person !== null) return person;
    }
  return null;
}

function askedOf(action: Action, isMine: boolean): AskedOfSecond | null {
  const asking = askingIn(action);
  if (asking === undefined) return null;
  return { question: asking.record, audience: action.audience, records: action.changes.length - 1, isMine };
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
  const standing = standingOf(ownOffice, known.provinces.has(ownOffice), keeper);
  return fields.every(({ field }) => authorityTable[groupsOf(record)(field)][standing] === "writes");
}

function nameProposed(fields: readonly ProposedField[]): string {
  const name = fields.find(({ field }) => field === "birthName")?.to;
  return typeof name === "string" ? name : "";
}

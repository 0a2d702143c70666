import type { ActionRef, Arrival } from "../../shared/change/change.ts";
import type { Unconfirmed } from "../../shared/change/second-word.ts";
import { isPersonId, personOf } from "../../shared/change/shown-order.ts";
import type { OfficeState, ProposedFields } from "../../shared/change/state.ts";
import type { FeedId, OfficeId, RecordId } from "../../shared/domain/primitives.ts";
import type { Head } from "../../shared/ipc/ledger.ts";
import { type Derive, readPage } from "./page.ts";
import { makePagedRecords, type PagedRecords, type PlacedPage } from "./paged-records.ts";

/** Everything the ledger's entries up to `head` amount to. */
export interface Memory {
  readonly state: OfficeState;
  readonly records: PagedRecords; // those of `state`
  readonly known: KnownNames;
  /** Whose files, and which records of no file, are still to be judged again (`rejudge`): done before anybody asks, but for a crash. */
  readonly unjudged: Set<RecordId>;
  head: Head;
}

/** Names that entries bring beside the records. */
export interface KnownNames {
  readonly ownClerks: Map<string, string>; // by id, e.g. "c1"
  readonly clerks: Map<FeedId, Map<string, string>>; // of other offices, from the headers of their bundles
  readonly offices: Map<OfficeId, string>;
  readonly provinces: Set<OfficeId>; // a province's offices: those we exchange with that say so, and our own where it is one
}

export const nothingYet: Head = { position: 0, tag: "" };

export function emptyMemory(derive: Derive, pageRows?: number): Memory {
  return memoryWith(
    nothingYet,
    [],
    {
      depths: {},
      waiting: [],
      proposals: {},
      unconfirmed: [],
      early: [],
      unjudged: [],
      ownClerks: {},
      clerks: {},
      offices: {},
      provinces: [],
      stray: {},
      apart: {},
    },
    derive,
    pageRows,
  );
}

/** What is kept beside the pages of records, as the bytes of a page of its own. */
export function besidesBytes({ state, records, known, unjudged }: Memory): Uint8Array {
  const besides: Besides = {
    depths: Object.fromEntries([...state.depths].map(([feed, depths]) => [feed, differences(depths)])),
    waiting: state.waiting,
    proposals: Object.fromEntries(state.proposals),
    unconfirmed: [...state.unconfirmed],
    early: [...state.early],
    unjudged: [...unjudged],
    ownClerks: Object.fromEntries(known.ownClerks),
    clerks: Object.fromEntries([...known.clerks].map(([feed, names]) => [feed, Object.fromEntries(names)])),
    offices: Object.fromEntries(known.offices),
    provinces: [...known.provinces],
    stray: records.strayPositions(),
    apart: Object.fromEntries(state.apart),
  };
  return new TextEncoder().encode(JSON.stringify(besides));
}

/**
 * The memory that pages hold. Throws where bytes are not what was written; their seal was checked before.
 *
 * @param pages  number on the disk, tag there, and opened bytes
 */
export function readMemory(
  head: Head,
  besides: Uint8Array,
  pages: readonly { readonly id: number; readonly tag: string; readonly bytes: Uint8Array }[],
  derive: Derive,
  pageRows?: number,
): Memory {
  const placed = pages.map(({ id, tag, bytes }) => ({ id, tag, page: readPage(bytes) }));
  return memoryWith(head, placed, JSON.parse(new TextDecoder().decode(besides)) as Besides, derive, pageRows);
}

interface Besides {
  /** Each depth as its difference from the one before: nearly always 0 or 1. */
  readonly depths: Readonly<Record<FeedId, readonly number[]>>;
  readonly waiting: readonly Arrival[];
  readonly proposals: Readonly<Record<RecordId, ProposedFields>>;
  readonly unconfirmed: readonly (readonly [ActionRef, Unconfirmed])[];
  readonly early: readonly RecordId[];
  readonly unjudged: readonly RecordId[];
  readonly ownClerks: Readonly<Record<string, string>>;
  readonly clerks: Readonly<Record<FeedId, Readonly<Record<string, string>>>>;
  readonly offices: Readonly<Record<OfficeId, string>>;
  readonly provinces: readonly OfficeId[];
  readonly stray: Readonly<Record<RecordId, readonly number[]>>;
  readonly apart: Readonly<Record<ActionRef, number>>;
}

function memoryWith(
  head: Head,
  placed: readonly PlacedPage[],
  besides: Besides,
  derive: Derive,
  pageRows: number | undefined,
): Memory {
  const records = makePagedRecords(placed, besides.stray, derive, pageRows);
  const contested = new Map<RecordId, Set<RecordId>>();
  for (const record of records.withRivals()) {
    const person = personOf(record);
    if (person === null || person === record.id) continue;
    contested.set(person, (contested.get(person) ?? new Set()).add(record.id));
  }
  const handovers = new Map<RecordId, Set<RecordId>>();
  for (const { id, values } of records.ofKind("handover")) {
    const { file } = values;
    if (typeof file === "string" && isPersonId(file)) handovers.set(file, (handovers.get(file) ?? new Set()).add(id));
  }
  const provinces = new Set(besides.provinces);
  return {
    head,
    records,
    unjudged: new Set(besides.unjudged),
    state: {
      records,
      depths: new Map(Object.entries(besides.depths).map(([feed, steps]) => [feed, sums(steps)])),
      waiting: besides.waiting,
      authority: { provinces },
      proposals: new Map(Object.entries(besides.proposals) as [RecordId, ProposedFields][]),
      unconfirmed: new Map(besides.unconfirmed),
      early: new Set(besides.early),
      contested,
      handovers,
      apart: new Map(Object.entries(besides.apart)),
    },
    known: {
      ownClerks: new Map(Object.entries(besides.ownClerks)),
      clerks: new Map(Object.entries(besides.clerks).map(([feed, names]) => [feed, new Map(Object.entries(names))])),
      offices: new Map(Object.entries(besides.offices)),
      provinces,
    },
  };
}

const differences = (numbers: readonly number[]): readonly number[] =>
  numbers.map((number, i) => number - (numbers[i - 1] ?? 0));

function sums(steps: readonly number[]): number[] {
  let sum = 0;
  return steps.map((step) => {
    sum += step;
    return sum;
  });
}

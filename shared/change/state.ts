import type { FeedId, Json, OfficeId, RecordId } from "../domain/primitives.ts";
import type { ActionRef, Arrival } from "./change.ts";
import type { Unconfirmed } from "./second-word.ts";

/** One write that no other write has seen. */
export interface Head {
  readonly by: ActionRef;
  readonly to: Json;
}

/**
 * A record as its changes left it. Nearly every field has one head, written by the action that made the record,
 * so only what differs from that is spelled out.
 */
export interface RecordState {
  readonly id: RecordId;
  readonly values: Readonly<Record<string, Json>>; // the value shown for each field
  readonly first: ActionRef; // the write behind every field that `by` and `rivals` do not name
  readonly by: Readonly<Record<string, ActionRef>>; // single heads written by another action
  readonly rivals: Readonly<Record<string, readonly Head[]>>; // every head, best first, where values differ or writers do
}

/** Where records are kept while actions are applied: a map in tests, sealed pages in the program, an overlay in a preview. */
export interface Records {
  get(id: RecordId): RecordState | undefined;
  put(record: RecordState): void;
  /** Forget a record: none of its writes counts any more. */
  remove(id: RecordId): void;
  all(): Iterable<RecordState>;
}

/** Who decides in the files of others: offices of a province. */
export interface Authority {
  readonly provinces: ReadonlySet<OfficeId>;
}

/** Writes of one record by offices that may not write there: proposals, shown beside the record and never in it (CM-17). */
export type ProposedFields = Readonly<Record<string, readonly Head[]>>;

/** All that applying needs to know. `apply` changes it in place. */
export interface OfficeState {
  readonly records: Records;
  /** For each feed the causal depth of its actions 1, 2, 3 …; its length is the last number held. */
  readonly depths: Map<FeedId, number[]>;
  /** Actions that saw a write, or follow an action, that has not arrived. They change nothing yet. */
  waiting: readonly Arrival[];
  /** Feeds whose key was revoked, with the last action that counts: what is beyond takes its place and changes nothing (CM-16). */
  ended?: ReadonlyMap<FeedId, number>;
  /** Actions of such feeds that something held saw and that never came: nobody sends them any more, so nobody waits for them (CM-16). */
  gone?: ReadonlySet<ActionRef>;
  /** Null: everybody may write everything; for tests of the merge alone. */
  readonly authority: Authority | null;
  readonly proposals: Map<RecordId, ProposedFields>;
  /** Actions that wait for a second clerk, or were refused by one. */
  readonly unconfirmed: Map<ActionRef, Unconfirmed>;
  /** People of whose files something came before it was known who keeps them. */
  readonly early: Set<RecordId>;
  /** The office that holds this state: excerpts for it are unfolded. Absent: none are. */
  own?: OfficeId;
  /** Actions that came in excerpts, with their causal depths: their feeds are not received, or not these places of them (CM-18). */
  readonly apart: Map<ActionRef, number>;
  /** For each person the hand-overs of its file. Absent: `apply` collects them when needed. */
  handovers?: Map<RecordId, Set<RecordId>>;
  /** For each person the rows of its file that have rivals; may name too many. Absent: `apply` collects it when needed. */
  contested?: Map<RecordId, Set<RecordId>>;
}

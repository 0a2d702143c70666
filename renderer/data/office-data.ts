import type { ActionRef, Change } from "../../shared/change/change.ts";
import type { Excerpt } from "../../shared/change/excerpt.ts";
import type { KeptOnUndo } from "../../shared/change/invert.ts";
import type { Reopening } from "../../shared/change/reopen.ts";
import type { RivalWrite } from "../../shared/change/settle-rule.ts";
import type { RecordState } from "../../shared/change/state.ts";
import type { DuplicateCandidate } from "../../shared/domain/duplicates.ts";
import type { Positions } from "../../shared/domain/handover.ts";
import type { ColumnKey, ListFilters, ListOrder } from "../../shared/domain/people-columns.ts";
import type { Sex } from "../../shared/domain/person.ts";
import type { FeedId, Json, OfficeId, PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { QualityIssue } from "../../shared/domain/quality.ts";
import type { OpenKind, OpenTable, RecordOf } from "../../shared/domain/record-kinds.ts";
import type { FormName } from "../../shared/domain/sheets/crosswalk.ts";
import type { Weight } from "../../shared/exchange/brake.ts";
import type { ActionLine, Entry } from "../../shared/exchange/entry.ts";
import type { LineStretch } from "../../shared/exchange/long-lines.ts";
import type { Head, ShownEntry } from "../../shared/ipc/ledger.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import type { Preview } from "../../shared/ipc/preview.ts";
import type { ClosingGround, ClosingOnFile, Transfer } from "./closings.ts";
import type { Destination } from "./due-to-pass-on.ts";
import type { HandoverGround, HandoverOnFile } from "./handovers.ts";
import type { QualityBoard, QualityList, QualityQuery } from "./quality-board.ts";
import type { RotationQueries } from "./rotation/queries.ts";

export type { ClosingGround, ClosingOnFile, Transfer } from "./closings.ts";
export type { Destination } from "./due-to-pass-on.ts";
export type { HandoverGround, HandoverOnFile } from "./handovers.ts";
export type { QualityBoard, QualityList, QualityQuery, QualityRow } from "./quality-board.ts";
export type * from "./rotation/queries.ts";

/** One line of the people list. */
export interface PersonRow {
  readonly id: RecordId<"person">;
  readonly name: string;
  readonly sex: Sex | null;
  readonly birthDate: PartialDate | null;
  readonly title: string; // post held today: substantive before acting before concurrent; "" where none
  readonly unit: string;
  readonly conflicts: number;
  readonly findings: number;
  readonly cells?: readonly ({ readonly code: string; readonly text: string } | null)[]; // of the columns asked for; null: empty
}

export interface PeopleQuery {
  readonly text: string; // as typed; marks optional; "" finds all
  readonly order: ListOrder;
  readonly descending?: boolean;
  readonly filters?: ListFilters;
  readonly columns?: readonly ColumnKey[];
}

/** Two files that may be about one person, as the list shows them. */
export interface DuplicatePair extends DuplicateCandidate {
  readonly people: readonly [PersonRow, PersonRow];
}

/** What people that were marked have in common. Each of them is counted once. */
export interface PeopleCount {
  readonly total: number;
  readonly women: number;
  readonly partyMembers: number;
  readonly minority: number;
  readonly withoutPost: number;
}

/** A search's answer: how many, and a key under which windows of its rows can be fetched until the next search. */
export interface PeopleFound {
  readonly total: number;
  readonly key: number;
}

/** One step in the life of a field. */
export interface HistoryStep {
  readonly field: string;
  readonly from: Json | null; // what the writer saw; null at the first entry
  readonly to: Json;
  readonly by: ActionRef;
  readonly saw: readonly ActionRef[]; // the writes its writer had before them
  readonly depth: number; // causal depth of the action (CM-9)
  readonly clerk: string; // name; the id where the name is not known
  readonly office: string;
  readonly at: string; // local clock note of the writer
  readonly purpose: string;
  readonly reason: string;
  readonly position: number; // entry in our ledger
  /** What a second clerk said of a weighty write; "alone": none was asked. Left out: it needed none, or we cannot know. */
  readonly second?: "waits" | "refused" | "confirmed" | "alone";
}

/** One action in names. */
export interface ActionNamed {
  readonly number: number;
  readonly at: string; // local clock note of the writer
  readonly about: readonly { readonly id: RecordId; readonly name: string; readonly kinds: readonly string[] }[];
  readonly more: number; // people and records beyond those
}

/** How one own action is taken back: the changes of an ordinary action, whose files they touch, and what stays as it is. */
export interface UndoPlan {
  readonly purpose: string; // of the action to be taken back
  readonly audience: readonly OfficeId[]; // offices that were told of it, or keep the files now
  readonly changes: readonly Change[];
  readonly kept: readonly (KeptOnUndo & {
    readonly personId: RecordId<"person"> | null;
    readonly personName: string;
  })[];
}

/** How the conflicts that one own action settled come back onto the desk: an action for each round, in this order. */
export interface ReopenPlan extends Reopening {
  readonly audience: readonly OfficeId[];
}

/** A field with more than one head that differ. */
export interface ConflictOnDesk {
  readonly record: RecordId;
  readonly personId: RecordId<"person"> | null;
  readonly personName: string;
  readonly unitId: RecordId<"unit"> | null; // that the record is about, else where the person serves now
  readonly custodian: OfficeId | null; // who keeps the file; null: the record is in none
  readonly ours: boolean; // what this office writes there counts: else its decision is only a proposal (CM-17)
  readonly field: string;
  readonly heads: readonly (RivalWrite & {
    readonly origin: ActionRef; // the write that first said the value, where a settlement was taken back; else `by`
    readonly office: string;
    readonly clerk: string;
    readonly at: string;
    readonly reason: string;
    readonly decision: RecordId<"decision"> | null; // the paper it was written on
  })[];
  readonly before: Json | null; // the value both had seen, where there is one
}

/** What one office proposes of one record that it may not write (CM-17). */
export interface ProposalOnDesk {
  readonly record: RecordId;
  readonly by: ActionRef;
  readonly personId: RecordId<"person"> | null;
  readonly personName: string;
  readonly isNew: boolean; // the record itself is only proposed
  readonly office: string; // who proposes
  readonly clerk: string;
  readonly at: string; // local clock note of the writer
  readonly reason: string;
  readonly isOwn: boolean; // our own office proposes it
  readonly late: boolean; // its office had been closed before
  readonly keeper: string; // the office that keeps the file
  readonly isOurs: boolean; // our office may decide on it
  readonly second: AskedOfSecond | null; // it waits for a second clerk of its own office; null: for the keeper's word
  readonly fields: readonly { readonly field: string; readonly present: Json | null; readonly to: Json }[];
}

/** A question to a second clerk: confirmed or refused as one, whatever number of records its action is about (CM-20). */
export interface AskedOfSecond {
  readonly question: RecordId;
  readonly audience: readonly OfficeId[]; // an answer goes where the question went
  readonly records: number; // that the action is about
  readonly isMine: boolean; // written by the clerk at this PC, who can only take it back
}

/** Actions of one feed that are held and have no effect. */
export interface LyingHere {
  readonly feed: FeedId;
  readonly proposing: readonly ActionRef[]; // of which something is an open proposal
  readonly waiting: number; // that saw what has not come
}

/** Something odd in meaning: saved, and waiting for a person. `rule` names the check (see shared/domain/findings.ts). */
export interface FindingOnDesk {
  readonly rule: string;
  readonly personId: RecordId<"person"> | null;
  readonly personName: string;
  readonly records: readonly RecordId[];
  readonly facts: Readonly<Record<string, string>>;
}

export interface AcceptedFindingOnDesk extends FindingOnDesk {
  readonly by: RecordId<"accepted-finding">;
  readonly reason: string;
}

/** What taking a bundle would change. Counts close: applied + waiting + held + refused = actions. */
export interface ArrivalPlan {
  readonly actions: number;
  readonly applied: number;
  readonly waiting: number;
  readonly held: number;
  readonly refused: number;
  readonly proposing: readonly ActionRef[]; // those that are held: something of them is only a proposal
  readonly weight: Weight;
  /** By unit of the person and by kind of record: created, changed fields, new conflicts; names on click, by `arrivingPeople`. */
  readonly groups: readonly {
    readonly unit: string; // "" where the record has none
    readonly kind: string;
    readonly created: number;
    readonly changed: number;
    readonly conflicts: number;
    readonly people: number;
  }[];
}

/** What would change of one person in a group of a plan. */
export interface ArrivingPerson {
  readonly id: RecordId; // of the person, or of the record where it is in no file
  readonly name: string;
  readonly created: number;
  readonly changed: number;
  readonly conflicts: number;
  readonly fields: readonly string[]; // that change or come into conflict
}

/** What taking it asks to be said to main. */
export type ArrivalWeight = Pick<ArrivalPlan, "proposing" | "weight">;

export interface OpeningProgress {
  readonly step: "reading" | "catching-up" | "rebuilding";
  readonly done: number;
  readonly total: number;
}

/**
 * The office's records, as a page sees them. The work is done in a worker; every answer is a plain copy.
 * Nothing here changes a record: a change goes through `ledger.append`, and its entry comes back by `take`.
 */
export interface OfficeData extends RotationQueries {
  /** Rises with every entry taken; `subscribe` says when. */
  version(): number;
  subscribe(listener: () => void): () => void;
  head(): Head;
  /** Fold a new ledger entry into the working copy. Resolves when lists and search show it; Dexie follows behind. */
  take(entry: Entry | null, head: Head): Promise<void>;

  searchPeople(query: PeopleQuery): Promise<PeopleFound>;
  peopleRows(key: number, from: number, to: number): Promise<readonly PersonRow[]>;
  /** Ids of a search's answer, in its order. */
  foundIds(key: number, from: number, to: number): Promise<readonly RecordId<"person">[]>;
  countPeople(ids: readonly RecordId<"person">[]): Promise<PeopleCount>;
  /** Files that may be about one person and that nobody has told apart, the likeliest first. */
  duplicates(): Promise<readonly DuplicatePair[]>;
  qualityBoard(form: FormName): Promise<QualityBoard>;
  qualityList(query: QualityQuery): Promise<QualityList>;
  /** What there is to do about one file. */
  qualityOf(form: FormName, id: RecordId<"person">): Promise<readonly QualityIssue[]>;
  /** Files whose missing-data sheets bear this code. */
  bearersOf(code: string): Promise<readonly RecordId<"person">[]>;
  /** Every file about the person of an id, the kept one first. */
  filesOf(id: RecordId<"person">): Promise<readonly RecordId<"person">[]>;
  /** For each id the file that is shown for it: another one where two files turned out to be about one person. */
  keptOf(ids: readonly RecordId<"person">[]): Promise<Readonly<Record<string, RecordId<"person">>>>;
  /** A record with its heads, for a form that will say what it saw. Null: no such record. */
  held(id: RecordId): Promise<RecordState | null>;
  /** All records of a kind that are not withdrawn. */
  all<Kind extends Exclude<OpenKind, "person">>(kind: Kind): Promise<readonly RecordOf<Kind>[]>;
  /** Every record of a kind with its heads, withdrawn ones too, for comparing a whole workbook with what is on file. */
  states(kind: OpenKind): Promise<readonly RecordState[]>;
  person(id: RecordId<"person">): Promise<RecordOf<"person"> | null>;
  /** People by id, for tables of moves and their lists of names. */
  names(ids: readonly RecordId<"person">[]): Promise<Readonly<Record<string, string>>>;
  /** The rows of one table of a person's file, each with its heads; withdrawn ones too. */
  rowsOf(kind: OpenTable, personId: RecordId<"person">): Promise<readonly RecordState[]>;
  /** Records of a kind whose field has exactly this value; withdrawn ones are left out. */
  where<Kind extends OpenKind>(kind: Kind, field: string, value: Json): Promise<readonly RecordOf<Kind>[]>;
  assignmentsOf(personId: RecordId<"person">): Promise<readonly RecordOf<"assignment">[]>;
  rotationsOf(personId: RecordId<"person">): Promise<readonly RecordOf<"rotation">[]>;
  /**
   * Every protected record of a person with its heads, withdrawn ones too; whoever calls this has noted the access in the
   * ledger first.
   */
  protectedRowsOf(personId: RecordId<"person">): Promise<readonly RecordState[]>;
  history(id: RecordId): Promise<readonly HistoryStep[]>;
  /** As `history`, of many records in one walk through the ledger; of open kinds, or after the access was noted. */
  histories(ids: readonly RecordId[]): Promise<Readonly<Record<RecordId, readonly HistoryStep[]>>>;
  /** What actions are about, by the names that are on file now; those that are no actions of ours are left out. */
  actionsNamed(lines: readonly ActionLine[]): Promise<readonly ActionNamed[]>;
  /** What would take one own action back, and what of it stays. Null: the ledger has no such action of this office. */
  undoOf(ref: ActionRef): Promise<UndoPlan | null>;
  /** What would lay the conflicts that an own action settled on the desk again. Null: no such action of this office. */
  reopenOf(ref: ActionRef): Promise<ReopenPlan | null>;
  conflicts(): Promise<readonly ConflictOnDesk[]>;
  /** What offices proposed in files that they do not keep, and nobody has decided on; of one person, or of all. */
  proposals(person?: RecordId<"person">): Promise<readonly ProposalOnDesk[]>;
  /** What is held of each feed without effect. */
  lying(): Promise<readonly LyingHere[]>;
  /** Hand-overs of files that concern us, the newest first; of one person, or of all. */
  handovers(person?: RecordId<"person">): Promise<readonly HandoverOnFile[]>;
  /** Files that have left the province, by name: of these no list knows any more. */
  departures(): Promise<readonly HandoverOnFile[]>;
  /** What handing a file over would start from; null: nobody is known to keep it. */
  handoverGround(file: RecordId<"person">): Promise<HandoverGround | null>;
  /** What closing an office would start from; null: it is closed already, or not known. */
  closingGround(office: OfficeId): Promise<ClosingGround | null>;
  /** Offices that were closed, the newest first. */
  closings(): Promise<readonly ClosingOnFile[]>;
  /** At a province: files that closed offices keep and a rule places; at most so many. */
  transfersDue(most: number): Promise<readonly Transfer[]>;
  /** The last action held of each feed of an office. */
  positionsOf(office: OfficeId): Promise<Positions>;
  /**
   * At a province: what offices are still to be told of files that they receive, gave or keep; each list goes in one action.
   *
   * @param going  files that are about to go to an office: these alone
   */
  dueToPassOn(going?: readonly Destination[]): Promise<readonly (readonly Excerpt[])[]>;
  findings(): Promise<readonly FindingOnDesk[]>;
  /** Those about one person. */
  findingsAbout(personId: RecordId<"person">): Promise<readonly FindingOnDesk[]>;
  /** Conflicts, proposals that wait for us, and open findings as far as they are known; `subscribe` tells when more are. */
  countOnDesk(): Promise<number>;
  /** Findings that a person looked at and let stand, with the record that says so. */
  acceptedFindings(): Promise<readonly AcceptedFindingOnDesk[]>;
  plan(arriving: Arriving): Promise<ArrivalPlan>;
  /** People of one group of the newest plan, in its order: of a large bundle they would be too many to cross at once. */
  arrivingPeople(group: number, from: number, to: number): Promise<readonly ArrivingPerson[]>;
  /** The same of a bundle that nobody looks at by itself: no names cross. */
  weigh(arriving: Arriving): Promise<ArrivalWeight>;
  stateHash(): Promise<string>;
  counts(): Promise<Readonly<Record<string, number>>>; // records a kind
  /** Wait until Dexie has caught up with memory. Resolves also where it could not be written: it is only a copy. */
  settled(): Promise<void>;
  close(): void;
}

/** Bundles in staging: their lines, or what is said of them where they are long. */
export type Arriving = Pick<Preview, "token" | "lines" | "long">;

export type { ShownEntry } from "../../shared/ipc/ledger.ts";

export interface PlacedEntry {
  readonly position: number;
  readonly entry: Entry;
}

/** Read entries of the ledger, for catching up. */
export interface LedgerSource {
  read(after: number, bytes: number): Promise<{ readonly entries: readonly PlacedEntry[]; readonly head: Head }>;
  at(positions: readonly number[]): Promise<readonly PlacedEntry[]>;
}

/** The same with what has come and is not in the ledger yet. */
export interface WholeLedger extends LedgerSource {
  /** All lines of bundles that lie in staging. */
  staged(arriving: Arriving): Promise<readonly ActionLine[]>;
}

/**
 * What the page asks main for on the worker's behalf: never more at once than its own thread passes on between two frames. As
 * `ledger.read`, `ledger.at`, `ledger.lines` and `bundle.lines` have it.
 */
export interface LedgerStretches {
  read(after: number, bytes: number): Promise<{ readonly entries: readonly ShownEntry[]; readonly head: Head }>;
  at(positions: readonly number[]): Promise<{ readonly entries: readonly ShownEntry[] }>;
  /** The bytes of a stretch are given away, not shared. */
  lines(position: number, at: number): Promise<LineStretch>;
  staged(token: string, at: number): Promise<LineStretch>;
}

/** Open the working copy for this store: equal head → go, behind → catch up, anything else → drop and rebuild. */
export type OpenOfficeData = (
  opened: Opened,
  ledger: LedgerStretches,
  progress: (at: OpeningProgress) => void,
) => Promise<OfficeData>;

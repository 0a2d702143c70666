import type { Value } from "./lines.ts";
import type { Expected, View } from "./records.ts";

/**
 * The judge of a run: told what clerks asked for, what was sent and what every PC shows after each step, it says what is wrong.
 * It shares no code with the program and believes nothing that a PC says of itself.
 */
export interface Judge {
  /** A save was acknowledged, or nobody answered: then its line may turn up or not. */
  saved(pc: string, asked: Asked, line: SavedLine | null): void;
  /** A PC goes on under a new feed; what came after `upTo` is issued again. */
  renewed(
    pc: string,
    former: string,
    next: { readonly feed: string; readonly upTo: number; readonly reissued: number },
  ): void;
  /** Another PC runs from a copy of a PC's disk. */
  copied(copy: string, pc: string): void;
  /** An edition of the registry of keys is in force, as the file of the province says. */
  published(edition: string): void;
  /** An older copy of its disk was put back. */
  putBack(pc: string, backup: Backup): void;
  backup(pc: string): Backup;
  /** The province decided where a feed ends. */
  revoked(feed: string): void;
  /** A bundle was packed; its facts are those of the moment. `signature`: the file beside it; `edition`: of the registry, that the PC follows. */
  packed(pc: string, parcel: string, out: { readonly signature: string; readonly edition: number }): void;
  delivered(pc: string, parcel: string, answer: Answer): void;
  looks(pc: string, look: Look): void;
  /** All that can be delivered has been. `everybody`: each exchanges with each and is told everything. */
  end(pcs: readonly string[], everybody: boolean): Ending;
  /** Something that no step may do, seen by whoever runs the steps. */
  fault(text: string): void;
  readonly faults: readonly string[];
  readonly counts: Counts;
  expected(pc: string): Expected;
  ownFeed(pc: string): string;
}

export interface Asked {
  readonly audience: readonly string[];
  readonly changes: readonly {
    readonly record: string;
    readonly fields: Readonly<Record<string, { readonly saw: readonly string[]; readonly to: Value }>>;
  }[];
}

export interface SavedLine {
  readonly feed: string;
  readonly number: number;
  readonly line: string;
}

export interface ReceiptSeen {
  readonly by: string;
  readonly feed: string;
  readonly upTo: number;
  readonly head: string;
  readonly waiting: readonly number[];
  readonly counted: number;
}

export interface Answer {
  readonly kind: string; // "taken", or the problem's
  readonly receipts: readonly ReceiptSeen[];
  readonly edition: number; // of the registry, that the PC followed before; 0: none
}

/** What a PC shows. `lines` and `imports`: since the last look, or from its ledger's first entry on where `fresh`. */
export interface Look {
  readonly office: string;
  readonly feed: string;
  readonly fresh: boolean;
  readonly lines: readonly SavedLine[];
  readonly imports: readonly {
    readonly sum: Readonly<Record<"applied" | "waiting" | "held" | "refused", number>>;
    readonly lines: readonly SavedLine[];
  }[];
  readonly view: View;
  readonly viewText: string; // the view as one text
  readonly digest: string; // the program's own hash of its state
  readonly ended: readonly { readonly feed: string; readonly upTo: number }[];
  readonly gone: readonly string[]; // places that it says nobody sends any more
  readonly confirmed: readonly { readonly feed: string; readonly upTo: number }[];
  readonly forks: readonly {
    readonly feed: string;
    readonly at: number;
    readonly heads: readonly string[];
    readonly decided: boolean;
  }[];
}

export interface Counts {
  looks: number;
  fields: number;
  conflicts: number;
  proposals: number;
  waited: number;
  gone: number; // places of ended feeds that were seen and never came
  receipts: number;
  sameHoldings: number; // times that two PCs held the same and had to show the same
  forksSeen: number;
  passedOn: number; // lines of files that came in a province's excerpts
  handedOver: number; // files that are not with their first keeper, at each look
  lateEdits: number; // open proposals of an office in a file that it handed over
  keysEnded: number; // bundles under a key that had ended where they came
}

export interface Ending {
  readonly clean: number; // PCs on the main branch of every feed, that lost nothing of their own
  readonly behind: number; // PCs that missed a part of a feed that nobody sends any more
  readonly setBack: readonly string[];
  readonly shared: number; // records compared between a district and its province
  readonly states: number; // different records and proposals among the clean PCs: one, where everybody is told everything
  readonly hash: string; // of all that the province holds in common with its districts
}

export type Backup = ReadonlyMap<string, readonly string[]>;

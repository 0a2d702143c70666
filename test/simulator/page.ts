import { dueToPassOn } from "../../renderer/data/due-to-pass-on.ts";
import { foldEntry, readLine } from "../../renderer/data/entries.ts";
import { handoverGround, handoversOnFile, positionsOf } from "../../renderer/data/handovers.ts";
import { judgeAgain, judgeTried } from "../../renderer/data/judge-again.ts";
import { emptyMemory } from "../../renderer/data/memory.ts";
import type { LedgerSource, OfficeData } from "../../renderer/data/office-data.ts";
import { refOf } from "../../shared/change/change.ts";
import { headsOf } from "../../shared/change/heads.ts";
import { tryImport } from "../../shared/change/plan-import.ts";
import type { OfficeState } from "../../shared/change/state.ts";
import type { ActionLine, Entry } from "../../shared/exchange/entry.ts";
import type { Opened } from "../../shared/ipc/contract.ts";
import type { View } from "./judge/records.ts";

/** What handing files over asks of the page's records. */
export type Desk = Pick<OfficeData, "held" | "handovers" | "handoverGround" | "positionsOf" | "dueToPassOn">;

/** The records of one PC as its page works them out of the ledger, entry by entry, with the product's own working copy. */
export interface Page {
  readonly state: OfficeState;
  readonly desk: Desk;
  readonly position: () => number; // last ledger entry read
  take(entries: readonly { readonly position: number; readonly entry: Entry }[]): Promise<void>;
  /** Which of the lines of a preview would be only proposals. */
  proposing(lines: readonly ActionLine[]): Promise<ReadonlySet<string>>;
  view(): View;
}

export function openPage(opened: Opened): Page {
  const { office, level, ended, gone } = opened;
  const memory = emptyMemory(() => ({}));
  const { state, records, known } = memory;
  state.own = office;
  state.ended = new Map(ended.map(({ feed, upTo }) => [feed, upTo]));
  state.gone = new Set(gone);
  if (level === "province") known.provinces.add(office);
  const entries = new Map<number, Entry>();
  const ledger: LedgerSource = {
    read: () => Promise.reject(new Error("the page reads by itself")),
    at: async (positions) => positions.map((position) => ({ position, entry: entries.get(position)! })),
  };
  const checked = new Map<string, number>();
  const nameOf = (): string => "";
  return {
    state,
    desk: {
      held: async (id) => records.get(id) ?? null,
      handovers: async (person) => handoversOnFile(memory, opened, nameOf, person && [person]),
      handoverGround: async (file) => handoverGround(memory, opened, file, nameOf),
      positionsOf: async (of) => positionsOf(memory, of),
      dueToPassOn: (going) => dueToPassOn(memory, ledger, opened, checked, going),
    },
    position: () => memory.head.position,
    async take(some) {
      for (const { position, entry } of some) {
        entries.set(position, entry);
        foldEntry(memory, position, entry);
        memory.head = { position, tag: "" };
      }
      await judgeAgain(memory, ledger);
    },
    async proposing(lines) {
      const arrivals = lines.map(readLine).filter((arrival) => arrival !== null);
      const { proposing } = await judgeTried(memory, ledger, tryImport(state, arrivals));
      const places = new Set(lines.map(({ feed, number }) => `${feed}:${number}`));
      return new Set([...proposing].filter((place) => places.has(place)));
    },
    view: () => viewOf(state),
  };
}

/** The state as plain words, for the judge. */
function viewOf(state: OfficeState): View {
  const records: Record<string, View["records"][string]> = {};
  for (const record of state.records.all())
    records[record.id] = Object.fromEntries(Object.keys(record.values).map((field) => [field, headsOf(record, field)]));
  const proposals = Object.fromEntries(state.proposals) as Record<string, View["records"][string]>;
  return {
    records,
    proposals,
    waiting: state.waiting.map(refOf),
    reached: Object.fromEntries(Array.from(state.depths, ([feed, depths]) => [feed, depths.length])),
  };
}

import { create } from "zustand";
import type { Peer } from "../../shared/exchange/header.ts";
import type { Problem } from "../../shared/problem.ts";
import type { HandoverOnFile } from "../services/hand-over.ts";
import { openReceiver, type SealedWords, sealFile } from "../services/leave-province.ts";
import { type Office, watchRecords } from "../services/office.ts";
import { shownHead } from "../services/printed-head.ts";

export type { SealedWords } from "../services/leave-province.ts";

/** Sealing a file that has left for whoever receives it. */
export interface Departure {
  readonly receiver: { readonly token: string; readonly peer: Peer } | null; // whom the opened sheet claims to be
  readonly typed: string; // digits of its stamped copy
  readonly busy: boolean;
  readonly left: "cancelled" | { readonly fileName: string; readonly place: string; readonly number: number } | null;
  readonly problem: Problem | null;
  readonly open: () => Promise<void>;
  readonly type: (typed: string) => void;
  readonly seal: (handover: HandoverOnFile, words: SealedWords) => Promise<void>;
  readonly close: () => void;
  /** Where the ledger stands, as papers show it. */
  readonly head: () => string;
}

export const createDeparture = (office: Office) =>
  create<Departure>()((set, get) => ({
    receiver: null,
    typed: "",
    busy: false,
    left: null,
    problem: null,
    open: async () => {
      set({ problem: null, left: null, typed: "" });
      const opened = await openReceiver(office);
      set(opened.ok ? { receiver: opened.value } : { problem: opened.problem });
    },
    type: (typed) => set({ typed, problem: null }),
    seal: async (handover, words) => {
      const { receiver, typed, busy } = get();
      if (receiver === null || busy) return;
      set({ busy: true, problem: null });
      const sealed = await sealFile(office, handover, receiver.token, typed, words);
      set(
        sealed.ok
          ? { busy: false, receiver: null, left: sealed.value ?? "cancelled" }
          : { busy: false, problem: sealed.problem },
      );
    },
    close: () => !get().busy && set({ receiver: null, problem: null }),
    head: () => shownHead(office.data),
  }));

/** Everybody whose file has left. */
export interface Departed {
  readonly all: readonly HandoverOnFile[];
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
}

export const createDeparted = (office: Office) =>
  create<Departed>()((set, get) => ({
    all: [],
    load: async () => set({ all: await office.data.departures() }),
    follow: () => watchRecords(office, () => void get().load()),
  }));

import { create } from "zustand";
import type { Duty } from "../../shared/domain/role-table.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import {
  addClerk,
  type ClerkLine,
  changeClerk,
  changeOwnPassphrase,
  clerksHere,
  removeClerk,
  renewRecoveryKey,
  resetPassphrase,
} from "../services/clerks.ts";
import type { Office } from "../services/office.ts";
import { groupsOf, type KeyShown } from "./start.ts";

export type { ClerkLine } from "../services/clerks.ts";
export { may } from "../services/clerks.ts";

/** What is being done in the dialog; null: nothing. */
export type Doing =
  | { readonly what: "add"; readonly draft: ClerkDraft }
  | { readonly what: "change" | "reset" | "remove"; readonly clerk: ClerkLine; readonly draft: ClerkDraft }
  | { readonly what: "own"; readonly draft: ClerkDraft }
  | { readonly what: "recovery"; readonly key: KeyShown | null; readonly draft: ClerkDraft };

export interface ClerkDraft {
  readonly name: string;
  readonly role: string;
  readonly duties: readonly Duty[];
  readonly old: string;
  readonly passphrase: string;
  readonly again: string;
}

interface Clerks {
  readonly clerks: readonly ClerkLine[] | null; // null: not read yet
  readonly doing: Doing | null;
  readonly saving: boolean;
  readonly problem: Problem | null;
  readonly changed: boolean; // the own passphrase, since the screen was opened
  readonly load: () => Promise<void>;
  readonly begin: (what: Doing["what"], clerk?: ClerkLine) => void;
  readonly edit: (patch: Partial<ClerkDraft>) => void;
  readonly typeBack: (which: 0 | 1, text: string) => void;
  readonly save: () => Promise<boolean>;
  readonly close: () => void;
}

const blank: ClerkDraft = { name: "", role: "", duties: ["enter"], old: "", passphrase: "", again: "" };

/** Who works on this PC, and the dialogs about them. Passphrases are forgotten with the dialog. */
export const createClerks = (office: Office, pickTwo: (count: number) => readonly [number, number]) =>
  create<Clerks>()((set, get) => {
    const perform = async (doing: Doing): Promise<Result<unknown, Problem>> => {
      const { name, role, duties, old, passphrase } = doing.draft;
      const said = { name, role, duties: [...duties] };
      switch (doing.what) {
        case "add":
          return addClerk(office, { ...said, passphrase });
        case "change":
          return changeClerk(office, { id: doing.clerk.id, ...said });
        case "reset":
          return resetPassphrase(office, { id: doing.clerk.id, passphrase });
        case "remove":
          return removeClerk(office, doing.clerk.id);
        case "own":
          return changeOwnPassphrase(office.desktop, { old: office.opened.recovered ? null : old, next: passphrase });
        case "recovery":
          return renewRecoveryKey(office);
      }
    };
    return {
      clerks: null,
      doing: null,
      saving: false,
      problem: null,
      changed: false,
      load: async () => {
        const listed = await clerksHere(office);
        if (listed.ok) set({ clerks: listed.value.clerks });
        else set({ problem: listed.problem });
      },
      begin: (what, clerk) => {
        const draft = clerk === undefined ? blank : { ...blank, ...clerk };
        const about = { what, clerk, draft, key: null } as Doing; // what is about a clerk is begun with one
        set({ doing: about, problem: null, changed: false });
      },
      edit: (patch) =>
        set(({ doing }) => ({ doing: doing && { ...doing, draft: { ...doing.draft, ...patch } }, problem: null })),
      typeBack: (which, text) => {
        const { doing } = get();
        if (doing?.what !== "recovery" || doing.key === null) return;
        const { typed } = doing.key;
        set({ doing: { ...doing, key: { ...doing.key, typed: which === 0 ? [text, typed[1]] : [typed[0], text] } } });
      },
      save: async () => {
        const { doing, saving } = get();
        if (doing === null || saving) return false;
        if (doing.what === "recovery" && doing.key !== null) return true; // it has been put away
        set({ saving: true, problem: null });
        const done = await perform(doing);
        set({ saving: false });
        if (!done.ok) {
          set({ problem: done.problem });
          return false;
        }
        if (doing.what === "recovery") {
          const groups = groupsOf((done.value as { readonly recoveryKey: string }).recoveryKey);
          const key: KeyShown = { groups, asked: pickTwo(groups.length), typed: ["", ""], file: null };
          set({ doing: { ...doing, key } });
          return false;
        }
        set({ changed: doing.what === "own" });
        await get().load();
        return true;
      },
      close: () => set({ doing: null, problem: null }),
    };
  });
export type ClerksStore = ReturnType<typeof createClerks>;

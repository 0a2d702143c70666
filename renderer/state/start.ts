import { create } from "zustand";
import type { OfficeLevel, Opened } from "../../shared/ipc/office.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { NewOffice } from "../services/create-office.ts";
import { suggestOfficeId } from "../services/suggest-office-id.ts";

export interface StartDraft {
  readonly officeName: string;
  readonly office: string;
  readonly level: OfficeLevel;
  readonly clerkName: string;
  readonly clerkRole: string;
  readonly passphrase: string;
  readonly again: string;
}

/** The recovery key on the screen, in its groups, and which two have to be typed back. */
export interface KeyShown {
  readonly groups: readonly string[];
  readonly asked: readonly [number, number];
  readonly typed: readonly [string, string];
  readonly file: string | null; // where it was printed to
}

export interface Start {
  readonly draft: StartDraft;
  readonly working: boolean;
  readonly problem: Problem | null;
  readonly key: KeyShown | null; // null: the form is shown
  readonly edit: (patch: Partial<StartDraft>) => void;
  readonly create: () => Promise<void>;
  readonly print: () => Promise<void>;
  readonly typeBack: (which: 0 | 1, text: string) => void;
  readonly goOn: () => Promise<void>;
}

export interface StartServices {
  readonly createOffice: (
    asked: NewOffice,
  ) => Promise<Result<{ readonly recoveryKey: string; readonly opened: Opened }, Problem>>;
  readonly printKey: () => Promise<Result<string | null, Problem>>;
  readonly enter: (opened: Opened) => Promise<void>;
  /** Two different places below a count, in order. */
  readonly pickTwo: (count: number) => readonly [number, number];
}

const blank: StartDraft = {
  officeName: "",
  office: "",
  level: "district",
  clerkName: "",
  clerkRole: "",
  passphrase: "",
  again: "",
};

/** The screen that makes a new office: a form, then the recovery key, then in. */
export const createStart = ({ createOffice, printKey, enter, pickTwo }: StartServices) => {
  let opened: Opened | null = null; // waits until the key has been put away
  return create<Start>()((set, get) => ({
    draft: blank,
    working: false,
    problem: null,
    key: null,
    edit: (patch) =>
      set(({ draft }) => {
        const next = { ...draft, ...patch };
        // The code follows the name until somebody writes another one.
        const followed = draft.office === suggestOfficeId(draft.officeName);
        const office = patch.office === undefined && followed ? suggestOfficeId(next.officeName) : next.office;
        return { draft: { ...next, office }, problem: null };
      }),
    create: async () => {
      if (get().working) return;
      set({ working: true, problem: null });
      const { again: _, ...asked } = get().draft;
      const made = await createOffice(asked);
      if (!made.ok) return set({ working: false, problem: made.problem });
      opened = made.value.opened;
      const groups = groupsOf(made.value.recoveryKey);
      set({
        working: false,
        draft: { ...get().draft, passphrase: "", again: "" },
        key: { groups, asked: pickTwo(groups.length), typed: ["", ""], file: null },
      });
    },
    print: async () => {
      const printed = await printKey();
      const { key } = get();
      if (key === null) return;
      if (printed.ok) set({ key: { ...key, file: printed.value ?? key.file }, problem: null });
      else set({ problem: printed.problem });
    },
    typeBack: (which, text) => {
      const { key } = get();
      if (key === null) return;
      set({ key: { ...key, typed: which === 0 ? [text, key.typed[1]] : [key.typed[0], text] } });
    },
    goOn: async () => {
      const { key } = get();
      if (key === null || opened === null || !typedBack(key)) return;
      set({ working: true });
      await enter(opened);
    },
  }));
};
export type StartStore = ReturnType<typeof createStart>;

/** A recovery key as groups of characters, the way it is printed. */
export const groupsOf = (key: string): readonly string[] => key.trim().split(/[\s-]+/);

/** Whether a group typed from the paper is that of the key; case and stray spaces do not count. */
export const sameGroup = (typed: string, group: string | undefined): boolean =>
  group !== undefined && typed.replace(/[\s-]/g, "").toUpperCase() === group.toUpperCase();

/** Whether both groups asked for were typed back right. */
export const typedBack = ({ groups, asked, typed }: KeyShown): boolean =>
  sameGroup(typed[0], groups[asked[0]]) && sameGroup(typed[1], groups[asked[1]]);

export type Strength = "empty" | "short" | "enough" | "good";

/** A plain word on a passphrase: 12 characters at least; four words, or 20 characters, are good. */
export function strengthOf(passphrase: string): { readonly strength: Strength; readonly length: number } {
  const text = passphrase.normalize("NFC").trim();
  const length = Array.from(text).length;
  const words = new Set(text.split(/[\s\-_.,;]+/).filter((word) => Array.from(word).length >= 2)).size;
  const various = new Set(text.toLowerCase()).size >= 6;
  if (length === 0) return { strength: "empty", length };
  if (length < 12) return { strength: "short", length };
  return { strength: various && (words >= 4 || length >= 20) ? "good" : "enough", length };
}

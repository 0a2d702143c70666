import { create } from "zustand";
import type { Desktop } from "../../shared/ipc/contract.ts";
import type { AppStatus, Opened } from "../../shared/ipc/office.ts";
import type { Problem } from "../../shared/problem.ts";
import type { OpeningProgress } from "../data/office-data.ts";
import type { Office } from "../services/office.ts";

/** What views show and hand on to the functions that make their stores. */
export type OpeningAt = OpeningProgress;
export type OpenOffice = Office;

/** What the window as a whole is doing. */
export type Phase =
  | { readonly name: "asking" } // waiting for the first word from main
  | { readonly name: "new" }
  | { readonly name: "locked" }
  | { readonly name: "own-passphrase"; readonly opened: Opened } // the one in use has to be replaced first
  | { readonly name: "opening"; readonly progress: OpeningProgress | null }
  | { readonly name: "open"; readonly office: Office }
  | { readonly name: "broken"; readonly line: string };

export interface Session {
  readonly phase: Phase;
  readonly status: AppStatus | null;
  readonly problem: Problem | null;
  readonly begin: () => Promise<void>;
  /** The store is open: bring up the working copy, then the screens. */
  readonly enter: (opened: Opened) => Promise<void>;
  readonly lock: () => Promise<void>;
  readonly fail: (error: unknown) => void;
}

/** What the session needs from outside. */
export interface SessionServices {
  readonly desktop: Desktop;
  readonly openOffice: (opened: Opened, progress: (at: OpeningProgress) => void) => Promise<Office>;
}

export const createSession = ({ desktop, openOffice }: SessionServices) =>
  create<Session>()((set, get) => ({
    phase: { name: "asking" },
    status: null,
    problem: null,
    begin: async () => {
      const status = await desktop.call("app.status", {});
      if (!status.ok) return set({ problem: status.problem });
      // A page that was reloaded while the store is open has lost its key: it asks for the passphrase again.
      set({ status: status.value, problem: null, phase: { name: status.value.phase === "new" ? "new" : "locked" } });
    },
    enter: async (opened) => {
      if (opened.firstPassphrase) return set({ phase: { name: "own-passphrase", opened }, problem: null });
      set({ phase: { name: "opening", progress: null }, problem: null });
      try {
        const office = await openOffice(opened, (progress) => {
          if (get().phase.name === "opening") set({ phase: { name: "opening", progress } });
        });
        set({ phase: { name: "open", office } });
      } catch (error) {
        get().fail(error);
      }
    },
    lock: async () => {
      const { phase } = get();
      set({ phase: { name: "asking" } });
      if (phase.name === "open") phase.office.data.close();
      const locked = await desktop.call("office.lock", {});
      if (!locked.ok) return set({ problem: locked.problem });
      await get().begin(); // main reloads the page; until it does, nothing of the office is on screen
    },
    fail: (error) => {
      const line = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      set({ phase: { name: "broken", line: line.slice(0, 300) } });
    },
  }));

export type SessionStore = ReturnType<typeof createSession>;

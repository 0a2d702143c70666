import { create } from "zustand";
import type { Problem } from "../../shared/problem.ts";
import type { Office } from "../services/office.ts";
import {
  type ActionNamed,
  namesIn,
  type Outbox as OutboxFound,
  type OutboxLine,
  readOutbox,
} from "../services/outbox.ts";

export type { ActionNamed, OutboxLine } from "../services/outbox.ts";

/** The bundles that were sent to one office. */
export interface Outbox {
  readonly found: OutboxFound | null;
  readonly open: ReadonlySet<number>; // bundles whose actions show, by register number
  readonly named: Readonly<Record<number, readonly ActionNamed[]>>; // by register number
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly toggle: (line: OutboxLine) => Promise<void>;
}

export const createOutbox = (office: Office, recipient: string) =>
  create<Outbox>()((set, get) => ({
    found: null,
    open: new Set(),
    named: {},
    problem: null,
    load: async () => {
      const found = await readOutbox(office.desktop, recipient);
      if (found.ok) set({ found: found.value, problem: null });
      else set({ problem: found.problem });
    },
    toggle: async (line) => {
      const open = new Set(get().open);
      if (open.delete(line.number)) return set({ open });
      const named = await namesIn(office, line);
      if (!named.ok) return set({ problem: named.problem });
      set((outbox) => ({
        open: new Set([...outbox.open, line.number]),
        named: { ...outbox.named, [line.number]: named.value },
        problem: null,
      }));
    },
  }));

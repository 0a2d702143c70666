import { create } from "zustand";
import type { ProgrammeLine } from "../data/office-data.ts";
import { type Office, watchRecords } from "../services/office.ts";

export type { ProgrammeLine } from "../data/office-data.ts";

export interface Programmes {
  readonly lines: readonly ProgrammeLine[] | null; // null: not read yet
  readonly load: () => Promise<void>;
  /** Keep the list as the records are. @returns how to stop */
  readonly follow: () => () => void;
}

/** Every programme with how far it has come. */
export const createProgrammes = (office: Office) =>
  create<Programmes>()((set, get) => ({
    lines: null,
    load: async () => set({ lines: await office.data.programmeList() }),
    follow: () => watchRecords(office, () => void get().load()),
  }));

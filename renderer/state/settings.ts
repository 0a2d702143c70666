import { create } from "zustand";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { Office } from "../services/office.ts";
import { type ProgramFacts, programFacts, stateHash } from "../services/program-facts.ts";

interface Settings {
  readonly version: string;
  readonly runtime: string;
  readonly records: number | null;
  readonly hash: string | null;
  readonly hashing: boolean;
  readonly computeHash: () => Promise<void>;
}

export interface SettingsServices {
  readonly facts: () => Promise<Result<ProgramFacts, Problem>>;
  readonly stateHash: () => Promise<string>;
}

export const createSettings = (services: SettingsServices) => {
  const useSettings = create<Settings>()((set) => ({
    version: "",
    runtime: "",
    records: null,
    hash: null,
    hashing: false,
    computeHash: async () => {
      set({ hashing: true });
      set({ hash: await services.stateHash(), hashing: false });
    },
  }));
  void services.facts().then((facts) => facts.ok && useSettings.setState(facts.value));
  return useSettings;
};

export const openSettings = (office: Office) =>
  createSettings({ facts: () => programFacts(office), stateHash: () => stateHash(office) });

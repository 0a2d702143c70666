import { create } from "zustand";
import type { Problem } from "../../shared/problem.ts";
import type { ProposalOnDesk } from "../data/office-data.ts";
import type { Office } from "../services/office.ts";
import { watchRecords } from "../services/office.ts";
import { answerSecond } from "../services/second-clerk.ts";
import { noteShown } from "../services/settle-conflict.ts";
import { settleProposal } from "../services/settle-proposal.ts";
import { namesFor } from "./desk.ts";

export type { ProposalOnDesk } from "../data/office-data.ts";

/** What other offices propose in our files, and what we propose in theirs. */
export interface Proposals {
  readonly all: readonly ProposalOnDesk[] | null; // null: not read yet
  readonly names: Readonly<Record<string, string>>; // of people, units and decisions that values refer to
  readonly revealed: ReadonlySet<string>; // proposals on restricted items whose values show
  readonly saving: string | null; // key of the one that is being decided
  readonly said: "adopted" | "declined" | "confirmed" | "refused" | "moved" | null; // what became of the last one
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly reveal: (proposal: ProposalOnDesk) => Promise<void>;
  readonly decide: (proposal: ProposalOnDesk, adopt: boolean, reason: string) => Promise<void>;
}

export const proposalKey = ({ record, by }: Pick<ProposalOnDesk, "record" | "by">): string => `${record} ${by}`;

export const createProposals = (office: Office) =>
  create<Proposals>()((set, get) => ({
    all: null,
    names: {},
    revealed: new Set(),
    saving: null,
    said: null,
    problem: null,
    load: async () => {
      const all = await office.data.proposals();
      const values = all.flatMap(({ fields }) => fields.flatMap(({ present, to }) => [present, to]));
      set({ all, names: await namesFor(office, values) });
    },
    follow: () => watchRecords(office, () => void get().load()),
    reveal: async (proposal) => {
      const noted = await noteShown(office, proposal.record);
      if (!noted.ok) return set({ problem: noted.problem });
      set(({ revealed }) => ({ revealed: new Set(revealed).add(proposalKey(proposal)), problem: null }));
    },
    decide: async (proposal, adopt, reason) => {
      if (get().saving !== null) return;
      set({ saving: proposalKey(proposal), problem: null, said: null });
      const why = reason.normalize("NFC").trim();
      const saved =
        proposal.second === null
          ? await settleProposal(office, proposal, { adopt, reason: why })
          : await answerSecond(office, proposal, { confirmed: adopt, reason: why });
      if (!saved.ok) return set({ saving: null, problem: saved.problem });
      if (saved.value === "moved") set({ said: "moved" });
      else {
        await saved.value.shown;
        if (proposal.second !== null) set({ said: adopt ? "confirmed" : "refused" });
        else set({ said: adopt ? "adopted" : "declined" });
      }
      await get().load();
      set({ saving: null });
    },
  }));

import { create } from "zustand";
import type { Assignment } from "../../shared/domain/assignment.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import { careerAsKnown } from "../services/as-known.ts";
import type { Office } from "../services/office.ts";

export interface CareerKnown {
  readonly until: PartialDate | null; // null: as known now
  readonly assignments: readonly Assignment[] | null; // as known then; null: not asked, or not answered yet
  readonly ask: (until: PartialDate | null) => Promise<void>;
}

/** A person's career as it was known at the end of a day. */
export const createCareerKnown = (office: Office, personId: RecordId<"person">) =>
  create<CareerKnown>()((set, get) => ({
    until: null,
    assignments: null,
    ask: async (until) => {
      set({ until, assignments: null });
      if (until === null) return;
      const assignments = await careerAsKnown(office.data, personId, { day: until });
      if (get().until === until) set({ assignments });
    },
  }));

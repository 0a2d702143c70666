import { create } from "zustand";
import type { ListLook, SavedView } from "../../shared/domain/people-columns.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Office } from "../services/office.ts";
import { keepViews, savedViews } from "../services/people-views.ts";
import { unitsOnFile } from "../services/rotations-on-file.ts";
import { type UnitChoice, unitChoices } from "../services/units.ts";

export type { UnitChoice } from "../services/units.ts";

/** Looks of the list kept under names, and the units a filter can name. */
export interface PeopleViews {
  readonly views: readonly SavedView[];
  readonly units: readonly UnitChoice[] | null; // null: not asked for yet
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  /** A province has ten thousand units: they cross to the page when a filter wants them. */
  readonly loadUnits: () => Promise<void>;
  /** Keep a look under a name; a view of that name is replaced. */
  readonly save: (name: string, look: ListLook) => Promise<void>;
  readonly forget: (name: string) => Promise<void>;
}

export const createPeopleViews = (office: Office) =>
  create<PeopleViews>()((set, get) => {
    const keep = async (views: readonly SavedView[]): Promise<void> => {
      const kept = await keepViews(office, views);
      set(kept.ok ? { views: kept.value, problem: null } : { problem: kept.problem });
    };
    return {
      views: [],
      units: null,
      problem: null,
      load: async () => {
        set({ views: await savedViews(office) });
      },
      loadUnits: async () => {
        set({ units: unitChoices(await unitsOnFile(office.data), null) });
      },
      save: (name, look) =>
        keep(
          [...get().views.filter((view) => view.name !== name), { name: name.normalize("NFC").trim(), look }].toSorted(
            (a, b) => a.name.localeCompare(b.name, "vi"),
          ),
        ),
      forget: (name) => keep(get().views.filter((view) => view.name !== name)),
    };
  });

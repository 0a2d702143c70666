import { create } from "zustand";
import type { Office } from "../services/office.ts";
import { unitsOnFile } from "../services/rotations-on-file.ts";
import { type UnitChoice, unitChoices } from "../services/units.ts";

export type { UnitChoice } from "../services/units.ts";

/** The units that a field may name, read when a field first asks for them. */
export interface UnitChoices {
  readonly units: readonly UnitChoice[] | null; // null: not asked for yet, or on their way
  readonly load: () => void;
}

export const openUnitChoices = (office: Office) => {
  let asked = false;
  return create<UnitChoices>()((set) => ({
    units: null,
    load: () => {
      if (asked) return;
      asked = true;
      void unitsOnFile(office.data).then((versions) => set({ units: unitChoices(versions, null) }));
    },
  }));
};
export type UnitChoicesStore = ReturnType<typeof openUnitChoices>;

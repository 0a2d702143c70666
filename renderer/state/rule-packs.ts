import { create } from "zustand";
import type { ActionRef } from "../../shared/change/change.ts";
import type { IsoDate } from "../../shared/domain/primitives.ts";
import { type RulesInForce, rulesOn } from "../../shared/domain/rules/rules-on.ts";
import type { Problem } from "../../shared/problem.ts";
import type { PackBoard } from "../data/office-data.ts";
import { type Office, watchRecords } from "../services/office.ts";
import { type Overlay, type OverlayProblem, writeOverlay } from "../services/rule-packs.ts";
import { undoAction } from "../services/undo.ts";

export type { PackBoard, PackOnBoard, RefusedOnBoard } from "../data/office-data.ts";
export type { Overlay, OverlayProblem } from "../services/rule-packs.ts";

export interface RulePacks {
  readonly board: PackBoard | null; // null: not read yet
  readonly day: IsoDate | null; // whose rules are shown; null: none is typed
  readonly inForce: RulesInForce;
  readonly problem: OverlayProblem | null;
  readonly undoProblem: Problem | null;
  readonly saved: { readonly name: string; readonly ref: ActionRef } | null; // what was written last, and can be taken back
  readonly undone: boolean;
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly showDay: (day: IsoDate | null) => void;
  readonly write: (overlay: Overlay) => Promise<boolean>;
  readonly undo: () => Promise<void>;
  readonly forget: () => void; // what a form was told
}

/** The packs of rules, the rules in force on a day, and writing rules over them. */
export const createRulePacks = (office: Office) =>
  create<RulePacks>()((set, get) => {
    const rules = (board: PackBoard | null, day: IsoDate | null): RulesInForce =>
      board === null || day === null
        ? {}
        : rulesOn(
            day,
            board.packs.map(({ pack }) => pack),
          );
    return {
      board: null,
      day: null,
      inForce: {},
      problem: null,
      undoProblem: null,
      saved: null,
      undone: false,
      load: async () => {
        const board = await office.data.packBoard();
        const day = get().board === null ? board.today : get().day;
        set({ board, day, inForce: rules(board, day) });
      },
      follow: () => watchRecords(office, () => void get().load()),
      showDay: (day) => set(({ board }) => ({ day, inForce: rules(board, day) })),
      write: async (overlay) => {
        const written = await writeOverlay(office, overlay);
        if (!written.ok) {
          set({ problem: written.problem });
          return false;
        }
        await written.value.shown;
        set({ problem: null, saved: { name: overlay.name, ref: written.value.ref }, undone: false });
        await get().load();
        return true;
      },
      undo: async () => {
        const { saved } = get();
        if (saved === null) return;
        const undone = await undoAction(office, saved.ref);
        if (!undone.ok) return set({ undoProblem: undone.problem });
        await undone.value?.saved?.shown;
        set({ saved: null, undone: true, undoProblem: null });
        await get().load();
      },
      forget: () => set({ problem: null }),
    };
  });

export type RulePacksStore = ReturnType<typeof createRulePacks>;

import { create } from "zustand";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Aspect } from "../../shared/domain/quality.ts";
import type { FormName } from "../../shared/domain/sheets/crosswalk.ts";
import type { Problem } from "../../shared/problem.ts";
import { today } from "../services/new-ids.ts";
import { nextPaint } from "../services/next-paint.ts";
import type { Office } from "../services/office.ts";
import { type Printed, printPage } from "../services/print.ts";
import { peopleToAsk, type SheetToFill, sheetsToFill } from "../services/quality.ts";

export type { SheetToFill } from "../services/quality.ts";

/** Whose sheets: people by id, or everybody of a unit with something to do. */
export interface SheetsFor {
  readonly people?: readonly RecordId<"person">[];
  readonly unit?: string | null;
  readonly aspect?: Aspect | null;
  readonly form?: FormName;
}

export interface MissingSheets {
  readonly form: FormName;
  readonly day: string;
  readonly sheets: readonly SheetToFill[] | null; // null: none is made yet
  readonly stopped: boolean; // the screen was left
  readonly making: boolean; // more sheets are on their way
  readonly left: number; // people beyond those that one printing takes
  readonly printing: boolean;
  readonly printed: Printed | "cancelled" | null;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  /** The screen was left: sheets that are not made yet need not be. */
  readonly stop: () => void;
  readonly print: () => Promise<void>;
}

/** Sheets of one printing: more would be a book that nobody carries. */
const atOnce = 300;

/** Sheets that a window shows before anybody scrolls, and some more. */
const inSight = 8;

export const createMissingSheets = (office: Office, { people, unit, aspect, form = "2c-98" }: SheetsFor) =>
  create<MissingSheets>()((set, get) => ({
    stop: () => set({ stopped: true }),
    stopped: false,
    form,
    day: today(),
    sheets: null,
    making: true,
    left: 0,
    printing: false,
    printed: null,
    problem: null,
    load: async () => {
      set({ stopped: false });
      const asked =
        people === undefined
          ? await peopleToAsk(office, { form, aspect: aspect ?? null, unit: unit ?? null, most: atOnce })
          : { total: people.length, people: people.slice(0, atOnce) };
      set({ left: asked.total - asked.people.length });
      // The first sheets are read while the others are made.
      let [from, sheets]: [number, readonly SheetToFill[]] = [0, []];
      for (let most = inSight; from < asked.people.length && !get().stopped; from += most, most = inSight * 5) {
        sheets = [...sheets, ...(await sheetsToFill(office, form, asked.people.slice(from, from + most)))];
        set({ sheets });
        await nextPaint();
      }
      set({ sheets, making: false });
    },
    print: async () => {
      const { making, printing, sheets } = get();
      if (making || printing || sheets === null || sheets.length === 0) return;
      set({ printing: true, printed: null, problem: null });
      const printed = await printPage(office.desktop, {
        suggestedName: "phieu-bo-sung",
        landscape: false,
        shows: null,
      });
      set(
        printed.ok
          ? { printing: false, printed: printed.value ?? "cancelled" }
          : { printing: false, problem: printed.problem },
      );
    },
  }));

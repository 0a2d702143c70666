import { create } from "zustand";
import type { IsoDate, RecordId } from "../../shared/domain/primitives.ts";
import type { FormName } from "../../shared/domain/sheets/crosswalk.ts";
import { stateFormOn } from "../../shared/domain/sheets/form-on.ts";
import type { Problem } from "../../shared/problem.ts";
import { today } from "../services/new-ids.ts";
import type { Office } from "../services/office.ts";
import { type PaperKind, type Printed, printPage, saveSheet } from "../services/print.ts";
import { blankSheet, type OpenedFile, openFileForPrint, type SheetOfFile, sheetOfFile } from "../services/sheet.ts";
import { aheadOf, firstPaper, type Paper } from "./paper.ts";

/** A form, or whichever one State bodies used on the day. */
export type FormChoice = FormName | "state-by-date";

export interface SheetOnScreen {
  readonly phase: "opening" | "missing" | "refused" | "shown" | "printing";
  readonly choice: FormChoice;
  readonly form: FormName; // what the choice comes to on that day
  readonly day: IsoDate; // posts and career as of this day
  readonly opened: OpenedFile | null;
  readonly shown: SheetOfFile | null;
  readonly portrait: string | null; // address of the picture while the screen is open
  readonly blank: boolean; // the form with nobody on it
  readonly paper: Paper;
  readonly printed: Printed | "cancelled" | null;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly close: () => void;
  readonly choose: (choice: FormChoice) => void;
  readonly setDay: (day: IsoDate) => void;
  readonly setBlank: (blank: boolean) => void;
  readonly setPaper: (patch: Partial<Paper>) => void;
  readonly print: (kind?: PaperKind) => Promise<void>;
}

/** A file's name is seen by others: nobody's name stands in it. */
export const fileNames: Readonly<Record<FormName, string>> = {
  "2c-98": "so-yeu-ly-lich-2c",
  "2c-2008": "so-yeu-ly-lich-2c-2008",
  "tt06-2023": "so-yeu-ly-lich-hop-nhat",
};

/** What a PDF calls itself. */
export const titles: Readonly<Record<FormName, string>> = {
  "2c-98": "Sơ yếu lý lịch, mẫu 2C/TCTW-98",
  "2c-2008": "Sơ yếu lý lịch cán bộ, công chức, mẫu 2C-BNV/2008",
  "tt06-2023": "Sơ yếu lý lịch, Thông tư 06/2023/TT-BNV",
};

/** The form that was chosen last: the next file, or the same one after something was filled in, begins with it. */
const lastChosen = new WeakMap<Office, FormChoice>();

/** The forms of one person on the screen. A Party office prints 2C/TCTW-98 unless it chooses another. */
export const createSheet = (office: Office, personId: RecordId<"person">) => {
  const first = lastChosen.get(office) ?? "2c-98";
  let loading: Promise<void> | null = null; // opened once: each opening is a line in the ledger
  return create<SheetOnScreen>()((set, get) => ({
    phase: "opening",
    choice: first,
    form: first === "state-by-date" ? stateFormOn(today()) : first,
    day: today(),
    opened: null,
    shown: null,
    portrait: null,
    blank: false,
    paper: firstPaper,
    printed: null,
    problem: null,
    load: () => {
      void aheadOf(office).then((ahead) => set(({ paper }) => ({ paper: { ...paper, ...ahead } })));
      loading ??= openFileForPrint(office, personId).then((opened) => {
        if (!opened.ok) set({ phase: "refused", problem: opened.problem });
        else if (opened.value === null) set({ phase: "missing" });
        else {
          const { form, day } = get();
          const { portrait } = opened.value;
          set({
            phase: "shown",
            opened: opened.value,
            shown: sheetOfFile(form, opened.value, day),
            portrait: portrait && URL.createObjectURL(portrait),
          });
        }
      });
      return loading;
    },
    close: () => {
      const { portrait } = get();
      if (portrait !== null) URL.revokeObjectURL(portrait);
      set({ portrait: null });
    },
    choose: (choice) => {
      lastChosen.set(office, choice);
      set(laidOut(office, get(), { choice }));
    },
    setDay: (day) => set(laidOut(office, get(), { day })),
    setBlank: (blank) => set(laidOut(office, get(), { blank })),
    setPaper: (patch) => set(({ paper }) => ({ paper: { ...paper, ...patch } })),
    print: async (kind = "pdf") => {
      const { phase, opened, form, shown, blank, paper } = get();
      if (phase !== "shown" || opened === null || shown === null) return;
      set({ phase: "printing", printed: null, problem: null });
      const job = { suggestedName: fileNames[form], shows: blank ? null : opened.shows };
      const printed =
        kind === "pdf"
          ? await printPage(office.desktop, { ...job, title: titles[form], landscape: false, said: paper.said })
          : await saveSheet(office.desktop, { ...job, as: kind, sheet: shown.sheet });
      set(
        printed.ok
          ? { phase: "shown", printed: printed.value ?? "cancelled" }
          : { phase: "shown", problem: printed.problem },
      );
      const ahead = await aheadOf(office);
      set(({ paper: now }) => ({ paper: { ...now, ...ahead } }));
    },
  }));
};

/** The same file as another form, as of another day, or blank; what is being printed stays as it is. */
function laidOut(
  office: Office,
  screen: SheetOnScreen,
  patch: Partial<Pick<SheetOnScreen, "choice" | "day" | "blank">>,
): Partial<SheetOnScreen> {
  const { phase, opened } = screen;
  if (phase === "printing") return {};
  const { choice, day, blank } = { ...screen, ...patch };
  const form = choice === "state-by-date" ? stateFormOn(day) : choice;
  const filled = opened && sheetOfFile(form, opened, day);
  const shown = filled && blank ? { ...filled, sheet: blankSheet(form, office, day) } : filled;
  return { choice, form, day, blank, shown, printed: null, problem: null };
}

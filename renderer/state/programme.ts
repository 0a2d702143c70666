import { create } from "zustand";
import type { ActionRef } from "../../shared/change/change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { surelyBefore } from "../../shared/domain/dates.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { basisOf, type Programme, type ProgrammeTarget } from "../../shared/domain/rotations/programme.ts";
import type { Problem } from "../../shared/problem.ts";
import type { ProgrammeFile, RotationRow } from "../data/office-data.ts";
import { newIds } from "../services/new-ids.ts";
import { type Office, watchRecords } from "../services/office.ts";
import { type Printed, printPage } from "../services/print.ts";
import { saveProgramme, type WrittenProgramme } from "../services/programmes.ts";
import { undoAction } from "../services/undo.ts";

export type { ProgrammeFile, RotationRow, TargetLine } from "../data/office-data.ts";

/** What stands in the form: the programme, with its basis as a list of papers. */
export interface ProgrammeDraft {
  readonly programme: Programme;
  readonly basis: readonly string[];
}

/** The names behind a number. */
export interface OpenedMoves {
  readonly title: string;
  readonly ids: readonly RecordId<"rotation">[];
}

export interface ProgrammeScreen {
  readonly phase: "loading" | "missing" | "ready";
  readonly file: ProgrammeFile | null; // null: a new one, or not read yet
  readonly draft: ProgrammeDraft | null; // null: not being edited
  readonly endsFirst: boolean; // its last day is before its first
  readonly target: ProgrammeTarget | null; // the target that is being typed
  readonly instruments: readonly { readonly number: string; readonly about: string }[];
  readonly opened: OpenedMoves | null;
  readonly saving: boolean;
  readonly undoable: ActionRef | null;
  readonly undone: boolean;
  readonly printed: Printed | "cancelled" | null;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly begin: () => Promise<void>;
  readonly edit: (patch: Partial<Programme>) => void;
  readonly setBasis: (basis: readonly string[]) => void;
  readonly cancel: () => void;
  /** @returns the programme's id once it is on file */
  readonly save: () => Promise<RecordId<"programme"> | null>;
  readonly withdraw: () => Promise<boolean>;
  readonly beginTarget: (id: RecordId<"programme-target"> | null) => Promise<void>;
  readonly editTarget: (patch: Partial<ProgrammeTarget>) => void;
  readonly cancelTarget: () => void;
  readonly saveTarget: () => Promise<void>;
  readonly withdrawTarget: (id: RecordId<"programme-target">) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly open: (opened: OpenedMoves | null) => void;
  readonly rowsOf: (ids: readonly RecordId<"rotation">[]) => readonly RotationRow[];
  readonly print: () => Promise<void>;
}

/** One programme: its paper, its targets, and the moves that count for each. */
export const createProgramme = (office: Office, id: RecordId<"programme"> | null) =>
  create<ProgrammeScreen>()((set, get) => {
    /** What the forms were filled from, so that a save says what its writer saw. */
    let before: RecordState | null = null;
    let targetBefore: RecordState | null = null;

    const store = async (written: readonly WrittenProgramme[]): Promise<boolean> => {
      set({ saving: true, problem: null, undone: false, printed: null });
      const saved = await saveProgramme(office, written);
      if (!saved.ok) {
        set({ saving: false, problem: saved.problem });
        return false;
      }
      await saved.value?.shown;
      set({ saving: false, undoable: saved.value?.ref ?? get().undoable });
      return true;
    };
    const reload = async (): Promise<void> => {
      if (id === null) return;
      const file = await office.data.programmeFile(id);
      set({ file, phase: file === null ? "missing" : "ready" });
    };
    const edited = (draft: ProgrammeDraft): void => set({ draft, endsFirst: endsBeforeItBegins(draft.programme) });
    const targetsHeld = async (): Promise<readonly WrittenProgramme[]> =>
      Promise.all(
        (get().file?.targets ?? []).map(async ({ target }) => ({
          before: await office.data.held(target.id),
          next: { ...target, withdrawn: true },
        })),
      );
    return {
      phase: "loading",
      file: null,
      draft: null,
      endsFirst: false,
      target: null,
      instruments: [],
      opened: null,
      saving: false,
      undoable: null,
      undone: false,
      printed: null,
      problem: null,
      load: async () => {
        if (id === null) {
          const programme = blankRecord("programme", { id: newIds()("programme") });
          set({ phase: "ready", draft: { programme, basis: [] }, instruments: await office.data.instrumentsKnown() });
          return;
        }
        await reload();
      },
      follow: () => watchRecords(office, () => void reload()),
      begin: async () => {
        const { file } = get();
        if (file === null) return;
        const [held, instruments] = await Promise.all([
          office.data.held(file.programme.id),
          office.data.instrumentsKnown(),
        ]);
        before = held;
        set({ instruments, undone: false });
        edited({ programme: file.programme, basis: basisOf(file.programme) });
      },
      edit: (patch) => {
        const { draft } = get();
        if (draft !== null) edited({ ...draft, programme: { ...draft.programme, ...patch } });
      },
      setBasis: (basis) => {
        const { draft } = get();
        if (draft !== null) edited({ ...draft, basis });
      },
      cancel: () => set({ draft: null, endsFirst: false, problem: null }),
      save: async () => {
        const { draft, saving, endsFirst } = get();
        if (draft === null || saving || endsFirst) return null;
        const basis = draft.basis
          .map(tidy)
          .filter((line) => line !== "")
          .join("\n");
        if (!(await store([{ before, next: tidied({ ...draft.programme, basis }) }]))) return null;
        if (id !== null) {
          set({ draft: null });
          await reload();
        }
        return draft.programme.id;
      },
      withdraw: async () => {
        const { file, saving } = get();
        if (file === null || saving) return false;
        const { programme } = file;
        const own = { before: await office.data.held(programme.id), next: { ...programme, withdrawn: true } };
        if (!(await store([own, ...(await targetsHeld())]))) return false;
        set({ draft: null, target: null });
        await reload();
        return true;
      },
      beginTarget: async (targetId) => {
        const { file } = get();
        if (file === null) return;
        const known = file.targets.find(({ target }) => target.id === targetId)?.target;
        targetBefore = known === undefined ? null : await office.data.held(known.id);
        set({
          undone: false,
          target:
            known ??
            blankRecord("programme-target", { id: newIds()("programme-target"), programmeId: file.programme.id }),
        });
      },
      editTarget: (patch) => {
        const { target } = get();
        if (target !== null) set({ target: { ...target, ...patch } });
      },
      cancelTarget: () => set({ target: null, problem: null }),
      saveTarget: async () => {
        const { target, saving } = get();
        if (target === null || saving) return;
        if (!(await store([{ before: targetBefore, next: { ...target, note: tidy(target.note) } }]))) return;
        set({ target: null });
        await reload();
      },
      withdrawTarget: async (targetId) => {
        const { file, saving } = get();
        const line = file?.targets.find(({ target }) => target.id === targetId);
        if (line === undefined || saving) return;
        const held = await office.data.held(targetId);
        if (!(await store([{ before: held, next: { ...line.target, withdrawn: true } }]))) return;
        set({ target: null });
        await reload();
      },
      undo: async () => {
        const { undoable, saving } = get();
        if (undoable === null || saving) return;
        set({ saving: true, problem: null });
        const undone = await undoAction(office, undoable);
        if (!undone.ok) return set({ saving: false, problem: undone.problem });
        await undone.value?.saved?.shown;
        set({ saving: false, undone: true, undoable: null });
        await reload();
      },
      open: (opened) => set({ opened }),
      rowsOf: (ids) => {
        const wanted = new Set<string>(ids);
        return (get().file?.rows ?? []).filter((row) => wanted.has(row.id));
      },
      print: async () => {
        set({ printed: null, problem: null });
        const printed = await printPage(office.desktop, {
          suggestedName: "de-an-luan-chuyen",
          landscape: false,
          shows: null, // names and posts, nothing protected
        });
        if (printed.ok) set({ printed: printed.value ?? "cancelled" });
        else set({ problem: printed.problem });
      },
    };
  });

const endsBeforeItBegins = ({ from, to }: Programme): boolean => from !== null && to !== null && surelyBefore(to, from);

const tidy = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim();

const tidied = (programme: Programme): Programme => ({
  ...programme,
  number: tidy(programme.number),
  name: tidy(programme.name),
  issuer: tidy(programme.issuer),
  note: programme.note.normalize("NFC").trim(),
});

import { create } from "zustand";
import type { ActionRef } from "../../shared/change/change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import type { Attachment } from "../../shared/domain/dossier.ts";
import type { IsoDate, PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { MoveAssessment } from "../../shared/domain/rotations/move-assessment.ts";
import { type FiveSteps, type NextStep, nextSteps } from "../../shared/domain/rotations/procedure.ts";
import type { DossierItem, ProcedureStep } from "../../shared/domain/rotations/procedure-step.ts";
import type { Evaluation } from "../../shared/domain/rules/evaluate.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { MoveFile, MoveRules, PostChoice } from "../data/office-data.ts";
import type { Saved } from "../services/append.ts";
import { addScan } from "../services/attachments.ts";
import { type MoveAct, type PreparedAct, prepareAct, recordAct, type WrittenPaper } from "../services/move-acts.ts";
import { saveAssessment, saveDossierItem, saveOverride, saveStep } from "../services/move-papers.ts";
import { newIds, today } from "../services/new-ids.ts";
import { type Office, watchRecords } from "../services/office.ts";
import { unitsOnFile } from "../services/rotations-on-file.ts";
import { undoAction } from "../services/undo.ts";
import { type UnitChoice, unitChoices } from "../services/units.ts";

export type { MoveFile, MoveRules, NamedMove, PostChoice } from "../data/office-data.ts";
export type { MoveAct, PlaceAfter, PreparedAct, WrittenPaper } from "../services/move-acts.ts";
export type { UnitChoice } from "../services/units.ts";

/** What a dialog about one of the five steps holds. */
export interface StepDraft {
  readonly date: PartialDate | null;
  readonly document: string;
  readonly actor: string;
  readonly note: string;
}

/** What a dialog about a paper of the dossier holds. */
export interface ItemDraft {
  readonly present: boolean;
  readonly date: PartialDate | null;
  readonly document: string;
  readonly note: string;
  readonly attachmentId: RecordId<"attachment"> | null;
}

/** The file of one move on the screen. Nothing here refuses anything: what is missing asks for a reason. */
export interface MoveScreen {
  readonly phase: "loading" | "missing" | "open";
  readonly file: MoveFile | null;
  readonly rules: MoveRules | null; // null: being worked out
  readonly units: readonly UnitChoice[]; // read when a form first asks for them
  readonly saving: boolean;
  readonly problem: Problem | null;
  readonly last: ActionRef | null; // what was saved here last and can be taken back
  readonly undone: boolean;
  readonly load: () => Promise<void>;
  /** Keep the file as the records are. @returns how to stop */
  readonly follow: () => () => void;
  readonly readUnits: () => Promise<void>;
  readonly posts: (unitId: RecordId<"unit">, day: IsoDate | null) => Promise<readonly PostChoice[]>;
  /** Each answers whether it was saved. */
  readonly takeStep: (step: FiveSteps, draft: StepDraft, state: "DONE" | "SKIPPED") => Promise<boolean>;
  readonly takeBackStep: (step: ProcedureStep) => Promise<boolean>;
  readonly keepItem: (code: string, draft: ItemDraft, scan: Attachment | null) => Promise<boolean>;
  readonly keepAssessment: (assessment: MoveAssessment) => Promise<boolean>;
  readonly keepOverride: (evaluation: Evaluation, reason: string, document: string) => Promise<boolean>;
  /** A scanned paper chosen from the disk; it is saved with the form. Null: none was chosen. */
  readonly addScan: () => Promise<Attachment | null>;
  readonly prepare: (act: MoveAct, paper: WrittenPaper) => Promise<PreparedAct | null>;
  readonly act: (act: MoveAct, paper: WrittenPaper) => Promise<boolean>;
  readonly undo: () => Promise<void>;
}

export const createMove = (office: Office, id: RecordId<"rotation">) =>
  create<MoveScreen>()((set, get) => {
    /** Save something about the move, then show the file as it became. */
    const save = async (how: (file: MoveFile) => Promise<Result<Saved | null, Problem>>): Promise<boolean> => {
      const { file, saving } = get();
      if (file === null || saving) return false;
      set({ saving: true, problem: null, undone: false });
      const saved = await how(file);
      if (!saved.ok) {
        set({ saving: false, problem: saved.problem });
        return false;
      }
      await saved.value?.shown;
      set(saved.value === null ? { saving: false } : { saving: false, last: saved.value.ref });
      await get().load();
      return true;
    };
    return {
      phase: "loading",
      file: null,
      rules: null,
      units: [],
      saving: false,
      problem: null,
      last: null,
      undone: false,
      load: async () => {
        const file = await office.data.moveFile(id);
        set(file === null ? { phase: "missing", file: null } : { phase: "open", file });
        set({ rules: await office.data.moveRules(id) });
      },
      follow: () => watchRecords(office, () => void get().load()),
      readUnits: async () => {
        if (get().units.length > 0) return;
        const versions = await unitsOnFile(office.data);
        set({ units: unitChoices(versions, get().file?.move.start ?? null) });
      },
      posts: (unitId, day) => office.data.postChoices(unitId, day),
      takeStep: (name, draft, state) =>
        save((file) => {
          const open = file.steps.find((each) => each.step === name && each.state === "OPEN");
          const step = blankRecord("procedure-step", {
            ...open,
            ...draft,
            id: open?.id ?? newIds()("procedure-step"),
            rotationId: id,
            personId: file.move.personId,
            step: name,
            state,
          });
          return saveStep(office, file.move, file.steps, step);
        }),
      takeBackStep: (step) => save((file) => saveStep(office, file.move, file.steps, { ...step, state: "UNDONE" })),
      keepItem: (code, draft, scan) =>
        save((file) => {
          const held = file.dossier.find(({ item }) => item === code);
          const item: DossierItem = blankRecord("dossier-item", {
            ...held,
            ...draft,
            id: held?.id ?? newIds()("dossier-item"),
            rotationId: id,
            personId: file.move.personId,
            item: code,
            attachmentId: scan?.id ?? draft.attachmentId,
          });
          return saveDossierItem(office, item, scan);
        }),
      keepAssessment: (assessment) => save(() => saveAssessment(office, assessment)),
      keepOverride: ({ rule, source }, reason, document) =>
        save(({ move: { personId } }) => {
          const override = blankRecord("rule-override", {
            id: newIds()("rule-override"),
            personId,
            rule,
            pack: source.pack,
            packVersion: source.version,
            moveId: id,
            reason,
            document,
          });
          return saveOverride(office, override);
        }),
      addScan: async () => {
        const { file } = get();
        if (file === null) return null;
        const added = await addScan(office, file.move.personId);
        set({ problem: added.ok ? null : added.problem });
        return added.ok ? added.value : null;
      },
      prepare: (act, paper) => prepareAct(office, id, act, paper),
      act: (act, paper) => save(() => recordAct(office, id, act, paper)),
      undo: async () => {
        const { last, saving } = get();
        if (last === null || saving) return;
        set({ saving: true, problem: null });
        const undone = await undoAction(office, last);
        if (!undone.ok) return set({ saving: false, problem: undone.problem });
        await undone.value?.saved?.shown;
        set({ saving: false, last: null, undone: true });
        await get().load();
      },
    };
  });
export type MoveStore = ReturnType<typeof createMove>;

/** What leaving a step now would lack, given what stands in its dialog. */
export function missingWith(
  { move, steps, dossier, day }: Pick<MoveFile, "move" | "steps" | "dossier" | "day">,
  name: FiveSteps,
  draft: StepDraft,
): NextStep["missing"] {
  const typed = blankRecord("procedure-step", {
    ...draft,
    id: "procedure-step:00000000-0000-7000-8000-000000000000",
    rotationId: move.id,
    personId: move.personId,
    step: name,
    state: "OPEN",
  });
  const others = steps.filter((each) => !(each.step === name && each.state === "OPEN"));
  return nextSteps(move, [...others, typed], dossier, day).find(({ step }) => step === name)?.missing ?? [];
}

/** The page's day and new ids, for dialogs that make a record. */
export { newIds, today };

import { create } from "zustand";
import { type BlankValue, blankValues, type UsedFields } from "../../shared/domain/papers/blanks.ts";
import type { Letterhead } from "../../shared/domain/papers/letterhead.ts";
import { blankLetterhead } from "../../shared/domain/papers/letterhead.ts";
import { type MergeValues, mergeValues, type PaperKind } from "../../shared/domain/papers/merge.ts";
import type { OwnTemplate, TemplateRef } from "../../shared/domain/papers/own-template.ts";
import { fieldsOfShipped, shippedIds, shippedTemplates } from "../../shared/domain/papers/shipped.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { ReplyOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { today } from "../services/new-ids.ts";
import type { Office } from "../services/office.ts";
import { keepLetterhead, type MoveRecords, readLetterhead, recordsOfMove } from "../services/papers.ts";

/** A template as a list shows it; `key` names it there. */
export interface TemplateChoice {
  readonly key: string;
  readonly ref: TemplateRef;
  readonly own: OwnTemplate | null;
}

/** A paper about a move that is being made: by which template, with which values, and what would stay blank. */
export interface MovePaper {
  readonly phase: "loading" | "missing" | "open";
  readonly records: MoveRecords | null;
  readonly paper: PaperKind;
  readonly date: PartialDate | null;
  readonly letterhead: Letterhead;
  readonly own: readonly OwnTemplate[];
  readonly key: string; // of the template chosen
  readonly state: "idle" | "working" | "cancelled" | NonNullable<ReplyOf<"paper.write">>;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly choosePaper: (paper: PaperKind) => void;
  readonly chooseTemplate: (key: string) => void;
  readonly setDate: (date: PartialDate | null) => void;
  readonly setLetterhead: (patch: Partial<Letterhead>) => void;
  readonly write: () => Promise<void>;
}

export const createMovePaper = (office: Office, id: RecordId<"rotation">) =>
  create<MovePaper>()((set, get) => ({
    phase: "loading",
    records: null,
    paper: "DECISION",
    date: null,
    letterhead: blankLetterhead,
    own: [],
    key: shippedIds[0],
    state: "idle",
    problem: null,
    load: async () => {
      const [records, letterhead, listed] = await Promise.all([
        recordsOfMove(office, id),
        readLetterhead(office),
        office.desktop.call("template.list", {}),
      ]);
      set({
        phase: records === null ? "missing" : "open",
        records,
        letterhead,
        own: listed.ok ? listed.value.templates : [],
        problem: listed.ok ? null : listed.problem,
        date: records?.decision?.date ?? null,
      });
    },
    choosePaper: (paper) => {
      const date = paper === "DECISION" ? (get().records?.decision?.date ?? null) : today();
      set({ paper, date, key: choicesFor(paper, get().own)[0]?.key ?? "", state: "idle" });
    },
    chooseTemplate: (key) => set({ key, state: "idle" }),
    setDate: (date) => set({ date, state: "idle" }),
    setLetterhead: (patch) => set(({ letterhead }) => ({ letterhead: { ...letterhead, ...patch }, state: "idle" })),
    write: async () => {
      const { key, paper, own, letterhead } = get();
      const values = valuesOf(get());
      const choice = choicesFor(paper, own).find((each) => each.key === key);
      if (get().state === "working" || values === null || choice === undefined) return;
      set({ state: "working", problem: null });
      await keepLetterhead(office, letterhead); // a help for the next paper: this one is made without it too
      const lists = Object.fromEntries(
        Object.entries(values.lists).map(([name, rows]) => [name, rows.map((row) => ({ ...row }))]),
      );
      const written = await office.desktop.call("paper.write", {
        template: choice.ref,
        suggestedName: fileNames[paper],
        values: { fields: { ...values.fields }, lists },
      });
      set(written.ok ? { state: written.value ?? "cancelled" } : { state: "idle", problem: written.problem });
    },
  }));

/** Names of files, which name nobody. */
const fileNames: Readonly<Record<PaperKind, string>> = {
  DECISION: "quyet-dinh",
  PROPOSAL: "to-trinh",
  ASSESSMENT: "nhan-xet-danh-gia",
};

/** Templates for a kind of paper: those that come with the program, then the office's own. */
export const choicesFor = (paper: PaperKind, own: readonly OwnTemplate[]): readonly TemplateChoice[] => [
  ...shippedIds
    .filter((shipped) => shippedTemplates[shipped].paper === paper)
    .map((shipped) => ({ key: shipped, ref: { shipped }, own: null })),
  ...own.filter((each) => each.paper === paper).map((each) => ({ key: each.id, ref: { own: each.id }, own: each })),
];

/** The values of the paper as it stands; null: the move is not read yet. */
export const valuesOf = ({
  records,
  paper,
  date,
  letterhead,
}: Pick<MovePaper, "records" | "paper" | "date" | "letterhead">): MergeValues | null =>
  records === null ? null : mergeValues({ ...records, paper, date, letterhead });

export const usedBy = ({ ref, own }: TemplateChoice): UsedFields =>
  own === null && "shipped" in ref ? fieldsOfShipped(ref.shipped) : (own?.used ?? { fields: [], lists: [] });

export const blanksOf = (choice: TemplateChoice, values: MergeValues): readonly BlankValue[] =>
  blankValues(usedBy(choice), values);

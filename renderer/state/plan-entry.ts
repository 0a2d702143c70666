import { create } from "zustand";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import type { PlanEntry } from "../../shared/domain/dossier.ts";
import type { PlanReviewResult } from "../../shared/domain/plan-review.ts";
import type { IsoDate, PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { Evaluation } from "../../shared/domain/rules/evaluate.ts";
import type { PlanEntryFile, PlanPost } from "../data/office-data.ts";
import { newIds } from "../services/new-ids.ts";
import type { Office } from "../services/office.ts";
import { findPeople, type PersonChoice } from "../services/people-to-pick.ts";
import { addToPlan, overridePlanRules, reviewPlan, type WrittenOverride } from "../services/planning.ts";
import type { Planning } from "./planning.ts";

export type { PlanEntryFile, PlanPost } from "../data/office-data.ts";
export type { PersonChoice } from "../services/people-to-pick.ts";

/** Why an entry stands although a rule is not met. */
export interface Reason {
  readonly reason: string;
  readonly document: string;
}
/** By rule. */
export type Reasons = Readonly<Record<string, Reason>>;

/** Somebody to be put into the plan, as typed. */
export interface PlanDraft {
  readonly person: PersonChoice | null;
  readonly post: PlanPost | null;
  readonly title: string;
  readonly term: string;
  readonly from: PartialDate | null;
  readonly decisionNumber: string;
  readonly decisionIssuer: string;
  readonly decisionDate: PartialDate | null;
  readonly note: string;
}

export interface PlanAdding {
  readonly draft: PlanDraft;
  readonly rules: readonly Evaluation[] | null; // null: too little is typed to judge
  readonly reasons: Reasons;
  readonly edit: (patch: Partial<PlanDraft>) => void;
  readonly setReason: (rule: string, patch: Partial<Reason>) => void;
  readonly find: (typed: string) => Promise<readonly PersonChoice[]>;
  readonly findPosts: (typed: string) => Promise<readonly PlanPost[]>;
  readonly save: () => Promise<boolean>;
}

/** Milliseconds after the last key before a draft is held against the rules. */
const pause = 150;

/** The window in which somebody is put into the plan. */
export const createPlanAdding = (
  office: Office,
  keep: Planning["keep"],
  first: { readonly term: string; readonly day: IsoDate },
) =>
  create<PlanAdding>()((set, get) => {
    const id = newIds()("plan-entry");
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asks = 0;
    const entry = (): PlanEntry | null => {
      const { person, post, title, term, from, note } = get().draft;
      if (person === null || (title.trim() === "" && post === null)) return null;
      return blankRecord("plan-entry", {
        id,
        personId: person.id,
        title: tidy(title) || (post?.title ?? ""),
        postId: post?.id ?? null,
        term: tidy(term),
        from,
        note: tidy(note),
      });
    };
    const judge = async (): Promise<void> => {
      const drafted = entry();
      asks += 1;
      const own = asks;
      const rules = drafted === null ? null : await office.data.planDraftRules(drafted, first.day);
      if (own === asks) set({ rules });
    };
    return {
      draft: {
        person: null,
        post: null,
        title: "",
        term: first.term,
        from: first.day,
        decisionNumber: "",
        decisionIssuer: "",
        decisionDate: null,
        note: "",
      },
      rules: null,
      reasons: {},
      edit: (patch) => {
        const { draft } = get();
        // A post brings its title; one that was typed by hand stays.
        const follows = patch.post != null && (draft.title === "" || draft.title === draft.post?.title);
        set({ draft: { ...draft, ...patch, ...(follows ? { title: patch.post?.title ?? "" } : {}) } });
        clearTimeout(timer);
        timer = setTimeout(() => void judge(), pause);
      },
      setReason: (rule, patch) => set(({ reasons }) => ({ reasons: withReason(reasons, rule, patch) })),
      find: (typed) => findPeople(office.data, typed),
      findPosts: (typed) => office.data.planPosts(typed),
      save: async () => {
        const next = entry();
        if (next === null) return false;
        const { draft, reasons } = get();
        clearTimeout(timer);
        await judge(); // a reason counts for the rules of what is saved, not of what was typed before
        const paper = {
          number: tidy(draft.decisionNumber),
          issuer: tidy(draft.decisionIssuer),
          date: draft.decisionDate,
        };
        return keep("added", () => addToPlan(office, next, paper, writtenReasons(get().rules ?? [], reasons)));
      },
    };
  });

export interface PlanLooking {
  readonly file: PlanEntryFile | null; // null: not read yet
  readonly reasons: Reasons;
  readonly review: {
    readonly date: PartialDate | null;
    readonly result: PlanReviewResult;
    readonly document: string;
    readonly note: string;
  };
  readonly load: () => Promise<void>;
  readonly setReason: (rule: string, patch: Partial<Reason>) => void;
  readonly saveReasons: () => Promise<void>;
  readonly editReview: (patch: Partial<PlanLooking["review"]>) => void;
  readonly saveReview: () => Promise<boolean>;
}

/** The window in which one entry is held against the rules and looked through. */
export const createPlanLooking = (office: Office, keep: Planning["keep"], id: RecordId<"plan-entry">, day: IsoDate) =>
  create<PlanLooking>()((set, get) => ({
    file: null,
    reasons: {},
    review: { date: day, result: "KEEP", document: "", note: "" },
    load: async () => set({ file: await office.data.planEntryFile(id, day) }),
    setReason: (rule, patch) => set(({ reasons }) => ({ reasons: withReason(reasons, rule, patch) })),
    saveReasons: async () => {
      const { file, reasons } = get();
      if (file === null) return;
      const written = writtenReasons(file.rules, reasons);
      if (!(await keep("overridden", () => overridePlanRules(office, file.entry, written)))) return;
      set({ reasons: {} });
      await get().load();
    },
    editReview: (patch) => set(({ review }) => ({ review: { ...review, ...patch } })),
    saveReview: async () => {
      const { file, review, reasons } = get();
      if (file === null) return false;
      const { date, result, document, note } = review;
      const written = { entry: file.entry, date, result, document: tidy(document), note: note.normalize("NFC").trim() };
      return keep("reviewed", () => reviewPlan(office, [written], writtenReasons(file.rules, reasons)));
    },
  }));

const withReason = (reasons: Reasons, rule: string, patch: Partial<Reason>): Reasons => ({
  ...reasons,
  [rule]: { reason: "", document: "", ...reasons[rule], ...patch },
});

/** Reasons for rules that are still not met or not known, each with the version it is about. */
const writtenReasons = (rules: readonly Evaluation[], reasons: Reasons): readonly WrittenOverride[] =>
  rules
    .filter(({ result, overridden }) => (result === "not-met" || result === "unknown") && overridden === null)
    .flatMap(({ rule, source }) => {
      const given = reasons[rule];
      return given === undefined
        ? []
        : [
            {
              rule,
              pack: source.pack,
              packVersion: source.version,
              reason: given.reason.normalize("NFC").trim(),
              document: tidy(given.document),
            },
          ];
    });

const tidy = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim();

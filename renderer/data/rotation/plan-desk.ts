import { compareText } from "../../../shared/domain/compare-text.ts";
import type { PlanEntry } from "../../../shared/domain/dossier.ts";
import { foldLoosely, foldVietnamese } from "../../../shared/domain/fold.ts";
import { compareNames } from "../../../shared/domain/names.ts";
import type { PlanReview } from "../../../shared/domain/plan-review.ts";
import type { IsoDate, RecordId } from "../../../shared/domain/primitives.ts";
import { evaluateBy } from "../../../shared/domain/rules/evaluate.ts";
import type { RuleOverride } from "../../../shared/domain/rules/rule-override.ts";
import { rulesOn } from "../../../shared/domain/rules/rules-on.ts";
import { unitName } from "../../../shared/domain/units.ts";
import type { RotationGround } from "./ground.ts";
import { inSlices } from "./in-slices.ts";
import { type PlanAsked, type PlanBoard, planBoardOf, planEntryCase } from "./plan-board.ts";

export type * from "./plan-board.ts";
export type * from "./plan-shares.ts";

/** An entry with all that is known of it, for the window in which it is looked at. */
export interface PlanEntryFile {
  readonly entry: PlanEntry;
  readonly name: string;
  readonly day: IsoDate; // whose rules are applied
  readonly rules: ReturnType<typeof evaluateBy>;
  readonly reviews: readonly PlanReview[]; // the latest first
  readonly overrides: readonly RuleOverride[]; // of this entry, under whatever version of the rule
}

/** A post that somebody may be planned for. */
export interface PlanPost {
  readonly id: RecordId<"post">;
  readonly title: string;
  readonly unit: string;
}

/** What is asked about planning (quy hoạch). */
export interface PlanQueries {
  /** Who is planned for which title, beside its holders. Null in the question: the latest term, every unit, today. */
  planBoard(asked: PlanAsked): Promise<PlanBoard>;
  /** One entry held against the rules on planning. Null: no such entry. */
  planEntryFile(id: RecordId<"plan-entry">, day: IsoDate | null): Promise<PlanEntryFile | null>;
  /** The same of an entry that is only being typed. */
  planDraftRules(entry: PlanEntry, day: IsoDate | null): Promise<PlanEntryFile["rules"]>;
  /** The first posts of the establishment whose title and unit hold what was typed; marks optional. */
  planPosts(typed: string): Promise<readonly PlanPost[]>;
}

/** Each question once: one that is left out does not compile. */
export const planQueries: Readonly<Record<keyof PlanQueries, true>> = {
  planBoard: true,
  planEntryFile: true,
  planDraftRules: true,
  planPosts: true,
};

export function makePlanDesk(ground: RotationGround): PlanQueries {
  const rulesOf = (entry: PlanEntry, day: IsoDate): PlanEntryFile["rules"] => {
    const about = planEntryCase(ground, entry, day);
    return about === null ? [] : evaluateBy(about, day, rulesOn(day, ground.packs()));
  };
  return {
    planBoard: async (asked) => {
      await ground.ready();
      return inSlices(planBoardOf(ground, asked));
    },
    planEntryFile: async (id, asked) => {
      await ground.ready();
      const entry = ground.byId("plan-entry").get(id);
      if (entry === undefined) return null;
      const day = asked ?? ground.today();
      return {
        entry,
        name: ground.nameOf(entry.personId),
        day,
        rules: rulesOf(entry, day),
        reviews: ground
          .all("plan-review")
          .filter(({ entryId }) => entryId === id)
          .toSorted((a, b) => compareText(b.date ?? "", a.date ?? "") || compareText(b.id, a.id)),
        overrides: ground.rowsOf("rule-override", entry.personId).filter(({ entryId }) => entryId === id),
      };
    },
    planDraftRules: async (entry, asked) => {
      await ground.ready();
      return rulesOf(entry, asked ?? ground.today());
    },
    planPosts: async (typed) => {
      const day = ground.today();
      const words = foldVietnamese(typed)
        .split(" ")
        .filter((word) => word !== "");
      const found: PlanPost[] = [];
      for (const post of ground.all("post")) {
        const unit = unitName(ground.versions(), post.unitId, day) || unitName(ground.versions(), post.unitId, null);
        const folded = foldVietnamese(`${post.title} ${unit}`);
        if (words.every((word) => folded.includes(word))) found.push({ id: post.id, title: post.title, unit });
      }
      return found
        .toSorted((a, b) => compareText(foldLoosely(a.title), foldLoosely(b.title)) || compareNames(a.unit, b.unit))
        .slice(0, listedPosts);
    },
  };
}

/** Posts that a field offers at once; typing narrows them. */
const listedPosts = 30;

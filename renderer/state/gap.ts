import { create } from "zustand";
import { latestDay } from "../../shared/domain/dates.ts";
import { keyOf } from "../../shared/domain/gaps/gaps-on.ts";
import type { IsoDate } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { Saved } from "../services/append.ts";
import { type GapStory, gapOnFile, type StoryLine } from "../services/gap-register.ts";
import { closeGap, type KeptWords, keepGap } from "../services/keep-gap.ts";
import { endWeak } from "../services/mark-weak.ts";
import { type Office, watchRecords } from "../services/office.ts";
import { afterSaving, afterUndoing, noSaves, type Saves } from "./last-save.ts";

export type { GapMove, GapStory, StoryLine, ToldField } from "../services/gap-register.ts";
export type { KeptWords } from "../services/keep-gap.ts";

/** How a gap is closed: the first day on which it counts as closed, and why. */
export interface Closing {
  readonly on: IsoDate;
  readonly reason: string;
}

export interface GapView extends Saves {
  readonly gap: GapStory | null; // null: not read yet, or nothing of this name was ever on file
  readonly story: readonly StoryLine[];
  readonly read: boolean;
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly keep: (words: KeptWords) => Promise<boolean>;
  readonly close: (closing: Closing) => Promise<boolean>;
  readonly endWeak: (closing: Closing) => Promise<boolean>;
  readonly undo: () => Promise<void>;
}

export const createGap = (office: Office, key: string) =>
  create<GapView>()((set, get) => {
    let asked = 0;
    const load = async (): Promise<void> => {
      asked += 1;
      const mine = asked;
      const found = await gapOnFile(office, key);
      if (mine === asked) set({ read: true, gap: found?.gap ?? null, story: found?.story ?? [] });
    };
    const save = async (saving: Promise<Result<Saved | null, Problem>>): Promise<boolean> => {
      set({ ...noSaves, saving: true });
      const after = await afterSaving(saving, key);
      set(after);
      await load();
      return after.problem === null;
    };
    return {
      gap: null,
      story: [],
      read: false,
      ...noSaves,
      load,
      follow: () => watchRecords(office, () => void load()),
      keep: async (words) => {
        const { gap } = get();
        return gap === null ? false : save(keepGap(office, placeOf(gap), changed(gap, words)));
      },
      close: async (closing) => {
        const { gap } = get();
        return gap === null ? false : save(closeGap(office, placeOf(gap), closing));
      },
      endWeak: async (closing) => {
        const unitId = get().gap?.unitId ?? null;
        return unitId === null ? false : save(endWeak(office, unitId, closing));
      },
      undo: async () => {
        const { saved, saving } = get();
        if (saved === null || saving) return;
        set({ ...noSaves, saving: true });
        set(await afterUndoing(office, saved));
        await load();
      },
    };
  });

/**
 * What clerks keep about a gap now: of several records the first that says something. Of a gap that is over, what was kept
 * last.
 */
export function keptWords({ kept, day, row }: Pick<GapStory, "kept" | "day" | "row">): KeptWords {
  const live = kept.filter(({ withdrawn }) => !withdrawn);
  const open =
    row === null ? live.toReversed() : live.filter(({ closedOn }) => closedOn === null || latestDay(closedOn) > day);
  const text = (field: "owner" | "reason" | "evidence" | "note"): string =>
    open.find((each) => each[field] !== "")?.[field] ?? "";
  return {
    severity: open.find(({ severity }) => severity !== null)?.severity ?? null,
    owner: text("owner"),
    deadline: open.find(({ deadline }) => deadline !== null)?.deadline ?? null,
    reason: text("reason"),
    evidence: text("evidence"),
    note: text("note"),
  };
}

/** Of what a form holds, only what its writer changed: the rest may stand on another record. */
function changed(gap: GapStory, words: KeptWords): Partial<KeptWords> {
  const before = keptWords(gap);
  return Object.fromEntries(
    Object.entries(words).filter(([field, value]) => before[field as keyof KeptWords] !== value),
  );
}

/** The place as its key has it: a gap of a post was kept with its unit, or without. */
const placeOf = ({ kind, unitId, postId }: GapStory) => ({ kind, unitId, postId });

/** The gap of a place, for going there. */
export const gapKey = keyOf;

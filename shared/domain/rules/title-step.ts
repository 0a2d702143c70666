import { codeOf } from "../codes/code-list.ts";
import { type Title, titles } from "../codes/titles.ts";
import { foldVietnamese } from "../fold.ts";
import type { Post, PostRole } from "../post.ts";
import type { PartialDate, RecordId } from "../primitives.ts";
import { type TitleGroup, titleGroup, titleKey } from "../statistics/title-group.ts";
import type { Level } from "../unit.ts";
import { versionOn } from "../units.ts";
import type { Case } from "./case.ts";
import type { ParametersOf, TitleList } from "./parameters.ts";
import type { Step } from "./verdict.ts";

/** A title somebody holds, takes or is planned for, and where. */
export interface Held {
  readonly title: string;
  readonly postId: RecordId<"post"> | null;
  readonly unitId: RecordId<"unit"> | null;
}

/** What can be told of a title: its level, whether it leads, and its group. Null: not known. */
export interface Standing {
  readonly level: Level | null;
  readonly role: PostRole | null;
  readonly group: TitleGroup;
  readonly post: Post | null;
  readonly key: string; // equal for one title of one unit
}

/** What is known of a title on a day: by its post, else by its unit and words, else by the register of titles. */
export function standingOf(about: Pick<Case, "posts" | "units">, held: Held, day: PartialDate): Standing {
  const post = held.postId === null ? null : (about.posts?.get(held.postId) ?? null);
  const title = held.title.trim() === "" ? (post?.title ?? "") : held.title;
  const unitId = post?.unitId ?? held.unitId;
  const { group, key, listed } = wordsOf(title);
  const level = (unitId === null ? null : versionOn(about.units, unitId, day)?.level) ?? listed?.level ?? null;
  return {
    level,
    role: post?.role ?? listed?.role ?? roleOfGroup[group] ?? null,
    group,
    post,
    key: `${unitId ?? ""} ${key}`,
  };
}

/**
 * How one title stands to another. On one level the ladder decides; of different levels the higher one is higher unless
 * it stands lower on the ladder: then, and where a level or a step is not known, nothing can be told.
 */
export function stepBetween(title: Standing, other: Standing, ladder: ParametersOf<"LADDER"> | null): Step {
  if (title.key === other.key && !title.key.startsWith(" ")) return "equal";
  const [one, two] = [ladder?.steps[title.group], ladder?.steps[other.group]];
  if (title.level === null || other.level === null || one === undefined || two === undefined) return null;
  const levels = height[title.level] - height[other.level];
  if (levels === 0) return one > two ? "higher" : one < two ? "lower" : "equal";
  if (levels > 0) return one >= two ? "higher" : null;
  return one <= two ? "lower" : null;
}

/** Whether a title is of a list. */
export const isListed = (title: string, { groups, starts }: TitleList): boolean =>
  groups.includes(wordsOf(title).group) || beginsWith(title, starts);

export function beginsWith(title: string, starts: readonly string[]): boolean {
  let folded = foldedStarts.get(starts);
  if (folded === undefined) {
    folded = starts.map((start) => `${foldVietnamese(start)} `);
    foldedStarts.set(starts, folded);
  }
  const text = wordsOf(title).folded;
  return folded.some((start) => text.startsWith(start));
}
const foldedStarts = new WeakMap<readonly string[], readonly string[]>();

/** What follows from the words of a title alone. */
interface TitleWords {
  readonly folded: string; // a space behind it
  readonly group: TitleGroup;
  readonly key: string;
  readonly listed: Title | null;
}

/** A province has some thousand titles and asks for each of them hundreds of thousands of times. */
const known = new Map<string, TitleWords>();
const knownAtMost = 20_000;

function wordsOf(title: string): TitleWords {
  const words = known.get(title);
  if (words !== undefined) return words;
  const code = codeOf(titles, title);
  const listed = code === null ? null : (titles.find((each) => each.code === code) ?? null);
  const made = { folded: `${foldVietnamese(title)} `, group: titleGroup(title), key: titleKey(title), listed };
  if (known.size >= knownAtMost) known.clear();
  known.set(title, made);
  return made;
}

const height: Readonly<Record<Level, number>> = { TW: 4, TINH: 3, HUYEN: 2, XA: 1 };
const roleOfGroup: Partial<Record<TitleGroup, PostRole>> = {
  BI_THU: "T",
  PHO_BI_THU: "P",
  CHU_TICH_HDND: "T",
  CHU_TICH_UBND: "T",
  PHO_CHU_TICH: "P",
  TRUONG_PHONG_BAN: "T",
  PHO_PHONG_BAN: "P",
};

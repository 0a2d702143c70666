import type { Change } from "../../shared/change/change.ts";
import { describeChange, recordFrom } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { latestDay } from "../../shared/domain/dates.ts";
import type { Gap } from "../../shared/domain/gaps/gap.ts";
import { keyOf } from "../../shared/domain/gaps/gaps-on.ts";
import type { TermEnd } from "../../shared/domain/gaps/term-end.ts";
import type { IsoDate, PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Saved } from "./append.ts";
import { newIds, today } from "./new-ids.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";

/** Which gap: its kind and place, as its key has them. */
export type GapPlace = Pick<Gap, "kind" | "unitId" | "postId">;
/** What a clerk keeps about a gap. */
export type KeptWords = Pick<Gap, "severity" | "owner" | "deadline" | "reason" | "evidence" | "note">;
/** A gap that nothing in the records shows. */
export type GapByHand = GapPlace & KeptWords & Pick<Gap, "openedOn">;

/** Saved; null where nothing differs from what is on file. */
type Saving = Promise<Result<Saved | null, Problem>>;

/**
 * Keep words about a gap: on the record that is there, else on a new one.
 *
 * @param words  only what was typed; the rest stays as it is
 */
export async function keepGap(office: Office, place: GapPlace, words: Partial<KeptWords>): Saving {
  if (Object.keys(words).length === 0) return ok(null);
  const [own] = await openKept(office, place);
  const changes = [await changeOf(office, { ...(own ?? newGap(place)), ...words })];
  return save(office, "gap.keep", "", changes);
}

/** Open a gap that the records do not show. It stays until it is closed, or its post is filled. */
export async function openGapByHand(office: Office, { openedOn, ...gap }: GapByHand): Saving {
  const made = { ...newGap(gap), ...gap, byHand: true, openedOn: openedOn ?? today() };
  return save(office, "gap.open", gap.reason, [await changeOf(office, made)]);
}

/**
 * Close a gap by hand. Where its cause is still in the records, the register goes on to show it, and says who closed it.
 *
 * @param on  first day on which it counts as closed
 */
export async function closeGap(
  office: Office,
  place: GapPlace,
  { on, reason }: { readonly on: IsoDate; readonly reason: string },
): Saving {
  const open = await openKept(office, place);
  const closing = open.length > 0 ? open : [newGap(place)];
  const changes = await Promise.all(
    closing.map((gap) => changeOf(office, { ...gap, closedOn: on, closedBecause: reason })),
  );
  return save(office, "gap.close", reason, changes);
}

/** Write down when terms end, or that an entry was a mistake. */
export async function saveTermEnd(office: Office, term: TermEnd): Saving {
  const held = await office.data.held(term.id);
  return save(office, "gap.term", "", [describeChange(held ?? undefined, term)]);
}

/** A gap's records that no clerk has closed, oldest first, each as it is now. */
export async function openKept(office: Office, place: GapPlace): Promise<readonly Gap[]> {
  const key = keyOf(place);
  const day = today();
  const kept = (await office.data.all("gap")).filter(
    (gap) => keyOf(gap) === key && (gap.closedOn === null || latestDay(gap.closedOn) > day),
  );
  return kept.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** What differs from what is on file. */
export async function changeOf(office: Office, gap: Gap): Promise<Change | null> {
  const held = await office.data.held(gap.id);
  const before = held === null ? null : recordFrom(held, "gap");
  return describeChange(held ?? undefined, before === null ? gap : { ...before, ...gap });
}

/** A record about a gap that nobody has written about yet, as of today. */
export const newGap = (
  { kind, unitId, postId }: GapPlace,
  openedOn: PartialDate = today(),
  id: RecordId<"gap"> = newIds()("gap"),
): Gap => blankRecord("gap", { id, kind, unitId, postId, openedOn });

export async function save(
  office: Office,
  purpose: string,
  reason: string,
  described: readonly (Change | null)[],
): Saving {
  const changes = described.filter((change) => change !== null);
  if (changes.length === 0) return ok(null);
  return recordAction(office, { purpose, reason, people: [], changes });
}

import { dayAfter, earliestDay, latestDay } from "../../shared/domain/dates.ts";
import type { Gap } from "../../shared/domain/gaps/gap.ts";
import type { TermEnd } from "../../shared/domain/gaps/term-end.ts";
import type { TermsInForce } from "../../shared/domain/gaps/terms-on.ts";
import { groupBy } from "../../shared/domain/group-by.ts";
import type { Json, PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { GapStory, HistoryStep } from "../data/office-data.ts";
import type { Office } from "./office.ts";

export type { Forecast, GapMove, GapQuery, GapRegister, GapRow, GapStory, PostToFill } from "../data/office-data.ts";

/** Fields of a kept gap that its story speaks of. */
export const toldFields = ["severity", "owner", "deadline", "reason", "evidence", "note"] as const;
export type ToldField = (typeof toldFields)[number];

/** One line of a gap's story. `on` is the day it stands under; of what was written down, the day of the writing. */
export type StoryLine = Told & { readonly order: number }; // within its day, the earlier the less

type Told =
  | { readonly what: "fell-vacant"; readonly on: PartialDate; readonly person: Who | null; readonly places: number }
  | { readonly what: "filled"; readonly on: PartialDate; readonly person: Who | null }
  | { readonly what: "weak"; readonly on: PartialDate; readonly reason: string; readonly evidence: string }
  | { readonly what: "not-weak"; readonly on: PartialDate }
  | {
      readonly what: "noted" | "edited";
      readonly on: PartialDate;
      readonly by: Writer;
      readonly gap: Gap;
      readonly fields: readonly { readonly field: ToldField; readonly from: Json | null; readonly to: Json }[];
    }
  | { readonly what: "closed"; readonly on: PartialDate; readonly by: Writer; readonly reason: string }
  | { readonly what: "reopened" | "taken-back" | "put-back"; readonly on: PartialDate; readonly by: Writer }
  | { readonly what: "proposed"; readonly on: PartialDate; readonly by: Writer; readonly move: MoveSaid }
  | { readonly what: "decided" | "begun" | "ended"; readonly on: PartialDate; readonly move: MoveSaid };

export interface Who {
  readonly personId: RecordId<"person">;
  readonly person: string;
}
export interface Writer {
  readonly clerk: string;
  readonly office: string;
}
type MoveSaid = GapStory["moves"][number];

/** A gap and its story in order, what came last at the top. Null: its key names nothing that was ever on file. */
export async function gapOnFile(
  office: Office,
  key: string,
): Promise<{ readonly gap: GapStory; readonly story: readonly StoryLine[] } | null> {
  const gap = await office.data.gapStory(key);
  if (gap === null) return null;
  const ids = [...gap.kept.map(({ id }) => id), ...gap.moves.map(({ rotationId }) => rotationId)];
  const histories = ids.length === 0 ? {} : await office.data.histories(ids);
  return { gap, story: storyOf(gap, histories) };
}

/** What the records and the ledger tell about a gap, the latest first. */
export function storyOf(
  gap: GapStory,
  histories: Readonly<Record<RecordId, readonly HistoryStep[]>>,
): readonly StoryLine[] {
  const lines: readonly StoryLine[] = [
    ...(gap.kind === "VACANT_SOON" ? [] : gap.vacancies).flatMap(
      ({ from, to, places, opened, closed }): StoryLine[] => [
        { what: "fell-vacant", on: from, order: first, person: opened, places },
        ...(to === null ? [] : [{ what: "filled" as const, on: to, order: last, person: closed }]),
      ],
    ),
    ...gap.weak.flatMap(({ from, to, reason, evidence }): StoryLine[] => [
      ...(from === null ? [] : [{ what: "weak" as const, on: from, order: first, reason, evidence }]),
      ...(to === null ? [] : [{ what: "not-weak" as const, on: dayAfter(latestDay(to)), order: last }]),
    ]),
    ...gap.kept.flatMap((kept) => linesOfKept(kept, histories[kept.id] ?? [])),
    ...gap.moves.flatMap((move) => linesOfMove(move, histories[move.rotationId] ?? [], gap.day)),
  ];
  return lines.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : b.order - a.order));
}

/** What was so before anybody wrote on that day, and what came of it; between them entries by their numbers in the ledger. */
const [first, last] = [0, Number.MAX_SAFE_INTEGER];

/** What each action wrote about a kept gap. */
function linesOfKept(gap: Gap, steps: readonly HistoryStep[]): readonly StoryLine[] {
  return [...groupBy(steps, ({ by }) => by).values()].flatMap((written, n): StoryLine[] => {
    const [step] = written;
    if (step === undefined) return [];
    const at = { on: dayOf(step), order: step.position, by: writerOf(step) };
    const wrote = new Map(written.map((each) => [each.field, each]));
    const fields = toldFields.flatMap((field) => {
      const each = wrote.get(field);
      return each === undefined ? [] : [{ field, from: each.from, to: each.to }];
    });
    const closed = wrote.get("closedOn");
    const lines: StoryLine[] = [];
    if (n > 0 && fields.length > 0) lines.push({ what: "edited", ...at, gap, fields });
    // One that was written down only to be closed has nothing else to tell.
    if (n === 0 && (fields.length > 0 || closed === undefined)) lines.push({ what: "noted", ...at, gap, fields });
    if (closed !== undefined && closed.to !== null) {
      const reason = wrote.get("closedBecause")?.to;
      lines.push({ what: "closed", ...at, order: at.order + 0.1, reason: typeof reason === "string" ? reason : "" });
    } else if (closed !== undefined && n > 0) lines.push({ what: "reopened", ...at });
    const withdrawn = wrote.get("withdrawn");
    if (withdrawn !== undefined && n > 0) {
      lines.push({ what: withdrawn.to === true ? "taken-back" : "put-back", ...at });
    }
    return lines;
  });
}

function linesOfMove(move: MoveSaid, steps: readonly HistoryStep[], day: PartialDate): readonly StoryLine[] {
  const [step] = steps;
  const order = step?.position ?? first;
  const isUnderWay = ["ACTIVE", "EXTENDED", "FINISHED", "RECALLED"].includes(move.state);
  return [
    ...(step === undefined ? [] : [{ what: "proposed" as const, on: dayOf(step), order, by: writerOf(step), move }]),
    ...(move.decisionDate === null
      ? []
      : [{ what: "decided" as const, on: move.decisionDate, order: order + 0.1, move }]),
    ...(isUnderWay && move.start !== null && earliestDay(move.start) <= day
      ? [{ what: "begun" as const, on: move.start, order: order + 0.2, move }]
      : []),
    ...(move.endedOn === null ? [] : [{ what: "ended" as const, on: move.endedOn, order: last, move }]),
  ];
}

const dayOf = ({ at }: HistoryStep): PartialDate => at.slice(0, 10);
const writerOf = ({ clerk, office }: HistoryStep): Writer => ({ clerk, office });

/** The ends of terms the office has written down, the next first, and by what the register counts today. */
export async function termsOnFile({ data }: Office): Promise<{
  readonly ends: readonly TermEnd[];
  readonly inForce: TermsInForce;
}> {
  const [ends, inForce] = await Promise.all([data.all("term-end"), data.gapTerms()]);
  return {
    ends: ends.toSorted((a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : a.id < b.id ? -1 : 1)),
    inForce,
  };
}

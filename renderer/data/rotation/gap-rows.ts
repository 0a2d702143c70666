import { latestDay } from "../../../shared/domain/dates.ts";
import { foldVietnamese } from "../../../shared/domain/fold.ts";
import type { Gap, GapKind, Severity } from "../../../shared/domain/gaps/gap.ts";
import type { Cause, CauseName, OpenGap } from "../../../shared/domain/gaps/gaps-on.ts";
import type { IsoDate, PartialDate, RecordId } from "../../../shared/domain/primitives.ts";
import { unitName, versionOn } from "../../../shared/domain/units.ts";
import type { RotationGround } from "./ground.ts";

/**
 * Why, with the person's name: who is going to leave, or, of a vacancy, who left. `text` is what somebody wrote about it: why
 * a unit is weak, why a gap was opened.
 */
export interface CauseSaid {
  readonly why: CauseName;
  readonly on: IsoDate | null;
  readonly about: boolean;
  readonly personId: RecordId<"person"> | null;
  readonly person: string;
  readonly text: string;
  readonly records: readonly RecordId[];
}

/** A gap as a list shows it. Severity, owner and deadline are those of the first kept record that is not closed and says so. */
export interface GapRow {
  readonly key: string;
  readonly kind: GapKind;
  readonly unitId: RecordId<"unit"> | null;
  readonly postId: RecordId<"post"> | null;
  readonly unit: string;
  readonly above: string; // the unit it is a part of
  readonly title: string; // of the post; "" for a gap that names none
  readonly places: number;
  readonly due: IsoDate | null;
  readonly causes: readonly CauseSaid[];
  readonly severity: Severity | null;
  readonly owner: string;
  readonly deadline: PartialDate | null;
  readonly overdue: boolean; // the deadline is over
  readonly byHand: boolean; // nothing in the records shows it
  readonly closedByHand: boolean; // closed, and the records go on to show it
  readonly kept: readonly RecordId<"gap">[];
}

/** Puts gaps into words: names of places as of the day, of people as they are now. */
export function gapWords(ground: RotationGround, day: IsoDate): (gap: OpenGap) => GapRow {
  const [posts, traits] = [ground.byId("post"), ground.byId("unit-trait")];
  const textOf = (gap: OpenGap, { why, records }: Cause): string => {
    if (why === "by-hand") return gap.kept[0]?.reason ?? "";
    if (why !== "weak") return "";
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the record a weak place is read from is its trait
    return traits.get(records[0] as RecordId<"unit-trait">)?.reason ?? "";
  };
  const personOf = (gap: OpenGap, { why, personId, records }: Cause): RecordId<"person"> | null => {
    const left = records[1]; // of a vacancy: the last step that ended
    if (why !== "no-holder" || gap.postId === null || left === undefined) return personId;
    return ground.holdersOf(gap.postId).find(({ id }) => id === left)?.personId ?? null;
  };
  return (gap) => {
    const open = gap.kept.filter((each) => !isClosed(each, day));
    const deadline = open.find((each) => each.deadline !== null)?.deadline ?? null;
    return {
      key: gap.key,
      kind: gap.kind,
      unitId: gap.unitId,
      postId: gap.postId,
      ...placeOf(ground, gap.unitId, day),
      title: gap.postId === null ? "" : (posts.get(gap.postId)?.title ?? ""),
      places: gap.places,
      due: gap.due,
      causes: gap.causes.map((cause) => {
        const personId = personOf(gap, cause);
        return {
          ...cause,
          personId,
          person: personId === null ? "" : ground.nameOf(personId),
          text: textOf(gap, cause),
        };
      }),
      severity: gap.severity,
      owner: open.find(({ owner }) => owner !== "")?.owner ?? "",
      deadline,
      overdue: deadline !== null && latestDay(deadline) < day,
      byHand: gap.causes.every(({ why }) => why === "by-hand"),
      closedByHand: open.length === 0 && gap.kept.length > 0,
      kept: gap.kept.map(({ id }) => id),
    };
  };
}

/** The words typed to search for, without marks. */
export const searchedFor = (text: string): readonly string[] =>
  foldVietnamese(text)
    .split(" ")
    .filter((word) => word !== "");

/** Whether every word stands somewhere in a row. @param words  without marks */
export function holdsWords(row: GapRow, words: readonly string[]): boolean {
  const said = row.causes.flatMap((cause) => [cause.person, cause.text]);
  const folded = foldVietnamese([row.title, row.unit, row.above, row.owner, ...said].join(" "));
  return words.every((word) => folded.includes(word));
}

/** Whether a clerk has closed it by a day. */
export const isClosed = ({ closedOn }: Pick<Gap, "closedOn">, day: IsoDate): boolean =>
  closedOn !== null && latestDay(closedOn) <= day;

/** A unit and the one above it, as of the day, else as last known. */
export function placeOf(
  ground: RotationGround,
  unitId: RecordId<"unit"> | null,
  day: IsoDate,
): { readonly unit: string; readonly above: string } {
  if (unitId === null) return { unit: "", above: "" };
  const versions = ground.versions();
  const nameThen = (id: RecordId<"unit">) => unitName(versions, id, day) || unitName(versions, id, null);
  const parent = (versionOn(versions, unitId, day) ?? versions.get(unitId)?.at(-1))?.parentId ?? null;
  return { unit: nameThen(unitId), above: parent === null ? "" : nameThen(parent) };
}

/** What somebody judged grave comes first and what was judged slight last; otherwise the order of the register. */
export const bySeverity = (a: Judged, b: Judged): number => rankOf(a) - rankOf(b);
type Judged = Pick<OpenGap, "severity">;
const rankOf = ({ severity }: Judged): number =>
  severity === "HIGH" ? 0 : severity === "MEDIUM" ? 1 : severity === null ? 2 : 3;

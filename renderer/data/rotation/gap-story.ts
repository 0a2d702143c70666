import { recordFrom } from "../../../shared/change/describe-change.ts";
import type { Assignment } from "../../../shared/domain/assignment.ts";
import { compareText } from "../../../shared/domain/compare-text.ts";
import { dayAfter, earliestDay, latestDay } from "../../../shared/domain/dates.ts";
import { foldLoosely } from "../../../shared/domain/fold.ts";
import { vacanciesOf } from "../../../shared/domain/gaps/forecast.ts";
import { type Gap, GapKind } from "../../../shared/domain/gaps/gap.ts";
import { keyOf, type OpenGap } from "../../../shared/domain/gaps/gaps-on.ts";
import { establishmentOn } from "../../../shared/domain/organisation/posts.ts";
import type { UnitTrait } from "../../../shared/domain/organisation.ts";
import type { Post } from "../../../shared/domain/post.ts";
import type { IsoDate, PartialDate, RecordId } from "../../../shared/domain/primitives.ts";
import type { MoveKind, MoveState, Rotation } from "../../../shared/domain/rotation.ts";
import { stateOn } from "../../../shared/domain/rotations/procedure.ts";
import { isWithin, unitName } from "../../../shared/domain/units.ts";
import { type GapRow, gapWords, isClosed, placeOf } from "./gap-rows.ts";
import type { RotationGround } from "./ground.ts";

/** Somebody's time in a post. */
export interface StepSaid {
  readonly id: RecordId<"assignment">;
  readonly personId: RecordId<"person">;
  readonly person: string;
  readonly nature: Assignment["nature"];
  readonly from: PartialDate | null;
  readonly to: PartialDate | null;
}

/** A time in which places of the post were free. */
export interface GapVacancy {
  readonly from: IsoDate;
  readonly to: IsoDate | null; // first day on which none was free; null: still free
  readonly places: number;
  readonly opened: StepSaid | null; // who had left; null: the post was set up
  readonly closed: StepSaid | null; // who came
}

/** A move towards the place: proposed, decided, under way, or over since the gap opened. */
export interface GapMove {
  readonly rotationId: RecordId<"rotation">;
  readonly personId: RecordId<"person">;
  readonly person: string;
  readonly kind: MoveKind;
  readonly state: MoveState;
  readonly fromTitle: string;
  readonly fromUnit: string;
  readonly toTitle: string;
  readonly start: PartialDate | null;
  readonly endedOn: PartialDate | null;
  readonly decision: string; // number; "" where none
  readonly decisionDate: PartialDate | null;
  readonly programme: string;
}

/**
 * Why a gap is no longer open.
 * - `filled`: somebody holds the post · `post-ended`, `post-withdrawn`: it is no longer in the establishment
 * - `vacant-now`: what was to come has come · `nobody-leaves`: nothing shows a holder leaving any more
 * - `not-weak`: the mark of a weak place has ended · `by-hand`: a clerk closed it
 * - `taken-back`: what had opened it was taken back · `never`: the records never showed it
 */
export type WhyClosed =
  | "filled"
  | "post-ended"
  | "post-withdrawn"
  | "vacant-now"
  | "nobody-leaves"
  | "not-weak"
  | "by-hand"
  | "taken-back"
  | "never";

export interface GapStory {
  readonly key: string;
  readonly kind: GapKind;
  readonly day: IsoDate;
  readonly unitId: RecordId<"unit"> | null;
  readonly postId: RecordId<"post"> | null;
  readonly unit: string;
  readonly above: string;
  readonly title: string;
  readonly row: GapRow | null; // while it is open
  readonly closed: { readonly why: WhyClosed; readonly on: PartialDate | null; readonly text: string } | null;
  readonly becomes: string | null; // the gap that stands at this place instead
  readonly post: {
    readonly record: Post;
    readonly vacant: number;
    readonly holders: readonly StepSaid[];
    readonly coming: readonly StepSaid[]; // decided to come
  } | null;
  readonly kept: readonly Gap[]; // by any clerk, oldest first; withdrawn ones too
  readonly vacancies: readonly GapVacancy[]; // oldest first
  readonly weak: readonly UnitTrait[]; // every time in which the unit was marked weak, oldest first
  readonly moves: readonly GapMove[]; // latest first
}

/**
 * One gap with its whole story, open or closed.
 *
 * @param find  the open gap of a key, however far ahead
 * @returns     null where the key names nothing that has ever been on file
 */
export function gapStoryOf(
  ground: RotationGround,
  key: string,
  day: IsoDate,
  find: (key: string) => OpenGap | null,
): GapStory | null {
  const named = readKey(key);
  if (named === null) return null;
  const { kind } = named;
  const kept = keptUnder(ground, key);
  const post = named.postId === null ? null : postOf(ground, named.postId);
  const unitId = named.unitId ?? post?.unitId ?? kept.find((each) => each.unitId !== null)?.unitId ?? null;
  if (post === null && kept.length === 0 && (unitId === null || !ground.versions().has(unitId))) return null;
  const steps = named.postId === null ? [] : ground.holdersOf(named.postId);
  const said = (step: Assignment): StepSaid => ({
    id: step.id,
    personId: step.personId,
    person: ground.nameOf(step.personId),
    nature: step.nature,
    from: step.from,
    to: step.to,
  });
  const byId = new Map<RecordId, Assignment>(steps.map((step) => [step.id, step]));
  const stepOf = (id: RecordId | null): StepSaid | null => {
    const step = id === null ? undefined : byId.get(id);
    return step === undefined ? null : said(step);
  };
  const vacancies =
    post === null
      ? []
      : vacanciesOf(post, steps, day).map(
          ({ openedBy, closedBy, ...vacancy }): GapVacancy => ({
            ...vacancy,
            opened: stepOf(openedBy),
            closed: stepOf(closedBy),
          }),
        );
  const open = find(key);
  const row = open === null ? null : gapWords(ground, day)(open);
  const marks = weakMarks(ground, unitId);
  const place = { ...named, unitId, kept, post, vacancies, marks };
  const closed = row === null ? whyClosed(place, day, find) : null;
  const establishment = post === null ? [] : establishmentOn([post], steps, day);
  return {
    key,
    kind,
    day,
    unitId,
    postId: named.postId,
    ...placeOf(ground, unitId, day),
    title: post?.title ?? "",
    row,
    closed,
    becomes: closed?.why === "vacant-now" ? keyOf({ ...named, kind: "VACANT" }) : null,
    post:
      post === null
        ? null
        : {
            record: post,
            vacant: establishment[0]?.vacant ?? 0,
            holders: (establishment[0]?.holders ?? []).map(said),
            coming: steps.filter(({ from }) => from !== null && earliestDay(from) > day).map(said),
          },
    kept,
    vacancies,
    weak: kind === "WEAK" ? marks.filter(({ withdrawn }) => !withdrawn) : [],
    moves: movesTowards(ground, place, sinceWhen(kind, row, vacancies, marks, day), day),
  };
}

interface Place {
  readonly kind: GapKind;
  readonly unitId: RecordId<"unit"> | null;
  readonly postId: RecordId<"post"> | null;
  readonly kept: readonly Gap[];
  readonly post: Post | null;
  readonly vacancies: readonly GapVacancy[];
  readonly marks: readonly UnitTrait[];
}

function readKey(
  key: string,
): { kind: GapKind; unitId: RecordId<"unit"> | null; postId: RecordId<"post"> | null } | null {
  const [word, id = "", ...more] = key.split(" ");
  const kind = GapKind.safeParse(word);
  if (!kind.success || more.length > 0) return null;
  const isPost = (text: string): text is RecordId<"post"> => text.startsWith("post:");
  const isUnit = (text: string): text is RecordId<"unit"> => text.startsWith("unit:");
  return { kind: kind.data, unitId: isUnit(id) ? id : null, postId: isPost(id) ? id : null };
}

/** What clerks keep under a key, oldest first; what was taken back is part of the story. */
function keptUnder(ground: RotationGround, key: string): readonly Gap[] {
  return [...ground.records.ofKind("gap")]
    .flatMap((state) => recordFrom(state, "gap") ?? [])
    .filter((gap) => keyOf(gap) === key)
    .toSorted((a, b) => compareText(a.id, b.id));
}

/** A post as it was last known, also where it was withdrawn since. */
function postOf(ground: RotationGround, id: RecordId<"post">): Post | null {
  const state = ground.held(id);
  return state === null ? null : recordFrom(state, "post");
}

function weakMarks(ground: RotationGround, unitId: RecordId<"unit"> | null): readonly UnitTrait[] {
  if (unitId === null) return [];
  return ground.records
    .matching("unit-trait", "unitId", unitId)
    .flatMap((state) => recordFrom(state, "unit-trait") ?? [])
    .filter(({ trait }) => trait === "WEAK")
    .toSorted((a, b) => compareText(a.from ?? "", b.from ?? "") || compareText(a.id, b.id));
}

/** When and why a gap that is not open closed. */
function whyClosed(
  { kind, postId, kept, post, vacancies, marks }: Place,
  day: IsoDate,
  find: (key: string) => OpenGap | null,
): NonNullable<GapStory["closed"]> {
  const because = (why: WhyClosed, on: PartialDate | null = null, text = "") => ({ why, on, text });
  const live = kept.filter(({ withdrawn }) => !withdrawn);
  const hand = live
    .filter((each) => isClosed(each, day))
    .toSorted((a, b) => compareText(b.closedOn ?? "", a.closedOn ?? ""))[0];
  const byHand = hand === undefined ? null : because("by-hand", hand.closedOn, hand.closedBecause);
  if (byHand !== null && hand?.byHand === true) return byHand;
  if (kind === "WEAK") {
    const ended = marks
      .filter(({ withdrawn, to }) => !withdrawn && to !== null)
      .toSorted((a, b) => compareText(latestDay(b.to ?? ""), latestDay(a.to ?? "")))[0];
    if (ended?.to != null && latestDay(ended.to) < day)
      return because("not-weak", dayAfter(latestDay(ended.to)), hand?.closedBecause ?? "");
    return byHand ?? because(marks.length > 0 || kept.length > 0 ? "taken-back" : "never");
  }
  if (post?.withdrawn === true) return because("post-withdrawn");
  if (post?.to != null && latestDay(post.to) < day) return because("post-ended", dayAfter(latestDay(post.to)));
  if (kind === "VACANT_SOON") {
    if (find(keyOf({ kind: "VACANT", unitId: null, postId })) !== null) {
      return because("vacant-now", vacancies.at(-1)?.from ?? null);
    }
    return byHand ?? because(live.length === 0 && kept.length > 0 ? "taken-back" : "nobody-leaves");
  }
  const last = vacancies.at(-1);
  if (last?.to != null) return because("filled", last.to, last.closed?.person ?? "");
  if (byHand !== null) return byHand;
  if (live.length > 0 && post !== null) return because("filled");
  return because(kept.length > 0 ? "taken-back" : "never");
}

/** From which day on moves belong to the story of a gap; null: all that name the place. */
function sinceWhen(
  kind: GapKind,
  row: GapRow | null,
  vacancies: readonly GapVacancy[],
  marks: readonly UnitTrait[],
  day: IsoDate,
): IsoDate | null {
  if (kind === "VACANT_SOON") return day;
  if (kind === "VACANT") return row?.due ?? vacancies.at(-1)?.from ?? null;
  const last = marks.findLast(({ withdrawn }) => !withdrawn);
  return row?.due ?? (last?.from == null ? null : earliestDay(last.from));
}

function movesTowards(
  ground: RotationGround,
  { unitId, postId, post }: Place,
  since: IsoDate | null,
  day: IsoDate,
): readonly GapMove[] {
  const versions = ground.versions();
  const title = foldLoosely(post?.title ?? "");
  const leadsHere = ({ toPostId, toUnitId, toTitle }: Rotation): boolean => {
    if (postId !== null) {
      if (toPostId !== null) return toPostId === postId;
      return toUnitId !== null && toUnitId === unitId && foldLoosely(toTitle) === title;
    }
    return unitId !== null && toUnitId !== null && isWithin(versions, toUnitId, unitId, day);
  };
  const [decisions, programmes] = [ground.byId("decision"), ground.byId("programme")];
  return ground
    .all("rotation")
    .filter(leadsHere)
    .map((move): GapMove => {
      const decision = move.decisionId === null ? undefined : decisions.get(move.decisionId);
      const programme = move.programmeId === null ? undefined : programmes.get(move.programmeId);
      const fromUnit =
        move.fromUnitId === null
          ? ""
          : unitName(versions, move.fromUnitId, move.start ?? day) || unitName(versions, move.fromUnitId, null);
      return {
        rotationId: move.id,
        personId: move.personId,
        person: ground.nameOf(move.personId),
        kind: move.kind,
        state: stateOn(move, day),
        fromTitle: move.fromTitle,
        fromUnit,
        toTitle: move.toTitle,
        start: move.start,
        endedOn: move.endedOn,
        decision: decision?.number ?? "",
        decisionDate: decision?.date ?? null,
        programme: programme?.number ?? move.programme,
      };
    })
    .filter(
      ({ state, start }) =>
        !["ACTIVE", "EXTENDED", "FINISHED", "RECALLED", "CANCELLED"].includes(state) ||
        since === null ||
        start === null ||
        latestDay(start) >= since,
    )
    .toSorted((a, b) => compareText(b.start ?? "9", a.start ?? "9") || compareText(a.rotationId, b.rotationId));
}

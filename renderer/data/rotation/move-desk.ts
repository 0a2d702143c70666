import type { Assignment } from "../../../shared/domain/assignment.ts";
import { earliestDay } from "../../../shared/domain/dates.ts";
import type { Decision } from "../../../shared/domain/decision.ts";
import { decidingDay, directionOfMove, type MoveDirection } from "../../../shared/domain/direction.ts";
import type { Attachment } from "../../../shared/domain/dossier.ts";
import { establishmentOn } from "../../../shared/domain/organisation/posts.ts";
import type { IsoDate, RecordId } from "../../../shared/domain/primitives.ts";
import type { Rotation } from "../../../shared/domain/rotation.ts";
import { chainsOf } from "../../../shared/domain/rotations/chain.ts";
import type { MoveGround } from "../../../shared/domain/rotations/effects.ts";
import { startFactsOf } from "../../../shared/domain/rotations/facts-at-start.ts";
import type { MoveAssessment } from "../../../shared/domain/rotations/move-assessment.ts";
import type { DossierItem, ProcedureStep } from "../../../shared/domain/rotations/procedure-step.ts";
import type { Programme } from "../../../shared/domain/rotations/programme.ts";
import type { StartFacts } from "../../../shared/domain/rotations/start-facts.ts";
import { type CaseRecords, caseOf } from "../../../shared/domain/rules/case.ts";
import { type Evaluation, evaluateMove } from "../../../shared/domain/rules/evaluate.ts";
import type { RuleOverride } from "../../../shared/domain/rules/rule-override.ts";
import { rulesOn } from "../../../shared/domain/rules/rules-on.ts";
import { yearsToAssess } from "../../../shared/domain/statistics/due-lists.ts";
import type { RotationGround } from "./ground.ts";
import { type MoveList, type MoveListQuery, makeMoveList } from "./move-list.ts";
import { type MovePlace, placeOf } from "./move-rows.ts";

export type { MoveList, MoveListQuery } from "./move-list.ts";
export type { MovePlace, RotationRow } from "./move-rows.ts";

/** A person's move beside others: a leg of the exchange, a link of the chain. */
export interface NamedMove {
  readonly move: Rotation;
  readonly name: string;
  readonly from: MovePlace;
  readonly to: MovePlace;
  readonly direction: MoveDirection;
}

/** What a decision did: the moves it is about, the steps of careers it began, and those it ended. */
export interface CausedByDecision {
  readonly moves: readonly NamedMove[];
  readonly begun: readonly Assignment[];
  readonly ended: readonly Assignment[];
  readonly names: Readonly<Record<string, string>>;
}

/** The whole file of one move. */
export interface MoveFile extends NamedMove {
  readonly day: IsoDate; // on which it is looked at
  readonly decision: Decision | null;
  readonly programme: Programme | null;
  readonly legs: readonly NamedMove[]; // of its exchange, itself included; none where it is no exchange
  readonly steps: readonly ProcedureStep[]; // oldest first
  readonly papers: Readonly<Record<string, Decision>>; // decisions that the steps name, by id
  readonly dossier: readonly DossierItem[];
  readonly attachments: readonly Attachment[]; // of the person: scans only
  readonly assessments: readonly MoveAssessment[];
  readonly yearsDue: readonly (readonly [year: string, due: IsoDate])[];
  readonly chain: readonly NamedMove[]; // oldest first; none where this move follows no other and none follows it
  readonly legCareers: readonly Assignment[]; // of everybody in it: who moves, and the other legs
  readonly caused: CausedByDecision | null;
}

/** The rules of a move's first day, held against it. */
export interface MoveRules {
  readonly day: IsoDate; // whose rules they are
  readonly exact: boolean; // false: the first day is not known, and the rules of today stand in for it
  readonly evaluations: readonly Evaluation[];
  readonly overrides: readonly RuleOverride[]; // about this move, also those made under other versions of a pack
}

/** A post that a move may reach, and who holds it on that day. */
export interface PostChoice {
  readonly id: RecordId<"post">;
  readonly title: string;
  readonly places: number;
  readonly holders: readonly { readonly personId: RecordId<"person">; readonly name: string }[]; // substantive
}

/** What is asked about one move and the rules it is held against, and for lists of moves. */
export interface MoveQueries {
  /** Null: there is no such move. */
  moveFile(id: RecordId<"rotation">): Promise<MoveFile | null>;
  moveRules(id: RecordId<"rotation">): Promise<MoveRules | null>;
  /** Everything that planning an act reads about these people. */
  moveGround(people: readonly RecordId<"person">[]): Promise<MoveGround>;
  /** Who each mover is on the first day, as it is written down when a move is decided. */
  startFacts(moves: readonly Rotation[]): Promise<readonly (StartFacts | null)[]>;
  moveList(query: MoveListQuery, from: number, to: number): Promise<MoveList>;
  /** Posts of a unit on a day; null: today. */
  postChoices(unitId: RecordId<"unit">, day: IsoDate | null): Promise<readonly PostChoice[]>;
}

/** Each question once: one that is left out does not compile. */
export const moveQueries: Readonly<Record<keyof MoveQueries, true>> = {
  moveFile: true,
  moveRules: true,
  moveGround: true,
  startFacts: true,
  moveList: true,
  postChoices: true,
};

export function makeMoveDesk(ground: RotationGround): MoveQueries {
  const nameOf = (id: RecordId<"person">): string => ground.nameOf(id);
  const moveOf = (id: RecordId<"rotation">): Rotation | null => {
    const personId = ground.held(id)?.values.personId;
    if (typeof personId !== "string") return null;
    const rows = ground.rowsOf("rotation", personId as RecordId<"person">);
    return rows.find((each) => each.id === id) ?? null;
  };
  const paperOf = (move: Rotation): Decision | null =>
    move.decisionId === null ? null : (ground.byId("decision").get(move.decisionId) ?? null);
  const named = (move: Rotation): NamedMove => {
    const decision = paperOf(move);
    const day = decidingDay(move, decision);
    return {
      move,
      name: nameOf(move.personId),
      from: placeOf(ground.versions(), move.fromUnitId, move.fromTitle, day),
      to: placeOf(ground.versions(), move.toUnitId, move.toTitle, day),
      direction: directionOfMove(move, decision, ground.versions()),
    };
  };
  const legsOf = (move: Rotation): readonly Rotation[] => {
    const group = move.exchangeGroup.trim();
    return group === "" ? [] : ground.all("rotation").filter((each) => each.exchangeGroup.trim() === group);
  };
  const causedBy = (decisionId: RecordId<"decision">): CausedByDecision => {
    const moves = ground.all("rotation").filter((each) => each.decisionId === decisionId);
    const people = [...new Set(moves.map(({ personId }) => personId))];
    const acts = people
      .flatMap((id) => ground.rowsOf("procedure-step", id))
      .filter((step) => step.decisionId === decisionId && step.state === "DONE" && !step.withdrawn);
    const ended = new Set(acts.flatMap(({ ends }) => (ends ?? []).map(({ id }) => id)));
    const careers = people.flatMap((id) => ground.stepsOf(id));
    return {
      moves: moves.map(named),
      begun: careers.filter((each) => each.decisionId === decisionId),
      ended: careers.filter(({ id }) => ended.has(id)),
      names: Object.fromEntries(people.map((id) => [id, nameOf(id)])),
    };
  };
  return {
    moveFile: async (id) => {
      const move = moveOf(id);
      if (move === null) return null;
      const { personId } = move;
      const day = ground.today();
      const ofMove = <Each extends { readonly rotationId: RecordId<"rotation"> }>(rows: readonly Each[]) =>
        rows.filter(({ rotationId }) => rotationId === id);
      const legs = legsOf(move);
      const steps = ofMove(ground.rowsOf("procedure-step", personId)).toSorted(byId);
      const decisions = ground.byId("decision");
      const assessments = ofMove(ground.rowsOf("move-assessment", personId)).toSorted(byId);
      const rules = rulesOn(move.start === null ? day : earliestDay(move.start), ground.packs());
      const chain = chainsOf(ground.rowsOf("rotation", personId), ground.versions()).find(({ moves }) =>
        moves.some((each) => each.id === id),
      );
      return {
        ...named(move),
        day,
        decision: paperOf(move),
        programme: move.programmeId === null ? null : (ground.byId("programme").get(move.programmeId) ?? null),
        legs: legs.map(named),
        steps,
        papers: Object.fromEntries(
          steps.flatMap(({ decisionId }) => {
            const paper = decisionId === null ? undefined : decisions.get(decisionId);
            return paper === undefined ? [] : [[paper.id, paper]];
          }),
        ),
        dossier: ofMove(ground.rowsOf("dossier-item", personId)),
        attachments: ground.rowsOf("attachment", personId).filter(({ role }) => role === "SCAN"),
        assessments,
        yearsDue: yearsToAssess(move, assessments, day, rules.R14?.parameters.dueDays ?? 0),
        chain: chain?.moves.map(named) ?? [],
        legCareers: [...new Set([personId, ...legs.map((leg) => leg.personId)])].flatMap((one) => ground.stepsOf(one)),
        caused: move.decisionId === null ? null : causedBy(move.decisionId),
      };
    },
    moveRules: async (id) => {
      const move = moveOf(id);
      if (move === null) return null;
      const { personId } = move;
      const person = ground.person(personId);
      const asOf = ground.today();
      const overrides = ground.rowsOf("rule-override", personId).filter(({ moveId }) => moveId === id);
      const day = move.start === null ? asOf : earliestDay(move.start);
      const legs = legsOf(move);
      const own = ground.rowsOf("rotation", personId);
      const others = legs.filter((leg) => !own.some((each) => each.id === leg.id));
      const holders = move.toPostId === null ? [] : ground.holdersOf(move.toPostId);
      const records: CaseRecords = {
        person: person === null ? [] : [person],
        assignment: [...ground.stepsOf(personId), ...holders.filter((each) => each.personId !== personId)],
        rotation: [...own, ...others],
        "plan-entry": ground.rowsOf("plan-entry", personId),
        "disciplinary-action": ground.rowsOf("disciplinary-action", personId),
        "yearly-rating": ground.rowsOf("yearly-rating", personId),
        assessment: ground.rowsOf("assessment", personId),
        "move-assessment": ground.rowsOf("move-assessment", personId),
        "dossier-item": ground.rowsOf("dossier-item", personId),
        attachment: ground.rowsOf("attachment", personId),
        allowance: ground.rowsOf("allowance", personId),
        decision: [...own, ...others].flatMap((each) => paperOf(each) ?? []),
        post: ground.all("post"),
        succession: ground.all("succession"),
        "rule-override": overrides,
        units: ground.versions(),
      };
      const about = caseOf(records, { personId, moveId: id, entryId: null, asOf });
      const evaluations = about === null ? [] : evaluateMove(about, ground.packs());
      return { day, exact: move.start !== null, evaluations, overrides };
    },
    moveGround: async (people) => ({
      assignments: people.flatMap((id) => ground.stepsOf(id)),
      rotations: people.flatMap((id) => ground.rowsOf("rotation", id)),
      steps: people.flatMap((id) => ground.rowsOf("procedure-step", id)),
    }),
    startFacts: async (moves) => {
      const records = ground.factRecords();
      return moves.map((move) => startFactsOf(move, records));
    },
    moveList: makeMoveList(ground),
    postChoices: async (unitId, day) => {
      const posts = ground.all("post").filter((post) => post.unitId === unitId);
      const held = posts.flatMap(({ id }) => ground.holdersOf(id));
      return establishmentOn(posts, held, day ?? ground.today()).map(({ post, places, holders }) => ({
        id: post.id,
        title: post.title,
        places,
        holders: holders
          .filter(({ nature }) => nature === "SUBSTANTIVE")
          .map(({ personId }) => ({ personId, name: nameOf(personId) })),
      }));
    },
  };
}

const byId = (a: { readonly id: RecordId }, b: { readonly id: RecordId }): number => (a.id < b.id ? -1 : 1);

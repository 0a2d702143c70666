import { earliestDay, latestDay } from "../dates.ts";
import type { IsoDate, PartialDate } from "../primitives.ts";
import type { MoveState, Rotation } from "../rotation.ts";
import { missingItems } from "./dossier-list.ts";
import type { DossierItem, ProcedureName, ProcedureStep } from "./procedure-step.ts";

/** The five steps before a move takes effect, in order. */
export const procedure = ["PROPOSE_POLICY", "PROPOSE_PERSON", "PREPARE", "CONSULT", "DECIDE"] as const;
export type FiveSteps = (typeof procedure)[number];

/** What must be there before a step is left. */
export type Requirement =
  | "plan" // rotation plan: number, need, position, title, form, place, policy, planned use afterwards
  | "proposals" // list of people proposed
  | "assessment" // assessment and verification
  | "opinions" // of bodies concerned
  | "minutes" // of both places and of the talk with the cadre
  | "dossier" // every paper of the dossier
  | "decision" // number and date
  | "start" // first day at the new place
  | "earlier-step" // a step before this one is neither taken nor skipped
  | "reason"; // a step was skipped without saying why

/** What may follow, and what is missing for it. Nothing is forbidden: what is missing asks for a reason. */
export interface NextStep {
  readonly step: ProcedureName;
  readonly missing: readonly { readonly what: Requirement; readonly about: string }[]; // about: step or code of a paper
}

/**
 * Where a move stands on a day.
 *
 * Decided moves are DECIDE until their first day, then ACTIVE (or EXTENDED) by themselves; an end dated ahead shows from
 * the day after it. Moves recorded without a procedure follow from their dates and outcome alone.
 */
export function stateOn(move: Rotation, day: IsoDate): MoveState {
  if (move.state === "CANCELLED") return "CANCELLED";
  if (move.state !== null && move.state !== "ACTIVE" && isBefore(move.state)) return move.state;
  if (move.start !== null && earliestDay(move.start) > day) return "DECIDE";
  const ended = move.endedOn === null ? isEnded(move) : isEnded(move) && latestDay(move.endedOn) < day;
  if (ended) return move.outcome === "RECALL" || move.state === "RECALLED" ? "RECALLED" : "FINISHED";
  return move.extendedTo !== null || move.outcome === "EXTENDED" ? "EXTENDED" : "ACTIVE";
}

/** As `MoveState`; COMING: decided, and its first day is still to come. */
export type ShownState = MoveState | "COMING";

/** In the order of a move's life. */
export const shownStates: readonly ShownState[] = [
  ...procedure,
  "COMING",
  "ACTIVE",
  "EXTENDED",
  "FINISHED",
  "RECALLED",
  "CANCELLED",
];

/** Where a move stands, with a decision that is waited for told apart from a first day that is waited for. */
export function shownState(move: Rotation, day: IsoDate): ShownState {
  const state = stateOn(move, day);
  return state === "DECIDE" && isDecided(move) ? "COMING" : state;
}

/** Whether the move was decided, and not cancelled since. One recorded without a procedure is, once it has a first day. */
export const isDecided = ({ state, start }: Pick<Rotation, "state" | "start">): boolean =>
  state === null ? start !== null : state !== "CANCELLED" && !isBefore(state);

/** The step of the procedure that a move has reached: the first of the five that is neither taken nor skipped. */
export const stepReached = (own: readonly ProcedureStep[]): FiveSteps =>
  procedure.find((name) => !own.some((each) => each.step === name && isTaken(each))) ?? "DECIDE";

const isTaken = ({ state, withdrawn }: ProcedureStep): boolean =>
  !withdrawn && (state === "DONE" || state === "SKIPPED");

/** The last planned day: of the extension, else as first decided; null: not planned. */
export const plannedEndOf = ({ extendedTo, plannedEnd }: Rotation): PartialDate | null => extendedTo ?? plannedEnd;

/**
 * What may follow on a day, and what is missing for each. Missing things never block.
 *
 * @param steps    of the move
 * @param dossier  papers of the move
 * Source: Regulation 65-QĐ/TW, Art. 7.2: five steps, each with what must exist before it is left.
 */
export function nextSteps(
  move: Rotation,
  steps: readonly ProcedureStep[],
  dossier: readonly DossierItem[],
  day: IsoDate,
): readonly NextStep[] {
  const own = steps.filter((each) => each.rotationId === move.id && !each.withdrawn);
  const state = stateOn(move, day);
  if (state === "CANCELLED") return [];
  if (state === "FINISHED" || state === "RECALLED") return [{ step: "CANCEL", missing: [] }];
  if (isDecided(move)) {
    const after: NextStep[] = [
      { step: "EXTEND", missing: [] },
      { step: "FINISH", missing: [] },
      { step: "RECALL", missing: [] },
      { step: "CANCEL", missing: [] },
    ];
    return state === "DECIDE" ? after.filter(({ step }) => step === "CANCEL") : after;
  }
  const taken = (name: FiveSteps) =>
    own.find((each) => each.step === name && each.state !== "OPEN" && each.state !== "UNDONE");
  const open = procedure.filter((name) => taken(name) === undefined);
  const unexplained = own
    .filter((each) => each.state === "SKIPPED" && each.note.trim() === "")
    .map((each) => ({ what: "reason" as const, about: each.step }));
  return [
    ...open.map((name): NextStep => {
      const earlier = procedure.slice(0, procedure.indexOf(name)).filter((each) => taken(each) === undefined);
      const draft = own.find((each) => each.step === name && each.state === "OPEN");
      return {
        step: name,
        missing: [
          ...earlier.map((each) => ({ what: "earlier-step" as const, about: each })),
          ...unexplained,
          ...missingFor(name, move, draft, dossier),
        ],
      };
    }),
    { step: "CANCEL", missing: [] },
  ];
}

/** What must exist before a step is left and does not. */
function missingFor(
  name: FiveSteps,
  move: Rotation,
  step: ProcedureStep | undefined,
  dossier: readonly DossierItem[],
): NextStep["missing"] {
  const paper = (what: Requirement) => ((step?.document ?? "").trim() === "" ? [{ what, about: name }] : []);
  switch (name) {
    case "PROPOSE_POLICY":
      return paper("plan");
    case "PROPOSE_PERSON":
      return paper("proposals");
    case "PREPARE":
      return [
        ...paper("assessment"),
        ...((step?.actor ?? "").trim() === "" ? [{ what: "opinions" as const, about: name }] : []),
      ];
    case "CONSULT":
      return paper("minutes");
    case "DECIDE":
      return [
        ...missingItems(move, dossier).map((code) => ({ what: "dossier" as const, about: code })),
        ...(move.decisionId === null ? [{ what: "decision" as const, about: name }] : []),
        ...(move.start === null ? [{ what: "start" as const, about: name }] : []),
      ];
  }
}

/** The last planned day of a move that goes on although that day is over; null: none, or not planned. */
export function overdueSince(move: Rotation, day: IsoDate): IsoDate | null {
  const planned = plannedEndOf(move);
  const state = stateOn(move, day);
  if (planned === null || (state !== "ACTIVE" && state !== "EXTENDED")) return null;
  const last = latestDay(planned);
  return last < day ? last : null;
}

/** Whether a move is only being thought of: at one of the five steps. One recorded without its procedure was decided. */
export const isProposal = ({ state }: Pick<Rotation, "state">): boolean => state !== null && isBefore(state);

const isBefore = (state: MoveState): boolean =>
  state === "PROPOSE_POLICY" ||
  state === "PROPOSE_PERSON" ||
  state === "PREPARE" ||
  state === "CONSULT" ||
  state === "DECIDE";

/** Whether the records say that a move is over. */
const isEnded = ({ state, outcome, endedOn }: Rotation): boolean =>
  state === "FINISHED" || state === "RECALLED" || endedOn !== null || (outcome !== "ONGOING" && outcome !== "EXTENDED");

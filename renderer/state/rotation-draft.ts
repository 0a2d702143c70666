import type { Decision } from "../../shared/domain/decision.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { Direction, MoveKind, MoveOutcome, MovePurpose, Rotation } from "../../shared/domain/rotation.ts";
import type { UnitVersions } from "../../shared/domain/units.ts";
import { shownDirection } from "./shown-direction.ts";

/** What stands in the form of a move. */
export interface RotationDraft {
  readonly kind: MoveKind;
  readonly proposal: boolean; // put on file as a proposal; else as decided
  readonly fromUnitId: RecordId<"unit"> | null;
  readonly fromTitle: string;
  readonly toUnitId: RecordId<"unit"> | null;
  readonly toPostId: RecordId<"post"> | null;
  readonly toTitle: string;
  readonly decisionNumber: string;
  readonly decisionIssuer: string;
  readonly decisionDate: PartialDate | null;
  readonly decisionSigner: string;
  readonly start: PartialDate | null;
  readonly plannedEnd: PartialDate | null;
  readonly endedOn: PartialDate | null;
  readonly outcome: MoveOutcome;
  readonly purpose: MovePurpose | null;
  readonly programme: string;
  readonly programmeId: RecordId<"programme"> | null;
  readonly note: string;
  readonly override: boolean; // the direction is set by hand
  readonly direction: Direction | null;
  readonly directionReason: string;
  readonly reason: string; // for an edit
}

export const blankRotation: RotationDraft = {
  kind: "LUAN_CHUYEN",
  proposal: false,
  fromUnitId: null,
  fromTitle: "",
  toUnitId: null,
  toPostId: null,
  toTitle: "",
  decisionNumber: "",
  decisionIssuer: "",
  decisionDate: null,
  decisionSigner: "",
  start: null,
  plannedEnd: null,
  endedOn: null,
  outcome: "ONGOING",
  purpose: null,
  programme: "",
  programmeId: null,
  note: "",
  override: false,
  direction: null,
  directionReason: "",
  reason: "",
};

/** A move on record as its form has it. */
export function draftOf(rotation: Rotation, decision: Decision | null, versions: UnitVersions): RotationDraft {
  const { kind, fromUnitId, fromTitle, toUnitId, toPostId, toTitle, start, plannedEnd, endedOn } = rotation;
  const { outcome, purpose, programme, programmeId, note, directionReason, direction } = rotation;
  const draft: RotationDraft = {
    ...blankRotation,
    kind,
    fromUnitId,
    fromTitle,
    toUnitId,
    toPostId,
    toTitle,
    start,
    plannedEnd,
    endedOn,
    outcome,
    purpose,
    programme,
    programmeId,
    note,
    directionReason,
    direction,
    decisionNumber: decision?.number ?? "",
    decisionIssuer: decision?.issuer ?? "",
    decisionDate: decision?.date ?? null,
    decisionSigner: decision?.signer ?? "",
  };
  const { derived } = shownDirection(draft, versions);
  return { ...draft, override: rotation.directionReason !== "" && rotation.direction !== derived };
}

/** The fields of a rotation that its form may change. */
export const editable = (draft: RotationDraft, derived: Direction | null) => ({
  kind: draft.kind,
  fromUnitId: draft.fromUnitId,
  fromTitle: draft.fromTitle,
  toUnitId: draft.toUnitId,
  toPostId: draft.toPostId,
  toTitle: draft.toTitle,
  start: draft.start,
  plannedEnd: draft.plannedEnd,
  endedOn: draft.endedOn,
  outcome: draft.outcome,
  purpose: draft.purpose,
  programme: draft.programme,
  programmeId: draft.programmeId,
  note: draft.note,
  direction: draft.override ? draft.direction : derived,
  directionReason: draft.override ? draft.directionReason : "",
});

/** What stands in the form of a move and is not saved. */
export interface KeptRotation {
  readonly draft: RotationDraft;
  readonly personId: RecordId<"person"> | null;
  readonly partnerIds: readonly RecordId<"person">[];
}

/** A kept draft, where it has the form's fields; fields of another version are passed over. */
export function keptRotation(value: unknown): KeptRotation | null {
  if (!isObject(value) || !isObject(value.draft)) return null;
  const { draft } = value;
  const fields = Object.entries(blankRotation).map(([field, empty]): [string, unknown] => {
    const kept = draft[field];
    const fits = typeof kept === typeof empty || (empty === null && typeof kept === "string");
    return [field, fits ? kept : empty];
  });
  // Drafts of an earlier version knew one partner.
  const partners: readonly unknown[] = Array.isArray(value.partnerIds) ? value.partnerIds : [value.partnerId];
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the form's own fields, each of its own kind
    draft: Object.fromEntries(fields) as unknown as RotationDraft,
    personId: personIn(value.personId),
    partnerIds: partners.map(personIn).filter((id) => id !== null),
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const personIn = (value: unknown): RecordId<"person"> | null =>
  typeof value === "string" && value.startsWith("person:") ? `person:${value.slice("person:".length)}` : null;

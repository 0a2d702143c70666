import type { z } from "zod";
import { AcceptedFinding } from "./accepted-finding.ts";
import { Assignment } from "./assignment.ts";
import { Closing } from "./closing.ts";
import { Confirmation } from "./confirmation.ts";
import { Decision } from "./decision.ts";
import {
  Allowance,
  Assessment,
  Attachment,
  DisciplinaryAction,
  Membership,
  PayStep,
  PlanEntry,
  Reward,
  Training,
  YearlyRating,
} from "./dossier.ts";
import { Gap } from "./gaps/gap.ts";
import { TermEnd } from "./gaps/term-end.ts";
import { Handover } from "./handover.ts";
import { CodeRecord, Reorganisation, SamePerson, Succession, UnitTrait } from "./organisation.ts";
import { Person } from "./person.ts";
import { PlanReview } from "./plan-review.ts";
import { Post } from "./post.ts";
import type { Json, RecordId } from "./primitives.ts";
import { Economy, ForeignTie, OldRegimeService, Protected, Relative } from "./protected.ts";
import { type Quick, quickCheck } from "./quick-check.ts";
import { Rotation } from "./rotation.ts";
import { MoveAssessment } from "./rotations/move-assessment.ts";
import { DossierItem, ProcedureStep } from "./rotations/procedure-step.ts";
import { Programme, ProgrammeTarget } from "./rotations/programme.ts";
import { RuleOverride } from "./rules/rule-override.ts";
import { RulePackRecord } from "./rules/rule-pack.ts";
import { IssuedReport } from "./statistics/issued-report.ts";
import { Unit, UnitVersion } from "./unit.ts";

/** Every kind of record, once. Stores, changes, bundles and forms go through this list; a new kind is one more line. */
export const recordKinds = {
  person: Person,
  protected: Protected,
  unit: Unit,
  "unit-version": UnitVersion,
  post: Post,
  assignment: Assignment,
  decision: Decision,
  rotation: Rotation,
  training: Training,
  membership: Membership,
  "pay-step": PayStep,
  allowance: Allowance,
  reward: Reward,
  "disciplinary-action": DisciplinaryAction,
  "yearly-rating": YearlyRating,
  assessment: Assessment,
  "plan-entry": PlanEntry,
  attachment: Attachment,
  "old-regime-service": OldRegimeService,
  "foreign-tie": ForeignTie,
  relative: Relative,
  economy: Economy,
  "unit-trait": UnitTrait,
  reorganisation: Reorganisation,
  succession: Succession,
  "code-record": CodeRecord,
  "same-person": SamePerson,
  "accepted-finding": AcceptedFinding,
  programme: Programme,
  "programme-target": ProgrammeTarget,
  "procedure-step": ProcedureStep,
  "dossier-item": DossierItem,
  "move-assessment": MoveAssessment,
  gap: Gap,
  "term-end": TermEnd,
  "rule-pack": RulePackRecord,
  "rule-override": RuleOverride,
  "plan-review": PlanReview,
  "issued-report": IssuedReport,
  handover: Handover,
  closing: Closing,
  confirmation: Confirmation,
} as const;

export type RecordKind = keyof typeof recordKinds;
export type RecordOf<Kind extends RecordKind> = z.infer<(typeof recordKinds)[Kind]>;
export type AnyRecord = { [Kind in RecordKind]: RecordOf<Kind> }[RecordKind];

/** Kinds that nothing but the forms and their own screens may read; showing or printing them is noted in the ledger. */
export const protectedKinds = ["protected", "old-regime-service", "foreign-tie", "relative", "economy"] as const;
export type ProtectedKind = (typeof protectedKinds)[number];

/** Whether values of a record of this kind are shown only after the showing was noted. */
export const isProtectedKind = (kind: string): kind is ProtectedKind =>
  (protectedKinds as readonly string[]).includes(kind);

/** Kinds that search, filters, rules, suggestions and statistics may read. */
export type OpenKind = Exclude<RecordKind, ProtectedKind>;

export const isRecordKind = (kind: string): kind is RecordKind => Object.hasOwn(recordKinds, kind);

/** The field of a record that names the person it belongs to, where it belongs to one. */
export const personField: Partial<Record<RecordKind, string>> = Object.fromEntries(
  Object.entries(recordKinds).flatMap(([kind, { shape }]) => ("personId" in shape ? [[kind, "personId"]] : [])),
);

/** Kinds whose records belong to one person's file. */
export type KindOfPerson = {
  [Kind in RecordKind]: RecordOf<Kind> extends { readonly personId: RecordId<"person"> } ? Kind : never;
}[RecordKind];
/** Tables of a file that are not protected. */
export type OpenTable = Exclude<KindOfPerson & OpenKind, "same-person">;

/**
 * The first field whose value the kind's schema refuses, or null.
 *
 * @param fields  some or all fields of one record, without `id`; a field the schema does not know is fine (a newer office wrote it)
 */
export function refusedField(kind: RecordKind, fields: Readonly<Record<string, Json>>): string | null {
  const takes = fieldCheck(kind);
  for (const field in fields) {
    const value = fields[field];
    if (value !== undefined && !takes(field, value)) return field;
  }
  return null;
}

/** Whether a kind's schema takes a value for a field. A field it does not know takes any; `id` takes none. */
export function fieldCheck(kind: RecordKind): (field: string, value: Json) => boolean {
  const checks = checksOf(kind);
  return (field, value) => {
    if (field === "id") return false;
    const check = checks.get(field);
    if (check === undefined) return true;
    if (check.quick !== null) return check.quick(value);
    if (check.taken.has(value)) return true;
    if (!check.schema.safeParse(value).success) return false;
    if (typeof value !== "object" && check.taken.size < rememberedValues) check.taken.add(value);
    return true;
  };
}

/** A field's schema, and plain values that it took before: most fields of most records hold one of a few. */
interface FieldCheck {
  readonly schema: z.ZodType;
  readonly quick: Quick | null;
  readonly taken: Set<Json>;
}
const rememberedValues = 500; // a field
const checks = new Map<RecordKind, ReadonlyMap<string, FieldCheck>>();

function checksOf(kind: RecordKind): ReadonlyMap<string, FieldCheck> {
  const known = checks.get(kind);
  if (known !== undefined) return known;
  const shape: Record<string, z.ZodType> = recordKinds[kind].shape;
  const made = new Map(
    Object.entries(shape).map(([field, schema]): [string, FieldCheck] => [
      field,
      { schema, quick: quickCheck(schema), taken: new Set() },
    ]),
  );
  checks.set(kind, made);
  return made;
}

/** The id of another record about the same thing: same UUID, other kind. */
export const siblingId = <Kind extends RecordKind>(id: RecordId, kind: Kind): RecordId<Kind> =>
  `${kind}:${id.slice(id.indexOf(":") + 1)}`;

import type { Post } from "../post.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import type { OpenKind, ProtectedKind, RecordOf } from "../record-kinds.ts";
import type { UnitVersions } from "../units.ts";

/** Kinds that a case is put together from. Open ones only: of a protected kind the list would be empty. */
export type CaseKind = Extract<
  OpenKind,
  | "person"
  | "assignment"
  | "rotation"
  | "plan-entry"
  | "disciplinary-action"
  | "yearly-rating"
  | "assessment"
  | "move-assessment"
  | "dossier-item"
  | "attachment"
  | "allowance"
  | "decision"
  | "post"
  | "succession"
  | "rule-override"
  | "plan-review"
>;

/**
 * Records to judge by. A kind that is left out is not known, and rules that need it answer "unknown"; an empty list says
 * that there is none. Records of other people are there where a rule counts them: holders of the post, entries for the
 * title, legs of the exchange.
 */
export type CaseRecords = { readonly [Kind in CaseKind]?: readonly RecordOf<Kind>[] } & {
  readonly [Kind in ProtectedKind]?: never;
} & { readonly units?: UnitVersions };

/** What is judged: a move, an entry of the plan, or (both null) how somebody stands on a day. */
export interface Subject {
  readonly personId: RecordId<"person">;
  readonly moveId: RecordId<"rotation"> | null;
  readonly entryId: RecordId<"plan-entry"> | null;
  readonly asOf: IsoDate; // the day on which the records are looked at: what is due by then
}

/** Everything the rules read about one subject. Null: the kind is not known. Withdrawn records are not in it. */
export interface Case {
  readonly asOf: IsoDate;
  readonly person: RecordOf<"person">;
  readonly move: RecordOf<"rotation"> | null;
  readonly entry: RecordOf<"plan-entry"> | null;
  readonly own: {
    readonly [Kind in
      | "assignment"
      | "rotation"
      | "plan-entry"
      | "disciplinary-action"
      | "yearly-rating"
      | "assessment"
      | "move-assessment"
      | "dossier-item"
      | "attachment"
      | "allowance"
      | "rule-override"]: readonly RecordOf<Kind>[] | null;
  };
  readonly holders: readonly RecordOf<"assignment">[] | null; // of any post, by anybody
  readonly entries: readonly RecordOf<"plan-entry">[] | null; // of anybody
  readonly reviews: readonly RecordOf<"plan-review">[]; // of the entry
  readonly legs: readonly RecordOf<"rotation">[]; // of the move's exchange, itself included
  readonly planned: readonly RecordOf<"person">[] | null; // everybody with an entry, where shares are asked for
  readonly posts: ReadonlyMap<RecordId<"post">, Post> | null;
  readonly decisions: ReadonlyMap<RecordId<"decision">, RecordOf<"decision">>;
  readonly successions: readonly RecordOf<"succession">[];
  readonly units: UnitVersions;
}

/**
 * A case out of open records, or null where the person, the move or the entry is not among them.
 *
 * @param records  any that may matter, also of others; time grows with their number
 */
export function caseOf(records: CaseRecords, { personId, moveId, entryId, asOf }: Subject): Case | null {
  const people = standing(records.person ?? []);
  const person = people.find(({ id }) => id === personId);
  const move = (records.rotation ?? []).find(({ id }) => id === moveId) ?? null;
  const entry = (records["plan-entry"] ?? []).find(({ id }) => id === entryId) ?? null;
  if (person === undefined || (moveId !== null && move === null) || (entryId !== null && entry === null)) return null;
  const ofPerson = <Each extends { readonly personId: string; readonly withdrawn: boolean }>(
    list: readonly Each[] | undefined,
  ): readonly Each[] | null => list?.filter((each) => each.personId === personId && !each.withdrawn) ?? null;
  const entries = records["plan-entry"] === undefined ? null : standing(records["plan-entry"]);
  const inPlan = new Set(entries?.map((each) => each.personId));
  const group = move?.exchangeGroup.trim() ?? "";
  return {
    asOf,
    person,
    move,
    entry,
    own: {
      assignment: ofPerson(records.assignment),
      rotation: ofPerson(records.rotation),
      "plan-entry": ofPerson(records["plan-entry"]),
      "disciplinary-action": ofPerson(records["disciplinary-action"]),
      "yearly-rating": ofPerson(records["yearly-rating"]),
      assessment: ofPerson(records.assessment),
      "move-assessment": ofPerson(records["move-assessment"]),
      "dossier-item": ofPerson(records["dossier-item"]),
      attachment: ofPerson(records.attachment),
      allowance: ofPerson(records.allowance),
      "rule-override": ofPerson(records["rule-override"]),
    },
    holders: records.assignment === undefined ? null : standing(records.assignment),
    entries,
    reviews: standing(records["plan-review"] ?? []).filter((each) => each.entryId === entryId),
    legs: group === "" ? [] : standing(records.rotation ?? []).filter((each) => each.exchangeGroup.trim() === group),
    planned: entries === null ? null : people.filter(({ id }) => inPlan.has(id)),
    posts: records.post === undefined ? null : standingById(records.post),
    decisions: standingById(records.decision ?? []),
    successions: standing(records.succession ?? []),
    units: records.units ?? new Map(),
  };
}

/** By id, worked out once a list: many cases are put together from one office's posts and decisions. */
function standingById<Each extends { readonly id: RecordId; readonly withdrawn: boolean }>(
  records: readonly Each[],
): ReadonlyMap<Each["id"], Each> {
  const known = byId.get(records) ?? new Map(standing(records).map((record) => [record.id, record]));
  byId.set(records, known);
  // Made of this very list.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return known as unknown as ReadonlyMap<Each["id"], Each>;
}
const byId = new WeakMap<readonly object[], ReadonlyMap<RecordId, object>>();

const standing = <Each extends { readonly withdrawn: boolean }>(records: readonly Each[]): readonly Each[] =>
  records.filter((record) => !record.withdrawn);

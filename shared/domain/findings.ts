import type { Assignment } from "./assignment.ts";
import type { Decision } from "./decision.ts";
import { kindsWithDatedCodes, listsOn, retiredCodes } from "./findings/codes.ts";
import {
  absentPost,
  absentUnitOfStep,
  holdersAtOnce,
  managingLevelMissing,
  weakWithoutReason,
} from "./findings/establishment.ts";
import { absentUnits, brokenExchanges } from "./findings/moves.ts";
import { packRefused, type RefusedPack } from "./findings/packs.ts";
import { endsBeforeStart, partyDates, postsAtOnce } from "./findings/people.ts";
import { groupBy } from "./group-by.ts";
import type { CodeRecord, UnitTrait } from "./organisation.ts";
import type { Person } from "./person.ts";
import type { Post } from "./post.ts";
import { kindOf, type RecordId } from "./primitives.ts";
import type { OpenKind, RecordOf } from "./record-kinds.ts";
import type { Rotation } from "./rotation.ts";
import { heldPosts, numbersTwice, outcomesBeforeStart } from "./rotations/findings.ts";
import { partyTerms } from "./rotations/party-terms.ts";
import type { UnitVersions } from "./units.ts";

/**
 * What a check may report. Facts of each, as plain values (dates ISO, names as written):
 * - `unit-absent`: side ("from" | "to"), unit (last known name), day
 * - `post-two-holders`: title, first and second (people's ids), day (first day shared)
 * - `ends-before-start`: title, from, to
 * - `person-two-posts`: first and second (titles with units), day
 * - `party-before-birth`: birth, joined
 * - `full-before-admission`: joined, full
 * - `exchange-leg-missing`: group, title
 * - `exchange-not-mirrored`: group, legs (how many)
 * - `step-unit-absent`: title, unit (as written, else its last known name), day
 * - `post-absent`: title (with its unit), day
 * - `post-over-places`: as `post-two-holders`, with places and holders (how many)
 * - `managing-level-missing`: title, unit
 * - `weak-without-reason`: unit, day ("" where not known)
 * - `code-out-of-time`: list, code, name, day
 * - `move-post-held`: title, holder (a person's id), day
 * - `decision-number-twice`: number, issuer, period
 * - `outcome-before-start`: outcome, start, day
 * - `rule-pack-refused`: pack, version, writer (of the pack), problem (its kind), at, rule, held, office ("" where it has none)
 */
export type FindingRule =
  | "unit-absent"
  | "post-two-holders"
  | "person-two-posts"
  | "ends-before-start"
  | "party-before-birth"
  | "full-before-admission"
  | "exchange-leg-missing"
  | "exchange-not-mirrored"
  | "step-unit-absent"
  | "post-absent"
  | "post-over-places"
  | "managing-level-missing"
  | "weak-without-reason"
  | "code-out-of-time"
  | "move-post-held"
  | "decision-number-twice"
  | "outcome-before-start"
  | "rule-pack-refused";

/** Something odd in meaning. It has been saved: a person decides what it is worth. */
export interface Finding {
  readonly rule: FindingRule;
  readonly personId: RecordId<"person"> | null;
  readonly records: readonly RecordId[];
  readonly facts: Readonly<Record<string, string>>;
}

/** What checks may read: open kinds only, so that protected fields can never be a reason for anything. */
export interface CheckedRecords {
  readonly persons: Iterable<Person>;
  readonly assignments: Iterable<Assignment>;
  readonly rotations: Iterable<Rotation>;
  readonly decisions: Iterable<Decision>;
  readonly unitVersions: UnitVersions;
  readonly posts?: Iterable<Post>; // not given: nothing is said about the establishment
  readonly unitTraits?: Iterable<UnitTrait>;
  readonly codeRecords?: Iterable<CodeRecord>;
  /** Records with a code and a date beside it, of the kinds that `datedCodes` names; others are passed over. */
  readonly coded?: Iterable<RecordOf<OpenKind>>;
  readonly refusedPacks?: Iterable<RefusedPack>;
}

/** Every finding of an office's records. Withdrawn records are passed over. Time grows with their number. */
export function findings(records: CheckedRecords): Finding[] {
  const persons = standing(records.persons);
  const assignments = standing(records.assignments);
  const rotations = standing(records.rotations);
  const decisions = new Map(standing(records.decisions).map((decision) => [decision.id, decision]));
  const posts = records.posts === undefined ? null : new Map([...records.posts].map((post) => [post.id, post]));
  const lists = listsOn(standing(records.codeRecords ?? []));
  const { unitVersions } = records;
  return [
    ...persons.flatMap(partyDates),
    ...assignments.flatMap(endsBeforeStart),
    ...assignments.flatMap((step) => absentUnitOfStep(step, unitVersions)),
    ...(posts === null
      ? []
      : assignments.flatMap((step) => (step.postId === null ? [] : absentPost(step, posts.get(step.postId))))),
    ...[...groupBy(assignments, (each) => each.personId).values()].flatMap(postsAtOnce),
    ...[...groupBy(assignments, (each) => each.postId)].flatMap(([id, own]) =>
      holdersAtOnce(own, posts?.get(id) ?? null),
    ),
    ...rotations.flatMap((move) =>
      absentUnits(move, move.decisionId === null ? null : decisions.get(move.decisionId), unitVersions),
    ),
    ...brokenExchanges(rotations),
    ...(posts === null ? [] : heldPosts(rotations, assignments, posts)),
    ...outcomesBeforeStart(rotations),
    ...numbersTwice([...decisions.values()], partyTerms),
    ...[...(records.refusedPacks ?? [])].map(packRefused),
    ...[...(posts?.values() ?? [])].flatMap((post) => managingLevelMissing(post, unitVersions)),
    ...standing(records.unitTraits ?? []).flatMap((trait) => weakWithoutReason(trait, unitVersions)),
    ...[...(records.coded ?? [])]
      .filter(({ id }) => kindsWithDatedCodes.has(kindOf(id)))
      .flatMap(({ id, ...values }) => retiredCodes({ id, values }, lists)),
  ];
}

const standing = <Each extends { readonly withdrawn: boolean }>(records: Iterable<Each>): Each[] =>
  [...records].filter((record) => !record.withdrawn);

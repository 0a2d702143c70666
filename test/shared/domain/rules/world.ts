import type { Assignment } from "../../../../shared/domain/assignment.ts";
import { dayBefore, monthsAfter } from "../../../../shared/domain/dates.ts";
import type { Decision } from "../../../../shared/domain/decision.ts";
import type {
  Allowance,
  Assessment,
  Attachment,
  DisciplinaryAction,
  PlanEntry,
  YearlyRating,
} from "../../../../shared/domain/dossier.ts";
import type { Succession } from "../../../../shared/domain/organisation.ts";
import type { Person } from "../../../../shared/domain/person.ts";
import type { PlanReview } from "../../../../shared/domain/plan-review.ts";
import type { Post } from "../../../../shared/domain/post.ts";
import type { Rotation } from "../../../../shared/domain/rotation.ts";
import type { MoveAssessment } from "../../../../shared/domain/rotations/move-assessment.ts";
import type { DossierItem } from "../../../../shared/domain/rotations/procedure-step.ts";
import { type Case, caseOf } from "../../../../shared/domain/rules/case.ts";
import type { About } from "../../../../shared/domain/rules/check.ts";
import { dossierItems } from "../../../../shared/domain/rules/packs/office.ts";
import type { RuleOverride } from "../../../../shared/domain/rules/rule-override.ts";
import type { UnitVersion } from "../../../../shared/domain/unit.ts";
import { versionsByUnit } from "../../../../shared/domain/units.ts";
import { aDecision, aMove, anAssignment, aPerson, aVersion, numbered } from "../../../fixtures/records.ts";

/** The records of one small made-up province, to be changed by a line of the table before a rule looks at them. */
export interface World {
  about: About;
  asOf: string;
  people: Person[];
  moves: Rotation[]; // the first is the one looked at
  steps: Assignment[];
  entries: PlanEntry[]; // the first is the one looked at
  reviews: PlanReview[];
  actions: DisciplinaryAction[] | undefined;
  ratings: YearlyRating[];
  assessments: Assessment[];
  ofMove: MoveAssessment[];
  ticked: DossierItem[];
  papers: Attachment[];
  allowances: Allowance[];
  decisions: Decision[];
  posts: Post[];
  versions: UnitVersion[];
  successions: Succession[];
  overrides: RuleOverride[];
}

export type Patch = (world: World) => void;

const unit = (n: number) => numbered("unit", n);
const post = (n: number) => numbered("post", n);
const withdrawn = false;

export const aPost = (n: number, ofUnit: number, patch: Partial<Post>): Post => ({
  id: post(n),
  unitId: unit(ofUnit),
  title: "",
  role: "T",
  managingLevel: null,
  places: 1,
  requirements: "",
  nonLocal: false,
  from: null,
  to: null,
  withdrawn,
  ...patch,
});
export const aReview = (n: number, ofEntry: number, patch: Partial<PlanReview> = {}): PlanReview => ({
  id: numbered("plan-review", n),
  entryId: numbered("plan-entry", ofEntry),
  personId: numbered("person", 1),
  date: null,
  result: "KEEP",
  document: "",
  note: "",
  withdrawn,
  ...patch,
});
export const anEntry = (n: number, person: number, patch: Partial<PlanEntry> = {}): PlanEntry => ({
  id: numbered("plan-entry", n),
  personId: numbered("person", person),
  title: "Chủ tịch UBND huyện",
  postId: post(15),
  term: "2025–2030",
  from: "2017-01-01",
  to: null,
  decisionId: null,
  note: "",
  withdrawn,
  ...patch,
});
export const anAction = (
  n: number,
  form: string | null,
  from: string | null,
  to: string | null = null,
): DisciplinaryAction => ({
  id: numbered("disciplinary-action", n),
  personId: numbered("person", 1),
  side: "DANG",
  form: { code: form, text: "" },
  from,
  to,
  breach: "",
  issuer: "",
  withdrawn,
});
export const aRating = (n: number, year: string | null, code: string | null): YearlyRating => ({
  id: numbered("yearly-rating", n),
  personId: numbered("person", 1),
  year,
  rating: { code, text: "" },
  issuer: "",
  note: "",
  withdrawn,
});
export const anAssessment = (n: number, date: string | null): Assessment => ({
  id: numbered("assessment", n),
  personId: numbered("person", 1),
  date,
  issuer: "",
  text: "",
  withdrawn,
});
export const aPaper = (n: number, kind: string, date: string | null): Attachment => ({
  id: numbered("attachment", n),
  personId: numbered("person", 1),
  role: "SCAN",
  blob: "0".repeat(64),
  media: "application/pdf",
  bytes: 1,
  kind,
  number: "",
  date,
  issuer: "",
  pages: 1,
  addedOn: null,
  withdrawn,
});
export const anOfMove = (n: number, year: string | null, atEnd = false): MoveAssessment => ({
  id: numbered("move-assessment", n),
  rotationId: numbered("rotation", 1),
  personId: numbered("person", 1),
  year,
  atEnd,
  date: null,
  rating: { code: null, text: "" },
  issuer: "",
  text: "",
  withdrawn,
});
export const aTick = (n: number, item: string, patch: Partial<DossierItem> = {}): DossierItem => ({
  id: numbered("dossier-item", n),
  rotationId: numbered("rotation", 1),
  personId: numbered("person", 1),
  item,
  present: true,
  date: null,
  document: "",
  attachmentId: null,
  note: "",
  withdrawn,
  ...patch,
});
export const anAllowance = (
  n: number,
  coefficient: string,
  from: string | null,
  patch: Partial<Allowance> = {},
): Allowance => ({
  id: numbered("allowance", n),
  personId: numbered("person", 1),
  from,
  to: null,
  allowance: "Phụ cấp chức vụ",
  percent: "",
  coefficient,
  manner: "",
  amount: "",
  withdrawn,
  ...patch,
});
export const anOverride = (
  rule: string,
  pack: string,
  about: About,
  patch: Partial<RuleOverride> = {},
): RuleOverride => ({
  id: numbered("rule-override", 1),
  personId: numbered("person", 1),
  rule,
  pack,
  packVersion: 1,
  moveId: about === "move" ? numbered("rotation", 1) : null,
  entryId: about === "entry" ? numbered("plan-entry", 1) : null,
  reason: "Theo yêu cầu nhiệm vụ",
  document: "Kết luận số 12-KL/TU",
  withdrawn,
  ...patch,
});

/**
 * A deputy secretary of Đô Lương goes to Yên Thành as chair of the People's Committee: in the plan, 36 months, with
 * everything in the file. Nothing is wrong with it on any day.
 */
export function worldOn(at: string, about: About): World {
  const year = Number(at.slice(0, 4));
  const before = (months: number) => monthsAfter(at.length === 10 ? at : `${at}-01-01`.slice(0, 10), -months);
  const full = at.length === 10 ? at : `${at}-01-01`.slice(0, 10);
  return {
    about,
    asOf: full,
    people: [
      aPerson(1, {
        sex: "NAM",
        birthDate: "1978-05-10",
        nativeCommune: "xã Lưu Sơn",
        nativeDistrict: "Đô Lương",
        nativeProvince: "Nghệ An",
        ethnicity: { code: "01", text: "Kinh" },
      }),
    ],
    moves: [
      aMove(1, 1, {
        kind: "LUAN_CHUYEN",
        purpose: "DAO_TAO",
        fromUnitId: unit(12),
        fromTitle: "Phó Bí thư Huyện ủy",
        toUnitId: unit(15),
        toPostId: post(15),
        toTitle: "Chủ tịch UBND huyện",
        start: at,
        plannedEnd: dayBefore(monthsAfter(full, 36)),
        decisionId: numbered("decision", 1),
      }),
    ],
    steps: [
      anAssignment(1, 1, { title: "Phó Bí thư Huyện ủy", unitId: unit(12), postId: post(12), from: "2012-01-01" }),
    ],
    entries: [anEntry(1, 1)],
    reviews: [],
    actions: [],
    ratings: [aRating(1, String(year - 1), "TOT")],
    assessments: [],
    ofMove: [],
    ticked: [],
    papers: dossierItems.map(({ names }, i) => aPaper(i + 1, names[0] ?? "", before(3))),
    allowances: [anAllowance(1, "0,50", "2012-01"), anAllowance(2, "0,60", full.slice(0, 7))],
    decisions: [aDecision(1, { date: full })],
    posts: [
      aPost(12, 12, { title: "Phó Bí thư Huyện ủy", role: "P", managingLevel: "BTVTU" }),
      aPost(15, 15, { title: "Chủ tịch UBND huyện", role: "T", managingLevel: "BTVTU" }),
    ],
    versions: [
      aVersion(1, 1, { name: "Tỉnh Nghệ An", level: "TINH" }),
      aVersion(2, 2, { name: "Huyện Đô Lương", level: "HUYEN", parentId: unit(1) }),
      aVersion(3, 3, { name: "Huyện Yên Thành", level: "HUYEN", parentId: unit(1) }),
      aVersion(4, 4, { name: "Xã Lưu Sơn", level: "XA", parentId: unit(2) }),
      aVersion(12, 12, { name: "Huyện ủy Đô Lương", level: "HUYEN", bloc: "DANG", localityId: unit(2) }),
      aVersion(15, 15, { name: "UBND huyện Yên Thành", level: "HUYEN", bloc: "CHINH_QUYEN", localityId: unit(3) }),
    ],
    successions: [],
    overrides: [],
  };
}

export function caseIn(world: World): Case {
  const { about, asOf } = world;
  const found = caseOf(
    {
      person: world.people,
      rotation: world.moves,
      assignment: world.steps,
      "plan-entry": world.entries,
      "plan-review": world.reviews,
      ...(world.actions === undefined ? {} : { "disciplinary-action": world.actions }),
      "yearly-rating": world.ratings,
      assessment: world.assessments,
      "move-assessment": world.ofMove,
      "dossier-item": world.ticked,
      attachment: world.papers,
      allowance: world.allowances,
      decision: world.decisions,
      post: world.posts,
      succession: world.successions,
      "rule-override": world.overrides,
      units: versionsByUnit(world.versions),
    },
    {
      personId: numbered("person", 1),
      moveId: about === "move" ? numbered("rotation", 1) : null,
      entryId: about === "entry" ? numbered("plan-entry", 1) : null,
      asOf,
    },
  );
  if (found === null) throw new Error("no case");
  return found;
}

/** Change fields of the first record of a list, or add records to it. */
const first =
  <Key extends "people" | "moves" | "steps" | "entries" | "decisions" | "ratings">(key: Key) =>
  (patch: Partial<World[Key][number]>): Patch =>
  (world) => {
    Object.assign(world[key][0] as object, patch);
  };
export const person = first("people");
export const move = first("moves");
export const step = first("steps");
export const entry = first("entries");
export const decision = first("decisions");
export const rating = first("ratings");
export const target =
  (patch: Partial<Post>): Patch =>
  (world) => {
    Object.assign(world.posts[1] as object, patch);
  };
export const asOf =
  (day: string): Patch =>
  (world) => {
    world.asOf = day;
  };
export const put =
  <
    Key extends
      | "steps"
      | "entries"
      | "reviews"
      | "actions"
      | "ratings"
      | "assessments"
      | "papers"
      | "ofMove"
      | "ticked"
      | "allowances"
      | "posts"
      | "people"
      | "versions"
      | "successions"
      | "overrides"
      | "decisions"
      | "moves",
  >(
    key: Key,
    ...records: NonNullable<World[Key]>
  ): Patch =>
  (world) => {
    (world[key] as unknown[]).push(...structuredClone(records));
  };
export const only =
  <Key extends "steps" | "entries" | "ratings" | "papers" | "allowances" | "people" | "actions" | "moves">(
    key: Key,
    ...records: NonNullable<World[Key]>
  ): Patch =>
  (world) => {
    (world[key] as unknown[]) = structuredClone(records);
  };

import { z } from "zod";
import { ManagingLevel, PostRole } from "../post.ts";
import { line } from "../primitives.ts";
import { MoveKind, MoveOutcome, MovePurpose } from "../rotation.ts";
import { titleGroups } from "../statistics/title-group.ts";
import { Level } from "../unit.ts";

const months = z.number().int().min(0).max(1200);
const days = z.number().int().min(0).max(3660);
const count = z.number().int().min(0).max(1000);
const percent = z.number().min(0).max(100);
const codes = z.array(line(40)).max(50);
const names = z.array(line(200)).max(100);
const TitleGroup = z.enum(titleGroups);

/** Titles by their group and by how they begin as written. */
export const TitleList = z.strictObject({ groups: z.array(TitleGroup).max(20), starts: names });
export type TitleList = z.infer<typeof TitleList>;

/** To whom and what a rule applies; a part that is left out excludes nothing. */
export const AppliesTo = z.strictObject({
  kinds: z.array(MoveKind).optional(),
  purposes: z.array(MovePurpose).optional(),
  levels: z.array(Level).optional(), // of the post in question, on the day
  roles: z.array(PostRole).optional(),
  managingLevels: z.array(ManagingLevel).optional(),
});
export type AppliesTo = z.infer<typeof AppliesTo>;

/** What each rule can be told. A pack may set these and nothing else. Lengths of time in months, unless they say days. */
export const parameters = {
  R01: z.strictObject({ months, excused: z.array(MoveOutcome) }), // outcomes that end a rotation by nobody's choice
  R02: z.strictObject({ months }),
  R03: z.strictObject({ months }),
  R04: z.strictObject({ graceMonths: months }), // an entry that ran out so long ago still counts
  R05: z.strictObject({ roles: z.array(PostRole), notLeading: names }), // titles that lead nobody, by how they begin
  R06: z.strictObject({
    terms: count,
    termMonths: months,
    months: months.nullable(),
    titles: TitleList,
    forecast: months,
  }),
  R07: z.strictObject({ months }),
  R08: z.strictObject({ titles: TitleList, localYears: count.nullable() }), // years of service that make a local; null: only the native place
  R09: z.strictObject({ outstanding: codes }), // ratings with which a higher post is in order
  R10: z.strictObject({}),
  R11: z.strictObject({ weak: codes, runsMonths: months }), // ratings; how long a discipline without an end runs
  R12: z.strictObject({ months, item: line(40), documents: names }),
  R13: z.strictObject({ items: z.array(z.strictObject({ code: line(40), names })).max(60) }),
  R14: z.strictObject({ dueDays: days, servedMonths: months }), // after 31/12; served in the year to be assessed for it
  R15: z.strictObject({ dueDays: days }),
  R16: z.strictObject({ outcomes: z.array(MoveOutcome) }),
  R17: z.strictObject({ allowances: names, reserved: names }), // words of the allowance; words that say it is kept
  R18: z.strictObject({ peoplePerTitle: count, titlesPerPerson: count }),
  R19: z.strictObject({ months }),
  R20: z.strictObject({ youngUnder: count, young: percent, women: percent }), // years; per cent of all
  R21: z.strictObject({}),
  R22: z.strictObject({ months }),
  R23: z.strictObject({ months: z.record(z.string(), months) }), // by form of discipline
  R24: z.strictObject({ afterExpiry: codes, runsMonths: months }), // forms that may be planned again once they have run out
  R25: z.strictObject({}),
  R26: z.strictObject({ months, subjects: names }), // words by which a decision is known as a review of the plan
  R27: z.strictObject({}),
  R28: z.strictObject({ months }),
  /** Retirement ages in months from a year on: what R02, R03 and R19 count to. */
  RETIREMENT: z.strictObject({
    firstYear: z.number().int().min(1900).max(2199),
    ages: z
      .array(z.tuple([months, months]))
      .min(1)
      .max(100),
  }),
  /** How high groups of titles stand on one level; groups left out cannot be compared. */
  LADDER: z.strictObject({ steps: z.partialRecord(TitleGroup, count) }),
} as const;

export type RuleId = keyof typeof parameters;
export type ParametersOf<Rule extends RuleId> = z.infer<(typeof parameters)[Rule]>;
export const isRuleId = (text: string): text is RuleId => Object.hasOwn(parameters, text);

/** Tables that other rules use; they are no rules themselves. */
export type TableId = "RETIREMENT" | "LADDER";
/** The rules of the catalogue. */
export type CheckedRule = Exclude<RuleId, TableId>;
export const isCheckedRule = (rule: RuleId): rule is CheckedRule => rule !== "RETIREMENT" && rule !== "LADDER";

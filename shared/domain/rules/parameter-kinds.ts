import type { ParametersOf, RuleId } from "./parameters.ts";

/** What a parameter is: its unit, or which list its codes are of. */
export type ParameterKind =
  | "months"
  | "days"
  | "years"
  | "people"
  | "titles"
  | "terms"
  | "percent"
  | "ratings"
  | "outcomes"
  | "roles"
  | "discipline"
  | "words"
  | "title-list"
  | "discipline-months" // months by form of discipline
  | "paper" // code of the dossier list
  | "papers"
  | "year"
  | "retirement"
  | "ladder";

/** `empty` : it may be left open (null). */
export interface ParameterField {
  readonly kind: ParameterKind;
  readonly empty?: true;
}

/** Names of a rule's parameters; none where it has none. */
type NamesOf<Rule extends RuleId> = string extends keyof ParametersOf<Rule> ? never : keyof ParametersOf<Rule> & string;
type FieldsOf<Rule extends RuleId> = { readonly [Name in NamesOf<Rule>]: ParameterField };

const months = { kind: "months" } as const;
const days = { kind: "days" } as const;
const words = { kind: "words" } as const;

/** Every parameter of every rule, in the order in which a screen shows them. One that is left out does not compile. */
export const parameterFields: { readonly [Rule in RuleId]: FieldsOf<Rule> } = {
  R01: { months, excused: { kind: "outcomes" } },
  R02: { months },
  R03: { months },
  R04: { graceMonths: months },
  R05: { roles: { kind: "roles" }, notLeading: words },
  R06: {
    terms: { kind: "terms" },
    termMonths: months,
    months: { kind: "months", empty: true },
    titles: { kind: "title-list" },
    forecast: months,
  },
  R07: { months },
  R08: { titles: { kind: "title-list" }, localYears: { kind: "years", empty: true } },
  R09: { outstanding: { kind: "ratings" } },
  R10: {},
  R11: { weak: { kind: "ratings" }, runsMonths: months },
  R12: { months, item: { kind: "paper" }, documents: words },
  R13: { items: { kind: "papers" } },
  R14: { dueDays: days, servedMonths: months },
  R15: { dueDays: days },
  R16: { outcomes: { kind: "outcomes" } },
  R17: { allowances: words, reserved: words },
  R18: { peoplePerTitle: { kind: "people" }, titlesPerPerson: { kind: "titles" } },
  R19: { months },
  R20: { youngUnder: { kind: "years" }, young: { kind: "percent" }, women: { kind: "percent" } },
  R21: {},
  R22: { months },
  R23: { months: { kind: "discipline-months" } },
  R24: { afterExpiry: { kind: "discipline" }, runsMonths: months },
  R25: {},
  R26: { months, subjects: words },
  R27: {},
  R28: { months },
  RETIREMENT: { firstYear: { kind: "year" }, ages: { kind: "retirement" } },
  LADDER: { steps: { kind: "ladder" } },
};

/** One name for each parameter: "R01_months". */
export type ParameterName = { [Rule in RuleId]: `${Rule}_${NamesOf<Rule>}` }[RuleId];

/** The parameters of a rule, by name. */
export const fieldsOf = (
  rule: RuleId,
): readonly { readonly key: string; readonly name: ParameterName; readonly field: ParameterField }[] =>
  Object.entries(parameterFields[rule] as Readonly<Record<string, ParameterField>>).map(([key, field]) => ({
    key,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys are those of the rule's own parameters
    name: `${rule}_${key}` as ParameterName,
    field,
  }));

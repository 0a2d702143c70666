import { z } from "zod";
import type { CodeList } from "./codes/code-list.ts";
import { academicTitles, degrees, politicalTheory } from "./codes/education-codes.ts";
import { ethnicGroups } from "./codes/ethnic-groups.ts";
import { ratings } from "./codes/merit-codes.ts";
import { sexes } from "./codes/person-codes.ts";
import { stateManagement } from "./codes/training-codes.ts";
import { managingLevels, postRoles } from "./codes/unit-codes.ts";
import { recordId } from "./primitives.ts";
import type { OpenKind, RecordOf } from "./record-kinds.ts";

/** How a column's value reads: words, a date as exactly as it is known, a coded value, a number. */
export type ColumnLook = "text" | "date" | "coded" | "number";

/** What a column of the people list shows. Its source is a field of an open kind: a protected one does not compile. */
export interface ListColumn {
  readonly look: ColumnLook;
  readonly from: { readonly kind: OpenKind; readonly fields: readonly string[] };
  readonly codes: CodeList | null;
  readonly width: number; // CSS pixels
}

/** A column from fields of one open kind. */
export function listColumn<Kind extends OpenKind>(
  kind: Kind,
  fields: readonly Exclude<keyof RecordOf<Kind> & string, "id" | "withdrawn">[],
  look: ColumnLook,
  width: number,
  codes: CodeList | null = null,
): ListColumn {
  return { look, from: { kind, fields }, codes, width };
}

/**
 * Every column the list can show, in the order of the usual "trích ngang" table. `title`, `unit`, `postSince`, `postRole`
 * and `managingLevel` are those of the post held today; `plannedTitle` those planned today; `lastRating` the latest.
 */
export const listColumns = {
  birth: listColumn("person", ["birthDate"], "date", 104),
  age: listColumn("person", ["birthDate"], "number", 64),
  sex: listColumn("person", ["sex"], "coded", 64, sexes),
  ethnicity: listColumn("person", ["ethnicity"], "coded", 96, ethnicGroups),
  nativePlace: listColumn("person", ["nativeCommune", "nativeDistrict", "nativeProvince"], "text", 220),
  title: listColumn("assignment", ["title"], "text", 200),
  unit: listColumn("assignment", ["unitId", "unitText"], "text", 200),
  postSince: listColumn("assignment", ["from"], "date", 104),
  postRole: listColumn("post", ["role"], "coded", 90, postRoles),
  managingLevel: listColumn("post", ["managingLevel"], "coded", 150, managingLevels),
  partyJoined: listColumn("person", ["partyJoinDate"], "date", 104),
  partyFull: listColumn("person", ["partyOfficialDate"], "date", 104),
  schooling: listColumn("person", ["generalEducation"], "text", 84),
  degree: listColumn("person", ["highestDegree"], "coded", 130, degrees),
  academicTitle: listColumn("person", ["academicTitle"], "coded", 110, academicTitles),
  theory: listColumn("person", ["politicalTheory"], "coded", 110, politicalTheory),
  stateManagement: listColumn("person", ["stateManagement"], "coded", 130, stateManagement),
  languages: listColumn("person", ["foreignLanguages"], "text", 110),
  itSkill: listColumn("person", ["itSkill"], "text", 110),
  rankName: listColumn("person", ["rankName"], "text", 130),
  rankCode: listColumn("person", ["rankCode"], "text", 96),
  payStep: listColumn("person", ["payStep"], "number", 64),
  payCoefficient: listColumn("person", ["payCoefficient"], "number", 76),
  payFrom: listColumn("person", ["payFrom"], "date", 92),
  recruited: listColumn("person", ["recruitDate"], "date", 104),
  plannedTitle: listColumn("plan-entry", ["title", "term"], "text", 200),
  lastRating: listColumn("yearly-rating", ["rating", "year"], "coded", 190, ratings),
  otherNames: listColumn("person", ["otherNames"], "text", 130),
  cadreNumber: listColumn("person", ["cadreNumber"], "text", 110),
  personalNumber: listColumn("person", ["personalNumber"], "text", 130),
  phone: listColumn("person", ["phone"], "text", 110),
} as const satisfies Readonly<Record<string, ListColumn>>;

export type ColumnKey = keyof typeof listColumns;
export const columnKeys = Object.keys(listColumns) as readonly ColumnKey[];
export const isColumnKey = (text: string): text is ColumnKey => Object.hasOwn(listColumns, text);
const Column = z.string().refine(isColumnKey) as unknown as z.ZodType<ColumnKey>;

/** Shown until a clerk chooses others. */
export const usualColumns: readonly ColumnKey[] = ["birth", "title", "unit"];

/** What a list may be put in order by: a column, the name, or how much waits to be looked at. */
export type ListOrder = ColumnKey | "name" | "attention";
const Order = z.string().refine((text) => isColumnKey(text) || text === "name" || text === "attention");

/** What the people shown have in common. Filters combine: each that is set must hold; of several codes any one will do. */
export const ListFilters = z.object({
  unit: (recordId("unit") as z.ZodType<`unit:${string}`>).nullable(), // with everything below it as it stands today
  sex: z.enum(["NAM", "NU"]).nullable(),
  ageFrom: z.number().int().min(0).max(130).nullable(), // completed years today
  ageTo: z.number().int().min(0).max(130).nullable(),
  minority: z.boolean().nullable(), // true: other than Kinh; false: Kinh
  degrees: z.array(z.string().max(40)).max(30).readonly(),
  theory: z.array(z.string().max(40)).max(30).readonly(),
  party: z.boolean().nullable(),
  roles: z.array(z.string().max(40)).max(10).readonly(), // of the post held today
  levels: z.array(z.string().max(40)).max(10).readonly(),
  empty: z.array(Column).max(40).readonly(), // columns without a value
  findings: z.boolean(),
  conflicts: z.boolean(),
  only: z.array(recordId("person")).max(5000).readonly().nullable(), // people marked by hand
});
export type ListFilters = z.infer<typeof ListFilters>;

export const noFilters: ListFilters = {
  unit: null,
  sex: null,
  ageFrom: null,
  ageTo: null,
  minority: null,
  degrees: [],
  theory: [],
  party: null,
  roles: [],
  levels: [],
  empty: [],
  findings: false,
  conflicts: false,
  only: null,
};

/** The names of the filters that are set. */
export const filtersSet = (filters: ListFilters): readonly (keyof ListFilters)[] =>
  (Object.keys(noFilters) as (keyof ListFilters)[]).filter(
    (name) => JSON.stringify(filters[name]) !== JSON.stringify(noFilters[name]),
  );

/** How a list looks: kept under a name, and as it was left. */
export const ListLook = z.object({
  columns: z.array(Column).max(40).readonly(),
  order: Order as unknown as z.ZodType<ListOrder>,
  descending: z.boolean(),
  filters: ListFilters,
});
export type ListLook = z.infer<typeof ListLook>;

export const SavedView = z.object({ name: z.string().trim().min(1).max(60), look: ListLook });
export type SavedView = z.infer<typeof SavedView>;
export const SavedViews = z.array(SavedView).max(40).readonly();

export const usualLook: ListLook = { columns: usualColumns, order: "name", descending: false, filters: noFilters };

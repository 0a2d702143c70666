import type { CodeList } from "../../shared/domain/codes/code-list.ts";
import { assignmentNatures } from "../../shared/domain/codes/move-codes.ts";
import { trainingKinds } from "../../shared/domain/codes/training-codes.ts";
import type { TableKind, TableRow } from "./profile-fields.ts";
import { type FieldSpec, fieldsOf, type SpecFor } from "./profile-fields.ts";

/** A table of a file, as data: one component shows and edits any of them. */
export interface TableSpec {
  readonly name: TableName;
  readonly kind: TableKind;
  readonly columns: readonly FieldSpec[];
  /** What every row of this table has: tells its rows from others of the kind, and fills a new one. */
  readonly given: Readonly<Record<string, string>>;
  /** The dates by which rows stand in order; of the first that is known. */
  readonly order: readonly string[];
}

export type TableName = Exclude<TableKind, "relative"> | "relativeOwn" | "relativeSpouse";

const table = <const Kind extends TableKind>(
  kind: Kind,
  columns: readonly SpecFor<Kind>[],
  order: readonly (keyof Extract<TableRow, { id: `${Kind}:${string}` }> & string)[],
  given: Readonly<Record<string, string>> = {},
  name: TableName = kind as TableName,
): TableSpec => ({ name, kind, columns: fieldsOf(kind, columns), given, order });

/** Whose discipline: form 2C/TCTW-98, item 23. */
const disciplineSides: CodeList<"DANG" | "CHINH_QUYEN" | "DOAN_THE"> = [
  { code: "DANG", vi: "Đảng", en: "Party" },
  { code: "CHINH_QUYEN", vi: "Chính quyền", en: "Government" },
  { code: "DOAN_THE", vi: "Đoàn thể", en: "Mass organisation" },
];

const relativeColumns: readonly SpecFor<"relative">[] = [
  { field: "relation", as: "coded", list: "RELATION" },
  { field: "name", as: "text", max: 120 },
  { field: "birthYear", as: "text", max: 20 },
  { field: "details", as: "area", max: 1000, wide: true },
  { field: "abroad", as: "check" },
];

/** Every table of the three forms, and the list of scans. Columns in the order of the forms. */
export const tables: { readonly [Name in TableName]: TableSpec } = {
  membership: table(
    "membership",
    [
      { field: "from", as: "date" },
      { field: "to", as: "date" },
      { field: "organisation", as: "text", max: 300 },
      { field: "role", as: "text", max: 300 },
    ],
    ["from", "to"],
  ),
  training: table(
    "training",
    [
      { field: "from", as: "date" },
      { field: "to", as: "date" },
      { field: "school", as: "text", max: 300 },
      { field: "major", as: "text", max: 300 },
      { field: "mode", as: "coded", list: "TRAIN_MODE", on: "from" },
      { field: "diploma", as: "text", max: 300 },
      { field: "kind", as: "choice", codes: trainingKinds, empty: true },
      { field: "score", as: "text", max: 40 },
    ],
    ["from", "to"],
  ),
  assignment: table(
    "assignment",
    [
      { field: "from", as: "date" },
      { field: "to", as: "date" },
      { field: "title", as: "text", max: 300 },
      { field: "unitText", as: "text", max: 300 },
      { field: "unitId", as: "unit", names: "unitText", aside: true },
      { field: "nature", as: "choice", codes: assignmentNatures, empty: false },
    ],
    ["from", "to"],
    { nature: "SUBSTANTIVE" },
  ),
  "plan-entry": table(
    "plan-entry",
    [
      { field: "title", as: "text", max: 300 },
      { field: "term", as: "text", max: 40 },
      { field: "from", as: "date" },
      { field: "to", as: "date" },
      { field: "note", as: "text", max: 500 },
    ],
    ["from", "to"],
  ),
  reward: table(
    "reward",
    [
      { field: "year", as: "date" },
      { field: "reward", as: "coded", list: "REWARD", on: "year" },
      { field: "professionalRating", as: "text", max: 200 },
      { field: "emulationRating", as: "text", max: 200 },
      { field: "decisionText", as: "text", max: 200 },
    ],
    ["year"],
  ),
  "disciplinary-action": table(
    "disciplinary-action",
    [
      { field: "from", as: "date" },
      { field: "to", as: "date" },
      { field: "form", as: "coded", list: "DISCIPLINE", on: "from" },
      { field: "breach", as: "text", max: 500 },
      { field: "issuer", as: "text", max: 200 },
      { field: "side", as: "choice", codes: disciplineSides, empty: true },
    ],
    ["from", "to"],
  ),
  "yearly-rating": table(
    "yearly-rating",
    [
      { field: "year", as: "date" },
      { field: "rating", as: "coded", list: "RATING", on: "year" },
      { field: "issuer", as: "text", max: 200 },
      { field: "note", as: "text", max: 500 },
    ],
    ["year"],
  ),
  "old-regime-service": table(
    "old-regime-service",
    [
      { field: "from", as: "date" },
      { field: "to", as: "date" },
      { field: "work", as: "area", max: 500, wide: true },
    ],
    ["from", "to"],
  ),
  "foreign-tie": table(
    "foreign-tie",
    [
      { field: "from", as: "date" },
      { field: "to", as: "date" },
      { field: "organisation", as: "area", max: 500, wide: true },
    ],
    ["from", "to"],
  ),
  relativeOwn: table("relative", relativeColumns, [], { side: "OWN" }, "relativeOwn"),
  relativeSpouse: table("relative", relativeColumns, [], { side: "SPOUSE" }, "relativeSpouse"),
  "pay-step": table(
    "pay-step",
    [
      { field: "from", as: "month" },
      { field: "to", as: "month" },
      { field: "rankCode", as: "text", max: 40 },
      { field: "step", as: "text", max: 20 },
      { field: "coefficient", as: "text", max: 10 },
      { field: "positionPay", as: "text", max: 40 },
    ],
    ["from", "to"],
  ),
  allowance: table(
    "allowance",
    [
      { field: "from", as: "month" },
      { field: "to", as: "month" },
      { field: "allowance", as: "text", max: 200 },
      { field: "percent", as: "text", max: 10 },
      { field: "coefficient", as: "text", max: 10 },
      { field: "manner", as: "text", max: 120 },
      { field: "amount", as: "text", max: 40 },
    ],
    ["from", "to"],
  ),
  assessment: table(
    "assessment",
    [
      { field: "date", as: "date" },
      { field: "issuer", as: "text", max: 200 },
      { field: "text", as: "area", max: 4000, wide: true },
    ],
    ["date"],
  ),
  attachment: table(
    "attachment",
    [
      { field: "kind", as: "text", max: 120 },
      { field: "number", as: "text", max: 60 },
      { field: "date", as: "date" },
      { field: "issuer", as: "text", max: 200 },
      { field: "pages", as: "number", least: 1, most: 9999, whole: true },
    ],
    ["date"],
    { role: "SCAN" },
  ),
};

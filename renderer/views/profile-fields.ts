import type { ListName } from "../../shared/domain/codes/all-lists.ts";
import type { CodeList } from "../../shared/domain/codes/code-list.ts";
import type { Json } from "../../shared/domain/primitives.ts";
import {
  isProtectedKind,
  type ProtectedKind,
  type RecordKind,
  type RecordOf,
} from "../../shared/domain/record-kinds.ts";
import { crosswalk } from "../../shared/domain/sheets/crosswalk.ts";
import type { profile } from "../text/vi/profile.ts";

// How a field of a file is named, shown and typed: data, from which one component makes any form or table.

/** Fields of a record that hold a kind of value. */
type FieldsOf<Kept, Value> = { [Field in keyof Kept]: Kept[Field] extends Value ? Field : never }[keyof Kept] & string;

/** Fields with one of a few fixed values. */
type ChoicesOf<Kept> = {
  [Field in keyof Kept]: string extends Kept[Field]
    ? never
    : null extends Kept[Field]
      ? string | null extends Kept[Field]
        ? never
        : Kept[Field] extends string | null
          ? Field
          : never
      : Kept[Field] extends string
        ? Field
        : never;
}[keyof Kept] &
  string;

type Shown<Kept> =
  | { readonly as: "text" | "area"; readonly field: FieldsOf<Kept, string>; readonly max: number }
  | { readonly as: "date" | "month"; readonly field: FieldsOf<Kept, string | null> }
  | {
      readonly as: "coded";
      readonly field: FieldsOf<Kept, { text: string }>;
      readonly list: ListName;
      /** The field with the day of the fact: a code that was not in use then is remarked on, and kept. */
      readonly on?: FieldsOf<Kept, string | null>;
    }
  | {
      readonly as: "number";
      readonly field: FieldsOf<Kept, number | null>;
      readonly least: number;
      readonly most: number;
      readonly whole: boolean;
    }
  | { readonly as: "choice"; readonly field: ChoicesOf<Kept>; readonly codes: CodeList; readonly empty: boolean }
  | { readonly as: "unit"; readonly field: FieldsOf<Kept, string | null>; readonly names: FieldsOf<Kept, string> }
  | { readonly as: "check"; readonly field: FieldsOf<Kept, boolean> };

interface Extra {
  readonly hint?: HintName;
  readonly wide?: true;
  readonly required?: true;
  /** Not a column of the table: typed and shown with the row's details only. */
  readonly aside?: true;
}

export type HintName = keyof (typeof profile)["hint"];
export type SpecFor<Kind extends RecordKind> = Shown<RecordOf<Kind>> & Extra;

/** A field of any kind of record in a file. */
export type FieldSpec = Extra & {
  readonly kind: FileKind;
  readonly field: string;
  readonly item: string | null; // its number on the paper form; null: on none of the three
} & (
    | { readonly as: "text" | "area"; readonly max: number }
    | { readonly as: "date" | "month" | "check" }
    | { readonly as: "coded"; readonly list: ListName; readonly on?: string }
    | { readonly as: "number"; readonly least: number; readonly most: number; readonly whole: boolean }
    | { readonly as: "choice"; readonly codes: CodeList; readonly empty: boolean }
    | { readonly as: "unit"; readonly names: string }
  );

/** Kinds of which a file has one record. */
export type SingleKind = "person" | "protected" | "economy";
/** Kinds of which a file has rows. */
export type TableKind =
  | "training"
  | "membership"
  | "assignment"
  | "pay-step"
  | "allowance"
  | "reward"
  | "disciplinary-action"
  | "yearly-rating"
  | "assessment"
  | "plan-entry"
  | "attachment"
  | "relative"
  | "old-regime-service"
  | "foreign-tie";
export type FileKind = SingleKind | TableKind;
export type TableRow = RecordOf<TableKind>;

/** Fields of one kind, checked against its schema. */
export const fieldsOf = <const Kind extends FileKind>(
  kind: Kind,
  specs: readonly SpecFor<Kind>[],
): readonly FieldSpec[] =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same data, its field a name among others
  specs.map((spec) => ({ ...spec, kind, item: itemOf(kind, spec.field) }));

/** A record's value in a field named by data. */
export const valueIn = (record: object, field: string): Json | undefined =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- records hold nothing but JSON
  (record as Readonly<Record<string, Json>>)[field];

export const isRestricted = (kind: FileKind): kind is ProtectedKind & FileKind => isProtectedKind(kind);

/** The number on form 2C/TCTW-98; where only a later form has the item, that form's number and year. */
function itemOf(kind: string, field: string): string | null {
  const items = crosswalk.find((row) => row.kind === kind && row.field === field)?.items;
  if (items === undefined) return null;
  const named = (item: string | null): item is string => item !== null && /^\d/.test(item);
  if (named(items["2c-98"])) return items["2c-98"];
  if (named(items["2c-2008"])) return `${items["2c-2008"]}/2008`;
  return named(items["tt06-2023"]) ? `${items["tt06-2023"]}/2023` : null;
}

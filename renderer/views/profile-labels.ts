import type { TFunction } from "i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { FieldSpec } from "./profile-fields.ts";
import type { TableName } from "./profile-tables.ts";

/** Where the words of files and their tables stand. */
export type FileWords = TFunction<["profile", "common"]>;

const single = new Set(["person", "protected", "economy"]);

/** A field's name as on the form. */
export const labelOf = (spec: Pick<FieldSpec, "kind" | "field">, t: FileWords): string =>
  words(t, single.has(spec.kind) ? `profile:field.${spec.field}` : `profile:table.${spec.kind}.${spec.field}`);

export const tableTitle = (name: TableName, t: FileWords): string => words(t, `profile:table.${name}.title`);

/** Names of fields are data here; a test looks each of them up in both languages. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const words = (t: FileWords, key: string): string => (t as unknown as (key: string) => string)(key);

/** A local clock note, `2025-03-01T10:42`, as people write it. */
export const shownTime = (at: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at) ? `${at.slice(11, 16)} ${formatPartialDate(at.slice(0, 10))}` : at;

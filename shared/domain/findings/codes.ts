import { type ListName, listOn } from "../codes/all-lists.ts";
import type { CodeList } from "../codes/code-list.ts";
import { surelyBefore } from "../dates.ts";
import type { Finding } from "../findings.ts";
import type { CodeRecord } from "../organisation.ts";
import { isPartialDate, type Json, kindOf, type RecordId } from "../primitives.ts";
import type { OpenKind } from "../record-kinds.ts";

/** Fields that hold a code and the date that the fact has beside them. */
export const datedCodes: readonly {
  readonly kind: OpenKind;
  readonly field: string;
  readonly list: ListName;
  readonly date: string;
}[] = [
  { kind: "training", field: "mode", list: "TRAIN_MODE", date: "from" },
  { kind: "reward", field: "reward", list: "REWARD", date: "year" },
  { kind: "disciplinary-action", field: "form", list: "DISCIPLINE", date: "from" },
  { kind: "yearly-rating", field: "rating", list: "RATING", date: "year" },
  { kind: "post", field: "managingLevel", list: "MANAGING_LEVEL", date: "from" },
  { kind: "unit-version", field: "level", list: "LEVEL", date: "from" },
  { kind: "unit-version", field: "type", list: "UNIT_TYPE", date: "from" },
];

/** Kinds of record that hold such a field. */
export const kindsWithDatedCodes: ReadonlySet<string> = new Set(datedCodes.map(({ kind }) => kind));

/** The lists as the office has them, each worked out once. */
export function listsOn(records: readonly CodeRecord[]): (list: ListName) => CodeList {
  const made = new Map<ListName, CodeList>();
  return (list) => {
    const known = made.get(list) ?? listOn(list, records);
    made.set(list, known);
    return known;
  };
}

/**
 * A code that was surely no longer, or not yet, in use on the date of the fact.
 * Source: every list has its dates; a retired code stays right for facts of its time and for no other.
 *
 * @param record  its id, and the values shown of its fields
 */
export function retiredCodes(
  record: { readonly id: RecordId; readonly values: Readonly<Record<string, Json>> },
  lists: (list: ListName) => CodeList,
): Finding[] {
  const { id, values } = record;
  if (values.withdrawn === true) return [];
  const kind = kindOf(id);
  return datedCodes.flatMap(({ kind: of, field, list, date }): Finding[] => {
    const day = values[date];
    if (of !== kind || typeof day !== "string" || !isPartialDate(day)) return [];
    const code = codeIn(values[field], lists(list));
    const entry = code === null ? undefined : lists(list).find((each) => each.code === code);
    if (entry === undefined) return [];
    const over = entry.to !== undefined && surelyBefore(entry.to, day);
    const early = entry.from !== undefined && surelyBefore(day, entry.from);
    if (!over && !early) return [];
    const { personId } = values;
    return [
      {
        rule: "code-out-of-time",
        personId:
          typeof personId === "string" && personId.startsWith("person:") ? (personId as `person:${string}`) : null,
        records: [id],
        facts: { list, code: entry.code, name: entry.vi, day },
      },
    ];
  });
}

/** The code of a coded value, of a plain code, or of a word from the list (a unit's type). */
function codeIn(value: Json | undefined, list: CodeList): string | null {
  if (typeof value === "string") return list.find(({ code, vi }) => code === value || vi === value)?.code ?? null;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { code } = value as { readonly code?: Json };
  return typeof code === "string" ? code : null;
}

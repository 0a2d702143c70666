import type { Json } from "../domain/primitives.ts";

/** The one text of a value: keys in code-unit order, no space. Equal texts are equal values (CM-5). */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const parts = Object.entries(value).toSorted(byKey);
  return `{${parts.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(",")}}`;
}

/** Whether two values are one and the same to a reader. */
export function sameValue(one: Json, other: Json): boolean {
  if (one === other) return true;
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return false;
  return canonicalJson(one) === canonicalJson(other);
}

const byKey = ([one]: readonly [string, Json], [other]: readonly [string, Json]): number =>
  one < other ? -1 : one > other ? 1 : 0;

const isList = (value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] =>
  Array.isArray(value);

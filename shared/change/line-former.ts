import type { FeedId, Json } from "../domain/primitives.ts";
import { type ActionRef, type Change, isFieldName } from "./change.ts";
import { isActionNumber, isRef } from "./line-seen.ts";

/**
 * A change as schemas 1 and 2 wrote it: `["person:…", {"phone": "0912…"}, 12]`. What was seen is `12`, `"vinh-k3fq:7"` or a
 * list of these, for all fields or by field with `*` for those not named; left out where no field had a value. Ledgers
 * hold such lines for ever; none is written any more.
 *
 * @param parts  begins with a record and an object
 * @returns      null where it is not of that form
 */
export function formerFields(parts: readonly Json[], feed: FeedId): Change["fields"] | null {
  const [, values, seen] = parts;
  if (parts.length > 3) return null;
  const byField = typeof seen === "object" && seen !== null && !Array.isArray(seen) ? Object.entries(seen) : null;
  const usual = readForm(byField === null ? seen : byField.find(([name]) => name === "*")?.[1], feed);
  if (usual === null) return null;
  const fields: Change["fields"] = {};
  for (const [name, to] of Object.entries(values as Readonly<Record<string, Json>>)) {
    if (!isFieldName(name)) return null;
    fields[name] = { saw: usual, to };
  }
  for (const [name, form] of byField ?? []) {
    if (name === "*") continue;
    const saw = readForm(form, feed);
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (saw === null || field === undefined) return null;
    field.saw = saw;
  }
  return fields;
}

function readForm(form: unknown, feed: FeedId): ActionRef[] | null {
  if (form === undefined) return [];
  const saw: ActionRef[] = [];
  for (const part of Array.isArray(form) ? (form as unknown[]) : [form]) {
    if (typeof part === "number") {
      if (!isActionNumber(part)) return null;
      saw.push(`${feed}:${part}`);
      continue;
    }
    if (!isRef(part)) return null;
    saw.push(part);
  }
  return saw;
}

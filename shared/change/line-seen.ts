import type { FeedId, Json } from "../domain/primitives.ts";
import { guardOf } from "../domain/quick-check.ts";
import { ActionRef, type Change, type FieldChange, FieldName } from "./change.ts";

/**
 * What a change's writer had seen, in the shortest form that is still plain to read:
 * `12` the own feed's action 12, `"vinh-k3fq:7"` another feed's, `["vinh-k3fq:7", 12]` both, `[]` nothing;
 * one form for all fields, or `{"*": 12, "phone": "vinh-k3fq:7"}` where fields differ, `*` for those not named.
 *
 * @returns undefined where no field had a value before: the third part of the change is left out
 */
export function encodeSeen(fields: readonly (readonly [string, FieldChange])[], feed: FeedId): Json | undefined {
  const forms = fields.map(([name, { saw }]) => [name, shortForm(saw, feed)] as const);
  const usual = commonest(forms.map(([, form]) => form));
  if (forms.every(([, form]) => sameForm(form, usual))) return isNothing(usual) ? undefined : usual;
  const differing: Record<string, Json> = isNothing(usual) ? {} : { "*": usual };
  for (const [name, form] of forms) if (!sameForm(form, usual)) differing[name] = form;
  return differing;
}

/** The fields of a change with what each one's writer saw; null where the form is not one of ours. */
export function decodeSeen(
  values: Readonly<Record<string, Json>>,
  seen: unknown,
  feed: FeedId,
): Change["fields"] | null {
  const byField = typeof seen === "object" && seen !== null && !Array.isArray(seen) ? Object.entries(seen) : null;
  const usual = readForm(byField === null ? seen : byField.find(([name]) => name === "*")?.[1], feed);
  if (usual === null) return null;
  const fields: Change["fields"] = {};
  for (const name in values) {
    const to = values[name];
    if (to === undefined || !isFieldName(name)) return null;
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

/** Names that were found good: a bundle repeats some forty of them a hundred thousand times. */
const goodNames = new Set<string>();

function isFieldName(name: string): boolean {
  if (goodNames.has(name)) return true;
  const good = FieldName.safeParse(name).success;
  if (good && goodNames.size < 4096) goodNames.add(name);
  return good;
}

type Form = number | string | readonly (number | string)[];

const isNothing = (form: Form): boolean => typeof form === "object" && form.length === 0;

const sameForm = (one: Form, other: Form): boolean =>
  one === other || (typeof other === "object" && JSON.stringify(one) === JSON.stringify(other));

function shortForm(saw: readonly ActionRef[], feed: FeedId): Form {
  const short = saw.map((ref) => (ref.startsWith(`${feed}:`) ? Number(ref.slice(feed.length + 1)) : ref));
  const [only] = short;
  return only !== undefined && short.length === 1 ? only : short;
}

/** The form that most fields have; of several, the one that comes first. */
function commonest(forms: readonly Form[]): Form {
  const counts = new Map<string, { readonly form: Form; times: number }>();
  for (const form of forms) {
    const key = JSON.stringify(form);
    const count = counts.get(key);
    if (count === undefined) counts.set(key, { form, times: 1 });
    else count.times += 1;
  }
  let [best, times]: [Form, number] = [[], 0];
  for (const count of counts.values()) if (count.times > times) [best, times] = [count.form, count.times];
  return best;
}

/** As `ActionRef` has it: ten digits. */
const mostNumber = 9_999_999_999;

const isRef = guardOf(ActionRef);

function readForm(form: unknown, feed: FeedId): ActionRef[] | null {
  if (form === undefined) return [];
  const saw: ActionRef[] = [];
  for (const part of Array.isArray(form) ? (form as unknown[]) : [form]) {
    if (typeof part === "number") {
      if (!Number.isInteger(part) || part < 1 || part > mostNumber) return null;
      saw.push(`${feed}:${part}`);
      continue;
    }
    if (!isRef(part)) return null;
    saw.push(part);
  }
  return saw;
}

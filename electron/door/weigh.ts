import { failed, ok, type Result } from "../../shared/result.ts";

/** Deepest nesting and most values of one request; the largest honest one is an import of some 200,000 values. */
export const deepest = 64;
export const mostValues = 2_000_000;

/**
 * Weigh a value from the page before any schema looks at it: strings by UTF-16 units, bytes by length, 8 for the rest.
 *
 * @returns the weight in bytes, or why it is no plain value: too heavy, too deep, too many parts, a key that
 *          belongs to prototypes, or something other than null, boolean, finite number, string, array, plain object, Uint8Array
 */
export function weigh(value: unknown, most: number): Result<number, "too-heavy" | "not-plain"> {
  let weight = 0;
  let values = 0;
  const stack: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    values += 1;
    weight += ownWeight(next.value);
    if (weight > most || values > mostValues) return failed("too-heavy");
    if (Number.isNaN(weight) || next.depth > deepest) return failed("not-plain");
    if (typeof next.value !== "object" || next.value === null || next.value instanceof Uint8Array) continue;
    const depth = next.depth + 1;
    if (Array.isArray(next.value)) {
      if (next.value.length + values > mostValues) return failed("too-heavy");
      for (const part of next.value) stack.push({ value: part, depth });
    } else {
      for (const [key, part] of Object.entries(next.value)) {
        if (ofPrototypes.has(key)) return failed("not-plain");
        weight += key.length * 2;
        if (part !== undefined) stack.push({ value: part, depth });
      }
    }
  }
  return ok(weight);
}

const ofPrototypes = new Set(["__proto__", "constructor", "prototype"]);

/** The weight of a value without its parts; NaN for what no request may hold. */
function ownWeight(value: unknown): number {
  if (typeof value === "string") return value.length * 2;
  if (value === null || typeof value === "boolean") return 8;
  if (typeof value === "number") return Number.isFinite(value) ? 8 : Number.NaN;
  if (value instanceof Uint8Array) return value.length;
  if (Array.isArray(value)) return 8;
  if (typeof value !== "object") return Number.NaN;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? 8 : Number.NaN;
}

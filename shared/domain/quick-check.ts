import type { z } from "zod";
import type { Json } from "./primitives.ts";

/**
 * Whether a schema takes a value, read off the schema itself: what zod's own parse would say of it, without making a
 * result. An office's bundle holds some hundred thousand values.
 *
 * @returns null where the schema has a part that is not known here: then zod must be asked
 */
export function quickCheck(schema: z.ZodType): Quick | null {
  const { def } = schema as { readonly def: Def };
  if (Object.entries(def).some(([part, value]) => value !== undefined && !knownParts.has(part))) return null;
  switch (def.type) {
    case "string": {
      const parts = (def.checks ?? []).map(({ _zod }) => textCheck(_zod.def));
      return parts.every((part) => part !== null) ? textOf(parts) : null;
    }
    case "boolean":
      return (value) => typeof value === "boolean";
    case "enum": {
      const words = new Set<unknown>(Object.values(def.entries ?? {}));
      return def.checks === undefined ? (value) => words.has(value) : null;
    }
    case "nullable": {
      const inner = def.innerType === undefined ? null : quickCheck(def.innerType);
      return inner === null || def.checks !== undefined ? null : (value) => value === null || inner(value);
    }
    case "object": {
      const members = Object.entries(def.shape ?? {}).map(([name, part]) => [name, quickCheck(part)] as const);
      const known = members.filter((member): member is [string, Quick] => member[1] !== null);
      if (known.length < members.length || def.checks !== undefined) return null;
      return (value) => isObject(value) && known.every(([name, check]) => check(value[name]));
    }
    default:
      return null;
  }
}

/** Whether a schema that changes nothing takes a value: quickly where that can be read off it, else as zod says. */
export function guardOf<Value>(schema: z.ZodType<Value>): (value: unknown) => value is Value {
  const quick = quickCheck(schema);
  return (value): value is Value =>
    quick === null ? schema.safeParse(value).success : quick(value as Json | undefined);
}

/** Takes `undefined` for a member that is missing. */
export type Quick = (value: Json | undefined) => boolean;
type TextCheck = (text: string) => boolean;

/** What zod keeps of a schema, as far as it is used here. */
interface Def {
  readonly type: string;
  readonly checks?: readonly { readonly _zod: { readonly def: CheckDef } }[];
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly innerType?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}
const knownParts = new Set(["type", "checks", "entries", "innerType", "shape"]);

interface CheckDef {
  readonly check: string;
  readonly maximum?: number;
  readonly format?: string;
  readonly pattern?: RegExp;
  readonly fn?: (value: unknown) => unknown;
}

function textCheck({ check, maximum, format, pattern, fn }: CheckDef): TextCheck | null {
  if (check === "max_length" && maximum !== undefined) return (text) => text.length <= maximum;
  if (check === "string_format" && format === "regex" && pattern !== undefined && !pattern.global && !pattern.sticky)
    return (text) => pattern.test(text);
  if (check === "custom" && fn !== undefined) return (text) => Boolean(fn(text));
  return null;
}

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function textOf(parts: readonly TextCheck[]): Quick {
  const [first = () => true, ...others] = parts;
  if (others.length === 0) return (value) => typeof value === "string" && first(value);
  return (value) => typeof value === "string" && parts.every((part) => part(value));
}

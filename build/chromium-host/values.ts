/**
 * Values on their way between page and main as text: JSON in which bytes are `{"$bytes": "<base64>"}`. An object of the
 * sender that has a key beginning with "$" is wrapped as `{"$plain": …}`, so nothing the page says can pass for bytes.
 */
export interface Base64 {
  readonly write: (bytes: Uint8Array) => string;
  readonly read: (text: string) => Uint8Array;
}

/** A value as text. What JSON cannot say (functions, cycles) throws, as a structured clone would. */
export function packValue(value: unknown, base64: Base64): string {
  if (typeof value === "function" || typeof value === "symbol") throw new TypeError("cannot be cloned");
  return JSON.stringify(value === undefined ? { $nothing: true } : tagged(value, base64));
}

/** The value a text stands for. */
export function unpackValue(text: string, base64: Base64): unknown {
  const value: unknown = JSON.parse(text);
  return text.includes('"$') ? untagged(value, base64) : value;
}

/** The value itself where nothing in it needs a tag, otherwise a copy with tags. */
function tagged(value: unknown, base64: Base64): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return { $bytes: base64.write(value) };
  if (Array.isArray(value)) {
    let copy: unknown[] | null = null;
    for (let i = 0; i < value.length; i += 1) {
      const part = tagged(value[i], base64);
      if (part !== value[i]) copy ??= [...value];
      if (copy !== null) copy[i] = part;
    }
    return copy ?? value;
  }
  let copy: Record<string, unknown> | null = null;
  let marked = false;
  for (const [key, before] of Object.entries(value)) {
    if (key.startsWith("$")) marked = true;
    const part = tagged(before, base64);
    if (part !== before) copy ??= { ...value };
    if (copy !== null) copy[key] = part;
  }
  return marked ? { $plain: copy ?? value } : (copy ?? value);
}

function untagged(value: unknown, base64: Base64): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => untagged(part, base64));
  if ("$nothing" in value) return undefined;
  if ("$bytes" in value && typeof value.$bytes === "string") return base64.read(value.$bytes);
  const plain = "$plain" in value ? (value.$plain as object) : value;
  return Object.fromEntries(Object.entries(plain).map(([key, part]) => [key, untagged(part, base64)]));
}

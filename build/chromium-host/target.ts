/**
 * Where on the page a story acts. A string is a CSS selector. Names and texts are compared whole, after NFC and with runs
 * of white space as one space; a RegExp may match a part. Only what a person could see counts.
 */
export type Target =
  | string
  | { readonly css: string; readonly within?: Target; readonly nth?: number }
  /** By ARIA role, written or implied by the element, and accessible name. */
  | { readonly role: string; readonly name?: string | RegExp; readonly within?: Target; readonly nth?: number }
  /** The field with this label. */
  | { readonly label: string | RegExp; readonly within?: Target; readonly nth?: number }
  /** The innermost element with this text. */
  | { readonly text: string | RegExp; readonly within?: Target; readonly nth?: number };

/** A target as it is sent into the page: RegExps by their parts. */
export type SentTarget =
  | string
  | { readonly [part: string]: string | number | SentTarget | { readonly source: string; readonly flags: string } };

export function sendable(target: Target): SentTarget {
  if (typeof target === "string") return target;
  return Object.fromEntries(
    Object.entries(target).map(([part, value]: [string, string | number | RegExp | Target]) => {
      if (value instanceof RegExp) return [part, { source: value.source, flags: value.flags }];
      return [part, typeof value === "object" ? sendable(value) : value];
    }),
  );
}

/** A target in words, for a message. */
export function wordsOf(target: Target): string {
  if (typeof target === "string") return target;
  const parts = Object.entries(target).filter(([part]) => part !== "within");
  const own = parts.map(
    ([part, value]) => `${part} ${value instanceof RegExp ? String(value) : JSON.stringify(value)}`,
  );
  return `${own.join(", ")}${target.within === undefined ? "" : ` within (${wordsOf(target.within)})`}`;
}

/** What the page says about a target. Points are CSS pixels of the window. */
export interface Found {
  readonly count: number;
  readonly texts: readonly string[]; // of the first as many as were asked for, white space folded
  readonly values: readonly (string | null)[]; // of fields
  readonly checked: readonly (boolean | null)[]; // of check boxes and radio buttons
  readonly enabled: boolean; // the chosen one can be used
}

export type Reachable =
  | { readonly at: "point"; readonly x: number; readonly y: number }
  | { readonly at: "nowhere"; readonly why: string };

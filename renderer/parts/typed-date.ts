import { formatPartialDate, readPartialDate } from "../../shared/domain/dates.ts";
import type { PartialDate } from "../../shared/domain/primitives.ts";

/** What a date field holds while a person types: always the typed text, and the date once it is one. */
export type TypedDate =
  | { readonly state: "empty"; readonly text: string; readonly date: null }
  | { readonly state: "read"; readonly text: string; readonly date: PartialDate }
  | { readonly state: "unreadable"; readonly text: string; readonly date: null };

/**
 * Read what stands in a date field: dd/mm/yyyy, mm/yyyy or yyyy, and the spellings that `readPartialDate` takes.
 * Nothing is guessed: a two-digit year, or a day that does not exist, stays unreadable and is not dropped.
 */
export function typedDate(text: string): TypedDate {
  const read = readPartialDate(text);
  if (!read.ok) return { state: "unreadable", text, date: null };
  return read.value === null ? { state: "empty", text, date: null } : { state: "read", text, date: read.value };
}

/** The field's text when it is left: a readable date in the usual spelling, anything else as it was typed. */
export function tidyDate(text: string): string {
  const typed = typedDate(text);
  return typed.state === "read" ? formatPartialDate(typed.date) : typed.state === "empty" ? "" : text.trim();
}

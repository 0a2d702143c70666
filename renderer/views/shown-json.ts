import { formatPartialDate } from "../../shared/domain/dates.ts";
import { isPartialDate, type Json } from "../../shared/domain/primitives.ts";

/** A field's value as a line; dates as papers write them. */
export function shownJson(value: Json): string {
  if (value === null) return "";
  if (typeof value === "string") return value.includes("-") && isPartialDate(value) ? formatPartialDate(value) : value;
  if (typeof value === "object") return "text" in value && typeof value.text === "string" ? value.text : "";
  return value === true ? "x" : value === false ? "" : String(value);
}

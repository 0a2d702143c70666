import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { type ColumnKey, listColumns } from "../../shared/domain/people-columns.ts";
import { isPartialDate } from "../../shared/domain/primitives.ts";
import type { Language } from "../text/index.ts";

/** A value of the list in words: what the paper says, else the name of its code. */
export function listValueText(
  column: ColumnKey,
  value: { readonly code: string; readonly text: string } | null | undefined,
  language: Language,
): string {
  if (value === null || value === undefined) return "";
  const { look, codes } = listColumns[column];
  if (look === "date") return isPartialDate(value.text) ? formatPartialDate(value.text) : value.text;
  if (look !== "coded" || value.code === "" || codes === null) return value.text || value.code;
  return value.text !== "" && language === "vi"
    ? value.text
    : column === "lastRating"
      ? value.text
      : nameOfCode(codes, value.code, language);
}

import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { isPartialDate, type Json } from "../../shared/domain/primitives.ts";
import type { FieldSpec } from "./profile-fields.ts";
import type { FileWords } from "./profile-labels.ts";

/** A field's value in words; "" where nothing stands in it. */
export function shownValue(
  spec: FieldSpec,
  value: Json | undefined,
  t: FileWords,
  language: "vi" | "en" = "vi",
): string {
  if (value === null || value === undefined) return "";
  switch (spec.as) {
    case "date":
    case "month":
      return typeof value === "string" && isPartialDate(value) ? formatPartialDate(value) : plain(value);
    case "coded":
      return codedOf(value).text;
    case "choice":
      return typeof value === "string" ? nameOfCode(spec.codes, value, language) : plain(value);
    case "check":
      return t(value === true ? "common:button.yes" : "common:button.no");
    case "number":
      return typeof value === "number" ? String(value).replace(".", ",") : plain(value);
    default:
      return plain(value);
  }
}

/** A coded value, also where an older or newer office wrote something else. */
export const codedOf = (value: Json | undefined): { readonly code: string | null; readonly text: string } =>
  typeof value === "object" && value !== null && "text" in value && typeof value.text === "string"
    ? { code: "code" in value && typeof value.code === "string" ? value.code : null, text: value.text }
    : { code: null, text: typeof value === "string" ? value : "" };

const plain = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

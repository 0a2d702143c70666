import type { TFunction } from "i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { isPartialDate, type Json } from "../../shared/domain/primitives.ts";
import type { Protected } from "../../shared/domain/protected.ts";
import type { FieldSpec } from "./profile-sections.ts";

export type AnySpec = FieldSpec | FieldSpec<Protected>;

/** A field's value in words; "" where nothing stands in it. */
export function shownValue(spec: AnySpec, value: Json | undefined, t: TFunction<["profile", "common"]>): string {
  if (value === null || value === undefined) return "";
  switch (spec.as) {
    case "date":
    case "month":
      return typeof value === "string" && isPartialDate(value) ? formatPartialDate(value) : plain(value);
    case "coded":
      return codedOf(value).text;
    case "sex":
      return value === "NAM" || value === "NU" ? t(`profile:sex.${value}`) : plain(value);
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

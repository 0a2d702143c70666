import { useTranslation } from "react-i18next";
import type { Language } from "../text/index.ts";

/** The language on screen, for names of codes, which stand with the codes. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === "en" ? "en" : "vi";
}

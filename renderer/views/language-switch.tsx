import { useTranslation } from "react-i18next";
import { type Language, speak } from "../text/index.ts";

const languages: readonly Language[] = ["vi", "en"];

/** Vietnamese or English, at once, for the whole window. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation("common");
  return (
    <fieldset className="language no-print" aria-label={t("language.label")}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => void speak(language)}
        >
          {t(`language.${language}`)}
        </button>
      ))}
    </fieldset>
  );
}

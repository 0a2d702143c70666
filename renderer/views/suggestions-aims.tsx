import { useTranslation } from "react-i18next";
import { Section } from "../parts/page.tsx";
import type { Go } from "../state/screen.ts";
import type { ProgrammeFile } from "../state/suggestions.ts";
import { useTargetWords } from "./programme-targets.tsx";

/** What the programme set out and where it stands: facts beside the list, no weight in it. */
export function SuggestionsAims({ programme: file, go }: { readonly programme: ProgrammeFile; readonly go: Go }) {
  const { t } = useTranslation(["suggestions", "programmes"]);
  const words = useTargetWords();
  const { programme, targets, moves, shares, youngUnder } = file;
  return (
    <Section
      title={t("aims.title")}
      aside={
        <button type="button" className="link" onClick={() => go("programme", { programmeId: programme.id })}>
          {[programme.number, programme.name].filter((part) => part !== "").join(", ") || t("aims.open")}
        </button>
      }
    >
      <div className="suggestions-aims">
        {targets.length === 0 && <p className="quiet">{t("aims.none")}</p>}
        {targets.map((line) => (
          <p key={line.target.id}>
            {words(line)}:{" "}
            <strong>
              {line.target.number === null
                ? t("aims.targetOpen", { done: line.moves.length })
                : t("aims.target", { done: line.moves.length, number: line.target.number })}
            </strong>
          </p>
        ))}
        {shares.map(({ group, moves: own }) => (
          <p key={group}>
            {t(`programmes:share.${group}`, { age: youngUnder })}:{" "}
            <strong>{t("aims.share", { count: own.length, total: moves.length })}</strong>
          </p>
        ))}
      </div>
      <p className="quiet">{t("aims.note")}</p>
    </Section>
  );
}

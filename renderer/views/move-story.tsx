import { useTranslation } from "react-i18next";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { moveKinds } from "../../shared/domain/codes/move-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { shownState } from "../../shared/domain/rotations/procedure.ts";
import { Section } from "../parts/page.tsx";
import type { MoveFile } from "../state/move.ts";
import type { Go } from "../state/screen.ts";
import { useLanguage } from "./language.ts";
import { placeWords, stateTone } from "./move-head.tsx";

/** The person's moves that follow one another, and everything that was done about this one, also what was taken back. */
export function MoveStory({ file, go }: { readonly file: MoveFile; readonly go: Go }) {
  const { t } = useTranslation("move");
  const language = useLanguage();
  const { chain, steps, move, day } = file;
  return (
    <Section title={t("story.title")}>
      <h3>{t("story.chain")}</h3>
      {chain.length === 0 ? (
        <p className="quiet">{t("story.noChain")}</p>
      ) : (
        <ol className="move-chain">
          {chain.map((each) => (
            <li key={each.move.id} aria-current={each.move.id === move.id}>
              <span className="nowrap">{formatPartialDate(each.move.start)}</span>{" "}
              {each.move.id === move.id ? (
                <strong>{placeWords(each.to)}</strong>
              ) : (
                <button type="button" className="link" onClick={() => go("move", { rotationId: each.move.id })}>
                  {placeWords(each.to)}
                </button>
              )}{" "}
              <span className="quiet">
                {nameOfCode(moveKinds, each.move.kind, language)}
                {each.move.id === move.id && ` · ${t("story.here")}`}
              </span>{" "}
              <span className={stateTone(shownState(each.move, day))}>{t(`state.${shownState(each.move, day)}`)}</span>
            </li>
          ))}
        </ol>
      )}
      <h3>{t("story.steps")}</h3>
      {steps.length === 0 ? (
        <p className="quiet">{t("story.noSteps")}</p>
      ) : (
        <div className="table-scroll">
          <table className="table table-dense">
            <thead>
              <tr>
                <th scope="col">{t("story.step")}</th>
                <th scope="col">{t("story.date")}</th>
                <th scope="col">{t("story.takesEffect")}</th>
                <th scope="col">{t("story.document")}</th>
                <th scope="col">{t("story.actor")}</th>
                <th scope="col">{t("story.note")}</th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <tr key={step.id} data-step={step.step} data-state={step.state}>
                  <td>
                    <span className={step.state === "UNDONE" ? "move-undone" : undefined}>
                      {t(`steps.${step.step}`)}
                    </span>{" "}
                    {step.state === "UNDONE" && <span className="sign">{t("steps.undone")}</span>}
                    {step.state === "SKIPPED" && <span className="sign">{t("steps.skipped")}</span>}
                  </td>
                  <td className="nowrap">{formatPartialDate(step.date)}</td>
                  <td className="nowrap">{formatPartialDate(step.day)}</td>
                  <td>{step.document}</td>
                  <td>{step.actor}</td>
                  <td className="move-text">{step.note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

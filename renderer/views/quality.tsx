import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Aspect, aspects, type QualityCount } from "../../shared/domain/quality.ts";
import { type FormName, formNames } from "../../shared/domain/sheets/crosswalk.ts";
import { Page, Section } from "../parts/page.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import { openQuality, type Quality as QualityState } from "../state/quality.ts";
import type { Go, ScreenProps } from "../state/screen.ts";
import { QualityList } from "./quality-list.tsx";

/** How good the data are: four questions over everybody, unit by unit, and what there is to do about it. */
export function Quality({ office, go }: ScreenProps<"quality">) {
  const { t } = useTranslation("quality");
  const [useQuality] = useState(() => openQuality(office));
  const state = useQuality();
  const { load, follow, board, form, choose } = state;
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  return (
    <Page
      title={t("title")}
      detail={board && t("clear", { clear: board.all.clear, people: board.all.people })}
      actions={<CodeBox state={state} go={go} />}
    >
      {board === null ? (
        <p className="quiet">{t("looking")}</p>
      ) : (
        <>
          <div className="quality-top">
            <SelectField<FormName>
              label={t("form")}
              value={form}
              options={formNames.map((value) => ({ value, text: t(`forms.${value}`) }))}
              onChange={(value) => value && choose({ form: value })}
            />
            <Aspects count={board.all} chosen={state.aspect} onChoose={(aspect) => choose({ aspect })} />
          </div>
          <QualityList state={state} go={go} />
          <Units state={state} />
        </>
      )}
    </Page>
  );
}

/** The four questions, each with how many files have something to do; pressing one filters the worklist. */
function Aspects({
  count,
  chosen,
  onChoose,
}: {
  readonly count: QualityCount;
  readonly chosen: Aspect | null;
  readonly onChoose: (aspect: Aspect | null) => void;
}) {
  const { t } = useTranslation("quality");
  return (
    <ul className="aspects">
      {aspects.map((aspect) => (
        <li key={aspect}>
          <button
            type="button"
            className="aspect"
            aria-pressed={chosen === aspect}
            data-aspect={aspect}
            data-files={count.files[aspect]}
            onClick={() => onChoose(chosen === aspect ? null : aspect)}
          >
            <b>{t(`aspect.${aspect}`)}</b>
            <span>{t("board.files", { files: count.files[aspect], issues: count.issues[aspect] })}</span>
            <span className="quiet">{t(`explain.${aspect}`)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The board: the same four numbers for each unit, with a line that adds up. */
function Units({ state: { board, choose, unit } }: { readonly state: QualityState }) {
  const { t } = useTranslation("quality");
  if (board === null) return null;
  const cells = (count: QualityCount) => (
    <>
      <td className="number">{count.people}</td>
      {aspects.map((aspect) => (
        <td key={aspect} className="number">
          {count.files[aspect]}
        </td>
      ))}
      <td className="number">{count.clear}</td>
    </>
  );
  return (
    <Section title={t("board.title")}>
      <div className="table-scroll">
        <table className="table quality-units">
          <thead>
            <tr>
              <th scope="col">{t("board.unit")}</th>
              <th scope="col" className="number">
                {t("board.people")}
              </th>
              {aspects.map((aspect) => (
                <th key={aspect} scope="col" className="number">
                  {t(`aspect.${aspect}`)}
                </th>
              ))}
              <th scope="col" className="number">
                {t("board.clear")}
              </th>
            </tr>
          </thead>
          <tbody>
            {board.units.map((each) => {
              const name = each.unit === "" ? t("board.none") : each.unit;
              return (
                <tr key={each.unit} aria-current={unit === each.unit ? "true" : undefined}>
                  <th scope="row">
                    <button
                      type="button"
                      className="link"
                      aria-label={t("board.choose", { unit: name })}
                      onClick={() => choose({ unit: unit === each.unit ? null : each.unit })}
                    >
                      {name}
                    </button>
                  </th>
                  {cells(each.count)}
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t("board.all")}</th>
              {cells(board.all)}
            </tr>
          </tfoot>
        </table>
      </div>
    </Section>
  );
}

/** A sheet has come back: its code leads to the file. */
function CodeBox({ state, go }: { readonly state: QualityState; readonly go: Go }) {
  const { t } = useTranslation("quality");
  const { code, answer, typeCode, findCode } = state;
  return (
    <form
      className="code-box"
      action={async () => {
        const found = await findCode();
        if (found !== null) go("profile", { personId: found });
      }}
    >
      <TextField
        label={t("code.label")}
        value={code}
        onChange={typeCode}
        maxLength={20}
        placeholder="K7QF-2M9D-X"
        error={answer === "mistyped" || answer === "unknown" ? t(`code.${answer}`) : null}
      />
      <button type="submit" className="button" disabled={code.trim() === ""}>
        {t("code.go")}
      </button>
      {Array.isArray(answer) && (
        <span>
          {t("code.several")}{" "}
          {answer.map((personId, place) => (
            <button key={personId} type="button" className="link" onClick={() => go("profile", { personId })}>
              {place + 1}
            </button>
          ))}
        </span>
      )}
    </form>
  );
}

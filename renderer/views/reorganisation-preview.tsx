import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Sum } from "../../shared/domain/organisation/reorganise-preview.ts";
import { Notice } from "../parts/notice.tsx";
import { Section } from "../parts/page.tsx";
import type { ReorganisationForm, Worked } from "../state/reorganisation.ts";

const step = 60;

/** What an act would do: sums that close, and where each person goes. */
export function ReorganisationPreview({ form }: { readonly form: ReorganisationForm }) {
  const { t } = useTranslation("organisation");
  const { worked } = form;
  if (worked === null) {
    return (
      <Section title={t("act.preview")}>
        <p className="quiet">{t("act.previewNone")}</p>
      </Section>
    );
  }
  const { preview, planned } = worked;
  return (
    <div className="act-column">
      <Section title={t("act.preview")}>
        <table className="table table-dense act-sum">
          <thead>
            <tr>
              <th scope="col">{t("act.sum")}</th>
              <th scope="col">{t("act.beforeAct")}</th>
              <th scope="col">{t("act.closed")}</th>
              <th scope="col">{t("act.made")}</th>
              <th scope="col">{t("act.afterAct")}</th>
            </tr>
          </thead>
          <tbody>
            <SumLine title={t("act.unitsSum")} sum={preview.units} />
            <SumLine title={t("act.postsSum")} sum={preview.posts} />
            <SumLine
              title={t("act.people")}
              sum={{ before: preview.people.before, closed: 0, made: 0, after: preview.people.after }}
            />
          </tbody>
        </table>
        <p>{t("act.stay", { ...preview.steps })}</p>
        {preview.closes ? (
          <Notice tone="good">{t("act.closes")}</Notice>
        ) : (
          <Notice tone="warn">{t("act.notCloses")}</Notice>
        )}
        {planned.later.length > 0 && <Notice tone="warn">{t("act.later", { count: planned.later.length })}</Notice>}
      </Section>
      <Mapping form={form} worked={worked} />
    </div>
  );
}

const SumLine = ({ title, sum }: { readonly title: string; readonly sum: Sum }) => (
  <tr>
    <th scope="row">{title}</th>
    <td>{sum.before}</td>
    <td>{sum.closed === 0 ? "–" : `−${sum.closed}`}</td>
    <td>{sum.made === 0 ? "–" : `+${sum.made}`}</td>
    <td>{sum.after}</td>
  </tr>
);

function Mapping({ form, worked }: { readonly form: ReorganisationForm; readonly worked: Worked }) {
  const { t } = useTranslation("organisation");
  const [most, setMost] = useState(step);
  const { moving, offers } = worked;
  return (
    <Section title={t("act.mapping")}>
      {moving.length === 0 ? (
        <p className="quiet">{t("act.mappingNone")}</p>
      ) : (
        <div className="table-scroll">
          <table className="table table-dense">
            <thead>
              <tr>
                <th scope="col">{t("act.person")}</th>
                <th scope="col">{t("act.fromPost")}</th>
                <th scope="col">{t("act.toPost")}</th>
              </tr>
            </thead>
            <tbody>
              {moving.slice(0, most).map(({ step: held, person, offer }) => (
                <tr key={held.id}>
                  <td>{person || "–"}</td>
                  <td>{held.title}</td>
                  <td>
                    <select
                      aria-label={`${t("act.toPost")}: ${person}`}
                      value={offer}
                      onChange={(event) =>
                        form.place(held.id, offers.find(({ key }) => key === event.target.value)?.placement ?? null)
                      }
                    >
                      <option value="">{t("act.unplaced")}</option>
                      {offers.map(({ key, text }) => (
                        <option key={key} value={key}>
                          {text}
                        </option>
                      ))}
                    </select>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {moving.length > most && (
            <button type="button" className="button button-quiet" onClick={() => setMost(most + step)}>
              {t("act.moreRows", { count: moving.length - most })}
            </button>
          )}
        </div>
      )}
    </Section>
  );
}

import { useTranslation } from "react-i18next";
import { TextField } from "../parts/text-field.tsx";
import { type Duplicates, type FilePair, type FileSide, type PersonField, sides } from "../state/duplicates.ts";
import type { Go } from "../state/screen.ts";
import { useFieldName, useValueInWords } from "./desk-value.tsx";
import { tableTitle } from "./profile-labels.ts";

const noNames = {};

/** Two files side by side: which is kept, and what it says where they differ. */
export function ComparedPair({
  state,
  open,
  go,
}: {
  readonly state: Duplicates;
  readonly open: FilePair;
  readonly go: Go;
}) {
  const { t } = useTranslation("duplicates");
  const fieldName = useFieldName();
  const { kept: side, take, choose, busy } = state;
  const { kept, other } = sides(open, side);
  const columns = [
    ["first", open.first],
    ["second", open.second],
  ] as const;
  const chosen = (field: PersonField): FileSide => (take.has(field) ? other : kept);
  return (
    <section className="section" aria-label={t("side.title")}>
      <p className="quiet">{t("side.lead")}</p>
      <div className="table-scroll">
        <table className="table compare">
          <thead>
            <tr>
              <th scope="col">{t("side.field")}</th>
              {columns.map(([name, file], place) => (
                <th key={name} scope="col" className={side === name ? "compare-kept" : undefined}>
                  <label className="compare-keep">
                    <input type="radio" name="kept" checked={side === name} onChange={() => state.keep(name)} />
                    {t("side.keep")}
                  </label>
                  <div>
                    {t("side.file", { number: place + 1 })} ·{" "}
                    <button type="button" className="link" onClick={() => go("profile", { personId: file.person.id })}>
                      {t("side.open")}
                    </button>
                  </div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {open.differing.map((field) => (
              <tr key={field} data-field={field}>
                <th scope="row">{fieldName(kept.person.id, field)}</th>
                {columns.map(([name, file]) => (
                  <td key={name} className={chosen(field) === file ? "compare-kept" : undefined}>
                    <label className="compare-value">
                      <input
                        type="radio"
                        name={`take-${field}`}
                        checked={chosen(field) === file}
                        aria-label={`${t("side.take", { field: fieldName(kept.person.id, field) })}, ${t("side.file", { number: name === "first" ? 1 : 2 })}`}
                        onChange={() => choose(field, file === other ? "other" : "kept")}
                      />
                      <Value file={file} field={field} />
                    </label>
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t("side.rows")}</th>
              {columns.map(([name, file]) => (
                <td key={name}>
                  <Rows file={file} />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <p className="quiet">
        {t("side.agreeing", { count: open.agreeing })} · {t("side.restricted")}
      </p>
      <form className="form" action={() => void state.join()}>
        <TextField label={t("side.reason")} value={state.reason} onChange={state.write} />
        <div className="buttons">
          <button type="submit" className="button button-main" disabled={busy}>
            {t("side.join")}
          </button>
          <button type="button" className="button" disabled={busy} onClick={() => void state.apart()}>
            {t("side.apart")}
          </button>
        </div>
      </form>
    </section>
  );
}

function Value({ file, field }: { readonly file: FileSide; readonly field: PersonField }) {
  const { t } = useTranslation("duplicates");
  const inWords = useValueInWords(noNames);
  const text = inWords(file.person.id, field, file.person[field]);
  return text === "" ? <span className="quiet">{t("side.empty")}</span> : <span>{text}</span>;
}

function Rows({ file }: { readonly file: FileSide }) {
  const { t } = useTranslation(["duplicates", "profile", "common"]);
  const { t: words } = useTranslation(["profile", "common"]);
  if (file.rows.length === 0) return <span className="quiet">{t("side.noRows")}</span>;
  return <span>{file.rows.map(({ kind, count }) => `${tableTitle(kind, words)}: ${count}`).join(" · ")}</span>;
}

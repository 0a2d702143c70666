import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CodeEntry } from "../../shared/domain/codes/code-list.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { DateField } from "../parts/date-field.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Form, SubmitButton } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { TextField } from "../parts/text-field.tsx";
import { type CodeDraft, type CodeLists as CodeListsState, createCodeLists, listNames } from "../state/code-lists.ts";
import type { ScreenProps } from "../state/screen.ts";

/** Every list of codes with its dates. The province adds, renames and retires; every office reads. */
export function CodeLists({ office, go }: ScreenProps<"code-lists">) {
  const { t } = useTranslation(["organisation", "common"]);
  const [useCodeLists] = useState(() => createCodeLists(office));
  const lists = useCodeLists();
  const { list, entries, mayEdit, problem, saved, load, follow, choose } = lists;
  const [editing, setEditing] = useState<CodeEntry | "new" | null>(null);
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  return (
    <Page
      title={t("codes.title")}
      onBack={() => go("organisation", {})}
      actions={
        mayEdit && (
          <button type="button" className="button button-main" onClick={() => setEditing("new")}>
            {t("codes.add")}
          </button>
        )
      }
    >
      {problem && <ProblemBanner problem={problem} />}
      {saved !== null && <Notice tone="good">{t("codes.saved", { code: saved })}</Notice>}
      <div className="filter-bar">
        <label className="filter-select">
          <span>{t("codes.list")}</span>
          <select
            value={list}
            onChange={(event) => choose(listNames.find((name) => name === event.target.value) ?? list)}
          >
            {listNames.map((name) => (
              <option key={name} value={name}>
                {t(`codes.names.${name}`)}
              </option>
            ))}
          </select>
        </label>
        <span className="quiet">{t(mayEdit ? "codes.lead" : "codes.leadDistrict")}</span>
      </div>
      <div className="section table-scroll">
        <table className="table table-dense">
          <thead>
            <tr>
              <th scope="col">{t("codes.code")}</th>
              <th scope="col">{t("codes.vi")}</th>
              <th scope="col">{t("codes.en")}</th>
              <th scope="col">{t("codes.period")}</th>
              <th scope="col">{t("codes.replacedBy")}</th>
              {mayEdit && (
                <th scope="col">
                  <span className="unseen">{t("codes.edit")}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.code} className={entry.to === undefined ? undefined : "org-retired"}>
                <td className="nowrap">{entry.code}</td>
                <td>{entry.vi}</td>
                <td>{entry.en}</td>
                <td className="nowrap">
                  {entry.from === undefined && entry.to === undefined
                    ? t("codes.always")
                    : `${formatPartialDate(entry.from ?? null) || "…"} – ${formatPartialDate(entry.to ?? null) || t("now")}`}
                </td>
                <td>{entry.replacedBy ?? ""}</td>
                {mayEdit && (
                  <td className="nowrap">
                    <button
                      type="button"
                      className="link"
                      aria-label={`${t("codes.edit")} ${entry.vi}`}
                      onClick={() => setEditing(entry)}
                    >
                      {t("codes.edit")}
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {editing !== null && (
        <CodeDialog lists={lists} before={editing === "new" ? null : editing} close={() => setEditing(null)} />
      )}
    </Page>
  );
}

function CodeDialog({
  lists,
  before,
  close,
}: {
  readonly lists: CodeListsState;
  readonly before: CodeEntry | null;
  readonly close: () => void;
}) {
  const { t } = useTranslation(["organisation", "common"]);
  const form = useId();
  const [draft, setDraft] = useState<CodeDraft>({
    code: before?.code ?? "",
    vi: before?.vi ?? "",
    en: before?.en ?? "",
    from: before?.from ?? null,
    to: before?.to ?? null,
    replacedBy: before?.replacedBy ?? "",
  });
  const edit = (patch: Partial<CodeDraft>) => setDraft({ ...draft, ...patch });
  const taken = before === null && lists.entries.some(({ code }) => code === draft.code);
  return (
    <Dialog
      title={before === null ? t("codes.add") : `${t("codes.edit")}: ${before.vi}`}
      wide
      onClose={close}
      footer={
        <>
          <button type="button" className="button" onClick={close}>
            {t("common:button.cancel")}
          </button>
          <SubmitButton form={form} disabled={false}>
            {t("common:button.save")}
          </SubmitButton>
        </>
      }
    >
      <Form
        id={form}
        label={t("codes.code")}
        className="form-grid"
        onSubmit={() =>
          void lists.save(draft).then((saved) => {
            if (saved) close();
          })
        }
      >
        {before === null && (
          <TextField
            label={t("codes.code")}
            required
            invalid={taken}
            error={taken ? t("codes.exists") : null}
            maxLength={40}
            value={draft.code}
            onChange={(code) => edit({ code })}
          />
        )}
        <TextField label={t("codes.vi")} required maxLength={200} value={draft.vi} onChange={(vi) => edit({ vi })} />
        <TextField label={t("codes.en")} maxLength={200} value={draft.en} onChange={(en) => edit({ en })} />
        <DateField label={t("from")} value={draft.from} onChange={(from) => edit({ from })} />
        <DateField label={t("to")} value={draft.to} onChange={(to) => edit({ to })} />
        <TextField
          label={t("codes.replacedBy")}
          maxLength={40}
          value={draft.replacedBy}
          onChange={(replacedBy) => edit({ replacedBy })}
        />
      </Form>
    </Dialog>
  );
}

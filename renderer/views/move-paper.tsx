import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { vanishedFields } from "../../shared/domain/papers/blanks.ts";
import { fieldNamed, listNamed } from "../../shared/domain/papers/fields.ts";
import type { Letterhead } from "../../shared/domain/papers/letterhead.ts";
import { type MergeValues, type PaperKind, paperKinds } from "../../shared/domain/papers/merge.ts";
import { shippedTemplates } from "../../shared/domain/papers/shipped.ts";
import { DateField } from "../parts/date-field.tsx";
import { Form } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page, Section } from "../parts/page.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import { blanksOf, choicesFor, createMovePaper, type TemplateChoice, usedBy, valuesOf } from "../state/move-paper.ts";
import type { ScreenProps } from "../state/screen.ts";
import { useLanguage } from "./language.ts";

/** A decision or letter about a move: which template, what goes into it, what stays blank, and the Word file. */
export function MovePaper({ office, params: { rotationId }, go, useScreen }: ScreenProps<"move-paper">) {
  const { t } = useTranslation("papers");
  const language = useLanguage();
  const [usePaper] = useState(() => createMovePaper(office, rotationId));
  const screen = usePaper();
  const { phase, records, paper, date, letterhead, own, key, state, problem, load } = screen;
  const { back } = useScreen();
  useEffect(() => void load(), [load]);
  if (phase === "missing")
    return (
      <Page title={t("title")} onBack={back}>
        <EmptyState title={t("missing")} />
      </Page>
    );
  const values = valuesOf(screen);
  const choices = choicesFor(paper, own);
  const chosen = choices.find((each) => each.key === key);
  if (records === null || values === null || chosen === undefined)
    return (
      <Page title={t("title")} onBack={back}>
        {null}
      </Page>
    );
  const nameOf = ({ ref, own: mine }: TemplateChoice) =>
    mine === null && "shipped" in ref
      ? t(`layout.${shippedTemplates[ref.shipped].layout}`)
      : t("ownNamed", { name: mine?.name ?? "" });
  const blanks = blanksOf(chosen, values);
  const vanished = vanishedFields(usedBy(chosen), (name) => fieldNamed(name) !== null || listNamed(name) !== null);
  const labelOf = (name: string, row: number | null) => {
    const label = fieldNamed(name)?.[language] ?? name;
    return row === null ? label : t("ofRow", { label, name: records.people[row - 1]?.name ?? String(row) });
  };
  return (
    <Page
      title={t("title")}
      detail={records.people.map(({ name }) => name).join(", ")}
      onBack={back}
      actions={
        <>
          <button type="button" className="button" onClick={() => go("templates", {})}>
            {t("templates")}
          </button>
          <button
            type="button"
            className="button button-main"
            disabled={state === "working"}
            onClick={() => void screen.write()}
          >
            {state === "working" ? t("working") : t("write")}
          </button>
        </>
      }
    >
      <div className="papers">
        {problem !== null && <ProblemBanner problem={problem} />}
        {state === "cancelled" && <Notice>{t("cancelled")}</Notice>}
        {typeof state === "object" && (
          <Notice tone="good">{t("written", { file: state.fileName, number: state.number })}</Notice>
        )}
        <Section title={t("choose")}>
          <div className="papers-asked">
            <SelectField<PaperKind>
              label={t("paper")}
              value={paper}
              options={paperKinds.map((value) => ({ value, text: t(`kind.${value}`) }))}
              onChange={(next) => next !== null && screen.choosePaper(next)}
            />
            <SelectField
              label={t("template")}
              value={key}
              options={choices.map((each) => ({ value: each.key, text: nameOf(each) }))}
              onChange={(next) => next !== null && screen.chooseTemplate(next)}
            />
            <DateField label={t("date")} value={date} onChange={screen.setDate} />
          </div>
          {vanished.length > 0 && (
            <Notice tone="warn">{t("vanished", { names: vanished.map((name) => `{${name}}`).join(", ") })}</Notice>
          )}
          {blanks.length === 0 ? (
            <Notice tone="good">{t("noBlanks")}</Notice>
          ) : (
            <Notice tone="warn">
              {t("blanks", { count: blanks.length })}{" "}
              <span data-blanks={blanks.length}>{blanks.map(({ name, row }) => labelOf(name, row)).join("; ")}.</span>
            </Notice>
          )}
        </Section>
        <LetterheadFields value={letterhead} change={screen.setLetterhead} />
        <Values choice={chosen} values={values} />
      </div>
    </Page>
  );
}

function LetterheadFields({
  value,
  change,
}: {
  readonly value: Letterhead;
  readonly change: (patch: Partial<Letterhead>) => void;
}) {
  const { t } = useTranslation("papers");
  const lines = ["superior", "body", "place", "addressee", "authority", "signerPost", "signer"] as const;
  return (
    <Section title={t("letterhead.title")}>
      <p className="quiet">{t("letterhead.lead")}</p>
      <Form className="form-grid form-grid-dense" onSubmit={() => undefined}>
        {lines.map((name) => (
          <TextField
            key={name}
            label={t(`letterhead.${name}`)}
            maxLength={100}
            value={value[name]}
            onChange={(text) => change({ [name]: text })}
          />
        ))}
        <TextArea
          label={t("letterhead.recipients")}
          hint={t("letterhead.recipientsHint")}
          maxLength={2000}
          value={value.recipients}
          onChange={(recipients) => change({ recipients })}
        />
      </Form>
    </Section>
  );
}

/** Every field of the template with what goes into it. */
function Values({ choice, values }: { readonly choice: TemplateChoice; readonly values: MergeValues }) {
  const { t } = useTranslation("papers");
  const language = useLanguage();
  const used = usedBy(choice);
  const alone = new Set([
    ...used.fields,
    ...used.lists
      .filter(({ name }) => values.lists[name]?.length === 1 && name !== "danh_sach")
      .flatMap(({ fields }) => fields),
  ]);
  const rows = [...alone].flatMap((name) => {
    const field = fieldNamed(name);
    return field === null || !Object.hasOwn(values.fields, name) ? [] : [{ field, text: values.fields[name] ?? "" }];
  });
  const lists = used.lists.flatMap(({ name, fields }) =>
    fields.length === 0 || ["mot_nguoi", "nhieu_nguoi"].includes(name)
      ? []
      : [{ list: listNamed(name), rows: values.lists[name] ?? [], fields }],
  );
  return (
    <Section title={t("values")}>
      <div className="table-scroll">
        <table className="table table-dense">
          <thead>
            <tr>
              <th scope="col">{t("column.label")}</th>
              <th scope="col">{t("column.value")}</th>
              <th scope="col">{t("column.from")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ field, text }) => (
              <tr key={field.name} data-value={field.name}>
                <td>{field[language]}</td>
                <td>{text === "" ? <span className="sign sign-warn">{t("blank")}</span> : text}</td>
                <td className="quiet">{t(`from.${field.from}`)}</td>
              </tr>
            ))}
            {lists.map(({ list, rows: held, fields }) => (
              <tr key={list?.name}>
                <td>{list?.[language]}</td>
                <td>
                  {held.length === 0 && <span className="quiet">{t("noRows")}</span>}
                  {held.map((row) => (
                    <div key={JSON.stringify(row)}>
                      {fields
                        .map((name) => row[name] ?? "")
                        .filter((text) => text !== "")
                        .join(" · ")}
                    </div>
                  ))}
                </td>
                <td className="quiet">{t("repeated")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

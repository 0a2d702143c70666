import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { vanishedFields } from "../../shared/domain/papers/blanks.ts";
import { fieldNamed, listNamed, paperFields, paperLists } from "../../shared/domain/papers/fields.ts";
import { type PaperKind, paperKinds } from "../../shared/domain/papers/merge.ts";
import type { OwnTemplate } from "../../shared/domain/papers/own-template.ts";
import { shippedIds, shippedTemplates } from "../../shared/domain/papers/shipped.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Form, SubmitButton } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page, Section } from "../parts/page.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import type { ScreenProps } from "../state/screen.ts";
import { createTemplates, type Templates as TemplatesState } from "../state/templates.ts";
import { faultWords } from "../text/template-sentence.ts";
import { useLanguage } from "./language.ts";

/** Templates of decisions and letters: those that come with the program, the office's own, and every field there is. */
export function Templates({ office, useScreen }: ScreenProps<"templates">) {
  const { t } = useTranslation("papers");
  const language = useLanguage();
  const [useTemplates] = useState(() => createTemplates(office));
  const screen = useTemplates();
  const { paper, busy, added, exported, problem, load } = screen;
  const { back } = useScreen();
  useEffect(() => void load(), [load]);
  return (
    <Page title={t("own.screen")} onBack={back}>
      <div className="papers">
        {problem !== null && (
          <ProblemBanner problem={problem}>
            {problem.kind === "template-faults" && problem.faults.length > 1 && (
              <ul>
                {problem.faults.map((fault) => {
                  const words = faultWords(fault, language);
                  return <li key={words}>{words}</li>;
                })}
              </ul>
            )}
          </ProblemBanner>
        )}
        {added !== null && (
          <Notice tone="good">
            {t("own.added", { name: added.template.name })}
            {added.stripped.map((what) => ` ${t(`own.stripped.${what}`)}`)}
          </Notice>
        )}
        {exported !== null && (
          <Notice tone="good">{t("written", { file: exported.fileName, number: exported.number })}</Notice>
        )}
        <Section title={t("own.shipped")}>
          <p className="quiet">{t("own.shippedLead")}</p>
          <ul className="papers-shipped">
            {shippedIds.map((shipped) => {
              const { paper: kind, layout } = shippedTemplates[shipped];
              const name = `${t(`kind.${kind}`)}, ${t(`layout.${layout}`)}`;
              return (
                <li key={shipped}>
                  <span>{name}</span>
                  <button
                    type="button"
                    className="link"
                    disabled={busy}
                    aria-label={t("own.exportNamed", { name })}
                    onClick={() => void screen.exportOne({ shipped })}
                  >
                    {t("own.export")}
                  </button>
                </li>
              );
            })}
          </ul>
        </Section>
        <Section title={t("own.title")}>
          <div className="papers-asked">
            <SelectField<PaperKind>
              label={t("own.paper")}
              value={paper}
              options={paperKinds.map((value) => ({ value, text: t(`kind.${value}`) }))}
              onChange={(next) => next !== null && screen.choosePaper(next)}
            />
            <button type="button" className="button button-main" disabled={busy} onClick={() => void screen.add(null)}>
              {t("own.add")}
            </button>
          </div>
          <OwnTemplates screen={screen} />
        </Section>
        <Fields />
      </div>
    </Page>
  );
}

function OwnTemplates({ screen }: { readonly screen: TemplatesState }) {
  const { t } = useTranslation(["papers", "common"]);
  const [renaming, setRenaming] = useState<OwnTemplate | null>(null);
  const [name, setName] = useState("");
  const { own, busy } = screen;
  const formId = "template-name";
  if (own.length === 0) return <p className="quiet">{t("own.none")}</p>;
  const save = async () => {
    if (renaming !== null && (await screen.rename(renaming.id, name))) setRenaming(null);
  };
  return (
    <div className="table-scroll">
      <table className="table table-dense">
        <thead>
          <tr>
            <th scope="col">{t("own.name")}</th>
            <th scope="col">{t("paper")}</th>
            <th scope="col">{t("own.keptAt")}</th>
            <th scope="col">{t("own.what")}</th>
          </tr>
        </thead>
        <tbody>
          {own.map((each) => {
            const gone = vanishedFields(each.used, (one) => fieldNamed(one) !== null || listNamed(one) !== null);
            const ways = [
              ["export", () => void screen.exportOne({ own: each.id })],
              ["replace", () => void screen.add(each)],
              [
                "rename",
                () => {
                  setName(each.name);
                  setRenaming(each);
                },
              ],
              ["remove", () => void screen.remove(each.id)],
            ] as const;
            return (
              <tr key={each.id}>
                <td>
                  {each.name}
                  {gone.length > 0 && (
                    <div className="sign sign-warn">
                      {t("vanished", { names: gone.map((one) => `{${one}}`).join(", ") })}
                    </div>
                  )}
                </td>
                <td>{t(`kind.${each.paper}`)}</td>
                <td className="nowrap">{each.keptAt.slice(0, 10).split("-").toReversed().join("/")}</td>
                <td className="nowrap papers-ways">
                  {ways.map(([way, act]) => (
                    <button
                      key={way}
                      type="button"
                      className="link"
                      disabled={busy}
                      aria-label={t(`own.${way}Named`, { name: each.name })}
                      onClick={act}
                    >
                      {t(`own.${way}`)}
                    </button>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {renaming !== null && (
        <Dialog
          title={t("own.renameNamed", { name: renaming.name })}
          onClose={() => setRenaming(null)}
          footer={
            <SubmitButton form={formId} disabled={busy}>
              {t("own.rename")}
            </SubmitButton>
          }
        >
          <Form id={formId} onSubmit={() => void save()}>
            <TextField label={t("own.name")} required maxLength={120} value={name} onChange={setName} />
          </Form>
        </Dialog>
      )}
    </div>
  );
}

/** Every field and list, to be copied into a template. */
function Fields() {
  const { t } = useTranslation("papers");
  const language = useLanguage();
  const [copied, setCopied] = useState("");
  const rows = [
    ...paperFields.map((field) => ({ text: `{${field.name}}`, label: field[language], sample: field.sample })),
    ...paperLists.flatMap((list) => [
      { text: `{#${list.name}}…{/${list.name}}`, label: list[language], sample: "" },
      ...list.fields.map((field) => ({ text: `{${field.name}}`, label: field[language], sample: field.sample })),
    ]),
  ];
  return (
    <Section
      title={t("fields.title")}
      aside={<output className="quiet">{copied && t("fields.copied", { text: copied })}</output>}
    >
      <p className="quiet">{t("fields.lead")}</p>
      <div className="table-scroll papers-fields">
        <table className="table table-dense">
          <thead>
            <tr>
              <th scope="col">{t("fields.name")}</th>
              <th scope="col">{t("column.label")}</th>
              <th scope="col">{t("fields.sample")}</th>
              <th scope="col">
                <span className="unseen">{t("fields.copy")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ text, label, sample }) => (
              <tr key={text}>
                <td>
                  <code data-field={text}>{text}</code>
                </td>
                <td>{label}</td>
                <td className="quiet">{sample}</td>
                <td>
                  <button
                    type="button"
                    className="link"
                    aria-label={t(copied === text ? "fields.copied" : "fields.copyNamed", { text })}
                    onClick={(event) => {
                      const name = event.currentTarget.closest("tr")?.querySelector("code");
                      if (name && copyOf(name)) setCopied(text);
                    }}
                  >
                    {t(copied === text ? "fields.done" : "fields.copy")}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** Mark a text and copy it. The page has no right to the clipboard but by what somebody marked and pressed. */
function copyOf(element: Element): boolean {
  getSelection()?.selectAllChildren(element);
  // oxlint-disable-next-line typescript/no-deprecated -- the asynchronous way asks for a permission that no page of ours has
  return document.execCommand("copy");
}

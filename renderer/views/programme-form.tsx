import { useTranslation } from "react-i18next";
import { DateField } from "../parts/date-field.tsx";
import { Form } from "../parts/form.tsx";
import { CloseIcon } from "../parts/icons.tsx";
import { Section } from "../parts/page.tsx";
import { SuggestField } from "../parts/suggest-field.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import type { ProgrammeScreen } from "../state/programme.ts";

/** The paper of a programme, to be written. */
export function ProgrammeForm({
  id,
  screen,
  submit,
}: {
  readonly id: string;
  readonly screen: ProgrammeScreen;
  readonly submit: () => void;
}) {
  const { t } = useTranslation("programmes");
  const { draft, endsFirst, edit } = screen;
  if (draft === null) return null;
  const { programme } = draft;
  return (
    <Form id={id} label={t("paper")} className="form" onSubmit={submit}>
      <Section title={t("paper")}>
        <div className="form-grid">
          <TextField
            wide
            required
            label={t("name")}
            maxLength={300}
            value={programme.name}
            onChange={(name) => edit({ name })}
            startHere
          />
          <TextField
            label={t("number")}
            hint={t("numberHint")}
            maxLength={60}
            value={programme.number}
            onChange={(number) => edit({ number })}
          />
          <DateField label={t("date")} value={programme.date} onChange={(date) => edit({ date })} />
          <TextField
            label={t("issuer")}
            maxLength={200}
            value={programme.issuer}
            onChange={(issuer) => edit({ issuer })}
          />
          <DateField label={t("from")} value={programme.from} onChange={(from) => edit({ from })} />
          <DateField
            label={t("to")}
            error={endsFirst ? t("endsFirst") : null}
            value={programme.to}
            onChange={(to) => edit({ to })}
          />
          <TextArea
            label={t("note")}
            hint={t("noteHint")}
            maxLength={1000}
            value={programme.note}
            onChange={(note) => edit({ note })}
          />
        </div>
      </Section>
      <Basis screen={screen} />
    </Form>
  );
}

/** The papers a programme rests on, in their order: a list of lines, each with papers to choose from. */
function Basis({ screen }: { readonly screen: ProgrammeScreen }) {
  const { t } = useTranslation("programmes");
  const { draft, instruments, setBasis } = screen;
  const basis = draft?.basis ?? [];
  const choices = instruments.map(({ number, about }) => ({ text: number, detail: about }));
  return (
    <Section title={t("basis")} aside={<span className="quiet">{t("basisHint")}</span>}>
      {basis.length > 0 && (
        <ol className="basis-lines">
          {basis.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the order; two may say the same while typed
            <li key={at} className="basis-line">
              <SuggestField
                label={t("basisLine", { at: at + 1 })}
                maxLength={200}
                value={line}
                choices={choices}
                onChange={(text) => setBasis(basis.with(at, text))}
              />
              <div className="basis-ways">
                <button
                  type="button"
                  className="button button-small"
                  disabled={at === 0}
                  aria-label={t("basisUp", { number: line })}
                  onClick={() => setBasis(basis.with(at, basis[at - 1] ?? "").with(at - 1, line))}
                >
                  ↑
                </button>
                <button
                  type="button"
                  className="button-icon"
                  aria-label={t("basisRemove", { number: line })}
                  onClick={() => setBasis(basis.filter((_, other) => other !== at))}
                >
                  <CloseIcon />
                </button>
              </div>
            </li>
          ))}
        </ol>
      )}
      <div className="buttons">
        <button type="button" className="button" onClick={() => setBasis([...basis, ""])}>
          {t("basisAdd")}
        </button>
      </div>
    </Section>
  );
}

import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CodeList } from "../../shared/domain/codes/code-list.ts";
import { moveKinds, moveOutcomes, movePurposes } from "../../shared/domain/codes/move-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { useCommand } from "../parts/commands.ts";
import { DateField } from "../parts/date-field.tsx";
import { DraftOffer } from "../parts/draft-offer.tsx";
import { Form, SubmitButton, submitForm } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page, Section } from "../parts/page.tsx";
import { PickField } from "../parts/pick-field.tsx";
import { SearchField } from "../parts/search-field.tsx";
import { type Option, SelectField } from "../parts/select-field.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import {
  consequenceFor,
  createRotationForm,
  decisionOnFile,
  type RotationForm as Form_,
  type Mover,
  unitNameFor,
} from "../state/rotation-form.ts";
import type { ScreenProps } from "../state/screen.ts";
import { useLanguage } from "./language.ts";
import { RotationDirection } from "./rotation-direction.tsx";

/** Record one move from its decision, or correct one on record. */
export function RotationForm({ office, params, go, useScreen }: ScreenProps<"rotation-form">) {
  const { t } = useTranslation(["rotation", "common"]);
  const [useForm] = useState(() => createRotationForm(office, params));
  const form = useForm();
  const { back, setUnsaved } = useScreen();
  const { phase, mover, editing, load } = form;
  useEffect(() => {
    void load();
  }, [load]);
  useEffect(() => {
    if (phase === "saved") setUnsaved(false);
  }, [phase, setUnsaved]);
  useCommand("save", phase === "filling" ? () => submitForm(formId) : null);

  const title = editing === null ? t("newTitle") : t("editTitle");
  if (phase === "loading") return <Page title={title}>{null}</Page>;
  if (phase === "missing")
    return (
      <Page title={title} onBack={back}>
        <EmptyState title={t("missing")} />
      </Page>
    );
  if (phase === "saved" && mover !== null)
    return (
      <Page title={title} onBack={back}>
        <Notice tone="good">
          <p className="notice-what">{t("savedTitle", { name: mover.person.name })}</p>
          <Consequence form={form} />
          <div className="buttons">
            <button type="button" className="button" onClick={() => go("profile", { personId: mover.person.id })}>
              {t("savedProfile")}
            </button>
            {editing === null && (
              <button type="button" className="button" onClick={form.another}>
                {t("savedAgain")}
              </button>
            )}
            <button type="button" className="button" onClick={() => go("rotations", {})}>
              {t("savedList")}
            </button>
          </div>
        </Notice>
      </Page>
    );

  const touched: Form_ = {
    ...form,
    edit: (patch) => {
      setUnsaved(true, form.dropDraft);
      form.edit(patch);
    },
  };
  return (
    <Page
      title={title}
      detail={editing !== null && mover ? mover.person.name : undefined}
      onBack={back}
      actions={
        <>
          <button type="button" className="button" onClick={back}>
            {t("common:button.cancel")}
          </button>
          <SubmitButton form={formId} disabled={phase === "saving"}>
            {phase === "saving" ? t("common:save.saving") : t("save")}
          </SubmitButton>
        </>
      }
    >
      <Form id={formId} className="form rotation-form" label={title} onSubmit={() => void form.save()}>
        {form.problem && <ProblemBanner problem={form.problem} />}
        {form.offered !== null && (
          <DraftOffer
            at={form.offered.at}
            onResume={() => {
              setUnsaved(true, form.dropDraft);
              void form.resumeDraft();
            }}
            onDrop={form.dropDraft}
          />
        )}
        {form.unchanged && <Notice>{t("unchanged")}</Notice>}
        {editing === null && <Who form={touched} />}
        <div className="rotation-sides">
          <Side form={touched} side="from" />
          <Side form={touched} side="to" />
        </div>
        <RotationDirection form={touched} />
        <Decision form={touched} readOnly={editing !== null} />
        <Times form={touched} />
        {editing === null ? (
          <Section title={t("consequence")}>
            <Consequence form={form} />
          </Section>
        ) : (
          <Section title={t("reasonForEdit")}>
            <TextField
              label={t("reasonForEdit")}
              value={form.draft.reason}
              hint={t("editHint")}
              maxLength={1000}
              onChange={(reason) => touched.edit({ reason })}
            />
          </Section>
        )}
      </Form>
    </Page>
  );
}

const formId = "rotation-form";

/** Who moves, how, and with whom places are changed. */
function Who({ form }: { readonly form: Form_ }) {
  const { t } = useTranslation("rotation");
  const { mover, partner, draft, edit, find, pickPerson, pickPartner } = form;
  const details = (choice: Mover["person"]) =>
    [formatPartialDate(choice.birthDate), choice.title, choice.unit].filter((part) => part !== "").join(" · ");
  return (
    <section className="section rotation-who" aria-label={t("person")}>
      <SearchField
        label={t("person")}
        required
        placeholder={t("personSearch")}
        find={find}
        textOf={(choice) => choice.name}
        detailOf={details}
        keyOf={(choice) => choice.id}
        picked={mover?.person ?? null}
        onPick={(person) => void pickPerson(person)}
        hint={mover === null ? undefined : details(mover.person)}
      />
      <CodeSelect
        label={t("kind")}
        codes={moveKinds}
        value={draft.kind}
        onChange={(kind) => kind !== null && edit({ kind })}
      />
      {draft.kind === "HOAN_DOI" && (
        <SearchField
          label={t("partner")}
          placeholder={t("personSearch")}
          hint={partner === null ? t("partnerHint") : details(partner.person)}
          error={partner !== null && partner.person.id === mover?.person.id ? t("partnerSame") : null}
          find={find}
          textOf={(choice) => choice.name}
          detailOf={details}
          keyOf={(choice) => choice.id}
          picked={partner?.person ?? null}
          onPick={(person) => void pickPartner(person)}
        />
      )}
    </section>
  );
}

function Side({ form, side }: { readonly form: Form_; readonly side: "from" | "to" }) {
  const { t } = useTranslation("rotation");
  const { draft, edit, units, mover, editing } = form;
  const from = side === "from";
  const unitId = from ? draft.fromUnitId : draft.toUnitId;
  const setUnit = (id: RecordId<"unit"> | null) => edit(from ? { fromUnitId: id } : { toUnitId: id });
  return (
    <Section title={from ? t("fromTitle") : t("toTitle")}>
      <div className="form">
        <PickField
          label={t("unit")}
          placeholder={t("unitSearch")}
          required={!from}
          items={units}
          textOf={(unit) => unit.name}
          detailOf={(unit) =>
            [
              unit.parent && t("unitOf", { parent: unit.parent }),
              unit.ended && t("unitEnded", { date: formatPartialDate(unit.ended) }),
            ]
              .filter(Boolean)
              .join(" · ")
          }
          keyOf={(unit) => unit.id}
          picked={units.find((unit) => unit.id === unitId) ?? null}
          onPick={(unit) => setUnit(unit?.id ?? null)}
        />
        <TextField
          label={t("post")}
          required={!from}
          maxLength={300}
          value={from ? draft.fromTitle : draft.toTitle}
          onChange={(title) => edit(from ? { fromTitle: title } : { toTitle: title })}
          hint={
            from && editing === null && mover !== null
              ? mover.leaving === null
                ? t("leavingNone")
                : t("leaving")
              : undefined
          }
        />
      </div>
    </Section>
  );
}

function Decision({ form, readOnly }: { readonly form: Form_; readonly readOnly: boolean }) {
  const { t } = useTranslation("rotation");
  const { draft, edit, decisions } = form;
  if (readOnly)
    return (
      <Section title={t("decision")}>
        <p>
          {[draft.decisionNumber, draft.decisionIssuer, formatPartialDate(draft.decisionDate), draft.decisionSigner]
            .filter((part) => part !== "")
            .join(" · ") || t("purposeNone")}
        </p>
      </Section>
    );
  return (
    <Section title={t("decision")}>
      <div className="form-grid form-grid-dense">
        <TextField
          label={t("decisionNumber")}
          hint={decisionOnFile(draft, decisions) === null ? t("decisionNumberHint") : t("decisionKnown")}
          maxLength={60}
          value={draft.decisionNumber}
          onChange={(decisionNumber) => edit({ decisionNumber })}
        />
        <TextField
          label={t("decisionIssuer")}
          maxLength={200}
          value={draft.decisionIssuer}
          onChange={(decisionIssuer) => edit({ decisionIssuer })}
        />
        <DateField
          label={t("decisionDate")}
          value={draft.decisionDate}
          onChange={(decisionDate) => edit({ decisionDate })}
        />
        <TextField
          label={t("decisionSigner")}
          maxLength={120}
          value={draft.decisionSigner}
          onChange={(decisionSigner) => edit({ decisionSigner })}
        />
      </div>
    </Section>
  );
}

function Times({ form }: { readonly form: Form_ }) {
  const { t } = useTranslation("rotation");
  const { draft, edit, editing } = form;
  return (
    <Section title={t("time")}>
      <div className="form-grid form-grid-dense">
        <DateField
          label={t("start")}
          hint={editing === null ? t("startHint") : undefined}
          value={draft.start}
          onChange={(start) => edit({ start })}
        />
        <DateField label={t("plannedEnd")} value={draft.plannedEnd} onChange={(plannedEnd) => edit({ plannedEnd })} />
        {editing !== null && (
          <>
            <DateField label={t("endedOn")} value={draft.endedOn} onChange={(endedOn) => edit({ endedOn })} />
            <CodeSelect
              label={t("outcome")}
              codes={moveOutcomes}
              value={draft.outcome}
              onChange={(outcome) => outcome !== null && edit({ outcome })}
            />
          </>
        )}
        <CodeSelect
          label={t("purpose")}
          codes={movePurposes}
          empty={t("purposeNone")}
          value={draft.purpose}
          onChange={(purpose) => edit({ purpose })}
        />
        <TextField
          label={t("programme")}
          hint={t("programmeHint")}
          maxLength={120}
          value={draft.programme}
          onChange={(programme) => edit({ programme })}
        />
        <TextArea label={t("note")} maxLength={1000} value={draft.note} onChange={(note) => edit({ note })} />
      </div>
    </Section>
  );
}

/** What saving does to the careers, in words. */
function Consequence({ form }: { readonly form: Form_ }) {
  const { t } = useTranslation("rotation");
  const { draft, mover, partner, versions } = form;
  const day = draft.start ?? draft.decisionDate;
  const lines: ReactNode[] = [];
  const legs = [
    { mover, title: draft.toTitle, unit: draft.toUnitId },
    ...(draft.kind === "HOAN_DOI" && partner !== null
      ? [{ mover: partner, title: draft.fromTitle, unit: draft.fromUnitId }]
      : []),
  ];
  for (const leg of legs) {
    if (leg.mover === null) continue;
    const told = consequenceFor(leg.mover.leaving, leg.title, draft.start);
    if (told === null) continue;
    const place = [leg.title, unitNameFor(versions, leg.unit, day)].filter((part) => part !== "").join(", ");
    lines.push(
      <li key={leg.mover.person.id}>
        <strong>{leg.mover.person.name}</strong>
        {": "}
        {told.ends && `${t("consequenceEnd", { title: told.ends.title, date: told.ends.on })}; `}
        {t("consequenceBegin", { title: place, date: told.begins })}.
        {told.early && <div className="sign sign-warn">{t("oddEarly")}</div>}
      </li>,
    );
  }
  return lines.length === 0 ? <p className="quiet">{t("consequenceNone")}</p> : <ul className="lines">{lines}</ul>;
}

/** A select over a code list, in the language on screen. */
export function CodeSelect<Code extends string>({
  codes,
  ...select
}: {
  readonly label: string;
  readonly codes: CodeList<Code>;
  readonly value: Code | null;
  readonly empty?: string;
  readonly onChange: (code: Code | null) => void;
}) {
  const language = useLanguage();
  const options: readonly Option<Code>[] = codes.map((entry) => ({ value: entry.code, text: entry[language] }));
  return <SelectField {...select} options={options} />;
}

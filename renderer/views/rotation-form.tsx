import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CodeList } from "../../shared/domain/codes/code-list.ts";
import { moveOutcomes, movePurposes } from "../../shared/domain/codes/move-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { useCommand } from "../parts/commands.ts";
import { DateField } from "../parts/date-field.tsx";
import { DraftOffer } from "../parts/draft-offer.tsx";
import { Form, SubmitButton, submitForm } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page, Section } from "../parts/page.tsx";
import { PickField } from "../parts/pick-field.tsx";
import { type Option, SelectField } from "../parts/select-field.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import {
  consequenceOf,
  createRotationForm,
  decisionOnFile,
  type RotationForm as Form_,
} from "../state/rotation-form.ts";
import type { ScreenProps } from "../state/screen.ts";
import { CareerLines } from "./career-lines.tsx";
import { useLanguage } from "./language.ts";
import { RotationDirection } from "./rotation-direction.tsx";
import { RotationWho } from "./rotation-who.tsx";

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
          <p className="notice-what">
            {t(form.draft.proposal ? "savedProposal" : "savedTitle", { name: mover.person.name })}
          </p>
          {editing === null && <Consequence form={form} />}
          <div className="buttons">
            {form.savedAs[0] !== undefined && (
              <button type="button" className="button" onClick={() => go("move", { rotationId: form.savedAs[0]! })}>
                {t("savedMove")}
              </button>
            )}
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
            {phase === "saving" ? t("common:save.saving") : t(form.draft.proposal ? "saveProposal" : "save")}
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
        {editing === null && <RotationWho form={touched} />}
        <div className="rotation-sides">
          <Side form={touched} side="from" />
          <Side form={touched} side="to" />
        </div>
        <RotationDirection form={touched} />
        {!form.draft.proposal && <Decision form={touched} readOnly={editing !== null} />}
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
        {!from && form.posts.length > 0 && <PostOfUnit form={form} />}
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

/** A post of the establishment reached, where the unit has any; somebody who holds it is named. */
function PostOfUnit({ form }: { readonly form: Form_ }) {
  const { t } = useTranslation("move");
  const { posts, draft, pickPost, mover, partners } = form;
  const going = new Set([mover, ...partners].map((each) => each?.person.id));
  const post = posts.find(({ id }) => id === draft.toPostId) ?? null;
  const held = post === null ? [] : post.holders.filter(({ personId }) => !going.has(personId));
  const namesOf = (holders: readonly { readonly name: string }[]) => holders.map(({ name }) => name).join(", ");
  return (
    <PickField
      label={t("post")}
      placeholder={t("postNone")}
      items={posts}
      textOf={({ title }) => title}
      detailOf={({ holders }) => (holders.length === 0 ? t("postFree") : t("postHeld", { names: namesOf(holders) }))}
      keyOf={({ id }) => id}
      picked={post}
      onPick={pickPost}
      hint={post !== null && held.length >= post.places ? t("postTaken", { names: namesOf(held) }) : undefined}
    />
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
        {form.programmes.length > 0 && (
          <SelectField
            label={t("programmePick")}
            empty={t("programmePickNone")}
            value={draft.programmeId}
            options={form.programmes.map(({ id, number, name }) => ({ value: id, text: `${number} ${name}`.trim() }))}
            onChange={(programmeId) =>
              edit({
                programmeId,
                programme: form.programmes.find(({ id }) => id === programmeId)?.number ?? draft.programme,
              })
            }
          />
        )}
        <TextArea label={t("note")} maxLength={1000} value={draft.note} onChange={(note) => edit({ note })} />
      </div>
    </Section>
  );
}

/** What saving does to the careers, in words. */
function Consequence({ form }: { readonly form: Form_ }) {
  const { t } = useTranslation("rotation");
  const { draft, mover, partners, versions, decisions, careers } = form;
  const lines = consequenceOf(mover, partners, draft, { versions, decisions, careers });
  if (draft.proposal) return <p className="quiet">{t("consequenceProposal")}</p>;
  if (lines === null) return <p className="quiet">{t("consequenceNone")}</p>;
  const names = new Map(
    [mover, ...partners].flatMap((each) => (each === null ? [] : [[each.person.id, each.person.name]])),
  );
  return <CareerLines lines={lines} nameOf={(id) => names.get(id) ?? ""} />;
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

import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldsOf } from "../../shared/domain/rules/parameter-kinds.ts";
import { isCheckedRule, type RuleId } from "../../shared/domain/rules/parameters.ts";
import type { RulePack, Severity } from "../../shared/domain/rules/rule-pack.ts";
import { type RuleInForce, type RulesInForce, rulesOn } from "../../shared/domain/rules/rules-on.ts";
import { DateField } from "../parts/date-field.tsx";
import { Form, SubmitButton } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page, Section } from "../parts/page.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import {
  emptyOverlay,
  nextVersion,
  type OverlayDraft,
  overlayOf,
  type RuleDraft,
  ruleDraft,
} from "../state/overlay-draft.ts";
import type { PackBoard, RulePacks } from "../state/rule-packs.ts";
import type { ScreenStore } from "../state/screen.ts";
import { CodeBoxes, ParameterInput } from "./rule-pack-inputs.tsx";
import { scopeLists, useRuleWords } from "./rule-words.ts";

/** Rules laid over those in force: only what the rules have parameters for can be set. */
export function RulePackForm({
  packs,
  board,
  base,
  issuer,
  useScreen,
  close,
}: {
  readonly packs: RulePacks;
  readonly board: PackBoard;
  readonly base: RulePack | null;
  readonly issuer: string;
  readonly useScreen: ScreenStore;
  readonly close: () => void;
}) {
  const { t } = useTranslation(["packs", "common", "rules"]);
  const words = useRuleWords();
  const form = useId();
  const setUnsaved = useScreen((screen) => screen.setUnsaved);
  const under = (day: string): RulesInForce =>
    rulesOn(
      day,
      board.packs.map(({ pack }) => pack).filter(({ name }) => name !== base?.name),
    );
  const [draft, setDraft] = useState<OverlayDraft>(() =>
    base === null ? emptyOverlay(issuer, board.today) : nextVersion(base, under(board.today), board.today),
  );
  const [nothing, setNothing] = useState(false);
  const edit = (patch: Partial<OverlayDraft>) => {
    setNothing(false);
    setUnsaved(true);
    setDraft({ ...draft, ...patch });
  };
  useEffect(() => () => setUnsaved(false), [setUnsaved]);
  const ground = under(draft.effectiveFrom ?? board.today);
  const offered = (Object.values(ground) as RuleInForce[])
    .filter(({ rule }) => isCheckedRule(rule) && !draft.rules.some((each) => each.rule === rule))
    .toSorted((a, b) => (a.rule < b.rule ? -1 : 1));
  const leave = () => {
    packs.forget();
    close();
  };
  const write = async () => {
    if (draft.effectiveFrom === null) return;
    const overlay = overlayOf(draft, draft.effectiveFrom, ground);
    if (overlay.rules.length === 0) return setNothing(true);
    if (!(await packs.write(overlay))) return;
    setUnsaved(false);
    close();
  };
  const change = (next: RuleDraft) =>
    edit({ rules: draft.rules.map((each) => (each.rule === next.rule ? next : each)) });
  return (
    <Page
      title={base === null ? t("form.title") : t("form.titleNext", { name: base.name })}
      onBack={leave}
      actions={
        <>
          <button type="button" className="button" onClick={leave}>
            {t("common:button.cancel")}
          </button>
          <SubmitButton form={form} disabled={false}>
            {t("form.save")}
          </SubmitButton>
        </>
      }
    >
      <p className="quiet">{t("form.lead")}</p>
      <Told packs={packs} />
      {nothing && <Notice tone="warn">{t("form.nothing")}</Notice>}
      <Form id={form} label={t("form.title")} onSubmit={() => void write()}>
        <Section title={t("form.paper")}>
          <div className="form-grid">
            <TextField
              label={t("form.number")}
              hint={t("form.numberHint")}
              required
              startHere
              maxLength={60}
              value={draft.number}
              onChange={(number) => edit({ number })}
            />
            <TextField label={t("form.type")} maxLength={60} value={draft.type} onChange={(type) => edit({ type })} />
            <TextField
              label={t("form.issuer")}
              required
              maxLength={200}
              value={draft.issuer}
              onChange={(by) => edit({ issuer: by })}
            />
            <DateField
              label={t("form.issuedOn")}
              days
              value={draft.issuedOn}
              onChange={(issuedOn) => edit({ issuedOn })}
            />
            <DateField
              label={t("form.effectiveFrom")}
              days
              required
              value={draft.effectiveFrom}
              onChange={(effectiveFrom) => edit({ effectiveFrom })}
            />
            <DateField
              label={t("form.effectiveTo")}
              hint={t("form.effectiveToHint")}
              days
              value={draft.effectiveTo}
              onChange={(effectiveTo) => edit({ effectiveTo })}
            />
          </div>
        </Section>
        <Section title={t("form.rules")}>
          {draft.rules.map((rule) => (
            <RuleFields
              key={rule.rule}
              draft={rule}
              change={change}
              remove={() => edit({ rules: draft.rules.filter((each) => each.rule !== rule.rule) })}
            />
          ))}
          <SelectField<RuleId>
            label={t("form.rule")}
            empty={t("form.choose")}
            value={null}
            options={offered.map(({ rule }) => ({ value: rule, text: words.title(rule) }))}
            onChange={(rule) => {
              const held = offered.find((each) => each.rule === rule);
              if (held !== undefined) edit({ rules: [...draft.rules, ruleDraft(held)] });
            }}
          />
        </Section>
      </Form>
    </Page>
  );
}

/** Why nothing was written. */
function Told({ packs: { problem } }: { readonly packs: RulePacks }) {
  const { t } = useTranslation(["packs", "rules"]);
  if (problem === null) return null;
  if (problem.kind === "not-saved") return <ProblemBanner problem={problem.problem} />;
  const words =
    problem.kind === "refused"
      ? t(`rules:pack.${problem.problem.kind}`, { at: "", rule: "", held: "", ...problem.problem })
      : t(`problem.${problem.kind}`, { name: "", ...problem });
  return <Notice tone="warn">{words}</Notice>;
}

function RuleFields({
  draft,
  change,
  remove,
}: {
  readonly draft: RuleDraft;
  readonly change: (next: RuleDraft) => void;
  readonly remove: () => void;
}) {
  const { t } = useTranslation(["packs", "rules"]);
  const words = useRuleWords();
  const title = words.title(draft.rule);
  return (
    <fieldset className="packs-rule">
      <legend>{title}</legend>
      <div className="form-grid">
        <TextField
          label={t("form.article")}
          maxLength={120}
          value={draft.article}
          onChange={(article) => change({ ...draft, article })}
        />
        <SelectField<Severity>
          label={t("form.severity")}
          value={draft.severity}
          options={severities.map((each) => ({ value: each, text: words.severity(each) }))}
          onChange={(severity) => change({ ...draft, severity: severity ?? draft.severity })}
        />
        {fieldsOf(draft.rule).map(({ key, name, field }) => (
          <ParameterInput
            key={key}
            label={t(`parameter.${name}`)}
            field={field}
            value={draft.parameters[key] ?? null}
            onChange={(value) => change({ ...draft, parameters: { ...draft.parameters, [key]: value } })}
          />
        ))}
      </div>
      <details>
        <summary>{`${t("column.appliesTo")}: ${words.appliesTo(draft.appliesTo)}`}</summary>
        {scopeLists.map(({ part, list }) => (
          <CodeBoxes
            key={part}
            label={t(`scope.${part}`)}
            list={list}
            value={draft.appliesTo[part] ?? []}
            onChange={(codes) => {
              const { [part]: _before, ...others } = draft.appliesTo;
              const appliesTo = codes.length === 0 ? others : { ...others, [part]: codes };
              change({ ...draft, appliesTo });
            }}
          />
        ))}
      </details>
      <button type="button" className="button button-small" onClick={remove}>
        {t("form.remove", { rule: title })}
      </button>
    </fieldset>
  );
}

const severities: readonly Severity[] = ["W", "I", "auto", "off"];

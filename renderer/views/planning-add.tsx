import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { IsoDate } from "../../shared/domain/primitives.ts";
import { DateField } from "../parts/date-field.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Form, SubmitButton } from "../parts/form.tsx";
import { ProblemBanner } from "../parts/notice.tsx";
import { SearchField } from "../parts/search-field.tsx";
import { SuggestField } from "../parts/suggest-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import { createPlanAdding, type PersonChoice, type PlanAdding } from "../state/plan-entry.ts";
import type { Planning } from "../state/planning.ts";
import type { ScreenProps } from "../state/screen.ts";
import { PlanningRules } from "./planning-rules.tsx";

/** Put somebody into the plan, with the rules beside it as it is typed. */
export function PlanningAdd({
  office,
  planning,
  first,
  terms,
  close,
}: {
  readonly office: ScreenProps<"planning">["office"];
  readonly planning: Planning;
  readonly first: { readonly term: string; readonly day: IsoDate };
  readonly terms: readonly string[];
  readonly close: () => void;
}) {
  const { t } = useTranslation(["planning", "common"]);
  const form = useId();
  const [useAdding] = useState(() => createPlanAdding(office, planning.keep, first));
  const adding = useAdding();
  const save = async (): Promise<void> => {
    if (await adding.save()) close();
  };
  return (
    <Dialog
      wide
      title={t("addTitle")}
      onClose={close}
      footer={
        <>
          <button type="button" className="button" onClick={close}>
            {t("common:button.cancel")}
          </button>
          <SubmitButton form={form} disabled={planning.saving}>
            {t("save")}
          </SubmitButton>
        </>
      }
    >
      {planning.problem && <ProblemBanner problem={planning.problem} />}
      <Form id={form} label={t("addTitle")} className="form" onSubmit={() => void save()}>
        <Fields adding={adding} terms={terms} />
        <section className="plan-rules-part" aria-label={t("rules")}>
          <h3>{t("rules")}</h3>
          {adding.rules === null ? (
            <p className="quiet">{t("rulesWait")}</p>
          ) : (
            <>
              <p className="quiet">{t("rulesLead")}</p>
              <PlanningRules rules={adding.rules} reasons={adding.reasons} setReason={adding.setReason} />
            </>
          )}
        </section>
      </Form>
    </Dialog>
  );
}

function Fields({ adding, terms }: { readonly adding: PlanAdding; readonly terms: readonly string[] }) {
  const { t } = useTranslation("planning");
  const { draft, edit } = adding;
  return (
    <div className="form-grid">
      <SearchField<PersonChoice>
        required
        label={t("person")}
        placeholder={t("personSearch")}
        find={adding.find}
        textOf={({ name }) => name}
        detailOf={({ birthDate, title, unit }) =>
          [formatPartialDate(birthDate), title, unit].filter((part) => part !== "").join(", ")
        }
        keyOf={({ id }) => id}
        picked={draft.person}
        onPick={(person) => edit({ person })}
      />
      <SearchField
        label={t("post")}
        hint={t("postHint")}
        placeholder={t("postSearch")}
        find={adding.findPosts}
        textOf={({ title, unit }) => [title, unit].filter((part) => part !== "").join(", ")}
        detailOf={() => ""}
        keyOf={({ id }) => id}
        picked={draft.post}
        onPick={(post) => edit({ post })}
      />
      <TextField
        required
        label={t("titleField")}
        maxLength={300}
        value={draft.title}
        onChange={(title) => edit({ title })}
      />
      <SuggestField
        label={t("term")}
        maxLength={40}
        value={draft.term}
        choices={terms.filter((term) => term !== "").map((text) => ({ text, detail: "" }))}
        onChange={(term) => edit({ term })}
      />
      <DateField label={t("from")} value={draft.from} onChange={(from) => edit({ from })} />
      <TextField
        label={`${t("decision")}: ${t("decisionNumber").toLowerCase()}`}
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
      <TextField label={t("note")} maxLength={500} value={draft.note} onChange={(note) => edit({ note })} />
    </div>
  );
}

import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { levels, postRoles } from "../../shared/domain/codes/unit-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { rolesOf, type TermEnd } from "../../shared/domain/gaps/term-end.ts";
import { CheckField } from "../parts/check-field.tsx";
import { DateField } from "../parts/date-field.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { FormDialog } from "../parts/form-dialog.tsx";
import { ProblemBanner } from "../parts/notice.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import { type Gaps, newIds } from "../state/gaps.ts";
import { sourceWords } from "./gap-words.ts";
import { useLanguage } from "./language.ts";

/** When terms end, as the office writes it down, and the rule on how many terms a post may be held. */
export function GapsTerms({ gaps, close }: { readonly gaps: Gaps; readonly close: () => void }) {
  const { t } = useTranslation(["gaps", "common"]);
  const language = useLanguage();
  const { terms, loadTerms } = gaps;
  const [editing, setEditing] = useState<TermEnd | "new" | null>(null);
  useEffect(() => void loadTerms(), [loadTerms]);
  if (editing !== null)
    return <TermForm gaps={gaps} before={editing === "new" ? null : editing} close={() => setEditing(null)} />;
  const today = gaps.register?.day ?? "";
  return (
    <Dialog
      title={t("terms.title")}
      wide
      onClose={close}
      footer={
        <>
          <button type="button" className="button" onClick={close}>
            {t("common:button.close")}
          </button>
          <button type="button" className="button button-main" onClick={() => setEditing("new")}>
            {t("terms.add")}
          </button>
        </>
      }
    >
      <p>{t("terms.lead")}</p>
      {gaps.problem !== null && <ProblemBanner problem={gaps.problem} />}
      {terms !== null && <RuleInForce gaps={gaps} />}
      {terms !== null && terms.ends.length === 0 && <p className="quiet">{t("terms.none")}</p>}
      {terms !== null && terms.ends.length > 0 && (
        <div className="table-scroll">
          <table className="table table-dense">
            <thead>
              <tr>
                <th scope="col">{t("terms.name")}</th>
                <th scope="col">{t("terms.level")}</th>
                <th scope="col">{t("terms.roles")}</th>
                <th scope="col">{t("terms.titles")}</th>
                <th scope="col">{t("terms.last")}</th>
              </tr>
            </thead>
            <tbody>
              {terms.ends.map((each) => (
                <tr key={each.id}>
                  <td>
                    <button
                      type="button"
                      className="link"
                      aria-label={t("terms.edit", { name: each.name })}
                      onClick={() => setEditing(each)}
                    >
                      {each.name}
                    </button>
                  </td>
                  <td>{nameOfCode(levels, each.level, language)}</td>
                  <td>
                    {rolesOf(each)
                      .map((role) => nameOfCode(postRoles, role, language))
                      .join(", ")}
                  </td>
                  <td>{each.titles || t("terms.anyTitle")}</td>
                  <td className="nowrap">
                    {formatPartialDate(each.last)}
                    {each.last < today && <span className="quiet"> ({t("terms.passed")})</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Dialog>
  );
}

/** How long a post may be held, by the rule of the day. */
function RuleInForce({ gaps: { terms } }: { readonly gaps: Gaps }) {
  const { t } = useTranslation("gaps");
  if (terms === null) return null;
  const { source, terms: counted } = terms.inForce;
  if (source === null) return <p className="quiet">{t("terms.noRule")}</p>;
  const said = { terms: counted.terms, months: counted.termMonths, source: sourceWords(source, t) };
  return (
    <p className="quiet">
      {counted.terms === 1
        ? t("terms.ruleMonths", { months: said.months, source: said.source })
        : t("terms.rule", said)}
    </p>
  );
}

function TermForm({
  gaps,
  before,
  close,
}: {
  readonly gaps: Gaps;
  readonly before: TermEnd | null;
  readonly close: () => void;
}) {
  const { t } = useTranslation("gaps");
  const language = useLanguage();
  const [draft, setDraft] = useState<Omit<TermEnd, "last"> & { readonly last: TermEnd["last"] | null }>(
    () => before ?? { ...blankRecord("term-end", { ...newTerm(), heads: true, deputies: true }), last: null },
  );
  const edit = (patch: Partial<typeof draft>) => setDraft({ ...draft, ...patch });
  const noRole = !draft.heads && !draft.deputies && !draft.members;
  const save = async (withdrawn: boolean) =>
    draft.last !== null && !noRole && gaps.saveTerm({ ...draft, last: draft.last, withdrawn });
  return (
    <FormDialog
      title={before === null ? t("terms.add") : t("terms.edit", { name: before.name })}
      close={close}
      saving={gaps.saving}
      save={() => save(false)}
      disabled={noRole}
    >
      <TextField
        label={t("terms.name")}
        hint={t("terms.nameHint")}
        required
        wide
        maxLength={200}
        value={draft.name}
        onChange={(name) => edit({ name })}
        startHere
      />
      <SelectField
        label={t("terms.level")}
        value={draft.level}
        options={levels.map((entry) => ({ value: entry.code, text: entry[language] }))}
        onChange={(level) => edit({ level: level ?? draft.level })}
      />
      <DateField label={t("terms.last")} required days value={draft.last} onChange={(last) => edit({ last })} />
      <fieldset className="gaps-roles">
        <legend className="field-label">{t("terms.roles")}</legend>
        <CheckField
          label={nameOfCode(postRoles, "T", language)}
          value={draft.heads}
          onChange={(heads) => edit({ heads })}
        />
        <CheckField
          label={nameOfCode(postRoles, "P", language)}
          value={draft.deputies}
          onChange={(deputies) => edit({ deputies })}
        />
        <CheckField
          label={nameOfCode(postRoles, "M", language)}
          value={draft.members}
          onChange={(members) => edit({ members })}
        />
        {noRole && <p className="field-error">{t("terms.noRoles")}</p>}
      </fieldset>
      <TextField
        label={t("terms.titles")}
        hint={t("terms.titlesHint")}
        wide
        maxLength={400}
        value={draft.titles}
        onChange={(titles) => edit({ titles })}
      />
      {before !== null && (
        <div>
          <button
            type="button"
            className="button button-danger"
            disabled={gaps.saving}
            onClick={() =>
              void save(true).then((saved) => {
                if (saved) close();
              })
            }
          >
            {t("terms.remove")}
          </button>
        </div>
      )}
    </FormDialog>
  );
}

/** What cannot be empty in a new record. The day is asked for before it is saved. */
const newTerm = () => ({ id: newIds()("term-end"), level: "XA" as const, last: "2000-01-01" });

import { useTranslation } from "react-i18next";
import { FormDialog } from "../parts/form-dialog.tsx";
import { Notice } from "../parts/notice.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import type { ConflictOnDesk, Desk } from "../state/desk.ts";
import {
  type DeskBulk,
  type Left,
  previewOf,
  type RulePreview,
  type SettleRule,
  someOf,
  writersOf,
} from "../state/desk-bulk.ts";
import { DecidedSums } from "./desk-sums.tsx";
import { useFieldName, useValueInWords } from "./desk-value.tsx";

/** Settles many conflicts by one rule: what it would do first, then the reason, then all of them at once. */
export function DeskBulkDialog({
  desk,
  bulk,
  conflicts,
  close,
}: {
  readonly desk: Desk;
  readonly bulk: DeskBulk;
  readonly conflicts: readonly ConflictOnDesk[]; // those that are looked at
  readonly close: () => void;
}) {
  const { t } = useTranslation("desk");
  const { rule, reason, saving, problem, edit, settle } = bulk;
  const rules = rulesFor(conflicts);
  const preview = rule === null ? null : previewOf(rule, conflicts);
  const ruleWords = (each: SettleRule, office: string) =>
    each.keep === "office" ? t("bulk.rules.office", { office }) : t(`bulk.rules.${each.keep}`);
  return (
    <FormDialog
      title={t("bulk.title", { count: conflicts.length })}
      close={close}
      saving={saving}
      disabled={preview !== null && preview.settled.length === 0}
      problem={problem}
      save={async () => preview !== null && settle(preview.settled)}
      submit={t("bulk.save", { count: preview?.settled.length ?? 0 })}
    >
      <div className="field-wide">
        <SelectField
          label={t("bulk.rule")}
          required
          hint={rule === null ? undefined : t(`bulk.explain.${rule.keep}`)}
          value={rule === null ? null : keyOf(rule)}
          options={rules.map(({ rule: each, office }) => ({ value: keyOf(each), text: ruleWords(each, office) }))}
          onChange={(key) =>
            edit({ rule: rules.find((each) => keyOf(each.rule) === key)?.rule ?? null, problem: null })
          }
        />
      </div>
      {preview !== null && <Preview preview={preview} desk={desk} />}
      <div className="field-wide">
        <TextField
          label={t("reason")}
          hint={t("reasonHint")}
          required
          maxLength={1000}
          value={reason}
          onChange={(next) => edit({ reason: next })}
        />
      </div>
    </FormDialog>
  );
}

/** What would be settled, what is left and why, and a few of the values as they would stand. */
function Preview({ preview: { settled, left }, desk }: { readonly preview: RulePreview; readonly desk: Desk }) {
  const { t } = useTranslation("desk");
  const fieldName = useFieldName();
  const inWords = useValueInWords(desk.names);
  const leaving = whys.filter((why) => left[why] > 0);
  const rest = leaving.reduce((sum, why) => sum + left[why], 0);
  return (
    <section className="field-wide bulk-preview" aria-label={t("bulk.preview")}>
      <DecidedSums
        decided={settled.length}
        left={rest}
        why={leaving.map((why) => t(`bulk.why.${why}`, { count: left[why] }))}
      />
      {settled.length === 0 ? (
        <Notice tone="warn">{t("bulk.none")}</Notice>
      ) : (
        <div className="table-scroll">
          <table className="table table-dense" aria-label={t("bulk.samples")}>
            <caption>{t("bulk.samples")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("bulk.who")}</th>
                <th scope="col">{t("bulk.field")}</th>
                <th scope="col">{t("bulk.kept")}</th>
                <th scope="col">{t("bulk.lost")}</th>
              </tr>
            </thead>
            <tbody>
              {someOf(settled, samples).map(({ conflict, to }) => {
                const { record, field, heads, personName } = conflict;
                const words = (value: typeof to) => inWords(record, field, value) || t("empty");
                const others = heads.filter((head) => words(head.to) !== words(to));
                return (
                  <tr key={`${record} ${field}`}>
                    <td>{personName || t("noPerson")}</td>
                    <td>{fieldName(record, field)}</td>
                    <td>
                      <strong>{words(to)}</strong>
                    </td>
                    <td>{others.map((head) => `${words(head.to)} (${head.office})`).join("; ")}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** What was settled together, and the way back. */
export function DeskTogether({ bulk: { last, done, reopened, saving, takeBack } }: { readonly bulk: DeskBulk }) {
  const { t } = useTranslation("desk");
  return (
    <>
      {reopened !== null && (
        <Notice tone="good">
          {t("bulk.takenBack", { count: reopened.conflicts })}
          {reopened.kept > 0 && ` ${t("bulk.keptSince", { count: reopened.kept })}`}
        </Notice>
      )}
      {last !== null && (
        <Notice tone={done === null ? "plain" : "good"}>
          <span className="desk-together">
            <span data-together={last.conflicts}>
              {t(done === null ? "bulk.last" : "bulk.done", { count: last.conflicts, reason: last.reason })}
              {done !== null && done.moved > 0 && ` ${t("bulk.moved", { count: done.moved })}`}
            </span>
            <button type="button" className="link" disabled={saving} onClick={() => void takeBack()}>
              {t("bulk.takeBack")}
            </button>
          </span>
        </Notice>
      )}
    </>
  );
}

/** Rows shown of what would be settled. */
const samples = 6;

const whys: readonly Left[] = ["none-theirs", "several-theirs", "restricted", "custody", "not-ours"];

/** The rules that can settle anything here, each with the name of the office where it names one. */
function rulesFor(
  conflicts: readonly ConflictOnDesk[],
): readonly { readonly rule: SettleRule; readonly office: string }[] {
  const province = conflicts.some(({ heads }) => heads.some(({ ofProvince }) => ofProvince));
  const keeps = ["custodian", ...(province ? (["province"] as const) : []), "latest"] as const;
  return [
    ...keeps.map((keep) => ({ rule: { keep }, office: "" })),
    ...[...writersOf(conflicts)].map(([office, name]) => ({ rule: { keep: "office" as const, office }, office: name })),
  ];
}

const keyOf = (rule: SettleRule): string => (rule.keep === "office" ? `office ${rule.office}` : rule.keep);

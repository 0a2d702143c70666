import { useState } from "react";
import { useTranslation } from "react-i18next";
import { kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import { isRecordKind } from "../../shared/domain/record-kinds.ts";
import { FormDialog } from "../parts/form-dialog.tsx";
import { Notice } from "../parts/notice.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import type { DeskBulk } from "../state/desk-bulk.ts";
import type { ProposalOnDesk, Proposals } from "../state/proposals.ts";
import {
  fieldsOf,
  type LeftProposal,
  type ProposalLook,
  previewOfProposals,
  tallyOf,
} from "../state/proposals-together.ts";
import { DecidedSums } from "./desk-sums.tsx";
import { useFieldName, useValueInWords } from "./desk-value.tsx";

/** Narrows proposals by who proposes, kind of record and field; each choice says how many it shows. */
export function ProposalsLook({
  some,
  look,
  narrow,
}: {
  readonly some: readonly ProposalOnDesk[];
  readonly look: ProposalLook;
  readonly narrow: (look: ProposalLook) => void;
}) {
  const { t } = useTranslation(["desk", "exchange"]);
  const fieldName = useFieldName();
  const counted = (name: string, count: number) => t("bulk.counted", { name, count });
  const changed = some.filter(({ isNew }) => !isNew);
  const recordOf = new Map<string, RecordId>();
  for (const { record, fields } of changed)
    for (const { field } of fields) recordOf.set(`${kindOf(record)}.${field}`, record);
  const kindName = (kind: string) => (isRecordKind(kind) ? t(`exchange:kinds.${kind}`) : kind);
  const options = (keys: readonly string[], name: (key: string) => string) =>
    [...tallyOf(keys)].map(([value, count]) => ({ value, text: counted(name(value), count) }));
  return (
    <fieldset className="desk-look">
      <legend className="unseen">{t("proposal.filter")}</legend>
      <SelectField
        label={t("proposal.office")}
        value={look.office}
        empty={t("bulk.anyWriter")}
        options={options(
          some.map(({ office }) => office),
          (office) => office,
        )}
        onChange={(office) => narrow({ ...look, office })}
      />
      <SelectField
        label={t("proposal.kind")}
        value={look.kind}
        empty={t("proposal.anyKind")}
        options={options(
          some.map(({ record }) => kindOf(record)),
          kindName,
        )}
        onChange={(kind) => narrow({ ...look, kind, field: null })}
      />
      <SelectField
        label={t("bulk.field")}
        value={look.field}
        empty={t("bulk.anyField")}
        options={options(
          changed.filter(({ record }) => look.kind === null || kindOf(record) === look.kind).flatMap(fieldsOf),
          (key) => fieldName(recordOf.get(key)!, key.slice(key.indexOf(".") + 1)),
        )}
        onChange={(field) => narrow({ ...look, field })}
      />
    </fieldset>
  );
}

/** Decides on many proposals with one reason: what it would do first, then all of them at once. */
export function ProposalsTogether({
  proposals,
  bulk: { reason, saving, problem, edit, decide },
  some,
  done,
  close,
}: {
  readonly proposals: Proposals;
  readonly bulk: DeskBulk;
  readonly some: readonly ProposalOnDesk[]; // those that are looked at
  readonly done: () => void; // they are decided on: none is left of what was looked at
  readonly close: () => void;
}) {
  const { t } = useTranslation(["desk", "exchange"]);
  const fieldName = useFieldName();
  const inWords = useValueInWords(proposals.names);
  const [adopt, setAdopt] = useState<"adopt" | "decline" | null>(null);
  const { decided, left } = previewOfProposals(some);
  const rest = lefts.filter((why) => left[why] > 0);
  return (
    <FormDialog
      title={t("proposal.together", { count: some.length })}
      close={close}
      saving={saving}
      disabled={decided.length === 0}
      problem={problem}
      save={async () => {
        const saved = await decide(decided, adopt === "adopt");
        if (saved) done();
        return saved;
      }}
      submit={t(adopt === "decline" ? "proposal.declineAll" : "proposal.adoptAll", { count: decided.length })}
    >
      <div className="field-wide">
        <SelectField
          label={t("proposal.decision")}
          required
          hint={adopt === null ? undefined : t(`proposal.${adopt}Explain`)}
          value={adopt}
          options={(["adopt", "decline"] as const).map((value) => ({ value, text: t(`proposal.${value}`) }))}
          onChange={setAdopt}
        />
      </div>
      <section className="field-wide bulk-preview" aria-label={t("bulk.preview")}>
        <DecidedSums
          decided={decided.length}
          left={some.length - decided.length}
          why={rest.map((why) => t(`proposal.left.${why}`, { count: left[why] }))}
        />
        {decided.length === 0 ? (
          <Notice tone="warn">{t("bulk.none")}</Notice>
        ) : (
          <div className="table-scroll">
            <table className="table table-dense" aria-label={t("proposal.first")}>
              <caption>{t("proposal.first")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("bulk.who")}</th>
                  <th scope="col">{t("bulk.field")}</th>
                  <th scope="col">{t("proposal.present")}</th>
                  <th scope="col">{t("proposal.proposed")}</th>
                </tr>
              </thead>
              <tbody>
                {decided.slice(0, samples).map((proposal) => {
                  const { record, by, personName, isNew, fields } = proposal;
                  const kind = kindOf(record);
                  const told = fields.filter(({ field, to }) => inWords(record, field, to) !== "");
                  return (
                    <tr key={`${record} ${by}`}>
                      <td>{personName || t("noPerson")}</td>
                      <td>
                        {isNew
                          ? t("proposal.newRecord", { what: isRecordKind(kind) ? t(`exchange:kinds.${kind}`) : kind })
                          : fields.map(({ field }) => fieldName(record, field)).join("; ")}
                      </td>
                      <td>
                        {isNew
                          ? ""
                          : fields
                              .map(({ field, present }) => inWords(record, field, present) || t("empty"))
                              .join("; ")}
                      </td>
                      <td>
                        <strong>
                          {(isNew ? told.slice(0, 3) : fields)
                            .map(({ field, to }) => inWords(record, field, to) || t("empty"))
                            .join("; ")}
                        </strong>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      </section>
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

/** Rows shown of what would be decided. */
const samples = 6;
const lefts: readonly LeftProposal[] = ["restricted", "several"];

import { useTranslation } from "react-i18next";
import { outsideProvince } from "../../shared/domain/primitives.ts";
import { CheckField } from "../parts/check-field.tsx";
import { DateField } from "../parts/date-field.tsx";
import { FormDialog } from "../parts/form-dialog.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import type { HandoverForm, Handovers, Refusing } from "../state/handovers.ts";

/** The province hands a file over. */
export function HandoverDialog({ handovers, form }: { readonly handovers: Handovers; readonly form: HandoverForm }) {
  const { t } = useTranslation("handover");
  const { edit } = handovers;
  const keeper = form.ground.keeperName;
  const leaves = form.toOffice === outsideProvince;
  return (
    <FormDialog
      title={t("title", { name: form.name })}
      close={handovers.close}
      saving={handovers.busy}
      save={handovers.handOver}
      submit={t(leaves ? "outside.submit" : "submit")}
      problem={handovers.problem}
    >
      <p className="field-wide quiet">{t(leaves ? "outside.lead" : "lead", { keeper })}</p>
      <p className="field-wide quiet">{t(leaves ? "outside.cut" : "cut", { keeper })}</p>
      <SelectField
        label={t("to")}
        required
        value={form.toOffice}
        empty={t("toNone")}
        options={[
          ...form.ground.offices.map(({ id, name }) => ({ value: id, text: name })),
          { value: outsideProvince, text: t("outside.option") },
        ]}
        onChange={(toOffice) => edit({ toOffice })}
      />
      {leaves && (
        <TextField
          label={t("outside.to")}
          required
          maxLength={200}
          value={form.destination}
          onChange={(destination) => edit({ destination })}
        />
      )}
      <TextField
        label={t("decision")}
        required
        maxLength={120}
        value={form.decision}
        onChange={(decision) => edit({ decision })}
      />
      <DateField
        label={t("decidedOn")}
        days
        required={leaves}
        value={form.decidedOn}
        onChange={(decidedOn) => edit({ decidedOn })}
      />
      <TextArea
        label={t("reason")}
        required={form.forced || leaves}
        maxLength={1000}
        value={form.reason}
        onChange={(reason) => edit({ reason })}
      />
      {leaves && form.ending.length > 0 && (
        <p className="field-wide">{t("outside.ending", { titles: form.ending.join("; ") })}</p>
      )}
      {!leaves && <CheckField label={t("forced")} value={form.forced} onChange={(forced) => edit({ forced })} />}
      {!leaves && form.forced && <p className="field-wide quiet">{t("forcedWhy")}</p>}
      {!leaves && form.forced && (
        <TextField
          label={t("second")}
          required
          maxLength={120}
          value={form.second}
          onChange={(second) => edit({ second })}
        />
      )}
    </FormDialog>
  );
}

/** Why a file is refused, or its hand-over withdrawn. */
export function RefuseDialog({ handovers, refusing }: { readonly handovers: Handovers; readonly refusing: Refusing }) {
  const { t } = useTranslation("handover");
  const { what, handover, reason } = refusing;
  return (
    <FormDialog
      title={t(`${what}Title`, { name: handover.personName })}
      close={handovers.close}
      saving={handovers.busy}
      save={handovers.refuse}
      submit={t(what)}
      problem={handovers.problem}
    >
      <TextArea
        label={t("reason")}
        required
        maxLength={1000}
        value={reason}
        onChange={(typed) => handovers.ask({ ...refusing, reason: typed })}
      />
    </FormDialog>
  );
}

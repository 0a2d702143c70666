import { useTranslation } from "react-i18next";
import { type Delivery, deliveryWays, secrecyMarks } from "../../shared/exchange/delivery.ts";
import { NumberField } from "../parts/number-field.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { SuggestField } from "../parts/suggest-field.tsx";
import { TextField } from "../parts/text-field.tsx";

/** What is said of a thing that leaves: to whom, by what, what for, its mark and how many. Everything may stay blank. */
export function DeliveryFields({
  said,
  recipients,
  fixedRecipient = null,
  onChange,
}: {
  readonly said: Delivery;
  readonly recipients: readonly string[]; // offered while typing
  readonly fixedRecipient?: string | null; // of a bundle, which opens for nobody else
  readonly onChange: (patch: Delivery) => void;
}) {
  const { t } = useTranslation("custody");
  return (
    <>
      {fixedRecipient === null ? (
        <SuggestField
          label={t("field.to")}
          wide
          value={said.to ?? ""}
          maxLength={120}
          choices={recipients.map((text) => ({ text, detail: "" }))}
          onChange={(to) => onChange({ to })}
        />
      ) : (
        <p>
          {t("field.to")}: <strong>{fixedRecipient}</strong>
        </p>
      )}
      <TextField
        label={t("field.purpose")}
        wide
        value={said.purpose ?? ""}
        maxLength={200}
        onChange={(purpose) => onChange({ purpose })}
      />
      <SelectField
        label={t("field.way")}
        value={said.way ?? null}
        empty={t("unsaid")}
        options={deliveryWays.map((value) => ({ value, text: t(`way.${value}`) }))}
        onChange={(way) => onChange({ way: way ?? undefined })}
      />
      <SelectField
        label={t("field.mark")}
        value={said.mark ?? null}
        empty={t("unsaid")}
        options={secrecyMarks.map((value) => ({ value, text: t(`mark.${value}`) }))}
        onChange={(mark) => onChange({ mark: mark ?? undefined })}
      />
      <NumberField
        label={t("field.copies")}
        value={said.copies ?? null}
        least={1}
        most={999}
        whole
        onChange={(copies) => onChange({ copies: copies ?? undefined })}
      />
    </>
  );
}

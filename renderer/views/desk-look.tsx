import { useTranslation } from "react-i18next";
import { PickField } from "../parts/pick-field.tsx";
import { SelectField } from "../parts/select-field.tsx";
import type { ConflictOnDesk, Desk } from "../state/desk.ts";
import { type DeskBulk, fieldOf, tally, writersOf } from "../state/desk-bulk.ts";
import { useFieldName } from "./desk-value.tsx";

/** Narrows the conflicts by field, unit and writer; each choice says how many it would show. */
export function DeskLook({
  desk: { names },
  bulk: { look, narrow },
  conflicts,
  shown,
}: {
  readonly desk: Desk;
  readonly bulk: DeskBulk;
  readonly conflicts: readonly ConflictOnDesk[];
  readonly shown: number;
}) {
  const { t } = useTranslation("desk");
  const fieldName = useFieldName();
  const withCount = (name: string, count: number) => t("bulk.counted", { name, count });
  const example = new Map(conflicts.map((conflict) => [fieldOf(conflict), conflict]));
  const fields = [...tally(conflicts, fieldOf)].map(([value, count]) => {
    const { record, field } = example.get(value)!;
    return { value, text: withCount(fieldName(record, field), count) };
  });
  const units = [...tally(conflicts, ({ unitId }) => unitId)].map(([id, count]) => ({
    id,
    text: withCount(names[id] || t("bulk.unitUnknown"), count),
  }));
  const writers = [...writersOf(conflicts)].map(([value, name]) => ({
    value,
    text: withCount(name, conflicts.filter(({ heads }) => heads.some(({ officeId }) => officeId === value)).length),
  }));
  return (
    <fieldset className="desk-look">
      <legend className="unseen">{t("bulk.filter")}</legend>
      <SelectField
        label={t("bulk.field")}
        value={look.field}
        empty={t("bulk.anyField")}
        options={fields}
        onChange={(field) => narrow({ field })}
      />
      <PickField
        label={t("bulk.unit")}
        placeholder={t("bulk.anyUnit")}
        items={units}
        textOf={({ text }) => text}
        keyOf={({ id }) => id}
        picked={units.find(({ id }) => id === look.unit) ?? null}
        onPick={(unit) => narrow({ unit: unit?.id ?? null })}
      />
      <SelectField
        label={t("bulk.writer")}
        value={look.office}
        empty={t("bulk.anyWriter")}
        options={writers}
        onChange={(office) => narrow({ office })}
      />
      {shown < conflicts.length && (
        <output className="quiet">{t("bulk.shown", { shown, count: conflicts.length })}</output>
      )}
    </fieldset>
  );
}

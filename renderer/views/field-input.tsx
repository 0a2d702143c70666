import { useContext, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { listOn } from "../../shared/domain/codes/all-lists.ts";
import type { CodeEntry } from "../../shared/domain/codes/code-list.ts";
import { earliestDay, formatPartialDate, latestDay } from "../../shared/domain/dates.ts";
import { isPartialDate, type Json } from "../../shared/domain/primitives.ts";
import { CheckField } from "../parts/check-field.tsx";
import { CodedField } from "../parts/coded-field.tsx";
import { DateField } from "../parts/date-field.tsx";
import { NumberField } from "../parts/number-field.tsx";
import { PickField } from "../parts/pick-field.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import type { UnitChoicesStore } from "../state/unit-choices.ts";
import { CodesContext, UnitsContext } from "./file-context.ts";
import { useLanguage } from "./language.ts";
import type { FieldSpec } from "./profile-fields.ts";
import { labelOf } from "./profile-labels.ts";
import { codedOf } from "./shown-value.ts";

interface FieldInputProps {
  readonly spec: FieldSpec;
  readonly value: Json | undefined;
  readonly onChange: (value: Json) => void;
  /** The day of the fact, for codes that were not always in use. */
  readonly factDate?: string | null;
  /** Picking a unit fills in its name too. */
  readonly onUnit?: (id: string | null, name: string) => void;
}

/** The control that fits a field of the form. */
export function FieldInput({ spec, value, onChange, factDate = null, onUnit }: FieldInputProps) {
  const { t } = useTranslation(["profile", "common"]);
  const language = useLanguage();
  const frame = {
    label: labelOf(spec, t),
    item: spec.item ?? undefined,
    hint: spec.hint && t(`hint.${spec.hint}`),
    wide: spec.wide ?? false,
    required: spec.required ?? false,
    name: spec.field,
  };
  const text = typeof value === "string" ? value : "";
  switch (spec.as) {
    case "text":
      return <TextField {...frame} value={text} onChange={onChange} maxLength={spec.max} />;
    case "area":
      return <TextArea {...frame} value={text} onChange={onChange} maxLength={spec.max} />;
    case "date":
      return <DateField {...frame} value={text || null} onChange={onChange} />;
    case "month":
      return <DateField {...frame} value={text || null} onChange={onChange} months />;
    case "coded":
      return <ListedField {...frame} spec={spec} value={value} factDate={factDate} onChange={onChange} />;
    case "number":
      return (
        <NumberField
          {...frame}
          value={typeof value === "number" ? value : null}
          onChange={onChange}
          least={spec.least}
          most={spec.most}
          whole={spec.whole}
        />
      );
    case "choice":
      return (
        <SelectField
          {...frame}
          value={spec.codes.some(({ code }) => code === value) ? text : null}
          options={spec.codes.map((entry) => ({ value: entry.code, text: entry[language] }))}
          {...(spec.empty ? { empty: "" } : {})}
          onChange={(chosen) => (chosen === null && !spec.empty ? undefined : onChange(chosen))}
        />
      );
    case "unit":
      return <UnitField {...frame} value={text || null} onPick={(id, name) => onUnit?.(id, name)} />;
    default:
      return <CheckField {...frame} value={value === true} onChange={onChange} />;
  }
}

/** A coded field over the list as the province has it. A code that was not in use on the fact's day is remarked on, and kept. */
function ListedField({
  spec,
  value,
  factDate,
  onChange,
  ...frame
}: {
  readonly spec: Extract<FieldSpec, { as: "coded" }>;
  readonly value: Json | undefined;
  readonly factDate: string | null;
  readonly onChange: (value: Json) => void;
  readonly label: string;
  readonly hint: string | undefined;
}) {
  const { t } = useTranslation("profile");
  const records = useContext(CodesContext);
  const all = useMemo(() => listOn(spec.list, records), [spec.list, records]);
  const coded = codedOf(value);
  const chosen = all.find(({ code }) => code === coded.code);
  const offered = useMemo(
    () => (factDate === null ? all : all.filter((entry) => entry === chosen || wasInUse(entry, factDate))),
    [all, chosen, factDate],
  );
  const odd = chosen !== undefined && factDate !== null && !wasInUse(chosen, factDate);
  const remark = odd
    ? t("code.notThen", {
        text: chosen.vi,
        when: [
          chosen.from === undefined ? "" : t("code.from", { day: formatPartialDate(chosen.from) }),
          chosen.to === undefined ? "" : t("code.until", { day: formatPartialDate(chosen.to) }),
        ]
          .filter(Boolean)
          .join(", "),
      })
    : undefined;
  return <CodedField {...frame} value={coded} codes={offered} onChange={onChange} remark={remark} />;
}

/** Whether a code may have been in use on a day, as far as the day is known. */
function wasInUse(entry: CodeEntry, date: string): boolean {
  if (!isPartialDate(date)) return true;
  return (entry.from ?? "") <= latestDay(date) && earliestDay(date) <= (entry.to ?? "9");
}

function UnitField({
  value,
  onPick,
  ...frame
}: {
  readonly value: string | null;
  readonly onPick: (id: string | null, name: string) => void;
  readonly label: string;
}) {
  const useUnits = useContext(UnitsContext);
  return useUnits === null ? null : <LoadedUnitField {...frame} useUnits={useUnits} value={value} onPick={onPick} />;
}

function LoadedUnitField({
  useUnits,
  value,
  onPick,
  ...frame
}: {
  readonly useUnits: UnitChoicesStore;
  readonly value: string | null;
  readonly onPick: (id: string | null, name: string) => void;
  readonly label: string;
}) {
  const { units, load } = useUnits();
  useEffect(load, [load]);
  return (
    <PickField
      {...frame}
      items={units ?? []}
      keyOf={({ id }) => id}
      textOf={({ name }) => name}
      detailOf={({ parent, ended }) =>
        [parent, ended === null ? "" : `– ${formatPartialDate(ended)}`].filter(Boolean).join(" ")
      }
      picked={units?.find(({ id }) => id === value) ?? null}
      onPick={(unit) => onPick(unit?.id ?? null, unit?.name ?? "")}
    />
  );
}

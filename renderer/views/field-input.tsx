import { useTranslation } from "react-i18next";
import type { Json } from "../../shared/domain/primitives.ts";
import { CheckField } from "../parts/check-field.tsx";
import { CodedField } from "../parts/coded-field.tsx";
import { DateField } from "../parts/date-field.tsx";
import { NumberField } from "../parts/number-field.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import { type AnySpec, codedOf } from "./shown-value.ts";

/** The control that fits a field of the form. */
export function FieldInput({
  spec,
  value,
  onChange,
  startHere = false,
}: {
  readonly spec: AnySpec;
  readonly value: Json | undefined;
  readonly onChange: (value: Json) => void;
  readonly startHere?: boolean;
}) {
  const { t } = useTranslation("profile");
  const frame = {
    label: t(`field.${spec.field}`),
    item: spec.item ?? undefined,
    hint: spec.hint && t(`hint.${spec.hint}`),
    wide: spec.wide ?? false,
    required: spec.required ?? false,
    name: spec.field,
  };
  const text = typeof value === "string" ? value : "";
  switch (spec.as) {
    case "text":
      return <TextField {...frame} value={text} onChange={onChange} maxLength={spec.max} startHere={startHere} />;
    case "area":
      return <TextArea {...frame} value={text} onChange={onChange} maxLength={spec.max} />;
    case "date":
      return <DateField {...frame} value={text || null} onChange={onChange} />;
    case "month":
      return <DateField {...frame} value={text || null} onChange={onChange} months />;
    case "coded":
      return <CodedField {...frame} value={codedOf(value)} codes={spec.codes} onChange={onChange} />;
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
    case "sex":
      return (
        <SelectField
          {...frame}
          value={value === "NAM" || value === "NU" ? value : null}
          options={[
            { value: "NAM", text: t("sex.NAM") },
            { value: "NU", text: t("sex.NU") },
          ]}
          empty=""
          onChange={onChange}
        />
      );
    default:
      return <CheckField {...frame} value={value === true} onChange={onChange} />;
  }
}

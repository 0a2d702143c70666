import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, type FieldFrame } from "./field.tsx";
import { useValidity } from "./validity.ts";

export interface Option<Value extends string = string> {
  readonly value: Value;
  readonly text: string;
}

/** One of a few. `empty` is the text of "none"; without it one option is always chosen. */
export function SelectField<Value extends string>({
  value,
  options,
  onChange,
  empty,
  name,
  ...frame
}: FieldFrame & {
  readonly value: Value | null;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value | null) => void;
  readonly empty?: string;
  readonly name?: string;
}) {
  const { t } = useTranslation("common");
  const [left, setLeft] = useState(false);
  const missing = frame.required && value === null ? t("field.required") : "";
  const control = useValidity<HTMLSelectElement>(missing);
  return (
    <Field {...frame} error={frame.error ?? (left && missing ? missing : null)}>
      {(tied) => (
        <select
          {...tied}
          ref={control}
          name={name}
          value={value ?? ""}
          aria-required={frame.required}
          onInvalid={() => setLeft(true)}
          onBlur={() => setLeft(true)}
          onChange={(event) => onChange(options.find((option) => option.value === event.target.value)?.value ?? null)}
        >
          {(empty !== undefined || value === null) && <option value="">{empty ?? ""}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { PartialDate } from "../../shared/domain/primitives.ts";
import { Field, type FieldFrame } from "./field.tsx";
import { tidyDate, typedDate } from "./typed-date.ts";
import { useValidity } from "./validity.ts";

/**
 * A date as exactly as it is known: dd/mm/yyyy, mm/yyyy or yyyy.
 *
 * While the text is not a date the field stays invalid, keeps what was typed, and stops its form from being
 * submitted; `onChange` is called with null then. With `months` only mm/yyyy is taken, with `days` only dd/mm/yyyy.
 */
export function DateField({
  value,
  onChange,
  name,
  months = false,
  days = false,
  ...frame
}: FieldFrame & {
  readonly value: PartialDate | null;
  readonly onChange: (value: PartialDate | null) => void;
  readonly name?: string;
  readonly months?: boolean;
  readonly days?: boolean;
}) {
  const { t } = useTranslation("common");
  const [text, setText] = useState(formatPartialDate(value));
  const [left, setLeft] = useState(false);
  const typed = typedDate(text);
  const fits = (date: PartialDate | null) =>
    date === null || (months ? date.length === 7 : days ? date.length === 10 : true);
  const usable = typed.state !== "unreadable" && fits(typed.date);
  // The record changed under the field (another draft, a reload): show it, unless the text says the same.
  if (usable && typed.date !== value) setText(formatPartialDate(value));

  const why = !usable
    ? t(months ? "field.notAMonth" : "field.notADate")
    : frame.required && typed.state === "empty"
      ? t("field.required")
      : "";
  const control = useValidity<HTMLInputElement>(why);
  return (
    <Field {...frame} hint={frame.hint} error={frame.error ?? (left && why ? why : null)}>
      {(tied) => (
        <input
          {...tied}
          ref={control}
          type="text"
          name={name}
          className="input-date"
          value={text}
          maxLength={40}
          placeholder={months ? "mm/yyyy" : "dd/mm/yyyy"}
          title={months ? undefined : t("field.date")}
          autoComplete="off"
          spellCheck={false}
          aria-required={frame.required}
          onChange={(event) => {
            const next = typedDate(event.target.value);
            setText(event.target.value);
            onChange(fits(next.date) ? next.date : null);
          }}
          onInvalid={() => setLeft(true)}
          onBlur={() => {
            setText(tidyDate(text));
            setLeft(true);
          }}
        />
      )}
    </Field>
  );
}

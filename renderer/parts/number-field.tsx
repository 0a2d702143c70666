import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, type FieldFrame } from "./field.tsx";
import { useValidity } from "./validity.ts";

/** A number within bounds, typed with a comma or a point; null where the field is empty. Nothing is rounded. */
export function NumberField({
  value,
  onChange,
  least,
  most,
  whole = true,
  name,
  ...frame
}: FieldFrame & {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
  readonly name?: string;
}) {
  const { t } = useTranslation("common");
  const [text, setText] = useState(shown(value));
  const [left, setLeft] = useState(false);
  const read = readNumber(text, least, most, whole);
  if (read !== undefined && read !== value) setText(shown(value));
  const why = read === undefined ? t("field.notANumber", { least, most }) : "";
  const control = useValidity<HTMLInputElement>(why);
  return (
    <Field {...frame} error={frame.error ?? (left && why ? why : null)}>
      {(tied) => (
        <input
          {...tied}
          ref={control}
          type="text"
          inputMode={whole ? "numeric" : "decimal"}
          name={name}
          className="input-date"
          value={text}
          maxLength={12}
          autoComplete="off"
          onChange={(event) => {
            setText(event.target.value);
            onChange(readNumber(event.target.value, least, most, whole) ?? null);
          }}
          onInvalid={() => setLeft(true)}
          onBlur={() => setLeft(true)}
        />
      )}
    </Field>
  );
}

/** @returns null for an empty text, undefined for one that is no such number */
export function readNumber(text: string, least: number, most: number, whole: boolean): number | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  if (!(whole ? /^\d+$/ : /^\d+(?:[.,]\d+)?$/).test(typed)) return undefined;
  const number = Number(typed.replace(",", "."));
  return number >= least && number <= most ? number : undefined;
}

const shown = (value: number | null): string => (value === null ? "" : String(value).replace(".", ","));

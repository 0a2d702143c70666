import { type ComponentProps, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, type FieldFrame } from "./field.tsx";
import { useStartHere } from "./start-here.ts";
import { useValidity } from "./validity.ts";

interface TextFieldProps extends FieldFrame {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength?: number;
  readonly name?: string;
  readonly startHere?: boolean; // the keyboard begins in this field
  readonly placeholder?: string;
  readonly inputMode?: ComponentProps<"input">["inputMode"];
  readonly autoComplete?: string;
  readonly invalid?: boolean; // the form must not be submitted while `error` says so
}

/** One line of text. What was typed is composed (NFC) and trimmed when the field is left. */
export function TextField({
  value,
  onChange,
  maxLength = 400,
  name,
  startHere = false,
  placeholder,
  inputMode,
  autoComplete = "off",
  invalid = false,
  ...frame
}: TextFieldProps) {
  const { missing, left, leave } = useMissing(value, frame);
  const { arrive, touched } = useTouched(value);
  const control = useValidity<HTMLInputElement>(missing || (invalid ? (frame.error ?? "!") : ""));
  useStartHere(control, startHere);
  return (
    <Field {...frame} error={frame.error ?? (left && missing ? missing : null)}>
      {(tied) => (
        <input
          {...tied}
          ref={control}
          type="text"
          name={name}
          value={value}
          maxLength={maxLength}
          placeholder={placeholder}
          inputMode={inputMode}
          autoComplete={autoComplete}
          spellCheck={false}
          aria-required={frame.required}
          onChange={(event) => onChange(event.target.value)}
          onInvalid={leave}
          onFocus={arrive}
          onBlur={() => {
            if (touched()) tidyBy(tidyLine, value, onChange);
            leave();
          }}
        />
      )}
    </Field>
  );
}

/** Several lines of text in a box that grows with them. */
export function TextArea({
  value,
  onChange,
  maxLength = 2000,
  name,
  ...frame
}: FieldFrame & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength?: number;
  readonly name?: string;
}) {
  const { missing, left, leave } = useMissing(value, frame);
  const { arrive, touched } = useTouched(value);
  const control = useValidity<HTMLTextAreaElement>(missing);
  return (
    <Field wide {...frame} error={frame.error ?? (left && missing ? missing : null)}>
      {(tied) => (
        <textarea
          {...tied}
          ref={control}
          name={name}
          rows={2}
          value={value}
          maxLength={maxLength}
          spellCheck={false}
          aria-required={frame.required}
          onChange={(event) => onChange(event.target.value)}
          onInvalid={leave}
          onFocus={arrive}
          onBlur={() => {
            if (touched()) tidyBy(tidyLines, value, onChange);
            leave();
          }}
        />
      )}
    </Field>
  );
}

/** A line as records keep it: composed, single spaces, none at the ends. */
export const tidyLine = (typed: string): string => typed.normalize("NFC").replace(/\s+/g, " ").trim();

const tidyLines = (typed: string): string => typed.normalize("NFC").trim();

/** Most text is tidy as it was typed: then nothing is drawn again, least of all between pressing "Lưu" and letting go of it. */
function tidyBy(tidy: (typed: string) => string, value: string, onChange: (value: string) => void): void {
  const tidied = tidy(value);
  if (tidied !== value) onChange(tidied);
}

/** Whether a field holds something else than when the keyboard came to it: only then is it tidied. */
export function useTouched(value: string): { readonly arrive: () => void; readonly touched: () => boolean } {
  const found = useRef(value);
  return {
    arrive: () => {
      found.current = value;
    },
    touched: () => found.current !== value,
  };
}

function useMissing(value: string, frame: FieldFrame) {
  const { t } = useTranslation("common");
  const [left, setLeft] = useState(false);
  return {
    missing: frame.required && value.trim() === "" ? t("field.required") : "",
    left,
    leave: () => setLeft(true),
  };
}

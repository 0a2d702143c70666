import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, type FieldFrame } from "./field.tsx";
import { useStartHere } from "./start-here.ts";
import { useValidity } from "./validity.ts";

/** A passphrase: hidden, can be shown, with a word when Caps Lock is on. */
export function SecretField({
  value,
  onChange,
  startHere = false,
  shown = false,
  refuse = "",
  name,
  ...frame
}: FieldFrame & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly startHere?: boolean;
  readonly shown?: boolean;
  readonly refuse?: string; // why what is typed cannot be taken; said once the field is left
  readonly name?: string;
}) {
  const { t } = useTranslation(["start", "common"]);
  const [capsLock, setCapsLock] = useState(false);
  const [left, setLeft] = useState(false);
  const why = frame.required && value === "" ? t("common:field.required") : refuse;
  const control = useValidity<HTMLInputElement>(why);
  useStartHere(control, startHere);
  return (
    <Field
      {...frame}
      hint={capsLock ? t("unlock.capsLock") : frame.hint}
      error={capsLock ? null : (frame.error ?? (left && why ? why : null))}
    >
      {(tied) => (
        <input
          {...tied}
          ref={control}
          type={shown ? "text" : "password"}
          name={name}
          value={value}
          maxLength={400}
          autoComplete="off"
          spellCheck={false}
          aria-required={frame.required}
          onChange={(event) => onChange(event.target.value)}
          onKeyUp={(event) => setCapsLock(event.getModifierState("CapsLock"))}
          onInvalid={() => setLeft(true)}
          onBlur={() => {
            setCapsLock(false);
            setLeft(value !== "");
          }}
        />
      )}
    </Field>
  );
}

import type { ReactNode } from "react";

/**
 * A form that is submitted only when each of its controls can be taken; else the first that cannot gets the focus and
 * says why. Enter in a line of text submits it, as people expect.
 */
export function Form({
  onSubmit,
  id,
  label,
  className = "form",
  children,
}: {
  readonly onSubmit: () => void;
  readonly id?: string;
  readonly label?: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const submit = (form: HTMLFormElement) => {
    if (form.checkValidity()) return onSubmit();
    form.querySelector<HTMLElement>("input:invalid, textarea:invalid, select:invalid")?.focus();
  };
  return (
    <form
      ref={(form) => {
        if (form !== null) submissions.set(form, () => submit(form));
      }}
      id={id}
      className={className}
      aria-label={label}
      autoComplete="off" // else Chromium notes what stands in its boxes of several lines, to fill them after a reload
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(event.currentTarget);
      }}
    >
      {children}
    </form>
  );
}

/** The button that submits a form, wherever it stands: pressed itself, or by Enter in a line of the form. */
export function SubmitButton({
  form,
  disabled,
  danger = false,
  children,
}: {
  readonly form: string; // its id
  readonly disabled: boolean;
  readonly danger?: boolean; // it takes something back
  readonly children: ReactNode;
}) {
  return (
    <button
      type="submit"
      form={form}
      className={`button ${danger ? "button-danger" : "button-main"}`}
      disabled={disabled}
      onClick={(event) => {
        event.preventDefault();
        submitForm(form);
      }}
    >
      {children}
    </button>
  );
}

/**
 * Submit a form. It is told so directly: before a submission of its own making, Chromium reads every field once more for
 * the sake of filling in forms, which takes longer than the save, and an event of ours would pass through all of React.
 */
export function submitForm(id: string): void {
  const form = document.getElementById(id);
  if (form !== null) submissions.get(form)?.();
}

/** What submitting each `Form` does. */
const submissions = new WeakMap<HTMLElement, () => void>();

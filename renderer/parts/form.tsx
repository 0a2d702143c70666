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
  return (
    <form
      id={id}
      className={className}
      aria-label={label}
      autoComplete="off" // else Chromium notes what stands in its boxes of several lines, to fill them after a reload
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        if (form.checkValidity()) return onSubmit();
        form.querySelector<HTMLElement>("input:invalid, textarea:invalid, select:invalid")?.focus();
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
 * the sake of filling in forms, which takes longer than the save.
 */
export function submitForm(id: string): void {
  document.getElementById(id)?.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
}

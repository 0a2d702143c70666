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

import { type ReactNode, useId } from "react";

/** What a control needs to be tied to its label, hint and error. */
export interface Tied {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

export interface FieldFrame {
  readonly label: string;
  readonly item?: string | undefined; // number of the item on the paper form
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly required?: boolean | undefined;
  readonly wide?: boolean | undefined; // the whole width of a form's grid
  readonly aside?: ReactNode; // beside the label: a sign, a history button
}

/** A label above a control, a hint or an error below it, tied together for screen readers. */
export function Field({
  label,
  item,
  hint,
  error,
  required,
  wide,
  aside,
  children,
}: FieldFrame & { readonly children: (tied: Tied) => ReactNode }) {
  const id = useId();
  const says = error || hint;
  return (
    <div className={wide ? "field field-wide" : "field"}>
      <div className="field-head">
        <label htmlFor={id} className="field-label">
          {item !== undefined && <span className="field-item">{item})</span>}
          {label}
          {required && (
            <span className="field-star" aria-hidden="true">
              *
            </span>
          )}
        </label>
        {aside}
      </div>
      {children({ id, "aria-describedby": says ? `${id}-says` : undefined, "aria-invalid": error ? true : undefined })}
      {says && (
        <p id={`${id}-says`} className={error ? "field-error" : "field-hint"}>
          {says}
        </p>
      )}
    </div>
  );
}

import { useId } from "react";

/** A box to tick. */
export function CheckField({
  label,
  item,
  value,
  onChange,
  name,
}: {
  readonly label: string;
  readonly item?: string | undefined;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly name?: string;
}) {
  const id = useId();
  return (
    <div className="field field-check">
      <input id={id} type="checkbox" name={name} checked={value} onChange={(event) => onChange(event.target.checked)} />
      <label htmlFor={id}>
        {item !== undefined && <span className="field-item">{item})</span>}
        {label}
      </label>
    </div>
  );
}

/** Where a word is typed to see only those of a list that have it. */
export function FindInput({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
}) {
  return (
    <input
      type="search"
      autoComplete="off"
      className="input-find"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

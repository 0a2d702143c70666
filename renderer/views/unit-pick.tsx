import type { RecordId } from "../../shared/domain/primitives.ts";
import { PickField } from "../parts/pick-field.tsx";
import type { UnitChoice } from "../state/organisation.ts";

/** One unit out of all, by a part of its name. */
export function UnitPick({
  label,
  choices,
  value,
  onChange,
  required,
}: {
  readonly label: string;
  readonly choices: readonly UnitChoice[];
  readonly value: RecordId<"unit"> | null;
  readonly onChange: (unit: RecordId<"unit"> | null) => void;
  readonly required?: boolean;
}) {
  return (
    <PickField
      label={label}
      required={required}
      items={choices}
      textOf={({ name }) => name}
      detailOf={({ parent }) => parent}
      keyOf={({ id }) => id}
      picked={choices.find(({ id }) => id === value) ?? null}
      onPick={(unit) => onChange(unit?.id ?? null)}
    />
  );
}

import { useCombobox } from "downshift";
import { Field, type FieldFrame } from "./field.tsx";
import { matching } from "./match.ts";
import { keepWhenLeft, OpenList, Suggestions } from "./suggestions.tsx";
import { tidyLine, useTouched } from "./text-field.tsx";

export interface Suggested {
  readonly text: string;
  readonly detail: string; // "" where there is none
}

/** A line of free text with texts to choose from; another text is just as good. */
export function SuggestField({
  value,
  choices,
  onChange,
  maxLength = 200,
  name,
  ...frame
}: FieldFrame & {
  readonly value: string;
  readonly choices: readonly Suggested[];
  readonly onChange: (value: string) => void;
  readonly maxLength?: number;
  readonly name?: string;
}) {
  const { arrive, touched } = useTouched(value);
  const exact = choices.some(({ text }) => text === value);
  const shown = matching(choices, ({ text }) => text, exact ? "" : value, choices.length);
  const box = useCombobox<Suggested>({
    items: [...shown],
    itemToString: (choice) => choice?.text ?? "",
    selectedItem: choices.find(({ text }) => text === value) ?? null,
    inputValue: value,
    onInputValueChange: ({ inputValue, type }) => {
      if (type === useCombobox.stateChangeTypes.InputChange) onChange(inputValue);
    },
    onSelectedItemChange: ({ selectedItem, type }) => {
      if (type === useCombobox.stateChangeTypes.InputKeyDownEnter || type === useCombobox.stateChangeTypes.ItemClick)
        if (selectedItem) onChange(selectedItem.text);
    },
    stateReducer: keepWhenLeft,
  });
  return (
    <Field {...frame}>
      {(tied) => (
        <div className="combo">
          <input
            {...box.getInputProps({
              ...tied,
              name,
              "aria-labelledby": undefined,
              onFocus: arrive,
              onBlur: () => {
                const tidied = tidyLine(value);
                if (touched() && tidied !== value) onChange(tidied);
              },
            })}
            maxLength={maxLength}
            autoComplete="off"
            spellCheck={false}
          />
          {choices.length > 0 && <OpenList box={box} />}
          <Suggestions
            box={box}
            label={frame.label}
            choices={shown}
            keyOf={({ text }) => text}
            textOf={({ text }) => text}
            detailOf={({ detail }) => detail}
          />
        </div>
      )}
    </Field>
  );
}

import { useCombobox } from "downshift";
import { useTranslation } from "react-i18next";
import { Field, type FieldFrame } from "./field.tsx";
import { ChevronIcon } from "./icons.tsx";
import { matching } from "./match.ts";
import { keepWhenLeft, Suggestions } from "./suggestions.tsx";
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
  const { t } = useTranslation("common");
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
          {choices.length > 0 && (
            <button
              type="button"
              {...box.getToggleButtonProps({ "aria-label": t("field.showList") })}
              className="combo-open"
            >
              <ChevronIcon />
            </button>
          )}
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

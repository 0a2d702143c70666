import { useCombobox } from "downshift";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, type FieldFrame } from "./field.tsx";
import { CloseIcon } from "./icons.tsx";
import { matching } from "./match.ts";
import { keepWhenLeft, OpenList, Suggestions } from "./suggestions.tsx";
import { useValidity } from "./validity.ts";

/** How many choices a list shows at once; typing narrows them. */
const listed = 60;

interface PickFieldProps<Item> extends FieldFrame {
  readonly items: readonly Item[];
  readonly textOf: (item: Item) => string;
  readonly detailOf?: (item: Item) => string; // a second, quieter text
  readonly keyOf: (item: Item) => string;
  readonly picked: Item | null;
  readonly onPick: (item: Item | null) => void;
  readonly name?: string;
  readonly placeholder?: string;
}

/** Pick one of many by typing a part of it, marks optional. What is typed and not picked does not count. */
export function PickField<Item>({
  items,
  textOf,
  detailOf,
  keyOf,
  picked,
  onPick,
  name,
  placeholder,
  ...frame
}: PickFieldProps<Item>) {
  const { t } = useTranslation("common");
  const shown = picked === null ? "" : textOf(picked);
  const [typed, setTyped] = useState<string | null>(null); // null: nothing typed since the last pick
  const [left, setLeft] = useState(false);
  const choices = matching(items, textOf, typed ?? "", listed);
  const box = useCombobox<Item>({
    items: [...choices],
    itemToString: (item) => (item === null ? "" : textOf(item)),
    itemToKey: (item) => (item === null ? "" : keyOf(item)),
    selectedItem: picked,
    inputValue: typed ?? shown,
    onInputValueChange: ({ inputValue, type }) => {
      if (type === useCombobox.stateChangeTypes.InputChange) setTyped(inputValue);
    },
    onSelectedItemChange: ({ selectedItem }) => {
      setTyped(null);
      onPick(selectedItem ?? null);
    },
    stateReducer: keepWhenLeft,
    onIsOpenChange: ({ isOpen }) => {
      if (!isOpen) {
        if (typed === "") onPick(null);
        setTyped(null);
      }
    },
  });
  const missing = frame.required && picked === null ? t("field.required") : "";
  const control = useValidity<HTMLInputElement>(missing);
  return (
    <Field {...frame} error={frame.error ?? (left && missing ? missing : null)}>
      {(tied) => (
        <div className="combo">
          <input
            {...box.getInputProps({
              ...tied,
              ref: control,
              name,
              placeholder,
              "aria-labelledby": undefined,
              onInvalid: () => setLeft(true),
              onBlur: () => setLeft(true),
            })}
            autoComplete="off"
            spellCheck={false}
            aria-required={frame.required}
          />
          {picked !== null && (
            <button
              type="button"
              className="combo-clear"
              tabIndex={-1}
              aria-label={t("field.clear")}
              onClick={() => onPick(null)}
            >
              <CloseIcon />
            </button>
          )}
          <OpenList box={box} />
          <Suggestions
            box={box}
            label={frame.label}
            choices={choices}
            keyOf={keyOf}
            textOf={textOf}
            detailOf={detailOf}
            none
          />
        </div>
      )}
    </Field>
  );
}

import { useCombobox } from "downshift";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, type FieldFrame } from "./field.tsx";
import { ChevronIcon, CloseIcon } from "./icons.tsx";
import { matching } from "./match.ts";
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
    stateReducer: (state, { type, changes }) =>
      // Escape closes the list; it does not take the pick away.
      type === useCombobox.stateChangeTypes.InputKeyDownEscape
        ? { ...changes, selectedItem: state.selectedItem, inputValue: state.inputValue }
        : changes,
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
          <button
            type="button"
            {...box.getToggleButtonProps({ "aria-label": t("field.showList") })}
            className="combo-open"
          >
            <ChevronIcon />
          </button>
          <ul
            {...box.getMenuProps({ "aria-label": frame.label, "aria-labelledby": undefined })}
            className="combo-list"
            hidden={!box.isOpen || choices.length === 0}
          >
            {box.isOpen &&
              choices.map((item, index) => (
                <li
                  key={keyOf(item)}
                  {...box.getItemProps({ item, index })}
                  className={box.highlightedIndex === index ? "combo-item combo-item-on" : "combo-item"}
                >
                  <span>{textOf(item)}</span>
                  {detailOf && <span className="combo-detail">{detailOf(item)}</span>}
                </li>
              ))}
          </ul>
          {box.isOpen && choices.length === 0 && <p className="combo-list combo-none">{t("field.noChoice")}</p>}
        </div>
      )}
    </Field>
  );
}

import { useCombobox } from "downshift";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, type FieldFrame } from "./field.tsx";
import { CloseIcon, SearchIcon } from "./icons.tsx";
import { keepWhenLeft, Suggestions } from "./suggestions.tsx";
import { useValidity } from "./validity.ts";

/** A pause in typing after which the register is asked, milliseconds. */
const pause = 120;

interface SearchFieldProps<Item> extends FieldFrame {
  /** The first items that hold what was typed; "" gives the first of all. */
  readonly find: (typed: string) => Promise<readonly Item[]>;
  readonly textOf: (item: Item) => string;
  readonly detailOf: (item: Item) => string;
  readonly keyOf: (item: Item) => string;
  readonly picked: Item | null;
  readonly onPick: (item: Item | null) => void;
  readonly placeholder?: string;
  readonly name?: string;
}

/** Pick one of very many: the list is asked for while typing, and the latest answer counts. */
export function SearchField<Item>({
  find,
  textOf,
  detailOf,
  keyOf,
  picked,
  onPick,
  placeholder,
  name,
  ...frame
}: SearchFieldProps<Item>) {
  const { t } = useTranslation("common");
  const [typed, setTyped] = useState<string | null>(null); // null: nothing typed since the last pick
  const [choices, setChoices] = useState<readonly Item[] | null>(null);
  const [left, setLeft] = useState(false);
  const latest = useRef(find);
  useEffect(() => {
    latest.current = find;
  });
  const box = useCombobox<Item>({
    items: [...(choices ?? [])],
    itemToString: (item) => (item === null ? "" : textOf(item)),
    itemToKey: (item) => (item === null ? "" : keyOf(item)),
    selectedItem: picked,
    inputValue: typed ?? (picked === null ? "" : textOf(picked)),
    onInputValueChange: ({ inputValue, type }) => {
      if (type === useCombobox.stateChangeTypes.InputChange) setTyped(inputValue);
    },
    onSelectedItemChange: ({ selectedItem }) => {
      setTyped(null);
      onPick(selectedItem ?? null);
    },
    stateReducer: keepWhenLeft,
    onIsOpenChange: ({ isOpen }) => {
      if (isOpen) return;
      if (typed === "") onPick(null);
      setTyped(null);
    },
  });
  useEffect(() => {
    if (!box.isOpen) return;
    let current = true;
    const timer = setTimeout(() => {
      void latest.current(typed ?? "").then((found) => {
        if (current) setChoices(found);
      });
    }, pause);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [typed, box.isOpen]);
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
          {picked === null ? (
            <span className="combo-open" aria-hidden="true">
              <SearchIcon />
            </span>
          ) : (
            <button
              type="button"
              className="combo-open"
              tabIndex={-1}
              aria-label={t("field.clear")}
              onClick={() => onPick(null)}
            >
              <CloseIcon />
            </button>
          )}
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

import { useCombobox } from "downshift";
import { useId, useState } from "react";
import { useCommand } from "./commands.ts";
import { Suggestions } from "./suggestions.tsx";

/** Go somewhere by typing a few letters of its name: the field empties itself once it has taken you there. */
export function JumpField<Place>({
  label,
  hint,
  find,
  keyOf,
  textOf,
  onJump,
}: {
  readonly label: string;
  readonly hint: string;
  readonly find: (typed: string) => readonly Place[];
  readonly keyOf: (place: Place) => string;
  readonly textOf: (place: Place) => string;
  readonly onJump: (place: Place) => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const found = typed.trim() === "" ? [] : find(typed.trim());
  useCommand("goto", () => {
    const input = document.getElementById(id);
    if (!(input instanceof HTMLInputElement)) return;
    input.focus();
    input.select();
  });
  const box = useCombobox<Place>({
    items: [...found],
    itemToString: (place) => (place === null ? "" : textOf(place)),
    inputValue: typed,
    selectedItem: null,
    defaultHighlightedIndex: 0,
    onInputValueChange: ({ inputValue, type }) => {
      if (type === useCombobox.stateChangeTypes.InputChange) setTyped(inputValue);
    },
    onIsOpenChange: ({ isOpen }) => {
      if (!isOpen) setTyped("");
    },
    onSelectedItemChange: ({ selectedItem, type }) => {
      if (selectedItem !== null && type !== useCombobox.stateChangeTypes.InputBlur) onJump(selectedItem);
    },
  });
  return (
    <div className="combo jump">
      <input
        {...box.getInputProps({ id, "aria-label": label, "aria-labelledby": undefined })}
        type="search"
        placeholder={label}
        title={hint}
        autoComplete="off"
        spellCheck={false}
      />
      <Suggestions box={box} label={label} choices={found} keyOf={keyOf} textOf={textOf} none={typed.trim() !== ""} />
    </div>
  );
}

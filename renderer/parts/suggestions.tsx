import {
  type UseComboboxReturnValue,
  type UseComboboxState,
  type UseComboboxStateChangeOptions,
  useCombobox,
} from "downshift";
import { useTranslation } from "react-i18next";
import { ChevronIcon } from "./icons.tsx";

/**
 * The list under a field that suggests: the same in every field, so that a hand learns it once.
 *
 * @param none  say that nothing fits; otherwise there is no list then
 */
export function Suggestions<Item>({
  box,
  label,
  choices,
  keyOf,
  textOf,
  detailOf,
  none = false,
}: {
  readonly box: Pick<UseComboboxReturnValue<Item>, "getMenuProps" | "getItemProps" | "isOpen" | "highlightedIndex">;
  readonly label: string;
  readonly choices: readonly Item[] | null; // null: still asked for
  readonly keyOf: (item: Item) => string;
  readonly textOf: (item: Item) => string;
  readonly detailOf?: ((item: Item) => string) | undefined; // a second, quieter text
  readonly none?: boolean;
}) {
  const { t } = useTranslation("common");
  return (
    <>
      <ul
        {...box.getMenuProps({ "aria-label": label, "aria-labelledby": undefined })}
        className="combo-list"
        hidden={!box.isOpen || !choices?.length}
      >
        {box.isOpen &&
          choices?.map((item, index) => (
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
      {none && box.isOpen && choices?.length === 0 && <p className="combo-list combo-none">{t("field.noChoice")}</p>}
    </>
  );
}

/** The button that opens the list under a field, and closes it. */
export function OpenList<Item>({ box }: { readonly box: Pick<UseComboboxReturnValue<Item>, "getToggleButtonProps"> }) {
  const { t } = useTranslation("common");
  return (
    <button type="button" {...box.getToggleButtonProps({ "aria-label": t("field.showList") })} className="combo-open">
      <ChevronIcon />
    </button>
  );
}

/**
 * Escape closes the list and leaving the field is no choice: what was picked and typed stays. Without it a pick would be
 * taken away, or the line under the arrow picked.
 */
export const keepWhenLeft = <Item,>(
  state: UseComboboxState<Item>,
  { type, changes }: UseComboboxStateChangeOptions<Item>,
): Partial<UseComboboxState<Item>> =>
  type === useCombobox.stateChangeTypes.InputKeyDownEscape || type === useCombobox.stateChangeTypes.InputBlur
    ? { ...changes, selectedItem: state.selectedItem, inputValue: state.inputValue }
    : changes;

import { useCombobox } from "downshift";
import { useTranslation } from "react-i18next";
import { type CodeEntry, type CodeList, codeOf } from "../../shared/domain/codes/code-list.ts";
import type { Coded } from "../../shared/domain/primitives.ts";
import { Field, type FieldFrame } from "./field.tsx";
import { matching } from "./match.ts";
import { keepWhenLeft, OpenList, Suggestions } from "./suggestions.tsx";
import { tidyLine, useTouched } from "./text-field.tsx";

/**
 * A value as the paper writes it, beside its code. The text is free; the code is set when an entry is picked, or when
 * the text is an entry's own text (marks and case aside), and is empty otherwise: it is never guessed.
 */
export function CodedField({
  value,
  codes,
  onChange,
  name,
  remark,
  ...frame
}: FieldFrame & {
  readonly value: Coded;
  readonly codes: CodeList;
  readonly onChange: (value: Coded) => void;
  readonly name?: string;
  readonly remark?: string | undefined; // said instead of what the code is
}) {
  const { t } = useTranslation("common");
  const { arrive, touched } = useTouched(value.text);
  const exact = codes.some((choice) => choice.vi === value.text);
  const choices = matching(codes, (choice) => choice.vi, exact ? "" : value.text, codes.length);
  const box = useCombobox<CodeEntry>({
    items: [...choices],
    itemToString: (choice) => choice?.vi ?? "",
    selectedItem: codes.find((choice) => choice.code === value.code) ?? null,
    inputValue: value.text,
    onInputValueChange: ({ inputValue, type }) => {
      if (type === useCombobox.stateChangeTypes.InputChange) onChange(codedText(inputValue, codes));
    },
    onSelectedItemChange: ({ selectedItem, type }) => {
      if (type === useCombobox.stateChangeTypes.InputKeyDownEnter || type === useCombobox.stateChangeTypes.ItemClick)
        if (selectedItem) onChange({ code: selectedItem.code, text: selectedItem.vi });
    },
    stateReducer: keepWhenLeft,
  });
  const coded = codes.find((choice) => choice.code === value.code);
  const says =
    value.text === ""
      ? frame.hint
      : remark !== undefined
        ? remark
        : coded === undefined
          ? t("field.free")
          : coded.vi === value.text
            ? frame.hint
            : t("field.coded", { text: coded.vi });
  return (
    <Field {...frame} hint={says}>
      {(tied) => (
        <div className="combo">
          <input
            {...box.getInputProps({
              ...tied,
              name,
              "aria-labelledby": undefined,
              onFocus: arrive,
              onBlur: () => {
                if (!touched()) return;
                const typed = tidyLine(value.text);
                const spelled = coded?.vi.toLowerCase() === typed.toLowerCase() ? coded.vi : typed;
                if (spelled !== value.text) onChange({ ...value, text: spelled });
              },
            })}
            maxLength={400}
            autoComplete="off"
            spellCheck={false}
          />
          <OpenList box={box} />
          <Suggestions
            box={box}
            label={frame.label}
            choices={choices}
            keyOf={({ code }) => code}
            textOf={({ vi }) => vi}
          />
        </div>
      )}
    </Field>
  );
}

/** What a typed text stands for: the code of the entry that has this name, variants and marks aside. A bare number is none. */
export const codedText = (typed: string, codes: CodeList): Coded => ({
  code: /^\s*\d*\s*$/.test(typed) ? null : codeOf(codes, typed),
  text: typed.normalize("NFC"),
});

import { type BlankShape, fieldNamed } from "./fields.ts";
import type { MergeValues } from "./merge.ts";
import { plainText } from "./plain-text.ts";

/** What stands on the paper where nothing is known. */
const dots: Readonly<Record<BlankShape, string>> = {
  number: "………",
  word: "…………………",
  line: "…………… …………… ……………", // may be broken between lines,
  date: "ngày …… tháng …… năm ………",
};

export const blankOf = (name: string): string => dots[fieldNamed(name)?.blank ?? "word"];

/** Values as they are printed: plain text, and dots where nothing is known. */
export const printedValues = ({ fields, lists }: MergeValues): MergeValues => ({
  fields: printedRow(fields),
  lists: Object.fromEntries(Object.entries(lists).map(([name, rows]) => [name, rows.map(printedRow)])),
});

const printedRow = (row: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(row).map(([name, text]) => {
      const plain = plainText(text).trim();
      return [name, plain === "" ? blankOf(name) : plain];
    }),
  );

/** What a template asks for: names of fields, and of lists with the fields inside each. */
export interface UsedFields {
  readonly fields: readonly string[]; // outside any list, or inside one that is a condition
  readonly lists: readonly { readonly name: string; readonly fields: readonly string[] }[];
}

/** Names a template uses that this version does not know: the fields were renamed or left out since it was brought in. */
export const vanishedFields = (
  { fields, lists }: UsedFields,
  isKnown: (name: string) => boolean,
): readonly string[] => [
  ...new Set(
    [...fields, ...lists.flatMap(({ name, fields: inside }) => [name, ...inside])].filter((name) => !isKnown(name)),
  ),
];

/** A value that is wanted and not known. `row`: of which line of a list, counted from 1. */
export interface BlankValue {
  readonly name: string;
  readonly row: number | null;
}

/** The fields a template uses that would stay dotted, in the order of the template. */
export function blankValues(used: UsedFields, { fields, lists }: MergeValues): readonly BlankValue[] {
  const isBlank = (text: string | undefined): boolean => text === undefined || plainText(text).trim() === "";
  const alone = used.fields.filter((name) => isBlank(fields[name])).map((name) => ({ name, row: null }));
  const inside = used.lists.flatMap(({ name, fields: wanted }) =>
    (lists[name] ?? []).flatMap((row, at) =>
      wanted
        .filter((each) => isBlank(row[each] ?? fields[each]))
        .map((each) => ({ name: each, row: (lists[name]?.length ?? 0) > 1 ? at + 1 : null })),
    ),
  );
  const seen = new Set<string>();
  return [...alone, ...inside].filter(({ name, row }) => {
    const key = `${name} ${row}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

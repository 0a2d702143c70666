import { makeSheet } from "../../../shared/domain/sheets/make-sheet.ts";
import { item, part, type Sheet, table } from "../../../shared/domain/sheets/sheet.ts";
import { aDossier, aSheetInput } from "../../fixtures/dossier.ts";

/** Labels and numbers of a form's items and headings, in the order they are printed. */
export const labelsOf = ({ blocks }: Sheet): readonly string[] =>
  blocks.flatMap((block) =>
    block.kind === "item"
      ? [block.no, ...block.parts.map(({ label }) => label)]
      : block.kind === "heading"
        ? [block.no, block.title]
        : [block.no, block.label],
  );

/** What a form says of the person, wherever it stands. */
export const valuesOf = ({ header, numbers, blocks }: Sheet): readonly string[] => [
  ...[...header, ...numbers].map(({ value }) => value),
  ...blocks.flatMap((block) =>
    block.kind === "item"
      ? block.parts.map(({ value }) => value)
      : block.kind === "table"
        ? block.groups.flatMap(({ rows }) => rows.flat())
        : [],
  ),
];

/** Every vowel with every tone and đ, small and capital: 146 letters with those that bear no tone. */
export function vietnameseLetters(): readonly string[] {
  const vowels = "a ă â e ê i o ô ơ u ư y".split(" ");
  const tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
  const small = vowels.flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize("NFC"))).concat("đ");
  return [...small, ...small.map((letter) => letter.toLocaleUpperCase("vi"))];
}

/** A form with a text in an item, in a cell, as a label and as a hint. */
export const holding = (texts: readonly string[]): Sheet => ({
  ...makeSheet("2c-98", aSheetInput(aDossier())),
  blocks: [
    ...texts.flatMap((text, at) =>
      at % 3 === 0
        ? [
            item("1)", [
              ...texts.slice(at, at + 3).flatMap((each) => part("Tên", each)),
              part(text, "", { hint: text, after: text }),
            ]),
          ]
        : [],
    ),
    table(
      [
        ["A", 50],
        ["B", 50],
      ],
      texts.map((text) => [text, text]),
      0,
      { note: texts[0] ?? "", label: texts[1] ?? "" },
    ),
  ],
  besidePhoto: 0,
});

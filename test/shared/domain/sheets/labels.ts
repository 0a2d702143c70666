import type { Block, Sheet } from "../../../../shared/domain/sheets/sheet.ts";

/** Everything pre-printed on a sheet, top to bottom. */
export const labelsOf = (sheet: Sheet): string[] =>
  [
    ...sheet.header.map((each) => each.label),
    sheet.code,
    sheet.title,
    ...sheet.numbers.map((each) => each.label),
    sheet.photo,
    ...sheet.blocks.flatMap(labelsOfBlock),
    ...sheet.signatures.flatMap((each) => [each.place, each.role, each.text, each.note]),
  ].filter((label) => label !== "");

function labelsOfBlock(block: Block): string[] {
  const first = (label: string): string => (block.no === "" ? label : `${block.no} ${label}`);
  if (block.kind === "heading") return [first(block.title)];
  if (block.kind === "item") {
    return block.parts.flatMap((each, i) => [i === 0 ? first(each.label) : each.label, each.hint]);
  }
  return [
    first(block.label),
    ...block.heads,
    ...block.groups.flatMap((group) => [group.label, ...group.rows.flat()]),
    block.note,
  ];
}

/** The value behind a label; of a label that is there twice, both. */
export function valueAt(sheet: Sheet, label: string): string {
  const parts = sheet.blocks.flatMap((block) => (block.kind === "item" ? block.parts : []));
  return parts
    .filter((each) => each.label === label)
    .map((each) => each.value)
    .join(" | ");
}

/** Rows of the table with this number or under this heading that have something in them. */
export function rowsAt(sheet: Sheet, no: string): readonly (readonly string[])[] {
  const at = sheet.blocks.findIndex((block) => block.no === no);
  const found = sheet.blocks.slice(at).find((block) => block.kind === "table");
  if (at < 0 || found?.kind !== "table") throw new Error(`no table at ${no}`);
  return found.groups.flatMap(({ rows }) => rows.filter((row) => row.some((cell) => cell !== "")));
}

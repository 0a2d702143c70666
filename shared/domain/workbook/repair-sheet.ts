import { type FontText, type LegacyColumn, legacyColumn, legacySheet, repair } from "../text/legacy-evidence.ts";
import { fromLegacy, type LegacyEncoding } from "../text/legacy-fonts.ts";
import type { Cell, SheetCells } from "./cell.ts";

/** What a clerk says of a column's letters: as proposed, as they stand, or all of them in one encoding. */
export type Letters = "proposed" | "keep" | LegacyEncoding;

/** What is proposed for one column, with a few cells before and after. */
export interface LettersProposal extends LegacyColumn {
  readonly column: number;
  readonly samples: readonly { readonly row: number; readonly before: string; readonly after: string }[];
}

/** The columns of a sheet that hold text of the old fonts. */
export function proposeLetters(sheet: SheetCells): readonly LettersProposal[] {
  const columns = Array.from({ length: sheet.columns }, (_, column) => textsOf(sheet, column));
  if (!columns.some((texts) => texts.some(({ cell }) => /[\u0080-\u00ff]/.test(cell.text) || cell.font !== "")))
    return [];
  const all = columns.flatMap((texts) => texts.map(({ cell }) => cell));
  // Where fonts tell old text from new, what one column speaks for says nothing of another.
  const elsewhere = all.some(({ font }) => font !== "") ? null : legacySheet(all);
  return columns.flatMap((texts, column) => {
    const proposal = legacyColumn(
      texts.map(({ cell }) => cell),
      elsewhere,
    );
    if (proposal.turned === 0 && proposal.lost.length === 0) return [];
    const samples = texts
      .map(({ row, cell }) => ({ row, before: cell.text, after: repair(cell, proposal.encoding).text }))
      .filter(({ before, after }) => before !== after)
      .slice(0, 4);
    return [{ ...proposal, column, samples }];
  });
}

/** A sheet in Unicode, and the cells in which letters could not be recovered. */
export interface RepairedSheet extends SheetCells {
  readonly lost: ReadonlyMap<string, readonly string[]>; // "row,column": which letters
  readonly turned: ReadonlySet<string>; // "row,column"
}

/** @param letters  by column, where the clerk said something else than what is proposed */
export function repairSheet(
  sheet: SheetCells,
  proposals: readonly LettersProposal[],
  letters: ReadonlyMap<number, Letters>,
): RepairedSheet {
  const lost = new Map<string, readonly string[]>();
  const turned = new Set<string>();
  const proposed = new Map(proposals.map((proposal) => [proposal.column, proposal]));
  const touched = new Set([...proposed.keys(), ...letters.keys()]);
  if (touched.size === 0) return { ...sheet, lost, turned };
  const cells = sheet.cells.map((line, row) =>
    line.map((cell, column): Cell => {
      const said = letters.get(column) ?? "proposed";
      if (!touched.has(column) || said === "keep") return cell;
      const text = fontText(cell);
      if (text === null) return cell;
      const made =
        said === "proposed"
          ? repair(text, proposed.get(column)?.encoding ?? null)
          : fromLegacy(text.text, said, text.font);
      if (made.lost.length > 0) lost.set(`${row},${column}`, made.lost);
      if (made.text === text.text) return cell;
      turned.add(`${row},${column}`);
      return typeof cell === "object" && cell !== null ? { ...cell, value: made.text } : made.text;
    }),
  );
  return { ...sheet, cells, lost, turned };
}

const textsOf = (sheet: SheetCells, column: number) =>
  sheet.cells.flatMap((line, row) => {
    const cell = fontText(line[column] ?? null);
    return cell === null ? [] : [{ row, cell }];
  });

function fontText(cell: Cell): FontText | null {
  if (typeof cell === "string") return { text: cell, font: "" };
  if (cell === null || typeof cell !== "object" || typeof cell.value !== "string" || cell.kind !== "text") return null;
  return { text: cell.value, font: cell.font ?? "" };
}

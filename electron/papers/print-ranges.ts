import type { NamedRange } from "hucre";

/**
 * What of a sheet is printed and which rows repeat, as names of the workbook. The library would leave a sheet's name
 * without its quotes: with a blank in it that is no reference, and no head is repeated.
 *
 * @param lastCell  "F136"
 * @param heads     first and last row, from 1; null: none repeats
 */
export function printRanges(
  sheet: string,
  lastCell: string,
  heads: { readonly from: number; readonly to: number } | null,
): NamedRange[] {
  const quoted = `'${sheet.replaceAll("'", "''")}'`;
  const area = `${quoted}!$A$1:$${lastCell.replace(/(\d+)$/, "$$$1")}`;
  return [
    { name: "_xlnm.Print_Area", range: area, scope: sheet },
    ...(heads === null
      ? []
      : [{ name: "_xlnm.Print_Titles", range: `${quoted}!$${heads.from}:$${heads.to}`, scope: sheet }]),
  ];
}

import type { CellProblem, WorkbookProblem } from "../../problem.ts";
import { failed, ok, type Result } from "../../result.ts";
import type { AnyRecord } from "../record-kinds.ts";
import type { WorkbookContext } from "./context.ts";
import { layout, type SheetKey } from "./layout.ts";
import { readCareer } from "./read-career.ts";
import { readMoves } from "./read-moves.ts";
import { readPeople } from "./read-people.ts";
import { readSheet, type SheetRead, type SheetRow, type WorkbookText } from "./read-sheet.ts";
import { readUnits } from "./read-units.ts";
import { newTally } from "./tally.ts";

/** How many records of each kind a workbook makes, changes and leaves as they are. */
export interface WorkbookCounts {
  readonly created: Readonly<Record<string, number>>;
  readonly changed: Readonly<Record<string, number>>;
  readonly unchanged: Readonly<Record<string, number>>;
  /** Columns that the layout does not know; nothing of them was read. */
  readonly ignored: readonly { readonly sheet: string; readonly header: string }[];
}

/** No more bad cells than this are named; the rest are counted. */
export const mostCellsNamed = 500;

/**
 * Turn a workbook of the fixed layout into records, whole or not at all.
 *
 * `records` holds those that are new or differ from what is on file; reading a workbook a second time gives none.
 * A person is known by "Mã cán bộ" (cadre number), else by the identity number; a unit by its code; a version of a
 * unit, a step of a career, a move and a decision by what they say (see docs/workbook-layout.md). A blank cell says
 * nothing: it never empties a field. Withdrawn records on file stay so.
 *
 * @returns every bad cell by address, header, text and reason; or the columns a sheet lacks
 */
export function readWorkbook(
  workbook: WorkbookText,
  context: WorkbookContext,
): Result<{ readonly records: readonly AnyRecord[]; readonly counts: WorkbookCounts }, WorkbookProblem> {
  const cells: CellProblem[] = [];
  const units = readSheet(workbook, "units", cells);
  const people = readSheet(workbook, "people", cells);
  const career = readSheet(workbook, "career", cells);
  const moves = readSheet(workbook, "moves", cells);
  const lacking = [units, people, career, moves].find((read) => read !== null && "kind" in read);
  if (lacking != null && "kind" in lacking) return failed(lacking);
  if (units === null && people === null && career === null && moves === null) return failed(notOurs);

  const tally = newTally();
  const withUnits = { ...context, ...readUnits(rowsOf(units), context, tally) };
  const withPeople = { ...withUnits, ...readPeople(rowsOf(people), context, tally) };
  const movesRead = readMoves(rowsOf(moves), withPeople, tally);
  readCareer(rowsOf(career), { ...withPeople, moves: movesRead }, tally);

  if (cells.length > 0) {
    const named = cells.slice(0, mostCellsNamed);
    return failed({ kind: "workbook-cells", cells: named, more: cells.length - named.length });
  }
  const ignored = [
    ...ignoredOf("units", units),
    ...ignoredOf("people", people),
    ...ignoredOf("career", career),
    ...ignoredOf("moves", moves),
  ];
  return ok({ records: tally.records(), counts: { ...tally.counts(), ignored } });
}

/** A workbook without any of the four sheets lacks every column that people need. */
const notOurs: WorkbookProblem = {
  kind: "workbook-columns",
  sheet: layout.people.name,
  missing: Object.values(layout.people.columns)
    .filter((column) => column.needed !== "none")
    .map((column) => column.header),
};

type Read<Key extends SheetKey> = SheetRead<Key> | WorkbookProblem | null;

const rowsOf = <Key extends SheetKey>(read: Read<Key>): readonly SheetRow<Key>[] =>
  read === null || "kind" in read ? [] : read.rows;

const ignoredOf = <Key extends SheetKey>(key: Key, read: Read<Key>): WorkbookCounts["ignored"] =>
  read === null || "kind" in read ? [] : read.ignored.map((header) => ({ sheet: layout[key].name, header }));

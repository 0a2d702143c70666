import { codeOf } from "../codes/code-list.ts";
import { relations } from "../codes/family-codes.ts";
import type { Relative } from "../protected.ts";
import { coded, joined, rowsThenText, type SheetInput } from "./compose.ts";
import { type RowGroup, rowsWithRoom, type TableBlock, table } from "./sheet.ts";

// The family tables of the three forms: the same four columns, in two tables.

const parents = ["BO", "ME", "BO_NUOI", "ME_NUOI", "ONG_NOI", "BA_NOI", "ONG_NGOAI", "BA_NGOAI"];
const siblings = ["ANH", "CHI", "EM"];

/** A pre-printed label, the relations under it, and the rows it has room for. */
type Group = readonly [label: string, relations: readonly string[], least: number];

const ownGroups: readonly Group[] = [
  ["Bố, mẹ", parents, 2],
  ["Vợ", ["VO"], 1],
  ["Chồng", ["CHONG"], 1],
  ["Các con:", ["CON", "CON_NUOI"], 3],
  ["Anh chị em ruột", siblings, 4],
];
const spouseGroups: readonly Group[] = [
  ["Bố, mẹ", ["BO_VO", "ME_VO", "BO_CHONG", "ME_CHONG", ...parents], 2],
  ["Anh chị em ruột", ["ANH_VO", "CHI_VO", "EM_VO", "ANH_CHONG", "CHI_CHONG", "EM_CHONG", ...siblings], 4],
];

/** Relatives of one side under the labels the form has printed; whoever fits none of them stands below. */
export function familyGroups(input: SheetInput, side: Relative["side"]): RowGroup[] {
  const groups = side === "OWN" ? ownGroups : spouseGroups;
  const relatives = relativesOf(input, side);
  const labelled = groups.map(([label, codes, least]) => ({
    label,
    rows: rowsWithRoom(
      relatives.filter((relative) => codes.includes(relationOf(relative) ?? "")).map((each) => row(input, each)),
      4,
      least,
    ),
  }));
  const named = groups.flatMap(([, codes]) => codes);
  const others = relatives.filter((relative) => !named.includes(relationOf(relative) ?? ""));
  return others.length === 0 ? labelled : [...labelled, { label: "", rows: others.map((each) => row(input, each)) }];
}

/** One side's relatives in plain rows, under the heads of a form. */
export const familyTable = (
  input: SheetInput,
  side: Relative["side"],
  columns: readonly (readonly [string, number])[],
  least: number,
  style: { readonly no: string; readonly label: string },
): TableBlock =>
  table(
    columns,
    relativesOf(input, side).map((each) => row(input, each)),
    least,
    style,
  );

/** Relatives who live abroad, each with what is known, and what the file says of them. */
export const relativesAbroad = (input: SheetInput): string =>
  rowsThenText(
    [...relativesOf(input, "OWN"), ...relativesOf(input, "SPOUSE")]
      .filter(({ abroad }) => abroad)
      .map((each) => joined([joined([coded(input, "RELATION", each.relation), each.name], " "), each.details], ": ")),
    input.dossier.protected?.relativesAbroad ?? "",
    "\n",
  );

const row = (input: SheetInput, relative: Relative): readonly string[] => [
  coded(input, "RELATION", relative.relation),
  relative.name,
  relative.birthYear,
  relative.details,
];

/** In the order of the list of relations, older ones first. */
function relativesOf({ dossier }: SheetInput, side: Relative["side"]): Relative[] {
  return (dossier.relative ?? [])
    .filter((relative) => !relative.withdrawn && relative.side === side)
    .toSorted(
      (a, b) =>
        place(a) - place(b) || (a.birthYear < b.birthYear ? -1 : a.birthYear > b.birthYear ? 1 : a.id < b.id ? -1 : 1),
    );
}

const relationOf = ({ relation }: Relative): string | null => relation.code ?? codeOf(relations, relation.text);

function place(relative: Relative): number {
  const code = relationOf(relative);
  const index = relations.findIndex((entry) => entry.code === code);
  return index < 0 ? relations.length : index;
}

import type { TFunction } from "i18next";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { directions, moveKinds, moveOutcomes } from "../../shared/domain/codes/move-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { isPartialDate } from "../../shared/domain/primitives.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import type { RotationRow } from "../state/rotations.ts";
import type { useLanguage } from "./language.ts";

/** The register of moves as it is shown, the latest first. */
export function rotationsAsTable(
  rows: readonly RotationRow[],
  above: readonly string[], // office, day, what it is narrowed to
  t: TFunction<["rotation", "move", "common"]>,
  language: ReturnType<typeof useLanguage>,
): LaidTable {
  const placeOf = ({ title, unit }: RotationRow["to"]): string =>
    [title, unit].filter((part) => part !== "").join(", ");
  return {
    title: t("paper.title"),
    above: above.map((line) => line.slice(0, 300)),
    columns: [
      { head: t("paper.number"), width: 5 },
      { head: t("column.person"), width: 22 },
      { head: t("column.start"), width: 12 },
      { head: t("column.from"), width: 26 },
      { head: t("column.to"), width: 26 },
      { head: t("column.kind"), width: 16 },
      { head: t("column.direction"), width: 14 },
      { head: t("column.decision"), width: 16 },
      { head: t("column.state"), width: 16 },
      { head: t("column.outcome"), width: 16 },
    ],
    rows: rows.map((row, n) => [
      n + 1,
      row.name,
      row.start !== null && isPartialDate(row.start) ? { date: row.start } : null,
      placeOf(row.from),
      placeOf(row.to),
      nameOfCode(moveKinds, row.kind, language),
      row.direction === null ? "" : nameOfCode(directions, row.direction, language),
      row.decision,
      row.overdue === null
        ? t(`move:state.${row.shown}`)
        : t("move:head.overdue", { date: formatPartialDate(row.overdue) }),
      row.outcome === "ONGOING" ? "" : nameOfCode(moveOutcomes, row.outcome, language),
    ]),
    below: [],
    paper: "A4",
  };
}

import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import type { Desktop, ReplyOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";

/** What left the office as a workbook. Null: the clerk chose no place. */
export type TableSaved = ReplyOf<"table.save">;

/** @param suggestedName  small letters, digits and hyphens: nothing personal */
export const saveTable = (
  desktop: Desktop,
  suggestedName: string,
  table: LaidTable,
): Promise<Result<TableSaved, Problem>> => desktop.call("table.save", { suggestedName, table });

import type { FileKind } from "../../shared/domain/tables/file-kind.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import type { Desktop, ReplyOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";

/** What left the office as a file of an office program. Null: the clerk chose no place. */
export type TableSaved = ReplyOf<"table.save">;

/** @param suggestedName  small letters, digits and hyphens: nothing personal */
export const saveTables = (
  desktop: Desktop,
  suggestedName: string,
  as: FileKind,
  tables: readonly LaidTable[],
): Promise<Result<TableSaved, Problem>> => desktop.call("table.save", { suggestedName, as, tables: [...tables] });

import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import type { ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Shell } from "../door/door.ts";
import { leaveFile } from "../files/leave-file.ts";
import type { Office } from "../office.ts";
import { tableWorkbook } from "../workbook/write-table.ts";
import { askFor, leavesAs } from "./file-kinds.ts";

/** Ask where to keep tables, write them as one file and read it back; the register has its line first. */
export async function saveTable(
  office: Office,
  shell: Pick<Shell, "askSave">,
  { suggestedName, as, tables: [first, ...others], said }: RequestOf<"table.save">,
): Promise<Result<ReplyOf<"table.save">, Problem>> {
  if (first === undefined) return ok(null); // the contract asks for one
  const path = await shell.askSave(askFor(as, suggestedName));
  if (path === null) return ok(null);
  const tables: readonly [LaidTable, ...LaidTable[]] = [first, ...others];
  const content =
    as === "xlsx"
      ? await tableWorkbook(...tables)
      : await (await import("./table-docx.ts")).tableDocument(tables, office.machine.clock.note());
  return leaveFile(office, leavesAs[as], `${suggestedName}.${as}`, path, content, said);
}

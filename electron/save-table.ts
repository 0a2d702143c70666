import type { ReplyOf, RequestOf } from "../shared/ipc/contract.ts";
import type { Problem } from "../shared/problem.ts";
import { ok, type Result } from "../shared/result.ts";
import type { Shell } from "./door.ts";
import { leaveFile } from "./leave-file.ts";
import type { Office } from "./office.ts";
import { tableWorkbook } from "./workbook/write-table.ts";

/** Ask where to keep a table, write it as a workbook and read it back; the register has its line first. */
export async function saveTable(
  office: Office,
  shell: Pick<Shell, "askSave">,
  { suggestedName, table, said }: RequestOf<"table.save">,
): Promise<Result<ReplyOf<"table.save">, Problem>> {
  const path = await shell.askSave({
    title: "Lưu bảng Excel",
    suggestedPath: `${suggestedName}.xlsx`,
    filters: [{ name: "Excel", extensions: ["xlsx"] }],
  });
  if (path === null) return ok(null);
  return leaveFile(office, "workbook", `${suggestedName}.xlsx`, path, await tableWorkbook(table), said);
}

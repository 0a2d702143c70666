import type { ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Shell } from "../door/door.ts";
import { leaveFile } from "../files/leave-file.ts";
import type { Office } from "../office.ts";
import { askFor, leavesAs } from "./file-kinds.ts";
import { portraitOf } from "./portrait.ts";

/** Ask where to keep a form, write it as a Word file or a workbook and read it back; the register has its line first. */
export async function saveSheet(
  office: Office,
  shell: Pick<Shell, "askSave">,
  { suggestedName, as, sheet, said }: RequestOf<"sheet.save">,
): Promise<Result<ReplyOf<"sheet.save">, Problem>> {
  const path = await shell.askSave(askFor(as, suggestedName));
  if (path === null) return ok(null);
  const portrait = await portraitOf(office, sheet.portrait);
  const content = await written();
  return leaveFile(office, leavesAs[as], `${suggestedName}.${as}`, path, content, said);

  // Loaded by those who ask for it, not by a start.
  async function written(): Promise<Uint8Array> {
    if (as === "xlsx") return (await import("./sheet-xlsx.ts")).sheetWorkbook(sheet, portrait);
    return (await import("./sheet-docx.ts")).sheetDocument(sheet, portrait, office.machine.clock.note());
  }
}

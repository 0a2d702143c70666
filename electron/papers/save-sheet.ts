import type { ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Shell } from "../door.ts";
import { leaveFile } from "../leave-file.ts";
import type { Office } from "../office.ts";
import { portraitOf } from "./portrait.ts";

/** Ask where to keep a form, write it as a Word file and read it back; the register has its line first. */
export async function saveSheet(
  office: Office,
  shell: Pick<Shell, "askSave">,
  { suggestedName, sheet }: RequestOf<"sheet.save">,
): Promise<Result<ReplyOf<"sheet.save">, Problem>> {
  const named = `${suggestedName}.docx`;
  const path = await shell.askSave({
    title: "Lưu bản Word",
    suggestedPath: named,
    filters: [{ name: "Word", extensions: ["docx"] }],
  });
  if (path === null) return ok(null);
  const portrait = await portraitOf(office, sheet.portrait);
  const { sheetDocument } = await import("./sheet-docx.ts"); // needed by those who ask for it, not by a start
  const content = await sheetDocument(sheet, portrait, office.machine.clock.note());
  return leaveFile(office, "print", named, path, content);
}

import { basename } from "node:path";
import type { WorkbookRows } from "../shared/ipc/contract.ts";
import type { Problem } from "../shared/problem.ts";
import { failed, type Result } from "../shared/result.ts";
import { errnoOf, type Machine } from "./machine.ts";
import { readFully } from "./store/safe-write.ts";
import { readWorkbookFile, workbookCaps } from "./workbook.ts";

/** Read the workbook at a path the clerk chose. The file itself is left as it is. */
export async function openWorkbookFile(machine: Machine, path: string): Promise<Result<WorkbookRows, Problem>> {
  try {
    const file = await machine.files.open(path, "read");
    try {
      const bytes = await readFully(file, 0, Math.min(await file.bytes(), workbookCaps.fileBytes + 1));
      return await readWorkbookFile(basename(path).normalize("NFC"), bytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return failed({ kind: "carrier-gone" });
  }
}

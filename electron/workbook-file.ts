import { basename } from "node:path";
import type { WorkbookRows } from "../shared/ipc/contract.ts";
import type { Problem } from "../shared/problem.ts";
import { failed, type Result } from "../shared/result.ts";
import type { Machine } from "./machine.ts";

export async function openWorkbookFile(machine: Machine, path: string): Promise<Result<WorkbookRows, Problem>> {
  void machine; void basename(path);
  return failed({ kind: "not-a-workbook" });
}

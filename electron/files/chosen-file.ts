import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { errnoOf, type Machine } from "../machine.ts";
import { readFully } from "../store/safe-write.ts";

/** The bytes of a file that a clerk chose. Of a longer one the first `most` + 1: whoever asked says what too many means. */
export async function chosenBytes(machine: Machine, path: string, most: number): Promise<Result<Uint8Array, Problem>> {
  try {
    const file = await machine.files.open(path, "read");
    try {
      return ok(await readFully(file, 0, Math.min(await file.bytes(), most + 1)));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return failed({ kind: "carrier-gone" });
  }
}

import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Office } from "./office.ts";

export interface ProgramFacts {
  readonly version: string;
  readonly runtime: string;
  readonly records: number; // of all kinds
}

/** What runs here and how much it holds. */
export async function programFacts({ desktop, data }: Office): Promise<Result<ProgramFacts, Problem>> {
  const [status, counts] = await Promise.all([desktop.call("app.status", {}), data.counts()]);
  if (!status.ok) return status;
  const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return ok({ version: status.value.version, runtime: status.value.runtime, records });
}

/** The sum by which two copies of the same register can be compared. */
export const stateHash = ({ data }: Office): Promise<string> => data.stateHash();

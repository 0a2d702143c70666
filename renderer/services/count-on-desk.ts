import type { Office } from "./office.ts";

/** Conflicts and findings that wait for a person. */
export async function countOnDesk({ data }: Office): Promise<number> {
  const [conflicts, findings] = await Promise.all([data.conflicts(), data.findings()]);
  return conflicts.length + findings.length;
}

import type { ListLook } from "../../shared/domain/people-columns.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import { type ListWords, listAsTable } from "../services/list-as-table.ts";
import type { Office } from "../services/office.ts";

export type { ListWords } from "../services/list-as-table.ts";
export { today } from "../services/new-ids.ts";

/** The list as it is shown, laid out for a file; null: more people than one holds. */
export async function layPeople(
  office: Office,
  text: string,
  look: ListLook,
  words: ListWords,
): Promise<readonly LaidTable[] | null> {
  const table = await listAsTable(office.data, text, look, words);
  return table === null ? null : [table];
}

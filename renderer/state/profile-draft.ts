import { differing, type FileDraft, rowsOfDraft } from "../../shared/domain/file-draft.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { TableRow } from "../services/person-file.ts";
import type { Profile } from "./profile.ts";

type Drafted = Pick<
  Profile,
  "file" | "restricted" | "draft" | "restrictedDraft" | "economyDraft" | "rows" | "sections"
>;

/** A form's draft beside the records it was filled from. */
export function profileDraft(state: Drafted, blank: object): FileDraft {
  const { file, restricted, draft, restrictedDraft, economyDraft, rows, sections } = state;
  return {
    person: differing(file?.person ?? blank, draft ?? {}),
    restricted: restrictedDraft && differing(restricted?.record ?? {}, restrictedDraft),
    economy: economyDraft && differing(restricted?.economy.record ?? {}, economyDraft),
    rows: [...rows.values()],
    open: sections,
  };
}

/** A draft's rows, by id. */
export const draftedRows = (draft: FileDraft, personId: RecordId): ReadonlyMap<RecordId, TableRow> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each row's own kind has taken it
  new Map(rowsOfDraft(draft, personId).map((row) => [row.id, row as unknown as TableRow]));

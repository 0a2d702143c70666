import type { RecordId } from "../../shared/domain/primitives.ts";
import type { QualityIssue } from "../../shared/domain/quality.ts";
import { readSheetCode, sheetCode } from "../../shared/domain/sheet-code.ts";
import type { FormName } from "../../shared/domain/sheets/crosswalk.ts";
import type { QualityBoard, QualityList, QualityQuery } from "../data/office-data.ts";
import type { Office } from "./office.ts";
import { presentPost } from "./people-to-pick.ts";

export const readBoard = ({ data }: Office, form: FormName): Promise<QualityBoard> => data.qualityBoard(form);
export const readWorklist = ({ data }: Office, query: QualityQuery): Promise<QualityList> => data.qualityList(query);

/** A file's own part of the worklist, or the sheet on which it is asked for. */
export interface SheetToFill {
  readonly personId: RecordId<"person">;
  readonly code: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly title: string;
  readonly unit: string;
  readonly issues: readonly QualityIssue[];
}

/** The sheets of these people; of those with nothing to fill in or to check none. In the order given. */
export async function sheetsToFill(
  { data }: Office,
  form: FormName,
  people: readonly RecordId<"person">[],
): Promise<readonly SheetToFill[]> {
  const sheets = await Promise.all(
    people.map(async (id): Promise<SheetToFill | null> => {
      const [person, assignments, issues] = await Promise.all([
        data.person(id),
        data.assignmentsOf(id),
        data.qualityOf(form, id),
      ]);
      if (person === null || issues.length === 0) return null;
      const post = presentPost(assignments);
      return {
        personId: person.id,
        code: sheetCode(person.id),
        name: person.birthName,
        birthDate: person.birthDate,
        title: post?.title ?? "",
        unit: post?.unitText ?? "",
        issues,
      };
    }),
  );
  return sheets.filter((sheet) => sheet !== null);
}

/** People of a unit, as the worklist of the board has them. */
export async function peopleToAsk(
  { data }: Office,
  query: QualityQuery,
): Promise<{ readonly total: number; readonly people: readonly RecordId<"person">[] }> {
  const { total, rows } = await data.qualityList(query);
  return { total, people: rows.map(({ personId }) => personId) };
}

/** Whose sheet bears a code. "mistyped": it cannot be a code; empty: no file of this office has it. */
export async function bearersOf({ data }: Office, typed: string): Promise<readonly RecordId<"person">[] | "mistyped"> {
  const code = readSheetCode(typed);
  return code === null ? "mistyped" : data.bearersOf(code);
}

import { type ComparedFile, type DuplicateCandidate, duplicateCandidates } from "../../shared/domain/duplicates.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { OpenKind } from "../../shared/domain/record-kinds.ts";
import { type Cell, cellAt } from "./columns.ts";
import type { JoinedFiles } from "./joined-files.ts";
import type { PagedRecords } from "./paged-records.ts";
import type { PeopleIndex } from "./people-index.ts";

/** The fields by which files are compared, in columns. */
const compared = [
  "birthName",
  "otherNames",
  "sex",
  "birthDate",
  "nativeCommune",
  "nativeDistrict",
  "nativeProvince",
  "personalNumber",
  "idNumber",
] as const satisfies readonly Exclude<keyof ComparedFile, "id">[];

/** Pairs of listed files that may be about one person, and that nobody has told apart. */
export function candidatesAmong(
  records: PagedRecords,
  files: JoinedFiles,
  index: PeopleIndex,
): readonly DuplicateCandidate[] {
  records.pack();
  const all: ComparedFile[] = [];
  for (const { page } of records.pagesOf("person" satisfies OpenKind)) {
    const columns = compared.map((field) => [field, page.column(field)] as const);
    for (let row = 0; row < page.rows; row += 1) {
      const id = page.id(row) as RecordId<"person">;
      if (index.get(id) === undefined) continue;
      const cells = columns.map(
        ([field, column]) => [field, column === null ? undefined : cellAt(column, row)] as const,
      );
      all.push(fileOf(id, Object.fromEntries(cells)));
    }
  }
  // A pair was told apart with the ids of that day; either may have joined another file since.
  const apart = (one: RecordId<"person">, other: RecordId<"person">): boolean =>
    files.filesOf(one).some((a) => files.filesOf(other).some((b) => files.areApart(a, b)));
  return duplicateCandidates(all, apart);
}

function fileOf(id: RecordId<"person">, cells: Readonly<Record<string, Cell>>): ComparedFile {
  const text = (field: (typeof compared)[number]): string => {
    const cell = cells[field];
    return typeof cell === "string" ? cell : "";
  };
  const { sex } = cells;
  return {
    id,
    birthName: text("birthName"),
    otherNames: text("otherNames"),
    sex: sex === "NAM" || sex === "NU" ? sex : null,
    birthDate: text("birthDate") || null,
    nativeCommune: text("nativeCommune"),
    nativeDistrict: text("nativeDistrict"),
    nativeProvince: text("nativeProvince"),
    personalNumber: text("personalNumber"),
    idNumber: text("idNumber"),
  };
}

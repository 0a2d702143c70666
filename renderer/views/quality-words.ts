import type { QualityIssue } from "../../shared/domain/quality.ts";
import { type FileWords, labelOf, tableTitle } from "./profile-labels.ts";

/** What an issue is about: a field of the person, or a table and its column; the portrait stands in no table. */
export function fieldName(
  { kind, field }: Pick<QualityIssue, "kind" | "field">,
  words: FileWords,
  portrait: string,
): string {
  if (kind === "attachment") return portrait;
  // The words of each field are looked up by a test; the compiler cannot follow names that are data.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const label = labelOf({ kind, field } as Parameters<typeof labelOf>[0], words);
  if (kind === "person") return label;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return `${tableTitle(kind as Parameters<typeof tableTitle>[0], words)}: ${label}`;
}

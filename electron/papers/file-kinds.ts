import type { FileKind } from "../../shared/domain/tables/file-kind.ts";
import type { Left } from "../book.ts";
import type { SaveQuestion } from "../door/dialogs.ts";

/** What the register calls them. */
export const leavesAs: Readonly<Record<FileKind, Exclude<Left["what"], "bundle">>> = {
  docx: "print",
  xlsx: "workbook",
};

/** The question where to keep a file. */
export const askFor = (as: FileKind, suggestedName: string): SaveQuestion => ({
  title: as === "docx" ? "Lưu bản Word" : "Lưu bảng Excel",
  suggestedPath: `${suggestedName}.${as}`,
  filters: [{ name: as === "docx" ? "Word" : "Excel", extensions: [as] }],
});

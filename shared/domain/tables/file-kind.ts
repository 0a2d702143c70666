import { z } from "zod";

/** Files of office programs that a paper can leave as. */
export const FileKind = z.enum(["docx", "xlsx"]);
export type FileKind = z.infer<typeof FileKind>;

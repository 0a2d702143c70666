import type { Sex } from "../person.ts";
import type { CodeList } from "./code-list.ts";

export const sexes: CodeList<Sex> = [
  { code: "NAM", vi: "Nam", en: "Male" },
  { code: "NU", vi: "Nữ", en: "Female" },
];

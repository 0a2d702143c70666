import type { TextOf } from "../text-of.ts";
import type { sheet as vi } from "../vi/sheet.ts";

export const sheet: TextOf<typeof vi> = {
  title: "Curriculum vitae, form 2C/TCTW-98",
  print: "Print / save as PDF",
  printing: "Making the print…",
  logged: "This opening and printing are noted in the register, because the sheet holds restricted items.",
  saved: "Saved as {{file}} (number {{number}} in the register of what left).",
  cancelled: "No place was chosen. Nothing was printed.",
  missing: "There is no such file in the register.",
  opening: "Opening the file…",
  paper: "Paper of {{name}}",
};

import { z } from "zod";

/** Letters that a paper may have on its way to the print: a list of 5,000 people has some three million. */
const mostLetters = 15_000_000;

/** A paper as it stands on the page, for the window that prints it. */
export const Paper = z.strictObject({
  title: z.string().max(300), // what the PDF calls itself
  language: z.enum(["vi", "en"]),
  elements: z.string().max(mostLetters), // elements of the page as JSON (shared/ipc/paper-elements.ts)
});
export type Paper = z.infer<typeof Paper>;

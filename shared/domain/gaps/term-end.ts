import { z } from "zod";
import type { PostRole } from "../post.ts";
import { IsoDate, line, recordId } from "../primitives.ts";
import { Level } from "../unit.ts";

/**
 * The last day of a committee's or council's term, as the office writes it down. No instrument names it for every body, so
 * it is a record of its own and no parameter of a rule.
 */
export const TermEnd = z.object({
  id: recordId("term-end"),
  name: line(200), // "Đảng bộ cấp xã, nhiệm kỳ 2025–2030"
  level: Level, // of the units whose posts it ends
  heads: z.boolean(),
  deputies: z.boolean(),
  members: z.boolean(),
  titles: line(400), // how titles of elected posts begin, "; " between them; "": every title
  last: IsoDate,
  withdrawn: z.boolean(),
});
export type TermEnd = z.infer<typeof TermEnd>;

/** The roles whose terms it ends. */
export const rolesOf = ({ heads, deputies, members }: TermEnd): readonly PostRole[] => [
  ...(heads ? (["T"] as const) : []),
  ...(deputies ? (["P"] as const) : []),
  ...(members ? (["M"] as const) : []),
];

/** The beginnings of titles, parted. */
export const titlesOf = ({ titles }: Pick<TermEnd, "titles">): readonly string[] =>
  titles
    .split(";")
    .map((each) => each.trim())
    .filter((each) => each !== "");

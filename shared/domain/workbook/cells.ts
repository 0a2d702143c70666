import type { CellProblem } from "../../problem.ts";
import { failed, ok, type Result } from "../../result.ts";
import { type CodeList, codeOf, nameOfCode } from "../codes/code-list.ts";
import { formatPartialDate, readPartialDate } from "../dates.ts";
import { foldLoosely, foldVietnamese } from "../fold.ts";
import type { Coded, PartialDate } from "../primitives.ts";

export type Refusal = CellProblem["why"];

/** One column of a sheet: its header, how a cell that is not blank is read, and how a value is written. */
export interface Column<Value> {
  readonly header: string;
  /** "value": every row must have one; "column": the header must stand in the sheet; "none": the header may be missing. */
  readonly needed: "value" | "column" | "none";
  read(text: string): Result<Value, Refusal>;
  write(value: Value): string;
}

export type Needed = Column<unknown>["needed"];

/** A line of text of at most `most` characters. */
export const text = (header: string, most: number, needed: Needed = "none"): Column<string> => ({
  header,
  needed,
  read: (found) => (found.length > most ? failed("too-long") : ok(found)),
  write: (value) => value,
});

/** A coefficient as papers write it, with a comma; a number cell gives a point. */
export const coefficient = (header: string): Column<string> => ({
  ...text(header, 10),
  read: (found) => {
    const number = found.replace(".", ",");
    return number.length > 10 ? failed("too-long") : ok(number);
  },
});

/** A date as exactly as it is known. */
export const date = (header: string, needed: Needed = "none"): Column<PartialDate> => ({
  header,
  needed,
  read: (found) => {
    const read = readPartialDate(found);
    return read.ok && read.value !== null ? ok(read.value) : failed("not-a-date");
  },
  write: formatPartialDate,
});

/** A month and a year; a full date gives its month. */
export const month = (header: string): Column<string> => ({
  ...date(header),
  read: (found) => {
    const read = readPartialDate(found);
    return read.ok && read.value !== null && read.value.length >= 7 ? ok(read.value.slice(0, 7)) : failed("not-a-date");
  },
});

/** What an end says of a period that goes on. */
export const goesOn = "nay";

/** The end of a period: a date, or "nay". */
export const end = (header: string): Column<PartialDate> => ({
  header,
  needed: "column",
  read: (found) => {
    if (["nay", "den nay", "hien nay"].includes(foldVietnamese(found))) return ok(goesOn);
    const read = readPartialDate(found);
    return read.ok && read.value !== null ? ok(read.value) : failed("not-a-date");
  },
  write: (value) => (value === goesOn ? value : formatPartialDate(value)),
});

/** A value of a closed list. */
export const choice = <Code extends string>(
  header: string,
  list: CodeList<Code>,
  needed: Needed = "none",
): Column<Code> => ({
  header,
  needed,
  read: (found) => {
    const code = codeOf(list, found);
    return code === null ? failed("not-in-list") : ok(code);
  },
  write: (code) => nameOfCode(list, code),
});

/** A value of an open list: what fits no code stays as text. */
export const coded = (header: string, list: CodeList): Column<Coded> => ({
  header,
  needed: "none",
  read: (found) => (found.length > 400 ? failed("too-long") : ok({ code: codeOf(list, found), text: found })),
  write: (value) => value.text,
});

/** Yes or no; "x" and "có" for yes. */
export const tick = (header: string): Column<boolean> => ({
  header,
  needed: "none",
  read: (found) => {
    const folded = foldLoosely(found);
    if (["x", "co", "1", "true", "dung"].includes(folded)) return ok(true);
    if (["khong", "0", "false", "sai"].includes(folded)) return ok(false);
    return failed("not-in-list");
  },
  write: (value) => (value ? "x" : ""),
});

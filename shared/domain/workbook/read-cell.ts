import type { CellProblem } from "../../problem.ts";
import { failed, ok, type Result } from "../../result.ts";
import { codeOf } from "../codes/code-list.ts";
import { sexes } from "../codes/person-codes.ts";
import { foldLoosely, foldVietnamese } from "../fold.ts";
import type { Sex } from "../person.ts";
import type { Json } from "../primitives.ts";
import { type Cell, cellText } from "./cell.ts";
import type { Reading } from "./list-fields.ts";
import { type DateNote, type DateRules, readDateCell } from "./read-date.ts";

type Why = CellProblem["why"];

/** By which visible rule a cell was read, where it was not plainly written. */
export type ReadingNote = DateNote | "formula" | "not-in-list" | "zero-restored" | "capitals";

export interface ReadCell {
  readonly value: Json;
  readonly notes: readonly ReadingNote[];
}

/**
 * Read one cell of a list.
 *
 * @param turned  the text came out of an old font, in which capitals with tones may have become small
 * @returns null where the cell says nothing
 */
export function readCell(cell: Cell, reading: Reading, rules: DateRules, turned = false): Result<ReadCell | null, Why> {
  if (cell === null || reading.as === "nothing") return ok(null);
  const special = typeof cell === "object" ? cell : null;
  if (special?.kind === "error" || (special !== null && special.value === null)) return failed("formula-failed");
  const notes: ReadingNote[] = special?.formula === undefined ? [] : ["formula"];
  const text = cellText(cell, rules.date1904).normalize("NFC").replace(unseen, "").replace(/\s+/g, " ").trim();
  if (text === "" || text === "-" || text === "–") return ok(null);
  const read = byReading(cell, text, reading, rules, turned);
  return read.ok && read.value !== null
    ? ok({ value: read.value.value, notes: [...notes, ...read.value.notes] })
    : read;
}

/** Letters without width, which other programs leave behind. */
const unseen = /[\u200b\u2060\ufeff\u00ad]/g;

const plain = (value: Json, ...notes: ReadingNote[]) => ok<ReadCell>({ value, notes });

function byReading(
  cell: Exclude<Cell, null>,
  text: string,
  reading: Exclude<Reading, { readonly as: "nothing" }>,
  rules: DateRules,
  turned: boolean,
): Result<ReadCell | null, Why> {
  switch (reading.as) {
    case "name":
      return readName(text, turned);
    case "text":
    case "native":
      if (text.length > (reading.as === "native" ? 400 : reading.most)) return failed("too-long");
      // In an old font a toned letter at the beginning has lost its capital.
      return turned && /^[^a-z]/.test(text) ? plain(text.slice(0, 1).toUpperCase() + text.slice(1)) : plain(text);
    case "date": {
      const read = readDateCell(cell, { ...rules, birth: reading.birth === true });
      return read.ok ? plain(read.value.date, ...(read.value.note === null ? [] : [read.value.note])) : read;
    }
    case "month": {
      const read = readDateCell(cell, { ...rules, birth: false });
      if (!read.ok) return read;
      if (read.value.date.length < 7) return failed("not-a-date");
      return plain(read.value.date.slice(0, 7), ...(read.value.note === null ? [] : [read.value.note]));
    }
    case "coded": {
      if (text.length > 400) return failed("too-long");
      const code = reading.list.length === 0 ? null : codeOf(reading.list, text);
      return plain({ code, text }, ...(code === null && reading.list.length > 0 ? (["not-in-list"] as const) : []));
    }
    case "sex": {
      const code = codeOf(sexes, text);
      return code === null ? failed("not-in-list") : plain(code);
    }
    case "female":
    case "tick": {
      const folded = foldLoosely(text);
      if (["x", "co", "1", "true", "dung", "nu", "v", "✓"].includes(folded))
        return plain(reading.as === "tick" ? true : "NU");
      if (["khong", "0", "false", "sai"].includes(folded)) return reading.as === "tick" ? plain(false) : ok(null);
      return failed("not-in-list");
    }
    case "number": {
      const number = text.replace(".", ",");
      return /^\d{1,3}(?:,\d{1,4})?(?:\/\d{1,2})?%?$/.test(number) ? plain(number) : failed("not-a-number");
    }
    case "identity":
      return plain(text.replace(/[\s.'-]/g, "")); // looked at with the row's sex and year
  }
}

/** A name in capitals, or one whose capitals an old font lost, gets a capital at each word. */
function readName(text: string, turned: boolean): Result<ReadCell, Why> {
  if (text.length > 120) return failed("too-long");
  const name = text.replace(/^\d+[.)]\s*/, "");
  if (/\d/.test(name) || !/\p{L}/u.test(name) || name.length < 2) return failed("not-a-name");
  if (name !== name.toUpperCase() && !turned) return plain(name);
  const capitalised = name
    .toLowerCase()
    .replace(/(^|[\s'’-])(\p{L})/gu, (_, before: string, first: string) => before + first.toUpperCase());
  return capitalised === name ? plain(name) : plain(capitalised, "capitals");
}

/** Province of birth registration, as identity numbers begin. */
const provinces = new Set(
  "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096".split(
    " ",
  ),
);

/**
 * An identity number: 9 digits of the old card, or 12: province, sex and century, year, six more. One that lost its leading
 * zeros in a number cell gets them back only where province, sex and year then fit the row.
 */
export function readIdentity(
  digits: string,
  sex: Sex | null,
  birthDate: string | null,
): Result<{ readonly number: string; readonly restored: boolean }, Why> {
  if (/^(?:\d{9}|\d{12})$/.test(digits)) return ok({ number: digits, restored: false });
  if (/^\d{10,11}$/.test(digits)) {
    const number = digits.padStart(12, "0");
    const century = birthDate === null ? null : Number(birthDate.slice(0, 2)) - 19;
    const expected = sex === null || century === null ? null : String(century * 2 + (sex === "NU" ? 1 : 0));
    const fits =
      provinces.has(number.slice(0, 3)) && number[3] === expected && number.slice(4, 6) === birthDate?.slice(2, 4);
    return fits ? ok({ number, restored: true }) : failed("zeros-lost");
  }
  return failed(/^\d{8}$/.test(digits) ? "zeros-lost" : "not-an-identity-number");
}

/** Commune, district and province out of one cell: by what each part calls itself, else by how many parts there are. */
export function splitPlace(text: string): {
  readonly commune: string;
  readonly district: string;
  readonly province: string;
} {
  const parts = text
    .split(/\s*[,;]\s*|\s+[-–]\s+/)
    .map((part) => part.trim().replace(/\.$/, ""))
    .filter((part) => part !== "");
  const place = { commune: "", district: "", province: "" };
  if (parts.length === 3) return { commune: parts[0] ?? "", district: parts[1] ?? "", province: parts[2] ?? "" };
  if (parts.length > 3 || parts.length === 0) return { ...place, commune: text };
  for (const [i, part] of parts.entries()) {
    const folded = foldVietnamese(part);
    const level = /^(?:xa|phuong|thi tran|tt) /.test(folded)
      ? "commune"
      : /^(?:huyen|quan|thi xa|tx) /.test(folded)
        ? "district"
        : folded.startsWith("tinh ")
          ? "province"
          : i === parts.length - 1
            ? parts.length === 1
              ? "commune"
              : "province"
            : "district";
    place[level] = place[level] === "" ? part : `${place[level]}, ${part}`;
  }
  return place;
}

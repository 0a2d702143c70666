import type { Assignment } from "../assignment.ts";
import { presentAssignments, titleWithUnit } from "../career.ts";
import { type ListName, listOn } from "../codes/all-lists.ts";
import { nameOfCode } from "../codes/code-list.ts";
import { comparePartial, earliestDay, formatPartialDate, latestDay, splitDate } from "../dates.ts";
import type { BlobId } from "../dossier.ts";
import { foldVietnamese } from "../fold.ts";
import type { CodeRecord } from "../organisation.ts";
import type { Coded, IsoDate, PartialDate } from "../primitives.ts";
import type { Dossier } from "./crosswalk.ts";

// What all three forms compose from records in the same way.

export interface SheetInput {
  readonly dossier: Dossier;
  readonly printDate: IsoDate; // posts, plans and career are those of this day
  readonly officeHeader: {
    readonly province: string;
    readonly parentUnit: string; // "Huyện ủy Đô Lương"
    readonly baseUnit: string; // "Đảng ủy xã Lưu Sơn"
  };
  readonly codes: readonly CodeRecord[]; // the province's own, for codes without a text
}

/** What the paper says of a coded value; where a file has only the code, its name. */
export function coded({ codes }: SheetInput, list: ListName, value: Coded | undefined): string {
  if (value === undefined) return "";
  return value.text !== "" || value.code === null ? value.text : nameOfCode(listOn(list, codes), value.code);
}

/** 05/03/1985, …/03/1985, …/…/1985; wholly dotted where nothing is known. */
export function dotted(date: PartialDate | null): string {
  if (date === null) return "… / … / …";
  const { year, month, day } = splitDate(date);
  return `${day ?? "…"}/${month ?? "…"}/${year}`;
}

/** 03/1985, 1985; "" where nothing is known. */
export const month = (date: PartialDate | null): string => formatPartialDate(date?.slice(0, 7) ?? null);

/** "09/1985 - 06/1989", "09/1985 - …"; "" where neither is known. */
export const span = (from: PartialDate | null, to: PartialDate | null): string =>
  from === null && to === null ? "" : `${month(from) || "…"} - ${month(to) || "…"}`;

/** Rows that count, oldest first; those of one day in the order they were entered. */
export const oldestFirst = <
  Row extends { readonly id: string; readonly from: PartialDate | null; readonly withdrawn: boolean },
>(
  rows: readonly Row[] | undefined,
): Row[] =>
  (rows ?? [])
    .filter(({ withdrawn }) => !withdrawn)
    .toSorted((a, b) => comparePartial(a.from ?? "9", b.from ?? "9") || (a.id < b.id ? -1 : 1));

/**
 * Rows of a table and the text that stands in the file beside them, as one text: the rows, then of the text what none of
 * them tells. A row that a piece of the text tells with more words is left to the text.
 *
 * @param between  what parts the rows and the pieces of the text: "; " or a new line
 */
export function rowsThenText(rows: readonly string[], text: string, between = "; "): string {
  const said = rows.filter((row) => row !== "");
  if (said.length === 0) return text;
  const pieces = untold(said, text);
  return [...said.filter((row) => !pieces.some((piece) => tells(piece, row))), ...pieces].join(between);
}

/** Pieces of a text, parted by semicolons and lines, that no row tells. */
export const untold = (rows: readonly string[], text: string): readonly string[] =>
  text
    .split(/[;\n]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "" && !rows.some((row) => tells(row, piece)));

/** Whether a row has every word of a piece, in any order: "2012 · Bằng khen của UBND tỉnh" tells "Bằng khen (2012)". */
function tells(row: string, piece: string): boolean {
  const its = new Set(wordsOf(row));
  return wordsOf(piece).every((word) => its.has(word));
}

const wordsOf = (text: string): string[] =>
  foldVietnamese(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/** Parts with something in them, joined. */
export const joined = (parts: readonly string[], between = ", "): string =>
  parts.filter((each) => each !== "").join(between);

/**
 * Texts that list posts or the like, joined; one of which every item stands in another is left out. Items are compared
 * whole: "Bí thư" is not told by "Phó Bí thư".
 */
export function joinedOnce(texts: readonly string[]): string {
  const lists = texts.filter((text) => text !== "").map((text) => ({ text, items: text.split(/[;,]/).map(folded) }));
  const kept = lists.filter(
    ({ items }, at) =>
      !lists.some((other, place) => {
        const inOther = place !== at && items.every((each) => other.items.includes(each));
        return inOther && (place < at || other.items.length > items.length);
      }),
  );
  return kept.map(({ text }) => text).join("; ");
}

const folded = (text: string): string => foldVietnamese(text.trim());

/** Posts of the day: substantive and acting ones, or the concurrent ones. */
export const postsOf = ({ dossier, printDate }: SheetInput, concurrent: boolean): string =>
  joined(
    presentAssignments(dossier.assignment, printDate)
      .filter(({ nature }) => (nature === "CONCURRENT") === concurrent)
      .map(titleWithUnit),
    "; ",
  );

/** Every post in one text, as the two older forms have it: what the file says, else the posts of the day. */
export function positions(input: SheetInput): string {
  const { person, assignment } = input.dossier;
  const composed = joined(presentAssignments(assignment, input.printDate).map(postWithNature), "; ");
  return joinedOnce([person.positions || composed, person.concurrentPositions]);
}

const postWithNature = (assignment: Assignment): string =>
  assignment.nature === "CONCURRENT" ? `${titleWithUnit(assignment)} (kiêm nhiệm)` : titleWithUnit(assignment);

/** "Đoàn TNCS Hồ Chí Minh (26/03/1985)"; with the work done there where the form asks for it. */
export const memberships = ({ dossier }: SheetInput, withRole: boolean): string =>
  rowsThenText(
    oldestFirst(dossier.membership).map(({ organisation, role, from }) =>
      joined(
        [organisation, from === null ? "" : `(${formatPartialDate(from)})`, withRole && role ? `– ${role}` : ""],
        " ",
      ),
    ),
    dossier.person.organisations,
  );

/** "Huân chương Lao động hạng Ba (2015)". */
export const rewards = (input: SheetInput): string =>
  rowsThenText(
    oldestFirst(input.dossier.reward.map((row) => ({ ...row, from: row.year }))).map((row) =>
      withYear(coded(input, "REWARD", row.reward), row.year),
    ),
    input.dossier.person.rewards,
  );

export const sideOfDiscipline = { DANG: "Đảng", CHINH_QUYEN: "Chính quyền", DOAN_THE: "Đoàn thể" } as const;

/** "Khiển trách (Đảng, 2015, Huyện ủy Đô Lương, …)"; the State's older form asks neither who decided nor why. */
export const discipline = (input: SheetInput, whole: boolean): string =>
  rowsThenText(
    oldestFirst(input.dossier["disciplinary-action"]).map((row) => {
      const about = [row.side === null ? "" : sideOfDiscipline[row.side], row.from?.slice(0, 4) ?? ""];
      const more = whole ? [row.issuer, row.breach] : [];
      const details = joined([...about, ...more]);
      return joined([coded(input, "DISCIPLINE", row.form), details && `(${details})`], " ");
    }),
    input.dossier.person.discipline,
  );

const withYear = (text: string, year: PartialDate | null): string =>
  joined([text, year === null ? "" : `(${formatPartialDate(year)})`], " ");

/** "1,58" of 158 cm is split by the forms; 51.5 kg as "51,5". */
export const kilograms = (weight: number | null | undefined): string =>
  weight == null ? "" : String(weight).replace(".", ",");

/** The latest assessment. */
export const assessmentOf = ({ dossier }: SheetInput): string =>
  dossier.assessment
    .filter(({ withdrawn }) => !withdrawn)
    .toSorted((a, b) => comparePartial(a.date ?? "", b.date ?? "") || (a.id < b.id ? -1 : 1))
    .at(-1)?.text ?? "";

/** Titles the person is planned for on the day: "Bí thư Đảng ủy xã (2025–2030)". */
export const plannedTitles = ({ dossier, printDate }: SheetInput): string =>
  joined(
    oldestFirst(dossier["plan-entry"])
      .filter(
        ({ from, to }) =>
          (from === null || earliestDay(from) <= printDate) && (to === null || latestDay(to) >= printDate),
      )
      .map(({ title, term }) => joined([title, term && `(${term})`], " ")),
    "; ",
  );

/** The portrait that was added last. */
export const portraitOf = (attachments: Dossier["attachment"]): BlobId | null =>
  attachments
    .filter(({ withdrawn, role }) => !withdrawn && role === "PHOTO")
    .toSorted((a, b) => comparePartial(a.addedOn ?? "", b.addedOn ?? "") || (a.id < b.id ? -1 : 1))
    .at(-1)?.blob ?? null;

/** Work for the former regime, rows and text, a line each. */
export const formerRegime = ({ dossier }: SheetInput): string =>
  rowsThenText(
    oldestFirst(dossier["old-regime-service"]).map(({ from, to, work }) => joined([span(from, to), work], ": ")),
    dossier.protected?.oldRegime ?? "",
    "\n",
  );

/** Organisations abroad, rows and text, a line each. */
export const organisationsAbroad = ({ dossier }: SheetInput): string =>
  rowsThenText(
    oldestFirst(dossier["foreign-tie"]).map(({ from, to, organisation }) =>
      joined([span(from, to), organisation], ": "),
    ),
    dossier.protected?.foreignOrganisations ?? "",
    "\n",
  );

/** Three parts of a birth place, or the whole as written. */
export const birthPlace = ({ dossier: { person } }: SheetInput): string =>
  person.birthPlace || joined([person.birthCommune, person.birthDistrict, person.birthProvince]);

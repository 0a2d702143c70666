import { foldLoosely, foldVietnamese } from "./fold.ts";
import { groupBy } from "./group-by.ts";
import { splitName } from "./names.ts";
import type { Person } from "./person.ts";
import type { PartialDate } from "./primitives.ts";
import type { Protected } from "./protected.ts";

/**
 * What two files are compared by: open fields only. A protected record cannot be handed over, for each of its fields is
 * refused by name.
 */
export type ComparedFile = Pick<
  Person,
  | "id"
  | "birthName"
  | "otherNames"
  | "sex"
  | "birthDate"
  | "nativeCommune"
  | "nativeDistrict"
  | "nativeProvince"
  | "personalNumber"
  | "idNumber"
> & { readonly [Field in Exclude<keyof Protected, "id" | "personId">]?: never };

/** Why two files may be about one person, or what speaks against it. */
export type Likeness =
  | "number-same"
  | "number-one-digit"
  | "number-differs"
  | "name-same"
  | "name-marks"
  | "name-typo"
  | "name-other"
  | "birth-same"
  | "birth-fits"
  | "birth-swapped"
  | "birth-typo"
  | "native-same"
  | "native-near"
  | "sex-differs";

export interface DuplicateCandidate {
  readonly first: Person["id"]; // the smaller id
  readonly second: Person["id"];
  readonly score: number; // 0 to 100; numbers alone outweigh everything else
  readonly why: readonly Likeness[];
}

/** Below this two files have too little in common to bother a clerk. */
export const leastScore = 60;

/** What each likeness is worth. Two files with the same number come before all others. */
const worth: Readonly<Record<Likeness, number>> = {
  "number-same": 100,
  "number-one-digit": 10,
  "number-differs": -30,
  "name-same": 40,
  "name-marks": 36,
  "name-typo": 30,
  "name-other": 30,
  "birth-same": 40,
  "birth-fits": 22,
  "birth-swapped": 34,
  "birth-typo": 26,
  "native-same": 20,
  "native-near": 8,
  "sex-differs": -15,
};

/**
 * Pairs of files that may be about one person, the likeliest first.
 *
 * Equal personal or identity numbers come first; then name, date of birth and native place together, where dates may be
 * incomplete, have day and month swapped or one digit wrong, and names may differ in marks, in y for i, or by one letter.
 *
 * @param apart  whether a person has said that these two are two people
 * Only files that share a number, a name, a day of birth, or a year and half of a name are compared, so time grows with the
 * number of files and not with its square.
 */
export function duplicateCandidates(
  files: readonly ComparedFile[],
  apart: (one: Person["id"], other: Person["id"]) => boolean = () => false,
): DuplicateCandidate[] {
  const known = files.map(factsOf);
  const found = new Map<string, DuplicateCandidate>();
  for (const keys of blockings) {
    const blocks = groupByMany(known, keys);
    for (const block of blocks.values()) {
      if (block.length > blockAtMost) continue;
      for (const [i, one] of block.entries()) {
        for (const other of block.slice(i + 1)) {
          const [first, second] = one.file.id < other.file.id ? [one, other] : [other, one];
          const pair = `${first.file.id} ${second.file.id}`;
          if (first === second || found.has(pair)) continue;
          // Two people born on one day in one place are no likeness yet: a name or a number must speak for it.
          if (nameLikeness(first, second).length === 0 && !sharesNumber(first, second)) continue;
          const why = likenesses(first, second);
          const score = scoreOf(why);
          if (score < leastScore || apart(first.file.id, second.file.id)) continue;
          found.set(pair, { first: first.file.id, second: second.file.id, score, why });
        }
      }
    }
  }
  return [...found.values()].toSorted(
    (a, b) => b.score - a.score || (a.first < b.first ? -1 : a.first > b.first ? 1 : a.second < b.second ? -1 : 1),
  );
}

/** How alike two files are; for showing why a pair stands in the list. */
export const likenessOf = (one: ComparedFile, other: ComparedFile): readonly Likeness[] =>
  likenesses(factsOf(one), factsOf(other));

export const scoreOf = (why: readonly Likeness[]): number =>
  Math.max(
    0,
    Math.min(
      100,
      why.reduce((sum, each) => sum + worth[each], 0),
    ),
  );

/** A block this large is no likeness but a custom, such as a birth year with the most frequent given name of a province. */
const blockAtMost = 400;

interface Facts {
  readonly file: ComparedFile;
  readonly name: string; // folded, y as i, without spaces
  readonly marked: string; // as written, composed, lower case
  readonly given: string;
  readonly rest: string; // family and middle name
  readonly others: readonly string[];
  readonly numbers: readonly string[];
  readonly native: readonly [commune: string, district: string, province: string];
}

function factsOf(file: ComparedFile): Facts {
  const { given, family, middle } = splitName(file.birthName);
  return {
    file,
    name: foldLoosely(file.birthName),
    marked: file.birthName.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim(),
    given: foldLoosely(given),
    rest: foldLoosely(`${family} ${middle}`),
    others: file.otherNames
      .split(/[,;/]/)
      .map(foldLoosely)
      .filter((name) => name !== ""),
    numbers: [...new Set([file.personalNumber, file.idNumber].map(digits).filter((number) => number.length >= 9))],
    native: [placeName(file.nativeCommune), placeName(file.nativeDistrict), placeName(file.nativeProvince)],
  };
}

const digits = (text: string): string => text.replace(/\D/g, "");

/** By what files come together to be compared; several keys a file. */
const blockings: readonly ((facts: Facts) => readonly string[])[] = [
  ({ numbers }) => numbers,
  // One wrong digit of twelve leaves one half whole.
  ({ numbers }) =>
    numbers
      .filter((number) => number.length === 12)
      .flatMap((number) => [`a${number.slice(0, 6)}|${number.slice(-2)}`, `b${number.slice(6)}`]),
  ({ name, others }) => [name, ...others].filter((each) => each !== ""),
  ({ file: { birthDate } }) => (birthDate === null || birthDate.length < 10 ? [] : [sortedDay(birthDate)]),
  // A letter is wrong in the given name or in the rest of it, seldom in both.
  ({ given, rest, file: { birthDate } }) =>
    birthDate === null ? [] : [`g${given} ${birthDate.slice(0, 4)}`, `r${rest} ${birthDate.slice(0, 4)}`],
];

function groupByMany(all: readonly Facts[], keys: (facts: Facts) => readonly string[]): Map<string, Facts[]> {
  const pairs = all.flatMap((facts) => keys(facts).map((key) => ({ key, facts })));
  return new Map(
    [...groupBy(pairs, ({ key }) => key)]
      .filter(([, block]) => block.length > 1)
      .map(([key, block]) => [key, [...new Set(block.map(({ facts }) => facts))]]),
  );
}

/** The same for 05/03/1985 and 03/05/1985. */
const sortedDay = (date: PartialDate): string =>
  `${date.slice(0, 4)} ${[date.slice(5, 7), date.slice(8)].toSorted().join(" ")}`;

function likenesses(one: Facts, other: Facts): readonly Likeness[] {
  return [
    ...numberLikeness(one, other),
    ...nameLikeness(one, other),
    ...birthLikeness(one.file.birthDate, other.file.birthDate),
    ...nativeLikeness(one, other),
    ...(one.file.sex !== null && other.file.sex !== null && one.file.sex !== other.file.sex
      ? (["sex-differs"] as const)
      : []),
  ];
}

const sharesNumber = (one: Facts, other: Facts): boolean =>
  one.numbers.some((number) => other.numbers.includes(number));

function numberLikeness(one: Facts, other: Facts): readonly Likeness[] {
  if (sharesNumber(one, other)) return ["number-same"];
  const [mine, its] = [one, other].map(({ numbers }) => numbers.filter((number) => number.length === 12));
  if (mine!.length === 0 || its!.length === 0) return [];
  const near = mine!.some((number) => its!.some((another) => differences(number, another) === 1));
  return near ? ["number-one-digit"] : ["number-differs"];
}

function nameLikeness(one: Facts, other: Facts): readonly Likeness[] {
  if (one.name === "" || other.name === "") return [];
  if (one.marked === other.marked) return ["name-same"];
  if (one.name === other.name) return ["name-marks"];
  if (one.others.includes(other.name) || other.others.includes(one.name)) return ["name-other"];
  return oneTypo(one.name, other.name) ? ["name-typo"] : [];
}

function birthLikeness(one: PartialDate | null, other: PartialDate | null): readonly Likeness[] {
  if (one === null || other === null) return [];
  if (one === other) return [one.length === 10 ? "birth-same" : "birth-fits"];
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (shorter.length < longer.length) return longer.startsWith(shorter) ? ["birth-fits"] : [];
  if (one.length < 10) return [];
  if (sortedDay(one) === sortedDay(other)) return ["birth-swapped"];
  return differences(one, other) === 1 ? ["birth-typo"] : [];
}

function nativeLikeness({ native: one }: Facts, { native: other }: Facts): readonly Likeness[] {
  const same = (place: 0 | 1 | 2): boolean | null =>
    one[place] === "" || other[place] === "" ? null : one[place] === other[place];
  const [commune, district, province] = [same(0), same(1), same(2)];
  if (commune === true && district !== false && province !== false) return ["native-same"];
  // Since July 2025 a native place may be written with the new commune and without a district.
  return commune === true || district === true || (province === true && commune === null) ? ["native-near"] : [];
}

/** A place without its kind: "xã Lưu Sơn" and "Lưu Sơn" are one place. */
const placeName = (text: string): string =>
  foldVietnamese(text)
    .replace(/^(?:xa|phuong|thi tran|tt|huyen|quan|thi xa|tx|thanh pho|tp|tinh|x|p|h)[. ]+/, "")
    .replace(/[^a-z0-9]/g, "");

/** How many places two texts of one length differ in; a large number where their lengths differ. */
function differences(one: string, other: string): number {
  if (one.length !== other.length) return 99;
  let count = 0;
  for (let i = 0; i < one.length; i += 1) if (one[i] !== other[i]) count += 1;
  return count;
}

/** Whether one text is the other with one letter changed, added, left out, or two neighbours swapped. */
export function oneTypo(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1 || short === long) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from += 1;
  if (short.slice(from) === long.slice(from + 1)) return true;
  if (short.length < long.length) return false;
  if (short.slice(from + 1) === long.slice(from + 1)) return true;
  return (
    short[from] === long[from + 1] && short[from + 1] === long[from] && short.slice(from + 2) === long.slice(from + 2)
  );
}

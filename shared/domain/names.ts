/** The parts of a Vietnamese name, in the order they are written: family, middle (none to several words), given. */
export interface NameParts {
  readonly family: string;
  readonly middle: string;
  readonly given: string;
}

/** Split a full name. The given name is the last word; a name of one word is a given name. Composed Unicode. */
export function splitName(name: string): NameParts {
  const words = name.normalize("NFC").trim().split(/\s+/);
  const given = words.pop() ?? "";
  return { family: words.shift() ?? "", middle: words.join(" "), given };
}

/**
 * Which of two full names comes first in a list: by given name, then family name, then middle name.
 * Each part is compared in Vietnamese order: letters (a ă â b … d đ …), then tones, then lower case before upper.
 */
export function compareNames(a: string, b: string): number {
  const [left, right] = [nameSortKey(a), nameSortKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * A key whose plain code-unit order is that of `compareNames`; the same for composed and decomposed Unicode.
 * Equal keys: the same name. For storing beside a name, so that long lists sort without a collator.
 *
 * Each part gives its letters, then its tones, then its capitals, as the Unicode Collation Algorithm has it with the
 * Vietnamese tailoring; characters outside Vietnamese and ASCII come after all others, by code point.
 */
export function nameSortKey(name: string): string {
  const { given, family, middle } = splitName(name);
  return `${partKey(given)}\0${partKey(family)}\0${partKey(middle)}`;
}

/** Everything a name is likely to hold, in collation order, lower case. */
const order = ` _-,;:!?.'"()[]{}@*/\\&#%\`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz`;
const rank = new Map(Array.from(order).map((letter, index) => [letter, String.fromCharCode(0x10 + index)]));

/** Marks that make another letter, not a tone. */
const shapes = new Map([
  ["a\u0306", "ă"],
  ["a\u0302", "â"],
  ["e\u0302", "ê"],
  ["o\u0302", "ô"],
  ["o\u031b", "ơ"],
  ["u\u031b", "ư"],
]);

/** The lowest weight of a row: no tone, lower case. */
const level = "\u0002";

/** Level < huyền < hỏi < ngã < sắc < nặng. */
const tones = new Map(
  ["\u0300", "\u0309", "\u0303", "\u0301", "\u0323"].map((mark, i) => [mark, String.fromCharCode(3 + i)]),
);
const lettersWithMarks = /.[\u0300-\u036f]*/gsu;

/** What one letter with its marks adds to each row of a key. */
interface Weights {
  readonly letter: string;
  readonly tone: string;
  readonly capital: string;
}

function weigh(written: string): Weights {
  const [base = "", ...marks] = written.normalize("NFD");
  const small = base.toLowerCase();
  let letter = small;
  let tone = level;
  for (const mark of marks) {
    const shaped = shapes.get(letter + mark);
    if (shaped === undefined) tone += tones.get(mark) ?? mark;
    else letter = shaped;
  }
  return { letter: rank.get(letter) ?? `\u0370${letter}`, tone, capital: base === small ? level : "\u0003" };
}

/** Worked out once for all that Vietnamese is written with. */
const known = new Map(
  Array.from(order).flatMap((letter) =>
    ["", ...tones.keys()].flatMap((mark) =>
      [letter, letter.toUpperCase()].map((cased) => {
        const written = (cased + mark).normalize("NFC");
        return [written, weigh(written)] as const;
      }),
    ),
  ),
);

/** @param part  composed Unicode */
function partKey(part: string): string {
  let letters = "";
  let toneRow = "";
  let caseRow = "";
  let written: Iterable<string> = part;
  for (const letter of part) if (!known.has(letter)) written = part.match(lettersWithMarks) ?? [];
  for (const each of written) {
    const weights = known.get(each) ?? weigh(each);
    letters += weights.letter;
    toneRow += weights.tone;
    caseRow += weights.capital;
  }
  // A row's trailing lowest weights decide nothing: rows are only compared where the letters are the same.
  return `${letters}\u0001${trimmed(toneRow)}\u0001${trimmed(caseRow)}`;
}

function trimmed(row: string): string {
  let end = row.length;
  while (end > 0 && row[end - 1] === level) end -= 1;
  return row.slice(0, end);
}

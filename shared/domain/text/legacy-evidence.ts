import { encodingOfFont, fromLegacy, isCapitalFont, type LegacyEncoding } from "./legacy-fonts.ts";
import { isSyllable } from "./syllable.ts";

/** A cell's text and the name of its font, "" where that is not known. */
export interface FontText {
  readonly text: string;
  readonly font: string;
}

/** What one text says by itself. `sure`: nothing else need be asked. */
export interface Evidence {
  readonly encoding: LegacyEncoding | null; // null: Unicode, or nothing that needs turning
  readonly sure: boolean;
}

/** What is proposed for a column. */
export interface LegacyColumn {
  readonly encoding: LegacyEncoding | null; // what cells that do not tell by themselves are taken for
  readonly found: LegacyEncoding | null; // what most of the cells to be turned are in
  readonly turned: number; // cells that would change
  readonly unsure: number; // cells left as they are although they might be legacy text: the clerk looks at them
  readonly lost: readonly string[]; // letters that cannot be recovered
}

/** Letters that only Unicode text has: the whole Vietnamese block, ă đ ĩ ũ ơ ư, and marks that stand apart. */
const unicodeOnly = /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]|\p{M}/u;
/** Signs in the middle of a word: letters of TCVN3, and of nothing else. */
const oddSigns = /\p{L}[¡-©«-»×÷]|[¡-©«-»×÷]\p{L}/u;
/** VISCII is rare and looks like many things: it is taken from a font's name, or from the clerk, never from words alone. */
const encodings: readonly LegacyEncoding[] = ["TCVN3", "VNI"];

/**
 * What one text says. A word speaks for an encoding where it can be no Vietnamese syllable as it stands and is one once
 * turned; it speaks against where turning spoils it. A font's name is believed unless the words speak against it.
 */
export function evidenceOf(cell: FontText): Evidence {
  if (cell.font !== "") return weighUp(cell);
  const known = weighed.get(cell.text);
  if (known !== undefined) return known;
  const evidence = weighUp(cell);
  if (weighed.size >= 20_000) weighed.clear();
  weighed.set(cell.text, evidence);
  return evidence;
}

/** A cell is asked about for its column and for its sheet, and lists repeat themselves. */
const weighed = new Map<string, Evidence>();

function weighUp({ text, font }: FontText): Evidence {
  if (unicodeOnly.test(text)) return { encoding: null, sure: true };
  const told = encodingOfFont(font);
  if (!/[\u0080-\uffff]/.test(text))
    return { encoding: isCapitalFont(font) && /[a-z]/.test(text) ? told : null, sure: true };
  if (told !== null) {
    const own = weigh(text, told, font);
    return { encoding: told, sure: own.against <= own.speaksFor };
  }
  const weights = encodings.map((encoding) => ({ encoding, ...weigh(text, encoding, font) }));
  const best = weights.toSorted((a, b) => b.speaksFor - b.against - (a.speaksFor - a.against))[0];
  if (best === undefined || best.speaksFor <= best.against) {
    const spoiled = weights.every(({ against }) => against > 0);
    return { encoding: null, sure: spoiled || weights.every(({ speaksFor, both }) => speaksFor + both === 0) };
  }
  const rivals = weights.filter(
    (each) => each !== best && each.speaksFor >= best.speaksFor && each.against <= best.against,
  );
  const enough = best.speaksFor >= 2 || (best.encoding === "TCVN3" && oddSigns.test(text));
  return { encoding: best.encoding, sure: rivals.length === 0 && enough && best.against === 0 };
}

/**
 * What to propose for a column of texts.
 *
 * @param elsewhere  what the rest of the sheet speaks for, where this column does not tell by itself
 */
export function legacyColumn(cells: readonly FontText[], elsewhere: LegacyEncoding | null = null): LegacyColumn {
  const sures = new Map<LegacyEncoding, number>();
  const leanings = new Map<LegacyEncoding, number>();
  let [unicode, marked] = [0, 0];
  for (const cell of cells) {
    const { encoding, sure } = evidenceOf(cell);
    if (!/[\u0080-\uffff]/.test(cell.text)) continue;
    marked += 1;
    if (encoding !== null) add(sure ? sures : leanings, encoding);
    else if (sure) unicode += 1;
  }
  // Leanings alone count where there are several and nearly every cell with marks leans the same way.
  const leaning = most(leanings);
  const strong = leaning !== null && leaning.count >= 3 && leaning.count * 4 >= marked * 3 ? leaning.encoding : null;
  const own = most(sures)?.encoding ?? strong;
  // Where a column also holds Unicode, or fonts tell old text from new, a cell that does not tell stays as it is.
  const fonts = cells.some(({ font }) => encodingOfFont(font) !== null);
  const encoding = unicode > 0 || fonts ? null : (own ?? elsewhere);
  let turned = 0;
  let unsure = 0;
  const lost = new Set<string>();
  for (const cell of cells) {
    const repaired = repair(cell, encoding);
    if (repaired.text !== cell.text) turned += 1;
    else if (!evidenceOf(cell).sure) unsure += 1;
    for (const letter of repaired.lost) lost.add(letter);
  }
  return {
    encoding: turned === 0 ? null : encoding,
    found: turned === 0 ? null : (encoding ?? own ?? most(sures)?.encoding ?? null),
    turned,
    unsure,
    lost: [...lost],
  };
}

/**
 * A cell's text as its column's proposal reads it: by what it says itself, else by what the column was taken for.
 *
 * @param encoding  of the column; null leaves cells that do not tell as they are
 */
export function repair(
  cell: FontText,
  encoding: LegacyEncoding | null,
): { readonly text: string; readonly lost: readonly string[] } {
  const own = evidenceOf(cell);
  const taken = own.sure ? own.encoding : /[\u0080-\uffff]/.test(cell.text) ? encoding : null;
  return taken === null ? { text: cell.text, lost: [] } : fromLegacy(cell.text, taken, cell.font);
}

/** What a sheet speaks for as a whole; null where any cell is surely Unicode, or where nothing is sure. */
export function legacySheet(cells: Iterable<FontText>): LegacyEncoding | null {
  const votes = new Map<LegacyEncoding, number>();
  for (const cell of cells) {
    const { encoding, sure } = evidenceOf(cell);
    if (!sure) continue;
    if (encoding === null && unicodeOnly.test(cell.text)) return null;
    if (encoding !== null) add(votes, encoding);
  }
  return most(votes)?.encoding ?? null;
}

function most(votes: ReadonlyMap<LegacyEncoding, number>) {
  const [first] = [...votes].toSorted((a, b) => b[1] - a[1]);
  return first === undefined ? null : { encoding: first[0], count: first[1] };
}

const add = (votes: Map<LegacyEncoding, number>, encoding: LegacyEncoding): void => {
  votes.set(encoding, (votes.get(encoding) ?? 0) + 1);
};

interface Weight {
  readonly speaksFor: number;
  readonly against: number;
  readonly both: number; // words that are syllables either way
}

function weigh(text: string, encoding: LegacyEncoding, font: string): Weight {
  let [speaksFor, against, both] = [0, 0, 0];
  for (const word of text.split(/[\s\d()[\]{}.,;:!?"'/\\<>=+*_&%@#$^|~`-]+/)) {
    if (word.length < 2 || !/[\u0080-\uffff]/.test(word) || /^µ[a-z]$/i.test(word)) continue; // µm is a unit
    const asIs = /^\p{L}+$/u.test(word) && isSyllable(word.normalize("NFC"));
    const { text: turned, lost } = fromLegacy(word, encoding, font);
    const good = lost.length === 0 && /^\p{L}+$/u.test(turned) && isSyllable(turned);
    if (good && !asIs) speaksFor += 1;
    else if (!good && asIs) against += 1;
    else if (good) both += 1;
  }
  return { speaksFor, against, both };
}

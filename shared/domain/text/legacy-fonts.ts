/**
 * Text typed with the 8-bit Vietnamese fonts that offices used before Unicode. A workbook keeps such text as the letters
 * that Windows gives those bytes ("NguyÔn V¨n"); only the font made them Vietnamese.
 *
 * Tables: TCVN 5712:1993 (its part 1 holds all of part 3, "TCVN3" or "ABC"), the published table of VNI for Windows,
 * and RFC 1456 for VISCII.
 */
export type LegacyEncoding = "TCVN3" | "VNI" | "VISCII";

export interface Recovered {
  readonly text: string; // composed Unicode
  /** Letters that no rule turns back, as they stand, each once: the clerk has to look at the paper. */
  readonly lost: readonly string[];
}

/** The encoding that a font's name tells, or null. `.VnTime`, `.VnArialH`; `VNI-Times`; `VISCII` fonts carry their name. */
export function encodingOfFont(font: string): LegacyEncoding | null {
  if (/^\.vn/i.test(font)) return "TCVN3";
  if (/^vni[-\s]/i.test(font)) return "VNI";
  return /viscii/i.test(font) ? "VISCII" : null;
}

/** `.VnTimeH` and its kin show small letters as capitals. */
export const isCapitalFont = (font: string): boolean => /^\.vn.*h$/i.test(font);

/**
 * Turn legacy text into Unicode.
 *
 * Capitals that carry a tone have no code in TCVN3: a small one among capitals becomes a capital ("NGUYÔN" → "NGUYỄN");
 * in text of a capital font everything does.
 *
 * @param font  "" where it is not known
 */
export function fromLegacy(text: string, encoding: LegacyEncoding, font = ""): Recovered {
  const lost = new Set<string>();
  const letters = encoding === "VNI" ? fromVni(text, lost) : fromTable(text, tables[encoding], lost);
  for (const gap of text.match(/\p{L}\?+(?=\p{L})|\uFFFD/gu) ?? []) lost.add(gap.slice(-1));
  const composed = letters.normalize("NFC");
  const cased = isCapitalFont(font) ? composed.toUpperCase() : composed.replace(/[\p{L}\p{M}]+/gu, raised);
  return { text: cased, lost: [...lost] };
}

/** A word in capitals but for letters with marks is a word in capitals. */
function raised(word: string): string {
  const plain = word.match(/[a-z]/gi) ?? [];
  const capitals = word.match(/\p{Lu}/gu) ?? [];
  const allPlainAreCapitals = plain.length > 0 && plain.every((letter) => letter < "a");
  return allPlainAreCapitals && capitals.length > 1 ? word.toUpperCase() : word;
}

/** What Windows-1252 gives the bytes 80 to 9F; every other byte is the letter of that number. */
const windows = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const letterOf = (byte: number): string =>
  byte >= 0x80 && byte < 0xa0 ? (windows[byte - 0x80] ?? "") : String.fromCharCode(byte);

const tcvn: readonly string[] = [
  "A1ĂÂÊÔƠƯĐăâêôơưđẰ",
  "B0\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ",
  "C0ẮẦẨẪẤỀặầẩẫấậèỂẻẽ",
  "D0éẹềểễếệìỉỄẾỒĩíịò",
  "E0Ổỏõóọồổỗốộờởỡớợù",
  "F0Ỗủũúụừửữứựỳỷỹýỵ",
  "FFỐ",
];
const viscii: readonly string[] = [
  "80ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ",
  "90ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
  "A0Õắằặấầẩậẽẹếềểễệố",
  "B0ồổỗỠƠộờởịỰỨỪỬơớƯ",
  "C0ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ",
  "D0ĐứÒÓÔạỷừửÙÚỹỵÝỡư",
  "E0àáâãảăữẫèéêẻìíĩỉ",
  "F0đựòóôõỏọụùúũủýợỮ",
];

/** Rows of a table: where the row begins, in hexadecimal, then its letters. */
const tableOf = (rows: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    rows.flatMap((row) =>
      Array.from(row.slice(2)).map(
        (letter, i) => [letterOf(Number.parseInt(row.slice(0, 2), 16) + i), letter] as const,
      ),
    ),
  );

const tables: Readonly<Record<Exclude<LegacyEncoding, "VNI">, ReadonlyMap<string, string>>> = {
  TCVN3: tableOf(tcvn),
  VISCII: tableOf(viscii),
};

/** Signs that stand beside letters in any encoding: quotation marks, dashes, a hard space. */
const signs = /[\u00a0‘’“”–—…•]/;

function fromTable(text: string, table: ReadonlyMap<string, string>, lost: Set<string>): string {
  let out = "";
  for (const letter of text) {
    const found = letter < "\u0080" ? letter : table.get(letter);
    if (found === undefined && isByte(letter) && !signs.test(letter)) lost.add(letter);
    out += found ?? letter;
  }
  return out;
}

/** Whether a letter is one that Windows-1252 gives a byte from 80 on. */
const isByte = (letter: string): boolean => (letter >= "\u0080" && letter <= "\u00ff") || windows.includes(letter);

const grave = "\u0300";
const acute = "\u0301";
const tilde = "\u0303";
const hook = "\u0309";
const dot = "\u0323";
/** Marks of VNI after a plain vowel, after a circumflex one, and after ă; each also as a capital. */
const plainMarks: Readonly<Record<string, string>> = { ù: acute, ø: grave, û: hook, õ: tilde, ï: dot };
const roofMarks: Readonly<Record<string, string>> = { á: acute, à: grave, å: hook, ã: tilde, ä: dot };
const breveMarks: Readonly<Record<string, string>> = { é: acute, è: grave, ú: hook, ü: tilde, ë: dot };
const roof = "\u0302";
const breve = "\u0306";
/** Letters of their own. */
const vniLetters: Readonly<Record<string, string>> = {
  ô: "ơ",
  ö: "ư",
  ñ: "đ",
  í: "í",
  ì: "ì",
  æ: "ỉ",
  ó: "ĩ",
  ò: "ị",
  î: "ỵ",
};

/** What a mark adds to the vowel before it; null where it adds nothing there. */
function vniMark(vowel: string, mark: string): string | null {
  if ("aeo".includes(vowel)) {
    if (mark === "â") return roof;
    const roofed = roofMarks[mark];
    if (roofed !== undefined) return roof + roofed;
  }
  if (vowel === "a") {
    if (mark === "ê") return breve;
    const breved = breveMarks[mark];
    if (breved !== undefined) return breve + breved;
  }
  return "aeouyôö".includes(vowel) ? (plainMarks[mark] ?? null) : null;
}

function fromVni(text: string, lost: Set<string>): string {
  let out = "";
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? "";
    const small = letter.toLowerCase();
    const mark = vniMark(small, (text[at + 1] ?? "").toLowerCase());
    const own = vniLetters[small] ?? (letter < "\u0080" ? small : null);
    if (own === null) {
      if (isByte(letter) && !signs.test(letter)) lost.add(letter);
      out += letter;
      continue;
    }
    const made = own + (mark ?? "");
    out += small === letter ? made : made.toUpperCase();
    if (mark !== null) at += 1;
  }
  return out;
}

/**
 * How wide a text is in Times New Roman, pt. Fonts made to its measure (Tinos, Liberation Serif) come to the same.
 *
 * Source: Adobe's widths of Times-Roman; a Vietnamese letter is as wide as its bare letter, but for the horn.
 */
export function textWidth(text: string, size: number, bold = false): number {
  let units = 0;
  for (const letter of text.normalize("NFD")) units += unitsOf(letter);
  return (units / 1000) * size * (bold ? widerWhenBold : 1);
}

/** How many lines a text takes in a column so wide; words longer than the column are cut. */
export function linesIn(text: string, width: number, size: number, bold = false): number {
  return text.split("\n").reduce((sum, line) => sum + linesOfOne(line, width, size, bold), 0);
}

function linesOfOne(text: string, width: number, size: number, bold: boolean): number {
  const space = textWidth(" ", size, bold);
  let lines = 1;
  let used = 0;
  for (const word of text.split(" ")) {
    const wide = textWidth(word, size, bold);
    if (used > 0 && used + space + wide <= width) {
      used += space + wide;
      continue;
    }
    if (used > 0) lines += 1;
    lines += Math.max(0, Math.ceil(wide / width) - 1);
    used = wide % width || wide;
  }
  return lines;
}

const widerWhenBold = 1.07;

function unitsOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  if (code >= 32 && code < 127) return ascii[code - 32] ?? 500;
  return others[letter] ?? (code >= 0x300 && code < 0x370 ? 0 : code >= 0x2e80 ? 1000 : 600);
}

/** Thousandths of the size, from the space to the tilde. */
const ascii: readonly number[] = [
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
  500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
  722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
  444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
  200, 480, 541,
];
const others: Readonly<Record<string, number>> = {
  đ: 500,
  Đ: 722,
  "\u031b": 40, // the horn of ơ and ư
  "…": 1000,
  "–": 500,
  "—": 1000,
  "\u00a0": 250,
  "“": 444,
  "”": 444,
  "‘": 333,
  "’": 333,
  "·": 250,
};

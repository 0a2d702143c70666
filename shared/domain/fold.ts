/** Combining marks: tones, and the circumflex, breve and horn of â, ă and ơ once they stand apart. */
const marks = /[\u0300-\u036f]/g;

/** Đ and đ do not decompose; Ð and ð (eth) look the same and stand for them in files typed with other keyboards. */
const stroked = /[đĐðÐ]/g;

const plain = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/**
 * A text as a search compares it: no marks, đ as d, lower case, single spaces, none at the ends.
 * Composed and decomposed Unicode give the same answer, and folding twice changes nothing.
 *
 * @example foldVietnamese(" Đặng  Thị Ngọc ") === "dang thi ngoc"
 */
export function foldVietnamese(text: string): string {
  if (plain.test(text)) return text;
  return text
    .normalize("NFD")
    .replace(marks, "")
    .replace(stroked, "d")
    .toLowerCase()
    .replace(marks, "") // lower-casing İ leaves a dot behind
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * A still looser form, for code lists and repeated names: folded, y as i (Sỹ = Sĩ, Lý = Lí), without spaces,
 * apostrophes and dots, and without hyphens inside a word (Khơ-mú = Khơ Mú, H'Mông = HMông; but A- is not A).
 */
export const foldLoosely = (text: string): string =>
  foldVietnamese(text)
    .replace(/y/g, "i")
    .replace(/[\s'’‘`´ʼ.·,]/g, "")
    .replace(/(?<=[a-z0-9])[-‐‑–](?=[a-z0-9])/g, "");

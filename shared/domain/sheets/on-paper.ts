/**
 * Text as it stands on paper: composed letters, and nothing that is not seen.
 *
 * Composed (NFC), for a letter in parts falls back to another font. Marks that turn the order of letters, letters without
 * width and control characters are left out: what is read is what the file says, letter for letter in its order. Ends of
 * lines of every kind become one kind, tabs become blanks; half a pair of code units becomes the sign for what cannot be read.
 *
 * @param text  any text; the record keeps it as it is
 */
export const onPaper = (text: string): string =>
  plain.test(text)
    ? text.normalize("NFC")
    : text
        .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
        .replace(/[\t\v\f]/g, " ")
        .replace(/\p{Cs}/gu, "\ufffd")
        .replace(unseen, "")
        .normalize("NFC");

/** Letters with their marks, digits, signs, blanks and new lines: most texts are nothing else. */
const plain = /^[\n -~\u00a0-\u00ac\u00ae-\u034e\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ab]*$/;

/** All but a new line that is not seen: controls, marks of direction, joiners, tags, signs for annotations, non-characters. */
const unseen = /(?!\n)[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb]/gu;

/**
 * A text as it may stand on a paper: composed Unicode; no control characters, no marks that turn the direction of
 * reading (they can make a name or a number read as another), no halves of letters. New lines stay, tabs become spaces.
 */
export const plainText = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/\t/g, " ")
    .replace(unfit, "");

/** Controls but the new line; soft, zero-width and bidirectional marks; half surrogates; two that are no characters. */
const unfit = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/gu;

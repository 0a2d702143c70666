/**
 * A text as a Word file or a workbook can hold it: composed letters, one kind of line end. Characters that XML has no way
 * to write (control characters, half of a pair) become "�", so that they are seen and the file still opens.
 */
export const paperText = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (letter) => (writable(letter) ? letter : "\ufffd"));

/** Of the control characters XML takes the tab, the line feed and those beyond ASCII. */
const writable = (letter: string): boolean =>
  letter === "\t" || letter === "\n" || (letter >= "\u007f" && letter <= "\u009f");

/** The same for a workbook: what reads like the format's own way of writing a letter by its number stays what was typed. */
export const workbookText = (text: string): string => paperText(text).replace(/_(?=x[0-9a-fA-F]{4}_)/g, "_x005F_");

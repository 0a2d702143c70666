import type { Command } from "../parts/commands.ts";

/** What a key press asks of the window. */
export type Asked =
  | { readonly what: "command"; readonly command: Command }
  | { readonly what: "screen"; readonly place: number } // from 0, in the order of the navigation; 0 is the tenth key
  | { readonly what: "help" };

/** The part of a keyboard event that decides. */
export type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "altKey" | "shiftKey" | "metaKey" | "isComposing">;

const withCtrl: Readonly<Record<string, Command>> = {
  KeyF: "find",
  KeyN: "add",
  KeyP: "print",
  KeyS: "save",
  KeyG: "goto",
  KeyZ: "undo",
};

/**
 * Read a key press. Null: not ours. While a Vietnamese input method is composing a word, no key is ours.
 *
 * Letters go by their place on the keyboard (`code`), so that an input method that changes the letter changes nothing.
 */
export function askedBy(press: Press): Asked | null {
  if (press.isComposing || press.key === "Process" || press.metaKey) return null;
  const { key, code, ctrlKey, altKey, shiftKey } = press;
  if (key === "F1" || (ctrlKey && code === "Slash")) return { what: "help" };
  if (ctrlKey && !altKey && !shiftKey) {
    const command = withCtrl[code];
    return command === undefined ? null : { what: "command", command };
  }
  if (altKey && !ctrlKey && !shiftKey) {
    const digit = /^Digit(\d)$/.exec(code);
    return digit === null ? null : { what: "screen", place: (Number(digit[1]) + 9) % 10 };
  }
  if (ctrlKey || altKey || shiftKey) return null;
  if (key === "F2") return { what: "command", command: "edit" };
  if (key === "Escape") return { what: "command", command: "close" };
  return null;
}

import { describe, expect, it } from "vitest";
import { askedBy, type Press } from "../../../renderer/views/shell-keys.ts";

const press = (key: string, patch: Partial<Press> = {}): Press => ({
  key,
  code: /^[a-z]$/iu.test(key) ? `Key${key.toUpperCase()}` : key,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  isComposing: false,
  ...patch,
});
const ctrl = { ctrlKey: true };

describe("keys of the window", () => {
  it("asks for what each shortcut stands for", () => {
    const asked = (["f", "n", "p", "s", "g", "z"] as const).map((key) => askedBy(press(key, ctrl)));
    expect(asked).toEqual(
      ["find", "add", "print", "save", "goto", "undo"].map((command) => ({ what: "command", command })),
    );
    expect(askedBy(press("F2"))).toEqual({ what: "command", command: "edit" });
    expect(askedBy(press("Escape"))).toEqual({ what: "command", command: "close" });
    expect(askedBy(press("F1"))).toEqual({ what: "help" });
    expect(askedBy(press("4", { altKey: true, code: "Digit4" }))).toEqual({ what: "screen", place: 3 });
  });

  it("goes by the place of the key, whatever letter the input method makes of it", () => {
    expect(askedBy(press("ф", { ...ctrl, code: "KeyF" }))).toEqual({ what: "command", command: "find" });
  });

  it("takes nothing while a word is being composed", () => {
    for (const key of ["f", "Escape", "F2"]) {
      expect(askedBy(press(key, { ...ctrl, isComposing: true }))).toBeNull();
      expect(askedBy(press("Process", { code: press(key).code }))).toBeNull();
    }
  });

  it("leaves letters, the browser's own keys and other chords alone", () => {
    for (const other of [
      press("f"),
      press("c", ctrl),
      press("y", ctrl),
      press("s", { ...ctrl, shiftKey: true }),
      press("f", { ...ctrl, altKey: true }), // AltGr writes letters on some keyboards
      press("f", { metaKey: true, ...ctrl }),
      press("Escape", { shiftKey: true }),
    ])
      expect(askedBy(other)).toBeNull();
  });
});

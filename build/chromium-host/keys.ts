import type { Params } from "./pipe.ts";

/** The events of Chromium's protocol that press and release "Control+Shift+S", "Enter", "a", "F2", "Space". */
export function keyEvents(press: string): readonly Params[] {
  const names = press.endsWith("+") ? [...press.slice(0, -1).split("+").filter(Boolean), "+"] : press.split("+");
  const key = names.pop() ?? "";
  const modifiers = names.reduce((sum, name) => sum + modifierOf(name), 0);
  const { code, keyCode, text, name } = keyOf(key);
  const typed = text !== "" && (modifiers & ~modifierBits.Shift) === 0 ? { text } : {};
  const common = { modifiers, key: name, code, windowsVirtualKeyCode: keyCode, nativeVirtualKeyCode: keyCode };
  return [
    { type: "text" in typed ? "keyDown" : "rawKeyDown", ...common, ...typed, commands: commandsOf(press) },
    { type: "keyUp", ...common },
  ];
}

const modifierBits = { Alt: 1, Control: 2, Meta: 4, Shift: 8 } as const;

function modifierOf(name: string): number {
  if (!Object.hasOwn(modifierBits, name)) throw new Error(`there is no modifier key "${name}"`);
  return modifierBits[name as keyof typeof modifierBits];
}

/** Editing commands that a desktop gives to the page along with the key. */
const commandsOf = (press: string): readonly string[] =>
  ({ "Control+A": ["selectAll"], "Control+a": ["selectAll"] })[press] ?? [];

function keyOf(key: string): {
  readonly name: string;
  readonly code: string;
  readonly keyCode: number;
  readonly text: string;
} {
  const special = specials[key];
  if (special !== undefined)
    return { name: key === "Space" ? " " : key, code: key, keyCode: special[0], text: special[1] };
  const functionKey = /^F(\d{1,2})$/.exec(key);
  if (functionKey !== null) return { name: key, code: key, keyCode: 111 + Number(functionKey[1]), text: "" };
  if (key.length !== 1) throw new Error(`there is no key "${key}"`);
  const upper = key.toUpperCase();
  const code = /^[A-Z]$/.test(upper) ? `Key${upper}` : /^\d$/.test(key) ? `Digit${key}` : (marks[key]?.[0] ?? "");
  return { name: key, code, keyCode: marks[key]?.[1] ?? upper.charCodeAt(0), text: key };
}

/** Windows key code and the text the key writes. */
const specials: Readonly<Record<string, readonly [number, string]>> = {
  ArrowDown: [40, ""],
  ArrowLeft: [37, ""],
  ArrowRight: [39, ""],
  ArrowUp: [38, ""],
  Backspace: [8, ""],
  Delete: [46, ""],
  End: [35, ""],
  Enter: [13, "\r"],
  Escape: [27, ""],
  Home: [36, ""],
  PageDown: [34, ""],
  PageUp: [33, ""],
  Space: [32, " "],
  Tab: [9, ""],
};

const marks: Readonly<Record<string, readonly [string, number]>> = {
  ",": ["Comma", 188],
  "-": ["Minus", 189],
  ".": ["Period", 190],
  "/": ["Slash", 191],
  "+": ["Equal", 187],
  "=": ["Equal", 187],
};

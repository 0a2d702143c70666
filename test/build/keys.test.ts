import { describe, expect, it } from "vitest";
import { keyEvents } from "../../build/chromium-host/keys.ts";

describe("keyEvents", () => {
  it("writes a letter", () => {
    expect(keyEvents("a")).toMatchObject([
      { type: "keyDown", key: "a", code: "KeyA", windowsVirtualKeyCode: 65, text: "a", modifiers: 0 },
      { type: "keyUp", key: "a" },
    ]);
  });

  it("holds modifiers without writing", () => {
    const [down] = keyEvents("Control+Shift+S");
    expect(down).toMatchObject({ type: "rawKeyDown", key: "S", code: "KeyS", modifiers: 2 + 8 });
    expect(down).not.toHaveProperty("text");
  });

  it.each([
    ["Enter", 13],
    ["F12", 123],
    ["ArrowDown", 40],
    ["Control+,", 188],
    ["Control++", 187],
  ])("knows %s", (press, code) => expect(keyEvents(press)[0]).toMatchObject({ windowsVirtualKeyCode: code }));

  it.each(["Ctrl+S", "Return", "Hyper+a"])("knows no %s", (press) =>
    expect(() => keyEvents(press)).toThrow("there is no"),
  );
});

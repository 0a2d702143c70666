import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepest, weigh } from "../../../electron/door/weigh.ts";

describe("weigh", () => {
  it("counts what a value holds", () => {
    expect(weigh({ a: "xy", b: [1, null, true], c: new Uint8Array(10) }, 1000)).toEqual({
      ok: true,
      value: 8 + 2 + 4 + 2 + 8 + 3 * 8 + 2 + 10,
    });
  });

  it("takes any plain value, and weighs the whole more than any part", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const whole = weigh({ in: value }, 1_000_000);
        const part = weigh(value, 1_000_000);
        if (JSON.stringify(value).match(/"(?:__proto__|constructor|prototype)"/)) return;
        expect(whole.ok && part.ok && whole.value > part.value).toBe(true);
      }),
      { seed: 20251122, numRuns: 500 },
    );
  });

  it("stops at the weight it is given", () => {
    expect(weigh({ a: "x".repeat(100) }, 210).ok).toBe(true);
    expect(weigh({ a: "x".repeat(101) }, 210)).toEqual({ ok: false, problem: "too-heavy" });
  });

  it("goes as deep as allowed and no deeper", () => {
    const nest = (levels: number): unknown => (levels === 0 ? 1 : [nest(levels - 1)]);
    expect(weigh(nest(deepest), 10_000).ok).toBe(true);
    expect(weigh(nest(deepest + 1), 10_000)).toEqual({ ok: false, problem: "not-plain" });
  });

  it.each([
    ["a key of prototypes", JSON.parse('{"a":{"__proto__":1}}')],
    ["a date", { a: new Date(0) }],
    ["not a number", [Number.NaN]],
    ["without end", [Number.POSITIVE_INFINITY]],
    ["of a class", { a: new URL("app://so-can-bo/") }],
    ["a wider view of bytes", new Uint16Array(4)],
  ])("takes nothing that is %s", (_name, value) => {
    expect(weigh(value, 10_000)).toEqual({ ok: false, problem: "not-plain" });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bufferBase64 } from "../../build/chromium-host/buffer-base64.ts";
import { packValue, unpackValue } from "../../build/chromium-host/values.ts";

const seed = 20251122;
const through = (value: unknown) => unpackValue(packValue(value, bufferBase64), bufferBase64);

/** Anything the contract can carry: JSON and bytes, at any depth, with keys that look like the tags. */
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.string({ unit: "binary" }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 40 }),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom("$bytes", "$plain", "$nothing", "$", "__proto__", "a"), fc.string({ maxLength: 4 })),
      tie("value"),
      { maxKeys: 5, noNullPrototype: true },
    ),
  ),
})).value;

describe("a value on its way between page and main", () => {
  it("arrives as it left, bytes as bytes", () => {
    let withBytes = 0;
    let withTags = 0;
    fc.assert(
      fc.property(values, (value) => {
        const text = packValue(value, bufferBase64);
        if (text.includes('"$bytes"')) withBytes += 1;
        if (text.includes('"$plain"')) withTags += 1;
        expect(through(value)).toEqual(value);
      }),
      { seed, numRuns: 3000 },
    );
    expect(withBytes).toBeGreaterThan(300);
    expect(withTags).toBeGreaterThan(300);
  });

  it("that imitates the tags stays what it is", () => {
    for (const value of [
      { $bytes: "AAAA" },
      { $plain: { $bytes: "AAAA" } },
      { $nothing: true },
      { a: [{ $bytes: "AAAA", b: 1 }] },
    ])
      expect(through(value)).toEqual(value);
  });

  it("may be nothing, and may not be a function", () => {
    expect(through(undefined)).toBeUndefined();
    expect(() => packValue(() => 1, bufferBase64)).toThrow("cloned");
  });

  it("is not changed by packing it, and is not copied where there are no bytes", () => {
    const value = Object.freeze({ list: Object.freeze([Object.freeze({ bytes: new Uint8Array([1, 2]) })]) });
    expect(through(value)).toEqual(value);
    expect(value.list[0]?.bytes).toEqual(new Uint8Array([1, 2]));
  });

  it("would lose its bytes as plain JSON", () => {
    expect(JSON.parse(JSON.stringify({ bytes: new Uint8Array([1]) }))).not.toEqual({ bytes: new Uint8Array([1]) });
  });
});

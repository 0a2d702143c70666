import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStrict } from "../../shared/strict-json.ts";

const why = (text: string, limits?: Parameters<typeof parseStrict>[1]) => {
  const parsed = parseStrict(text, limits);
  return parsed.ok ? null : parsed.problem.why;
};

describe("parseStrict", () => {
  it("reads what JSON.stringify writes, with or without white space", () => {
    let read = 0;
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 8, noUnicodeString: false }),
        fc.constantFrom(0, 1, "\t"),
        (value, space) => {
          const text = JSON.stringify(value, null, space);
          const native = hasForbidden(text);
          const parsed = parseStrict(text);
          if (native) expect(parsed.ok).toBe(false);
          else expect(parsed.ok && JSON.stringify(parsed.value)).toBe(JSON.stringify(JSON.parse(text)));
          read += 1;
        },
      ),
      { numRuns: 2_000, seed: 7 },
    );
    expect(read).toBe(2_000);
  });

  it("takes nothing that JSON.parse refuses, and gives the same value where both take a text", () => {
    const corpus = ['{"a":[1,-0.5e+3,"\\u00e9\\n"],"b":{"c":null,"d":true,"e":false}}', '["Nguyễn Văn An",{"x":[[]]}]'];
    const letters = '{}[],:"\\ \n\ttruefalsn0123456789.eE+-u\u0001é';
    let [both, neither, stricter] = [0, 0, 0];
    fc.assert(
      fc.property(
        fc.constantFrom(...corpus),
        fc.array(fc.tuple(fc.nat(80), fc.nat(2), fc.nat(letters.length - 1)), { minLength: 1, maxLength: 4 }),
        (start, edits) => {
          let text = start;
          for (const [at, cut, letter] of edits) text = text.slice(0, at) + letters[letter] + text.slice(at + cut);
          const native = orNull(() => JSON.parse(text) as unknown);
          const strict = parseStrict(text);
          if (native === null) {
            expect(strict.ok, text).toBe(false);
            neither += 1;
          } else if (strict.ok) {
            expect(JSON.stringify(strict.value)).toBe(JSON.stringify(native.value));
            both += 1;
          } else stricter += 1;
        },
      ),
      { numRuns: 20_000, seed: 11 },
    );
    expect(both).toBeGreaterThan(500);
    expect(neither).toBeGreaterThan(5_000);
    expect(stricter).toBeLessThan(both);
  });

  it("gives objects without a prototype", () => {
    const parsed = parseStrict('{"toString":1,"a":{"hasOwnProperty":2}}');
    const value = parsed.ok ? (parsed.value as { readonly a: object }) : { a: {} };
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(Object.getPrototypeOf(value.a)).toBeNull();
    expect(Object.keys(value)).toEqual(["toString", "a"]);
  });

  it.each(["__proto__", "constructor", "prototype", "\\u005f_proto__", "c\\u006fnstructor"])(
    "refuses the key %s wherever it stands",
    (key) => {
      expect(why(`{"${key}":1}`)).toBe("forbidden-key");
      expect(why(`[{"a":[{"${key}":{"x":1}}]}]`)).toBe("forbidden-key");
      expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
    },
  );

  it("refuses keys that appear twice, however they are spelt", () => {
    expect(why('{"a":1,"a":2}')).toBe("duplicate-key");
    expect(why('{"a":1,"b":2,"\\u0061":3}')).toBe("duplicate-key");
    expect(why('[{"a":{"b":1}},{"a":{"b":1,"b":1}}]')).toBe("duplicate-key");
    expect(why('{"a":{"a":{"a":1}}}')).toBeNull();
  });

  it("refuses halves of surrogate pairs, written or escaped", () => {
    for (const text of ['"\ud800"', '"\\ud800"', '"\\udc00\\ud800"', '"a\\ud83dx"', '{"\\udfff":1}'])
      expect(why(text), JSON.stringify(text)).toBe("lone-surrogate");
    expect(parseStrict('"\\ud83d\\ude00"')).toEqual({ ok: true, value: "😀" });
  });

  it("refuses numbers nobody writes", () => {
    for (const text of ["9".repeat(41), `0.${"1".repeat(39)}`, "1e999", "-1e400", `1${"0".repeat(10_000_000)}`])
      expect(why(text, { maxLength: 20_000_000 })).toBe("absurd-number");
    for (const text of ["01", "+1", ".5", "1.", "1e", "0x1", "NaN", "Infinity", "-", "--1"])
      expect(why(text), text).toBe("syntax");
    for (const number of [0, -0.5, 1e21, 5e-324, 2 ** 53, 1.7976931348623157e308])
      expect(parseStrict(JSON.stringify(number))).toEqual({ ok: true, value: number });
  });

  it("refuses depth and length at once, without work", () => {
    expect(why("[".repeat(10_000))).toBe("too-deep");
    expect(why('{"a":'.repeat(10_000))).toBe("too-deep");
    expect(why(`${"[".repeat(32)}${"]".repeat(32)}`)).toBeNull();
    expect(why(`${"[".repeat(33)}${"]".repeat(33)}`)).toBe("too-deep");
    expect(why(`"${"x".repeat(1_048_575)}"`)).toBe("too-long");
    expect(why(`"${"x".repeat(1_048_574)}"`)).toBeNull();
  });

  it.each([
    "",
    " ",
    "{",
    "[1,]",
    '{"a":1,}',
    "{a:1}",
    "'a'",
    "1 2",
    '"a',
    '"\\x"',
    '"\\u12g4"',
    '"\n"',
    "tru",
    "nul",
    "\ufeff1",
    "[1 2]",
    '{"a" 1}',
    "/**/1",
  ])("is no JSON: %j", (text) => {
    expect(why(text)).toBe("syntax");
  });

  describe("of objects that may be ordinary", () => {
    const both = (text: string) => {
      const [careful, plain] = [parseStrict(text), parseStrict(text, { ordinary: true })];
      if (careful.ok && plain.ok) expect(JSON.stringify(plain.value), text).toBe(JSON.stringify(careful.value));
      else expect(plain, text).toEqual(careful);
      const quickly = plain.ok && Object.getPrototypeOf(Object(plain.value)) !== null;
      return { ok: plain.ok, quickly };
    };
    const space = fc.constantFrom("", "", "", "", "", " ", "\t");
    const key = fc.constantFrom(
      "a",
      "b",
      ":",
      ":a",
      "\\n",
      "\\u0061",
      '\\"',
      "\\\\",
      "a\\/",
      "é",
      "constructor",
      "toString",
      "1",
      "",
    );
    const number = fc.constantFrom(
      "0",
      "-0",
      "12",
      "1e3",
      "1e999",
      "0.10",
      "9".repeat(40),
      "9".repeat(41),
      `1.${"0".repeat(60)}`,
    );
    const { text: any } = fc.letrec<{ text: string; object: string; list: string }>((tie) => ({
      text: fc.oneof(
        { maxDepth: 4, depthSize: "small" },
        fc.oneof(
          number,
          key.map((some) => `"${some}"`),
          fc.constantFrom(
            "null",
            "true",
            '"\\ud800"',
            '"\\ud83d\\ude00"',
            '" :"',
            '"0123456789-0123456789-0123456789-0123456789"',
          ),
        ),
        tie("object"),
        tie("list"),
      ),
      object: fc
        .array(fc.tuple(space, key, space, space, tie("text"), space), { maxLength: 4 })
        .map(
          (members) =>
            `{${members.map(([a, name, b, c, value, d]) => `${a}"${name}"${b}:${c}${value}${d}`).join(",")}}`,
        ),
      list: fc.array(tie("text"), { maxLength: 3 }).map((parts) => `[${parts.join(",")}]`),
    }));

    it("takes and refuses the same, for the same reason", () => {
      const tally = { taken: 0, refused: 0, quickly: 0 };
      fc.assert(
        fc.property(any, (text) => {
          const { ok, quickly } = both(text);
          tally[ok ? "taken" : "refused"] += 1;
          if (quickly && /^[{[]/.test(text)) tally.quickly += 1;
        }),
        { numRuns: 20_000, seed: 13 },
      );
      console.log(JSON.stringify(tally));
      for (const count of Object.values(tally)) expect(count).toBeGreaterThan(1_000);
    });

    it("is not led astray by colons, spaces, escapes and depth", () => {
      for (const text of [
        '{"a" :1,"a":":"}',
        '{"a":1,"a" :2,"b":":x"}',
        '{"a":1,"a":2,"b":["\\":"]}',
        '{"a":1,"a":"":"}',
        '{"a\\n":1,"a\\n":2}',
        '{"a\\n":1,"a\\u000a":2}',
        '{"a\\/":1,"a/":2}',
        '{"\\u005f_proto__":1}',
        '{"a":{"__proto__":1}}',
        '{"a":["constructor"]}',
        `{"a":1${"0".repeat(40)}}`,
        `{"a":1${"0".repeat(39)}}`,
        `{"a":[-1e400]}`,
        `{"a":"${"1".repeat(50)}"}`,
        `${"[".repeat(32)}${"]".repeat(32)}`,
        `${"[".repeat(33)}${"]".repeat(33)}`,
        `${'{"a":'.repeat(33)}1${"}".repeat(33)}`,
        `${"[".repeat(400_000)}${"]".repeat(400_000)}`,
        "[".repeat(1_000_000),
        '["\\ud83d"]',
        '["\\\\ud83d"]',
      ])
        both(text);
      expect(both('{"a":"x","b":{"c":[1,2.5,null,"\\n"]}}')).toEqual({ ok: true, quickly: true });
      const counted = (text: string) => (text.match(/":/g) ?? []).length; // the control: without the look at spaces, fooled
      const fooled = '{"a" :1,"a":2}';
      expect(counted(fooled)).toBe(1);
      expect(Object.keys(JSON.parse(fooled) as object).length).toBe(1);
      expect(both(fooled).ok).toBe(false);
    });
  });

  it("differs from JSON.parse exactly where it must: the control", () => {
    for (const text of ['{"__proto__":{"x":1}}', '{"a":1,"a":2}', '"\\ud800"', "9".repeat(100)]) {
      expect(orNull(() => JSON.parse(text) as unknown)).not.toBeNull();
      expect(parseStrict(text).ok).toBe(false);
    }
  });
});

const hasForbidden = (text: string) => /"(__proto__|constructor|prototype)"\s*:/.test(text) || !isWhole(text);
const isWhole = (text: string) => !/\\ud[89a-f]/i.test(text);

function orNull<Value>(work: () => Value): { readonly value: Value } | null {
  try {
    return { value: work() };
  } catch {
    return null;
  }
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entryBytes, entryFrom, ownLineFrom } from "../../electron/entry-bytes.ts";
import { sha256Hex } from "../../electron/exchange/sha256.ts";
import { encodeLine } from "../../shared/change/line.ts";
import { genesis, headAfter, headsOf, withheldHash } from "../../shared/exchange/chain.ts";
import type { ActionLine, Entry } from "../../shared/exchange/entry.ts";
import type { BundleHeader } from "../../shared/exchange/header.ts";

const feed = "doluong-k3f7";

/** Texts with everything that could be taken for the end of something. */
const text = fc.string({ unit: "grapheme", maxLength: 40 }).map((some) => `${some}\n"\\\u2028Đỗ`);

const lineOf = (number: number, values: readonly string[], reason: string): string =>
  encodeLine({
    feed,
    number,
    clerk: "c1",
    at: "2026-03-01T08:00",
    purpose: "person.edit",
    reason,
    audience: [],
    changes: [
      {
        record: "person:0199aaaa-bbbb-7ccc-8ddd-000000000001",
        fields: Object.fromEntries(values.map((to, i) => [`field${i}`, { saw: [], to }])),
      },
    ],
  });

const header: BundleHeader = {
  format: 1,
  suite: "age-x25519+minisign",
  schemaVersion: 1,
  minReader: 1,
  program: "0.1.0",
  office: "doluong",
  officeName: 'Đảng ủy "Đô Lương"\n',
  feed,
  recipient: "nghean",
  serial: 1,
  from: 1,
  to: 0,
  prevHead: genesis,
  head: genesis,
  counts: { actions: 0, changes: 0, receipts: 0 },
  clerks: [],
  made: "",
};

const importOf = (lines: readonly ActionLine[]): Entry => ({
  entry: "import",
  header,
  lines: [...lines],
  sum: { applied: lines.length, waiting: 0, held: 0, refused: 0 },
  receipts: [],
});

describe("an entry's bytes", () => {
  it("give the entry again, whatever its texts hold", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(text, { minLength: 1, maxLength: 5 }), text), { maxLength: 6 }),
        fc.integer({ min: 1, max: 10_000 }),
        text,
        (said, from, name) => {
          const lines = said.map(([values, reason], i) => ({
            feed,
            number: from + i,
            line: lineOf(from + i, values, reason),
          }));
          const entries: Entry[] = [
            ...lines.map((action): Entry => ({ entry: "action", action })),
            importOf(lines),
            { entry: "clerk", clerk: { id: "c1", name, role: "" } },
            { entry: "refused", problem: name, file: "", at: "" },
          ];
          for (const entry of entries) expect(entryFrom(entryBytes(entry))).toEqual(entry);
        },
      ),
      { seed: 61 },
    );
  });

  it("hold an own action as the very bytes that are hashed and sent, with its fields counted", () => {
    for (const values of [["một"], ["a\nb", "c"], ["x", "y", "z"]]) {
      const line = lineOf(7, values, "vì sao");
      const stored = ownLineFrom(entryBytes({ entry: "action", action: { feed, number: 7, line } }));
      expect(stored).toMatchObject({ feed, number: 7, fields: values.length });
      expect(Buffer.from(stored!.line).toString()).toBe(line);
      expect(headAfter(sha256Hex, genesis, stored!.line)).toBe(headAfter(sha256Hex, genesis, line));
    }
    expect(ownLineFrom(entryBytes(importOf([{ feed, number: 1, line: lineOf(1, ["a"], "") }])))).toBeNull();
    expect(ownLineFrom(entryBytes({ entry: "refused", problem: "", file: "", at: "" }))).toBeNull();
  });

  it("are made of one stretch of one feed only", () => {
    const line = (number: number, of = feed) => ({ feed: of, number, line: lineOf(number, ["a"], "") });
    for (const lines of [[line(1), line(3)], [line(2), line(1)], [line(1, "vinh-k3f7")]])
      expect(() => entryBytes(importOf(lines))).toThrow("one stretch");
  });
});

describe("the chain", () => {
  it("is the same over texts and over their bytes, withheld ones too", () => {
    const hash = "ab".repeat(32);
    const lines = [
      lineOf(1, ["Đỗ"], ""),
      `{"withheld":"${hash}"}`,
      `{"withheld":"${hash}","depth":3}`,
      `{"withheld": "${hash}"}`, // another spelling is no withheld line
      `{"withheld":"${hash.slice(1)}"}`,
      `{"why":"${hash}"}`,
      "{",
    ];
    const bytes = lines.map((line) => Buffer.from(line));
    expect(bytes.map(withheldHash)).toEqual(lines.map(withheldHash));
    expect(bytes.map(withheldHash)).toEqual([null, hash, hash, null, null, null, null]);
    expect(headsOf(sha256Hex, genesis, bytes)).toEqual(headsOf(sha256Hex, genesis, lines));
  });
});

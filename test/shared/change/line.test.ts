import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apply } from "../../../shared/change/apply.ts";
import type { Action, Arrival, Change } from "../../../shared/change/change.ts";
import { headsOf } from "../../../shared/change/heads.ts";
import { decodeLine, encodeLine } from "../../../shared/change/line.ts";
import { emptyState } from "../../../shared/change/records.ts";
import { idMaker } from "../../../shared/domain/new-id.ts";
import { Json, type RecordId } from "../../../shared/domain/primitives.ts";
import { diceOf } from "./dice.ts";

const seed = Number(process.env.SEED ?? 1945);
const feed = "doluong-k3f7";
const person: RecordId = "person:0192a0b0-1234-7000-8000-000000000001";

const edit = (fields: Change["fields"], over: Partial<Action> = {}): Action => ({
  feed,
  number: 20,
  clerk: "c1",
  at: "2026-11-22T08:14",
  purpose: "person.edit",
  reason: "",
  audience: [],
  changes: [{ record: person, fields }],
  ...over,
});

const seenOf = (fields: Change["fields"]): unknown => JSON.parse(encodeLine(edit(fields))).set[0][2];

describe("the line of an action, CM-12", () => {
  it("is compact JSON that a person can read, with sorted fields and nothing that is empty", () => {
    expect(
      encodeLine(
        edit({ phone: { saw: [`${feed}:12`], to: "0912 000 111" }, birthPlace: { saw: [`${feed}:12`], to: "" } }),
      ),
    ).toBe(
      `{"by":"c1","at":"2026-11-22T08:14","act":"person.edit","set":[["${person}",{"birthPlace":"","phone":"0912 000 111"},12]]}`,
    );
    const line = encodeLine(edit({ phone: { saw: [], to: "" } }, { reason: "theo hồ sơ gốc", audience: ["vinh"] }));
    expect(line).toBe(
      `{"by":"c1","at":"2026-11-22T08:14","act":"person.edit","why":"theo hồ sơ gốc","for":["vinh"],"set":[["${person}",{"phone":""}]]}`,
    );
  });

  it("says what the writer saw in the shortest form", () => {
    const [own, other] = [`${feed}:12`, "vinh-abcd:7"];
    const to = null;
    expect(seenOf({ a: { saw: [], to } })).toBeUndefined();
    expect(seenOf({ a: { saw: [own], to }, b: { saw: [own], to } })).toBe(12);
    expect(seenOf({ a: { saw: [other], to } })).toBe(other);
    expect(seenOf({ a: { saw: [other, own], to } })).toEqual([other, 12]);
    expect(seenOf({ a: { saw: [own], to }, b: { saw: [own], to }, c: { saw: [], to } })).toEqual({ "*": 12, c: [] });
    expect(seenOf({ a: { saw: [], to }, b: { saw: [], to }, c: { saw: [other], to } })).toEqual({ c: other });
  });

  it("gives the same action back, whatever it says", () => {
    const ref = fc.oneof(
      fc.integer({ min: 1, max: 19 }).map((number) => `${feed}:${number}`),
      fc
        .tuple(fc.constantFrom("vinh-abcd", "tinh-a2b3"), fc.integer({ min: 1, max: 9_999_999_999 }))
        .map((part) => part.join(":")),
    );
    const value = fc.jsonValue().map((json) => Json.parse(JSON.parse(JSON.stringify(json))));
    const field = fc.record({ saw: fc.array(ref, { maxLength: 3 }), to: value }, { noNullPrototype: true });
    const name = fc.oneof(
      fc.stringMatching(/^[a-z][A-Za-z0-9]{0,12}$/),
      fc.constantFrom("toString", "valueOf", "saw"),
    );
    const change = fc.record(
      {
        record: fc.constantFrom(person, "newer-kind:0192a0b0-1234-7000-8000-000000000002" as RecordId),
        fields: fc.dictionary(name, field, { maxKeys: 6, noNullPrototype: true }),
      },
      { noNullPrototype: true },
    );
    const action = fc.record(
      {
        feed: fc.constant(feed),
        number: fc.constant(20),
        clerk: fc.integer({ min: 1, max: 9999 }).map((n) => `c${n}`),
        at: fc.constantFrom("2026-11-22T08:14", "0001-01-01T00:00"),
        purpose: fc.constantFrom("person.edit", "workbook.import", "later"),
        reason: fc.oneof(fc.constant(""), fc.string({ unit: "binary", maxLength: 40 })),
        audience: fc.array(fc.constantFrom("vinh", "doluong", "x1"), { maxLength: 3 }),
        changes: fc.array(change, { minLength: 1, maxLength: 3 }),
      },
      { noNullPrototype: true },
    );
    let seen = 0;
    fc.assert(
      fc.property(action, (written) => {
        const line = encodeLine(written);
        expect(line).not.toContain("\n");
        expect(decodeLine(JSON.parse(line), feed, 20)).toEqual({ ok: true, value: written });
        seen += written.changes
          .flatMap(({ fields }) => Object.values(fields))
          .filter(({ saw }) => saw.length > 1).length;
      }),
      { seed, numRuns: 1000 },
    );
    expect(seen).toBeGreaterThan(500);
  });

  it("gives a withheld line back, and leaves its depth out where it says nothing", () => {
    const withheld = { feed, number: 3, hash: "ab".repeat(32), depth: 1 };
    expect(encodeLine(withheld)).toBe(`{"withheld":"${"ab".repeat(32)}"}`);
    for (const one of [withheld, { ...withheld, depth: 12 }] satisfies Arrival[])
      expect(decodeLine(JSON.parse(encodeLine(one)), feed, 3)).toEqual({ ok: true, value: one });
  });

  it("refuses every other shape", () => {
    const good = { by: "c1", at: "2026-11-22T08:14", act: "person.edit", set: [[person, { phone: "1" }, 12]] };
    expect(decodeLine(good, feed, 20).ok).toBe(true);
    const set = (...change: readonly unknown[]) => ({ ...good, set: [change] });
    const bad: unknown[] = [
      null,
      [],
      "",
      7,
      {},
      { ...good, by: "x1" },
      { ...good, by: undefined },
      { ...good, at: "2026-11-22 08:14" },
      { ...good, act: "Person Edit" },
      { ...good, why: null },
      { ...good, why: "x".repeat(1001) },
      { ...good, for: "vinh" },
      { ...good, for: ["Vinh"] },
      { ...good, set: [] },
      { ...good, set: {} },
      { ...good, feed },
      { ...good, more: 1 },
      { ...good, withheld: "ab".repeat(32) },
      set(),
      set(person),
      set(person, { phone: "1" }, 12, 13),
      set("person:1", { phone: "1" }, 12),
      set(person, ["1"], 12),
      set(person, null, 12),
      set(person, { Phone: "1" }, 12),
      set(person, { "*": "1" }, 12),
      set(person, { constructor: "1" }, 12),
      set(person, { prototype: "1" }, 12),
      set(person, { phone: "1" }, 0),
      set(person, { phone: "1" }, -1),
      set(person, { phone: "1" }, 1.5),
      set(person, { phone: "1" }, 1e21),
      set(person, { phone: "1" }, null),
      set(person, { phone: "1" }, "12"),
      set(person, { phone: "1" }, "vinh-abcd:07"),
      set(person, { phone: "1" }, [[12]]),
      set(person, { phone: "1" }, { fax: 12 }),
      set(person, { phone: "1" }, { phone: null }),
      set(person, { phone: "1" }, { phone: { "*": 1 } }),
      set(person, { phone: "1" }, { "*": null }),
      set(person, { phone: "1" }, JSON.parse('{"__proto__":12}')),
      { withheld: "AB".repeat(32) },
      { withheld: "ab" },
      { withheld: "ab".repeat(32), depth: 0 },
      { withheld: "ab".repeat(32), depth: 1.5 },
      { withheld: "ab".repeat(32), depth: "2" },
      { withheld: "ab".repeat(32), by: "c1" },
    ];
    expect(bad.filter((parsed) => decodeLine(parsed, feed, 20).ok)).toEqual([]);
  });

  it("costs at most 12 bytes a changed field once compressed", () => {
    const lines = twoAndAHalfThousandEdits(seed);
    const bytes = gzipSync(`${lines.join("\n")}\n`, { level: 9 }).byteLength;
    console.info(`SEED=${seed}: ${(bytes / 10_000).toFixed(2)} B a changed field, e.g. ${lines[0]}`);
    expect(bytes / 10_000).toBeLessThan(12);
  });
});

const two = (number: number): string => String(number).padStart(2, "0");

/** A month of an office: 2,500 forms saved over 3,000 people of one import, four fields each. */
function twoAndAHalfThousandEdits(from: number): string[] {
  const dice = diceOf(from);
  const digits = (count: number): string => Array.from({ length: count }, () => dice.below(10)).join("");
  const day = (): string => `${1985 + dice.below(41)}-${two(1 + dice.below(12))}-${two(1 + dice.below(28))}`;
  const communes = ["Lưu Sơn", "Đà Sơn", "Yên Sơn", "Văn Sơn", "Thịnh Sơn", "Hòa Sơn", "Tràng Sơn", "Nam Sơn"];
  const kinds: Readonly<Record<string, () => Json>> = {
    phone: () => `09${digits(8)}`,
    idNumber: () => `040${digits(9)}`,
    residence: () => `Xóm ${1 + dice.below(20)}, xã ${dice.pick(communes)}, huyện Đô Lương`,
    payCoefficient: () => dice.pick(["2,34", "2,67", "3,00", "3,33", "3,66", "3,99", "4,32", "4,65", "4,98", "5,08"]),
    payFrom: () => day().slice(0, 7),
    payStep: () => `${1 + dice.below(9)}/9`,
    partyOfficialDate: day,
    currentOrgDate: day,
    politicalTheory: () =>
      dice.pick([
        { code: "SC", text: "Sơ cấp" },
        { code: "TC", text: "Trung cấp" },
      ]),
  };
  const names = Object.keys(kinds);
  const id = idMaker(
    1_793_600_000_000,
    Uint8Array.from({ length: 16 }, () => dice.below(256)),
  );
  const people = Array.from({ length: 3000 }, () => id("person"));
  const state = emptyState();
  const first = Object.fromEntries(names.map((name) => [name, { saw: [], to: "" }]));
  apply(state, edit({}, { number: 1, changes: people.map((record) => ({ record, fields: first })) }));
  let minutes = 29_700_000;
  return Array.from({ length: 2500 }, (_, i) => {
    const record = dice.pick(people);
    const held = state.records.get(record);
    const chosen = dice.shuffled(names).slice(0, 4);
    const fields = Object.fromEntries(
      chosen.map((name) => [
        name,
        { saw: held === undefined ? [] : headsOf(held, name).map(({ by }) => by), to: kinds[name]?.() ?? "" },
      ]),
    );
    minutes += dice.below(6);
    const at = new Date(minutes * 60_000).toISOString().slice(0, 16);
    const action = edit({}, { number: i + 2, at, changes: [{ record, fields }] });
    apply(state, action);
    return encodeLine(action);
  });
}

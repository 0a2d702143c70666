import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apply } from "../../../shared/change/apply.ts";
import type { Action, Arrival, Change } from "../../../shared/change/change.ts";
import { headsOf } from "../../../shared/change/heads.ts";
import { decodeLine, encodeLine, fieldsInOwnLine } from "../../../shared/change/line.ts";
import { emptyState } from "../../../shared/change/records.ts";
import { idMaker } from "../../../shared/domain/new-id.ts";
import { Json, type RecordId } from "../../../shared/domain/primitives.ts";
import { formerLine } from "../../fixtures/former-line.ts";
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

const changeOf = (fields: Change["fields"]): unknown => JSON.parse(encodeLine(edit(fields))).set[0];

describe("the line of an action, CM-12", () => {
  it("is compact JSON that a person can read, with sorted fields and nothing that is empty", () => {
    expect(
      encodeLine(
        edit({ phone: { saw: [`${feed}:12`], to: "0912 000 111" }, birthPlace: { saw: [`${feed}:12`], to: "" } }),
      ),
    ).toBe(
      `{"by":"c1","at":"2026-11-22T08:14","act":"person.edit","set":[[12,"${person}","birthPlace","","phone","0912 000 111"]]}`,
    );
    const line = encodeLine(edit({ phone: { saw: [], to: "" } }, { reason: "theo hồ sơ gốc", audience: ["vinh"] }));
    expect(line).toBe(
      `{"by":"c1","at":"2026-11-22T08:14","act":"person.edit","why":"theo hồ sơ gốc","for":["vinh"],"set":[["${person}","phone",""]]}`,
    );
  });

  it("says what the writer saw once, before the fields of which it was seen", () => {
    const [own, other] = [`${feed}:12`, "vinh-abcd:7"];
    const to = null;
    expect(changeOf({ a: { saw: [], to } })).toEqual([person, "a", null]);
    expect(changeOf({ b: { saw: [own], to }, a: { saw: [own], to } })).toEqual([12, person, "a", null, "b", null]);
    expect(changeOf({ a: { saw: [other], to } })).toEqual([[other], person, "a", null]);
    expect(changeOf({ a: { saw: [other, own], to } })).toEqual([[other, 12], person, "a", null]);
    const apart = { a: { saw: [own], to: "b" }, b: { saw: [own], to }, c: { saw: [], to } };
    expect(changeOf(apart)).toEqual([person, "c", null, 12, "a", "b", "b", null]);
    const sorted = [[], 2, [2, "vinh-abcd:7"], 12, ["tinh-abcd:9"], ["vinh-abcd:10"], ["vinh-abcd:7"]];
    const names = ["g", "f", "e", "d", "c", "b", "a"];
    const saws = [[], [`${feed}:2`], [`${feed}:2`, other], [own], ["tinh-abcd:9"], ["vinh-abcd:10"], [other]];
    const fields = Object.fromEntries(names.map((name, i) => [name, { saw: saws[i]!, to: i }]));
    expect(changeOf(fields)).toEqual([person, ...sorted.flatMap((seen, i) => [seen, names[i], i]).slice(1)]);
  });

  it("gives the same action back, whatever it says, and reads what was written before as it was meant", () => {
    let seen = 0;
    let several = 0;
    fc.assert(
      fc.property(actions, (written) => {
        const line = encodeLine(written);
        expect(line).not.toContain("\n");
        expect(decodeLine(JSON.parse(line), feed, 20)).toEqual({ ok: true, value: written });
        expect(decodeLine(JSON.parse(formerLine(written)), feed, 20)).toEqual({ ok: true, value: written });
        const fields = written.changes.flatMap(({ fields: of }) => Object.values(of));
        expect(fieldsInOwnLine(line)).toBe(fields.length);
        expect(fieldsInOwnLine(formerLine(written))).toBe(fields.length);
        seen += fields.filter(({ saw }) => saw.length > 1).length;
        several += written.changes.filter(
          ({ fields: of }) => new Set(Object.values(of).map(({ saw }) => saw.join())).size > 1,
        ).length;
      }),
      { seed, numRuns: 1000 },
    );
    expect(seen).toBeGreaterThan(500);
    expect(several).toBeGreaterThan(300);
  });

  it("has one spelling: whatever is read is written again letter by letter", () => {
    let [read, disturbed] = [0, 0];
    const disturb = fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 }), fc.nat({ max: 4 }));
    fc.assert(
      fc.property(actions, disturb, (written, [from, onto, how]) => {
        const line = JSON.parse(encodeLine(written));
        const change: unknown[] = line.set[0];
        const [at, to] = [from % change.length, onto % change.length];
        if (how === 0) [change[at], change[to]] = [change[to], change[at]];
        if (how === 1) change.splice(at, 1);
        if (how === 2) change.splice(to, 0, change[at]);
        if (how === 3) change.splice(to, 0, ...change.splice(at - (at % 2), 2));
        const decoded = decodeLine(line, feed, 20);
        const isFormer = change[0] === written.changes[0]?.record && JSON.stringify(change[1])?.startsWith("{");
        if (!decoded.ok) disturbed += 1;
        else if (!isFormer) {
          expect(encodeLine(decoded.value)).toBe(JSON.stringify(line));
          read += 1;
        }
      }),
      { seed, numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(600);
    expect(disturbed).toBeGreaterThan(600);
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
    const flat = { ...good, set: [[12, person, "phone", "1", [12, "vinh-abcd:7"], "fax", "2"]] };
    expect(decodeLine(flat, feed, 20).ok).toBe(true);
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
      set(person, { constructor: "1" }, 12),
      set(person, { prototype: "1" }, 12),
      set(person, { phone: "1" }, 12, "fax", "2"),
      set({ phone: "1" }, person),
      set(12),
      set(12, person),
      set(12, person, "phone"), // a value is missing
      set(person, "phone"),
      set(12, person, "fax", "1", "phone"),
      set(12, person, 13, "phone", "1"), // seen of no field
      set(person, 12, "phone", "1"),
      set(12, 13, person, "phone", "1"),
      set(12, person, "phone", "1", 13),
      set(12, person, "phone", "1", 13, 14, "zip", "2"),
      set(12, person, "phone", "1", "phone", "2"), // a field twice
      set(12, person, "phone", "1", 13, "phone", "2"),
      set(12, person, "phone", "1", "fax", "2"), // out of order
      set(12, person, "phone", "1", 12, "zip", "2"),
      set(12, person, "phone", "1", 11, "zip", "2"),
      set(12, person, "phone", "1", [], "zip", "2"),
      set(["vinh-abcd:7"], person, "phone", "1", 12, "zip", "2"),
      set(["vinh-abcd:7"], person, "phone", "1", [12, 3], "zip", "2"),
      set([12, 3], person, "phone", "1", 12, "zip", "2"),
      set(12, person, person, "phone", "1"), // a record twice
      set(person, person, "phone", "1"),
      set(12, "person:1", "phone", "1"),
      set(12, person, "Phone", "1"),
      set(12, person, "*", "1"),
      set(12, person, "constructor", "1"),
      set(12, person, "prototype", "1"),
      set(12, person, "__proto__", "1"),
      set(0, person, "phone", "1"),
      set(-1, person, "phone", "1"),
      set(1.5, person, "phone", "1"),
      set(10_000_000_000, person, "phone", "1"),
      set(null, person, "phone", "1"),
      set(true, person, "phone", "1"),
      set("12", person, "phone", "1"),
      set("vinh-abcd:7", person, "phone", "1"),
      set({ "*": 12 }, person, "phone", "1"),
      set([], person, "phone", "1"), // left out where nothing was seen
      set([12], person, "phone", "1"), // one number stands by itself
      set([12, 0], person, "phone", "1"),
      set([12, 1.5], person, "phone", "1"),
      set([[12]], person, "phone", "1"),
      set([["vinh-abcd:7"]], person, "phone", "1"),
      set(["vinh-abcd:07"], person, "phone", "1"),
      set(["vinh-abcd:12345678901"], person, "phone", "1"),
      set([`${feed}:12`], person, "phone", "1"), // the own feed's is a number
      set(["phone"], person, "phone", "1"),
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

const actions = (() => {
  const ref = fc.oneof(
    fc.integer({ min: 1, max: 19 }).map((number) => `${feed}:${number}`),
    fc
      .tuple(fc.constantFrom("vinh-abcd", "tinh-a2b3"), fc.integer({ min: 1, max: 9_999_999_999 }))
      .map((part) => part.join(":")),
  );
  const json = fc.jsonValue().map((value) => Json.parse(JSON.parse(JSON.stringify(value))));
  const saws = fc.oneof(fc.array(ref, { maxLength: 3 }), fc.constantFrom([], [`${feed}:12`], ["vinh-abcd:7"]));
  // Values that look like the parts of a change too.
  const value = fc.oneof(json, fc.constantFrom<Json>(person, "phone", 12, [12], [], ["vinh-abcd:7"], {}));
  const field = fc.record({ saw: saws, to: value }, { noNullPrototype: true });
  const name = fc.oneof(
    fc.stringMatching(/^[a-z][A-Za-z0-9]{0,12}$/),
    fc.constantFrom("toString", "valueOf", "saw", "phone"),
  );
  const change = fc.record(
    {
      record: fc.constantFrom(person, "newer-kind:0192a0b0-1234-7000-8000-000000000002" as RecordId),
      fields: fc.dictionary(name, field, { minKeys: 1, maxKeys: 6, noNullPrototype: true }),
    },
    { noNullPrototype: true },
  );
  return fc.record(
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
})();

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

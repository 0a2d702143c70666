import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNumbers, writeNumbers } from "../../../renderer/data/numbers.ts";
import { layPage, readPage } from "../../../renderer/data/page.ts";
import { makePagedRecords } from "../../../renderer/data/paged-records.ts";
import type { Head, RecordState } from "../../../shared/change/state.ts";
import type { Json, RecordId } from "../../../shared/domain/primitives.ts";
import { type Seeded, seeded, suiteSeed } from "../../fixtures/seeded.ts";

const seed = suiteSeed(512);
const kinds = ["person", "assignment", "later-kind"];
const nothing = () => ({});

const anId = (random: Seeded, kind = random.pick(kinds)): RecordId => {
  const hex = [...random.bytes(16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${kind}:${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
};

const values: readonly Json[] = [
  null,
  "",
  "An",
  "Đặng",
  "\u0000",
  "null",
  0,
  1.5,
  -3,
  true,
  false,
  [],
  [1, "a", null],
  {},
  { code: null, text: "Kinh" },
  { code: "01", text: "Kinh" },
  "person:x",
  "\ud800",
];
const fields = ["birthName", "personId", "unitId", "constructor", "toString", "x"];

function aState(random: Seeded, id: RecordId): RecordState {
  const held = fields.filter(() => random.chance(0.7));
  const ref = () => `doluong-aaaa:${random.whole(1, 300)}`;
  const head = (): Head => ({ by: ref(), to: random.pick(values) });
  return {
    id,
    values: Object.fromEntries(
      held.map((field) => [field, random.chance(0.3) ? String(random.next()) : random.pick(values)]),
    ),
    first: ref(),
    by: Object.fromEntries(held.filter(() => random.chance(0.1)).map((field) => [field, ref()])),
    rivals: Object.fromEntries(held.filter(() => random.chance(0.05)).map((field) => [field, [head(), head()]])),
  };
}

describe(`pages, seed ${seed}`, () => {
  it("give back every record exactly as it was put, whatever its fields and values", () => {
    const random = seeded(seed);
    let cells = 0;
    for (let round = 0; round < 60; round += 1) {
      const kind = random.pick(kinds);
      const ids = [
        ...new Set(Array.from({ length: random.whole(1, round % 10 === 0 ? 700 : 60) }, () => anId(random, kind))),
      ].toSorted();
      const rows = ids.map((id) => ({
        state: aState(random, id),
        positions: Array.from({ length: random.whole(0, 4) }, () => random.whole(1, 1e6)).toSorted((a, b) => a - b),
      }));
      const page = readPage(layPage(kind, rows, new Set(["personId"]), nothing).bytes.slice());
      expect(page.rows).toBe(rows.length);
      for (const [row, { state, positions }] of rows.entries()) {
        expect(page.state(row)).toEqual(state);
        expect(page.positions(row)).toEqual(positions);
        expect(page.rowOf(state.id)).toBe(row);
        cells += Object.keys(state.values).length;
      }
      expect(page.rowOf(anId(random, kind))).toBe(-1);
      expect(page.rivalRows()).toEqual(
        rows.flatMap(({ state }, row) => (Object.keys(state.rivals).length > 0 ? [row] : [])),
      );
    }
    expect(cells).toBeGreaterThan(10_000);
  });

  it("do not read bytes that were cut", () => {
    const random = seeded(seed);
    const rows = Array.from({ length: 20 }, () => ({ state: aState(random, anId(random, "person")), positions: [1] }));
    const { bytes } = layPage(
      "person",
      rows.toSorted((a, b) => (a.state.id < b.state.id ? -1 : 1)),
      new Set(),
      nothing,
    );
    expect(() => readPage(bytes.subarray(0, 40))).toThrow("JSON");
  });

  it("keep whole numbers of any size", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(Number.MAX_SAFE_INTEGER)), (numbers) => {
        expect(readNumbers(writeNumbers(numbers))).toEqual(numbers);
      }),
      { seed },
    );
  });
});

describe(`paged records, seed ${seed}`, () => {
  it("answer as a plain map does, through packing, splitting and reopening", () => {
    const { packs, reopenings, pagesAtMost } = compareLives(12, makePagedRecords);
    expect(packs).toBeGreaterThan(100);
    expect(reopenings).toBeGreaterThan(40);
    expect(pagesAtMost).toBeGreaterThan(10);
  });

  it("are caught when they lose a page at reopening, or what was put since (control)", () => {
    expect(() => compareLives(2, (pages, ...rest) => makePagedRecords(pages.slice(1), ...rest))).toThrow("expected");
    expect(() =>
      compareLives(2, (...made) => {
        const records = makePagedRecords(...made);
        return { ...records, matching: (kind, field, value) => records.matching(kind, field, value).slice(1) };
      }),
    ).toThrow("expected");
  });
});

/** Random puts, touches, packs and reopenings, each answer compared with that of a plain map. Throws where one differs. */
function compareLives(rounds: number, make: typeof makePagedRecords) {
  const random = seeded(seed + 1);
  let [packs, reopenings, pagesAtMost] = [0, 0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const plain = new Map<RecordId, RecordState>();
    const places = new Map<RecordId, number[]>();
    let records = make([], {}, nothing, 8);
    const ids = Array.from({ length: 150 }, () => anId(random));
    for (let step = 1; step < 400; step += 1) {
      const id = random.pick(ids);
      if (random.chance(0.3)) {
        records.touch(id, step);
        places.set(id, [...(places.get(id) ?? []), step]);
      }
      if (random.chance(0.8)) {
        const state = aState(random, id);
        records.put(state);
        plain.set(id, state);
      }
      if (random.chance(0.05)) {
        records.pack();
        packs += 1;
        for (const { page } of records.allPages()) expect(page.rows).toBeLessThanOrEqual(16);
      }
      if (random.chance(0.02)) {
        records.pack();
        const pages = random
          .shuffled(records.allPages())
          .map(({ id: number, page }) => ({ id: number, tag: "", page: readPage(page.bytes) }));
        pagesAtMost = Math.max(pagesAtMost, pages.length);
        expect(new Set(pages.map((page) => page.id)).size).toBe(pages.length);
        records = make(pages, JSON.parse(JSON.stringify(records.strayPositions())), nothing, 8);
        reopenings += 1;
      }
    }
    for (const id of ids) {
      expect(records.get(id)).toEqual(plain.get(id));
      expect(records.positionsOf(id)).toEqual(places.get(id) ?? []);
    }
    const byId = (a: RecordState, b: RecordState): number => (a.id < b.id ? -1 : 1);
    expect([...records.all()].toSorted(byId)).toEqual([...plain.values()].toSorted(byId));
    for (const kind of kinds) {
      const own = [...plain.values()].filter(({ id }) => id.startsWith(`${kind}:`));
      expect(records.count(kind)).toBe(own.length);
      for (const field of ["personId", "x"]) {
        for (const value of ["An", null, true]) {
          expect(records.matching(kind, field, value).toSorted(byId)).toEqual(
            own.filter((state) => Object.hasOwn(state.values, field) && state.values[field] === value).toSorted(byId),
          );
        }
      }
    }
    expect(records.withRivals().toSorted(byId)).toEqual(
      [...plain.values()].filter(({ rivals }) => Object.keys(rivals).length > 0).toSorted(byId),
    );
  }
  return { packs, reopenings, pagesAtMost };
}

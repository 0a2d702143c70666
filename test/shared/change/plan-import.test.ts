import { describe, expect, it } from "vitest";
import { apply, applyAll } from "../../../shared/change/apply.ts";
import type { Action } from "../../../shared/change/change.ts";
import { planArrival } from "../../../shared/change/plan-arrival.ts";
import { planImport } from "../../../shared/change/plan-import.ts";
import { emptyState, mapRecords, overlay } from "../../../shared/change/records.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import { hashOf } from "./examine.ts";
import { action, change, personId, recordOf, rowId, stateOf } from "./office.ts";

const [own, other] = ["doluong-abcd", "vinh-bbbb"];

describe("planImport, CM-14", () => {
  it("says per record what is new, what would show another value and what would be disputed", () => {
    const state = stateOf(
      action(own, 1, change(personId, [], { custodian: "doluong", phone: "", birthPlace: "" })),
      action(own, 2, change(personId, [`${own}:1`], { phone: "1" })),
    );
    const before = hashOf(state);
    const arrivals = [
      action(other, 1, change(personId, [`${own}:1`], { phone: "2", birthPlace: "Vinh" })),
      action(other, 2, change(rowId, [], { personId, title: "Bí thư" })),
      action(other, 3, change(rowId, [`${other}:2`], { title: 7 })), // refused: takes no number
      action(other, 4, change(rowId, [`${other}:2`], { title: "Phó Bí thư" })), // and what follows waits
      action(own, 1, change(personId, [], { custodian: "doluong", phone: "", birthPlace: "" })),
    ];
    const plan = planImport(state, arrivals);
    expect(plan).toMatchObject({ actions: 5, applied: 2, waiting: 1, held: 1, refused: 1, released: 0 });
    expect(plan.refusals).toEqual([
      { ref: `${other}:3`, problem: { kind: "malformed", record: rowId, field: "title" } },
    ]);
    expect(plan.records).toEqual([
      { id: personId, personId, created: false, changed: ["birthPlace"], conflicts: ["phone"] },
      { id: rowId, personId, created: true, changed: [], conflicts: [] },
    ]);
    expect(hashOf(state)).toBe(before);
    expect(state.records.get(rowId)).toBeUndefined();
    expect(recordOf(plan.after, rowId).values.title).toBe("Bí thư");
  });

  it("counts what had waited apart", () => {
    const waiting = action(other, 2, change(personId, [], { phone: "2" }));
    const state = stateOf(waiting);
    const plan = planImport(state, [waiting, action(other, 1, change(personId, [], { birthPlace: "Vinh" }))]);
    expect(plan).toMatchObject({ actions: 2, applied: 1, waiting: 0, held: 1, refused: 0, released: 1 });
  });
});

describe("planArrival", () => {
  it("knows from numbers alone what applies, what waits and how far each feed then reaches", () => {
    const arrivals = [
      action(other, 3, change(personId, [`${own}:9`], { phone: "2" })),
      action(other, 2, change(personId, [`${own}:5`], { phone: "1" })),
      action(own, 4, change(personId, [], { phone: "" })),
    ];
    const turns = planArrival(
      {
        lengths: new Map([
          [own, 5],
          [other, 1],
        ]),
        apart: new Set(),
      },
      arrivals,
    );
    expect(turns.taken).toEqual([arrivals[1]]);
    expect(turns.waiting).toEqual([arrivals[0]]);
    expect(turns.held).toEqual([arrivals[2]]);
    expect(turns.lengths).toEqual(
      new Map([
        [own, 5],
        [other, 2],
      ]),
    );
    const later = planArrival({ ...turns, lengths: new Map([...turns.lengths, [own, 9]]) }, [], turns.waiting);
    expect(later.released).toEqual([arrivals[0]]);
  });
});

describe("overlay", () => {
  it("shows what was written on it above its base, each record once, and leaves the base alone", () => {
    const base = mapRecords([recordOf(stateOf(action(own, 1, change(personId, [], { phone: "1" }))), personId)]);
    const above = overlay(base);
    above.put({ ...recordOf(stateOf(action(own, 1, change(personId, [], { phone: "2" }))), personId) });
    above.put(recordOf(stateOf(action(own, 1, change(rowId, [], { title: "" }))), rowId));
    expect([...above.all()].map(({ id, values }) => [id, values.phone])).toEqual([
      [personId, "2"],
      [rowId, undefined],
    ]);
    expect([...base.all()].map(({ values }) => values.phone)).toEqual(["1"]);
  });
});

describe("how long applying takes", () => {
  const row = (i: number): RecordId => `assignment:0192a0b0-1234-7000-8000-${String(i).padStart(12, "0")}`;
  const each = (count: number): Action[] =>
    Array.from({ length: count }, (_, i) => action(own, i + 1, change(row(i), [], { personId, title: "", to: null })));
  const millis = (work: () => void): number => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };

  it("grows with the number of actions, not with its square, in order and against it", () => {
    const figures: Record<string, number> = {};
    for (const count of [5000, 40_000]) {
      const actions = each(count);
      figures[`${count} in order`] = millis(() => applyAll(emptyState(), actions));
      figures[`${count} backwards`] = millis(() => applyAll(emptyState(), actions.toReversed()));
      const one = action(own, 1, ...actions.flatMap(({ changes }) => changes));
      figures[`${count} in one`] = millis(() => apply(emptyState(), one));
    }
    console.info(JSON.stringify(figures));
    // Eight times as much may take eight times as long, and some; its square would be sixty-four.
    for (const way of ["in order", "backwards", "in one"]) {
      const [few, many] = [figures[`5000 ${way}`] ?? 0, figures[`40000 ${way}`] ?? 0];
      expect(many).toBeLessThan(32 * few + 200);
    }
  });

  it("changes ten thousand fields of three thousand records in well under a second", () => {
    const people = Array.from(
      { length: 3000 },
      (_, i): RecordId => `person:0192a0b0-1234-7000-8000-${String(i).padStart(12, "0")}`,
    );
    const names = Array.from(
      { length: 42 },
      (_, i) => `field${String.fromCharCode(97 + (i % 26))}${i > 25 ? "b" : "a"}`,
    );
    const all = Object.fromEntries(names.map((name) => [name, ""]));
    const edits = Array.from({ length: 2500 }, (_, i) =>
      action(
        own,
        i + 2,
        change(people[(i * 7) % 3000] ?? personId, [`${own}:1`], { fieldaa: i, fieldba: i, fieldca: i, fieldda: i }),
      ),
    );
    const figures = Array.from({ length: 5 }, () => {
      const state = stateOf(action(own, 1, ...people.map((person) => change(person, [], all))));
      return millis(() => {
        for (const edit of edits) apply(state, edit);
      });
    });
    console.info(`2,500 actions of 4 fields, one by one: ${Math.min(...figures).toFixed(1)} ms at best of 5`);
    expect(Math.min(...figures)).toBeLessThan(500); // 30 ms aimed at; the bench holds that bar, on a quiet machine
  });
});

import { describe, expect, it } from "vitest";
import { apply } from "../../../shared/change/apply.ts";
import type { Arrival } from "../../../shared/change/change.ts";
import type { Head, OfficeState, RecordState } from "../../../shared/change/state.ts";
import { type Exercised, firstBroken, type Merge, nothingExercised } from "./examine.ts";
import { randomHistory } from "./histories.ts";

const firstSeed = Number(process.env.SEED ?? 20261122);
const histories = Number(process.env.HISTORIES ?? 10_000);

describe("merging random histories of two to six offices, CM-1 to CM-14", () => {
  it(`keeps every rule in ${histories} of them`, { timeout: 600_000 }, () => {
    const exercised = nothingExercised();
    const made: Record<string, number> = {};
    for (let seed = firstSeed; seed < firstSeed + histories; seed += 1) {
      const history = randomHistory(seed);
      const broken = firstBroken(history, apply, exercised);
      if (broken !== null) throw new Error(`SEED=${seed} HISTORIES=1: ${broken}`);
      for (const [step, times] of Object.entries(history.made)) made[step] = (made[step] ?? 0) + times;
    }
    console.info(`seeds from ${firstSeed}, ${histories} histories`, JSON.stringify({ ...exercised, made }));
    // A suite that never meets a conflict proves nothing about conflicts.
    const rare = Object.entries({ ...exercised, ...made }).filter(([, times]) => times < histories / 10);
    expect(rare).toEqual([]);
  });

  for (const [name, merge] of Object.entries(brokenMerges())) {
    it(`finds out a merge that ${name}`, () => {
      const found = firstFound(merge, nothingExercised());
      console.info(`a merge that ${name}: ${found ?? "not found out"}`);
      expect(found).not.toBeNull();
    });
  }
});

function firstFound(merge: Merge, exercised: Exercised): string | null {
  for (let seed = firstSeed; seed < firstSeed + 500; seed += 1) {
    const broken = firstBroken(randomHistory(seed), merge, exercised);
    if (broken !== null) return `after ${seed - firstSeed + 1} histories: ${broken.slice(0, 90)}`;
  }
  return null;
}

/** The program's merge, and then something done to each record that it touched. */
const withTouched =
  (spoil: (state: OfficeState, record: RecordState, arrival: Arrival) => RecordState): Merge =>
  (state, arrival) => {
    const applied = apply(state, arrival);
    for (const id of applied.touched) {
      const record = state.records.get(id);
      if (record !== undefined) state.records.put(spoil(state, record, arrival));
    }
    return applied;
  };

const keepingOne = (record: RecordState, choose: (heads: readonly Head[]) => Head | undefined): RecordState => {
  const [values, by] = [{ ...record.values }, { ...record.by }];
  for (const [field, heads] of Object.entries(record.rivals)) {
    const head = choose(heads);
    if (head === undefined) continue;
    values[field] = head.to;
    by[field] = head.by;
  }
  return { ...record, values, by, rivals: {} };
};

/** Each is the program's own merge with one fault put in. */
function brokenMerges(): Record<string, Merge> {
  return {
    "lets the last arrival win": withTouched((_, record, { feed, number }) =>
      keepingOne(record, (heads) => heads.find(({ by }) => by === `${feed}:${number}`) ?? heads[0]),
    ),
    "drops the heads that are not shown": withTouched((_, record) => keepingOne(record, (heads) => heads[0])),
    "drops heads of equal value": withTouched((_, record) => {
      const rivals = Object.entries(record.rivals).map(([field, heads]) => [
        field,
        heads.filter(({ to }, i) => heads.findIndex((head) => JSON.stringify(head.to) === JSON.stringify(to)) === i),
      ]);
      return { ...record, rivals: Object.fromEntries(rivals) };
    }),
    "goes by the clock": (state, arrival) => {
      const applied = apply(state, arrival);
      const held = state.depths.get(arrival.feed);
      const minutes = "at" in arrival ? Date.parse(`${arrival.at}Z`) / 60_000 : 0;
      if (applied.outcome === "applied" && held !== undefined) held[arrival.number - 1] = minutes;
      return applied;
    },
    "forgets which rows belong to a file": (state, arrival) => {
      state.contested = new Map();
      return apply(state, arrival);
    },
    "does not wait for what a write has seen": (state, arrival) => {
      const applied = apply(state, arrival);
      if (applied.outcome !== "waiting" || "hash" in arrival) return applied;
      const held = state.depths.get(arrival.feed)?.length ?? 0;
      if (held !== arrival.number - 1) return applied;
      state.waiting = state.waiting.filter((waiting) => waiting !== arrival);
      const changes = arrival.changes.map(({ record, fields }) => ({
        record,
        fields: Object.fromEntries(Object.entries(fields).map(([field, { to }]) => [field, { saw: [], to }])),
      }));
      return apply(state, { ...arrival, changes });
    },
    "takes an action a second time": (state, arrival) => {
      const applied = apply(state, arrival);
      if (applied.outcome !== "held-already" || "hash" in arrival) return applied;
      for (const { record: id, fields } of arrival.changes) {
        const record = state.records.get(id);
        const values = Object.fromEntries(Object.entries(fields).map(([field, { to }]) => [field, to]));
        if (record !== undefined) state.records.put({ ...record, values: { ...record.values, ...values } });
      }
      return applied;
    },
  };
}

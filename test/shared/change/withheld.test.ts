import { describe, expect, it } from "vitest";
import { apply, applyAll } from "../../../shared/change/apply.ts";
import { type Action, type Arrival, isWithheld, type Withheld } from "../../../shared/change/change.ts";
import { encodeLine } from "../../../shared/change/line.ts";
import { emptyState } from "../../../shared/change/records.ts";
import { personOf } from "../../../shared/change/shown-order.ts";
import { recordDigestText } from "../../../shared/change/state-hash.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import { diceOf } from "./dice.ts";
import { sha256 } from "./examine.ts";
import { randomHistory } from "./histories.ts";

const firstSeed = Number(process.env.SEED ?? 4711);

describe("actions withheld from a reader, CM-10", () => {
  it("leaves every record that none of them touched as it is for all others", () => {
    const met = { hidden: 0, compared: 0, rivalled: 0, restsOnHidden: 0 };
    for (let seed = firstSeed; seed < firstSeed + 2000; seed += 1) {
      const broken = firstDifference(seed, (depth) => depth, met);
      if (broken !== null) throw new Error(`SEED=${seed}: ${broken}`);
    }
    console.info(`seeds from ${firstSeed}`, JSON.stringify(met));
    expect(Object.entries(met).filter(([, times]) => times < 500)).toEqual([]);
  });

  it("finds out a withheld line that keeps its depth to itself", () => {
    const met = { hidden: 0, compared: 0, rivalled: 0, restsOnHidden: 0 };
    const seeds = Array.from({ length: 2000 }, (_, i) => firstSeed + i);
    const found = seeds.find((seed) => firstDifference(seed, () => 1, met) !== null);
    expect(found).toBeDefined();
  });

  it("takes its number, applies nothing, and is let go by its predecessor", () => {
    const line: Withheld = { feed: "tinh-abcd", number: 2, hash: "0".repeat(64), depth: 5 };
    const state = emptyState();
    expect(apply(state, line).outcome).toBe("waiting");
    const first = apply(state, { ...line, number: 1 });
    expect(first.released).toEqual([line]);
    expect(first.touched).toEqual([]);
    expect(state.depths.get("tinh-abcd")).toEqual([5, 5]);
    expect(apply(state, line).outcome).toBe("held-already");
  });
});

/** Where a reader from whom actions on some files are withheld sees another file otherwise than who holds them all. */
function firstDifference(
  seed: number,
  told: (depth: number) => number,
  met: { hidden: number; compared: number; rivalled: number; restsOnHidden: number },
): string | null {
  const dice = diceOf(seed);
  const { actions } = randomHistory(seed);
  const whole = emptyState();
  applyAll(whole, actions);
  const files = new Map<RecordId, Set<string>>(); // every person whose file a record was ever put into
  for (const { record, fields } of actions.flatMap(({ changes }) => changes)) {
    const of = record.startsWith("person:") ? record : fields.personId?.to;
    if (typeof of === "string") files.set(record, (files.get(record) ?? new Set()).add(of));
  }
  const foreign = new Set<string>([...files.keys()].filter((id) => id.startsWith("person:") && dice.chance(0.5)));
  const isForeign = ({ changes }: Action): boolean =>
    changes.every(({ record }) => [...(files.get(record) ?? [])].every((person) => foreign.has(person)));
  const hidden = new Set(actions.filter((action) => isForeign(action) && dice.chance(0.7)));
  const hiddenPlaces = new Set(Array.from(hidden, ({ feed, number }) => `${feed}:${number}`));
  const arrivals = actions.map((action): Arrival => {
    if (!hidden.has(action)) return action;
    const depth = told(whole.depths.get(action.feed)?.[action.number - 1] ?? 0);
    return { feed: action.feed, number: action.number, hash: sha256(encodeLine(action)), depth };
  });
  met.hidden += arrivals.filter(isWithheld).length;
  for (const action of actions) {
    const saw = action.changes.flatMap(({ fields }) => Object.values(fields).flatMap((field) => field.saw));
    if (!hidden.has(action) && saw.some((ref) => hiddenPlaces.has(ref))) met.restsOnHidden += 1;
  }

  const reader = emptyState();
  applyAll(reader, dice.shuffled(arrivals));
  if (reader.waiting.length > 0) return "something waits though everything has come";
  const touched = new Set([...hidden].flatMap(({ changes }) => changes.map(({ record }) => record)));
  for (const record of whole.records.all()) {
    const person = personOf(record);
    if (touched.has(record.id) || (person !== null && touched.has(person))) continue;
    const seen = reader.records.get(record.id);
    if (seen === undefined) return `${record.id} is missing`;
    met.compared += 1;
    met.rivalled += Object.keys(record.rivals).length;
    if (recordDigestText(seen) !== recordDigestText(record)) return `${record.id} is another one`;
  }
  return null;
}

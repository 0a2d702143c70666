import { createHash } from "node:crypto";
import { type Applied, applyAll } from "../../../shared/change/apply.ts";
import type { Action, Arrival } from "../../../shared/change/change.ts";
import { conflictsOf } from "../../../shared/change/conflict.ts";
import { headsOf, isConflict } from "../../../shared/change/heads.ts";
import { planArrival } from "../../../shared/change/plan-arrival.ts";
import { planImport } from "../../../shared/change/plan-import.ts";
import { emptyState } from "../../../shared/change/records.ts";
import type { OfficeState } from "../../../shared/change/state.ts";
import { stateHash } from "../../../shared/change/state-hash.ts";
import { type Dice, diceOf } from "./dice.ts";
import { type History, withOtherClocks } from "./histories.ts";
import { type Model, modelOf, same } from "./model.ts";

/** How actions are brought into a state: the program's own way, or a broken one that must be found out. */
export type Merge = (state: OfficeState, arrival: Arrival) => Applied;

/** What the examined histories really exercised. */
export interface Exercised {
  actions: number;
  deliveries: number;
  fields: number;
  conflicts: number;
  agreements: number; // fields with several heads of one value
  waited: number; // arrivals that could not apply when they came
  waitingAtEnd: number;
  held: number;
}

export const nothingExercised = (): Exercised => ({
  actions: 0,
  deliveries: 0,
  fields: 0,
  conflicts: 0,
  agreements: 0,
  waited: 0,
  waitingAtEnd: 0,
  held: 0,
});

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
export const hashOf = (state: OfficeState): string => stateHash(state, sha256);

/** The first rule that a merge breaks in a history, in words, or null. Judged by the model alone. */
export function firstBroken(history: History, merge: Merge, exercised: Exercised): string | null {
  const dice = diceOf(history.seed + 1);
  exercised.actions += history.actions.length;
  for (const office of history.offices) {
    const state = delivered(office.received, merge, exercised);
    const broken = differs(state, modelOf(office.received), exercised);
    if (broken !== null) return `${office.feed} ${broken}`;
    const plain = planArrival({ lengths: new Map(), apart: new Set() }, office.received);
    if (plain.waiting.length !== state.waiting.length) return `CM-14 ${office.feed}: numbers alone say otherwise`;
  }

  const model = modelOf(history.actions);
  if (model.waiting.length > 0) throw new Error("the history itself has a hole");
  const whole = delivered(history.actions, merge, exercised);
  const broken = differs(whole, model, exercised) ?? lost(whole, model);
  if (broken !== null) return `whole ${broken}`;
  const hash = hashOf(whole);
  for (let order = 0; order < 2; order += 1) {
    const state = delivered(shuffledWithDoubles(history.actions, dice), merge, exercised);
    if (state.waiting.length > 0) return "CM-3: something waits though everything has come";
    if (hashOf(state) !== hash)
      return `CM-1: order ${order} gives another state (${differs(state, model, null) ?? "hash"})`;
  }

  for (const office of history.offices) {
    const own = history.actions.filter(({ feed }) => feed === office.feed);
    for (const action of own) {
      const again = merge(whole, action);
      if (again.outcome !== "held-already" || again.touched.length > 0) return "CM-2: its own action changes an office";
    }
  }
  if (hashOf(whole) !== hash) return "CM-2: what is here already changes something";

  const retimed = delivered(dice.shuffled(withOtherClocks(history.actions, history.seed)), merge, exercised);
  if (hashOf(retimed) !== hash) return "CM-13: the clock decides";
  return brokenPlan(history, dice);
}

function delivered(actions: readonly Action[], merge: Merge, exercised: Exercised): OfficeState {
  const state = emptyState();
  for (const action of actions) {
    const { outcome } = merge(state, action);
    exercised.deliveries += 1;
    if (outcome === "waiting") exercised.waited += 1;
    if (outcome === "held-already") exercised.held += 1;
  }
  exercised.waitingAtEnd += state.waiting.length;
  return state;
}

const shuffledWithDoubles = (actions: readonly Action[], dice: Dice): Action[] =>
  dice.shuffled([...actions, ...actions.filter(() => dice.chance(0.2))]);

/** Where a state and the model disagree on heads, values, conflicts or what waits. */
function differs(state: OfficeState, model: Model, exercised: Exercised | null): string | null {
  const waits = state.waiting.map(({ feed, number }) => `${feed}:${number}`).toSorted();
  const shouldWait = model.waiting.map(({ feed, number }) => `${feed}:${number}`).toSorted();
  if (waits.join() !== shouldWait.join()) return `CM-3: waits for ${waits.join()}, should ${shouldWait.join()}`;
  const fields = model.fields();
  const held = [...state.records.all()].reduce((sum, record) => sum + Object.keys(record.values).length, 0);
  if (held !== fields.length) return `CM-8: ${held} fields, should be ${fields.length}`;
  for (const [id, field] of fields) {
    const record = state.records.get(id);
    if (record === undefined) return `CM-8: ${id} is missing`;
    const expected = model.heads(id, field);
    const found = headsOf(record, field);
    if (
      found
        .map(({ by }) => by)
        .toSorted()
        .join() !==
      expected
        .map(({ by }) => by)
        .toSorted()
        .join()
    )
      return `CM-4: ${id} ${field} has heads ${JSON.stringify(found)}, should ${JSON.stringify(expected)}`;
    if (found.some(({ by, to }) => !same(to, expected.find((write) => write.by === by)?.to)))
      return `CM-4: ${id} ${field} has another value than was written`;
    if (found[0]?.by !== expected[0]?.by || !same(record.values[field], expected[0]?.to))
      return `CM-6: ${id} ${field} shows ${found[0]?.by}, should ${expected[0]?.by}`;
    const disputed = expected.some(({ to }) => !same(to, expected[0]?.to));
    if (isConflict(record, field) !== disputed) return `CM-5: ${id} ${field} conflict is ${!disputed}`;
    if (disputed !== conflictsOf(record).some((conflict) => conflict.field === field)) return `CM-5: ${id} list`;
    if (exercised === null) continue;
    exercised.fields += 1;
    if (disputed) exercised.conflicts += 1;
    else if (expected.length > 1) exercised.agreements += 1;
  }
  return null;
}

/** A write that is no head and that no later write has seen. */
function lost(state: OfficeState, model: Model): string | null {
  for (const write of model.writes) {
    const record = state.records.get(write.record);
    const isHead = record !== undefined && headsOf(record, write.field).some(({ by }) => by === write.by);
    const wasSeen = model.writes.some(
      ({ record: of, field, saw }) => of === write.record && field === write.field && saw.includes(write.by),
    );
    if (!isHead && !wasSeen) return `CM-8: ${write.by} ${write.record} ${write.field} is lost`;
  }
  return null;
}

/** A plan for one office to take all of another's, against taking it (CM-14). */
function brokenPlan(history: History, dice: Dice): string | null {
  const [here, there] = [dice.pick(history.offices), dice.pick(history.offices)];
  const state = emptyState();
  applyAll(state, here.received);
  const before = hashOf(state);
  const lengths = new Map(Array.from(state.depths, ([feed, depths]) => [feed, depths.length]));
  const plan = planImport(state, there.received);
  if (hashOf(state) !== before) return "CM-14: looking changed something";
  if (plan.refused > 0) return `CM-11: refuses ${JSON.stringify(plan.refusals[0])}`;
  if (plan.applied + plan.waiting + plan.held + plan.refused !== plan.actions) return "CM-14: the sum does not close";
  const turns = planArrival({ lengths, apart: new Set(state.apart.keys()) }, there.received, state.waiting);
  const was = new Map(Array.from(state.records.all(), (record) => [record.id, record]));
  const done = applyAll(state, there.received);
  if (hashOf(state) !== hashOf(plan.after)) return "CM-14: the plan and the deed differ";
  if (plan.applied !== done.taken.length || plan.waiting !== plan.actions - done.taken.length - done.held.length)
    return "CM-14: the plan counts otherwise than the deed";
  if (plan.applied !== turns.taken.length || plan.held !== turns.held.length || plan.released !== turns.released.length)
    return "CM-14: numbers alone count otherwise";
  for (const record of state.records.all()) {
    const planned = plan.records.find(({ id }) => id === record.id);
    const old = was.get(record.id);
    const news = conflictsOf(record).filter(({ field }) => old === undefined || !isConflict(old, field)).length;
    if ((planned?.conflicts.length ?? 0) !== news) return `CM-14: ${record.id} has ${news} new conflicts`;
    if ((planned?.created ?? false) !== (old === undefined)) return `CM-14: ${record.id} is planned wrong`;
    const changed =
      old === undefined
        ? 0
        : Object.keys(record.values).filter((field) => !same(record.values[field], old.values[field])).length;
    if ((planned?.changed.length ?? 0) !== changed) return `CM-14: ${record.id} changes ${changed} fields`;
  }
  return null;
}

import type { Action, Change } from "../../../shared/change/change.ts";
import type { Json, RecordId } from "../../../shared/domain/primitives.ts";
import { type Dice, diceOf } from "./dice.ts";
import { type Model, modelOf, same } from "./model.ts";

/** What a few offices did and told each other, in the order in which each of them came to hold it. */
export interface History {
  readonly seed: number;
  readonly offices: readonly { readonly feed: string; readonly received: readonly Action[] }[];
  readonly actions: readonly Action[];
  readonly made: Readonly<Record<Step, number>>;
}

export type Step = "create" | "rows" | "edit" | "stale" | "agree" | "settle" | "custody" | "sibling" | "exchange";

interface Office {
  readonly feed: string;
  readonly received: Action[]; // own ones among them
  readonly pasts: Model[]; // what it saw at some moments before
  clock: number; // minutes, wrong by years
}

const letters = ["abcd", "bb22", "zzzz", "a2a2", "m7m7", "cccc"];
const names = ["doluong", "vinh", "tinh", "namdan", "doluong", "quynh"]; // two installations of one office among them

/** A random history of 2 to 6 offices: they write on what they have seen, and exchange parts of what they hold. */
export function randomHistory(seed: number): History {
  const dice = diceOf(seed);
  const offices = Array.from({ length: 2 + dice.below(5) }, (_, i): Office => {
    const clock = dice.below(20_000_000);
    return { feed: `${names[i]}-${letters[i]}`, received: [], pasts: [], clock };
  });
  const actions: Action[] = [];
  const made = { create: 0, rows: 0, edit: 0, stale: 0, agree: 0, settle: 0, custody: 0, sibling: 0, exchange: 0 };
  const people: RecordId[] = [];
  let ids = 0;
  const newId = (kind: string): RecordId => {
    ids += 1;
    return `${kind}:01900000-0000-7000-8000-${String(ids).padStart(12, "0")}`;
  };

  const write = (office: Office, changes: readonly Change[]): void => {
    office.clock += dice.below(3000) - 500;
    const action: Action = {
      feed: office.feed,
      number: actions.filter(({ feed }) => feed === office.feed).length + 1,
      clerk: `c${1 + dice.below(3)}`,
      at: minute(office.clock),
      purpose: "person.edit",
      reason: dice.chance(0.1) ? "theo hồ sơ gốc" : "",
      audience: dice.chance(0.1) ? ["vinh"] : [],
      changes: [...changes],
    };
    actions.push(action);
    office.received.push(action);
  };

  const create = (office: Office): void => {
    const person = newId("person");
    people.push(person);
    const changes = [creation(person, { custodian: officeName(dice, offices), alpha: "", beta: value(dice) })];
    if (dice.chance(0.5)) {
      made.rows += 1;
      changes.push(creation(newId("assignment"), { personId: person, gamma: value(dice), delta: null }));
    }
    write(office, dice.shuffled(changes));
    made.create += 1;
  };

  // Mostly somebody has begun and told the others; sometimes everybody begins alone.
  if (dice.chance(0.7)) {
    const begins = dice.pick(offices);
    for (let i = 0; i <= dice.below(3); i += 1) create(begins);
    for (const office of offices) if (office !== begins) office.received.push(...begins.received);
  }
  const steps = 10 + dice.below(26);
  for (let done = 0; done < steps; done += 1) {
    const office = dice.pick(offices);
    const view = modelOf(office.received);
    if (dice.chance(0.3)) office.pasts.push(view);
    const roll = dice.below(100);
    if (roll < 4 || (view.fields().length === 0 && (people.length === 0 || dice.chance(0.4)))) {
      create(office);
    } else if (roll < 15 && view.fields().length > 0) {
      // A row under a person whom this office need not have seen, or of which two offices start the same one.
      const person = dice.pick(people);
      const row: RecordId = dice.chance(0.5) ? `protected:${person.slice(7)}` : newId("assignment");
      write(office, [edit(view, row, { personId: person, gamma: value(dice) })]);
      made.sibling += 1;
    } else if (roll < 36 && view.fields().length > 0) {
      write(office, someEdits(dice, view, view));
      made.edit += 1;
    } else if (roll < 46 && office.pasts.some((past) => past.fields().length > 0)) {
      write(office, someEdits(dice, view, dice.pick(office.pasts))); // a form that was open for a while
      made.stale += 1;
    } else if (roll < 52 && view.fields().length > 0) {
      // The same as what another office says of the same field, without having read it.
      const [record, field] = dice.pick(view.fields());
      const elsewhere = modelOf(dice.pick(offices).received).heads(record, field)[0];
      if (elsewhere === undefined) continue;
      write(office, [edit(view, record, { [field]: turned(elsewhere.to) })]);
      made.agree += 1;
    } else if (roll < 68 && view.fields().length > 0) {
      const open = view.fields().filter(([record, field]) => {
        const [shown, ...others] = view.heads(record, field);
        return others.some(({ to }) => !same(to, shown?.to));
      });
      if (open.length === 0) continue;
      const [record, field] = dice.pick(open);
      const to =
        dice.chance(0.7) || field === "custodian" || field === "personId"
          ? dice.pick(view.heads(record, field)).to
          : value(dice);
      write(office, [edit(view, record, { [field]: to })]);
      made.settle += 1;
    } else if (roll < 73 && view.fields().length > 0) {
      const person = dice.pick(people);
      write(office, [edit(view, person, { custodian: officeName(dice, offices) })]);
      made.custody += 1;
    } else {
      const from = dice.pick(offices);
      const feeds = offices.map(({ feed }) => feed).filter(() => dice.chance(0.8));
      const told = from.received.filter(({ feed }) => feeds.includes(feed));
      // Mostly whole, sometimes cut short, with holes, or in another order.
      const part = dice.chance(0.7) ? told : told.filter(() => dice.chance(0.7));
      for (const action of dice.chance(0.7) ? part : dice.shuffled(part)) office.received.push(action);
      made.exchange += 1;
    }
  }
  return { seed, offices, actions, made };
}

/** The same history told by clocks that show something else. */
export const withOtherClocks = (actions: readonly Action[], seed: number): Action[] => {
  const dice = diceOf(seed);
  return actions.map((action) => ({ ...action, at: minute(dice.below(20_000_000)) }));
};

const minute = (minutes: number): string =>
  new Date(Date.UTC(1990, 0, 1) + Math.max(0, minutes) * 60_000).toISOString().slice(0, 16);

const officeName = (dice: Dice, offices: readonly Office[]): string => dice.pick(offices).feed.replace(/-.*/, "");

// Fields that no schema knows, so that they may hold anything.
const values: readonly Json[] = [
  "",
  "0912 000 111",
  "xã Lưu Sơn",
  "xã Đà Sơn",
  null,
  7,
  4.5,
  true,
  [1, { a: null, b: "" }],
];

const value = (dice: Dice): Json =>
  dice.chance(0.2) ? { code: dice.pick(["TC", "CC"]), text: dice.pick(["Trung cấp", "Cao cấp"]) } : dice.pick(values);

/** An equal value, spelt otherwise where that is possible. */
const turned = (of: Json): Json =>
  typeof of === "object" && of !== null && !Array.isArray(of)
    ? Object.fromEntries(Object.entries(of).toReversed())
    : of;

const creation = (record: RecordId, fields: Readonly<Record<string, Json>>): Change => ({
  record,
  fields: Object.fromEntries(Object.entries(fields).map(([field, to]) => [field, { saw: [], to }])),
});

const edit = (seen: Model, record: RecordId, fields: Readonly<Record<string, Json>>): Change => ({
  record,
  fields: Object.fromEntries(
    Object.entries(fields).map(([field, to]) => [field, { saw: seen.heads(record, field).map(({ by }) => by), to }]),
  ),
});

/** One to three fields of one or two records, as somebody with `seen` on the screen would change them. */
function someEdits(dice: Dice, view: Model, seen: Model): Change[] {
  const all = view.fields();
  const records = new Set(Array.from({ length: 1 + dice.below(2) }, () => dice.pick(all)[0]));
  return Array.from(records, (record) => {
    const fields: Record<string, Json> = {};
    const own = all.filter(([of, field]) => of === record && field !== "personId" && field !== "custodian");
    for (let i = 0; i <= dice.below(3); i += 1) {
      const field = own.length === 0 || dice.chance(0.05) ? "newField" : dice.pick(own)[1];
      fields[field] = value(dice);
    }
    if (record.startsWith("assignment:") && dice.chance(0.05)) {
      const people = all.filter(([of]) => of.startsWith("person:"));
      if (people.length > 0) fields.personId = dice.pick(people)[0];
    }
    return edit(seen, record, fields);
  });
}

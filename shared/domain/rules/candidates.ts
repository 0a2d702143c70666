import { dayBefore } from "../dates.ts";
import type { Person } from "../person.ts";
import type { IsoDate, PartialDate, RecordId } from "../primitives.ts";
import { type DayBounds, dayBounds, dayNumber } from "./day-numbers.ts";
import type { Opening } from "./opening.ts";
import { type RetirementTable, retirementOf } from "./retirement.ts";
import type { Held } from "./title-step.ts";

/** Values that come again and again, numbered in the order they were first met; 0 is the empty one. Numbers stay. */
export interface Register<Value> {
  readonly values: readonly Value[];
  readonly numberOf: (value: Value) => number;
}

/** @param keyOf  equal for equal values, where they are objects */
export function makeRegister<Value>(
  empty: Value,
  keyOf: (value: Value) => unknown = (value) => value,
): Register<Value> {
  const values: Value[] = [];
  const numbers = new Map<unknown, number>();
  const numberOf = (value: Value): number => {
    const key = keyOf(value);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, values.length);
    return values.push(value) - 1;
  };
  numberOf(empty);
  return { values, numberOf };
}

/** Rows of one kind, those of one person side by side in the order of their ids: `starts[at]` to `starts[at + 1]`. */
export interface RowsByPerson<Column extends string> {
  readonly starts: Int32Array; // one more than there are places
  readonly columns: Readonly<Record<Column, Int32Array>>; // numbers in a register
}

export type Birth = Pick<Person, "sex" | "birthDate">;
export type NativePlace = Pick<Person, "nativeCommune" | "nativeDistrict" | "nativeProvince">;

/** Registers that candidates' tables share: one for all tables of an office, so that numbers stay when rows change. */
export const makeRegisters = () => ({
  dates: makeRegister<PartialDate | null>(null),
  held: makeRegister<Held>(
    { title: "", postId: null, unitId: null },
    ({ title, postId, unitId }) => `${postId ?? ""} ${unitId ?? ""} ${title}`,
  ),
  births: makeRegister<Birth>({ sex: null, birthDate: null }, ({ sex, birthDate }) => `${sex} ${birthDate}`),
  natives: makeRegister<NativePlace>(
    { nativeCommune: "", nativeDistrict: "", nativeProvince: "" },
    ({ nativeCommune, nativeDistrict, nativeProvince }) => `${nativeCommune}\0${nativeDistrict}\0${nativeProvince}`,
  ),
  codes: makeRegister<string | null>(null), // ratings, forms of discipline
  kinds: makeRegister(""), // of papers
});
export type Registers = ReturnType<typeof makeRegisters>;

/** Substantive posts count before concurrent ones, and these before acting ones. */
export const natures = ["SUBSTANTIVE", "CONCURRENT", "ACTING"] as const;

/**
 * What a look over a whole province reads, some hundred bytes a person: everything by which rules tell people apart, in
 * numbers, before any record is opened. A place is a person's number in every column.
 */
export interface CandidateTables {
  readonly ids: readonly RecordId<"person">[]; // by place
  readonly placeOf: (id: RecordId<"person">) => number; // −1: none
  readonly there: Uint8Array; // 0: a withdrawn file, or one that was joined to another
  readonly byName: Int32Array; // places that are there, by `nameSortKey`, then by id
  readonly birth: Int32Array; // in `births`
  readonly native: Int32Array; // in `natives`
  readonly steps: RowsByPerson<"from" | "to" | "held" | "nature">; // nature: its place in `natures`
  readonly entries: RowsByPerson<"from" | "to" | "held">;
  readonly actions: RowsByPerson<"from" | "form">;
  readonly ratings: RowsByPerson<"year" | "rating">;
  readonly papers: RowsByPerson<"kind" | "date">;
  readonly registers: Registers;
}

/** Rows of many people, in any order, laid side by side by person; of one person they keep their order. */
export function laidByPerson<Column extends string>(
  parts: readonly { readonly places: Int32Array; readonly columns: Readonly<Record<Column, Int32Array>> }[],
  names: readonly Column[],
  people: number,
): RowsByPerson<Column> {
  const starts = new Int32Array(people + 1);
  for (const { places } of parts) for (let i = 0; i < places.length; i += 1) starts[places[i]! + 1]! += 1;
  for (let at = 0; at < people; at += 1) starts[at + 1]! += starts[at]!;
  const next = starts.slice(0, people);
  const total = starts[people] ?? 0;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every name is given a column
  const columns = Object.fromEntries(names.map((name) => [name, new Int32Array(total)])) as Record<Column, Int32Array>;
  for (const part of parts) {
    const { places } = part;
    const rows = new Int32Array(places.length);
    for (let i = 0; i < places.length; i += 1) rows[i] = next[places[i]!]!++;
    for (const name of names) {
      const [into, from] = [columns[name], part.columns[name]];
      for (let i = 0; i < rows.length; i += 1) into[rows[i]!] = from[i]!;
    }
  }
  return { starts, columns };
}

/** Why somebody is not looked at closer: each is certain, whatever incomplete dates mean. */
export type Exclusion = "retired" | "holds-it" | "serves-nowhere";

/** What everybody is on the day before an opening, as far as it decides who is looked at closer. */
export interface Presence {
  readonly left: Int32Array; // the row of `steps` that a move would leave; −1: serves nowhere
  readonly leftHeld: Int32Array; // what is held there, in `held`
  /** Steps that may hold on the day before or on the start itself: those of a person lie from `aroundStarts[at]` on. */
  readonly aroundStarts: Int32Array;
  readonly aroundHeld: Int32Array; // in `held`
  readonly aroundSure: Uint8Array; // on one of the days 0: not after all, 1: perhaps, 2: for certain
  readonly holdsIt: Uint8Array; // 1: in the very post
  readonly everHeldIt: Uint8Array; // 1: some substantive step, whenever, names the post
  readonly month: number; // of the start, since year 0
  readonly retiresFrom: Int32Array; // as the next, but at the earliest
  readonly retires: Int32Array; // by birth: months since year 0 in which retirement falls at the latest; 0: not known
}

/** @param table  retirement ages; time grows with the steps of all people */
export function presenceOn(
  { steps, registers, there }: CandidateTables,
  { start, postId }: Opening,
  table: RetirementTable,
): Presence {
  const days: DayBounds = dayBounds(registers.dates);
  const [day, first] = [dayNumber(dayBefore(start)), dayNumber(start)];
  const isPost = holdingsOf(registers.held, postId);
  const { from, to, held, nature } = steps.columns;
  const size = there.length;
  const { begins, surelyBegun, ends, surelyOn } = days;
  const [aroundHeld, aroundSure]: [number[], number[]] = [[], []];
  const sureOn = (row: number, on: number): number => {
    const [begin, end] = [from[row]!, to[row]!];
    if (begins[begin]! > on || ends[end]! < on) return 0;
    return surelyBegun[begin]! <= on && on <= surelyOn[end]! ? 2 : 1;
  };
  const aroundStarts = new Int32Array(size + 1);
  const left = new Int32Array(size).fill(-1);
  const leftHeld = new Int32Array(size);
  const [holdsIt, everHeldIt] = [new Uint8Array(size), new Uint8Array(size)];
  const dates = registers.dates.values;
  const isBefore = (row: number, other: number): boolean => {
    if (nature[row] !== nature[other]) return nature[row]! < nature[other]!;
    const [a, b] = [dates[from[row]!] ?? "", dates[from[other]!] ?? ""];
    if (a !== b) return a < b;
    const [c, d] = [dates[to[row]!] ?? "9", dates[to[other]!] ?? "9"];
    return c < d; // rows stand in the order of their ids
  };
  for (let at = 0, row = 0; at < size; at += 1) {
    for (const end = steps.starts[at + 1]!; row < end; row += 1) {
      const its = nature[row] === 0 && isPost[held[row]!] === 1;
      if (its) everHeldIt[at] = 1;
      const begun = begins[from[row]!]!;
      if (ends[to[row]!]! < day || begun > first) continue;
      aroundHeld.push(held[row]!);
      aroundSure.push(Math.max(sureOn(row, day), sureOn(row, first)));
      if (begun > day) continue;
      if (its) holdsIt[at] = 1;
      if (left[at] === -1 || isBefore(row, left[at]!)) left[at] = row;
    }
    aroundStarts[at + 1] = aroundHeld.length;
    if (left[at] !== -1) leftHeld[at] = held[left[at]!]!;
  }
  return {
    left,
    leftHeld,
    aroundStarts,
    aroundHeld: Int32Array.from(aroundHeld),
    aroundSure: Uint8Array.from(aroundSure),
    holdsIt,
    everHeldIt,
    month: monthOf(start),
    ...retirementMonths(registers.births, table),
  };
}

/** 1 for each number of the register that names a post; each of its titles is looked at once. */
export function holdingsOf({ values }: Registers["held"], postId: RecordId<"post"> | null): Uint8Array {
  let known = postsHeld.get(values);
  if (known === undefined) {
    known = { seen: 0, byPost: new Map() };
    postsHeld.set(values, known);
  }
  for (; known.seen < values.length; known.seen += 1) {
    const post = values[known.seen]!.postId;
    if (post === null) continue;
    const own = known.byPost.get(post);
    if (own === undefined) known.byPost.set(post, [known.seen]);
    else own.push(known.seen);
  }
  const marks = new Uint8Array(values.length);
  if (postId !== null) for (const number of known.byPost.get(postId) ?? []) marks[number] = 1;
  return marks;
}
const postsHeld = new WeakMap<object, { seen: number; readonly byPost: Map<RecordId<"post">, number[]> }>();

/** Months in which people of each birth retire, by a table; of births that are new to the register only. */
function retirementMonths(
  { values }: Registers["births"],
  table: RetirementTable,
): Pick<Presence, "retires" | "retiresFrom"> {
  const known = monthsByTable.get(table);
  const before = known?.of === values ? known : { of: values, retires: noMonths, retiresFrom: noMonths };
  if (before.retires.length === values.length) return before;
  const made = { of: values, retires: new Int32Array(values.length), retiresFrom: new Int32Array(values.length) };
  made.retires.set(before.retires);
  made.retiresFrom.set(before.retiresFrom);
  for (let i = before.retires.length; i < values.length; i += 1) {
    const found = retirementOf(values[i]!, table);
    if (found === null) continue;
    made.retires[i] = monthOf(found.latest);
    made.retiresFrom[i] = monthOf(found.earliest);
  }
  monthsByTable.set(table, made);
  return made;
}
const noMonths = new Int32Array(0);
const monthsByTable = new WeakMap<
  RetirementTable,
  { readonly of: readonly Birth[]; readonly retires: Int32Array; readonly retiresFrom: Int32Array }
>();

/** The first certain reason not to look closer at somebody, or null. @param at  place in the tables */
export function exclusionOf(
  { birth }: CandidateTables,
  { left, holdsIt, month, retires }: Presence,
  at: number,
): Exclusion | null {
  const retired = retires[birth[at] ?? 0] ?? 0;
  if (retired !== 0 && retired <= month) return "retired";
  if (left[at] === -1) return "serves-nowhere";
  return holdsIt[at] === 1 ? "holds-it" : null;
}

const monthOf = (day: IsoDate): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

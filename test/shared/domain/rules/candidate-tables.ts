import type { Assignment } from "../../../../shared/domain/assignment.ts";
import type { Attachment, DisciplinaryAction, PlanEntry, YearlyRating } from "../../../../shared/domain/dossier.ts";
import { nameSortKey } from "../../../../shared/domain/names.ts";
import type { Person } from "../../../../shared/domain/person.ts";
import type { RecordId } from "../../../../shared/domain/primitives.ts";
import {
  type CandidateTables,
  laidByPerson,
  makeRegisters,
  natures,
} from "../../../../shared/domain/rules/candidates.ts";

/** Everything that tables are laid from, in any order. */
export interface Laid {
  readonly people: readonly Person[];
  readonly assignments?: readonly Assignment[];
  readonly entries?: readonly PlanEntry[];
  readonly actions?: readonly DisciplinaryAction[];
  readonly ratings?: readonly YearlyRating[];
  readonly papers?: readonly Attachment[];
}

/** Tables out of records that lie in lists: what the working copy lays out of its pages. */
export function tablesFrom({
  people,
  assignments = [],
  entries = [],
  actions = [],
  ratings = [],
  papers = [],
}: Laid): CandidateTables {
  const registers = makeRegisters();
  const { dates, held, births, natives, codes, kinds } = registers;
  const places = new Map(people.map(({ id }, at) => [id, at]));
  const laid = <Row extends { id: RecordId; personId: RecordId<"person">; withdrawn: boolean }, Column extends string>(
    rows: readonly Row[],
    columns: Readonly<Record<Column, (row: Row) => number>>,
  ) => {
    const kept = rows
      .filter((row) => !row.withdrawn && places.has(row.personId))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const names = Object.keys(columns) as Column[];
    const part = {
      places: Int32Array.from(kept, ({ personId }) => places.get(personId)!),
      columns: Object.fromEntries(names.map((name) => [name, Int32Array.from(kept, columns[name])])) as Record<
        Column,
        Int32Array
      >,
    };
    return laidByPerson([part], names, people.length);
  };
  const key = people.map(({ birthName }) => nameSortKey(birthName));
  const there = Uint8Array.from(people, ({ withdrawn }) => (withdrawn ? 0 : 1));
  const byName = people
    .map((_, at) => at)
    .filter((at) => there[at] === 1)
    .toSorted((a, b) => (key[a]! < key[b]! ? -1 : key[a]! > key[b]! ? 1 : people[a]!.id < people[b]!.id ? -1 : 1));
  return {
    ids: people.map(({ id }) => id),
    placeOf: (id) => places.get(id) ?? -1,
    there,
    byName: Int32Array.from(byName),
    birth: Int32Array.from(people, births.numberOf),
    native: Int32Array.from(people, natives.numberOf),
    steps: laid(assignments, {
      from: ({ from }) => dates.numberOf(from),
      to: ({ to }) => dates.numberOf(to),
      held: ({ title, postId, unitId }) => held.numberOf({ title, postId, unitId }),
      nature: ({ nature }) => natures.indexOf(nature),
    }),
    entries: laid(entries, {
      from: ({ from }) => dates.numberOf(from),
      to: ({ to }) => dates.numberOf(to),
      held: ({ title, postId }) => held.numberOf({ title, postId, unitId: null }),
    }),
    actions: laid(actions, {
      from: ({ from }) => dates.numberOf(from),
      form: ({ form }) => codes.numberOf(form.code),
    }),
    ratings: laid(ratings, {
      year: ({ year }) => dates.numberOf(year),
      rating: ({ rating }) => codes.numberOf(rating.code),
    }),
    papers: laid(papers, {
      kind: ({ kind }) => kinds.numberOf(kind),
      date: ({ date }) => dates.numberOf(date),
    }),
    registers,
  };
}

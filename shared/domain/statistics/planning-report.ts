import type { Assignment } from "../assignment.ts";
import { degrees, politicalTheory } from "../codes/education-codes.ts";
import { ageOn, earliestDay, latestDay } from "../dates.ts";
import type { PlanEntry } from "../dossier.ts";
import { foldLoosely } from "../fold.ts";
import { groupBy } from "../group-by.ts";
import { holdsOn } from "../organisation/period.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import { type CountedPerson, type FactRecords, minorityOf } from "../rotations/facts-at-start.ts";
import type { StartFacts } from "../rotations/start-facts.ts";
import { type AgeBands, codedFamily, groupFamilies, usualBands } from "./families.ts";
import { belongsTo, isRotation, type MoveRecords } from "./moves.ts";
import { type ReportSheet, reportOf } from "./sheet.ts";

/** A title planned for a term: who is planned for it, and how it stands to its limits. */
export interface PlannedTitle {
  readonly key: string;
  readonly title: string;
  readonly term: string;
  readonly people: readonly RecordId<"person">[];
  readonly overLimit: boolean; // more people than the limit
  readonly incumbents: number; // who hold the post on the day; 0 where the entry names none
  readonly ratio: number | null; // people planned for each incumbent; null: no incumbent
  readonly rotated: readonly RecordId<"person">[]; // of those planned, rotated in the time of their entry
  readonly appointed: readonly RecordId<"person">[]; // of those planned, hold the post
}

/** An entry of the plan with who the person is on the day asked about. */
export interface PlannedItem {
  readonly entry: PlanEntry;
  readonly facts: StartFacts;
}

export interface PlanningReport {
  readonly sheet: ReportSheet; // rows: title and term; families: groups, degree, political theory
  readonly titles: readonly PlannedTitle[];
  readonly overPerson: readonly { readonly personId: RecordId<"person">; readonly entries: readonly RecordId[] }[];
}

/**
 * R-7: planning ("quy hoạch") as it stands on a day.
 *
 * @param limits  people for a title and titles for a person: 3 and 3 by Regulation 377-QĐ/TW; the office's to set
 * @param keep    which entries count; their titles' other entries are then left out too
 */
export function planningReport(...asked: Parameters<typeof planningInTurn>): PlanningReport {
  const work = planningInTurn(...asked);
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
}

/** As `planningReport`; yields now and then, so that others get their turn. The records must not change meanwhile. */
export function* planningInTurn(
  day: IsoDate,
  records: FactRecords & MoveRecords & { readonly holders: readonly Assignment[] },
  limits: { readonly peoplePerTitle: number; readonly titlesPerPerson: number } = {
    peoplePerTitle: 3,
    titlesPerPerson: 3,
  },
  bands: AgeBands = usualBands,
  keep: (planned: PlannedItem) => boolean = () => true,
): Generator<void, PlanningReport> {
  const items: PlannedItem[] = [];
  const persons = new Map<RecordId<"person">, CountedPerson | null>(); // each read once
  const personOf = ({ entry }: Pick<PlannedItem, "entry">): CountedPerson | null => persons.get(entry.personId) ?? null;
  let looked = 0;
  for (const own of records.plans.values()) {
    for (const entry of own) {
      looked += 1;
      if (looked % 100 === 0) yield;
      if (entry.withdrawn || !holdsOn(entry, day)) continue;
      if (!persons.has(entry.personId)) persons.set(entry.personId, records.persons.get(entry.personId) ?? null);
      const item: PlannedItem = { entry, facts: factsOn(entry, day, personOf({ entry })) };
      if (keep(item)) items.push(item);
    }
  }
  const entries = items.map(({ entry }) => entry);
  const sheet = reportOf(
    "R-7",
    items,
    ({ entry }) => ({
      key: plannedTitleKey(entry),
      label: [entry.title, entry.term].filter((text) => text !== "").join(", "),
    }),
    [
      ...groupFamilies<PlannedItem>(bands).filter(({ name }) => ["sex", "age", "young", "minority"].includes(name)),
      codedFamily("degree", degrees, (item) => personOf(item)?.highestDegree ?? null),
      codedFamily("theory", politicalTheory, (item) => personOf(item)?.politicalTheory ?? null),
    ],
    ({ entry }) => entry.id,
  );
  yield;
  const titles = plannedTitles(day, entries, records, limits.peoplePerTitle);
  yield;
  const overPerson = [...groupBy(entries, (each) => `${each.personId}|${each.term}`).values()]
    .filter((own) => new Set(own.map(plannedTitleKey)).size > limits.titlesPerPerson)
    .map((own) => ({ personId: own[0]!.personId, entries: own.map(({ id }) => id) }));
  return { sheet, titles, overPerson };
}

/**
 * The titles that entries of one day are for, in the order in which they first come.
 *
 * @param records  moves of the people planned, and steps that name the posts they are planned for; others do not matter
 */
export function plannedTitles(
  day: IsoDate,
  entries: readonly PlanEntry[],
  records: Pick<MoveRecords, "rotations"> & { readonly holders: readonly Assignment[] },
  peoplePerTitle: number,
): readonly PlannedTitle[] {
  const moved = groupBy(records.rotations, (move) =>
    isRotation(move.kind) && belongsTo(move, { from: "1850-01-01", to: day }) === "yes" ? move.personId : null,
  );
  const holdersOf = groupBy(records.holders, (each) =>
    each.withdrawn || each.nature !== "SUBSTANTIVE" || !holdsOn(each, day) ? null : each.postId,
  );
  return [...groupBy(entries, plannedTitleKey)].map(([key, own]): PlannedTitle => {
    const people = [...new Set(own.map(({ personId }) => personId))];
    const posts = new Set(own.flatMap(({ postId }) => postId ?? []));
    const holders = new Set([...posts].flatMap((post) => holdersOf.get(post) ?? []).map(({ personId }) => personId));
    const rotated = own.filter(({ personId, from }) =>
      (moved.get(personId) ?? []).some(
        ({ start }) => start !== null && (from === null || latestDay(start) >= earliestDay(from)),
      ),
    );
    return {
      key,
      title: own[0]!.title,
      term: own[0]!.term,
      people,
      overLimit: people.length > peoplePerTitle,
      incumbents: holders.size,
      ratio: holders.size === 0 ? null : people.length / holders.size,
      rotated: [...new Set(rotated.map(({ personId }) => personId))],
      appointed: people.filter((person) => holders.has(person)),
    };
  });
}

/** One title of one term: by post where it is on file, else by its words. */
export const plannedTitleKey = ({ postId, title, term }: PlanEntry): string =>
  `${postId ?? foldLoosely(title)} ${foldLoosely(term)}`;

function factsOn(entry: PlanEntry, day: IsoDate, person: CountedPerson | null): StartFacts {
  const age = person?.birthDate == null ? null : ageOn(person.birthDate, day);
  return {
    on: day,
    sex: person?.sex ?? null,
    ageLeast: age === null || age.least < 0 ? null : age.least,
    ageMost: age === null || age.most < 0 ? null : age.most,
    minority: person === null ? null : minorityOf(person),
    planned: true,
    plannedTitle: entry.title,
    nonLocal: null,
    managingLevel: null,
    rating: null,
  };
}

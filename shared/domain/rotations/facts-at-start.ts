import type { Assignment } from "../assignment.ts";
import { ageOn, earliestDay, endBefore } from "../dates.ts";
import type { PlanEntry, YearlyRating } from "../dossier.ts";
import { foldLoosely } from "../fold.ts";
import { holdsOn } from "../organisation/period.ts";
import type { Person } from "../person.ts";
import { ManagingLevel, type Post } from "../post.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import type { Rotation } from "../rotation.ts";
import { type UnitVersions, versionOn } from "../units.ts";
import type { StartFacts } from "./start-facts.ts";

/** What is known of people when a move starts: open kinds only. Looked up one by one, so nobody need read them all. */
export interface FactRecords {
  readonly persons: Lookup<RecordId<"person">, CountedPerson>;
  readonly assignments: Lookup<RecordId<"person">, readonly Assignment[]>;
  readonly plans: Lookup<RecordId<"person">, readonly PlanEntry[]> & {
    values(): Iterable<readonly PlanEntry[]>;
  };
  readonly ratings: Lookup<RecordId<"person">, readonly YearlyRating[]>;
  readonly posts: Lookup<RecordId<"post">, Post>;
  readonly versions: UnitVersions;
}

/** A map, or what answers like one. */
export type Lookup<Key, Value> = Pick<ReadonlyMap<Key, Value>, "get">;

/** What statistics read of a person. */
export type CountedPerson = Pick<
  Person,
  | "id"
  | "sex"
  | "birthDate"
  | "ethnicity"
  | "nativeCommune"
  | "nativeDistrict"
  | "partyJoinDate"
  | "highestDegree"
  | "politicalTheory"
  | "stateManagement"
>;

/**
 * Who a person was on the first day of a move: written down once where a move has it, else worked out for that day.
 *
 * @returns null where the move has no first day
 */
export function startFactsOf(move: Rotation, records: FactRecords): StartFacts | null {
  if (move.startFacts !== null) return move.startFacts;
  if (move.start === null) return null;
  const on = earliestDay(move.start);
  const person = records.persons.get(move.personId);
  const age = person?.birthDate == null ? null : ageOn(person.birthDate, on);
  const plans = records.plans.get(move.personId)?.filter((each) => !each.withdrawn && holdsOn(each, on));
  const rating = records.ratings
    .get(move.personId)
    ?.filter((each) => !each.withdrawn && each.year !== null && each.year.slice(0, 4) < on.slice(0, 4))
    .toSorted((a, b) => ((a.year ?? "") < (b.year ?? "") ? 1 : -1))[0];
  return {
    on,
    sex: person?.sex ?? null,
    ageLeast: age === null || age.least < 0 ? null : age.least,
    ageMost: age === null || age.most < 0 ? null : age.most,
    minority: person === undefined ? null : minorityOf(person),
    planned: plans === undefined ? null : plans.length > 0,
    plannedTitle: plans?.[0]?.title ?? "",
    nonLocal: person === undefined ? null : nonLocalOf(person, move, on, records.versions),
    managingLevel: managingLevelOf(move, on, records),
    rating: rating?.rating.code ?? null,
  };
}

/** Whether somebody is of an ethnic minority: any group but Kinh; null where nothing is written. */
export function minorityOf({ ethnicity: { code, text } }: Pick<Person, "ethnicity">): boolean | null {
  if (code !== null) return code !== "01";
  return text.trim() === "" ? null : foldLoosely(text) !== foldLoosely("Kinh");
}

/** Whether the native place is another than the locality reached, by the names of both. */
function nonLocalOf(person: CountedPerson, move: Rotation, on: IsoDate, versions: UnitVersions): boolean | null {
  const reached = move.toUnitId === null ? null : versionOn(versions, move.toUnitId, on);
  if (reached === null || reached.level === "TINH" || reached.level === "TW") return null;
  const place = reached.localityId === null ? reached : versionOn(versions, reached.localityId, on);
  const native = reached.level === "XA" ? person.nativeCommune : person.nativeDistrict;
  if (place === null || native.trim() === "") return null;
  return properName(native) !== properName(place.name);
}

const properName = (name: string): string =>
  foldLoosely(name.replace(/^\s*(xã|phường|thị trấn|huyện|thị xã|thành phố|tp\.?)\s+/iu, ""));

/** The highest managing level among the posts held before the move. */
function managingLevelOf(move: Rotation, on: IsoDate, records: FactRecords): ManagingLevel | null {
  const eve = endBefore(on);
  const levels = (records.assignments.get(move.personId) ?? [])
    .filter((each) => !each.withdrawn && holdsOn(each, eve))
    .flatMap(({ postId }) => (postId === null ? [] : (records.posts.get(postId)?.managingLevel ?? [])));
  return ManagingLevel.options.find((level) => levels.includes(level)) ?? null;
}

import type { Assignment } from "../../shared/domain/assignment.ts";
import { comparePartial } from "../../shared/domain/dates.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { OfficeData } from "../data/office-data.ts";

/** A person as a field offers them: two of one name are told apart by birth and post. */
export interface PersonChoice {
  readonly id: RecordId<"person">;
  readonly name: string;
  readonly birthDate: string | null;
  readonly title: string;
  readonly unit: string;
}

/** The first people whose row holds what was typed. @param typed  marks optional */
export async function findPeople(data: OfficeData, typed: string, most = 20): Promise<readonly PersonChoice[]> {
  const { key, total } = await data.searchPeople({ text: typed, order: "name" });
  const rows = await data.peopleRows(key, 0, Math.min(total, most));
  return rows.map(({ id, name, birthDate, title, unit }) => ({ id, name, birthDate, title, unit }));
}

/** One person, as `findPeople` would offer them; null: no such person on file. */
export async function personChoice(data: OfficeData, id: RecordId<"person">): Promise<PersonChoice | null> {
  const person = await data.person(id);
  if (person === null) return null;
  const present = presentPost(await data.assignmentsOf(id));
  return {
    id,
    name: person.birthName,
    birthDate: person.birthDate,
    title: present?.title ?? "",
    unit: present?.unitText ?? "",
  };
}

/**
 * The post that a move starts from: the substantive one that is still open, else any open one; of several the latest.
 * Null where the career names none.
 */
export function presentPost(assignments: readonly Assignment[]): Assignment | null {
  const open = assignments
    .filter((assignment) => !assignment.withdrawn && assignment.to === null)
    .toSorted((a, b) => comparePartial(b.from ?? "", a.from ?? "") || (a.id < b.id ? -1 : 1));
  return open.find((assignment) => assignment.nature === "SUBSTANTIVE") ?? open[0] ?? null;
}

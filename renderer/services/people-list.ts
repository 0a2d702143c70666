import type { RecordId } from "../../shared/domain/primitives.ts";
import type { PeopleCount, PeopleFound, PeopleQuery, PersonRow } from "../data/office-data.ts";
import type { Office } from "./office.ts";

/** How many people there are for a search, and a key for their rows. */
export const searchPeople = ({ data }: Office, query: PeopleQuery): Promise<PeopleFound> => data.searchPeople(query);

/** Rows of a search's answer. @param from  first, from 0 @param to  one past the last */
export const peopleRows = ({ data }: Office, key: number, from: number, to: number): Promise<readonly PersonRow[]> =>
  data.peopleRows(key, from, to);

/** Ids of a search's answer, in its order. @param from  first, from 0 @param to  one past the last */
export const foundIds = (
  { data }: Office,
  key: number,
  from: number,
  to: number,
): Promise<readonly RecordId<"person">[]> => data.foundIds(key, from, to);

export const countPeople = ({ data }: Office, ids: readonly RecordId<"person">[]): Promise<PeopleCount> =>
  data.countPeople(ids);

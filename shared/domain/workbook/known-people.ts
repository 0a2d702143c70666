import { foldLoosely, foldVietnamese } from "../fold.ts";
import { groupBy } from "../group-by.ts";
import type { Person } from "../person.ts";

/** What a row says of who it is about; "" and null where it says nothing. */
export interface WhoRow {
  readonly name: string;
  readonly birthDate: string | null;
  readonly native: string; // commune, district and province, folded loosely
  readonly numbers: readonly string[]; // personal, identity and cadre numbers
}

/** Who a row is about: nobody on file, one person, or several that the clerk must choose from. */
export type Known =
  | { readonly kind: "nobody" }
  | { readonly kind: "one"; readonly person: Person }
  | { readonly kind: "several"; readonly persons: readonly Person[] };

/**
 * People as rows are matched with them: by a number that only one bears; else by name, birth date and native place, of
 * which a list may leave out the last. Whatever fits only in part is for the clerk to choose.
 */
export function knownPeople(persons: readonly Person[]): (row: WhoRow) => Known {
  const byNumber = groupBy(
    persons.flatMap((person) => numbersOf(person).map((number) => ({ number, person }))),
    ({ number }) => number,
  );
  const byName = groupBy(persons, (person) => foldVietnamese(person.birthName));
  return (row) => {
    const numbered = new Set(row.numbers.flatMap((number) => (byNumber.get(number) ?? []).map(({ person }) => person)));
    const namesakes = byName.get(foldVietnamese(row.name)) ?? [];
    if (numbered.size > 0) {
      const [first] = numbered;
      // A number under another name is more likely a slip of the pen than a person renamed.
      if (numbered.size === 1 && first !== undefined && namesakes.includes(first))
        return { kind: "one", person: first };
      return { kind: "several", persons: [...new Set([...numbered, ...namesakes])] };
    }
    const surely = namesakes.filter((person) => isSurely(person, row));
    const [only] = surely;
    if (surely.length === 1 && only !== undefined) return { kind: "one", person: only };
    const maybe = namesakes.filter((person) => mayBe(person, row));
    return maybe.length === 0 ? { kind: "nobody" } : { kind: "several", persons: maybe };
  };
}

export const nativeOf = (person: Pick<Person, "nativeCommune" | "nativeDistrict" | "nativeProvince">): string =>
  foldLoosely([person.nativeCommune, person.nativeDistrict, person.nativeProvince].join(" "));

const numbersOf = ({ personalNumber, idNumber, cadreNumber }: Person): string[] =>
  Array.from(new Set([personalNumber, idNumber, cadreNumber])).filter((number) => number !== "");

function isSurely(person: Person, row: WhoRow): boolean {
  if (row.birthDate === null || person.birthDate !== row.birthDate) return false;
  if (row.numbers.length > 0 && conflicting(person, row)) return false;
  const native = nativeOf(person);
  return row.native === "" || native === "" || native === row.native;
}

/** Whether the row bears a number of a kind that the person bears otherwise: then they may be two people. */
const conflicting = (person: Person, row: WhoRow): boolean =>
  row.numbers.some((number) => number.length === 12) &&
  [person.personalNumber, person.idNumber].some((number) => number.length === 12 && !row.numbers.includes(number));

/** Dates that may mean the same day: one of them less exact, or not known. */
function mayBe(person: Person, row: WhoRow): boolean {
  if (person.birthDate === null || row.birthDate === null) return true;
  return person.birthDate.startsWith(row.birthDate) || row.birthDate.startsWith(person.birthDate);
}

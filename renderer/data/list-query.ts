import { isEthnicMinority } from "../../shared/domain/codes/ethnic-groups.ts";
import { compareText } from "../../shared/domain/compare-text.ts";
import { ageOn } from "../../shared/domain/dates.ts";
import { type ColumnKey, type ListFilters, type ListOrder, listColumns } from "../../shared/domain/people-columns.ts";
import type { IsoDate, RecordId } from "../../shared/domain/primitives.ts";
import { isWithin, type UnitVersions } from "../../shared/domain/units.ts";
import type { ListValue, ListValues } from "./list-values.ts";
import type { PeopleCount } from "./office-data.ts";
import type { PeopleIndex, Slot } from "./people-index.ts";

/** What a question about the list is answered from. */
export interface ListFacts {
  readonly index: PeopleIndex;
  readonly values: (column: ColumnKey) => ListValues;
  readonly today: IsoDate;
  readonly unitVersions: () => UnitVersions;
  readonly findingsOf: (id: RecordId<"person">) => number;
  readonly conflictsOf: (id: RecordId<"person">) => number;
}

/** Everybody, in an order: equal values by name, those without a value last whichever way it goes. */
export function inOrder(facts: ListFacts, order: ListOrder, descending: boolean): Uint32Array {
  const byName = facts.index.byName();
  if (order === "name") return descending ? byName.toReversed() : byName;
  const key = sortTexts(facts, order);
  const groups = new Map<string, number[]>();
  for (const slot of byName) {
    const text = key(slot);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [slot]);
    else group.push(slot);
  }
  const keys = [...groups.keys()].filter((text) => text !== "").toSorted(comparison(order));
  if (descending) keys.reverse();
  return Uint32Array.from([...keys, ""].flatMap((text) => groups.get(text) ?? []));
}

function sortTexts(facts: ListFacts, order: Exclude<ListOrder, "name">): (slot: Slot) => string {
  if (order === "attention") {
    return (slot) => {
      const id = facts.index.at(slot)?.id;
      const count = id === undefined ? 0 : facts.conflictsOf(id) * 1000 + facts.findingsOf(id);
      return count === 0 ? "" : String(count);
    };
  }
  const values = facts.values(order);
  const { look, codes } = listColumns[order];
  if (look !== "coded" || codes === null) return (slot) => values[slot]?.text ?? "";
  // Places in the list first, as the list ranks them; what fits no code after them, by its words.
  const place = new Map(codes.map(({ code }, i) => [code, String(i).padStart(4, "0")]));
  return (slot) => {
    const value = values[slot];
    return value == null
      ? ""
      : `${place.get(value.code) ?? "9999"} ${order === "lastRating" ? value.text : ""}`.concat(
          place.has(value.code) ? "" : value.text || value.code,
        );
  };
}

const vietnamese = new Intl.Collator("vi");
const numerically = (a: string, b: string): number => amount(a) - amount(b) || compareText(a, b);
/** "4,32", "52–53", "3/9": the number a text begins with. */
const amount = (text: string): number => Number.parseFloat(text.replace(",", ".")) || 0;

const comparison = (order: Exclude<ListOrder, "name">): ((a: string, b: string) => number) =>
  order === "attention" || listColumns[order].look === "number"
    ? numerically
    : listColumns[order].look === "text"
      ? vietnamese.compare
      : compareText;

/** Those of `slots` for whom every filter holds, in the same order. */
export function filtered(facts: ListFacts, slots: Uint32Array, filters: ListFilters): Uint32Array {
  const checks = checksOf(facts, filters);
  return checks.length === 0 ? slots : slots.filter((slot) => checks.every((holds) => holds(slot)));
}

type Holds = (slot: Slot) => boolean;

function checksOf(facts: ListFacts, filters: ListFilters): readonly Holds[] {
  const { index, values, today } = facts;
  const checks: Holds[] = [];
  const oneOf = (column: ColumnKey, codes: readonly string[]): void => {
    if (codes.length === 0) return;
    const [own, wanted] = [values(column), new Set(codes)];
    checks.push((slot) => own[slot] != null && wanted.has(own[slot].code));
  };
  if (filters.only !== null) {
    const wanted = new Set<string>(filters.only);
    checks.push((slot) => wanted.has(index.at(slot)?.id ?? ""));
  }
  if (filters.unit !== null) {
    const units = unitsWithin(facts, filters.unit);
    checks.push((slot) => {
      const unit = index.at(slot)?.held?.unitId ?? null;
      return unit !== null && units(unit);
    });
  }
  if (filters.sex !== null) checks.push((slot) => index.at(slot)?.sex === filters.sex);
  if (filters.ageFrom !== null || filters.ageTo !== null) {
    const [least, most] = [filters.ageFrom ?? 0, filters.ageTo ?? 999];
    checks.push((slot) => {
      const birth = index.at(slot)?.birthDate ?? null;
      if (birth === null) return false;
      const age = ageOn(birth, today); // an incomplete date stays in where it may fit
      return age.most >= least && age.least <= most;
    });
  }
  if (filters.minority !== null) {
    const groups = values("ethnicity");
    checks.push((slot) => {
      const value = groups[slot];
      return value != null && value.code !== "" && isEthnicMinority(value.code) === filters.minority;
    });
  }
  oneOf("degree", filters.degrees);
  oneOf("theory", filters.theory);
  oneOf("postRole", filters.roles);
  oneOf("managingLevel", filters.levels);
  if (filters.party !== null) {
    const [joined, full] = [values("partyJoined"), values("partyFull")];
    const isMember = (slot: Slot): boolean => isSet(joined[slot]) || isSet(full[slot]);
    checks.push((slot) => isMember(slot) === filters.party);
  }
  for (const column of filters.empty) {
    const own = values(column);
    checks.push((slot) => !isSet(own[slot]));
  }
  if (filters.findings) checks.push((slot) => facts.findingsOf(idAt(index, slot)) > 0);
  if (filters.conflicts) checks.push((slot) => facts.conflictsOf(idAt(index, slot)) > 0);
  return checks;
}

/** What these people have in common; an id that is not listed counts nowhere. */
export function countPeople({ index, values }: ListFacts, ids: readonly RecordId<"person">[]): PeopleCount {
  const [joined, full, groups] = [values("partyJoined"), values("partyFull"), values("ethnicity")];
  const count = { total: 0, women: 0, partyMembers: 0, minority: 0, withoutPost: 0 };
  for (const id of new Set(ids)) {
    const slot = index.slotOf(id);
    const person = slot === undefined ? null : index.at(slot);
    if (slot === undefined || person === null) continue;
    count.total += 1;
    if (person.sex === "NU") count.women += 1;
    if (isSet(joined[slot]) || isSet(full[slot])) count.partyMembers += 1;
    if (isEthnicMinority(groups[slot]?.code || null)) count.minority += 1;
    if (person.held === null) count.withoutPost += 1;
  }
  return count;
}

/** Whether a unit is another or stands below it today; each unit is asked about once. */
function unitsWithin(facts: ListFacts, whole: RecordId<"unit">): (unit: RecordId<"unit">) => boolean {
  const versions = facts.unitVersions();
  const known = new Map<RecordId<"unit">, boolean>();
  return (unit) => {
    const before = known.get(unit);
    if (before !== undefined) return before;
    const answer = isWithin(versions, unit, whole, facts.today);
    known.set(unit, answer);
    return answer;
  };
}

const isSet = (value: ListValue | null | undefined): boolean =>
  value != null && (value.code !== "" || value.text !== "");
const idAt = (index: PeopleIndex, slot: Slot): RecordId<"person"> => index.at(slot)!.id;

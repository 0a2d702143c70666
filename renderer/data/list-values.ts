import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { ageOn } from "../../shared/domain/dates.ts";
import { type ColumnKey, type ListColumn, listColumns } from "../../shared/domain/people-columns.ts";
import type { Coded, IsoDate, RecordId } from "../../shared/domain/primitives.ts";
import type { OpenKind } from "../../shared/domain/record-kinds.ts";
import { type Cell, cellAt } from "./columns.ts";
import type { JoinedFiles } from "./joined-files.ts";
import type { PagedRecords } from "./paged-records.ts";
import type { PeopleIndex, Slot } from "./people-index.ts";
import { hasBegun, hasEnded } from "./present-post.ts";

/** What stands in one place of the list: what the paper says and the code beside it, "" where there is none. */
export interface ListValue {
  readonly code: string;
  readonly text: string;
}

/** A column's values by slot; null: empty. */
export type ListValues = readonly (ListValue | null)[];

/**
 * The values of the list's columns, each worked out when a list first shows, sorts or filters by it.
 * Make it again when records have changed: nothing here follows them.
 */
export function listValues(
  records: PagedRecords,
  files: JoinedFiles,
  index: PeopleIndex,
  today: IsoDate,
): (column: ColumnKey) => ListValues {
  const made = new Map<ColumnKey, ListValues>();
  return (column) => {
    const known = made.get(column);
    if (known !== undefined) return known;
    const values = valuesOf(column, records, files, index, today);
    made.set(column, values);
    return values;
  };
}

function valuesOf(
  column: ColumnKey,
  records: PagedRecords,
  files: JoinedFiles,
  index: PeopleIndex,
  today: IsoDate,
): ListValues {
  switch (column) {
    case "birth":
      return ofEveryone(index, (person) => written(person.birthDate));
    case "age":
      return ofEveryone(index, (person) =>
        person.birthDate === null ? null : written(ageText(person.birthDate, today)),
      );
    case "sex":
      return ofEveryone(index, (person) => coded(person.sex));
    case "title":
      return ofEveryone(index, (person) => written(person.title));
    case "unit":
      return ofEveryone(index, (person) => written(person.unit));
    case "postSince":
      return ofEveryone(index, (person) => written(person.held?.from));
    case "postRole":
      return ofPosts(records, index, "role");
    case "managingLevel":
      return ofPosts(records, index, "managingLevel");
    case "plannedTitle":
      return plannedTitles(records, files, index, today);
    case "lastRating":
      return lastRatings(records, files, index);
    default:
      return personFields(records, index, listColumns[column]);
  }
}

/** Completed years of age; "52–53" where the date of birth leaves both open. */
function ageText(birthDate: string, today: IsoDate): string {
  const { least, most } = ageOn(birthDate, today);
  return least === most ? String(least) : `${least}–${most}`;
}

type Listed = NonNullable<ReturnType<PeopleIndex["at"]>>;

const ofEveryone = (index: PeopleIndex, value: (person: Listed) => ListValue | null): ListValues =>
  Array.from({ length: index.slots() }, (_, slot: Slot) => {
    const person = index.at(slot);
    return person === null ? null : value(person);
  });

function ofPosts(records: PagedRecords, index: PeopleIndex, field: "role" | "managingLevel"): ListValues {
  const posts = new Map<string, ListValue | null>();
  return ofEveryone(index, ({ held }) => {
    if (held === null || held.postId === null) return null;
    const known = posts.get(held.postId);
    if (known !== undefined) return known;
    const value = coded(records.get(held.postId)?.values[field]);
    posts.set(held.postId, value);
    return value;
  });
}

/** Fields of the person's own record, from the pages' columns. */
function personFields(records: PagedRecords, index: PeopleIndex, { from: { fields }, look }: ListColumn): ListValues {
  const values: (ListValue | null)[] = Array.from({ length: index.slots() }, () => null);
  records.pack();
  for (const { page } of records.pagesOf("person" satisfies OpenKind)) {
    const columns = fields.map((field) => page.column(field));
    for (let row = 0; row < page.rows; row += 1) {
      const slot = index.slotOf(page.id(row) as RecordId<"person">);
      if (slot === undefined) continue;
      const cells = columns.map((each) => (each === null ? undefined : cellAt(each, row)));
      values[slot] = look === "coded" ? coded(cells[0]) : written(cells.filter(isText).join(", "));
    }
  }
  return values;
}

function plannedTitles(records: PagedRecords, files: JoinedFiles, index: PeopleIndex, today: IsoDate): ListValues {
  const titles = new Map<Slot, string[]>();
  eachRow(records, files, index, "plan-entry", ["title", "term", "from", "to"], (slot, [title, term, from, to]) => {
    if (!hasBegun(orNull(from), today) || hasEnded(orNull(to), today) || !isText(title)) return;
    const line = isText(term) ? `${title} (${term})` : title;
    const before = titles.get(slot);
    if (before === undefined) titles.set(slot, [line]);
    else before.push(line);
  });
  return ofEveryone(index, ({ id }) => written(titles.get(index.slotOf(id)!)?.toSorted().join("; ")));
}

function lastRatings(records: PagedRecords, files: JoinedFiles, index: PeopleIndex): ListValues {
  const latest = new Map<Slot, { readonly year: string; readonly value: ListValue }>();
  eachRow(records, files, index, "yearly-rating", ["year", "rating"], (slot, [when, rating]) => {
    const [year, value] = [orNull(when) ?? "", coded(rating)];
    if (value === null || year < (latest.get(slot)?.year ?? "")) return;
    const codes = listColumns.lastRating.codes;
    const said = value.text === "" && codes !== null ? nameOfCode(codes, value.code) : value.text;
    latest.set(slot, { year, value: { code: value.code, text: year === "" ? said : `${year.slice(0, 4)}: ${said}` } });
  });
  return ofEveryone(index, ({ id }) => latest.get(index.slotOf(id)!)?.value ?? null);
}

function eachRow(
  records: PagedRecords,
  files: JoinedFiles,
  index: PeopleIndex,
  kind: OpenKind,
  fields: readonly string[],
  take: (slot: Slot, cells: readonly Cell[]) => void,
): void {
  records.pack();
  for (const { page } of records.pagesOf(kind)) {
    const [personId, withdrawn, ...columns] = ["personId", "withdrawn", ...fields].map((field) => page.column(field));
    if (personId === null || personId === undefined) continue;
    for (let row = 0; row < page.rows; row += 1) {
      if (withdrawn != null && cellAt(withdrawn, row) === true) continue;
      const owner = cellAt(personId, row);
      const slot = typeof owner === "string" ? index.slotOf(files.keptOf(owner as RecordId<"person">)) : undefined;
      if (slot !== undefined) {
        take(
          slot,
          columns.map((column) => (column === null ? undefined : cellAt(column, row))),
        );
      }
    }
  }
}

const isText = (cell: Cell): cell is string => typeof cell === "string" && cell !== "";
const orNull = (cell: Cell): string | null => (typeof cell === "string" ? cell : null);
const written = (text: string | null | undefined): ListValue | null =>
  text === null || text === undefined || text === "" ? null : { code: "", text };

/** A code alone, or a code beside the text as written. */
function coded(cell: Cell): ListValue | null {
  if (typeof cell === "string") return cell === "" ? null : { code: cell, text: "" };
  if (typeof cell !== "object" || cell === null || !("text" in cell)) return null;
  const { code, text } = cell as Coded;
  return code === null && text === "" ? null : { code: code ?? "", text };
}

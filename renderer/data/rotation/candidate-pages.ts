import { blankPerson, emptyValues } from "../../../shared/domain/blank-records.ts";
import { compareText } from "../../../shared/domain/compare-text.ts";
import { isListed } from "../../../shared/domain/person.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import type { RecordOf } from "../../../shared/domain/record-kinds.ts";
import {
  type CandidateTables,
  holdingsOf,
  laidByPerson,
  makeRegisters,
  natures,
  type RowsByPerson,
} from "../../../shared/domain/rules/candidates.ts";
import { type Cell, type Column, cellAt } from "../columns.ts";
import type { JoinedFiles } from "../joined-files.ts";
import { derivedPrefix, type Page } from "../page.ts";
import type { PagedRecords } from "../paged-records.ts";

type PersonId = RecordId<"person">;

/** Tables of people's records that candidates are judged by. */
export const judgedKinds = [
  "assignment",
  "plan-entry",
  "disciplinary-action",
  "yearly-rating",
  "attachment",
  "assessment",
  "allowance",
] as const;
export type JudgedKind = (typeof judgedKinds)[number];

/** Candidates' tables as the records were at one moment, with the way back to each record. */
export interface CandidatePages {
  readonly tables: CandidateTables;
  /** A person's records of a kind, by id; joined files taken together. Only what rules on moves read is in them. */
  rowsOf<Kind extends JudgedKind>(kind: Kind, at: number): readonly RecordOf<Kind>[];
  /** Steps of whoever that name a post. */
  holdersOf(postId: RecordId<"post">): readonly RecordOf<"assignment">[];
  /** Of a person only what rules on moves read: birth, sex and native place. The rest is as in a file of which nothing is known. */
  personAt(at: number): RecordOf<"person">;
}

/**
 * Reads candidates' tables out of pages. Pages never change, so what was read of one is kept with it: after a change only
 * the few pages that were laid anew are read again, and everything is laid side by side by person once more.
 */
export interface CandidateReader {
  /** The records as they are when it begins; yields now and then. */
  read(): Generator<void, CandidatePages>;
}

export function candidateReader(records: PagedRecords, files: JoinedFiles): CandidateReader {
  const registers = makeRegisters();
  const { dates, held, births, natives, codes, kinds } = registers;
  const places = new Map<PersonId, number>();
  const ids: PersonId[] = [];
  const placeFor = (id: PersonId): number => {
    const known = places.get(id);
    if (known !== undefined) return known;
    places.set(id, ids.length);
    return ids.push(id) - 1;
  };
  let parts = new WeakMap<Page, Part>();
  let people = new WeakMap<Page, PeoplePart>();
  let joining: readonly Page[] = [];

  const columnsRead: { readonly [Kind in JudgedKind]: Readonly<Record<string, CellReader>> } = {
    assignment: {
      from: cellsOf("from", (cell) => dates.numberOf(textOrNull(cell))),
      to: cellsOf("to", (cell) => dates.numberOf(textOrNull(cell))),
      held: heldReader(["title", "postId", "unitId"]),
      nature: cellsOf("nature", (cell) => (natures as readonly unknown[]).indexOf(cell)),
    },
    "plan-entry": {
      from: cellsOf("from", (cell) => dates.numberOf(textOrNull(cell))),
      to: cellsOf("to", (cell) => dates.numberOf(textOrNull(cell))),
      held: heldReader(["title", "postId"]),
    },
    "disciplinary-action": {
      from: cellsOf("from", (cell) => dates.numberOf(textOrNull(cell))),
      form: cellsOf("form", (cell) => codes.numberOf(codeOf(cell))),
    },
    "yearly-rating": {
      year: cellsOf("year", (cell) => dates.numberOf(textOrNull(cell))),
      rating: cellsOf("rating", (cell) => codes.numberOf(codeOf(cell))),
    },
    attachment: {
      kind: cellsOf("kind", (cell) => kinds.numberOf(text(cell))),
      date: cellsOf("date", (cell) => dates.numberOf(textOrNull(cell))),
    },
    assessment: {},
    allowance: {},
  };
  function heldReader(fields: readonly string[]): CellReader {
    return (page) => {
      const [title, postId, unitId] = ["title", "postId", "unitId"].map((field) =>
        fields.includes(field) ? page.column(field) : null,
      );
      return (row) =>
        held.numberOf({
          title: text(at(title, row)),
          postId: textOrNull(at(postId, row)) as RecordId<"post"> | null,
          unitId: textOrNull(at(unitId, row)) as RecordId<"unit"> | null,
        });
    };
  }

  const partOf = (page: Page, kind: JudgedKind): Part => {
    const known = parts.get(page);
    if (known !== undefined) return known;
    const kept = rowsThere(page, kind);
    const owner = page.column("personId");
    const ownerOf = memo(owner, (cell) => placeFor(files.keptOf(cell as PersonId)));
    const columns: Record<string, Int32Array> = {};
    for (const [name, reader] of Object.entries(columnsRead[kind])) {
      const read = reader(page);
      columns[name] = Int32Array.from(kept, read);
    }
    const part = { places: Int32Array.from(kept, ownerOf), rows: Int32Array.from(kept), columns };
    parts.set(page, part);
    return part;
  };

  const peopleOf = (page: Page): PeoplePart => {
    const known = people.get(page);
    if (known !== undefined) return known;
    const [sex, birthDate] = ["sex", "birthDate"].map((field) => page.column(field));
    const [commune, district, province] = ["nativeCommune", "nativeDistrict", "nativeProvince"].map((field) =>
      page.column(field),
    );
    const key = page.column(`${derivedPrefix}key`);
    const kept = new Set(rowsThere(page, "person").filter((row) => isKept(page.id(row))));
    const rows = Array.from({ length: page.rows }, (_, row) => row);
    const own = Int32Array.from(rows, (row) => placeFor(page.id(row) as PersonId));
    const keys = rows.map((row) => text(at(key, row)));
    const order = rows.filter((row) => kept.has(row)).toSorted((a, b) => compareText(keys[a]!, keys[b]!) || a - b);
    const part: PeoplePart = {
      places: own,
      there: Uint8Array.from(rows, (row) => (kept.has(row) ? 1 : 0)),
      births: Int32Array.from(rows, (row) => {
        const said = at(sex, row);
        return births.numberOf({
          sex: said === "NAM" || said === "NU" ? said : null,
          birthDate: textOrNull(at(birthDate, row)),
        });
      }),
      natives: Int32Array.from(rows, (row) =>
        natives.numberOf({
          nativeCommune: text(at(commune, row)),
          nativeDistrict: text(at(district, row)),
          nativeProvince: text(at(province, row)),
        }),
      ),
      byName: order.map((row) => ({ key: keys[row]!, id: page.id(row), place: own[row]! })),
    };
    people.set(page, part);
    return part;
  };
  const isKept = (id: RecordId): boolean => files.joined === 0 || files.keptOf(id as PersonId) === id;

  let named: { readonly of: readonly Page[]; readonly byName: Int32Array } | null = null;
  function* nameOrder(pages: readonly Page[]): Generator<void, Int32Array> {
    if (named !== null && samePages(named.of, pages)) return named.byName;
    let runs = pages.map((page) => peopleOf(page).byName);
    while (runs.length > 1) {
      const next: (readonly Named[])[] = [];
      for (let i = 0; i < runs.length; i += 2) {
        next.push(i + 1 < runs.length ? merged(runs[i]!, runs[i + 1]!) : runs[i]!);
        yield;
      }
      runs = next;
    }
    named = { of: pages, byName: Int32Array.from(runs[0] ?? [], ({ place }) => place) };
    return named.byName;
  }

  return {
    *read() {
      records.pack();
      const pagesOf = (kind: string): Page[] => records.pagesOf(kind).map(({ page }) => page);
      const persons = pagesOf("person");
      // Which file is kept of a group hangs on the pairs, and on which files are there.
      const nowJoining = [...pagesOf("same-person"), ...(files.joined === 0 ? [] : persons)];
      if (!samePages(joining, nowJoining)) {
        [parts, people, named] = [new WeakMap(), new WeakMap(), null];
        joining = nowJoining;
      }
      const pages = Object.fromEntries(judgedKinds.map((kind) => [kind, pagesOf(kind)])) as Record<JudgedKind, Page[]>;
      for (const page of persons) {
        peopleOf(page);
        yield;
      }
      for (const kind of judgedKinds)
        for (const page of pages[kind]) {
          partOf(page, kind);
          yield;
        }
      const byName = yield* nameOrder(persons);
      const size = ids.length;
      const there = new Uint8Array(size);
      const [birth, native] = [new Int32Array(size), new Int32Array(size)];
      for (const page of persons) {
        const part = peopleOf(page);
        for (let i = 0; i < part.places.length; i += 1) {
          const place = part.places[i]!;
          there[place] = part.there[i]!;
          birth[place] = part.births[i]!;
          native[place] = part.natives[i]!;
        }
      }
      yield;
      const laid = {} as Record<JudgedKind, RowsByPerson<string>>;
      for (const kind of judgedKinds) {
        const own = pages[kind].map((page, i) => {
          const part = partOf(page, kind);
          return {
            places: part.places,
            columns: { ...part.columns, where: part.rows.map((row) => i * rowsAPage + row) },
          };
        });
        laid[kind] = laidByPerson(own, [...Object.keys(columnsRead[kind]), "where"], size);
        yield;
      }
      const record = <Kind extends JudgedKind>(kind: Kind, where: number): RecordOf<Kind> => {
        const page = pages[kind][Math.floor(where / rowsAPage)]!;
        return files.shown<Kind>(readersOf(page, kind)(where % rowsAPage));
      };
      const steps = laid.assignment as CandidateTables["steps"] & RowsByPerson<"where">;
      const tables: CandidateTables = {
        ids: ids.slice(0, size),
        placeOf: (id) => {
          const place = places.get(id) ?? -1;
          return place < size ? place : -1;
        },
        there,
        byName,
        birth,
        native,
        steps,
        entries: laid["plan-entry"],
        actions: laid["disciplinary-action"],
        ratings: laid["yearly-rating"],
        papers: laid.attachment,
        registers,
      };
      return {
        tables,
        rowsOf: (kind, place) => {
          const { starts, columns } = laid[kind];
          return Array.from(columns.where!.subarray(starts[place], starts[place + 1]), (where) => record(kind, where));
        },
        holdersOf: (postId) => {
          const isIt = holdingsOf(held, postId);
          const found: RecordOf<"assignment">[] = [];
          const { held: holding, where } = steps.columns;
          for (let row = 0; row < holding.length; row += 1)
            if (isIt[holding[row]!] === 1) found.push(record("assignment", where[row]!));
          return found;
        },
        personAt: (place) => ({
          ...unknownPerson,
          ...births.values[birth[place]!],
          ...natives.values[native[place]!],
          id: ids[place]!,
        }),
      };
    },
  };
}

/** What rules on moves read of each record; the rest is as in a record of which nothing is known. */
const fieldsRead: { readonly [Kind in JudgedKind]: readonly (keyof RecordOf<Kind> & string)[] } = {
  assignment: ["personId", "unitId", "postId", "title", "unitText", "nature", "from", "to"],
  "plan-entry": ["personId", "title", "postId", "term", "from", "to"],
  "disciplinary-action": ["personId", "side", "form", "from", "to"],
  "yearly-rating": ["personId", "year", "rating"],
  attachment: ["personId", "kind", "date"],
  assessment: ["personId", "date"],
  allowance: ["personId", "allowance", "coefficient", "manner", "from", "to"],
};

const rowReaders = new WeakMap<Page, (row: number) => object>();

/** Records of a page by row, out of its columns. */
function readersOf<Kind extends JudgedKind>(page: Page, kind: Kind): (row: number) => RecordOf<Kind> {
  let reader = rowReaders.get(page);
  if (reader === undefined) {
    const empty = emptyValues(kind);
    const blank = Object.fromEntries(empty);
    const columns = fieldsRead[kind].map((field) => [field, page.column(field), empty.get(field)] as const);
    reader = (row) => {
      const read: Record<string, unknown> = { id: page.id(row), ...blank };
      for (const [field, column, otherwise] of columns) read[field] = at(column, row) ?? otherwise;
      return read;
    };
    rowReaders.set(page, reader);
  }
  // Each value has passed its field's schema when its action was taken.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return reader as (row: number) => RecordOf<Kind>;
}

const unknownPerson = blankPerson("person:00000000-0000-7000-8000-000000000000", "");

/** More than any page holds. */
const rowsAPage = 65_536;

/** What was read of one page: rows that are there, whose they are, and their numbers. */
interface Part {
  readonly places: Int32Array;
  readonly rows: Int32Array;
  readonly columns: Readonly<Record<string, Int32Array>>;
}

interface Named {
  readonly key: string;
  readonly id: RecordId;
  readonly place: number;
}

interface PeoplePart {
  readonly places: Int32Array;
  readonly there: Uint8Array;
  readonly births: Int32Array;
  readonly natives: Int32Array;
  readonly byName: readonly Named[];
}

/** Numbers of a page's rows in a register. */
type CellReader = (page: Page) => (row: number) => number;

const cellsOf =
  (field: string, numberOf: (cell: Cell) => number): CellReader =>
  (page) =>
    memo(page.column(field), numberOf);

/** A look at a column's cell, done once for each distinct value. */
function memo(column: Column | null, numberOf: (cell: Cell) => number): (row: number) => number {
  if (column === null) {
    const always = numberOf(undefined);
    return () => always;
  }
  const { codes, values } = column;
  if (codes === null) return (row) => numberOf(values[row]);
  const known: (number | undefined)[] = [];
  return (row) => (known[codes[row]!] ??= numberOf(values[codes[row]!]));
}

/** Rows that are not withdrawn, whose file has not left, and that have every field that cannot be empty. */
function rowsThere(page: Page, kind: JudgedKind | "person"): number[] {
  const needed = [...emptyValues(kind)].flatMap(([field, value]) => (value === undefined ? [page.column(field)] : []));
  const withdrawn = page.column("withdrawn");
  const custodian = kind === "person" ? page.column("custodian") : null;
  const rows: number[] = [];
  for (let row = 0; row < page.rows; row += 1)
    if (
      isListed({ withdrawn: at(withdrawn, row), custodian: at(custodian, row) }) &&
      needed.every((column) => at(column, row) != null)
    )
      rows.push(row);
  return rows;
}

function merged(one: readonly Named[], other: readonly Named[]): Named[] {
  const all: Named[] = [];
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length) {
    const [a, b] = [one[i]!, other[j]!];
    if ((compareText(a.key, b.key) || compareText(a.id, b.id)) <= 0) {
      all.push(a);
      i += 1;
    } else {
      all.push(b);
      j += 1;
    }
  }
  for (; i < one.length; i += 1) all.push(one[i]!);
  for (; j < other.length; j += 1) all.push(other[j]!);
  return all;
}

const samePages = (one: readonly Page[], other: readonly Page[]): boolean =>
  one.length === other.length && one.every((page, i) => page === other[i]);
const at = (column: Column | null | undefined, row: number): Cell => (column == null ? undefined : cellAt(column, row));
const text = (cell: Cell): string => (typeof cell === "string" ? cell : "");
const textOrNull = (cell: Cell): string | null => (typeof cell === "string" ? cell : null);
const codeOf = (cell: Cell): string | null =>
  typeof cell === "object" && cell !== null && "code" in cell && typeof cell.code === "string" ? cell.code : null;

import type { CellProblem } from "../../problem.ts";
import type { Assignment } from "../assignment.ts";
import { blankPerson, blankRecord } from "../blank-records.ts";
import type { PlanEntry } from "../dossier.ts";
import { foldLoosely } from "../fold.ts";
import { groupBy } from "../group-by.ts";
import type { Person, Sex } from "../person.ts";
import type { Json, OfficeId, RecordId } from "../primitives.ts";
import type { AnyRecord, RecordKind } from "../record-kinds.ts";
import type { UnitVersion } from "../unit.ts";
import { cellName, cellText, columnName } from "./cell.ts";
import type { HeadRows } from "./heads.ts";
import { type Known, knownPeople, nativeOf } from "./known-people.ts";
import type { ListColumn } from "./list-columns.ts";
import { listField } from "./list-fields.ts";
import { type ReadingNote, readCell, readIdentity, splitPlace } from "./read-cell.ts";
import type { RepairedSheet } from "./repair-sheet.ts";
import { type PassedRow, passedRows } from "./rows-passed.ts";

/** What the office holds that a list of people may touch. */
export interface ListContext {
  readonly persons: readonly Person[];
  readonly assignments: readonly Assignment[];
  readonly plans: readonly PlanEntry[];
  readonly unitVersions: readonly UnitVersion[];
  readonly custodian: OfficeId; // keeps the files of people who are new
  readonly today: string; // IsoDate
  readonly newId: <Kind extends RecordKind>(kind: Kind) => RecordId<Kind>;
}

export interface ListSettings {
  readonly heads: HeadRows;
  readonly columns: readonly ListColumn[];
  readonly date1904: boolean;
  /** By row: the person a clerk chose among several, or that it is somebody new. */
  readonly chosen: ReadonlyMap<number, RecordId<"person"> | "new">;
}

/** A bad cell, with its place for a note in the sender's own workbook. */
export interface ListProblem extends CellProblem {
  readonly row: number;
  readonly column: number;
}

/** A field that a row makes or changes. */
export interface Difference {
  readonly field: string; // of listFields, else of the person
  readonly before: Json;
  readonly after: Json;
}

/** What one row of a list comes to. */
export interface ListRow {
  readonly row: number;
  readonly name: string;
  readonly outcome: "new" | "changed" | "unchanged" | "bad" | "ask" | "withdrawn";
  readonly person: RecordId<"person"> | null;
  readonly among: readonly Person[]; // whom the clerk must choose from
  readonly differences: readonly Difference[];
  readonly records: readonly AnyRecord[]; // new, or other than on file
  readonly problems: readonly ListProblem[];
  readonly hidden: boolean; // the sender had hidden it
}

/** How often a rule was used in a column, and where first. */
export interface NoteCount {
  readonly column: number;
  readonly note: ReadingNote;
  readonly count: number;
  readonly cells: readonly string[]; // the first five
}

/** Nothing is written: what a list would do. Rows, and those passed over, are all that the sheet holds below its heads. */
export interface DryRun {
  readonly rows: readonly ListRow[];
  readonly passed: readonly PassedRow[];
  readonly notes: readonly NoteCount[];
}

/**
 * Read a list of people against what is on file, row by row. A row with a bad cell is left out whole; every bad cell is
 * named. A blank cell says nothing. A date known more exactly on file stays so.
 *
 * Yields how many rows are done, so that a page can draw between them; returns the whole.
 */
export function* readList(
  sheet: RepairedSheet,
  settings: ListSettings,
  context: ListContext,
): Generator<number, DryRun, void> {
  const { heads, columns } = settings;
  const passed = passedRows(sheet, settings);
  const over = new Set(passed.map(({ row }) => row));
  const whois = knownPeople(context.persons.filter((person) => !person.withdrawn));
  const withdrawn = knownPeople(context.persons.filter((person) => person.withdrawn));
  const reader = newReader(sheet, settings, context);
  const hidden = new Set(sheet.hiddenRows);
  const seen = new Map<string, number>();
  const rows: ListRow[] = [];
  for (let row = heads.first + heads.count; row < sheet.rows; row += 1) {
    const line = sheet.cells[row] ?? [];
    if (over.has(row) || !line.some((cell) => cell !== null && cell !== "")) continue;
    const said = reader.read(row);
    const nameColumn = columns.find(({ field }) => field === "birthName")?.column ?? 0;
    const who = { name: said.name, birthDate: said.birthDate, native: said.native, numbers: said.numbers };
    let known: Known = whois(who);
    const choice = settings.chosen.get(row);
    if (known.kind === "several" && choice !== undefined) {
      const person = known.persons.find(({ id }) => id === choice);
      known = person === undefined ? { kind: "nobody" } : { kind: "one", person };
    }
    const problems = [...said.problems];
    const key =
      known.kind === "one"
        ? known.person.id
        : (said.numbers[0] ?? [said.name.toLowerCase(), said.birthDate, said.native].join("|"));
    const first = seen.get(key);
    if (known.kind !== "several" && said.name !== "" && first !== undefined && choice === undefined)
      problems.push(reader.problem(row, nameColumn, "twice"));
    else seen.set(key, row);
    const base = {
      row,
      name: said.name,
      problems,
      hidden: hidden.has(row),
      person: null,
      among: [],
      differences: [],
      records: [],
    };
    if (problems.length > 0) rows.push({ ...base, outcome: "bad" });
    else if (known.kind === "several") rows.push({ ...base, outcome: "ask", among: known.persons });
    else if (known.kind === "nobody" && withdrawn(who).kind === "one") rows.push({ ...base, outcome: "withdrawn" });
    else {
      const before = known.kind === "one" ? known.person : null;
      const made = reader.records(said, before);
      const outcome = before === null ? "new" : made.records.length > 0 ? "changed" : "unchanged";
      rows.push({ ...base, ...made, outcome });
    }
    if (rows.length % 100 === 0) yield rows.length;
  }
  return { rows, passed, notes: reader.notes() };
}

/** What a row says, read. */
interface Said {
  readonly values: ReadonlyMap<string, Json>;
  readonly name: string;
  readonly sex: Sex | null;
  readonly birthDate: string | null;
  readonly native: string;
  readonly numbers: readonly string[];
  readonly problems: readonly ListProblem[];
}

function newReader(sheet: RepairedSheet, { columns, date1904, heads }: ListSettings, context: ListContext) {
  const { today, newId, custodian } = context;
  const used = columns.filter(({ field }) => field !== null);
  const counts = new Map<string, { column: number; note: ReadingNote; count: number; cells: string[] }>();
  const down = mergedDown(sheet, heads);
  const assignments = groupBy(
    context.assignments.filter(({ withdrawn }) => !withdrawn),
    ({ personId }) => personId,
  );
  const plans = groupBy(
    context.plans.filter(({ withdrawn }) => !withdrawn),
    ({ personId }) => personId,
  );
  const units = groupBy(
    context.unitVersions.filter(({ withdrawn }) => !withdrawn),
    ({ name }) => foldLoosely(name),
  );

  const problem = (row: number, column: number, why: CellProblem["why"]): ListProblem => {
    const own = columns.find((each) => each.column === column);
    const header = own?.path.join(" › ") ?? columnName(column);
    const found = cellText(cellAt(row, column), date1904).slice(0, 200);
    return { sheet: sheet.name, cell: cellName(column, row), header, found, why, row, column };
  };
  const cellAt = (row: number, column: number) => {
    const from = down.get(`${row},${column}`) ?? row;
    return sheet.cells[from]?.[column] ?? null;
  };
  const note = (row: number, column: number, what: ReadingNote): void => {
    const key = `${column} ${what}`;
    const known = counts.get(key) ?? { column, note: what, count: 0, cells: [] };
    known.count += 1;
    if (known.cells.length < 5) known.cells.push(cellName(column, row));
    counts.set(key, known);
  };

  const read = (row: number): Said => {
    const values = new Map<string, Json>();
    const problems: ListProblem[] = [];
    for (const { column, field, order } of used) {
      const reading = field === null ? undefined : listField(field)?.reading;
      if (field === null || reading === undefined) continue;
      if (sheet.lost.has(`${row},${column}`)) {
        problems.push(problem(row, column, "letters-lost"));
        continue;
      }
      const rules = { order, birth: false, date1904, today };
      const found = readCell(cellAt(row, column), reading, rules, sheet.turned.has(`${row},${column}`));
      if (!found.ok) problems.push(problem(row, column, found.problem));
      else if (found.value !== null) {
        values.set(field, found.value.value);
        for (const each of found.value.notes) note(row, column, each);
      }
    }
    const columnOf = (field: string): number => used.find((each) => each.field === field)?.column ?? 0;
    const [male, female] = [values.get("birthMale"), values.get("birthFemale")];
    if (male !== undefined && female !== undefined) problems.push(problem(row, columnOf("birthFemale"), "both-sexes"));
    const birthDate = textOrNull(values.get("birthDate") ?? male ?? female);
    const bySex =
      values.get("sex") ?? values.get("female") ?? (male !== undefined ? "NAM" : female !== undefined ? "NU" : null);
    const sex: Sex | null = bySex === "NAM" || bySex === "NU" ? bySex : null;
    for (const field of ["idNumber", "personalNumber"]) {
      const digits = values.get(field);
      if (typeof digits !== "string") continue;
      const number = readIdentity(digits, sex, birthDate);
      if (!number.ok) problems.push(problem(row, columnOf(field), number.problem));
      else {
        values.set(field, number.value.number);
        if (number.value.restored) note(row, columnOf(field), "zero-restored");
      }
    }
    const name = textOrNull(values.get("birthName")) ?? "";
    if (name === "" && !problems.some(({ column }) => column === columnOf("birthName")))
      problems.push(problem(row, columnOf("birthName"), "missing"));
    const place = textOrNull(values.get("native"));
    if (place !== null) {
      const { commune, district, province } = splitPlace(place);
      for (const [field, said] of [
        ["nativeCommune", commune],
        ["nativeDistrict", district],
        ["nativeProvince", province],
      ] as const)
        if (said !== "" && !values.has(field)) values.set(field, said);
    }
    const parts = ["nativeCommune", "nativeDistrict", "nativeProvince"].map(
      (field) => textOrNull(values.get(field)) ?? "",
    );
    const numbers = ["personalNumber", "idNumber", "cadreNumber"].flatMap(
      (field) => textOrNull(values.get(field)) ?? [],
    );
    return {
      values,
      name,
      sex,
      birthDate,
      native: foldLoosely(parts.join(" ")),
      numbers: Array.from(new Set(numbers)),
      problems,
    };
  };

  const records = (said: Said, before: Person | null) => {
    const person: Person = before ?? blankPerson(newId("person"), custodian);
    const after: Record<string, Json> = {};
    const differences: Difference[] = [];
    const put = (field: keyof Person, value: Json): void => {
      if (keepsOnFile(person[field], value)) return;
      if (field.startsWith("native") && said.native !== "" && said.native === nativeOf(person)) return;
      after[field] = value;
      differences.push({ field, before: person[field], after: value });
    };
    for (const [key, value] of said.values) {
      const field =
        listField(key)?.person ?? (key.startsWith("native") && key !== "native" ? (key as keyof Person) : undefined);
      if (field !== undefined && field !== "sex" && field !== "birthDate") put(field, value);
    }
    if (said.sex !== null) put("sex", said.sex);
    if (said.birthDate !== null) put("birthDate", said.birthDate);
    const made: AnyRecord[] = [];
    if (before === null || differences.length > 0) made.push({ ...person, ...after });
    const step = assignmentOf(said, person.id);
    if (step !== null) {
      made.push(step);
      differences.push({
        field: "title",
        before: "",
        after: [step.title, step.unitText].filter((text) => text !== "").join(", "),
      });
    }
    const plan = planOf(said, person.id);
    if (plan !== null) {
      made.push(plan);
      differences.push({ field: "planTitle", before: "", after: plan.title });
    }
    return { person: person.id, differences, records: made };
  };

  const assignmentOf = (said: Said, personId: RecordId<"person">): Assignment | null => {
    const title = textOrNull(said.values.get("title"));
    if (title === null) return null;
    const unitText = textOrNull(said.values.get("unit")) ?? "";
    const from = textOrNull(said.values.get("titleFrom"));
    const named = new Set((units.get(foldLoosely(unitText)) ?? []).map(({ unitId }) => unitId));
    const [unitId = null] = named.size === 1 ? named : [];
    const held = (assignments.get(personId) ?? []).some(
      (step) =>
        foldLoosely(step.title) === foldLoosely(title) &&
        (unitText === "" || step.unitId === unitId || foldLoosely(step.unitText) === foldLoosely(unitText)) &&
        (from === null || step.from === null || step.from.startsWith(from)),
    );
    if (held) return null;
    return blankRecord("assignment", {
      id: newId("assignment"),
      personId,
      title,
      unitId,
      unitText,
      from,
      nature: "SUBSTANTIVE",
    });
  };

  const planOf = (said: Said, personId: RecordId<"person">): PlanEntry | null => {
    const title = textOrNull(said.values.get("planTitle"));
    if (title === null) return null;
    const term = textOrNull(said.values.get("planTerm")) ?? "";
    const held = (plans.get(personId) ?? []).some(
      (plan) =>
        foldLoosely(plan.title) === foldLoosely(title) && (term === "" || foldLoosely(plan.term) === foldLoosely(term)),
    );
    return held ? null : blankRecord("plan-entry", { id: newId("plan-entry"), personId, title, term });
  };

  return { read, records, problem, notes: (): readonly NoteCount[] => [...counts.values()] };
}

const textOrNull = (value: Json | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;

/** Whether what is on file says the same, or the same more exactly. */
function keepsOnFile(before: Json, after: Json): boolean {
  if (typeof before === "string" && typeof after === "string") {
    if (/^\d{4}(?:-\d{2}){0,2}$/.test(after) && before.startsWith(after)) return true;
    return before.normalize("NFC").toLowerCase() === after.toLowerCase();
  }
  if (isCoded(before) && isCoded(after))
    return before.code === null ? before.text === after.text : before.code === after.code;
  return before === after;
}

const isCoded = (value: Json): value is { readonly code: string | null; readonly text: string } =>
  typeof value === "object" && value !== null && "code" in value && "text" in value;

/** For cells below the first of a merged range: the row that holds what they show. Names are never shared. */
function mergedDown(sheet: RepairedSheet, heads: HeadRows): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { top, bottom, left, right } of sheet.merged) {
    if (top < heads.first + heads.count || bottom - top > 5000) continue;
    for (let row = top + 1; row <= bottom; row += 1)
      for (let column = left; column <= Math.min(right, sheet.columns); column += 1) found.set(`${row},${column}`, top);
  }
  return found;
}

import { recordFrom } from "../../../shared/change/describe-change.ts";
import type { Assignment } from "../../../shared/domain/assignment.ts";
import type { Training } from "../../../shared/domain/dossier.ts";
import type { Coded, IsoDate, RecordId } from "../../../shared/domain/primitives.ts";
import type { OpenKind } from "../../../shared/domain/record-kinds.ts";
import type { TeamPerson } from "../../../shared/domain/statistics/team-qualifications.ts";
import { type Cell, type Column, cellAt } from "../columns.ts";
import type { JoinedFiles } from "../joined-files.ts";
import type { Page } from "../page.ts";
import type { PagedRecords } from "../paged-records.ts";
import type { RotationGround } from "./ground.ts";

/** What the State form reads of a step. */
export type TeamStep = Pick<
  Assignment,
  "id" | "personId" | "unitId" | "postId" | "nature" | "from" | "to" | "withdrawn"
>;

/**
 * What the State form reads of everybody, taken from the columns of the pages: a million steps are never put together.
 * Files that were joined count as one.
 */
export interface TeamGround {
  readonly steps: Iterable<TeamStep>; // substantive ones that hold, or may hold, on the day
  readonly person: (id: RecordId<"person">) => TeamPerson | null;
  readonly training: (id: RecordId<"person">) => readonly Training[]; // computing and languages
}

/** Pauses after every page. People are read once until a record changes, steps for every day anew. */
export function* teamGround(
  ground: Pick<RotationGround, "records" | "files" | "changes">,
  day: IsoDate,
): Generator<unknown, TeamGround> {
  const { records, files } = ground;
  records.pack();
  const stepPages = records.pagesOf("assignment" satisfies OpenKind).map(({ page }) => page);
  const steps = { [Symbol.iterator]: () => stepsOf(stepPages, files, day) };
  const at = ground.changes();
  const known = readPeople.get(records);
  if (known !== undefined && known.at === at) return { ...known, steps };
  const people = yield* peopleOf(records, files);
  if (ground.changes() === at) readPeople.set(records, { ...people, at });
  return { ...people, steps };
}

/** What was read of people, and at which change. */
const readPeople = new WeakMap<PagedRecords, Omit<TeamGround, "steps"> & { readonly at: number }>();

function* peopleOf(records: PagedRecords, files: JoinedFiles): Generator<unknown, Omit<TeamGround, "steps">> {
  const pagesOf = (kind: OpenKind): readonly Page[] => records.pagesOf(kind).map(({ page }) => page);
  const people = new Map<RecordId<"person">, TeamPerson>();
  for (const page of pagesOf("person")) {
    const cells = columnsOf(page, personFields);
    for (let row = 0; row < page.rows; row += 1)
      if (cells.at("withdrawn", row) !== true) people.set(page.id(row) as RecordId<"person">, personAt(cells, row));
    yield;
  }
  const rows = new Map<RecordId<"person">, Training[]>();
  for (const page of pagesOf("training")) {
    const cells = columnsOf(page, ["kind", "withdrawn"]);
    for (let row = 0; row < page.rows; row += 1) {
      const kind = cells.at("kind", row);
      if ((kind !== "TIN_HOC" && kind !== "NGOAI_NGU") || cells.at("withdrawn", row) === true) continue;
      const training = recordFrom(page.state(row), "training");
      if (training === null) continue;
      const id = files.keptOf(training.personId);
      const own = rows.get(id);
      if (own === undefined) rows.set(id, [training]);
      else own.push(training);
    }
    yield;
  }
  return {
    person: (id) => people.get(files.keptOf(id)) ?? null,
    training: (id) => rows.get(id) ?? [],
  };
}

function* stepsOf(pages: readonly Page[], files: JoinedFiles, day: IsoDate): Generator<TeamStep> {
  for (const page of pages) {
    const [from, to] = [page.column("from"), page.column("to")];
    const [nature, withdrawn] = [page.column("nature"), page.column("withdrawn")];
    const [person, unit, post] = [page.column("personId"), page.column("unitId"), page.column("postId")];
    for (let row = 0; row < page.rows; row += 1) {
      const [first, last] = [textIn(from, row), textIn(to, row)];
      // Nine steps of ten are over for certain; an incomplete date is for the counting to weigh.
      if ((isWhole(last) && last < day) || (isWhole(first) && first > day)) continue;
      if (textIn(nature, row) !== "SUBSTANTIVE" || (withdrawn !== null && cellAt(withdrawn, row) === true)) continue;
      const personId = textIn(person, row);
      if (personId === null) continue;
      yield {
        id: page.id(row) as RecordId<"assignment">,
        personId: files.keptOf(personId as RecordId<"person">),
        unitId: textIn(unit, row) as RecordId<"unit"> | null,
        postId: textIn(post, row) as RecordId<"post"> | null,
        nature: "SUBSTANTIVE",
        from: first,
        to: last,
        withdrawn: false,
      };
    }
  }
}

const textIn = (column: Column | null, row: number): string | null =>
  column === null ? null : textAt(cellAt(column, row));

const isWhole = (date: string | null): date is IsoDate => date !== null && date.length === 10;

const personFields = [
  "withdrawn",
  "sex",
  "birthDate",
  "ethnicity",
  "partyJoinDate",
  "rankCode",
  "rankName",
  "highestDegree",
  "politicalTheory",
  "stateManagement",
  "foreignLanguages",
  "itSkill",
] as const;

interface Cells<Field extends string> {
  readonly at: (field: Field, row: number) => Cell;
}

function columnsOf<Field extends string>(page: Page, fields: readonly Field[]): Cells<Field> {
  const columns = new Map<Field, Column | null>(fields.map((field) => [field, page.column(field)]));
  return {
    at: (field, row) => {
      const column = columns.get(field);
      return column == null ? undefined : cellAt(column, row);
    },
  };
}

function personAt(cells: Cells<(typeof personFields)[number]>, row: number): TeamPerson {
  const text = (field: (typeof personFields)[number]): string => textAt(cells.at(field, row)) ?? "";
  const sex = cells.at("sex", row);
  return {
    sex: sex === "NAM" || sex === "NU" ? sex : null,
    birthDate: textAt(cells.at("birthDate", row)),
    partyJoinDate: textAt(cells.at("partyJoinDate", row)),
    rankCode: text("rankCode"),
    rankName: text("rankName"),
    foreignLanguages: text("foreignLanguages"),
    itSkill: text("itSkill"),
    ethnicity: codedAt(cells.at("ethnicity", row)),
    highestDegree: codedAt(cells.at("highestDegree", row)),
    politicalTheory: codedAt(cells.at("politicalTheory", row)),
    stateManagement: codedAt(cells.at("stateManagement", row)),
  };
}

const textAt = (cell: Cell): string | null => (typeof cell === "string" ? cell : null);

/** A coded value as a page has it: checked when it was saved. */
const codedAt = (cell: Cell): Coded =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  typeof cell === "object" && cell !== null && "text" in cell ? (cell as Coded) : { code: null, text: "" };

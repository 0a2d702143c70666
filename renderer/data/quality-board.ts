import { recordFrom } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import type { Finding } from "../../shared/domain/findings.ts";
import { type IsoDate, kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import {
  type Aspect,
  aspects,
  counted,
  nothingCounted,
  type QualityCount,
  type QualityIssue,
  qualityOf,
} from "../../shared/domain/quality.ts";
import { sheetCode } from "../../shared/domain/sheet-code.ts";
import { type FormName, type OpenDossier, openTables } from "../../shared/domain/sheets/crosswalk.ts";
import type { JoinedFiles } from "./joined-files.ts";
import type { PagedRecords } from "./paged-records.ts";
import type { PeopleIndex } from "./people-index.ts";

type PersonId = RecordId<"person">;
type Counts = Readonly<Record<Aspect, number>>;

/** One line of the worklist. */
export interface QualityRow {
  readonly personId: PersonId;
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly issues: Counts;
}

/** The board for one form: everybody, and the same people by the unit of their present post ("" where they hold none). */
export interface QualityBoard {
  readonly all: QualityCount;
  readonly units: readonly { readonly unit: string; readonly count: QualityCount }[];
}

/** The top of the worklist, and how long it is. */
export interface QualityList {
  readonly total: number;
  readonly rows: readonly QualityRow[];
}

export interface QualityQuery {
  readonly form: FormName;
  readonly aspect: Aspect | null; // null: any
  readonly unit: string | null; // by its name in the list; null: all
  readonly most: number; // rows wanted
}

/** Counts what there is to do about every file, and counts again only those that changed. */
export interface QualityDesk {
  touched(ids: readonly RecordId[]): void;
  board(form: FormName): Promise<QualityBoard>;
  /** Files with something to do, most first. */
  worklist(query: QualityQuery): Promise<QualityList>;
  issuesOf(form: FormName, id: PersonId): Promise<readonly QualityIssue[]>;
  /** Files whose sheets bear this code: one, or, very seldom, more. */
  bearersOf(code: string): readonly PersonId[];
  /** Do now, little by little, what the board would have to wait for. */
  prepare(form: FormName): void;
  close(): void;
}

/** What it reads; everything is asked anew, for lists and findings are made again after changes. */
export interface QualityGround {
  readonly records: PagedRecords;
  readonly files: JoinedFiles;
  readonly index: () => PeopleIndex;
  readonly today: () => IsoDate;
  readonly findings: () => Promise<readonly Finding[]>;
  readonly findingsOf: (id: PersonId) => number;
}

/** Milliseconds of work before others get their turn: while somebody waits, and before anybody has asked. */
const slices = { asked: 24, ahead: 6 };

export function makeQualityDesk(ground: QualityGround): QualityDesk {
  const { records, files } = ground;
  const known = new Map<FormName, Map<PersonId, Counts>>(); // without "correct", which the desk counts
  const working = new Map<FormName, Promise<void>>();
  let day = ground.today();
  let closed = false;
  let hurry = false;
  let moves = 0; // times that records changed

  const ofForm = (form: FormName): Map<PersonId, Counts> => {
    if (day !== ground.today()) {
      day = ground.today();
      known.clear();
    }
    const own = known.get(form) ?? new Map<PersonId, Counts>();
    known.set(form, own);
    return own;
  };

  const work = async (form: FormName): Promise<void> => {
    const index = ground.index();
    const own = ofForm(form);
    const open = idsOf(index).filter((id) => !own.has(id));
    let rows: RowsByPerson | null = null;
    let [upTo, readAt] = [0, moves];
    let until = performance.now() + (hurry ? slices.asked : slices.ahead);
    for (const [i, id] of open.entries()) {
      // Few are looked up one by one; of many, the rows of some hundred at a time by one look at all.
      if (open.length > 50 && (i >= upTo || readAt !== moves)) {
        [upTo, readAt] = [i + atOnce, moves];
        rows = rowsByPerson(files, open.slice(i, upTo));
      }
      const dossier = dossierOf(records, files, id, rows);
      own.set(id, dossier === null ? noIssues : countsOf(qualityOf(form, dossier, [], day)));
      if (performance.now() < until) continue;
      await new Promise((give) => setTimeout(give, 0));
      if (closed || known.get(form) !== own) return;
      until = performance.now() + (hurry ? slices.asked : slices.ahead);
    }
  };
  const ensure = async (form: FormName, asked: boolean): Promise<ReadonlyMap<PersonId, Counts>> => {
    hurry ||= asked;
    const missing = (): boolean => {
      const own = ofForm(form);
      return idsOf(ground.index()).some((id) => !own.has(id));
    };
    // oxlint-disable-next-line no-unmodified-loop-condition -- closed while it waits
    while (!closed && missing()) {
      const running = working.get(form) ?? work(form).finally(() => working.delete(form));
      working.set(form, running);
      await running;
    }
    hurry = false;
    return ofForm(form);
  };
  const countsFor = (own: ReadonlyMap<PersonId, Counts>, id: PersonId): Counts => ({
    ...(own.get(id) ?? noIssues),
    correct: ground.findingsOf(id),
  });

  return {
    touched: (ids) => {
      moves += 1;
      for (const id of ids) {
        const person = kindOf(id) === "person" ? id : records.get(id)?.values.personId;
        if (!isPersonId(person)) continue;
        for (const own of known.values()) {
          own.delete(person);
          own.delete(files.keptOf(person));
        }
      }
    },
    board: async (form) => {
      const own = await ensure(form, true);
      const index = ground.index();
      let all = nothingCounted;
      const units = new Map<string, QualityCount>();
      for (const id of idsOf(index)) {
        const counts = countsFor(own, id);
        const unit = index.get(id)?.unit ?? "";
        all = counted(all, counts);
        units.set(unit, counted(units.get(unit) ?? nothingCounted, counts));
      }
      return {
        all,
        units: [...units]
          .map(([unit, count]) => ({ unit, count }))
          .toSorted((a, b) => Number(a.unit === "") - Number(b.unit === "") || vietnamese.compare(a.unit, b.unit)),
      };
    },
    worklist: async ({ form, aspect, unit, most }) => {
      const own = await ensure(form, true);
      const index = ground.index();
      const wanted = (counts: Counts): number =>
        aspect === null ? aspects.reduce((sum, each) => sum + counts[each], 0) : counts[aspect];
      const waiting = idsOf(index)
        .flatMap((id) => {
          if (unit !== null && index.get(id)?.unit !== unit) return [];
          const issues = countsFor(own, id);
          const count = wanted(issues);
          return count === 0 ? [] : [{ id, issues, count }];
        })
        .toSorted((a, b) => b.count - a.count);
      const rows = waiting.slice(0, most).map(({ id, issues }): QualityRow => {
        const person = index.get(id)!;
        return { personId: id, name: person.name, title: person.title, unit: person.unit, issues };
      });
      return { total: waiting.length, rows };
    },
    issuesOf: async (form, id) => {
      const kept = files.keptOf(id);
      const dossier = dossierOf(records, files, kept, null);
      if (dossier === null) return [];
      const found = (await ground.findings()).filter(
        ({ personId }) => personId !== null && files.keptOf(personId) === kept,
      );
      return qualityOf(form, dossier, found, ground.today());
    },
    bearersOf: (code) => {
      const bearers = new Set<PersonId>();
      for (const id of idsOf(ground.index())) {
        // A sheet may have been printed for a file that was joined to another since.
        if (files.filesOf(id).some((file) => sheetCode(file) === code)) bearers.add(id);
      }
      return [...bearers];
    },
    prepare: (form) => {
      void ensure(form, false);
    },
    close: () => {
      closed = true;
    },
  };
}

const noIssues: Counts = { correct: 0, complete: 0, clean: 0, current: 0 };
const vietnamese = new Intl.Collator("vi");

function countsOf(issues: readonly QualityIssue[]): Counts {
  const counts: Record<Aspect, number> = { ...noIssues };
  for (const { aspect } of issues) counts[aspect] += 1;
  return counts;
}

const idsOf = (index: PeopleIndex): readonly PersonId[] =>
  [...index.byName()].flatMap((slot) => index.at(slot)?.id ?? []);

const isPersonId = (value: unknown): value is PersonId => typeof value === "string" && value.startsWith("person:");

/** People whose rows are in memory at a time: a province's would be a million. */
const atOnce = 500;

type RowsByPerson = ReadonlyMap<string, ReadonlyMap<PersonId, readonly RecordState[]>>; // by kind

const rowsByPerson = (files: JoinedFiles, people: readonly PersonId[]): RowsByPerson =>
  new Map(openTables.map((kind) => [kind, files.rowsOfEach(kind, people)]));

/** A person's open records; null: part of the file has not reached this office. */
function dossierOf(
  records: PagedRecords,
  files: JoinedFiles,
  id: PersonId,
  rows: RowsByPerson | null,
): OpenDossier | null {
  const state = records.get(id);
  const person = state === undefined ? null : recordFrom(state, "person");
  if (person === null) return null;
  const tables = openTables.map((kind) => {
    const states = rows === null ? files.rowsOf(kind, id) : (rows.get(kind)?.get(id) ?? []);
    return [kind, states.map((row) => recordFrom(row, kind)).filter((row) => row !== null)] as const;
  });
  // Every open table was asked for by its name.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { ...Object.fromEntries(tables), person } as OpenDossier;
}

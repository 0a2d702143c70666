import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { recordFrom } from "../../shared/change/describe-change.ts";
import { stateHash } from "../../shared/change/state-hash.ts";
import type { DuplicateCandidate } from "../../shared/domain/duplicates.ts";
import type { Finding } from "../../shared/domain/findings.ts";
import { type ColumnKey, noFilters } from "../../shared/domain/people-columns.ts";
import type { IsoDate, Json, OfficeId, RecordId } from "../../shared/domain/primitives.ts";
import { protectedKinds, type RecordKind, type RecordOf } from "../../shared/domain/record-kinds.ts";
import { type UnitVersions, versionsByUnit } from "../../shared/domain/units.ts";
import type { Head } from "../../shared/ipc/ledger.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import { actionsNamed } from "./actions-named.ts";
import { planArrival, weighArrival } from "./arrival.ts";
import { closingGround, closingsOnFile, transfersDue, type Whereabouts } from "./closings.ts";
import { conflictsByPerson, conflictsOnDesk, countConflicts } from "./conflicts.ts";
import { type IndexedDbSource, makeDatabase } from "./database.ts";
import { makeDesk } from "./desk.ts";
import { dueToPassOn } from "./due-to-pass-on.ts";
import { candidatesAmong } from "./duplicate-files.ts";
import { foldEntry } from "./entries.ts";
import { departuresOnFile, handoverGround, handoversOnFile, positionsOf } from "./handovers.ts";
import { historiesOf, historyOf } from "./history.ts";
import { joinedFiles } from "./joined-files.ts";
import { judgeAgain } from "./judge-again.ts";
import { countPeople, filtered, inOrder, type ListFacts } from "./list-query.ts";
import { listValues } from "./list-values.ts";
import { momentOf } from "./manifest.ts";
import type {
  ArrivingPerson,
  FindingOnDesk,
  OfficeData,
  OpeningProgress,
  PeopleFound,
  PeopleQuery,
  PersonRow,
  WholeLedger,
} from "./office-data.ts";
import { catchUp, looseAtMost, type Opening, openWorkingCopy } from "./opening.ts";
import type { PeopleIndex } from "./people-index.ts";
import { deriveListed, listPeople, presentPost } from "./people-listing.ts";
import { countProposals, lyingHere, proposalsOnDesk } from "./proposals.ts";
import { makeQualityDesk } from "./quality-board.ts";
import { reopenPlan } from "./reopen-plan.ts";
import { makeRotationGround } from "./rotation/ground.ts";
import { makeRotationDesks } from "./rotation/queries.ts";
import { makeSeal } from "./seal.ts";
import { undoPlan } from "./undo-plan.ts";
import { writeBehind } from "./write-behind.ts";

/** What the worker does for the page: everything of `OfficeData` that takes time. */
export interface OfficeCore extends Omit<OfficeData, "version" | "subscribe" | "head" | "take" | "searchPeople"> {
  readonly opening: Opening;
  head(): Head;
  /** As `OfficeData.searchPeople`, with the rows a screen shows first: one message a keystroke instead of two. */
  searchPeople(query: PeopleQuery): Promise<PeopleFound & { readonly firstRows: readonly PersonRow[] }>;
  /** As `OfficeData.take`; answers where memory stands then. */
  take: (...args: Parameters<OfficeData["take"]>) => Promise<Head>;
  /** As `OfficeData` has them, with all lines at hand. */
  /** Attempts in a row in which the disk's copy could not be written. */
  failures(): number;
}

export interface CoreOptions {
  readonly opened: Opened;
  readonly ledger: WholeLedger;
  readonly source: IndexedDbSource;
  readonly today: () => IsoDate;
  readonly progress: (at: OpeningProgress) => void;
  /** Rows show something else though no entry was taken: counts were worked out in the background. */
  readonly recounted: () => void;
}

/**
 * The office's records, opened. Runs in the worker; a test calls it as it is.
 * Opens memory from the working copy or the ledger, then answers from memory; the disk follows behind.
 */
export async function makeOfficeCore(options: CoreOptions): Promise<OfficeCore> {
  const { opened, ledger, today } = options;
  // A copy in which something counted that was revoked since, or was waited for that is gone, is another one: it is made anew.
  const ended = opened.ended.map(({ feed, upTo }) => `+${feed}@${upTo}`).toSorted();
  const gone = opened.gone.length > 0 ? [`-${bytesToHex(sha256(utf8ToBytes(opened.gone.join())))}`] : [];
  const identity = {
    store: opened.store,
    generation: [opened.generation, ...(opened.renewed > 0 ? [`~${opened.renewed}`] : []), ...ended, ...gone].join(""),
  };
  const db = makeDatabase(options.source);
  const seal = await makeSeal(opened.projectionKey);
  const { memory, opening } = await openWorkingCopy(
    db,
    identity,
    opened.head,
    opened.repaired !== null,
    seal,
    ledger,
    deriveListed,
    opened,
    options.progress,
  );
  memory.known.offices.set(opened.office, opened.officeName);
  const { records } = memory;
  const behind = writeBehind(db, identity, seal, () => momentOf(memory), opening.how !== "rebuilt");
  if (opening.how !== "equal") behind.moved();

  records.pack();
  const files = joinedFiles(records);
  let listing = listPeople(records, files, today());
  let conflictCounts = conflictsByPerson(memory);
  const desk = makeDesk(records, files, options.recounted, () =>
    rotation.packsOnFile().refused.map(({ record: { id, name, version }, writer, problem }) => ({
      id,
      name,
      version,
      writer: officeName(writer),
      problem,
    })),
  );
  /** What lists show, sort and filter by; made when first asked for, and again after a change. */
  let facts: ListFacts | null = null;
  const relist = (): void => {
    records.pack();
    listing = listPeople(records, files, today());
    facts = null;
    prepareSoon();
  };
  /** The index of words is made between two questions, so that the next keystroke does not wait for it. */
  let preparing: ReturnType<typeof setTimeout> | null = null;
  const prepareSoon = (): void => {
    preparing ??= setTimeout(() => {
      preparing = null;
      listing.index.prepare();
    }, 20);
  };
  prepareSoon();
  /** The list of this day: after midnight other posts may hold. */
  const listed = (): typeof listing => {
    if (listing.today !== today()) relist();
    return listing;
  };

  const passedOn = new Map<string, number>(); // what offices were told of files, as far as it was complete
  const found = new Map<number, Found>();
  let planned: readonly (readonly ArrivingPerson[])[] = []; // whom the newest plan names, by its groups
  let searches = 0;
  let taking: Promise<unknown> = Promise.resolve();

  /** Memory stays as it is for as long as this takes. */
  const inTurn = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    const turn = taking.then(work);
    taking = turn.catch(() => undefined);
    return turn;
  };

  const follow = (changed: readonly RecordId[]): void => {
    if (changed.length === 0) return;
    const touched = files.follow(changed);
    facts = null;
    if (!listing.follow(touched)) relist();
    else if (records.loose() > looseAtMost) records.pack();
    prepareSoon();
    conflictCounts = conflictsByPerson(memory);
    desk.touched(touched);
    quality.touched(touched);
    rotation.touched(touched);
    candidates = null;
  };

  const ofKind = <Kind extends RecordKind>(kind: Kind): RecordOf<Kind>[] => {
    const all: RecordOf<Kind>[] = [];
    for (const state of records.ofKind(kind)) {
      const record = recordFrom(state, kind);
      if (record !== null && !isWithdrawn(record)) all.push(files.shown<Kind>(record));
    }
    return all;
  };
  const matching = <Kind extends RecordKind>(kind: Kind, field: string, value: Json): RecordOf<Kind>[] =>
    (field === "personId" && isPersonId(value) ? files.rowsOf(kind, value) : records.matching(kind, field, value))
      .map((state) => recordFrom(state, kind))
      .filter((record) => record !== null && !isWithdrawn(record))
      .map((record) => files.shown<Kind>(record as RecordOf<Kind>));
  const one = <Kind extends RecordKind>(kind: Kind, id: RecordId): RecordOf<Kind> | null => {
    const state = records.get(id);
    return state === undefined ? null : recordFrom(state, kind);
  };
  const nameOf = (id: RecordId<"person">): string => {
    const name = listing.index.get(files.keptOf(id))?.name ?? records.get(id)?.values.birthName;
    return typeof name === "string" ? name : "";
  };
  const named = (finding: Finding): FindingOnDesk => ({
    ...finding,
    personName: finding.personId === null ? "" : nameOf(finding.personId),
  });
  const conflictsOf = (id: RecordId<"person">): number =>
    files.filesOf(id).reduce((sum, file) => sum + (conflictCounts.get(file) ?? 0), 0);
  const findingsOf = (id: RecordId<"person">): number =>
    files.filesOf(id).reduce((sum, file) => sum + desk.countOf(file), 0);
  const quality = makeQualityDesk({
    records,
    files,
    index: () => listed().index,
    today,
    findings: async () => (await desk.findings()).open,
    findingsOf,
  });
  const officeName = (id: OfficeId): string => memory.known.offices.get(id) ?? id;
  const unitOf = (id: RecordId<"person">): RecordId<"unit"> | null =>
    presentPost(files.rowsOf("assignment", id), today())?.unitId ?? null;
  const whereabouts: Whereabouts = {
    nameOf,
    unitOf,
    unitName: (id) => listing.index.get(files.keptOf(id))?.unit ?? "",
  };
  // A province rules itself; an office below it is ruled by the province, and by itself only while it has none.
  const mayRule = (id: OfficeId): boolean => {
    const { provinces } = memory.known;
    return opened.level === "province" || provinces.size === 0 ? id === opened.office : provinces.has(id);
  };
  const rotation = makeRotationGround({ records, files, today, nameOf, ownOffice: opened.office, officeName, mayRule });
  const preparingBoard = setTimeout(() => quality.prepare("2c-98"), boardPause);
  let candidates: readonly DuplicateCandidate[] | null = null;
  const factsOf = (): ListFacts => {
    const { index, today: day } = listed();
    if (facts === null || facts.index !== index) {
      let versions: UnitVersions | null = null;
      facts = {
        index,
        values: listValues(records, files, index, day),
        today: day,
        unitVersions: () => (versions ??= versionsByUnit(ofKind("unit-version"))),
        findingsOf,
        conflictsOf,
      };
    }
    return facts;
  };
  const rowOf = (id: RecordId<"person">, columns: readonly ColumnKey[]): PersonRow | null => {
    const person = listing.index.get(id);
    if (person === undefined) return null; // withdrawn since the search
    const { name, sex, birthDate, title, unit } = person;
    const row = { id, name, sex, birthDate, title, unit, conflicts: conflictsOf(id), findings: findingsOf(id) };
    if (columns.length === 0) return row;
    const [{ values }, slot] = [factsOf(), listing.index.slotOf(id)!];
    return { ...row, cells: columns.map((column) => values(column)[slot] ?? null) };
  };

  const rowsAt = ({ index, columns }: Found, slots: Uint32Array): readonly PersonRow[] =>
    [...slots].flatMap((slot) => {
      const id = index.at(slot)?.id;
      const row = id === undefined ? null : rowOf(id, columns);
      return row === null ? [] : [row];
    });

  return {
    ...makeRotationDesks(rotation),
    opening,
    head: () => memory.head,
    take: (entry, head) =>
      inTurn(async () => {
        if (head.position <= memory.head.position) return memory.head;
        const touched: RecordId[] = [];
        if (entry !== null && head.position === memory.head.position + 1) {
          touched.push(...foldEntry(memory, head.position, entry));
          memory.head = head;
          touched.push(...(await judgeAgain(memory, ledger)));
        } else {
          // Entries that no page was told of stand between: what was printed, shown or sent.
          await catchUp(
            memory,
            head,
            ledger,
            () => {},
            (some) => touched.push(...some),
          );
        }
        follow(touched);
        behind.moved();
        return memory.head;
      }),
    searchPeople: async (query) => {
      const { index } = listed();
      const { text, order, descending = false, filters = noFilters, columns = [] } = query;
      const usual = !descending && (order === "name" || order === "unit" || order === "birth");
      const inNames = usual
        ? index.search({ text, order })
        : index.search({ text, order: "name" }, inOrder(factsOf(), order, descending));
      const slots = filters === noFilters ? inNames : filtered(factsOf(), inNames, filters);
      searches += 1;
      const answer = { index, slots, columns };
      found.set(searches, answer);
      found.delete(searches - keptSearches);
      return { total: slots.length, key: searches, firstRows: rowsAt(answer, slots.subarray(0, firstWindow)) };
    },
    peopleRows: async (key, from, to) => {
      const answer = found.get(key);
      return answer === undefined ? [] : rowsAt(answer, answer.slots.subarray(from, to));
    },
    foundIds: async (key, from, to) => {
      const answer = found.get(key);
      return [...(answer?.slots.subarray(from, to) ?? [])].flatMap((slot) => answer?.index.at(slot)?.id ?? []);
    },
    duplicates: async () => {
      candidates ??= candidatesAmong(records, files, listed().index);
      return candidates.slice(0, pairsAtMost).flatMap((pair) => {
        const [first, second] = [rowOf(pair.first, []), rowOf(pair.second, [])];
        return first === null || second === null ? [] : [{ ...pair, people: [first, second] as const }];
      });
    },
    qualityBoard: (form) => quality.board(form),
    qualityList: (query) => quality.worklist(query),
    qualityOf: (form, id) => quality.issuesOf(form, id),
    bearersOf: async (code) => quality.bearersOf(code),
    countPeople: async (ids) => countPeople(factsOf(), ids),
    filesOf: async (id) => files.filesOf(id),
    keptOf: async (ids) => Object.fromEntries(ids.map((id) => [id, files.keptOf(id)])),
    held: async (id) => records.get(id) ?? null,
    all: async (kind) => ofKind(kind),
    states: async (kind) => [...records.ofKind(kind)],
    person: async (id) => one("person", files.keptOf(id)),
    names: async (ids) => Object.fromEntries(ids.map((id) => [id, nameOf(id)])),
    assignmentsOf: async (personId) => matching("assignment", "personId", personId).toSorted(by((each) => each.from)),
    rotationsOf: async (personId) => matching("rotation", "personId", personId).toSorted(by((each) => each.start)),
    rowsOf: async (kind, personId) => files.rowsOf(kind, personId),
    where: async (kind, field, value) => matching(kind, field, value),
    protectedRowsOf: async (personId) => protectedKinds.flatMap((kind) => files.rowsOf(kind, personId)),
    history: (id) => historyOf(memory, ledger, opened.office, id),
    histories: (ids) => historiesOf(memory, ledger, opened.office, ids),
    actionsNamed: async (lines) => actionsNamed(memory, nameOf, lines),
    undoOf: (ref) => undoPlan(memory, ledger, opened.office, nameOf, ref),
    reopenOf: (ref) => reopenPlan(memory, ledger, opened.office, ref),
    conflicts: () => conflictsOnDesk({ memory, ledger, opened, nameOf, unitOf }),
    proposals: (person) => proposalsOnDesk(memory, ledger, opened, nameOf, person && new Set(files.filesOf(person))),
    lying: async () => lyingHere(memory),
    handovers: async (person) => handoversOnFile(memory, opened, nameOf, person && files.filesOf(person)),
    departures: async () => departuresOnFile(memory, opened, nameOf),
    handoverGround: async (file) => handoverGround(memory, opened, file, nameOf),
    closingGround: async (id) => closingGround(memory, opened, id, whereabouts),
    closings: async () => closingsOnFile(memory, opened, whereabouts),
    transfersDue: async (most) => transfersDue(memory, whereabouts, most),
    positionsOf: async (office) => positionsOf(memory, office),
    dueToPassOn: (going) => dueToPassOn(memory, ledger, opened, passedOn, going),
    findings: async () => (await desk.findings()).open.map(named),
    findingsAbout: async (id) => {
      const own = files.filesOf(id);
      return (await desk.findings()).open
        .filter(({ personId }) => personId !== null && own.includes(personId))
        .map(named);
    },
    countOnDesk: async () => countConflicts(memory) + countProposals(memory, opened) + desk.count(),
    acceptedFindings: async () =>
      (await desk.findings()).accepted.map(({ finding, by, reason }) => ({ ...named(finding), by, reason })),
    plan: async (arriving) => {
      const lines = await ledger.staged(arriving);
      return inTurn(async () => {
        const { plan, people } = await planArrival(memory, ledger, listed(), lines);
        planned = people;
        return plan;
      });
    },
    arrivingPeople: async (group, from, to) => planned[group]?.slice(from, to) ?? [],
    weigh: async (arriving) => {
      const lines = await ledger.staged(arriving);
      return inTurn(() => weighArrival(memory, ledger, lines));
    },
    stateHash: async () => stateHash(memory.state, (text) => bytesToHex(sha256(utf8ToBytes(text)))),
    counts: async () => Object.fromEntries(records.kinds().map((kind) => [kind, records.count(kind)])),
    settled: () => behind.settled(),
    failures: () => behind.failures(),
    close: () => {
      if (preparing !== null) clearTimeout(preparing);
      clearTimeout(preparingBoard);
      rotation.close();
      quality.close();
      desk.close();
      behind.close();
    },
  };
}

/** What a search found, and the index whose numbers these are: another one may have been made since. */
interface Found {
  readonly index: PeopleIndex;
  readonly slots: Uint32Array;
  readonly columns: readonly ColumnKey[];
}

/** Milliseconds after opening before the quality board is worked out: by then the list and its search are ready. */
const boardPause = 2_000;

/** Pairs of files laid before a clerk at a time: looking at some makes room for the next. */
const pairsAtMost = 500;

/** Rows that come with a search. */
const firstWindow = 80;

/** Searches whose windows can still be fetched: a screen may show two lists. */
const keptSearches = 8;

const isPersonId = (value: Json): value is RecordId<"person"> =>
  typeof value === "string" && value.startsWith("person:");

const isWithdrawn = (record: object): boolean => "withdrawn" in record && record.withdrawn === true;

const by =
  <Each>(date: (each: Each) => string | null) =>
  (a: Each, b: Each): number => {
    const [one, other] = [date(a) ?? "", date(b) ?? ""];
    return one < other ? -1 : one > other ? 1 : 0;
  };

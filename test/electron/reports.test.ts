import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeOfficeCore, type OfficeCore } from "../../renderer/data/core.ts";
import type { WholeLedger } from "../../renderer/data/office-data.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { idMaker } from "../../shared/domain/new-id.ts";
import type { AnyRecord } from "../../shared/domain/record-kinds.ts";
import { duties } from "../../shared/domain/role-table.ts";
import { noMoveFilters } from "../../shared/domain/statistics/move-filters.ts";
import { ReportName, type ReportQuery } from "../../shared/domain/statistics/report-query.ts";
import { seeded, suiteSeed } from "../fixtures/seeded.ts";
import { doLuongStory } from "../fixtures/story.ts";
import { carry, enrol, given, ledgerOf, type Seat, save, takeSeat } from "./seats.ts";

const seed = suiteSeed(2_026);
const story = doLuongStory(seed);
const district = story.unitVersions.find(({ level, bloc }) => level === "HUYEN" && bloc === null)!.unitId;

let folder: string;
let [atDistrict, atProvince]: Seat[] = [];
let here: OfficeCore; // what the district's page holds
let there: OfficeCore; // and the province's
const open: OfficeCore[] = [];

/** What an office's page holds: the real working copy over the entries of its real ledger. */
async function pageOf(seat: Seat, source: WholeLedger = ledgerOf(seat.handlers)): Promise<OfficeCore> {
  const { head } = given(await seat.handlers["ledger.read"]({ after: 0, bytes: 1 }));
  const core = await makeOfficeCore({
    opened: {
      office: "doluong",
      officeName: "",
      level: "district",
      feed: "doluong-aaaa",
      clerk: { id: "c1", name: "", role: "" },
      duties: [...duties],
      firstPassphrase: false,
      store: "s",
      generation: "g",
      head,
      projectionKey: new Uint8Array(seeded(seed).bytes(32)),
      fingerprint: "",
      ended: [],
      gone: [],
      renewed: 0,
      recovered: false,
      repaired: null,
    },
    ledger: source,
    source: { indexedDB: new IDBFactory(), IDBKeyRange },
    today: () => "2018-03-02",
    progress: () => undefined,
    recounted: () => undefined,
  });
  open.push(core);
  return core;
}

/** The same ledger without the last action of what was imported: a loss that nobody noticed. */
function withoutLast(source: WholeLedger): WholeLedger {
  return {
    ...source,
    read: async (after, bytes) => {
      const read = await source.read(after, bytes);
      return {
        ...read,
        entries: read.entries.map(({ position, entry }) => ({
          position,
          entry: entry.entry === "import" ? { ...entry, lines: entry.lines.slice(0, -1) } : entry,
        })),
      };
    },
  };
}

const query = (report: ReportName, patch: Partial<ReportQuery> = {}): ReportQuery => ({
  report,
  from: "2012-01-01",
  to: "2017-12-31",
  day: "2018-03-01",
  unitId: district,
  rows: "reached",
  scope: "all",
  flowBy: "unit",
  filters: noMoveFilters,
  ...patch,
});
const queries: readonly ReportQuery[] = [
  ...ReportName.options.map((report) => query(report)),
  query("R-1", { scope: "rotation", rows: "left", filters: { ...noMoveFilters, sex: "NU" } }),
  query("flow", { flowBy: "locality", filters: { ...noMoveFilters, kind: "SAP_XEP_DAI_HOI" } }),
];
const answersOf = (core: OfficeCore) => Promise.all(queries.map((each) => core.report(each)));

/** Records of the district beside its story: plans of the term and an assessment. */
function further(): AnyRecord[] {
  const newId = idMaker(1_514_764_800_001, seeded(seed).bytes(16));
  const plans = story.persons.slice(0, 30).map((person, n) => {
    const post = story.posts[n % 10]!;
    return blankRecord("plan-entry", {
      id: newId("plan-entry"),
      personId: person.id,
      postId: post.id,
      title: post.title,
      term: "2015–2020",
      from: "2016-01-01",
    });
  });
  const move = story.rotations[0]!;
  return [
    ...plans,
    blankRecord("move-assessment", {
      id: newId("move-assessment"),
      rotationId: move.id,
      personId: move.personId,
      year: "2016",
    }),
  ];
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "reports-"));
  atDistrict = await takeSeat(folder, "doluong", "district");
  atProvince = await takeSeat(folder, "nghean", "province");
  await enrol(atDistrict, atProvince, folder);
  const shared = [...story.units, ...story.unitVersions, ...story.posts];
  const own: AnyRecord[] = [...shared, ...story.persons, ...story.decisions, ...story.assignments, ...further()];
  for (let from = 0; from < own.length; from += 300)
    await save(atDistrict, { purpose: "person.add", changes: changesOf(own.slice(from, from + 300)) });
  // One move an action, so that a single one can be lost: the last, which every report of moves counts.
  const last = story.rotations.find(({ kind, start }) => kind === "HOAN_DOI" && start !== null && start > "2013")!;
  for (const move of [...story.rotations.filter((each) => each !== last), last])
    await save(atDistrict, { purpose: "rotation.record", changes: changesOf([move]) });
  // The province has moves of its own, elsewhere and in no district's report.
  const newId = idMaker(1_514_764_800_002, seeded(seed + 1).bytes(16));
  const elsewhere = Array.from({ length: 20 }, () =>
    blankRecord("rotation", {
      id: newId("rotation"),
      personId: newId("person"),
      kind: "LUAN_CHUYEN",
      start: "2015-05-05",
      outcome: "ONGOING",
      toTitle: "Bí thư",
    }),
  );
  await save(atProvince, { purpose: "rotation.record", changes: changesOf(elsewhere) });
  await carry(atDistrict, atProvince, "nghean", folder);
  here = await pageOf(atDistrict);
  there = await pageOf(atProvince);
}, 60_000);
afterAll(async () => {
  for (const core of open) core.close();
  for (const seat of [atDistrict, atProvince]) await seat?.close();
  await rm(folder, { recursive: true, force: true });
});

const changesOf = (records: readonly AnyRecord[]) => records.flatMap((each) => describeChange(undefined, each) ?? []);

describe(`every report of a district, seed ${seed}`, () => {
  it("is the same at the province that took its bundle", async () => {
    const [own, taken] = [await answersOf(here), await answersOf(there)];
    for (const [n, answer] of own.entries()) expect([queries[n], taken[n]]).toEqual([queries[n], answer]);
    // They are no empty sheets, and the whole province has more.
    expect(own.filter(({ sheet }) => sheet.whole.total > 0).length).toBeGreaterThanOrEqual(9);
    const [all] = [await there.report(query("R-1", { unitId: null }))];
    expect(all.sheet.whole.total).toBe(own[1]!.sheet.whole.total + 20);
  });

  it("opens the same names there", async () => {
    const at = { of: "cell", at: { row: null, column: { family: "sex", key: "NU" } } } as const;
    const names = await here.reportNames(query("R-3"), at);
    expect(names.length).toBeGreaterThan(5);
    expect(await there.reportNames(query("R-3"), at)).toEqual(names);
  });

  it("differs where one action was lost on the way: the control", async () => {
    const holed = await pageOf(atProvince!, withoutLast(ledgerOf(atProvince!.handlers)));
    const own = await answersOf(here);
    const taken = await answersOf(holed);
    expect(taken[0]!.sheet.whole.total).toBe(own[0]!.sheet.whole.total - 1);
    expect(taken.filter((answer, n) => JSON.stringify(answer) !== JSON.stringify(own[n])).length).toBeGreaterThan(3);
  });
});

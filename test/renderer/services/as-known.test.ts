import { afterAll, describe, expect, it } from "vitest";
import type { OfficeData } from "../../../renderer/data/office-data.ts";
import { allAsKnown, careerAsKnown } from "../../../renderer/services/as-known.ts";
import type { ActionRef } from "../../../shared/change/change.ts";
import { encodeLine } from "../../../shared/change/line.ts";
import { positionsOn } from "../../../shared/domain/career.ts";
import type { KnownUntil } from "../../../shared/domain/organisation/as-known.ts";
import type { Json, RecordId } from "../../../shared/domain/primitives.ts";
import { unitName } from "../../../shared/domain/units.ts";
import { numbered } from "../../fixtures/records.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";
import { importEntry, otherFeed, ownFeed, testLedger } from "../data/office-fixture.ts";
import { openedCore } from "../data/opened-core.ts";

const seed = suiteSeed(1975);

/** What somebody wrote down: on which day, about which record, what it became. `saw`: places in the list, none: unseen. */
interface Note {
  readonly on: string;
  readonly record: RecordId;
  readonly set: Readonly<Record<string, Json>>;
  readonly saw?: readonly number[];
  readonly elsewhere?: true; // by the other office, and here since the import that follows
}

/** One story with its two questions: how was it on that day, and how was it on that day as known then. */
interface Case {
  readonly name: string;
  readonly notes: readonly Note[];
  readonly day: string;
  readonly until: KnownUntil;
  readonly was: string;
  readonly known: string;
}

const person = numbered("person", 1);
const step = (n: number) => numbered("assignment", n);
const version = (n: number) => numbered("unit-version", n);
const unit = numbered("unit", 1);
const file: Note = { on: "2010-01-04", record: person, set: { birthName: "Nguyễn Văn A", custodian: "doluong" } };
const post = (title: string, more: Readonly<Record<string, Json>> = {}) => ({
  personId: person,
  title,
  nature: "SUBSTANTIVE",
  ...more,
});
const place = (name: string, more: Readonly<Record<string, Json>> = {}) => ({
  unitId: unit,
  name,
  level: "XA",
  ...more,
});

const careers: readonly Case[] = [
  {
    name: "a post written down on the day it began",
    notes: [file, { on: "2020-01-01", record: step(1), set: post("Bí thư", { from: "2020-01-01" }) }],
    day: "2020-06-01",
    until: { day: "2020-06-01" },
    was: "Bí thư",
    known: "Bí thư",
  },
  {
    name: "a post written down a year late",
    notes: [file, { on: "2021-05-10", record: step(1), set: post("Bí thư", { from: "2020-01-01" }) }],
    day: "2020-06-01",
    until: { day: "2020-12-31" },
    was: "Bí thư",
    known: "",
  },
  {
    name: "a wrong title corrected",
    notes: [
      file,
      { on: "2020-01-01", record: step(1), set: post("Bí thư", { from: "2020-01-01" }) },
      { on: "2022-03-01", record: step(1), set: { title: "Phó Bí thư" }, saw: [1] },
    ],
    day: "2020-06-01",
    until: { day: "2021" },
    was: "Phó Bí thư",
    known: "Bí thư",
  },
  {
    name: "a beginning moved back",
    notes: [
      file,
      { on: "2015-02-01", record: step(1), set: post("Chủ tịch UBND", { from: "2015-01-01" }) },
      { on: "2016-02-01", record: step(1), set: { from: "2014-01-01" }, saw: [1] },
    ],
    day: "2014-06-01",
    until: { day: "2015-12" },
    was: "Chủ tịch UBND",
    known: "",
  },
  {
    name: "an end written down late",
    notes: [
      file,
      { on: "2015-02-01", record: step(1), set: post("Chủ tịch UBND", { from: "2015-01-01" }) },
      { on: "2021-02-01", record: step(1), set: { to: "2019-12-31" }, saw: [1] },
    ],
    day: "2020-06-01",
    until: { day: "2020-06-01" },
    was: "",
    known: "Chủ tịch UBND",
  },
  {
    name: "an end taken back: the person stayed",
    notes: [
      file,
      { on: "2015-02-01", record: step(1), set: post("Chủ tịch UBND", { from: "2015-01-01", to: "2019-12-31" }) },
      { on: "2021-02-01", record: step(1), set: { to: null }, saw: [1] },
    ],
    day: "2020-06-01",
    until: { day: "2020" },
    was: "Chủ tịch UBND",
    known: "",
  },
  {
    name: "the second of three wordings",
    notes: [
      file,
      { on: "2015-02-01", record: step(1), set: post("A", { from: "2015-01-01" }) },
      { on: "2016-02-01", record: step(1), set: { title: "B" }, saw: [1] },
      { on: "2017-02-01", record: step(1), set: { title: "C" }, saw: [2] },
    ],
    day: "2015-06-01",
    until: { day: "2016-12-31" },
    was: "C",
    known: "B",
  },
  {
    name: "a row entered by mistake and withdrawn",
    notes: [
      file,
      { on: "2015-02-01", record: step(1), set: post("Trưởng phòng", { from: "2015-01-01" }) },
      { on: "2016-02-01", record: step(1), set: { withdrawn: true } },
    ],
    day: "2015-06-01",
    until: { day: "2015-12-31" },
    was: "",
    known: "Trưởng phòng",
  },
  {
    name: "a withdrawal that was itself taken back",
    notes: [
      file,
      { on: "2015-02-01", record: step(1), set: post("Trưởng phòng", { from: "2015-01-01" }) },
      { on: "2016-02-01", record: step(1), set: { withdrawn: true } },
      { on: "2017-02-01", record: step(1), set: { withdrawn: false }, saw: [2] },
    ],
    day: "2015-06-01",
    until: { day: "2016-12-31" },
    was: "Trưởng phòng",
    known: "",
  },
  {
    name: "a transfer written down months after its decision",
    notes: [
      file,
      { on: "2010-02-01", record: step(1), set: post("Bí thư", { from: "2010-01-01" }) },
      { on: "2014-08-01", record: step(1), set: { to: "2014-02-28" }, saw: [1] },
      { on: "2014-08-01", record: step(2), set: post("Trưởng Ban", { from: "2014-03-01" }) },
    ],
    day: "2014-05-01",
    until: { day: "2014-05-01" },
    was: "Trưởng Ban",
    known: "Bí thư",
  },
  {
    name: "a concurrent post that came to light later",
    notes: [
      file,
      { on: "2010-02-01", record: step(1), set: post("Bí thư", { from: "2010-01-01" }) },
      { on: "2013-02-01", record: step(2), set: post("Chủ tịch HĐND", { from: "2011-07-01", nature: "CONCURRENT" }) },
    ],
    day: "2012-01-01",
    until: { day: "2012" },
    was: "Bí thư; Chủ tịch HĐND (kiêm nhiệm)",
    known: "Bí thư",
  },
  {
    name: "a year made exact: it did not hold yet in spring",
    notes: [
      file,
      { on: "2019-02-01", record: step(1), set: post("Phó Bí thư", { from: "2018" }) },
      { on: "2020-02-01", record: step(1), set: { from: "2018-09-01" }, saw: [1] },
    ],
    day: "2018-03-01",
    until: { day: "2019" },
    was: "",
    known: "Phó Bí thư",
  },
  {
    name: "a correction by a clock that ran a year behind: never without what it corrects",
    notes: [
      file,
      { on: "2020-05-01", record: step(1), set: post("Bí thư", { from: "2018-01-01" }) },
      { on: "2019-05-01", record: step(1), set: { title: "Phó Bí thư" }, saw: [1] },
    ],
    day: "2018-06-01",
    until: { day: "2019-12-31" },
    was: "Phó Bí thư",
    known: "Phó Bí thư",
  },
  {
    name: "another office's word that came unseen: the keeper's stands in both",
    notes: [
      file,
      { on: "2020-01-02", record: step(1), set: post("Bí thư", { from: "2020-01-01" }) },
      { on: "2021-01-01", record: step(1), set: { title: "Quyền Bí thư" }, elsewhere: true },
    ],
    day: "2020-06-01",
    until: { day: "2021-12-31" },
    was: "Bí thư",
    known: "Bí thư",
  },
  {
    name: "a disagreement that was settled for the other office",
    notes: [
      file,
      { on: "2020-01-02", record: step(1), set: post("Bí thư", { from: "2020-01-01" }) },
      { on: "2021-01-01", record: step(1), set: { title: "Quyền Bí thư" }, elsewhere: true },
      { on: "2022-01-01", record: step(1), set: { title: "Quyền Bí thư" }, saw: [1, 2] },
    ],
    day: "2020-06-01",
    until: { day: "2021-12-31" },
    was: "Quyền Bí thư",
    known: "Bí thư",
  },
  {
    name: "the same, asked by place in the ledger instead of by day",
    notes: [
      file,
      { on: "2020-01-02", record: step(1), set: post("Bí thư", { from: "2020-01-01" }) },
      { on: "2020-01-02", record: step(1), set: { title: "Phó Bí thư" }, saw: [1] },
    ],
    day: "2020-06-01",
    until: { position: 2 },
    was: "Phó Bí thư",
    known: "Bí thư",
  },
];

const names: readonly Case[] = [
  {
    name: "a renaming that became known a year later",
    notes: [
      { on: "2010-01-04", record: version(1), set: place("Xã Cũ") },
      { on: "2016-01-04", record: version(1), set: { to: "2014-12-31" } },
      { on: "2016-01-04", record: version(2), set: place("Xã Mới", { from: "2015-01-01" }) },
    ],
    day: "2015-06-01",
    until: { day: "2015-06-01" },
    was: "Xã Mới",
    known: "Xã Cũ",
  },
  {
    name: "a misspelt name corrected",
    notes: [
      { on: "2010-01-04", record: version(1), set: place("Xã Lưu Son") },
      { on: "2012-01-04", record: version(1), set: { name: "Xã Lưu Sơn" }, saw: [0] },
    ],
    day: "2011-06-01",
    until: { day: "2011" },
    was: "Xã Lưu Sơn",
    known: "Xã Lưu Son",
  },
  {
    name: "a unit entered years after it was set up",
    notes: [{ on: "2019-01-04", record: version(1), set: place("Trung tâm chính trị", { from: "2008" }) }],
    day: "2010-06-01",
    until: { day: "2018-12-31" },
    was: "Trung tâm chính trị",
    known: "",
  },
];

const offices: OfficeData[] = [];
afterAll(() => {
  for (const data of offices) data.close();
});

describe(`as it was, and as it was then known (${careers.length + names.length} stories, seed ${seed})`, () => {
  it.each(careers)("tells of $name", async ({ notes, day, until, was, known }) => {
    const data = await officeOf(notes);
    expect(positionsOn(await data.assignmentsOf(person), day)).toBe(was);
    expect(positionsOn(await careerAsKnown(data, person, until), day)).toBe(known);
  });

  it.each(names)("tells of $name", async ({ notes, day, until, was, known }) => {
    const data = await officeOf(notes);
    expect(unitName(await data.all("unit-version"), unit, day)).toBe(was);
    expect(unitName(await allAsKnown(data, "unit-version", until), unit, day)).toBe(known);
  });

  it("gives other answers to the two questions often enough that one could not stand for the other (control)", () => {
    const all = [...careers, ...names];
    expect(all.length).toBeGreaterThanOrEqual(12);
    expect(all.filter(({ was, known }) => was !== known).length).toBeGreaterThanOrEqual(12);
  });

  it("knows everything at the end, and nothing before the beginning", async () => {
    for (const { notes } of careers) {
      const data = await officeOf(notes);
      const now = await data.assignmentsOf(person);
      expect(byId(await careerAsKnown(data, person, { position: 99 }))).toEqual(byId(now));
      expect(await careerAsKnown(data, person, { day: "2009" })).toEqual([]);
    }
  });
});

const byId = (records: readonly { readonly id: RecordId }[]) => records.toSorted((a, b) => (a.id < b.id ? -1 : 1));

async function officeOf(notes: readonly Note[]): Promise<OfficeData> {
  const ledger = testLedger(seed);
  const refs: ActionRef[] = [];
  const numbers = new Map<string, number>();
  for (const { on, record, set, saw = [], elsewhere } of notes) {
    const feed = elsewhere === true ? otherFeed : ownFeed;
    const number = (numbers.get(feed) ?? 0) + 1;
    numbers.set(feed, number);
    refs.push(`${feed}:${number}`);
    const heads = saw.map((n) => refs[n]!);
    const line = encodeLine({
      feed,
      number,
      clerk: "c1",
      at: `${on}T08:15`,
      purpose: "person.edit",
      reason: "",
      audience: [],
      changes: [
        { record, fields: Object.fromEntries(Object.entries(set).map(([name, to]) => [name, { saw: heads, to }])) },
      ],
    });
    ledger.append(
      elsewhere === true
        ? importEntry(feed, "Huyện ủy Thanh Chương", [{ feed, number, line }])
        : { entry: "action", action: { feed, number, line } },
    );
  }
  const core = await openedCore(ledger, { today: () => "2026-03-02" });
  const data: OfficeData = {
    ...core,
    version: () => 0,
    subscribe: () => () => {},
    take: async () => {},
  };
  offices.push(data);
  return data;
}

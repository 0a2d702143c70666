import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PeopleFound, PeopleQuery, PersonRow } from "../../../renderer/data/office-data.ts";
import { createPeopleList, missingStretches, openPeopleList, stretch } from "../../../renderer/state/people-list.ts";
import { openNewPerson } from "../../../renderer/state/profile.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";
import { testOffice } from "./test-office.ts";

const seed = suiteSeed(23);

const rowOf = (index: number, text: string): PersonRow => ({
  id: `person:${text}-${index}`,
  name: `${text} ${index}`,
  sex: null,
  birthDate: null,
  title: "",
  unit: "",
  conflicts: 0,
  findings: 0,
});

/** A search that answers when it is told to, and in the order it is told. */
function slowSearch(total = 1000) {
  const asked: { readonly query: PeopleQuery; readonly answer: () => void }[] = [];
  const texts = new Map<number, string>();
  const fetched: (readonly [number, number, number])[] = [];
  return {
    asked,
    fetched,
    services: {
      search: (query: PeopleQuery) =>
        new Promise<PeopleFound>((resolve) => {
          const key = asked.length + 1;
          texts.set(key, query.text);
          asked.push({ query, answer: () => resolve({ total, key }) });
        }),
      rows: async (key: number, from: number, to: number) => {
        fetched.push([key, from, to]);
        return Array.from({ length: to - from }, (_, i) => rowOf(from + i, texts.get(key)!));
      },
    },
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe(`the list of people, seed ${seed}`, () => {
  it("asks at once, and has only the latest text wait behind the question that is out", async () => {
    const { asked, services } = slowSearch();
    const list = createPeopleList(services);
    for (const text of ["d", "du", "duc", "duc ph"]) list.getState().search(text);
    expect(asked.map(({ query }) => query.text)).toEqual(["d"]);
    asked[0]!.answer();
    await settle();
    expect(asked.map(({ query }) => query.text)).toEqual(["d", "duc ph"]);
    expect(list.getState().found).toBeNull(); // what "d" found is not shown under "duc ph"
    asked[1]!.answer();
    await settle();
    expect(list.getState().found).toMatchObject({ text: "duc ph", total: 1000 });
    expect(list.getState().rows.get(0)?.name).toBe("duc ph 0");
  });

  it("a list that shows whatever answers last would be caught", async () => {
    // The naive way: every key asks, every answer is shown.
    const { asked, services } = slowSearch();
    let shown = "";
    for (const text of ["d", "duc"])
      void services.search({ text, order: "name" }).then(() => {
        shown = text;
      });
    asked[1]!.answer();
    await settle();
    asked[0]!.answer();
    await settle();
    expect(shown).toBe("d");
  });

  it("fetches the stretches that come into sight, each once, and drops rows of an older answer", async () => {
    const { asked, fetched, services } = slowSearch();
    const list = createPeopleList(services);
    list.getState().refresh();
    asked[0]!.answer();
    await settle();
    list.getState().show(250, 290);
    list.getState().show(251, 291);
    await settle();
    expect(fetched).toEqual([
      [1, 0, 100],
      [1, 200, 300],
    ]);
    expect(list.getState().rows.get(270)?.name).toBe(" 270");
    list.getState().show(600, 640);
    list.getState().search("an");
    asked[1]!.answer();
    await settle();
    for (const row of list.getState().rows.values()) expect(row.name).toMatch(/^an /u);
  });

  it("stays within the list when the keyboard runs over its ends", async () => {
    const { asked, services } = slowSearch(5);
    const list = createPeopleList(services);
    list.getState().refresh();
    asked[0]!.answer();
    await settle();
    list.getState().activate(99);
    expect(list.getState().active).toBe(4);
    list.getState().activate(-3);
    expect(list.getState().active).toBe(0);
  });

  it("follows the records, and keeps its place for whoever comes back", async () => {
    const { office } = await testOffice(seed);
    const { usePeopleList, watch } = openPeopleList(office);
    const stop = watch();
    usePeopleList.getState().refresh();
    await expect.poll(() => usePeopleList.getState().found?.total).toBe(0);
    for (const birthName of ["Phan Văn Đức", "Lê Văn An", "Trần Thị Ánh"]) {
      const form = openNewPerson(office);
      form.getState().edit({ birthName });
      await form.getState().save();
    }
    await expect.poll(() => usePeopleList.getState().found?.total).toBe(3);
    await expect
      .poll(() => [0, 1, 2].map((row) => usePeopleList.getState().rows.get(row)?.name))
      .toEqual(["Lê Văn An", "Trần Thị Ánh", "Phan Văn Đức"]);
    usePeopleList.getState().search("duc");
    await expect.poll(() => usePeopleList.getState().found?.total).toBe(1);
    stop();
    expect(openPeopleList(office).usePeopleList.getState().text).toBe("duc");
  });

  it("names exactly the stretches that lack a row in sight", () => {
    let missing = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 120 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 10 }),
        (from, count, held) => {
          const rows = new Map(
            held.flatMap((place) => Array.from({ length: stretch }, (_, i) => [place * stretch + i, 1])),
          );
          const named = missingStretches(from, from + count, rows);
          missing += named.length;
          for (const [start, end] of named) expect([start % stretch, end - start]).toEqual([0, stretch]);
          const covered = (row: number) => rows.has(row) || named.some(([start, end]) => row >= start && row < end);
          for (let row = from; row < from + count; row += 1) expect(covered(row)).toBe(true);
          for (const [start] of named) expect(rows.has(start)).toBe(false);
        },
      ),
      { seed },
    );
    expect(missing).toBeGreaterThan(20);
  });
});

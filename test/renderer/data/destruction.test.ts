import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CoreOptions, makeOfficeCore } from "../../../renderer/data/core.ts";
import type { HeadRow, IndexedDbSource, PageRow } from "../../../renderer/data/database.ts";
import { pagePlace } from "../../../renderer/data/manifest.ts";
import { readMemory } from "../../../renderer/data/memory.ts";
import type { Opening } from "../../../renderer/data/opening.ts";
import { deriveListed } from "../../../renderer/data/people-listing.ts";
import { makeSeal } from "../../../renderer/data/seal.ts";
import { apply } from "../../../shared/change/apply.ts";
import { decodeLine } from "../../../shared/change/line.ts";
import { emptyState } from "../../../shared/change/records.ts";
import { stateHash } from "../../../shared/change/state-hash.ts";
import { type Seeded, seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { blank, idsOf, making, ownFeed, somePerson, type TestLedger, testLedger } from "./office-fixture.ts";
import { guardTransactions } from "./only-dexie-inside.ts";
import { emptySource, type RawCopy, readRaw, sourceWith, withRows } from "./raw-database.ts";

/**
 * T7: whatever becomes of the working copy, the office opens with the state of its ledger, and nothing is asked of a person.
 * The judge applies the ledger's actions to a plain map and hashes with another library than the program's.
 */
const seed = suiteSeed(707);
const rounds = 50;

describe(`a working copy that was destroyed, seed ${seed}`, () => {
  let guard: ReturnType<typeof guardTransactions>;
  beforeAll(() => {
    guard = guardTransactions();
  });
  afterAll(() => guard.remove());

  it(`opens to the same state hash in ${rounds} rounds`, async () => {
    const exercised = new Map<string, number>();
    const openings = new Map<string, number>();
    const random = seeded(seed);
    for (let round = 0; round < rounds; round += 1) {
      const [name, destroy] = destructions[round % destructions.length]!;
      const scene = await aScene(random);
      const { source, ledger = scene.ledger } = await destroy(scene);
      const options = optionsOf(ledger, source);
      const core = await makeOfficeCore(options);
      const label = `round ${round}: ${name}, ${JSON.stringify(core.opening)}`;
      expect(await core.stateHash(), label).toBe(hashFromLedger(ledger));
      expect((await core.searchPeople({ text: "", order: "name" })).total, label).toBe((await core.counts()).person);
      await core.settled();
      expect(core.failures(), label).toBe(0);
      core.close();
      // What it wrote afterwards is whole again: the next start needs nothing from the ledger.
      const again = await makeOfficeCore({ ...options, opened: ledger.opened(), ledger: silent });
      expect(again.opening, label).toEqual({ how: "equal" });
      again.close();
      exercised.set(name, (exercised.get(name) ?? 0) + 1);
      const kind = openingKind(core.opening);
      openings.set(kind, (openings.get(kind) ?? 0) + 1);
    }
    expect([...exercised.keys()].length).toBe(destructions.length);
    for (const kind of [
      "equal",
      "caught-up",
      "empty",
      "another-store",
      "another-format",
      "ahead-of-ledger",
      "pages-differ",
      "damaged",
      "not-this-ledger",
      "ledger-repaired",
      "unreadable",
    ]) {
      expect([kind, openings.get(kind) ?? 0]).not.toEqual([kind, 0]);
    }
    expect(guard.calls()).toBeGreaterThan(1000);
  });

  it("would show another state if the sealed head did not name every page (control)", async () => {
    const random = seeded(seed + 1);
    let caught = 0;
    for (const name of ["a page is missing", "a page is from before"]) {
      const destroy = destructions.find(([known]) => known === name)![1];
      const scene = await aScene(random);
      const { source } = await destroy(scene);
      if ((await hashWithoutManifest(source, scene.ledger)) !== hashFromLedger(scene.ledger)) caught += 1;
    }
    expect(caught).toBe(2);
  });
});

/** A copy at three points of the ledger's life: some saves ago, one save ago, and now. */
interface Scene {
  readonly random: Seeded;
  readonly ledger: TestLedger;
  readonly before: RawCopy;
  readonly now: RawCopy;
}

interface Destroyed {
  readonly source: IndexedDbSource;
  readonly ledger?: TestLedger;
}

const destructions: readonly (readonly [string, (scene: Scene) => Promise<Destroyed>])[] = [
  ["nothing happened", async ({ now }) => ({ source: await sourceWith(now) })],
  ["the database was deleted", async () => ({ source: emptySource() })],
  [
    "all rows are gone",
    async ({ now }) => ({ source: await sourceWith(withRows(withRows(now, "pages", []), "heads", [])) }),
  ],
  ["the head is gone", async ({ now }) => ({ source: await sourceWith(withRows(now, "heads", [])) })],
  [
    "a page is missing",
    async ({ now, random }) => {
      const pages = records(now);
      const lost = random.pick(pages);
      return {
        source: await sourceWith(
          withRows(
            now,
            "pages",
            rowsOf(now).filter((row) => row !== lost),
          ),
        ),
      };
    },
  ],
  [
    "a page is from before",
    async ({ before, now }) => {
      const changed = records(now).find((row) =>
        records(before).some(({ id, ct }) => id === row.id && !same(ct, row.ct)),
      )!;
      const old = rowsOf(before).find(({ id }) => id === changed.id)!;
      return {
        source: await sourceWith(
          withRows(
            now,
            "pages",
            rowsOf(now).map((row) => (row === changed ? old : row)),
          ),
        ),
      };
    },
  ],
  [
    "two pages changed places",
    async ({ now }) => {
      const [one, other] = records(now) as unknown as [PageRow, PageRow];
      const swapped = rowsOf(now).map((row) =>
        row === one ? { ...other, id: one.id } : row === other ? { ...one, id: other.id } : row,
      );
      return { source: await sourceWith(withRows(now, "pages", swapped)) };
    },
  ],
  [
    "a page too many",
    async ({ now }) => ({
      source: await sourceWith(withRows(now, "pages", [...rowsOf(now), { ...rowsOf(now)[1]!, id: 999 }])),
    }),
  ],
  [
    "a bit of a page flipped",
    async ({ now, random }) => {
      const hit = random.pick(rowsOf(now));
      return {
        source: await sourceWith(
          withRows(
            now,
            "pages",
            rowsOf(now).map((row) => (row === hit ? { ...row, ct: flipped(row.ct, random) } : row)),
          ),
        ),
      };
    },
  ],
  [
    "a bit of the tag and nothing else flipped",
    async ({ now }) => {
      const [first, ...rest] = rowsOf(now) as unknown as [Raw, ...Raw[]];
      const ct = first.ct.slice();
      ct[ct.length - 1]! ^= 1;
      return { source: await sourceWith(withRows(now, "pages", [{ ...first, ct }, ...rest])) };
    },
  ],
  [
    "a bit of the head flipped",
    async ({ now, random }) => ({
      source: await sourceWith(withRows(now, "heads", [{ ...headOf(now), ct: flipped(headOf(now).ct, random) }])),
    }),
  ],
  [
    "the head claims another place",
    async ({ now, ledger }) => {
      // Behind by what it says, but sealed for where it was.
      const claimed = { ...headOf(now), position: ledger.head().position - 1, tag: "" };
      return { source: await sourceWith(withRows(now, "heads", [claimed])) };
    },
  ],
  [
    "a page was cut short",
    async ({ now }) => ({
      source: await sourceWith(
        withRows(
          now,
          "pages",
          rowsOf(now).map((row, i) => (i === 1 ? { ...row, ct: row.ct.slice(0, row.ct.length >> 1) } : row)),
        ),
      ),
    }),
  ],
  ["the copy is from before", async ({ before }) => ({ source: await sourceWith(before) })],
  [
    "the copy is from before, and the ledger was repaired",
    async ({ before, ledger }) => ({
      source: await sourceWith(before),
      ledger: { ...ledger, opened: () => ledger.opened("a torn tail was cut") },
    }),
  ],
  [
    "the copy is another office's",
    async ({ random }) => {
      const other = await aScene(random, "another-store");
      return { source: await sourceWith(other.now) };
    },
  ],
  [
    "the copy is another office's under our head",
    async ({ now, random }) => {
      const other = await aScene(random, "another-store");
      return { source: await sourceWith(withRows(now, "pages", rowsOf(other.now))) };
    },
  ],
  [
    "the copy is of another generation",
    async ({ now }) => {
      const head = { ...headOf(now), generation: "g0" };
      return { source: await sourceWith(withRows(now, "heads", [head])) };
    },
  ],
  [
    "the ledger's last entry is gone",
    async ({ now, ledger }) => {
      const shorter = testLedger(0);
      for (const entry of ledger.entries.slice(0, -1)) shorter.append(entry);
      return {
        source: await sourceWith(now),
        ledger: { ...shorter, opened: (repaired) => ({ ...ledger.opened(repaired), head: shorter.head() }) },
      };
    },
  ],
  [
    "the ledger's last entry is another",
    async ({ now, ledger }) => {
      const other = testLedger(0);
      for (const entry of ledger.entries.slice(0, -1)) other.append(entry);
      other.append({ entry: "access", record: "person:x", clerk: "c1", at: "", why: "shown" });
      return {
        source: await sourceWith(now),
        ledger: { ...other, opened: (repaired) => ({ ...ledger.opened(repaired), head: other.head() }) },
      };
    },
  ],
  [
    "a newer version sealed it",
    async ({ now }) => ({ source: await sourceWith(withRows(now, "heads", [{ ...headOf(now), format: 1 }])) }),
  ],
  [
    "a newer version made other tables",
    async ({ now }) => ({
      source: await sourceWith({
        version: 990,
        stores: new Map([
          ["sheets", [{ id: 1 }]],
          ["heads", now.stores.get("heads")!],
        ]),
      }),
    }),
  ],
  [
    "rows are not what they were",
    async ({ now }) => ({
      source: await sourceWith(
        withRows(
          now,
          "pages",
          rowsOf(now).map(({ id }) => ({ id, v: 1, iv: "text", ct: [1, 2, 3] })),
        ),
      ),
    }),
  ],
];

async function aScene(random: Seeded, store = "store-1"): Promise<Scene> {
  const ledger = testLedger(random.whole(1, 1e9), store);
  const ids = idsOf(random);
  ledger.append({ entry: "clerk", clerk: { id: "c1", name: "Trần Thị Lệ", role: "" } });
  const people = Array.from({ length: random.whole(5, 30) }, () => somePerson(random, ids("person")));
  ledger.act({ changes: people.map(making) });
  ledger.act({
    changes: people.map((person) =>
      making(
        blank("assignment", {
          id: ids("assignment"),
          personId: person.id,
          title: "Chuyên viên",
          nature: "SUBSTANTIVE",
        }),
      ),
    ),
  });
  const source = emptySource();
  const core = await makeOfficeCore(optionsOf(ledger, source));
  await core.settled();
  const before = await readRaw(source);
  for (let saves = random.whole(1, 4); saves > 0; saves -= 1) {
    const { id } = random.pick(people);
    const saw = [(await core.held(id))!.by.phone ?? `${ownFeed}:1`];
    const saved = ledger.act({
      changes: [{ record: id, fields: { phone: { saw, to: String(random.whole(1, 1e8)) } } }],
    });
    await core.take(saved.entry, saved.head);
  }
  await core.settled();
  const now = await readRaw(source);
  core.close();
  return { random, ledger, before, now };
}

type Raw = PageRow & Record<string, unknown>;

const rowsOf = (copy: RawCopy): readonly Raw[] => copy.stores.get("pages") as unknown as readonly Raw[];
const records = (copy: RawCopy) => rowsOf(copy).filter(({ id }) => id !== 0);
const headOf = (copy: RawCopy): HeadRow & Record<string, unknown> =>
  copy.stores.get("heads")![0] as unknown as HeadRow & Record<string, unknown>;
const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

function flipped(bytes: Uint8Array, random: Seeded): Uint8Array {
  const copy = bytes.slice();
  copy[random.whole(0, copy.length - 1)]! ^= 1 << random.whole(0, 7);
  return copy;
}

const silent: CoreOptions["ledger"] = {
  read: () => Promise.reject(new Error("the copy should have been enough")),
  at: () => Promise.reject(new Error("the copy should have been enough")),
  staged: () => Promise.reject(new Error("the copy should have been enough")),
};

const optionsOf = (ledger: TestLedger, source: IndexedDbSource): CoreOptions => ({
  opened: ledger.opened(),
  ledger: ledger.source,
  source,
  today: () => "2026-03-10",
  progress: () => {},
  recounted: () => {},
});

const openingKind = (opening: Opening): string => (opening.how === "rebuilt" ? opening.why : opening.how);

/** The state of the ledger's actions in a plain map: no page, no seal, no database. */
function hashFromLedger(ledger: TestLedger): string {
  const state = emptyState();
  for (const entry of ledger.entries) {
    if (entry.entry !== "action") continue;
    const { feed, number, line } = entry.action;
    const decoded = decodeLine(JSON.parse(line), feed, number);
    if (decoded.ok) apply(state, decoded.value);
  }
  return stateHash(state, sha256);
}

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** An opening that trusts each page by itself: what the program must not be. */
async function hashWithoutManifest(source: IndexedDbSource, ledger: TestLedger): Promise<string> {
  const copy = await readRaw(source);
  const opened = ledger.opened();
  const seal = await makeSeal(opened.projectionKey);
  const bytes = await Promise.all(
    rowsOf(copy).map(async (row) => ({ id: row.id, tag: "", bytes: await seal.open(row, pagePlace(opened, row.id)) })),
  );
  const besides = bytes.find(({ id }) => id === 0)!.bytes;
  const memory = readMemory(
    opened.head,
    besides,
    bytes.filter(({ id }) => id !== 0),
    deriveListed,
  );
  return stateHash(memory.state, sha256);
}

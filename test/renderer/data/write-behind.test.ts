import { IDBObjectStore } from "fake-indexeddb";
import { describe, expect, it, vi } from "vitest";
import { databaseName, type IndexedDbSource, makeDatabase } from "../../../renderer/data/database.ts";
import { foldEntry } from "../../../renderer/data/entries.ts";
import { momentOf, openMemory } from "../../../renderer/data/manifest.ts";
import { emptyMemory, type Memory } from "../../../renderer/data/memory.ts";
import { deriveListed } from "../../../renderer/data/people-listing.ts";
import { makeSeal, type Seal } from "../../../renderer/data/seal.ts";
import { writeBehind } from "../../../renderer/data/write-behind.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { idsOf, making, somePerson, type TestLedger, testLedger } from "./office-fixture.ts";
import { guardTransactions } from "./only-dexie-inside.ts";
import { openedCore } from "./opened-core.ts";
import { emptySource, readRaw } from "./raw-database.ts";

const seed = suiteSeed(333);

describe(`the disk's copy behind memory, seed ${seed}`, () => {
  it("goes on after the engine closed the connection", async () => {
    const { db, behind, save, onDisk } = await aCopy();
    await save();
    db.dexie.close();
    await save();
    expect(behind.failures()).toBe(0);
    expect(await onDisk()).toBe("equal");
    behind.close();
  });

  it("is written whole again after the engine deleted it", async () => {
    const { source, db, behind, save, onDisk } = await aCopy();
    await save();
    db.dexie.close();
    await deleted(source);
    await save();
    expect(await onDisk()).toBe("equal");
    behind.close();
  });

  it("lets another window have the database, and comes back", async () => {
    const { source, behind, save, onDisk } = await aCopy();
    await save();
    await deleted(source); // asks every open connection to let go; would hang if ours did not
    await save();
    expect(await onDisk()).toBe("equal");
    behind.close();
  });

  it("keeps what it was while the disk is full, and catches up when there is room: nothing is asked of a person", async () => {
    const { behind, save, onDisk } = await aCopy();
    await save();
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("no room", "QuotaExceededError");
    });
    try {
      await save();
      await save();
      expect(behind.failures()).toBe(2);
      expect(await onDisk()).toBe("behind"); // whole, and knows that it is behind
    } finally {
      full.mockRestore();
    }
    await save();
    expect(behind.failures()).toBe(0);
    expect(await onDisk()).toBe("equal");
    behind.close();
  });

  it("rests after a writing that took long, and is made to write at once by who asks", async () => {
    const { behind, save, take, onDisk, writes, slowDown } = await aCopy();
    slowDown(150);
    await save();
    expect(writes()).toBe(2);
    for (const until = performance.now() + 900; performance.now() < until; ) {
      take(); // bundle after bundle
      await new Promise((next) => setTimeout(next, 100));
    }
    expect(writes()).toBe(2);
    expect(await onDisk()).toBe("behind");
    await vi.waitFor(() => expect(writes()).toBe(3), { timeout: 3_000 });
    take();
    await behind.settled();
    expect([writes(), await onDisk()]).toEqual([4, "equal"]);
    behind.close();
  });

  it("rewrites only the pages that changed", async () => {
    const { source, behind, save } = await aCopy(40, 8);
    const before = await readRaw(source);
    await save();
    const after = await readRaw(source);
    const ivs = (rows: readonly Record<string, unknown>[]) => new Set(rows.map((row) => String(row.iv)));
    const kept = [...ivs(after.stores.get("pages")!)].filter((iv) => ivs(before.stores.get("pages")!).has(iv));
    expect(before.stores.get("pages")!.length).toBe(6); // 5 pages of 8 people, and what stands beside them
    expect(kept.length).toBe(4);
    behind.close();
  });

  it("never seals the same bytes the same way", async () => {
    const seal = await makeSeal(seeded(seed).bytes(32));
    const [one, other] = await Promise.all([seal.seal(new Uint8Array(40), "a"), seal.seal(new Uint8Array(40), "a")]);
    expect(one.iv).not.toEqual(other.iv);
    expect(one.ct).not.toEqual(other.ct);
    await expect(seal.open(one, "b")).rejects.toMatchObject({ name: "OperationError" });
    await expect(makeSeal(new Uint8Array(32))).rejects.toThrow("used up");
  });
});

describe("inside a transaction", () => {
  it("nothing but Dexie is called by a whole life of the copy", async () => {
    const guard = guardTransactions();
    try {
      const ledger = anOffice(20);
      const source = emptySource();
      const core = await openedCore(ledger, { source });
      await core.settled();
      core.close();
      const again = await openedCore(ledger, { source });
      expect(again.opening.how).toBe("equal");
      expect(again.failures()).toBe(0);
      again.close();
      expect(guard.calls()).toBeGreaterThan(20);
    } finally {
      guard.remove();
    }
  });

  it("a version that seals there is caught, and one that waits for a timer (control)", async () => {
    const guard = guardTransactions();
    try {
      const { db } = await emptyDatabase();
      const seal = await makeSeal(seeded(seed).bytes(32));
      const sealsInside = db.dexie.transaction("rw", db.pages, () =>
        seal.seal(new Uint8Array(8), "a").then((sealed) => db.pages.put({ id: 1, v: 1, ...sealed })),
      );
      await expect(sealsInside).rejects.toThrow("inside a transaction");
      const waitsInside = db.dexie.transaction("rw", db.pages, () =>
        db.pages.count().then(() => new Promise((next) => setTimeout(next, 1))),
      );
      await expect(waitsInside).rejects.toThrow("setTimeout inside a transaction");
      expect(await db.pages.count()).toBe(0);
      db.dexie.close();
    } finally {
      guard.remove();
    }
  });
});

async function emptyDatabase(source = emptySource()) {
  const db = makeDatabase(source);
  await db.dexie.open();
  return { db, source };
}

function anOffice(people: number): TestLedger {
  const random = seeded(seed);
  const ids = idsOf(random);
  const ledger = testLedger(seed);
  ledger.append({ entry: "clerk", clerk: { id: "c1", name: "Trần Thị Lệ", role: "" } });
  ledger.act({ changes: Array.from({ length: people }, () => making(somePerson(random, ids("person")))) });
  return ledger;
}

/** Memory and its copy on the disk, already written once; `save` edits one person and waits for the disk. */
async function aCopy(people = 12, pageRows?: number) {
  const { db, source } = await emptyDatabase();
  const ledger = anOffice(people);
  const identity = { store: "store-1", generation: "g1" };
  const key = ledger.opened().projectionKey;
  const seal = await makeSeal(key.slice());
  let [writes, slow] = [0, 0]; // slow: ms more a writing
  const slower: Seal = {
    ...seal,
    seal: async (plain, place) => {
      if (place.startsWith("head")) {
        writes += 1;
        await new Promise((next) => setTimeout(next, slow));
      }
      return seal.seal(plain, place);
    },
  };
  const memory: Memory = emptyMemory(deriveListed, pageRows);
  const catchUp = (): void => {
    for (const [i, entry] of ledger.entries.entries()) {
      if (i + 1 > memory.head.position) foldEntry(memory, i + 1, entry);
    }
    memory.head = ledger.head();
  };
  catchUp();
  const behind = writeBehind(db, identity, slower, () => momentOf(memory), false);
  behind.moved();
  await behind.settled();
  let saves = 0;
  const take = (): void => {
    const { id, by, first } = [...memory.records.ofKind("person")][0]!;
    saves += 1;
    ledger.act({ changes: [{ record: id, fields: { phone: { saw: [by.phone ?? first], to: String(saves) } } }] });
    catchUp();
    behind.moved();
  };
  return {
    source,
    db,
    behind,
    take,
    save: async () => {
      take();
      await behind.settled();
    },
    writes: () => writes,
    slowDown: (by: number) => {
      slow = by;
    },
    /** What an opening would say now. */
    onDisk: async (): Promise<string> => {
      const { stores } = await readRaw(source);
      const [head, pages] = [stores.get("heads")?.[0], stores.get("pages") ?? []];
      const found = await openMemory({ head, pages } as never, identity, ledger.head(), false, seal, deriveListed);
      if (typeof found === "string") return found;
      return found.head.position === ledger.head().position ? "equal" : "behind";
    },
  };
}

const deleted = (source: IndexedDbSource): Promise<void> =>
  new Promise((give, fail) => {
    const request = source.indexedDB.deleteDatabase(databaseName);
    request.onsuccess = () => give();
    request.onerror = () => fail(request.error ?? new Error("not deleted"));
  });

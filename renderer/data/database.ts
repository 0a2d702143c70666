import { Dexie, type Table } from "dexie";

/** A sealed page as it lies on the disk: its number, the version of its sealing, and ciphertext. Nothing else is kept of it. */
export interface PageRow {
  readonly id: number;
  readonly v: number;
  readonly iv: Uint8Array;
  readonly ct: Uint8Array; // the last 16 bytes are the tag
}

/**
 * Which point of which ledger the pages stand for. One row, written in the same transaction as the pages. The sealed
 * part lists every page with its tag and is bound to the open part, so that a page or a head that does not belong is noticed.
 */
export interface HeadRow {
  readonly id: "head";
  readonly store: string;
  readonly generation: string;
  readonly position: number;
  readonly tag: string;
  readonly format: number;
  readonly iv: Uint8Array;
  readonly ct: Uint8Array;
}

export interface Database {
  readonly dexie: Dexie;
  readonly pages: Table<PageRow, number>;
  readonly heads: Table<HeadRow, string>;
}

/** Where IndexedDB comes from: the page's own; tests bring another. */
export interface IndexedDbSource {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof globalThis.IDBKeyRange;
}

/** One name for every office: the name of a database stands in the clear. */
export const databaseName = "working-copy";

/** Version of the tables. Pages have a format of their own, see manifest.ts. */
export const tablesVersion = 1;

/**
 * The database of the working copy, not opened yet. No index, and keys that say nothing: whatever IndexedDB indexes lies
 * on the disk in the clear, and stays there after it is deleted.
 *
 * Durability is relaxed on purpose: the ledger was synced before anything comes here, a lost transaction is caught up at
 * the next start, and a strict one would make an old disk wait at every save for a copy that may vanish anyway.
 */
export function makeDatabase(source: IndexedDbSource): Database {
  const dexie = new Dexie(databaseName, {
    indexedDB: source.indexedDB,
    IDBKeyRange: source.IDBKeyRange,
    chromeTransactionDurability: "relaxed",
    autoOpen: false,
  });
  dexie.version(tablesVersion).stores({ pages: "id", heads: "id" });
  // Another window or a later version wants the database: let go, the copy is written again at the next chance.
  dexie.on("versionchange", () => {
    dexie.close();
  });
  return { dexie, pages: dexie.table("pages"), heads: dexie.table("heads") };
}

/** All that is on the disk: ciphertext only; opening it comes after the transaction. */
export function readAll(db: Database): Promise<{ readonly head: HeadRow | undefined; readonly pages: PageRow[] }> {
  return db.dexie.transaction("r", db.pages, db.heads, () =>
    Dexie.Promise.all([db.heads.get("head"), db.pages.toArray()]).then(([head, pages]) => ({ head, pages })),
  );
}

/**
 * Write sealed pages and the head they stand for: both or neither, so that a copy that is behind knows it.
 *
 * @param afresh  true: nothing that is there now stays
 */
export function writeAll(db: Database, pages: readonly PageRow[], head: HeadRow, afresh: boolean): Promise<void> {
  return db.dexie.transaction("rw", db.pages, db.heads, () =>
    Dexie.Promise.all(afresh ? [db.pages.clear(), db.heads.clear()] : [])
      .then(() => Dexie.Promise.all([db.pages.bulkPut(pages), db.heads.put(head)]))
      .then(() => undefined),
  );
}

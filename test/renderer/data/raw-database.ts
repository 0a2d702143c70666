import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { databaseName, type IndexedDbSource } from "../../../renderer/data/database.ts";

/** The working copy as it lies on the disk, read and written past the program. */
export interface RawCopy {
  readonly version: number;
  readonly stores: ReadonlyMap<string, readonly Record<string, unknown>[]>;
}

export const emptySource = (): IndexedDbSource => ({ indexedDB: new IDBFactory(), IDBKeyRange });

export async function readRaw({ indexedDB }: IndexedDbSource): Promise<RawCopy> {
  const db = await done(indexedDB.open(databaseName));
  const stores = new Map<string, Record<string, unknown>[]>();
  for (const name of Array.from(db.objectStoreNames)) {
    stores.set(name, (await done(db.transaction(name).objectStore(name).getAll())) as Record<string, unknown>[]);
  }
  const { version } = db;
  db.close();
  return { version, stores };
}

/** A disk that holds exactly this copy. */
export async function sourceWith(copy: RawCopy): Promise<IndexedDbSource> {
  const source = emptySource();
  const opening = source.indexedDB.open(databaseName, copy.version);
  opening.onupgradeneeded = () => {
    for (const name of copy.stores.keys()) opening.result.createObjectStore(name, { keyPath: "id" });
  };
  const db = await done(opening);
  for (const [name, rows] of copy.stores) {
    const store = db.transaction(name, "readwrite").objectStore(name);
    for (const row of rows) await done(store.put(row));
  }
  db.close();
  return source;
}

/** The same copy with one store's rows replaced. */
export const withRows = (copy: RawCopy, store: string, rows: readonly Record<string, unknown>[]): RawCopy => ({
  ...copy,
  stores: new Map([...copy.stores, [store, rows]]),
});

const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((give, fail) => {
    request.onsuccess = () => give(request.result);
    request.onerror = () => fail(request.error ?? new Error("request failed"));
  });

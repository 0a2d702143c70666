/**
 * Opening an office of 3,000 people with 30,000 rows of history: key in hand → the list is ready.
 * Ours reads sealed pages in the worker; the other side is Dexie's `toArray` of the same rows kept plain with six indexes,
 * and nothing else: no decryption, no sort, no search.
 * Runs inside a page, a fresh one each time: `node test/bench/in-page.mjs opening`.
 */
import { Dexie } from "dexie";
import type { LedgerStretches } from "../../renderer/data/office-data.ts";
import { openOfficeData, prepareOfficeData } from "../../renderer/data/open-office-data.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import { madeLedger, madeOffice, plainRow } from "./made-office.ts";

export interface OpeningSize {
  readonly seed: number;
  readonly people: number;
  readonly career: number; // rows of history a person
}

const plainName = "plain-rows";

/** Write the working copy of a made-up office. Answers what the next start needs to open it. */
export async function fillSealed(size: OpeningSize): Promise<{ readonly opened: object; readonly millis: number }> {
  const { opened, ledger } = madeLedger(madeOffice(size.seed, size.people, size.career), size.seed);
  const begun = performance.now();
  const data = await openOfficeData(opened, ledger, () => {});
  const millis = performance.now() - begun;
  await data.settled();
  data.close();
  return { opened: { ...opened, projectionKey: [...opened.projectionKey] }, millis };
}

/** The same records as rows of Dexie, with the indexes such a program usually has. */
export async function fillPlain(size: OpeningSize): Promise<void> {
  const office = madeOffice(size.seed, size.people, size.career);
  const db = plainDatabase();
  await db.table("people").bulkPut(office.people.map(plainRow));
  await db.table("assignments").bulkPut(office.assignments.map(plainRow));
  db.close();
}

/** Milliseconds until the first fifty rows of the list are in the page, in the order of names. */
export async function openSealed(written: { readonly opened: object }): Promise<{
  readonly millis: number;
  readonly total: number;
  readonly rows: number;
}> {
  const opened = openedFrom(written);
  prepareOfficeData(); // as the page does while the passphrase is typed
  await new Promise((typed) => setTimeout(typed, 1500));
  const begun = performance.now();
  const data = await openOfficeData(opened, noLedger, () => {});
  const found = await data.searchPeople({ text: "", order: "name" });
  const rows = await data.peopleRows(found.key, 0, 50);
  const millis = performance.now() - begun;
  data.close();
  return {
    millis,
    total: found.total,
    rows: rows.length,
  };
}

/** What was written down for the next page, with its key as bytes again. */
export function openedFrom(written: { readonly opened: object }): Opened {
  const opened = written.opened as Omit<Opened, "projectionKey"> & { readonly projectionKey: readonly number[] };
  return { ...opened, projectionKey: Uint8Array.from(opened.projectionKey) };
}

const notAsked = () => Promise.reject(new Error("the copy should have been enough"));
export const noLedger: LedgerStretches = {
  read: notAsked,
  at: notAsked,
  lines: notAsked,
  staged: notAsked,
};

/** Milliseconds until every row is in memory. */
export async function openPlain(): Promise<{ readonly millis: number; readonly total: number; readonly rows: number }> {
  await new Promise((typed) => setTimeout(typed, 1500));
  const begun = performance.now();
  const db = plainDatabase();
  const [people, assignments] = await Promise.all([db.table("people").toArray(), db.table("assignments").toArray()]);
  const millis = performance.now() - begun;
  db.close();
  return { millis, total: people.length, rows: assignments.length };
}

function plainDatabase(): Dexie {
  const db = new Dexie(plainName);
  db.version(1).stores({
    people: "id, birthName, birthDate, nativeCommune",
    assignments: "id, personId, unitId, from",
  });
  return db;
}

// dexie-export-import beside us: a whole office out to one file and in again. Runs in a page of real Chromium.
import { Dexie } from "dexie";
import { exportDB, importDB } from "dexie-export-import";

const stores = {
  people: "id, birthName, birthDate, nativeCommune, cadreNumber, idNumber, custodian",
  assignments: "id, personId, unitId, from",
};

/** Fill a plain database with rows given as JSON text, a part at a time. */
export async function fillRows(name, table, text) {
  const db = new Dexie(name);
  db.version(1).stores(stores);
  await db.table(table).bulkPut(JSON.parse(text));
  db.close();
}

/** Milliseconds out, milliseconds in (into another database), and the file's size. */
export async function outAndIn(name) {
  const db = await new Dexie(name).open();
  let begun = performance.now();
  const file = await exportDB(db);
  const bytes = await file.arrayBuffer(); // the file, whole, in hand
  const out = performance.now() - begun;
  db.close();
  await Dexie.delete(name);
  begun = performance.now();
  const again = await importDB(new Blob([bytes]), { name });
  const took = performance.now() - begun;
  const rows = (await again.table("people").count()) + (await again.table("assignments").count());
  again.close();
  return { out, in: took, bytes: bytes.byteLength, rows };
}

// PouchDB beside us: one database takes in another's edits by replication (LevelDB, its fastest store on Node).
// Argument: a file with { base: [[id, {…}]], saves: [[id, {field: value}]] }.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import leveldb from "pouchdb-adapter-leveldb";
import PouchDB from "pouchdb-core";
import replication from "pouchdb-replication";

PouchDB.plugin(leveldb).plugin(replication);
const [inputFile, runs = "1"] = process.argv.slice(2);
const { base, saves } = JSON.parse(readFileSync(inputFile, "utf8"));
const folder = mkdtempSync(path.join(tmpdir(), "pouch-rival-"));
const open = (name) => new PouchDB(path.join(folder, name), { adapter: "leveldb" });

const times = [];
for (let run = 0; run < Number(runs); run++) {
  const [from, into] = [open(`from-${run}`), open(`into-${run}`)];
  const docs = new Map(base.map(([id, fields]) => [id, { _id: id, ...fields }]));
  await from.bulkDocs([...docs.values()]);
  await into.replicate.from(from, { batch_size: 1000 });
  // The saves, one revision each, as a clerk makes them; batched by rounds so that no document stands twice in one.
  let round = new Map();
  const flush = async () => {
    const rows = (await from.allDocs({ keys: [...round.keys()] })).rows;
    await from.bulkDocs(rows.map((row) => ({ ...docs.get(row.id), _rev: row.value.rev })));
    round = new Map();
  };
  for (const [id, fields] of saves) {
    if (round.has(id)) await flush();
    docs.set(id, { ...docs.get(id), ...fields });
    round.set(id, true);
  }
  await flush();
  const start = performance.now();
  await into.replicate.from(from, { batch_size: 1000 });
  times.push(performance.now() - start);
  await from.close();
  await into.close();
}
console.log(JSON.stringify({ times }));
rmSync(folder, { recursive: true });

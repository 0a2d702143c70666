// SQLite beside us (Node 24's own, native): the size of a session changeset of the edits, and how long a field-level
// merge of them takes. Run by node 24; argument: a file with { columns, base: [[id, {…}]], saves: [[id, {field: value}]] }.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";

const [inputFile, runs = "1"] = process.argv.slice(2);
const { columns, base, saves } = JSON.parse(readFileSync(inputFile, "utf8"));
const folder = mkdtempSync(path.join(tmpdir(), "sqlite-rival-"));

const plain = (value) =>
  value === null
    ? null
    : typeof value === "object"
      ? JSON.stringify(value)
      : typeof value === "boolean"
        ? Number(value)
        : value;

function filled(name) {
  const db = new DatabaseSync(path.join(folder, name));
  db.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  db.exec(
    `CREATE TABLE person(id TEXT PRIMARY KEY, ${columns.map((column) => `"${column}"`).join(",")}) WITHOUT ROWID`,
  );
  // One version a field, so that a merge can tell a newer value from an older one, as every field-level merge must.
  db.exec("CREATE TABLE clock(id TEXT, field INT, version INT, site INT, PRIMARY KEY(id, field)) WITHOUT ROWID");
  const put = db.prepare(`INSERT INTO person VALUES(?${",?".repeat(columns.length)})`);
  db.exec("BEGIN");
  for (const [id, fields] of base) put.run(id, ...columns.map((column) => plain(fields[column] ?? null)));
  db.exec("COMMIT");
  return db;
}

function changeset() {
  const db = filled("changeset.db");
  const session = db.createSession({ table: "person" });
  const update = new Map(columns.map((column) => [column, db.prepare(`UPDATE person SET "${column}"=? WHERE id=?`)]));
  db.exec("BEGIN");
  for (const [id, fields] of saves)
    for (const [field, value] of Object.entries(fields)) update.get(field).run(plain(value), id);
  db.exec("COMMIT");
  const sizes = {
    changeset: gzipSync(session.changeset(), { level: 9 }).length,
    patchset: gzipSync(session.patchset(), { level: 9 }).length,
  };
  db.close();
  return sizes;
}

function merge(name) {
  const db = filled(name);
  const index = new Map(columns.map((column, i) => [column, i]));
  const update = new Map(columns.map((column) => [column, db.prepare(`UPDATE person SET "${column}"=? WHERE id=?`)]));
  const seen = db.prepare("SELECT version, site FROM clock WHERE id=? AND field=?");
  const stamp = db.prepare(
    "INSERT INTO clock VALUES(?,?,?,?) ON CONFLICT(id, field) DO UPDATE SET version=excluded.version, site=excluded.site",
  );
  const start = performance.now();
  db.exec("BEGIN");
  let version = 0;
  for (const [id, fields] of saves) {
    version += 1;
    for (const [field, value] of Object.entries(fields)) {
      const at = index.get(field);
      const held = seen.get(id, at);
      if (held !== undefined && (held.version > version || (held.version === version && held.site >= 2))) continue;
      update.get(field).run(plain(value), id);
      stamp.run(id, at, version, 2);
    }
  }
  db.exec("COMMIT");
  const took = performance.now() - start;
  db.close();
  return took;
}

const times = [];
for (let i = 0; i < Number(runs); i++) times.push(merge(`merge-${i}.db`));
console.log(JSON.stringify({ ...changeset(), times }));
rmSync(folder, { recursive: true });

import { createHash } from "node:crypto";
import { writeSync } from "node:fs";
import { realMachine } from "../../../electron/machine.ts";
import { createStore, unlockStore } from "../../../electron/store/store.ts";
import { chanceOf } from "./chance.ts";
import { fastKdf } from "./fast-kdf.ts";
import { writeBackMachine } from "./write-back-machine.ts";

/**
 * A process that saves and imports until it is killed. It tells its pipe what it found, what it begins and what was
 * acknowledged, one line each; what entry `n` of that round holds follows from its number.
 *
 * Arguments: folder, round's seed, "sync" or "no-sync".
 */
const [, , folder = "", seedText = "1", syncing = "sync"] = process.argv;
const tell = (line: string) => writeSync(1, `${line}\n`);
const machine = writeBackMachine(realMachine(), syncing === "sync");
const limits = { segmentBytes: 400_000, frameBytes: 60_000, warnBytes: 0, stopBytes: 0 };
const passphrase = "một hai ba bốn năm";
const made = { passphrase, label: "Văn phòng", kdf: fastKdf, reserveBytes: 0, limits };

const opened = await unlockStore(machine, folder, passphrase, { limits, reserveBytes: 0 });
const created = !opened.ok && opened.problem.kind === "no-office" ? await createStore(machine, folder, made) : null;
const store = opened.ok ? opened.value : created?.ok ? created.value.store : null;
if (store === null) {
  tell(`stuck ${JSON.stringify(opened)} ${JSON.stringify(created)}`);
  process.exit(3);
}
const { ledger } = store;
const found = await ledger.read(0, 1e9);
if (!found.ok) tell(`unreadable ${JSON.stringify(found.problem)}`);
else for (const { entry } of found.value.entries) tell(`found ${createHash("sha256").update(entry).digest("hex")}`);
if (ledger.readOnly() !== null) tell(`read-only ${JSON.stringify(ledger.readOnly())}`);
if (ledger.repaired !== null) tell(`repaired ${ledger.repaired.what}`);
tell("ready");

const chance = chanceOf(Number(seedText));
for (let n = 1; ; n += 1) {
  const what = chance.next() < 0.5 ? "import" : "save";
  const bytes = Buffer.from(
    chance.bytes(what === "import" ? 100_000 + chance.below(200_000) : 20 + chance.below(4000)),
  );
  tell(`begin ${what} ${createHash("sha256").update(bytes).digest("hex")}`);
  const appended = await ledger.append(bytes);
  tell(appended.ok ? "ok" : `refused ${appended.problem.kind}`);
  if (n >= 400) break;
}
await store.close();
tell("closed");

import { describe, expect, it, vi } from "vitest";
import { blobIdOf } from "../../../electron/store/blobs.ts";
import { createStore, storeState, unlockStore } from "../../../electron/store/store.ts";
import { chanceOf } from "./chance.ts";
import { fastKdf } from "./fast-kdf.ts";
import { type ForgetfulMachine, forgetfulMachine, type Habits, type Loss } from "./forgetful-machine.ts";
import { given, smallLimits, untilCut } from "./ledger-story.ts";

vi.mock("hash-wasm", () => import("./remembered-argon2.ts"));

const report = (line: string) => process.stdout.write(`${line}\n`);
const folder = "/s/store";
const [passphrase, next] = ["mật khẩu của văn phòng", "một câu khác, dài hơn"];
const options = { limits: smallLimits, reserveBytes: 0 };
const made = { passphrase, label: "Huyện ủy", kdf: fastKdf, ...options };
const losses: Loss[] = ["all", "none", "chance"];

/** After the power came back in a creation: no office, which can then be made; or a whole one, with nothing in it. */
async function faultInCreation(
  point: number,
  loss: Loss,
  habits: Habits,
): Promise<{ fault: string | null; done: boolean }> {
  const machine = forgetfulMachine(1, habits);
  machine.cutAfter(point);
  const told = { created: false };
  await untilCut(machine, async () => {
    const created = await createStore(machine, folder, made);
    told.created = created.ok;
  });
  const after = machine.switchOn(chanceOf(point), loss);
  const done = !machine.isOff();
  const state = await storeState(after, folder);
  if (state === "none") {
    if (told.created) return { fault: "the office was made and is gone", done };
    const again = await createStore(after, folder, made);
    return { fault: again.ok ? null : `cannot be made any more: ${again.problem.kind}`, done };
  }
  const opened = await unlockStore(after, folder, passphrase, options);
  if (!opened.ok) return { fault: `there and does not open: ${opened.problem.kind}`, done };
  const appended = await opened.value.ledger.append(Buffer.from("first"));
  return { fault: appended.ok ? null : `nothing can be saved: ${appended.problem.kind}`, done };
}

interface Answer {
  changed: boolean;
  sealed: string;
  draft: string | null;
  put: boolean;
  saved: number;
}
const portrait = Buffer.alloc(3000, 7);

/** After the power came back: the store opens with exactly one of the two passphrases, and all that was kept is there. */
async function faultAfter(after: ForgetfulMachine, answer: Answer) {
  const fitting = [];
  for (const typed of [passphrase, next]) {
    const one = await unlockStore(after, folder, typed, options);
    if (one.ok) fitting.push(typed);
    else if (one.problem.kind !== "wrong-passphrase") return `does not open: ${one.problem.kind}`;
    if (one.ok) await one.value.close();
  }
  const [secret] = fitting;
  if (answer.changed && secret !== next) return "the changed passphrase does not open it";
  if (secret === undefined || fitting.length > 1) return `opens with ${fitting.length} of the passphrases`;
  const store = given(await unlockStore(after, folder, secret, options));
  const sealed = Buffer.from(given(await store.readSealed("keys")) ?? []).toString();
  if (sealed !== answer.sealed && !(answer.sealed === "old" && sealed === "new")) return `sealed file: "${sealed}"`;
  const draft = given(await store.kept.read("draft:profile"));
  if (draft !== answer.draft && !(answer.draft === null && draft === "typed")) return `the draft: "${draft}"`;
  const { found } = given(await store.blobs.read(blobIdOf(portrait)));
  if (found === "damaged" || (found === "absent" && answer.put)) return `the portrait is ${found}`;
  if (store.ledger.readOnly() !== null) return "shown as damaged";
  if (store.ledger.head().position < answer.saved) return "an entry is lost";
  return null;
}

describe("a power cut while the store is made, changed and closed, T2", () => {
  it("leaves no office or a whole one, at every point of its creation", { timeout: 600_000 }, async () => {
    let [points, finished] = [0, false];
    const faults = [];
    for (let point = 1; !finished; point += 1)
      for (const loss of losses) {
        const { fault, done } = await faultInCreation(point, loss, {});
        if (fault !== null) faults.push(`point ${point}, ${loss}: ${fault}`);
        finished = done;
        points += 1;
      }
    report(`T2: ${points} cuts in the creation of a store`);
    expect(faults).toEqual([]);
    expect(points).toBeGreaterThan(60);
  });

  it("control: without sync a made office is gone or does not open", async () => {
    const lost = await faultInCreation(10_000, "all", { syncs: false });
    expect(lost.fault).not.toBeNull();
  });

  it("leaves the old state or the new, at every point of unlocking, sealing, changing the passphrase and closing", {
    timeout: 600_000,
  }, async () => {
    let points = 0;
    const faults = [];
    const base = forgetfulMachine(5);
    const { store } = given(await createStore(base, folder, made));
    given(await store.writeSealed("keys", Buffer.from("old")));
    await store.close();
    for (let point = 1, finished = false; !finished; point += 1)
      for (const loss of losses) {
        const machine = base.switchOn(chanceOf(point), "none");
        machine.cutAfter(point);
        const answer: Answer = { changed: false, sealed: "old", draft: null, put: false, saved: 0 };
        await untilCut(machine, async () => {
          const opened = given(await unlockStore(machine, folder, passphrase, options));
          for (let i = 0; i < 3; i += 1)
            answer.saved = given(await opened.ledger.append(Buffer.alloc(1500, i))).position;
          given(await opened.writeSealed("keys", Buffer.from("new")));
          answer.sealed = "new";
          given(await opened.kept.write("draft:profile", "typed"));
          answer.draft = "typed";
          given(await opened.blobs.put(portrait));
          answer.put = true;
          given(await opened.changePassphrase(next));
          answer.changed = true;
          await opened.close();
        });
        const fault = await faultAfter(machine.switchOn(chanceOf(point), loss), answer);
        if (fault !== null) faults.push(`point ${point}, ${loss}: ${fault}`);
        finished = !machine.isOff();
        points += 1;
      }
    report(`T2: ${points} cuts from unlocking to closing`);
    expect(faults).toEqual([]);
    expect(points).toBeGreaterThan(100);
  });

  it("shows an office whose CURRENT was lost, and never a first start", async () => {
    const machine = forgetfulMachine(6);
    const { store } = given(await createStore(machine, folder, made));
    given(await store.ledger.append(Buffer.from("one")));
    await store.close();
    for (const line of ["", "g0009\n", "\u0000\u0000\u0000"]) {
      machine.poke(`${folder}/CURRENT`, Buffer.from(line));
      expect(await storeState(machine, folder)).toEqual({ label: "Huyện ủy", holders: [""] });
      const opened = given(await unlockStore(machine, folder, passphrase, options));
      expect(opened.ledger.head().position).toBe(1);
      await opened.close();
    }
  });

  it("tells a log that is shorter than when it was closed", async () => {
    const machine = forgetfulMachine(7);
    const { store } = given(await createStore(machine, folder, made));
    for (const text of ["one", "two", "three"]) given(await store.ledger.append(Buffer.from(text)));
    await store.close();
    const log = `${folder}/g0001/log/000001.seg`;
    machine.poke(log, machine.peek(log).subarray(0, -73)); // "three" and its frame's 68 bytes
    const opened = given(await unlockStore(machine, folder, passphrase, options));
    expect(opened.ledger.readOnly()).toEqual({ kind: "store-damaged", fromEntry: 3 });
    expect(given(await opened.ledger.read(0, 100)).entries.length).toBe(2);
  });
});

describe("one process at a time", () => {
  const entered = async (machine: ForgetfulMachine) => {
    const opened = await unlockStore(machine, folder, passphrase, options);
    return opened.ok ? "open" : opened.problem.kind;
  };

  it("keeps a second one out, also on another computer, and takes over from a dead one", async () => {
    const machine = forgetfulMachine(8);
    const { store } = given(await createStore(machine, folder, made));
    const host = (changes: Partial<typeof machine.host>) => ({ ...machine, host: { ...machine.host, ...changes } });
    expect(await entered(machine)).toBe("in-use"); // twice in one process
    expect(await entered(host({ process: 101, started: "later" }))).toBe("in-use"); // another process, the first still goes
    expect(await entered(host({ machine: "another", isRunning: () => false }))).toBe("in-use");
    expect(await entered(host({ process: 101, isRunning: () => false }))).toBe("open"); // the first is gone
    machine.poke(`${folder}/LOCK`, new Uint8Array(0)); // as a power cut leaves it
    expect(await entered(machine)).toBe("open");
    await store.close();
    expect(await entered(host({ started: "again" }))).toBe("open"); // the same number, another run
  });

  it("does not write behind another program's back", async () => {
    const machine = forgetfulMachine(9);
    const { store } = given(await createStore(machine, folder, made));
    given(await store.ledger.append(Buffer.from("one")));
    machine.poke(`${folder}/LOCK`, new Uint8Array(0));
    const second = given(await unlockStore(machine, folder, passphrase, options));
    given(await second.ledger.append(Buffer.from("two, by the other")));
    expect(await store.ledger.append(Buffer.from("two"))).toEqual({ ok: false, problem: { kind: "in-use" } });
    expect(given(await second.ledger.read(0, 100)).entries.length).toBe(2);
  });
});

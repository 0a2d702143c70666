import { describe, expect, it, vi } from "vitest";
import { createStore, type OpenStore, storeState, unlockStore } from "../../../electron/store/store.ts";
import { chanceOf } from "./chance.ts";
import { fastKdf } from "./fast-kdf.ts";
import { type ForgetfulMachine, forgetfulMachine, type Loss } from "./forgetful-machine.ts";
import { given, smallLimits, untilCut } from "./ledger-story.ts";
import { asked } from "./remembered-argon2.ts";

vi.mock("hash-wasm", () => import("./remembered-argon2.ts"));

const report = (line: string) => process.stdout.write(`${line}\n`);
const folder = "/s/store";
const secrets = {
  "": "mật khẩu của người đầu",
  c2: "mật khẩu của người hai",
  c3: "mật khẩu của người ba",
} as const;
type Holder = keyof typeof secrets;
const holders = Object.keys(secrets) as Holder[];
const options = { limits: smallLimits, reserveBytes: 0 };
const wrong = { ok: false, problem: { kind: "wrong-passphrase" } };

const unlock = (machine: ForgetfulMachine, secret: string, holder: string | null = null) =>
  unlockStore(machine, folder, secret, { ...options, holder });

/** A store of three clerks, closed. */
async function shared(seed: number): Promise<{ machine: ForgetfulMachine; recoveryKey: string }> {
  const machine = forgetfulMachine(seed);
  const made = { passphrase: secrets[""], label: "Huyện ủy", kdf: fastKdf, ...options };
  const { store, recoveryKey } = given(await createStore(machine, folder, made));
  given(await store.ledger.append(Buffer.from("một quyết định")));
  given(await store.setPassphrase("c2", secrets.c2, true));
  given(await store.setPassphrase("c3", secrets.c3, false));
  await store.close();
  return { machine, recoveryKey };
}

/** Who a secret opens the store for; the problem where it does not. */
async function openedFor(machine: ForgetfulMachine, secret: string, holder: string | null = null) {
  const opened = await unlock(machine, secret, holder);
  if (!opened.ok) return opened.problem.kind;
  await opened.value.close();
  return opened.value.holder;
}

function alterHeader(machine: ForgetfulMachine, alter: (text: string) => string) {
  for (const name of ["HEADER", "HEADER.copy"]) {
    const path = `${folder}/g0001/${name}`;
    machine.poke(path, Buffer.from(alter(Buffer.from(machine.peek(path)).toString())));
  }
}

/** How many derivations an attempt cost. */
async function cost(attempt: () => Promise<unknown>): Promise<number> {
  const before = asked.times;
  await attempt();
  return asked.times - before;
}

describe("a store of several clerks, T17", () => {
  it("opens for whose passphrase it is, whoever was named", async () => {
    const { machine, recoveryKey } = await shared(1);
    expect(await storeState(machine, folder)).toEqual({ label: "Huyện ủy", holders: ["", "c2", "c3"] });
    let cases = 0;
    for (const holder of holders)
      for (const named of [null, ...holders, "c9"]) {
        expect(await openedFor(machine, secrets[holder].normalize("NFD"), named), `${holder} as ${named}`).toBe(holder);
        cases += 1;
      }
    expect(cases).toBe(15);
    expect(await openedFor(machine, recoveryKey, "c2")).toBeNull();
    const second = given(await unlock(machine, secrets.c2));
    expect(second.holders()).toEqual([
      { holder: "", first: false },
      { holder: "c2", first: true },
      { holder: "c3", first: false },
    ]);
    await second.close();
  });

  it("costs one derivation for whoever was named, and all of them for any wrong secret", async () => {
    const { machine } = await shared(2);
    for (const holder of holders) expect(await cost(() => openedFor(machine, secrets[holder], holder)), holder).toBe(1);
    for (const named of [null, ...holders, "c9"])
      for (const secret of ["một câu hoàn toàn sai", "x", `${secrets.c2}.`])
        expect(await cost(() => openedFor(machine, secret, named)), `${named}`).toBe(3);
  });

  it("control: the count notices a program that tries no other slot than the one named", async () => {
    const { machine } = await shared(3);
    alterHeader(machine, (text) =>
      text.replace(/"kdf":\{[^}]*\}/g, `"kdf":${JSON.stringify({ ...fastKdf, passes: 1 })}`),
    );
    expect(await cost(() => openedFor(machine, "một câu hoàn toàn sai", "c2"))).not.toBe(3);
  });

  it("never locks out while one valid secret exists: each slot damaged in turn", async () => {
    for (const [broken, holder] of holders.entries()) {
      const { machine, recoveryKey } = await shared(4);
      let slot = -1;
      alterHeader(machine, (text) => {
        slot = -1;
        return text.replace(/("kind":"passphrase".*?"wrapped":")(.)/g, (all, start, digit) => {
          slot += 1;
          return slot === broken ? `${start}${digit === "0" ? 1 : 0}` : all;
        });
      });
      for (const each of holders)
        expect(await openedFor(machine, secrets[each], each)).toBe(each === holder ? "wrong-passphrase" : each);
      expect(await openedFor(machine, recoveryKey)).toBeNull();
    }
  });

  it("does not open a slot that says it is another clerk's, or that its passphrase need not be replaced", async () => {
    const forgeries: readonly ((text: string) => string)[] = [
      (text) => text.replace('"holder":"c2"', '"holder":""'),
      (text) => text.replace('"holder":"c2"', '"holder":"c3"'),
      (text) => text.replace('"holder":"c2","first":true', '"holder":"c2"'),
    ];
    for (const forge of forgeries) {
      const { machine } = await shared(5);
      alterHeader(machine, forge);
      expect(await unlock(machine, secrets.c2)).toEqual(wrong);
      expect(await openedFor(machine, secrets[""])).toBe("");
    }
  });

  it("lets each change their own, resets and removes the others', and keeps the last", async () => {
    const { machine, recoveryKey } = await shared(6);
    const act = async (secret: string, change: (store: OpenStore) => Promise<unknown>) => {
      const store = given(await unlock(machine, secret));
      await change(store);
      await store.close();
    };
    const next = "một câu khác, dài hơn";
    await act(secrets.c2, async (store) => {
      expect(await store.isOwnPassphrase(secrets.c2.normalize("NFD"))).toBe(true);
      expect(await store.isOwnPassphrase(secrets[""])).toBe(false);
      given(await store.changePassphrase(next));
      expect(store.holders().find(({ holder }) => holder === "c2")).toEqual({ holder: "c2", first: false });
      expect(await store.isOwnPassphrase(next)).toBe(true);
    });
    expect(await openedFor(machine, secrets.c2)).toBe("wrong-passphrase");
    expect(await openedFor(machine, next)).toBe("c2");
    expect(await openedFor(machine, secrets[""])).toBe("");
    await act(secrets[""], async (store) => {
      given(await store.setPassphrase("c2", secrets.c2, true));
      given(await store.removePassphrase("c3"));
      given(await store.removePassphrase("c9")); // nobody
    });
    expect(await openedFor(machine, next)).toBe("wrong-passphrase");
    expect(await openedFor(machine, secrets.c2)).toBe("c2");
    expect(await openedFor(machine, secrets.c3)).toBe("wrong-passphrase");
    await act(recoveryKey, async (store) => {
      expect(await store.isOwnPassphrase(secrets[""])).toBe(false);
      given(await store.removePassphrase("c2"));
      expect(await store.removePassphrase("")).toEqual({ ok: false, problem: { kind: "last-passphrase" } });
    });
    expect(await openedFor(machine, secrets[""])).toBe("");
  });
});

const losses: Loss[] = ["all", "none", "chance"];
const third = "mật khẩu của người ba, lần hai";

/** What was answered before the power went. */
interface Answered {
  added: boolean;
  removed: boolean;
  changed: boolean;
}

/** After the power came back: the first clerk and the paper open the store always, everybody else as far as was answered. */
async function faultAfter(machine: ForgetfulMachine, recoveryKey: string, answered: Answered): Promise<string | null> {
  if ((await openedFor(machine, secrets[""])) !== "") return "the first clerk is locked out";
  if ((await openedFor(machine, recoveryKey)) !== null) return "the recovery key opens nothing";
  const added = await openedFor(machine, "mật khẩu của người tư", "c4");
  if (answered.added && added !== "c4") return `the added clerk: ${added}`;
  const removed = await openedFor(machine, secrets.c2, "c2");
  if (answered.removed ? removed !== "wrong-passphrase" : !["c2", "wrong-passphrase"].includes(`${removed}`))
    return `the removed clerk: ${removed}`;
  const [old, now] = [await openedFor(machine, secrets.c3), await openedFor(machine, third)];
  if (answered.changed ? now !== "c3" : [old, now].filter((one) => one === "c3").length !== 1)
    return `the clerk who changed: ${old}, ${now}`;
  return null;
}

/** Cut the power after every step of adding, removing and changing. @param keep  what the added and removed clerks leave behind */
async function faultsIn(seed: number, step: (store: OpenStore, answered: Answered) => Promise<void>) {
  const { machine: base, recoveryKey } = await shared(seed);
  const faults: string[] = [];
  let points = 0;
  for (let point = 1, finished = false; !finished; point += 1)
    for (const loss of losses) {
      const machine = base.switchOn(chanceOf(point), "none");
      machine.cutAfter(point);
      const answered: Answered = { added: false, removed: false, changed: false };
      await untilCut(machine, async () => {
        const store = given(await unlock(machine, secrets[""]));
        await step(store, answered);
        await store.close();
      });
      const fault = await faultAfter(machine.switchOn(chanceOf(point), loss), recoveryKey, answered);
      if (fault !== null) faults.push(`point ${point}, ${loss}: ${fault}`);
      finished = !machine.isOff();
      points += 1;
    }
  return { faults, points };
}

describe("a power cut while clerks come, go and change their passphrases, T2", () => {
  it("locks nobody out at any step of writing slots", { timeout: 600_000 }, async () => {
    const { faults, points } = await faultsIn(7, async (store, answered) => {
      given(await store.setPassphrase("c4", "mật khẩu của người tư", true));
      answered.added = true;
      given(await store.removePassphrase("c2"));
      answered.removed = true;
      given(await store.setPassphrase("c3", third, false));
      answered.changed = true;
    });
    report(`T2: ${points} cuts while slots were written`);
    expect(faults).toEqual([]);
    expect(points).toBeGreaterThan(60);
  });

  it("control: a clerk who is told to be in before the header is written is found locked out", {
    timeout: 600_000,
  }, async () => {
    const { faults } = await faultsIn(8, async (store, answered) => {
      answered.added = true;
      given(await store.setPassphrase("c4", "mật khẩu của người tư", true));
    });
    expect(faults.length).toBeGreaterThan(0);
  });
});

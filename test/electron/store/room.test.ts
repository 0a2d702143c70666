import { describe, expect, it } from "vitest";
import { openLedger } from "../../../electron/store/ledger.ts";
import { forgetfulMachine } from "./forgetful-machine.ts";
import { folders, given, keyOf, newLedger } from "./ledger-story.ts";

const MB = 1_000_000;
const limits = { segmentBytes: 16 * MB, frameBytes: 32 * MB, warnBytes: 5 * MB, stopBytes: 2 * MB };
const seed = 7;
const small = Buffer.from("một trường");

/** A ledger that has looked at the room on its disk once and found enough; then something else takes most of that room. */
async function withRoomGone() {
  const machine = forgetfulMachine(seed);
  await newLedger(machine, seed);
  machine.setCapacity(20 * MB);
  const ledger = given(await openLedger(machine, folders, keyOf(seed), limits));
  given(await ledger.append(small));
  machine.setCapacity(MB);
  return { machine, ledger };
}

describe("the look at the room on the disk", () => {
  it("follows behind a small entry: of an old look at most one is taken, then no more", async () => {
    const { machine, ledger } = await withRoomGone();
    await machine.clock.wait(60_000);
    expect(await ledger.append(small)).toMatchObject({ ok: true });
    expect(await ledger.append(small)).toMatchObject({ ok: false, problem: { kind: "disk-full" } });
    expect(ledger.space()).toBe("full");
    expect(ledger.head().position).toBe(2);
    machine.setCapacity(20 * MB);
    expect(await ledger.append(small)).toMatchObject({ ok: true });
  });

  it("comes before a large entry", async () => {
    const { machine, ledger } = await withRoomGone();
    await machine.clock.wait(60_000);
    const large = Buffer.from(machine.random(2 * MB));
    expect(await ledger.append(large)).toMatchObject({ ok: false, problem: { kind: "disk-full" } });
    expect(ledger.head().position).toBe(1);
  });

  it("comes before the first entry after opening", async () => {
    const machine = forgetfulMachine(seed);
    await newLedger(machine, seed);
    machine.setCapacity(MB);
    const ledger = given(await openLedger(machine, folders, keyOf(seed), limits));
    expect(await ledger.append(small)).toMatchObject({ ok: false, problem: { kind: "disk-full" } });
  });
});

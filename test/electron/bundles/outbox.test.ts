import { beforeAll, describe, expect, it } from "vitest";
import { outboxFor, unheardOffices } from "../../../electron/bundles/outbox.ts";
import { addEntry } from "../../../electron/office.ts";
import { dice } from "../exchange/offices.ts";
import { copyOf, handIn, introduce, type MemoryOffice, memoryOffice, pack, write } from "../memory-office.ts";

/** The outbox: what was sent, what became of it, and for how long nothing was confirmed. */
const seed = Number(process.env.SEED ?? 20261123);
const person = (n: number) => `person:01234567-89ab-7cde-8f01-${String(n).padStart(12, "0")}`;

let first: readonly [MemoryOffice, MemoryOffice, MemoryOffice];
beforeAll(async () => {
  const [a, b] = [await memoryOffice(41, "doluong", "district"), await memoryOffice(42, "quychau", "district")];
  const c = await memoryOffice(43, "nghean", "province");
  for (const [one, other] of [
    [a, b],
    [a, c],
    [b, c],
  ] as const)
    await introduce(one, other);
  first = [a, b, c];
});
const offices = async () =>
  (await Promise.all(first.map((office) => copyOf(office)))) as [MemoryOffice, MemoryOffice, MemoryOffice];
const carry = async (from: MemoryOffice, to: MemoryOffice) => handIn(to, (await pack(from, to.own.office))!);
const fates = (office: MemoryOffice, to = "nghean") => outboxFor(office, to).lines.map(({ fate }) => fate);

describe("the outbox", () => {
  it("clears only by a receipt: not by writing, not by a second bundle, not by a restart", async () => {
    const [a, , c] = await offices();
    await write(a, person(1), "một");
    const lost = (await pack(a, "nghean"))!;
    expect([lost.from, lost.to]).toEqual([1, 1]);
    expect(fates(a)).toEqual(["unconfirmed"]);
    await write(a, person(2), "hai");
    const again = (await pack(a, "nghean"))!;
    expect([again.from, again.to]).toEqual([1, 2]); // what is unconfirmed goes again by itself
    expect(fates(await copyOf(a))).toEqual(["unconfirmed", "unconfirmed"]);
    expect(outboxFor(a, "nghean").lines.map(({ number, again: later }) => [number, later])).toEqual([
      [2, null],
      [1, 2],
    ]);
    await handIn(c, again);
    expect(fates(a)).toEqual(["unconfirmed", "unconfirmed"]); // it arrived, and we do not know
    await carry(c, a);
    expect(fates(a)).toEqual(["confirmed", "confirmed"]);
    expect(await pack(a, "nghean")).toBeNull();
    expect(outboxFor(await copyOf(a), "nghean")).toEqual(outboxFor(a, "nghean"));
  });

  it("names what waits there, and for what, until it has effect", async () => {
    const [a, b, c] = await offices();
    await write(b, person(1), "do Quỳ Châu ghi");
    await carry(b, c);
    await write(c, person(1), "do tỉnh sửa");
    await carry(c, a); // waits at a: it saw what b wrote
    await carry(a, c);
    expect(outboxFor(c, "doluong").lines[0]).toMatchObject({
      fate: "confirmed",
      sum: { applied: 0, waiting: 1 },
      unsettled: [{ number: 1, why: "waits-for", for: { feed: b.own.feed, number: 1 } }],
    });
    await carry(b, a);
    await write(a, person(2), "đợi xong");
    await carry(a, c);
    expect(outboxFor(c, "doluong").lines.at(-1)).toMatchObject({ sum: { applied: 1, waiting: 0 }, unsettled: [] });
  });

  it("counts each office for itself, and no bundle that could not be written", async () => {
    const [a] = await offices();
    await write(a, person(1), "một");
    await pack(a, "nghean");
    await pack(a, "quychau");
    await addEntry(a, { entry: "not-left", number: 2, problem: "carrier-gone", at: "" });
    expect([fates(a).length, fates(a, "quychau").length]).toEqual([1, 0]);
  });
});

describe("days without a confirmation", () => {
  /** Work on each of these clock notes, a save each; the days that are counted in the end. */
  async function workedOn(notes: readonly string[], confirmAt = -1): Promise<number> {
    const [, , province] = await offices();
    let now = notes[0]!;
    const office = await copyOf(first[0], () => now);
    for (const [i, note] of notes.entries()) {
      now = note;
      await write(office, person(i % 3), note);
      if (i !== confirmAt) continue;
      await carry(office, province);
      await carry(province, office);
    }
    return unheardOffices(office).find((each) => each.office === "nghean")?.days ?? 0;
  }
  const on = (day: string, time = "08:00:00") => `${day}T${time}+07:00`;
  const november = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => on(`2026-11-${String(from + i).padStart(2, "0")}`));

  it("are those on which the office wrote since the first action that is not confirmed", async () => {
    expect(await workedOn(november(2, 16))).toBe(15);
    expect(await workedOn([...november(2, 2), ...november(2, 2), ...november(9, 9)])).toBe(2); // two saves of a day, and a week away
    expect(await workedOn(november(2, 16), 9)).toBe(5);
    expect(await workedOn(november(2, 3), 1)).toBe(0);
  });

  it("are not made by a clock that jumps: each jump is at most a day", async () => {
    const ahead = [...november(2, 5), on("2036-11-06"), ...november(7, 9)];
    expect(await workedOn(ahead)).toBe(8);
    const back = [...november(2, 5), on("1980-01-01"), on("1980-01-01", "09:00:00"), ...november(6, 9)];
    expect(await workedOn(back)).toBe(9);
    const toAndFro = Array.from({ length: 10 }, (_, i) => on(i % 2 === 0 ? "2026-11-02" : "2099-12-31"));
    expect(await workedOn(toAndFro)).toBe(2);
  });

  it("never pass the days of work, whatever the clock shows, where a calendar's count runs wild", async () => {
    const roll = dice(seed);
    let wild = 0;
    for (let n = 0; n < 30; n += 1) {
      const saves = 1 + roll(8);
      const notes = Array.from(
        { length: saves },
        () => `${new Date(roll(4_000) * 86_400_000).toISOString().slice(0, 19)}+07:00`,
      );
      const days = await workedOn(notes);
      expect(days, `${n} of seed ${seed}`).toBe(new Set(notes.map((note) => note.slice(0, 10))).size);
      const calendar = (Date.parse(notes.at(-1)!) - Date.parse(notes[0]!)) / 86_400_000; // the control
      if (calendar < 0 || calendar > saves) wild += 1;
    }
    expect(wild).toBeGreaterThan(15);
  });

  it("begin for a new office with its enrolment, not with our first action", async () => {
    let now = on("2026-11-02");
    const office = await memoryOffice(51, "doluong", "district", () => now);
    for (let day = 2; day < 20; day += 1) {
      now = on(`2026-11-${String(day).padStart(2, "0")}`);
      await write(office, person(1), now);
    }
    await introduce(office, await memoryOffice(52, "nghean", "province"));
    expect(unheardOffices(office)).toMatchObject([{ office: "nghean", from: 1, days: 1 }]);
  });
});

import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { shownEntry } from "../../../electron/book.ts";
import { acceptBundles, checkBundle } from "../../../electron/bundles/receive-bundle.ts";
import { planReturn, returnImport } from "../../../electron/bundles/return-import.ts";
import { entryFrom } from "../../../electron/entry-bytes.ts";
import { recordAction } from "../../../electron/office.ts";
import { planArrival } from "../../../renderer/data/arrival.ts";
import { foldEntry } from "../../../renderer/data/entries.ts";
import { joinedFiles } from "../../../renderer/data/joined-files.ts";
import { judgeAgain } from "../../../renderer/data/judge-again.ts";
import { emptyMemory, type Memory } from "../../../renderer/data/memory.ts";
import type { ArrivalPlan, LedgerSource } from "../../../renderer/data/office-data.ts";
import { deriveListed, listPeople } from "../../../renderer/data/people-listing.ts";
import type { Change } from "../../../shared/change/change.ts";
import { headsOf, isConflict } from "../../../shared/change/heads.ts";
import type { RecordState } from "../../../shared/change/state.ts";
import { stateHash } from "../../../shared/change/state-hash.ts";
import { type Json, kindOf, type RecordId } from "../../../shared/domain/primitives.ts";
import { type Dice, diceOf } from "../../shared/change/dice.ts";
import { unpackHere } from "../exchange/offices.ts";
import {
  copyOf,
  handIn,
  introduce,
  kindOfProblem,
  type MemoryOffice,
  memoryOffice,
  type Parcel,
  pack,
  stickWith,
} from "../memory-office.ts";

const firstSeed = Number(process.env.SEED ?? 11_000);
const bundles = Number(process.env.BUNDLES ?? 120);
const ofEachPair = 40;
const unpacker = unpackHere();
const receiving = { unpacker, program: "0.1.0" };

/** The page's memory of an office, worked out of what main shows of the ledger; nobody may write from it. */
async function pageOf(
  office: MemoryOffice,
  shown = true,
): Promise<{ readonly memory: Memory; readonly ledger: LedgerSource }> {
  const memory = emptyMemory(deriveListed);
  if (office.own.level === "province") memory.known.provinces.add(office.own.office);
  const entries = office.disk.entries.map((bytes, i) => {
    const entry = entryFrom(bytes);
    return { position: i + 1, entry: shown ? shownEntry(office.book, i + 1, entry) : entry };
  });
  for (const { position, entry } of entries) foldEntry(memory, position, entry);
  const ledger: LedgerSource = {
    read: () => Promise.reject(new Error("not asked")),
    at: async (positions) => positions.map((position) => entries[position - 1]!),
  };
  await judgeAgain(memory, ledger);
  return { memory, ledger };
}

const hashOf = ({ state }: Memory) => stateHash(state, (text) => createHash("sha256").update(text).digest("hex"));
const hashAt = async (office: MemoryOffice, shown = true) => hashOf((await pageOf(office, shown)).memory);

/** One save of an office, on files of its own or of the other: create, edit, add a row, edit the row. */
async function saveSomething(office: MemoryOffice, dice: Dice, ids: { count: number }): Promise<void> {
  const { memory } = await pageOf(office);
  const all = [...memory.records.all()];
  const people = all.filter(({ id }) => kindOf(id) === "person");
  const newId = (kind: string): RecordId => {
    ids.count += 1;
    return `${kind}:0192a0b0-1234-7000-8000-${String(ids.count).padStart(12, "0")}`;
  };
  const change = (record: RecordId, values: Record<string, Json>, held?: RecordState): Change => ({
    record,
    fields: Object.fromEntries(
      Object.entries(values).map(([field, to]) => [
        field,
        { saw: held === undefined ? [] : headsOf(held, field).map(({ by }) => by), to },
      ]),
    ),
  });
  const word = () => `Từ ${dice.below(5)}`;
  const changes: Change[] = [];
  const rows = all.filter(({ id }) => kindOf(id) !== "person");
  const target =
    people.length === 0 || dice.chance(0.15) ? null : dice.pick(rows.length > 0 && dice.chance(0.5) ? rows : all);
  if (target === null)
    changes.push(change(newId("person"), { custodian: office.own.office, birthName: word(), phone: "" }));
  else if (kindOf(target.id) === "person" && dice.chance(0.3))
    changes.push(change(newId("assignment"), { personId: target.id, title: word() }));
  else if (kindOf(target.id) === "person")
    changes.push(change(target.id, { [dice.pick(["birthName", "phone"])]: word() }, target));
  else changes.push(change(target.id, { title: word() }, target));
  const saved = await recordAction(office, { purpose: "person.edit", reason: "", audience: [], changes });
  if (!saved.ok) throw new Error(saved.problem.kind);
}

/** By kind, what became of records: worked out from two states, field by field. */
function differenceOf(before: Memory, after: Memory): Record<string, readonly number[]> {
  const found: Record<string, number[]> = {};
  const add = (id: RecordId, place: number, count: number) => {
    if (count === 0) return;
    const sums = found[kindOf(id)] ?? [0, 0, 0];
    sums[place]! += count;
    found[kindOf(id)] = sums;
  };
  const conflicts = (record: RecordState | undefined) =>
    record === undefined ? [] : Object.keys(record.rivals).filter((field) => isConflict(record, field));
  for (const record of after.records.all()) {
    const was = before.records.get(record.id);
    if (was === undefined) add(record.id, 0, 1);
    const shows = (state: RecordState, field: string) => JSON.stringify(state.values[field]);
    if (was !== undefined)
      add(
        record.id,
        1,
        Object.keys(record.values).filter((field) => shows(record, field) !== shows(was, field)).length,
      );
    add(record.id, 2, conflicts(record).filter((field) => !conflicts(was).includes(field)).length);
  }
  for (const record of before.records.all())
    if (after.records.get(record.id) === undefined) add(record.id, 1, Object.keys(record.values).length);
  return found;
}

function planned({ groups }: ArrivalPlan): Record<string, readonly number[]> {
  const found: Record<string, number[]> = {};
  for (const { kind, created, changed, conflicts } of groups) {
    const sums = found[kind] ?? [0, 0, 0];
    for (const [i, count] of [created, changed, conflicts].entries()) sums[i]! += count;
    found[kind] = sums;
  }
  return Object.fromEntries(Object.entries(found).filter(([, sums]) => sums.some((sum) => sum > 0)));
}

/** Check a parcel and plan it as the page would. */
async function previewOf(to: MemoryOffice, parcel: Parcel) {
  const opened = await checkBundle({ ...to, machine: stickWith(to, parcel) }, receiving, join("stick", parcel.name));
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { memory, ledger } = await pageOf(to);
  const listing = listPeople(memory.records, joinedFiles(memory.records), "2026-03-02");
  const lines = opened.value.flatMap((each) => [...each.lines]);
  const { plan } = await planArrival(memory, ledger, listing, lines);
  return { opened: opened.value, memory, plan, lines };
}

describe(`random bundles, taken and returned, seeds from ${firstSeed}`, () => {
  it(`changes what the preview says, and returning restores the exact state, ${bundles} times`, {
    timeout: 900_000,
  }, async () => {
    const met = { bundles: 0, actions: 0, proposals: 0, conflicts: 0, hidden: 0, restarts: 0 };
    for (let seed = firstSeed; met.bundles < bundles; seed += 1) {
      const dice = diceOf(seed);
      const ids = { count: 0 };
      const [a, b] = [
        await memoryOffice(seed, "doluong", "district"),
        await memoryOffice(seed + 500_000, "tinhuy", "province"),
      ];
      await introduce(a, b);
      try {
        for (let n = 0; n < ofEachPair && met.bundles < bundles; n += 1) {
          const [from, to] = dice.chance(0.6) ? [a, b] : [b, a];
          for (let saves = 1 + dice.below(3); saves > 0; saves -= 1) await saveSomething(from, dice, ids);
          if (dice.chance(0.4)) await saveSomething(to, dice, ids);
          const parcel = await pack(from, to.own.office);
          if (parcel === null) continue;
          const { opened, memory, plan, lines } = await previewOf(to, parcel);
          if (lines.length === 0) continue;
          const before = hashOf(memory);
          const taken = await acceptBundles(to, receiving, opened, {
            proposing: new Set(plan.proposing),
            weight: plan.weight,
            reason: "Đã xem",
          });
          if (!taken.ok) throw new Error(taken.problem.kind);
          const { applied, waiting, held, refused } = plan;
          expect(taken.value[0].sum).toEqual({ applied, waiting, held, refused });
          const after = (await pageOf(to)).memory;
          expect(planned(plan)).toEqual(differenceOf(memory, after));
          const whole = hashOf(after);

          const ground = { feed: from.own.feed, from: lines[0]!.number };
          const returned = await returnImport(to, { ...ground, reason: "Gửi nhầm" });
          if (!returned.ok) throw new Error(returned.problem.kind);
          expect(returned.value.plan.restsOn).toEqual([]);
          expect(await hashAt(to)).toBe(before);
          if ((await hashAt(to, false)) !== before) met.hidden += 1; // the control: nothing hidden, another state
          if (n % 8 === 0) {
            const again = await copyOf(to);
            expect(await hashAt(again)).toBe(before);
            expect(Object.fromEntries(again.book.effects.lengths)).toEqual(Object.fromEntries(to.book.effects.lengths));
            met.restarts += 1;
          }
          expect(kindOfProblem(await handIn(to, parcel, unpacker))).toBe("taken");
          expect(await hashAt(to)).toBe(whole);
          met.bundles += 1;
          met.actions += lines.length;
          met.proposals += held;
          met.conflicts += plan.groups.reduce((sum, group) => sum + group.conflicts, 0);
        }
      } catch (error) {
        throw new Error(`SEED=${seed} BUNDLES=${ofEachPair}: ${String(error)}`, { cause: error });
      }
    }
    console.info(`returned: ${JSON.stringify(met)}`);
    expect(met.bundles).toBe(bundles);
    expect(met.hidden).toBe(bundles);
    expect(met.proposals).toBeGreaterThan(bundles / 20);
    expect(met.conflicts).toBeGreaterThan(bundles / 100);
  });
});

describe("a bundle that is returned", () => {
  const person = (n: number): RecordId<"person"> => `person:0192a0b0-1234-7000-8000-${String(n).padStart(12, "0")}`;
  const make = async (office: MemoryOffice, n: number) =>
    recordAction(office, {
      purpose: "person.create",
      reason: "",
      audience: [],
      changes: [
        {
          record: person(n),
          fields: { custodian: { saw: [], to: "doluong" }, birthName: { saw: [], to: `Người ${n}` } },
        },
      ],
    });
  const two = async () => {
    const [from, to] = [await memoryOffice(1, "doluong", "district"), await memoryOffice(2, "tinhuy", "province")];
    await introduce(from, to);
    for (const n of [1, 2, 3]) await make(from, n);
    const parcel = (await pack(from, "tinhuy"))!;
    expect(kindOfProblem(await handIn(to, parcel))).toBe("taken");
    return { from, to, parcel, feed: from.own.feed };
  };

  it("stays as far as own later work rests on it, by name, and the rest goes", async () => {
    const { to, feed } = await two();
    await recordAction(to, {
      purpose: "person.edit",
      reason: "",
      audience: [],
      changes: [{ record: person(2), fields: { birthName: { saw: [`${feed}:2`], to: "Sửa sau" } } }],
    });
    const plan = await planReturn(to, feed, 1);
    expect(plan).toEqual({ ok: true, value: { upTo: 2, was: 3, restsOn: [person(2)] } });
    expect((await returnImport(to, { feed, from: 1, reason: "Gửi nhầm" })).ok).toBe(true);
    const { memory } = await pageOf(to);
    const names = [1, 2, 3].map((n) => memory.records.get(person(n))?.values.birthName);
    expect(names).toEqual(["Người 1", "Người 2", undefined]);
    // What the province wrote of the name stays as it was: a proposal.
    expect(memory.state.proposals.get(person(2))?.birthName?.map(({ to: said }) => said)).toEqual(["Sửa sau"]);
  });

  it("stays where an own row names a person that only it made", async () => {
    const { to, feed } = await two();
    const row: RecordId = "assignment:0192a0b0-1234-7000-8000-000000000099";
    await recordAction(to, {
      purpose: "person.edit",
      reason: "",
      audience: [],
      changes: [{ record: row, fields: { personId: { saw: [], to: person(3) }, title: { saw: [], to: "Bí thư" } } }],
    });
    expect(await returnImport(to, { feed, from: 1, reason: "Gửi nhầm" })).toMatchObject({
      ok: false,
      problem: { kind: "return-built-upon", upTo: 3 },
    });
  });

  it("is told to its sender with the reason, who sends it again; what comes next waits for it", async () => {
    const { from, to, parcel, feed } = await two();
    const receipt = (await pack(to, "doluong"))!;
    expect(kindOfProblem(await handIn(from, receipt))).toBe("taken");
    expect(from.book.confirmed.get(to.own.feed)?.upTo).toBe(3);
    await make(from, 4);
    const next = (await pack(from, "tinhuy"))!;
    expect(next.from).toBe(4);

    expect((await returnImport(to, { feed, from: 1, reason: "Gửi nhầm bản cũ" })).ok).toBe(true);
    expect(kindOfProblem(await handIn(to, next))).toBe("bundle-out-of-turn");
    const back = (await pack(to, "doluong"))!;
    expect(kindOfProblem(await handIn(from, back))).toBe("taken");
    expect(from.book.told.get(to.own.feed)?.receipt).toMatchObject({
      upTo: 0,
      returned: { from: 1, to: 3, reason: "Gửi nhầm bản cũ" },
      missing: { from: 1, to: 3 },
    });
    expect((await pack(from, "tinhuy"))?.from).toBe(1);
    const again = await handIn(to, parcel); // with it, what waited
    expect(again.ok && again.value.length).toBe(2);
    const truth = (await pack(to, "doluong"))!;
    expect(kindOfProblem(await handIn(from, truth))).toBe("taken");
    expect(from.book.told.get(to.own.feed)?.receipt).toMatchObject({ upTo: 4 });
    expect(from.book.told.get(to.own.feed)?.receipt.returned).toBeUndefined();
  });
});

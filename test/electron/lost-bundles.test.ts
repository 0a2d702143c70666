import { beforeAll, describe, expect, it } from "vitest";
import { sha256Hex } from "../../electron/exchange/sha256.ts";
import { refOf } from "../../shared/change/change.ts";
import { decodeLine } from "../../shared/change/line.ts";
import { genesis, headsOf } from "../../shared/exchange/chain.ts";
import type { Receipt } from "../../shared/exchange/header.ts";
import { hashOf } from "../shared/change/examine.ts";
import { dice } from "./exchange/offices.ts";
import {
  copyOf,
  handIn,
  introduce,
  linesAt,
  type MemoryOffice,
  memoryOffice,
  overviewOf,
  type Parcel,
  pack,
  stateOf,
  write,
} from "./memory-office.ts";

/**
 * Three offices that all write, and whose bundles and receipts are lost, doubled, late and out of order. Whatever was lost: after
 * enough rounds all hold the same, nothing was applied twice, and every receipt on its way said what was true where it was made.
 */
const seed = Number(process.env.SEED ?? 20261123);
const count = Number(process.env.CASES ?? 40);
const person = (n: number) => `person:01234567-89ab-7cde-8f01-${String(n).padStart(12, "0")}`;

let first: readonly [MemoryOffice, MemoryOffice, MemoryOffice];
beforeAll(async () => {
  const [a, b] = [await memoryOffice(11, "doluong", "district"), await memoryOffice(12, "quychau", "district")];
  const c = await memoryOffice(13, "nghean", "province");
  for (const [one, other] of [
    [a, b],
    [a, c],
    [b, c],
  ] as const)
    await introduce(one, other);
  first = [a, b, c];
});

interface Run {
  readonly offices: readonly MemoryOffice[];
  readonly delivered: number;
  readonly lost: number;
  readonly waited: number; // actions that waited for another office's
  readonly rounds: number; // until nothing was left to send
  readonly faults: readonly string[];
}

type Deliver = typeof handIn;

async function run(roll: (below: number) => number, deliver: Deliver = handIn): Promise<Run> {
  const offices = await Promise.all(first.map((office) => copyOf(office)));
  const bag: { readonly to: MemoryOffice; readonly parcel: Parcel }[] = [];
  const faults: string[] = [];
  let [delivered, lost, waited] = [0, 0, 0];
  const bring = async ({ to, parcel }: (typeof bag)[number]) => {
    const answer = await deliver(to, parcel);
    delivered += 1;
    if (!answer.ok) return;
    for (const { entry } of answer.value) {
      if (entry.entry !== "import") continue;
      waited += entry.sum.waiting;
      const wrong = receiptFault(entry.receipts, offices);
      if (wrong !== null) faults.push(wrong);
    }
  };
  const send = async (from: MemoryOffice, to: MemoryOffice) => {
    const parcel = await pack(from, to.own.office);
    if (parcel !== null) remember(from, to);
    return parcel;
  };
  for (let step = 0; step < 24; step += 1) {
    const from = offices[roll(3)]!;
    const to = offices.filter((office) => office !== from)[roll(2)]!;
    switch (roll(4)) {
      case 0:
        await write(from, person(roll(3)), `${from.own.office} ${step}`);
        break;
      case 1:
      case 2: {
        const parcel = await send(from, to);
        if (parcel !== null) bag.push({ to, parcel });
        break;
      }
      default: {
        const at = roll(bag.length + 1);
        const one = bag[at];
        if (one === undefined) break;
        const fate = roll(4);
        if (fate !== 0) bag.splice(at, 1); // 0: it comes, and lies on the stick once more
        if (fate === 1) lost += 1;
        else await bring(one);
      }
    }
  }
  lost += bag.length;
  let rounds = 0;
  for (let sent = true; sent && rounds < 8; rounds += 1) {
    sent = false;
    for (const from of offices)
      for (const to of offices) {
        const parcel = from === to ? null : await send(from, to);
        if (parcel === null) continue;
        sent = true;
        await bring({ to, parcel });
      }
  }
  return { offices, delivered, lost, waited, rounds, faults };

  /** What the receipt in a parcel should say, worked out from the records of the office that makes it. */
  function remember(from: MemoryOffice, to: MemoryOffice): void {
    truths.set(`${from.own.office}>${to.own.office}>${from.book.left.length}`, truthOf(from, to.own.feed));
  }
}

/** By sender, addressee and number of the bundle. */
const truths = new Map<string, Truth>();
type Truth = Pick<Receipt, "upTo" | "head"> & { readonly waiting: readonly number[] };

function truthOf(office: MemoryOffice, feed: string): Truth {
  const lines = linesAt(office).filter((line) => line.feed === feed);
  const heads = headsOf(
    sha256Hex,
    genesis,
    lines.map(({ line }) => line),
  );
  const waiting = stateOf(office).waiting.flatMap((arrival) => (arrival.feed === feed ? [arrival.number] : []));
  return { upTo: lines.length, head: heads.at(-1) ?? genesis, waiting: waiting.toSorted((x, y) => x - y) };
}

/** A receipt that is not what its maker's records said when it was made (I7). */
function receiptFault(receipts: readonly Receipt[], offices: readonly MemoryOffice[]): string | null {
  for (const { by, feed, upTo, head, unsettled, counts } of receipts) {
    const maker = offices.find(({ own }) => own.office === by)!;
    const to = offices.find(({ own }) => own.feed === feed)!.own.office;
    const said: Truth = { upTo, head, waiting: (unsettled ?? []).map(({ number }) => number) };
    const made = Array.from({ length: maker.book.left.length }, (_, i) => truths.get(`${by}>${to}>${i + 1}`));
    const same = made.some((truth) => truth !== undefined && JSON.stringify(truth) === JSON.stringify(said));
    if (!same || (counts?.waiting ?? 0) !== said.waiting.length) return `${by} on ${feed}: ${JSON.stringify(said)}`;
  }
  return null;
}

/** What is wrong when all has been sent: null, or words. */
function fault({ offices, rounds, faults }: Run): string | null {
  if (faults.length > 0) return faults.join("; ");
  if (rounds >= 8) return "there is always something left to send";
  const sums = new Set(offices.map((office) => hashOf(stateOf(office))));
  if (sums.size > 1) return "the offices hold different things";
  for (const office of offices) {
    const lines = linesAt(office);
    if (new Set(lines.map(refOf)).size !== lines.length) return "an action was taken twice";
    if (lines.some(({ feed, number, line }) => !decodeLine(JSON.parse(line), feed, number).ok)) return "no action";
    if (office.book.effects.waiting.length > 0 || stateOf(office).waiting.length > 0) return "an action waits for ever";
    const { lastAction, peers, waiting } = overviewOf(office);
    if (peers.some(({ confirmedUpTo }) => confirmedUpTo !== lastAction)) return "what arrived is not confirmed";
    if (waiting.length > 0) return "a bundle waits for ever";
  }
  return null;
}

describe(`bundles and receipts that are lost, late and doubled, seed ${seed}`, () => {
  it(`end in the same records everywhere, ${count} times`, { timeout: 900_000 }, async () => {
    const sum = { delivered: 0, lost: 0, waited: 0, rounds: 0 };
    for (let n = 0; n < count; n += 1) {
      truths.clear();
      const done = await run(dice(seed + n));
      expect(fault(done), `seed ${seed + n}`).toBeNull();
      sum.delivered += done.delivered;
      sum.lost += done.lost;
      sum.waited += done.waited;
      sum.rounds = Math.max(sum.rounds, done.rounds);
    }
    console.log(`${count} histories: ${JSON.stringify(sum)}`);
    expect(sum.lost).toBeGreaterThan(count);
    expect(sum.waited).toBeGreaterThan(0);
  });

  it("have a receipt name what waits and for what, and no more once it does not", async () => {
    const [a, b, c] = (await Promise.all(first.map((office) => copyOf(office)))) as [
      MemoryOffice,
      MemoryOffice,
      MemoryOffice,
    ];
    const carry = async (from: MemoryOffice, to: MemoryOffice) => handIn(to, (await pack(from, to.own.office))!);
    await write(b, person(1), "do Quỳ Châu ghi");
    await carry(b, c);
    await write(c, person(1), "do tỉnh sửa");
    const early = await carry(c, a);
    expect(early.ok && early.value[0].sum).toEqual({ applied: 0, waiting: 1, held: 0, refused: 0 });
    await carry(a, c);
    expect(c.book.told.get(a.own.feed)?.receipt).toMatchObject({
      upTo: 1,
      unsettled: [{ number: 1, state: "waiting", why: "waits-for", for: { feed: b.own.feed, number: 1 } }],
      counts: { waiting: 1, held: 0, refused: 0 },
    });
    await carry(b, a);
    await write(a, person(2), "đợi xong");
    await carry(a, c);
    const { receipt } = c.book.told.get(a.own.feed)!;
    expect([receipt.unsettled, receipt.counts]).toEqual([undefined, undefined]);
    expect(overviewOf(await copyOf(a))).toEqual(overviewOf(a));
  });

  it("are found wanting where an office forgets what it has confirmed, or applies twice", {
    timeout: 60_000,
  }, async () => {
    const forgets: Deliver = async (to, parcel) => {
      const answer = await handIn(to, parcel);
      to.book.owed.clear();
      return answer;
    };
    const twice: Deliver = async (to, parcel) => {
      const answer = await handIn(to, parcel);
      if (answer.ok) to.disk.entries.push(to.disk.entries[answer.value[0].head.position - 1]!);
      return answer;
    };
    for (const broken of [forgets, twice]) {
      const found: (string | null)[] = [];
      for (let n = 0; n < 3; n += 1) {
        truths.clear();
        found.push(await run(dice(seed + n), broken).then(fault, (error: Error) => error.message));
      }
      expect(found.filter((each) => each !== null).length).toBe(3);
    }
  });
});

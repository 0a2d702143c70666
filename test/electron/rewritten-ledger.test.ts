import { afterEach, describe, expect, it, vi } from "vitest";
import { entryBytes, entryFrom } from "../../electron/entry-bytes.ts";
import { sha256Hex } from "../../electron/exchange/sha256.ts";
import { genesis, headsOf } from "../../shared/exchange/chain.ts";
import type { Entry } from "../../shared/exchange/entry.ts";
import type { MemoryOffice } from "./memory-office.ts";
import { type Chance, chanceOf, times } from "./store/chance.ts";

/**
 * T15, whoever holds the keys: a clerk opens the ledger, writes its history anew and seals it again, so that every tag and every chain
 * fits. The witnesses are the province's receipts, which quote number and chain hash: those kept in the ledger, and where these were
 * cut away or written anew too, the next one that comes.
 */
type Offices = typeof import("./memory-office.ts");
const firstSeed = Number(process.env.SEED ?? 20_261_123);
const person = (n: number) => `person:01234567-89ab-7cde-8f01-${String(n).padStart(12, "0")}`;

/** A district that wrote and was confirmed some times, and what its disk held at each receipt. */
interface Story {
  readonly district: MemoryOffice;
  readonly province: MemoryOffice;
  readonly copies: readonly (readonly Buffer[])[]; // of its ledger, older ones first
  readonly confirmed: number; // last own action that the province has confirmed
}

async function story({ memoryOffice, introduce, write, pack, handIn }: Offices, seed: number): Promise<Story> {
  const chance = chanceOf(seed);
  const district = await memoryOffice(seed + 1, "doluong", "district");
  const province = await memoryOffice(seed + 2, "nghean", "province");
  await introduce(district, province);
  const copies: (readonly Buffer[])[] = [];
  let confirmed = 0;
  let number = 0;
  const writeSome = async () => {
    for (let i = 1 + chance.below(3); i > 0; i -= 1) {
      number += 1;
      await write(district, person(number), `Lò Văn ${number}`);
    }
  };
  for (let round = 0; round < 3; round += 1) {
    await writeSome();
    copies.push([...district.disk.entries]);
    await handIn(province, (await pack(district, "nghean"))!);
    await write(province, person(1000 + round), "Người của tỉnh");
    await handIn(district, (await pack(province, "doluong"))!);
    confirmed = number;
  }
  await writeSome(); // what nobody has confirmed
  return { district, province, copies, confirmed };
}

const entriesOf = ({ district }: Story): Entry[] => district.disk.entries.map(entryFrom);
const isOwn = (entry: Entry) => entry.entry === "action";

/** Own actions numbered anew in their order. */
const numbered = (entries: readonly Entry[], feed: string): Entry[] => {
  let number = 0;
  return entries.map((entry) => {
    if (entry.entry !== "action") return entry;
    number += 1;
    return { entry: "action", action: { feed, number, line: entry.action.line } };
  });
};

type Forgery = (of: Story, chance: Chance) => readonly Entry[];
const at = (of: Story, number: number): number =>
  entriesOf(of).findIndex((entry) => entry.entry === "action" && entry.action.number === number);

/** Each writes the ledger anew, at an action that was confirmed. */
const forgeries: Readonly<Record<string, Forgery>> = {
  "say another value": (of, chance) => {
    const entries = entriesOf(of);
    const place = at(of, 1 + chance.below(of.confirmed));
    const entry = entries[place]!;
    if (entry.entry === "action")
      entries[place] = {
        entry: "action",
        action: { ...entry.action, line: entry.action.line.replace("Lò Văn", "Lò Thị") },
      };
    return entries;
  },
  "leave an action out": (of, chance) =>
    numbered(entriesOf(of).toSpliced(at(of, 1 + chance.below(of.confirmed)), 1), of.district.own.feed),
  "put an action in": (of, chance) => {
    const place = at(of, 1 + chance.below(of.confirmed));
    const entries = entriesOf(of);
    const entry = entries[place]!;
    const more: Entry =
      entry.entry === "action"
        ? { entry: "action", action: { ...entry.action, line: entry.action.line.replace(/person:0/, "person:9") } }
        : entry;
    return numbered(entries.toSpliced(place, 0, more), of.district.own.feed);
  },
  "change two about": (of, chance) => {
    const entries = entriesOf(of);
    const first = 1 + chance.below(of.confirmed - 1);
    const [a, b] = [at(of, first), at(of, first + 1)];
    [entries[a], entries[b]] = [entries[b]!, entries[a]!];
    return numbered(entries, of.district.own.feed);
  },
  "cut the tail": (of, chance) => entriesOf(of).slice(0, at(of, 1 + chance.below(of.confirmed))),
  "put an older copy in its place": ({ copies, confirmed }, chance) => {
    const older = copies.filter((copy) => copy.map(entryFrom).filter(isOwn).length < confirmed);
    return chance.pick(older).map(entryFrom);
  },
};

/** The receipts that the ledger keeps are written anew as well, so that they fit what it tells now. */
function withReceiptsThatFit(entries: readonly Entry[], feed: string): readonly Entry[] {
  const lines = entries.flatMap((entry) => (entry.entry === "action" ? [entry.action.line] : []));
  const heads = [genesis, ...headsOf(sha256Hex, genesis, lines)];
  return entries.map((entry) =>
    entry.entry === "import"
      ? {
          ...entry,
          receipts: entry.receipts.map((receipt) => {
            const upTo = Math.min(receipt.upTo, lines.length);
            return receipt.feed === feed ? { ...receipt, upTo, head: heads[upTo] ?? genesis } : receipt;
          }),
        }
      : entry,
  );
}

/** The office as it opens on the ledger that was put in its place; null: the program says that it is damaged. */
async function reopened(
  { copyOf }: Offices,
  { district }: Story,
  entries: readonly Entry[],
): Promise<MemoryOffice | null> {
  const disk = { ...district.disk, entries: entries.map((entry) => entryBytes(entry)) };
  return copyOf({ ...district, disk }).catch(() => null);
}

const told = ({ overviewOf }: Offices, office: MemoryOffice): readonly string[] =>
  overviewOf(office).peers.flatMap(({ standing }) => standing.map(({ kind }) => kind));
const differs = (kinds: readonly string[]) =>
  kinds.some((kind) => kind === "receipt-differs" || kind === "receipt-beyond");

/** By what it is found; null: it is not. */
async function foundBy(offices: Offices, of: Story, entries: readonly Entry[]): Promise<string | null> {
  const office = await reopened(offices, of, entries);
  if (office === null) return "the ledger does not open";
  if (differs(told(offices, office))) return "a receipt that the ledger keeps";
  await offices.write(of.province, person(2000), "Người của tỉnh");
  await offices.handIn(office, (await offices.pack(of.province, "doluong"))!);
  return differs(told(offices, office)) ? "the next receipt" : null;
}

const real: Offices = await import("./memory-office.ts");
afterEach(() => {
  vi.doUnmock("../../shared/exchange/receipt.ts");
  vi.resetModules();
});

describe("a ledger that was written anew and sealed by whoever holds the keys, T15", () => {
  it("is found out back to the last receipt", { timeout: 600_000 }, async () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < times(12); n += 1) {
      const seed = firstSeed + n;
      const of = await story(real, seed);
      for (const [kind, forge] of Object.entries(forgeries)) {
        const forged = forge(of, chanceOf(seed + 5));
        for (const entries of [forged, withReceiptsThatFit(forged, of.district.own.feed)]) {
          const province = await real.copyOf(of.province);
          const found = await foundBy(real, { ...of, province }, entries);
          expect(found, `seed ${seed}, ${kind}`).not.toBeNull();
          counts.set(`${kind}: ${found}`, (counts.get(`${kind}: ${found}`) ?? 0) + 1);
        }
      }
    }
    process.stdout.write(
      `T15, sealed again: ${JSON.stringify(Object.fromEntries([...counts].toSorted(([one], [other]) => (one < other ? -1 : 1))))}\n`,
    );
    for (const kind of Object.keys(forgeries)) {
      const ways = [...counts.keys()].filter((one) => one.startsWith(kind)).map((one) => one.slice(kind.length + 2));
      const cutAway = ["cut the tail", "put an older copy in its place"].includes(kind); // their receipts with them
      expect(cutAway ? ways : ways.filter((way) => way !== "the next receipt"), kind).toEqual([
        cutAway ? "the next receipt" : "a receipt that the ledger keeps",
      ]);
    }
  });

  it("keeps what nobody has confirmed unwitnessed, and says nothing against an honest ledger", async () => {
    for (let n = 0; n < times(10); n += 1) {
      const of = await story(real, firstSeed + 500 + n);
      expect(await foundBy(real, of, entriesOf(of))).toBeNull();
      const later = entriesOf(of).slice(0, at(of, of.confirmed + 1));
      expect(await foundBy(real, of, later)).toBeNull();
    }
  });

  it("control: a build that believes receipts without looking at the chain finds none of the values changed", async () => {
    vi.resetModules();
    vi.doMock("../../shared/exchange/receipt.ts", async (original) => ({
      ...(await original<typeof import("../../shared/exchange/receipt.ts")>()),
      confirmationOf: ({ upTo }: { readonly upTo: number }) => ({ kind: "confirmed", upTo }),
    }));
    const broken: Offices = await import("./memory-office.ts");
    let missed = 0;
    for (const [n, forge] of Object.values(forgeries).entries()) {
      const of = await story(broken, firstSeed + n);
      if ((await foundBy(broken, of, forge(of, chanceOf(n)))) === null) missed += 1;
    }
    expect(missed).toBe(Object.keys(forgeries).length);
  });
});

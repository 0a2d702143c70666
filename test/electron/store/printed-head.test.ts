import { describe, expect, it } from "vitest";
import { type Ledger, openLedger, usualLimits } from "../../../electron/store/ledger.ts";
import {
  type HeadStanding,
  type PrintedHead,
  printedHead,
  readPrintedHead,
  standingOfHead,
} from "../../../shared/exchange/printed-head.ts";
import type { Head } from "../../../shared/ipc/ledger.ts";
import { type Chance, chanceOf, times } from "./chance.ts";
import { type ForgetfulMachine, forgetfulMachine } from "./forgetful-machine.ts";
import { folders, given, keyOf, newLedger } from "./ledger-story.ts";

/**
 * T15, the printed head: ledgers on their real files, cut, put back to older copies, or written anew and sealed again by whoever
 * holds the keys, so that every tag and every chain fits. The witness is a paper on which an entry's number and digits stand.
 */
const firstSeed = Number(process.env.SEED ?? 20_261_123);
const log = "/s/log/000001.seg";
const limits = { ...usualLimits, warnBytes: 0, stopBytes: 0 };

/** An honest ledger, how long its file was after each entry, and what papers said then. */
interface Story {
  readonly seed: number;
  readonly machine: ForgetfulMachine;
  readonly entries: readonly Uint8Array[];
  readonly sizes: readonly number[];
  readonly heads: readonly Head[];
}

const opened = async (machine: ForgetfulMachine, seed: number): Promise<Ledger> =>
  given(await openLedger(machine, folders, keyOf(seed), limits));

async function story(seed: number): Promise<Story> {
  const machine = forgetfulMachine(seed);
  await newLedger(machine, seed);
  const ledger = await opened(machine, seed);
  const chance = chanceOf(seed);
  const entries = Array.from({ length: 8 + chance.below(8) }, () => chance.bytes(10 + chance.below(200)));
  const [sizes, heads]: [number[], Head[]] = [[], []];
  for (const entry of entries) {
    heads.push(given(await ledger.append(entry)));
    sizes.push(machine.peek(log).byteLength);
  }
  await ledger.close();
  return { seed, machine, entries, sizes, heads };
}

const stories = new Map<number, Promise<Story>>();
const storyOf = (n: number): Promise<Story> => {
  const made = stories.get(n) ?? story(firstSeed + n);
  stories.set(n, made);
  return made;
};

/** The ledger's file after so many entries, as a copy of that day has it. */
function copyAfter({ machine, sizes }: Story, count: number): ForgetfulMachine {
  const copy = machine.switchOn(chanceOf(1), "none");
  copy.poke(log, copy.peek(log).subarray(0, count === 0 ? 0 : sizes[count - 1]));
  return copy;
}

/** Entries sealed with the ledger's own key, as if they had always been so. */
async function sealedAnew({ seed }: Story, entries: readonly Uint8Array[], salt: number): Promise<ForgetfulMachine> {
  const machine = forgetfulMachine(seed + salt);
  await newLedger(machine, seed);
  const ledger = await opened(machine, seed);
  for (const appended of await Promise.all(entries.map((entry) => ledger.append(entry)))) given(appended);
  await ledger.close();
  return machine;
}

/** Each spoils the ledger at an entry that a paper knows of: `printed` is its position. */
type Forgery = (of: Story, printed: number, chance: Chance, salt: number) => Promise<ForgetfulMachine>;
const rewritten: Readonly<Record<string, Forgery>> = {
  "flip a bit of an entry": async (of, printed, chance, salt) => {
    const entries = of.entries.map((entry) => Uint8Array.from(entry));
    const entry = entries[chance.below(printed)]!;
    const at = chance.below(entry.byteLength);
    entry[at] = entry[at]! ^ (1 << chance.below(8));
    return sealedAnew(of, entries, salt);
  },
  "drop an entry": (of, printed, chance, salt) =>
    sealedAnew(of, [...of.entries.toSpliced(chance.below(printed), 1), chance.bytes(20)], salt),
  "swap two entries": (of, printed, chance, salt) => {
    const entries = [...of.entries];
    const first = chance.below(Math.min(printed, entries.length - 1));
    [entries[first], entries[first + 1]] = [entries[first + 1]!, entries[first]!];
    return sealedAnew(of, entries, salt);
  },
  "insert an entry": (of, printed, chance, salt) =>
    sealedAnew(of, of.entries.toSpliced(chance.below(printed), 0, chance.bytes(30)), salt),
  "sign all again as it is": (of, _printed, _chance, salt) => sealedAnew(of, of.entries, salt),
  "go on from an older copy": async (of, printed, chance) => {
    const machine = copyAfter(of, 1 + chance.below(printed - 1));
    const ledger = await opened(machine, of.seed);
    for (let i = of.entries.length; i > 0; i -= 1) given(await ledger.append(chance.bytes(25)));
    await ledger.close();
    return machine;
  },
};
const cut: Readonly<Record<string, Forgery>> = {
  "cut the tail": async (of, printed, chance) => copyAfter(of, 1 + chance.below(printed - 1)),
  "cut the tail and seal again": (of, printed, chance, salt) =>
    sealedAnew(of, of.entries.slice(0, 1 + chance.below(printed - 1)), salt),
  "put an older copy in its place": async (of, printed, chance) => copyAfter(of, 1 + chance.below(printed - 1)),
};
const forgeries = { ...rewritten, ...cut };

type Judge = (printed: PrintedHead, last: number, tagAt: (position: number) => string) => HeadStanding;

/** What the program says of a paper, typed as it stands there. */
async function said(machine: ForgetfulMachine, { seed, heads }: Story, printed: number, judge: Judge = standingOfHead) {
  const { position, tag } = heads[printed - 1]!;
  const typed = readPrintedHead(printedHead(position, tag));
  if (typed === null) throw new Error("a paper cannot be read");
  const ledger = await opened(machine, seed);
  const standing = judge(typed, ledger.head().position, (at) => ledger.tag(at));
  await ledger.close();
  return standing;
}

async function all(cases: number, judge: Judge): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const kinds = Object.entries(forgeries);
  for (let n = 0; n < cases; n += 1) {
    const of = await storyOf(n % 40);
    const chance = chanceOf(firstSeed + n);
    const [kind, forge] = kinds[n % kinds.length]!;
    const printed = 2 + chance.below(of.entries.length - 1);
    const { kind: found } = await said(await forge(of, printed, chance, 1_000 + n), of, printed, judge);
    counts.set(`${kind}: ${found}`, (counts.get(`${kind}: ${found}`) ?? 0) + 1);
  }
  return counts;
}

describe("the head of the ledger that a paper shows, T15", () => {
  it("finds out 2,000 ledgers that were cut or written anew since", { timeout: 600_000 }, async () => {
    const cases = times(2_000);
    const counts = await all(cases, standingOfHead);
    process.stdout.write(`T15, printed heads: ${cases} cases ${JSON.stringify(Object.fromEntries(counts))}\n`);
    const expected = [
      ...Object.keys(rewritten).map((kind) => `${kind}: differs`),
      ...Object.keys(cut).map((kind) => `${kind}: cut`),
    ];
    expect([...counts.keys()].toSorted(), `seed ${firstSeed}`).toEqual(expected.toSorted());
  });

  it("says of an honest ledger how much was added since, also of one cut behind what the paper knows", async () => {
    for (let n = 0; n < 40; n += 1) {
      const of = await storyOf(n);
      const { length } = of.entries;
      for (let printed = 1; printed <= length; printed += 1)
        expect(await said(copyAfter(of, length), of, printed)).toEqual({ kind: "held", since: length - printed });
      expect(await said(copyAfter(of, 5), of, 5)).toEqual({ kind: "held", since: 0 });
    }
  });

  it("control: a program that looks at the number alone believes every ledger that was written anew", async () => {
    const counts = await all(180, ({ position }, last) =>
      position > last ? { kind: "cut", last } : { kind: "held", since: last - position },
    );
    for (const kind of Object.keys(rewritten)) expect(counts.get(`${kind}: held`), kind).toBeGreaterThan(0);
  });

  it("is read as people type it, and nothing else is", () => {
    const tag = "ab12cd34ef567890";
    for (const typed of [`1234 (${tag})`, `1234(${tag})`, ` 1234  ${tag} `, `1.234 (AB12 CD34 EF56 7890)`])
      expect(readPrintedHead(typed), typed).toEqual({ position: 1234, digits: tag });
    expect(readPrintedHead("17 (ab12cd34)")).toEqual({ position: 17, digits: "ab12cd34" });
    for (const typed of [
      "",
      "1234",
      "(ab12cd34)",
      "0 (ab12cd34)",
      "12 (ab12)",
      "12 (xyz12345)",
      `12 (${"a".repeat(33)})`,
    ])
      expect(readPrintedHead(typed), typed).toBeNull();
    expect(printedHead(0, "")).toBe("0");
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { addEntry } from "../../electron/office.ts";
import { genesis } from "../../shared/exchange/chain.ts";
import { type Registry, registryText } from "../../shared/exchange/registry.ts";
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
  write,
} from "./memory-office.ts";

/**
 * T13, freeze: somebody keeps receipts, bundles or editions of the registry of keys from an office, or hands in old ones again and
 * again. What is told is held against a model that counts parcels and nothing else: never missed, never told without a cause.
 */
const seed = Number(process.env.SEED ?? 20261123);
const count = Number(process.env.CASES ?? 60);
const person = (n: number) => `person:01234567-89ab-7cde-8f01-${String(n).padStart(12, "0")}`;
const frozen = ["receipts-frozen", "bundles-lost", "registry-frozen", "registry-unheard"] as const;

let first: readonly [MemoryOffice, MemoryOffice];
beforeAll(async () => {
  const district = await memoryOffice(31, "doluong", "district");
  const province = await memoryOffice(32, "nghean", "province");
  await introduce(district, province);
  for (const office of [district, province]) await follow(office, 1);
  first = [district, province];
});

/** Put an edition in force at an office, as when its digits were typed there. */
async function follow(office: MemoryOffice, version: number): Promise<void> {
  const registry: Registry = {
    kind: "so-can-bo-registry-1",
    version,
    previous: genesis,
    roots: { keys: ["A", "B", "C"], threshold: 2 },
    offices: [],
    feeds: [],
  };
  const text = registryText(registry);
  await addEntry(office, { entry: "registry", version, text, signatures: [], digits: "", clerk: "c1", at: "" });
}

/** A parcel with what its maker held of the other's feed, and of the registry, when it was made. */
interface Sent {
  readonly parcel: Parcel;
  readonly serial: number;
  readonly held: number; // of the addressee's feed
  readonly edition: number;
}

/** One side, as far as numbers tell it. */
interface Side {
  readonly office: MemoryOffice;
  readonly sent: Sent[]; // all, in order
  confirmed: number;
  confirmedAfter: number; // parcels sent when a receipt last confirmed more
  heardAfter: number; // parcels sent when the last receipt came
  takenSerial: number;
  edition: number;
  told: number; // edition the other says it holds
  toldAfter: number; // parcels sent when that last changed
  behindAfter: number | null; // parcels sent when the other first told of a newer edition
  readonly adoptedAfter: Map<number, number>; // edition: parcels sent when it came into force here
}

const side = (office: MemoryOffice): Side => ({
  office,
  sent: [],
  confirmed: 0,
  confirmedAfter: 0,
  heardAfter: 0,
  takenSerial: 0,
  edition: 1,
  told: 0,
  toldAfter: 0,
  behindAfter: null,
  adoptedAfter: new Map([[1, 0]]),
});

/** What should be told to a side, by the parcels alone. */
function expected(me: Side, isProvince: boolean): readonly string[] {
  const kinds: string[] = [];
  const withActions = me.sent.slice(me.confirmedAfter).filter(({ parcel }) => parcel.from <= parcel.to);
  const last = withActions.at(-1)?.parcel.to ?? 0;
  if (withActions.length >= 3 && last > me.confirmed) {
    const firstOfThem = me.sent.indexOf(withActions[0]!);
    kinds.push(me.heardAfter > firstOfThem ? "bundles-lost" : "receipts-frozen");
  }
  if (me.told > me.edition) {
    if (me.behindAfter !== null && me.sent.length - me.behindAfter >= 3) kinds.push("registry-frozen");
  } else if (isProvince && me.told < me.edition) {
    const published = me.adoptedAfter.get(me.told === 0 ? me.edition : me.told + 1) ?? 0;
    if (me.sent.length - Math.max(published, me.toldAfter) >= 3) kinds.push("registry-unheard");
  }
  return kinds;
}

const shown = ({ office }: Side): readonly string[] =>
  overviewOf(office).peers.flatMap(({ standing }) =>
    standing.map(({ kind }) => kind).filter((kind) => (frozen as readonly string[]).includes(kind)),
  );

const ownLines = ({ office }: Side, feed: string) => linesAt(office).filter((line) => line.feed === feed).length;

async function send(from: Side, to: Side): Promise<Sent | null> {
  const parcel = await pack(from.office, to.office.own.office);
  if (parcel === null) return null;
  const sent = {
    parcel,
    serial: from.sent.length + 1,
    held: ownLines(from, to.office.own.feed),
    edition: from.edition,
  };
  from.sent.push(sent);
  return sent;
}

/** Hand in; the model follows only where the office says that it took the parcel. */
async function arrive(to: Side, { parcel, serial, held, edition }: Sent): Promise<void> {
  const answer = await handIn(to.office, parcel);
  if (!answer.ok || serial <= to.takenSerial) return;
  to.takenSerial = serial;
  if (parcel.receipts === 0) return;
  to.heardAfter = to.sent.length;
  if (edition !== to.told) [to.told, to.toldAfter] = [edition, to.sent.length];
  if (edition > to.edition) to.behindAfter ??= to.sent.length;
  if (held > to.confirmed) [to.confirmed, to.confirmedAfter] = [held, to.sent.length];
}

async function adopt(at: Side, version: number): Promise<void> {
  await follow(at.office, version);
  at.edition = version;
  at.adoptedAfter.set(version, at.sent.length);
  if (at.told <= version) at.behindAfter = null;
}

type Look = (side: Side) => readonly string[];

/** Twenty steps of two offices and whoever carries their parcels; the first time that the wrong thing is told, or null. */
async function history(n: number, tally: Record<string, number>, look: Look = shown): Promise<string | null> {
  const roll = dice(seed + n);
  const [one, other] = await Promise.all(first.map((office) => copyOf(office)));
  const [district, province] = [side(one!), side(other!)];
  const carrier = roll(4); // 0: honest; 1: keeps the province's bundles; 2: keeps the district's; 3: old ones again and again
  const from = 3 + roll(8); // when that begins
  for (let step = 0; step < 20; step += 1) {
    const isBad = step >= from;
    if (roll(6) === 0) await adopt(province, province.edition + 1);
    if (roll(3) > 0) await write(district.office, person(roll(3)), `huyện ${step}`);
    if (roll(4) === 0) await write(province.office, person(roll(3)), `tỉnh ${step}`);
    const [sender, receiver] = roll(3) > 0 ? [district, province] : [province, district];
    const sent = await send(sender, receiver);
    const isKept =
      isBad && ((carrier === 1 && sender === province) || (carrier === 2 && sender === district) || carrier === 3);
    if (sent !== null && !isKept && roll(8) > 0) await arrive(receiver, sent);
    if (isBad && carrier === 3) {
      const old = sender.sent.slice(0, -1);
      if (old.length > 0) await arrive(receiver, old[roll(old.length)]!);
    }
    if (district.edition < province.edition && district.told === province.edition && roll(3) === 0)
      await adopt(district, province.edition);
    for (const each of [district, province]) {
      const [is, should] = [look(each), expected(each, each === province)];
      for (const kind of should) tally[kind] = (tally[kind] ?? 0) + 1;
      if (should.length === 0) tally.quiet = (tally.quiet ?? 0) + 1;
      if (JSON.stringify(is) !== JSON.stringify(should))
        return `step ${step}, ${each.office.own.office}: ${is.join()} told, ${should.join()} should be`;
    }
  }
  return null;
}

describe(`T13, freeze, seed ${seed}`, () => {
  it(`tells of what is kept from an office after three bundles, and of nothing else, ${count} histories`, {
    timeout: 900_000,
  }, async () => {
    const tally: Record<string, number> = {};
    for (let n = 0; n < count; n += 1) expect(await history(n, tally), `history ${n} of seed ${seed}`).toBeNull();
    console.log(`${count} histories: ${JSON.stringify(tally)}`);
    for (const kind of [...frozen, "quiet"]) expect(tally[kind], kind).toBeGreaterThan(count / 20);
  });

  it("finds an office that takes any bundle for news, and one that never counts", { timeout: 120_000 }, async () => {
    const takesAny: Look = (each) => {
      const { hearing, told } = each.office.book;
      for (const [feed, { position }] of told) hearing.moved.set(feed, position);
      return shown(each);
    };
    const deaf: Look = () => [];
    for (const broken of [takesAny, deaf]) {
      let found = 0;
      for (let n = 0; n < 12; n += 1) if ((await history(n, {}, broken)) !== null) found += 1;
      expect(found).toBeGreaterThan(4);
    }
  });
});

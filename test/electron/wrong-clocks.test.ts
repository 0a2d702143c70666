import { beforeAll, describe, expect, it } from "vitest";
import { compareText } from "../../shared/domain/compare-text.ts";
import { hashOf } from "../shared/change/examine.ts";
import { dice } from "./exchange/offices.ts";
import {
  copyOf,
  handIn,
  introduce,
  linesAt,
  type MemoryOffice,
  memoryOffice,
  pack,
  stateOf,
  write,
} from "./memory-office.ts";

/** T12: whatever the clocks of two offices show, no save is refused and the merged result is that of right clocks. */
const seed = Number(process.env.SEED ?? 20261123);
const count = Number(process.env.CASES ?? 60);
const person = (n: number) => `person:01234567-89ab-7cde-8f01-${String(n).padStart(12, "0")}`;

type ClockKind = (roll: (below: number) => number) => () => string;

const noteAt = (millis: number, offset = 7): string => {
  const local = new Date(millis + offset * 3_600_000).toISOString().slice(0, 19);
  return `${local}+${String(offset).padStart(2, "0")}:00`;
};
/** Goes on by some minutes with each look. */
const goingFrom =
  (start: string): ClockKind =>
  (roll) => {
    let now = Date.parse(start);
    return () => {
      now += 60_000 * (1 + roll(90));
      return noteAt(now);
    };
  };
const right = "2026-11-23T08:00:00Z";
const clocks: Readonly<Record<string, ClockKind>> = {
  "ten years behind": goingFrom("2016-11-23T08:00:00Z"),
  "ten years ahead": goingFrom("2036-11-23T08:00:00Z"),
  "1980": goingFrom("1980-01-01T00:00:00Z"),
  "over the end of 2038's seconds": goingFrom("2038-01-19T03:13:00Z"),
  "2099": goingFrom("2099-12-31T16:00:00Z"),
  jumping: (roll) => () => noteAt(Date.parse("1970-01-02") + roll(130 * 365) * 86_400_000 + roll(86_400) * 1000),
  frozen: () => () => noteAt(Date.parse(right)),
  "changing its offset": (roll) => () => noteAt(Date.parse(right), 6 + roll(4)),
};

let pair: readonly [MemoryOffice, MemoryOffice];
beforeAll(async () => {
  const [district, province] = [
    await memoryOffice(21, "doluong", "district"),
    await memoryOffice(22, "nghean", "province"),
  ];
  await introduce(district, province);
  pair = [district, province];
});

/** The same work of two offices under these clocks. */
async function worked(
  plan: number,
  [one, other]: readonly [() => string, () => string],
  judge: (office: MemoryOffice) => string,
) {
  const roll = dice(plan);
  const offices = [await copyOf(pair[0], one), await copyOf(pair[1], other)] as const;
  for (let step = 0; step < 8; step += 1) {
    const from = offices[roll(2)]!;
    if (roll(3) > 0) await write(from, person(roll(2)), `${from.own.office} ${step}`);
    else await exchange(from, from === offices[0] ? offices[1] : offices[0]);
  }
  for (let round = 0; round < 2; round += 1) {
    await exchange(...offices);
    await exchange(offices[1], offices[0]);
  }
  return offices.map(judge);
}

async function exchange(from: MemoryOffice, to: MemoryOffice): Promise<void> {
  const parcel = await pack(from, to.own.office);
  if (parcel !== null && !(await handIn(to, parcel)).ok) throw new Error("not taken");
}

const byRecords = (office: MemoryOffice) => hashOf(stateOf(office));
/** The control: what a merge by the latest clock would show of each record. */
const byClock = (office: MemoryOffice) => {
  const latest = new Map<string, { readonly at: string; readonly line: string }>();
  for (const { line } of linesAt(office)) {
    const { at, set } = JSON.parse(line) as { at: string; set: [(string | number)[]] };
    const [record = "", , birthName = ""] = set[0].filter((part) => typeof part === "string");
    if (at >= (latest.get(record)?.at ?? "")) latest.set(record, { at, line: birthName });
  }
  return JSON.stringify([...latest].map(([record, { line }]) => `${record} ${line}`).toSorted(compareText));
};

describe(`T12, seed ${seed}`, () => {
  it(`saves everything and merges as with right clocks, ${count} runs`, { timeout: 900_000 }, async () => {
    const kinds = Object.entries(clocks);
    let clockWouldDiffer = 0;
    for (let n = 0; n < count; n += 1) {
      const roll = dice(seed + n);
      const [, one] = kinds[n % kinds.length]!;
      const [, other] = kinds[roll(kinds.length)]!;
      const plan = seed + (n % 20);
      const fair = () => [goingFrom(right)(dice(1)), goingFrom(right)(dice(2))] as const;
      const wrong = () => [one(dice(n)), other(dice(n + 1))] as const;
      const [a, b] = await worked(plan, wrong(), byRecords);
      expect(a, `run ${n}`).toBe(b);
      expect([a, b], `run ${n}`).toEqual(await worked(plan, fair(), byRecords));
      if (n >= 10) continue;
      const clockly = [await worked(plan, wrong(), byClock), await worked(plan, fair(), byClock)];
      if (JSON.stringify(clockly[0]) !== JSON.stringify(clockly[1])) clockWouldDiffer += 1;
    }
    expect(clockWouldDiffer, "a merge by the clock is told apart from ours").toBeGreaterThan(0);
  });
});

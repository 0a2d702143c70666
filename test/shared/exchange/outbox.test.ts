import { describe, expect, it } from "vitest";
import type { Receipt, Unsettled } from "../../../shared/exchange/header.ts";
import { type Heard, outcomeOf, unheardDays, unheardDaysFrom } from "../../../shared/exchange/outbox.ts";
import { receiptFor } from "../../../shared/exchange/receipt.ts";
import { type Standing, standingProblems } from "../../../shared/exchange/standing.ts";
import { dice } from "../../electron/exchange/offices.ts";

const seed = Number(process.env.SEED ?? 20261123);
const feed = "doluong-k3f7";
const head = (number: number, branch = "") => `${branch}${number}`.padStart(64, "0");
const sum = { applied: 0, waiting: 0, held: 0, refused: 0 };
const receipt = (upTo: number, news: Partial<Parameters<typeof receiptFor>[4]> = {}): Receipt =>
  receiptFor("nghean", feed, { number: upTo, head: head(upTo), serial: 4 }, sum, {
    unsettled: [],
    missing: null,
    needs: null,
    fork: null,
    ...news,
  });
const heard = (upTo: number, unsettled: readonly Unsettled[] = []): Heard => ({
  confirmedUpTo: upTo,
  receipt: receipt(upTo, { unsettled }),
});
const waits = (number: number): Unsettled => ({ number, state: "waiting", why: "waits-for" });

describe("outcomeOf: what became of a bundle, by receipts alone", () => {
  it("is sent and no more while no receipt reaches it, whoever was heard", () => {
    for (const peers of [[], [heard(10)], [heard(40), heard(0)]])
      expect(outcomeOf({ from: 11, to: 20 }, peers)).toMatchObject({ fate: "unconfirmed", sum: { unconfirmed: 10 } });
  });

  it("is confirmed when every PC of the office holds all of it", () => {
    expect(outcomeOf({ from: 11, to: 20 }, [heard(20), heard(31)])).toMatchObject({
      fate: "confirmed",
      sum: { applied: 10, unconfirmed: 0 },
    });
    expect(outcomeOf({ from: 11, to: 20 }, [heard(15)])).toMatchObject({ fate: "partly", sum: { unconfirmed: 5 } });
  });

  it("names what is held without effect, each once, whatever a later program calls it", () => {
    const odd = { number: 13, state: "asleep", why: "full-moon" };
    const { sum: closing, unsettled } = outcomeOf({ from: 11, to: 20 }, [
      heard(20, [waits(5), waits(12), odd]),
      heard(20, [waits(12)]),
    ]);
    expect(unsettled).toEqual([waits(12), odd]);
    expect(closing).toMatchObject({ applied: 8, waiting: 1, held: 1, refused: 0 });
  });

  it("asks for no receipt of receipts", () => {
    expect(outcomeOf({ from: 21, to: 20 }, [heard(3)]).fate).toBe("receipts-only");
  });

  it("closes, and tells of each action what the receipt told of it, 2,000 times", () => {
    const roll = dice(seed);
    let unnamed = 0;
    for (let n = 0; n < 2_000; n += 1) {
      const upTo = roll(500);
      const state = (number: number) =>
        (["applied", "waiting", "held", "refused"] as const)[(number * 7 + n) % 2 === 0 ? 1 + (number % 3) : 0]!;
      const states = Array.from({ length: upTo }, (_, i) => state(i + 1));
      const unsettled = states.flatMap((each, i) =>
        each === "applied" ? [] : [{ number: i + 1, state: each, why: "w" }],
      );
      const from = 1 + roll(500);
      const to = from + roll(100);
      const found = outcomeOf({ from, to }, [heard(upTo, unsettled)]);
      const parts = found.sum;
      const total = parts.applied + parts.waiting + parts.held + parts.refused + parts.unnamed + parts.unconfirmed;
      expect(total, `${n} of seed ${seed}`).toBe(to - from + 1);
      const lastNamed = unsettled.length > 200 ? unsettled[199]!.number : upTo;
      const count = (wanted: string) =>
        states.slice(from - 1, Math.min(to, lastNamed)).filter((each) => each === wanted).length;
      for (const part of ["applied", "waiting", "held", "refused"] as const)
        expect(parts[part], `${part} ${n}`).toBe(count(part));
      unnamed += parts.unnamed;
    }
    expect(unnamed, "receipts with more than they name").toBeGreaterThan(1_000);
  });
});

describe("standingProblems", () => {
  const own = { last: 20, headAt: (number: number) => head(number) };
  const quiet: Standing = { own, told: null, unheard: 0, heardSince: false, registry: null };
  const kinds = (patch: Partial<Standing>) => standingProblems({ ...quiet, ...patch }).map(({ kind }) => kind);
  const told = (
    news: Partial<Parameters<typeof receiptFor>[4]>,
    differs: "beyond-ours" | "head-differs" | null = null,
    upTo = 9,
  ) => ({
    told: { receipt: receipt(upTo, news), differs },
  });
  const branches = { at: 8, ours: head(8), theirs: head(8, "f") };

  it("tells each thing that a receipt says, and nothing of one that says that all is well", () => {
    expect(kinds(told({}))).toEqual([]);
    expect(kinds(told({ missing: { from: 10, to: 14 } }))).toEqual(["receipt-missing"]);
    expect(kinds(told({ needs: "3.2.0" }))).toEqual(["receipt-needs"]);
    expect(kinds(told({}, "beyond-ours", 40))).toEqual(["receipt-beyond"]);
    expect(kinds(told({}, "head-differs"))).toEqual(["receipt-differs"]);
  });

  it("tells a fork until it is decided, and then only the PC that has to leave", () => {
    expect(kinds(told({ fork: { ...branches, keeps: null } }))).toEqual(["receipt-fork"]);
    expect(kinds(told({ fork: { ...branches, keeps: "held" } }))).toEqual([]);
    const other = { at: 8, ours: head(8, "f"), theirs: head(8) };
    expect(kinds(told({ fork: { ...other, keeps: "held" } }, "head-differs"))).toEqual(["receipt-left"]);
    expect(kinds(told({ fork: { ...branches, keeps: "other" } }))).toEqual(["receipt-left"]);
  });

  it("tells of silence from the third bundle on, and says whether receipts come", () => {
    expect(kinds({ unheard: 2 })).toEqual([]);
    expect(kinds({ unheard: 3 })).toEqual(["receipts-frozen"]);
    expect(kinds({ unheard: 3, heardSince: true })).toEqual(["bundles-lost"]);
    expect(kinds({ unheard: 3, heardSince: true, ...told({ needs: "3.2.0" }) })).toEqual(["receipt-needs"]); // that is why
    expect(kinds({ unheard: 3, ...told({ needs: "3.2.0" }) })).toEqual(["receipt-needs", "receipts-frozen"]);
    const registry = { behind: "we", held: 7, newest: 9, bundles: 2 } as const;
    expect(kinds({ registry })).toEqual([]);
    expect(kinds({ registry: { ...registry, bundles: 3 } })).toEqual(["registry-frozen"]);
    expect(kinds({ registry: { ...registry, behind: "they", bundles: 3 } })).toEqual(["registry-unheard"]);
  });
});

describe("the days after which silence is told in red", () => {
  it("can be set from 3 to 60 and never be turned off", () => {
    const cases = [
      [14, 14],
      [3, 3],
      [60, 60],
      [0, 3],
      [-5, 3],
      [10_000, 60],
      [null, 14],
      ["9", 14],
      [7.5, 14],
      [Number.NaN, 14],
      [Number.POSITIVE_INFINITY, 14],
    ] as const;
    for (const [value, days] of cases) expect(unheardDaysFrom(value), String(value)).toBe(days);
    expect(unheardDays).toEqual({ usual: 14, least: 3, most: 60 });
  });
});

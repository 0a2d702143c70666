import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { arrivalOf, type Held, nothingHeld } from "../../../shared/exchange/arrival.ts";
import { genesis, headAfter, headsOf, type Sha256, withheldHash } from "../../../shared/exchange/chain.ts";
import type { BundleHeader } from "../../../shared/exchange/header.ts";

const sha256: Sha256 = (content) => createHash("sha256").update(content).digest("hex");
const feed = "doluong-k3f7";
const truth = Array.from({ length: 20 }, (_, i) => `{"n":${i + 1},"name":"Đỗ"}`);
const heads = [genesis, ...headsOf(sha256, genesis, truth)];

const headerOf = (from: number, to: number, serial: number, chain: readonly string[] = heads): BundleHeader => ({
  format: 1,
  suite: "age-x25519+minisign",
  schemaVersion: 1,
  minReader: 1,
  program: "0.1.0",
  office: "doluong",
  officeName: "Đảng ủy Đô Lương",
  feed,
  recipient: "nghean",
  serial,
  from,
  to,
  prevHead: chain[from - 1] as string,
  head: chain[to] as string,
  counts: { actions: to - from + 1, changes: 0, receipts: 0 },
  clerks: [],
  made: "",
});

const holding = (number: number, serial = 1): Held =>
  number === 0 ? nothingHeld : { number, head: heads[number] as string, serial };
const ourHead = (number: number) => heads[number] as string;
const arrive = (from: number, to: number, held: Held, serial = 2) =>
  arrivalOf(headerOf(from, to, serial), truth.slice(from - 1, to), held, ourHead, sha256);

describe("the chain", () => {
  it("is SHA-256 over the head before and the SHA-256 of the line", () => {
    const line = truth[0] as string;
    const inner = createHash("sha256").update(line, "utf8").digest();
    const outer = createHash("sha256")
      .update(Buffer.concat([Buffer.alloc(32), inner]))
      .digest("hex");
    expect(headAfter(sha256, genesis, line)).toBe(outer);
  });

  it("closes over a withheld line by the hash it names", () => {
    const line = truth[3] as string;
    const hash = createHash("sha256").update(line).digest("hex");
    for (const withheld of [`{"withheld":"${hash}"}`, `{"withheld":"${hash}","depth":4}`]) {
      expect(withheldHash(withheld)).toBe(hash);
      expect(headsOf(sha256, genesis, truth.with(3, withheld))).toEqual(heads.slice(1));
    }
    expect(withheldHash(`{ "withheld":"${hash}"}`)).toBeNull();
    expect(withheldHash(`{"withheld":"${hash.toUpperCase()}"}`)).toBeNull();
  });
});

describe("arrivalOf: position decides", () => {
  it("takes what goes on where we stand, for every such pair", () => {
    let cases = 0;
    for (let held = 0; held <= 20; held += 1)
      for (let from = 1; from <= held + 1; from += 1)
        for (let to = Math.max(from - 1, held + 1); to <= 20; to += 1) {
          const arrival = arrive(from, to, holding(held));
          if (!arrival.ok) throw new Error(`${held} ${from}-${to}: ${arrival.problem.kind}`);
          const numbers = arrival.value.lines.map(({ number }) => number);
          expect(numbers).toEqual(Array.from({ length: to - held }, (_, i) => held + 1 + i));
          expect(arrival.value.lines.map(({ line }) => line)).toEqual(truth.slice(held, to));
          expect(arrival.value.alreadyHeld).toBe(held - from + 1);
          cases += 1;
        }
    expect(cases).toBeGreaterThan(1_000);
  });

  it("says when a bundle brings nothing new, and takes one with a later serial for its receipts", () => {
    expect(arrive(3, 9, holding(9, 2), 2)).toEqual({
      ok: false,
      problem: { kind: "bundle-already-taken", from: 3, to: 9 },
    });
    expect(arrive(3, 7, holding(9, 2), 1)).toEqual({
      ok: false,
      problem: { kind: "bundle-already-taken", from: 3, to: 7 },
    });
    expect(arrive(3, 9, holding(9, 2), 3)).toEqual({ ok: true, value: { lines: [], alreadyHeld: 7 } });
    expect(arrive(10, 9, holding(9, 2), 3)).toEqual({ ok: true, value: { lines: [], alreadyHeld: 0 } });
    expect(arrive(10, 9, holding(9, 2), 2).ok).toBe(false);
  });

  it("names the numbers that are missing", () => {
    expect(arrive(12, 15, holding(9))).toEqual({
      ok: false,
      problem: { kind: "bundle-out-of-turn", expected: 10, found: 12 },
    });
    expect(arrive(12, 11, holding(9)).ok).toBe(false);
    expect(arrive(2, 2, holding(0)).ok).toBe(false);
  });

  it("names the first number at which a forked feed leaves ours", () => {
    let forks = 0;
    for (let at = 1; at <= 10; at += 1) {
      const lines = truth.map((line, i) => (i < at - 1 ? line : line.replace("Đỗ", "Lê")));
      const theirs = [genesis, ...headsOf(sha256, genesis, lines)];
      for (let from = 1; from <= 11; from += 1)
        for (const to of [from - 1, from, 10, 12, 20]) {
          if (to < from - 1) continue;
          const arrival = arrivalOf(
            headerOf(from, to, 9, theirs),
            lines.slice(from - 1, to),
            holding(10),
            ourHead,
            sha256,
          );
          const seen = Math.min(to, 10) >= at; // the part we can compare goes beyond the fork
          expect(arrival.ok, `${at} ${from}-${to}`).toBe(!seen);
          if (arrival.ok) continue;
          const seenAt = Math.max(at, from - 1);
          expect(arrival.problem).toEqual({
            kind: "bundle-forked",
            at: seenAt,
            ours: heads[seenAt],
            theirs: [genesis, ...headsOf(sha256, genesis, lines)][seenAt],
          });
          forks += 1;
        }
    }
    expect(forks).toBeGreaterThan(300);
  });

  it("would take forks if it looked at numbers only: the control", () => {
    const lines = truth.map((line) => line.replace("Đỗ", "Lê"));
    const theirs = [genesis, ...headsOf(sha256, genesis, lines)];
    const blind = arrivalOf(
      headerOf(5, 20, 9, theirs),
      lines.slice(4),
      holding(10),
      (number) => theirs[number] as string,
      sha256,
    );
    expect(blind.ok).toBe(false); // our own head at 10 still speaks
    const blinder = arrivalOf(
      headerOf(5, 20, 9, theirs),
      lines.slice(4),
      { ...holding(10), head: theirs[10] as string },
      (number) => theirs[number] as string,
      sha256,
    );
    expect(blinder.ok).toBe(true);
  });
});

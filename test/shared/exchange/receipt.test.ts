import { describe, expect, it } from "vitest";
import { caps } from "../../../shared/exchange/container.ts";
import { Receipt } from "../../../shared/exchange/header.ts";
import { confirmationOf, receiptFor, receiptText } from "../../../shared/exchange/receipt.ts";

const head = (number: number) => String(number).padStart(64, "0");
const own = { feed: "doluong-k3f7", last: 31, confirmed: 10, headAt: head };
const sum = { applied: 5, waiting: 0, held: 0, refused: 0 };
const receipt = (upTo: number, at = head(upTo)) =>
  receiptFor("nghean", own.feed, { number: upTo, head: at, serial: 4 }, sum);

describe("confirmationOf: sent becomes confirmed by a receipt whose chain is ours", () => {
  it("confirms up to the number held there", () => {
    expect(confirmationOf(receipt(31), own)).toEqual({ kind: "confirmed", upTo: 31 });
    expect(confirmationOf(receipt(11), own)).toEqual({ kind: "confirmed", upTo: 11 });
  });
  it("never goes back", () => {
    for (const upTo of [0, 3, 10]) expect(confirmationOf(receipt(upTo), own)).toEqual({ kind: "nothing-later" });
  });
  it("confirms nothing where the chains differ, nor beyond what we wrote, nor of another feed", () => {
    expect(confirmationOf(receipt(20, head(21)), own)).toEqual({ kind: "head-differs", at: 20 });
    expect(confirmationOf(receipt(5, head(6)), own)).toEqual({ kind: "head-differs", at: 5 });
    expect(confirmationOf(receipt(32), own)).toEqual({ kind: "beyond-ours", upTo: 32 });
    expect(confirmationOf({ ...receipt(20), feed: "doluong-aaaa" }, own)).toEqual({ kind: "another-feed" });
  });
  it("would take a false head if our own chain were not asked: the control", () => {
    const blind = { ...own, headAt: () => head(21) };
    expect(confirmationOf(receipt(20, head(21)), blind)).toEqual({ kind: "confirmed", upTo: 20 });
  });
});

describe("what a receipt tells beside how far a feed is held", () => {
  const unsettled = Array.from({ length: 5_000 }, (_, i) => ({
    number: i + 1,
    state: i % 2 === 0 ? "waiting" : "held",
    why: i % 2 === 0 ? "waits-for" : "not-entitled",
    for: { feed: "quychau-k3f7", number: 1_000_000_000 },
  }));
  const held = { number: 5_000, head: head(5_000), serial: 9 };

  it("names the first actions without effect and counts them all, within what a member may hold", () => {
    const full = receiptFor("nghean", "doluong-k3f7", held, sum, { unsettled, missing: null, needs: null, fork: null });
    expect(full.unsettled).toEqual(unsettled.slice(0, 200));
    expect(full.counts).toEqual({ waiting: 2_500, held: 2_500, refused: 0 });
    expect(Buffer.byteLength(receiptText(full))).toBeLessThan(caps.receipt / 2);
    expect(Receipt.parse(JSON.parse(receiptText(full)))).toEqual(full);
  });

  it("is left out by older programs, and passed over where it cannot be read: the receipt counts all the same", () => {
    const old = receipt(3);
    expect(Receipt.parse(old)).toEqual(old);
    const later = { ...old, unsettled: "in words", counts: { waiting: -1 }, missing: 7, fork: { at: "?" }, news: [1] };
    expect(Receipt.parse(later)).toMatchObject({ ...old, unsettled: undefined, fork: undefined, news: [1] });
    expect(Receipt.safeParse({ ...old, upTo: "3" }).success).toBe(false); // the control
  });

  it("takes back what was confirmed only where it asks for it again", () => {
    const lower = { ...receipt(5), missing: { from: 6, to: 9 } };
    expect(confirmationOf(lower, own)).toEqual({ kind: "fallen-back", upTo: 5 });
    expect(confirmationOf(receipt(5), own)).toEqual({ kind: "nothing-later" });
  });
});

describe("receiptText", () => {
  it("is one line of JSON", () => {
    expect(receiptText(receipt(3))).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(receiptText(receipt(3)))).toEqual(receipt(3));
  });
});

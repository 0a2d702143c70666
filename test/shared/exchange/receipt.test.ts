import { describe, expect, it } from "vitest";
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

describe("receiptText", () => {
  it("is one line of JSON", () => {
    expect(receiptText(receipt(3))).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(receiptText(receipt(3)))).toEqual(receipt(3));
  });
});

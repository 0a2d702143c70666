import { describe, expect, it } from "vitest";
import { Delivery } from "../../../shared/exchange/delivery.ts";
import { type BookLine, bookColumns, bookRow } from "../../../shared/exchange/delivery-book.ts";
import { leftKinds } from "../../../shared/exchange/entry.ts";

const line = (patch: Partial<BookLine>): BookLine => ({
  number: 7,
  what: "print",
  file: "so-yeu-ly-lich-2c.pdf",
  recipientName: null,
  recipient: null,
  clerkName: "Trần Thị Lệ",
  at: "2026-11-22T16:05:09+07:00",
  failed: false,
  said: {},
  ...patch,
});

describe("a line of the delivery book", () => {
  it("has a cell for every column, of every kind", () => {
    for (const what of leftKinds) expect(bookRow(line({ what }))).toHaveLength(bookColumns.length);
    expect(bookColumns.reduce((sum, { share }) => sum + share, 0)).toBe(100);
  });

  it("says what was said, and leaves blank what nobody said", () => {
    const said = {
      to: "Ban Tổ chức Tỉnh ủy",
      way: "paper",
      mark: "top-secret",
      copies: 2,
      purpose: "Báo cáo",
    } as const;
    expect(bookRow(line({ said }))).toEqual([
      "7",
      "22/11/2026 16:05",
      "Bản in: so-yeu-ly-lich-2c.pdf",
      "TỐI MẬT",
      "2",
      "Ban Tổ chức Tỉnh ủy",
      "Bản giấy",
      "Báo cáo",
      "Trần Thị Lệ",
      "",
      "",
    ]);
    expect(bookRow(line({})).slice(3, 8)).toEqual(["", "", "", "", ""]);
  });

  it("names the office a bundle is for, and what did not leave after all", () => {
    const bundle = bookRow(
      line({ what: "bundle", recipient: "tinhnghean", recipientName: "Tỉnh ủy Nghệ An", failed: true }),
    );
    expect(bundle[5]).toBe("Tỉnh ủy Nghệ An");
    expect(bundle[10]).toMatch(/chưa rời cơ quan/);
  });
});

describe("what may be said", () => {
  it("is one short line, a known way and mark, and a number of copies", () => {
    for (const good of [{}, { to: "Ban Tổ chức Tỉnh ủy" }, { copies: 999, mark: "none" }, { to: "x".repeat(120) }])
      expect(Delivery.safeParse(good).success, JSON.stringify(good)).toBe(true);
    const bad = [
      { to: "x".repeat(121) },
      { to: "hai\ndòng" },
      { to: "ngược \u202e chữ" },
      { purpose: "không\u200bthấy" },
      { copies: 0 },
      { copies: 1.5 },
      { way: "pigeon" },
      { mark: "MẬT" },
      { path: "C:\\" },
    ];
    for (const one of bad) expect(Delivery.safeParse(one).success, JSON.stringify(one)).toBe(false);
  });
});

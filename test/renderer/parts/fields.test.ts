import { describe, expect, it } from "vitest";
import { codedText } from "../../../renderer/parts/coded-field.tsx";
import { matching } from "../../../renderer/parts/match.ts";
import { readNumber } from "../../../renderer/parts/number-field.tsx";
import { tidyLine } from "../../../renderer/parts/text-field.tsx";
import { politicalTheory } from "../../../shared/domain/codes/education-codes.ts";
import { ethnicGroups } from "../../../shared/domain/codes/ethnic-groups.ts";

describe("a coded field", () => {
  it("sets the code when the text is a name or a known spelling of it, and keeps the text as written", () => {
    expect(codedText("Kinh", ethnicGroups)).toEqual({ code: "01", text: "Kinh" });
    expect(codedText("kho mu", ethnicGroups)).toEqual({ code: "29", text: "kho mu" });
    expect(codedText("H'Mông", ethnicGroups)).toEqual({ code: "08", text: "H'Mông" });
    expect(codedText("Cao cấp", politicalTheory).code).toBe("CC");
  });
  it("sets none for half a name, a bare number, or a word of its own", () => {
    expect(codedText("Kin", ethnicGroups).code).toBeNull();
    expect(codedText("12", ethnicGroups).code).toBeNull();
    expect(codedText("Cao cấp (năm 2015)", politicalTheory)).toEqual({ code: null, text: "Cao cấp (năm 2015)" });
    expect(codedText("", ethnicGroups)).toEqual({ code: null, text: "" });
  });
});

describe("choices while typing", () => {
  const units = ["Đảng ủy xã Lưu Sơn", "Đảng ủy xã Đà Sơn", "Huyện ủy Đô Lương"];
  const of = (typed: string, most = 9) => matching(units, (unit) => unit, typed, most);
  it("finds by any words, without marks, and puts beginnings first", () => {
    expect(of("da son")[0]).toBe("Đảng ủy xã Đà Sơn");
    expect(of("do luong")).toEqual(["Huyện ủy Đô Lương"]);
    expect(of("son dang")).toEqual(["Đảng ủy xã Lưu Sơn", "Đảng ủy xã Đà Sơn"]);
    expect(matching(["Xã Sơn", "Sơn"], (unit) => unit, "sơn", 9)).toEqual(["Sơn", "Xã Sơn"]);
    expect(of("hanoi")).toEqual([]);
  });
  it("shows no more than asked for", () => {
    expect(of("", 2)).toHaveLength(2);
  });
});

describe("a number field", () => {
  it("takes whole numbers, and a comma or a point where parts are allowed", () => {
    expect(readNumber("168", 50, 250, true)).toBe(168);
    expect(readNumber(" 58,5 ", 20, 300, false)).toBe(58.5);
    expect(readNumber("58.5", 20, 300, false)).toBe(58.5);
    expect(readNumber("", 50, 250, true)).toBeNull();
  });
  it("rounds nothing and guesses nothing", () => {
    for (const text of ["1m68", "58,5", "-60", "1e2", "300", "0x50"])
      expect(readNumber(text, 50, 250, true)).toBeUndefined();
  });
});

it("keeps a line composed, with single spaces", () => {
  expect(tidyLine("  Đỗ  Thị\tÁnh ".normalize("NFD"))).toBe("Đỗ Thị Ánh");
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { codeLists, isListName, type ListName, listOn } from "../../../../shared/domain/codes/all-lists.ts";
import { type CodeList, codeOf, codesOn, nameOfCode, spellings } from "../../../../shared/domain/codes/code-list.ts";
import { ranks } from "../../../../shared/domain/codes/rank-codes.ts";
import { titles } from "../../../../shared/domain/codes/titles.ts";
import type { CodeRecord } from "../../../../shared/domain/organisation.ts";
import { numbered } from "../../../fixtures/records.ts";

/** Every code ever issued with its meaning: this file only grows. */
const issued: readonly (readonly [ListName, string, string])[] = readFileSync(
  new URL("issued-codes.txt", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => /^(\S+) (.+?) = (.+)$/.exec(line)!.slice(1) as [ListName, string, string]);

/** Codes that are gone or mean something else than when they were issued, and codes that were never noted. */
function reused(lists: Readonly<Record<string, CodeList>>): string[] {
  const noted = new Set(issued.map(([list, code]) => `${list} ${code}`));
  return [
    ...issued.flatMap(([list, code, vi]) =>
      lists[list]?.find((entry) => entry.code === code)?.vi === vi ? [] : [`${list} ${code} was ${vi}`],
    ),
    ...Object.entries(lists).flatMap(([list, entries]) =>
      entries.flatMap(({ code }) => (noted.has(`${list} ${code}`) ? [] : [`${list} ${code} is not noted`])),
    ),
  ];
}

const aCode = (n: number, patch: Partial<CodeRecord> = {}): CodeRecord =>
  blankRecord("code-record", { id: numbered("code-record", n), ...patch });

describe("the lists of codes", () => {
  it("never reuse a code: each means what it meant when it was issued", () => {
    expect(issued.length).toBeGreaterThan(400);
    expect(reused(codeLists)).toEqual([]);
  });

  it("would be caught reusing one (control)", () => {
    const broken = codeLists.DISCIPLINE.map((entry) =>
      entry.code === "GIANG_CHUC" ? { ...entry, vi: "Khác" } : entry,
    );
    expect(reused({ ...codeLists, DISCIPLINE: broken })).toEqual(["DISCIPLINE GIANG_CHUC was Giáng chức"]);
  });

  it.each(Object.entries(codeLists))("%s gives each code and each spelling once, in composed Unicode", (_, list) => {
    expect(new Set(list.map(({ code }) => code)).size).toBe(list.length);
    const bySpelling = new Map<string, string>();
    for (const entry of list) {
      expect(entry.vi).toBe(entry.vi.normalize("NFC"));
      expect(entry.en).not.toBe("");
      expect((entry.from ?? "") <= (entry.to ?? "9")).toBe(true);
      for (const spelling of spellings(entry)) {
        expect([spelling, bySpelling.get(spelling) ?? entry.code]).toEqual([spelling, entry.code]);
        bySpelling.set(spelling, entry.code);
      }
    }
  });

  it("offer only what is in use on a day, and still name what is retired", () => {
    const forms = (day: string) => codesOn(codeLists.DISCIPLINE, day).map(({ code }) => code);
    expect(forms("2025-06-30")).toContain("GIANG_CHUC");
    expect(forms("2025-07-01")).not.toContain("GIANG_CHUC");
    expect(nameOfCode(codeLists.DISCIPLINE, "GIANG_CHUC")).toBe("Giáng chức");
    const districtTitles = codesOn(titles, "2025-07-01").filter(({ code }) => code.startsWith("HU_"));
    expect(districtTitles).toEqual([]);
  });

  it("give every title of the register its level, bloc and rank in the body", () => {
    expect(titles.filter(({ level }) => level === "HUYEN").every(({ to }) => to === "2025-06-30")).toBe(true);
    expect(codeOf(titles, "Bí thư Thị ủy")).toBe("HU_BT");
    expect(titles.find(({ code }) => code === "UBNDX_P")).toMatchObject({
      level: "XA",
      bloc: "CHINH_QUYEN",
      role: "P",
    });
  });

  it("give every rank the coefficients of its scale", () => {
    const of = (code: string) => ranks.find((rank) => rank.code === code)?.scales ?? [];
    expect(of("01.001")[0]?.coefficients).toEqual(["6,20", "6,56", "6,92", "7,28", "7,64", "8,00"]);
    expect(of("01.002")[0]?.coefficients.at(-1)).toBe("6,78");
    expect(of("01.003")[0]?.coefficients.at(-1)).toBe("4,98");
    expect(of("01.004").map(({ coefficients }) => coefficients.at(-1))).toEqual(["4,89", "4,06"]);
  });
});

describe("a list overlaid with the province's records", () => {
  it("is the very same list where nothing is said about it", () => {
    expect(listOn("REWARD", [aCode(1, { list: "RATING", code: "X", vi: "Khác" })])).toBe(codeLists.REWARD);
  });

  it("gains codes, retires them and renames them; the former name is still read", () => {
    const list = listOn("TRAIN_MODE", [
      aCode(1, { list: "TRAIN_MODE", code: "TRUC_TUYEN", vi: "Trực tuyến", en: "Online", from: "2026" }),
      aCode(2, { list: "TRAIN_MODE", code: "CHUYEN_TU", to: "2026-06", replacedBy: "LIEN_THONG" }),
      aCode(3, { list: "TRAIN_MODE", code: "TU_XA", vi: "Đào tạo trực tuyến và từ xa" }),
      aCode(4, { list: "TRAIN_MODE", code: "VLVH", vi: "Nhầm", withdrawn: true }),
    ]);
    const of = (code: string) => list.find((entry) => entry.code === code);
    expect(of("TRUC_TUYEN")).toMatchObject({ vi: "Trực tuyến", from: "2026-01-01" });
    expect(of("CHUYEN_TU")).toMatchObject({ vi: "Chuyên tu", to: "2026-06-30", replacedBy: "LIEN_THONG" });
    expect(of("VLVH")?.vi).toBe("Vừa làm vừa học");
    expect(codesOn(list, "2026-07-01").map(({ code }) => code)).not.toContain("CHUYEN_TU");
    expect([codeOf(list, "từ xa"), codeOf(list, "Đào tạo trực tuyến và từ xa")]).toEqual(["TU_XA", "TU_XA"]);
    expect(list.length).toBe(codeLists.TRAIN_MODE.length + 1);
  });

  it("knows its names", () => {
    expect([isListName("RATING"), isListName("toString"), isListName("Rating")]).toEqual([true, false, false]);
  });
});

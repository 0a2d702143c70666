import { describe, expect, it } from "vitest";
import type { Sentence } from "../../../renderer/text/in-language.ts";
import { sentence } from "../../../renderer/text/sentence.ts";
import { cellLine } from "../../../renderer/text/workbook-sentence.ts";
import type { CellProblem, Problem } from "../../../shared/problem.ts";
import { problems } from "../../fixtures/problems.ts";

/** Every fact of a problem that a person may need; sizes as megabytes, chain hashes as far as people compare them. */
const factsOf = (problem: Problem): readonly string[] =>
  Object.entries(problem)
    .map(([name, value]) => [name, name === "ours" || name === "theirs" ? String(value).slice(0, 8) : value])
    .map(([name, value]) => [name, name === "bytes" || name === "most" ? Number(value) / 1_048_576 : value])
    .filter(([name]) => !["kind", "record", "cells", "faults", "deed"].includes(name as string))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter((value) => value !== null)
    .map(String);

/** What is wrong with the words for one problem; null: nothing. */
function fault(problem: Problem, say: typeof sentence = sentence): string | null {
  const [vi, en] = [say(problem, "vi"), say(problem, "en")];
  for (const words of [vi, en]) {
    for (const part of [words.what, words.kept, words.todo]) {
      if (part !== part.normalize("NFC").trim()) return "not trimmed and composed";
      if (!/^\S.*[.?”]$/su.test(part)) return "no whole sentence";
      if (/undefined|null|\[object/u.test(part)) return "a fact that is none";
    }
    if (new Set([words.what, words.kept, words.todo]).size < 3) return "two parts are one";
    for (const fact of factsOf(problem)) if (!words.what.includes(fact)) return `does not say ${fact}`;
  }
  if (!unchanged.test(vi.kept) || !unchangedInEnglish.test(en.kept)) return "does not say what stands as it was";
  for (const part of ["what", "kept", "todo"] as const) {
    if (!/[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]/iu.test(vi[part])) return "no Vietnamese";
    if (/[đơư]/iu.test(en[part].replaceAll(/“[^”]*”/gu, ""))) return "no English";
  }
  return null;
}

const unchanged =
  /không có gì|không thay đổi|không nhận|không cần|chưa (?:nhận|ghi|nhập|lập|được tạo|đăng ký|lưu)|giữ nguyên|vẫn còn|đọc được/iu;
const unchangedInEnglish =
  /nothing|unchanged|not changed|is as it was|none of|no (?:template|office|bundle|PC|file|register) was|is readable|are all still/iu;

describe("sentence", () => {
  it("has three parts in both languages for every problem: what happened, what stands, what to do", () => {
    expect(problems.length).toBeGreaterThan(90);
    expect(problems.flatMap((problem) => fault(problem)?.replace(/^/u, `${problem.kind}: `) ?? [])).toEqual([]);
  });

  it("gives each kind its own words", () => {
    for (const language of ["vi", "en"] as const)
      expect(new Set(problems.map((problem) => sentence(problem, language).what)).size).toBe(problems.length);
  });

  it("is judged by a check that sees a part that is missing, empty, doubled or in the wrong language", () => {
    const problem = { kind: "bundle-out-of-turn", expected: 59, found: 77 } as const;
    const broken: readonly ((words: Sentence) => Partial<Sentence>)[] = [
      () => ({ kept: "" }),
      ({ what }) => ({ kept: what }),
      () => ({ kept: "Gói đến sớm." }),
      () => ({ todo: "Gửi biên nhận" }),
      () => ({ what: "Gói này đến sớm." }),
      () => ({ todo: "Wait." }),
    ];
    expect(fault(problem)).toBeNull();
    for (const spoil of broken)
      expect(
        fault(problem, (each, language) => {
          const words = sentence(each, language);
          return language === "en" ? words : { ...words, ...spoil(words) };
        }),
      ).not.toBeNull();
  });

  it("tells each way in which a bundle breaks the rules of the format apart", () => {
    const steps = ["size", "seal", "age-key", "zip-ratio", "manifest", "counts", "line", "answer"];
    const said = steps.map((step) => ({ kind: "bundle-hostile", step }) as const);
    for (const problem of said) expect(fault(problem), problem.step).toBeNull();
    for (const part of ["what", "todo"] as const)
      expect(new Set(said.map((problem) => sentence(problem, "vi")[part].replace(/ \(.*\)/u, ""))).size).toBe(8);
  });

  it("refuses a kind it has never heard of, so that a new one cannot pass without words", () => {
    const unheard = { kind: "moon-too-full" } as unknown as Problem;
    expect(() => sentence(unheard, "vi")).toThrow(/moon-too-full/u);
  });

  it("names a bad cell by its address, in each language, for every reason", () => {
    const reasons: Readonly<Record<CellProblem["why"], true>> = {
      "not-a-date": true,
      "not-in-list": true,
      missing: true,
      "unknown-person": true,
      "unknown-unit": true,
      "too-long": true,
      twice: true,
      "formula-failed": true,
      "not-a-number": true,
      "no-such-day": true,
      "out-of-range": true,
      "month-first": true,
      "zeros-lost": true,
      "not-an-identity-number": true,
      "both-sexes": true,
      "letters-lost": true,
      "not-a-name": true,
    };
    const lines = Object.keys(reasons).map((why) =>
      cellLine({ sheet: "S1", cell: "B2", header: "Họ tên", found: "x", why: why as CellProblem["why"] }, "vi"),
    );
    expect(new Set(lines).size).toBe(17);
    for (const line of lines) expect(line).toMatch(/^S1!B2 \(Họ tên\) “x”: ./u);
  });
});

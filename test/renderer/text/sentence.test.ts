import { describe, expect, it } from "vitest";
import { sentence } from "../../../renderer/text/sentence.ts";
import { cellLine } from "../../../renderer/text/workbook-sentence.ts";
import type { CellProblem, Problem } from "../../../shared/problem.ts";

/** One problem of every kind: a kind without an entry here, or an entry without a kind, does not compile. */
const examples: { readonly [Kind in Problem["kind"]]: Extract<Problem, { readonly kind: Kind }> } = {
  "wrong-passphrase": { kind: "wrong-passphrase" },
  "recovery-key-mistyped": { kind: "recovery-key-mistyped", half: 2 },
  "passphrase-too-short": { kind: "passphrase-too-short", least: 12 },
  "office-exists": { kind: "office-exists" },
  "no-office": { kind: "no-office" },
  locked: { kind: "locked" },
  "in-use": { kind: "in-use" },
  "disk-full": { kind: "disk-full" },
  "disk-failing": { kind: "disk-failing" },
  "not-permitted": { kind: "not-permitted" },
  "file-busy": { kind: "file-busy" },
  "store-damaged": { kind: "store-damaged", fromEntry: 4711 },
  "store-newer": { kind: "store-newer", needs: "0.7.0" },
  malformed: { kind: "malformed", record: null, field: "birthDate" },
  "not-a-bundle": { kind: "not-a-bundle" },
  "bundle-unsigned": { kind: "bundle-unsigned" },
  "bundle-foreign": { kind: "bundle-foreign", keyId: "A1B2C3" },
  "bundle-altered": { kind: "bundle-altered" },
  "bundle-cut": { kind: "bundle-cut" },
  "bundle-for-another-office": { kind: "bundle-for-another-office", addressee: "thanhchuong" },
  "bundle-already-taken": { kind: "bundle-already-taken", from: 31, to: 58 },
  "bundle-out-of-turn": { kind: "bundle-out-of-turn", expected: 59, found: 77 },
  "bundle-forked": { kind: "bundle-forked", at: 42, ours: "0a1b2c3d".repeat(8), theirs: "4d5e6f70".repeat(8) },
  "bundle-frozen": { kind: "bundle-frozen", at: 43 },
  "bundle-of-lost-branch": { kind: "bundle-of-lost-branch", at: 44 },
  "feed-closed": { kind: "feed-closed", at: 45 },
  "asides-full": { kind: "asides-full", kept: 12 },
  "container-newer": { kind: "container-newer", needs: "scb2" },
  "bundle-newer": { kind: "bundle-newer", needs: "0.8.0" },
  "bundle-hostile": { kind: "bundle-hostile", step: "zip-ratio" },
  "bundle-too-heavy": { kind: "bundle-too-heavy" },
  "no-recipient": { kind: "no-recipient" },
  "nothing-to-send": { kind: "nothing-to-send" },
  "carrier-gone": { kind: "carrier-gone" },
  "carrier-read-only": { kind: "carrier-read-only" },
  "carrier-full": { kind: "carrier-full" },
  "fingerprint-differs": { kind: "fingerprint-differs", typed: "11111", found: "22222" },
  "not-an-enrolment-file": { kind: "not-an-enrolment-file" },
  "bundle-key-ended": { kind: "bundle-key-ended", feed: "doluong-k3f7", upTo: 131, found: 140 },
  "feed-ended": { kind: "feed-ended", feed: "doluong-k3f7", upTo: 131 },
  "own-key-ended": { kind: "own-key-ended", upTo: 131 },
  "second-person-needed": { kind: "second-person-needed" },
  "not-a-registry": { kind: "not-a-registry" },
  "registry-none": { kind: "registry-none" },
  "registry-known": { kind: "registry-known", version: 7 },
  "registry-older": { kind: "registry-older", held: 7, found: 6 },
  "registry-gap": { kind: "registry-gap", held: 7, found: 9 },
  "registry-forked": { kind: "registry-forked", version: 8 },
  "registry-unsigned": { kind: "registry-unsigned", found: 1, needs: 2 },
  "registry-rewritten": { kind: "registry-rewritten", version: 8 },
  "registry-not-trusted": { kind: "registry-not-trusted", version: 8 },
  "registry-nothing-new": { kind: "registry-nothing-new" },
  "roots-missing": { kind: "roots-missing", found: 1, needs: 3 },
  "not-a-root-key": { kind: "not-a-root-key" },
  "root-key-strange": { kind: "root-key-strange", keyId: "A1B2C3D4E5F60718" },
  "province-only": { kind: "province-only" },
  "office-id-taken": { kind: "office-id-taken", office: "doluong" },
  "staging-gone": { kind: "staging-gone" },
  "not-a-workbook": { kind: "not-a-workbook" },
  "workbook-too-large": { kind: "workbook-too-large" },
  "workbook-too-heavy": { kind: "workbook-too-heavy" },
  "workbook-cut": { kind: "workbook-cut" },
  "workbook-locked": { kind: "workbook-locked" },
  "workbook-old": { kind: "workbook-old", format: "xls" },
  "workbook-gone": { kind: "workbook-gone" },
  "workbook-no-copy": { kind: "workbook-no-copy" },
  "workbook-columns": { kind: "workbook-columns", sheet: "Trích ngang", missing: ["Ngày sinh", "Dân tộc"] },
  "workbook-cells": {
    kind: "workbook-cells",
    cells: [{ sheet: "Trích ngang", cell: "C14", header: "Ngày sinh", found: "31/02/1980", why: "not-a-date" }],
    more: 3,
  },
  "not-a-picture": { kind: "not-a-picture" },
  "not-a-scan": { kind: "not-a-scan" },
  "file-too-large": { kind: "file-too-large", bytes: 2_147_483_648, most: 20_971_520 },
  "blob-absent": { kind: "blob-absent" },
  "blob-damaged": { kind: "blob-damaged" },
  "template-no-bytes": { kind: "template-no-bytes" },
  "template-not-word": { kind: "template-not-word" },
  "template-other-format": { kind: "template-other-format", format: "odt" },
  "template-locked": { kind: "template-locked" },
  "template-cut": { kind: "template-cut" },
  "template-damaged": { kind: "template-damaged" },
  "template-too-large": { kind: "template-too-large", most: 4_194_304 },
  "template-too-heavy": { kind: "template-too-heavy" },
  "template-macros": { kind: "template-macros" },
  "template-active": { kind: "template-active", what: "DDEAUTO" },
  "template-linked": { kind: "template-linked", what: "image" },
  "template-blank": { kind: "template-blank" },
  "template-no-fields": { kind: "template-no-fields" },
  "template-faults": {
    kind: "template-faults",
    faults: [{ why: "unknown", name: "ho_ten", meant: "ho_va_ten", where: "header" }],
    more: 3,
  },
  "template-gone": { kind: "template-gone" },
  "templates-full": { kind: "templates-full", count: 100 },
  "print-failed": { kind: "print-failed" },
  "bad-request": { kind: "bad-request", channel: "ledger.append" },
  "failed-inside": { kind: "failed-inside", code: "no-answer" },
};
const problems: readonly Problem[] = Object.values(examples);

/** Every fact of a problem that a person may need; sizes as megabytes, chain hashes as far as people compare them. */
const factsOf = (problem: Problem): readonly string[] =>
  Object.entries(problem)
    .map(([name, value]) => [name, name === "ours" || name === "theirs" ? String(value).slice(0, 8) : value])
    .map(([name, value]) => [name, name === "bytes" || name === "most" ? Number(value) / 1_048_576 : value])
    .filter(([name]) => !["kind", "record", "cells", "faults"].includes(name as string))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter((value) => value !== null)
    .map(String);

describe("sentence", () => {
  it.each(problems.map((problem) => [problem.kind, problem] as const))(
    "has words for %s in both languages",
    (_, problem) => {
      const vi = sentence(problem, "vi");
      const en = sentence(problem, "en");
      for (const { what, todo } of [vi, en]) {
        for (const text of [what, todo]) {
          expect(text).toBe(text.normalize("NFC").trim());
          expect(text).toMatch(/[.”]$/u);
          expect(text).not.toMatch(/undefined|null|\[object/u);
        }
        for (const fact of factsOf(problem)) expect(what).toContain(fact);
      }
      expect(vi.what).not.toBe(en.what);
      expect(vi.what).toMatch(/[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]/iu);
      expect(en.what).not.toMatch(/[đơư]/iu);
    },
  );

  it("says what became of the records: nothing, or what stays readable", () => {
    const unchanged =
      /không có gì|không thay đổi|chưa (nhận|ghi|nhập|lập|được tạo|đăng ký)|giữ nguyên|đọc được|chưa lưu|không được lưu/iu;
    for (const problem of problems) expect(sentence(problem, "vi").what, problem.kind).toMatch(unchanged);
  });

  it("gives each kind its own words", () => {
    for (const language of ["vi", "en"] as const)
      expect(new Set(problems.map((problem) => sentence(problem, language).what)).size).toBe(problems.length);
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

import { describe, expect, it } from "vitest";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { type GapRecords, gapsOn, usualTerms } from "../../../../shared/domain/gaps/gaps-on.ts";
import { rolesOf, titlesOf } from "../../../../shared/domain/gaps/term-end.ts";
import { termsOn } from "../../../../shared/domain/gaps/terms-on.ts";
import { builtInPacks } from "../../../../shared/domain/rules/packs/built-in.ts";
import { type RulePack, readPack } from "../../../../shared/domain/rules/rule-pack.ts";
import { versionsByUnit } from "../../../../shared/domain/units.ts";
import { anAssignment, aVersion, numbered } from "../../../fixtures/records.ts";

/** An overlay of a province over the rule on two terms. */
function overlay(rule: {
  readonly parameters?: object;
  readonly severity?: string;
  readonly roles?: string[];
}): RulePack {
  const read = readPack(
    blankRecord("rule-pack", {
      id: numbered("rule-pack", 1),
      name: "12-QĐ/TU",
      version: 1,
      overlay: true,
      number: "12-QĐ/TU",
      effectiveFrom: "2024-01-01",
      rules: [
        {
          rule: "R06",
          article: "Điều 3",
          parameters: rule.parameters ?? {},
          from: null,
          to: null,
          severity: rule.severity ?? null,
          appliesTo: rule.roles === undefined ? null : { roles: rule.roles },
        },
      ] as never,
    }),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

const end = blankRecord("term-end", {
  id: numbered("term-end", 1),
  level: "XA",
  heads: true,
  deputies: true,
  titles: " Bí thư ;; Phó Bí thư; ",
  last: "2025-06-30",
});

describe("what a register counts by", () => {
  it("are the terms of the regulation in force on the day", () => {
    const { terms, source } = termsOn("2026-01-01", builtInPacks, [], 12);
    expect(terms).toMatchObject({ soon: 12, terms: 2, termMonths: 60, termRoles: ["T"], termEnds: [] });
    expect([source?.pack, source?.article]).toEqual(["65-QĐ/TW", "Điều 4"]);
    expect(termsOn("2020-01-01", builtInPacks, [], 12).source?.pack).toBe("98-QĐ/TW");
    expect(termsOn("2010-01-01", builtInPacks, [], 12)).toMatchObject({ source: null, terms: { termRoles: [] } });
  });

  it("follow what a province lays over it, from the day on which that begins", () => {
    const eight = [...builtInPacks, overlay({ parameters: { months: 96 }, roles: ["T", "P"] })];
    expect(termsOn("2026-01-01", eight, [], 12)).toMatchObject({
      terms: { terms: 1, termMonths: 96, termRoles: ["T", "P"] },
      source: { pack: "12-QĐ/TU", article: "Điều 3" },
    });
    expect(termsOn("2023-12-31", eight, [], 12)).toMatchObject({ terms: { terms: 2, termMonths: 60 } });
    const none = [...builtInPacks, overlay({ severity: "off" })];
    expect(termsOn("2026-01-01", none, [end], 12)).toMatchObject({ source: null, terms: { termRoles: [], soon: 12 } });
    expect(termsOn("2026-01-01", none, [end], 12).terms.termEnds.length).toBe(1);
  });

  it("take the office's own ends of terms, without withdrawn ones", () => {
    expect([rolesOf(end), titlesOf(end)]).toEqual([
      ["T", "P"],
      ["Bí thư", "Phó Bí thư"],
    ]);
    expect(termsOn("2026-01-01", [], [end, { ...end, withdrawn: true }], 24).terms.termEnds).toEqual([
      { level: "XA", last: "2025-06-30", roles: ["T", "P"], titles: ["Bí thư", "Phó Bí thư"] },
    ]);
  });
});

describe("a register by these terms", () => {
  const posts = ["Bí thư Đảng ủy xã", "Bí thư Đoàn xã", "Chủ tịch Hội Nông dân xã", "Trưởng phòng"].map((title, n) =>
    blankRecord("post", { id: numbered("post", n + 1), unitId: numbered("unit", 1), role: "T", title }),
  );
  const records: GapRecords = {
    posts,
    assignments: posts.map(({ id }, n) => anAssignment(n + 1, n + 1, { postId: id, from: "2015-09-01" })),
    persons: [],
    rotations: [],
    traits: [],
    gaps: [],
    versions: versionsByUnit([aVersion(1, 1)]),
  };
  const soon = (terms: Parameters<typeof gapsOn>[2]) =>
    gapsOn("2025-01-01", records, terms).open.map(({ postId, causes }) =>
      [posts.find(({ id }) => id === postId)!.title, ...causes.map(({ why }) => why)].join(": "),
    );

  it("counts terms of the titles the rule lists, and of every head where it lists none", () => {
    expect(soon(usualTerms).length).toBe(4);
    const { terms } = termsOn("2025-01-01", builtInPacks, [], 12);
    expect(soon(terms)).toEqual(["Bí thư Đảng ủy xã: two-terms"]);
  });

  it("ends the terms of elected titles only", () => {
    const { terms } = termsOn("2025-01-01", [], [end], 12);
    expect(soon(terms).toSorted()).toEqual(["Bí thư Đoàn xã: term-ends", "Bí thư Đảng ủy xã: term-ends"]);
    const all = termsOn("2025-01-01", [], [{ ...end, titles: "" }], 12).terms;
    expect(soon(all).length).toBe(4);
    expect(soon(termsOn("2025-01-01", [], [{ ...end, heads: false }], 12).terms)).toEqual([]);
    expect(soon(termsOn("2025-01-01", [], [{ ...end, level: "TINH" }], 12).terms)).toEqual([]);
  });
});

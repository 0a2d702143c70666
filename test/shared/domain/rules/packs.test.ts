import { describe, expect, expectTypeOf, it } from "vitest";
import type { Protected, Relative } from "../../../../shared/domain/protected.ts";
import { protectedKinds, recordKinds } from "../../../../shared/domain/record-kinds.ts";
import { type CaseKind, type CaseRecords, caseOf } from "../../../../shared/domain/rules/case.ts";
import { checkedRules } from "../../../../shared/domain/rules/checks.ts";
import { type Evaluation, evaluate, evaluateMove, versionsOf } from "../../../../shared/domain/rules/evaluate.ts";
import { builtInPacks } from "../../../../shared/domain/rules/packs/built-in.ts";
import {
  acceptPack,
  packsOf,
  type RulePack,
  type RulePackRecord,
  readPack,
} from "../../../../shared/domain/rules/rule-pack.ts";
import { packsAsOf, rulesOn } from "../../../../shared/domain/rules/rules-on.ts";
import { numbered } from "../../../fixtures/records.ts";
import {
  anAllowance,
  anAssessment,
  anOverride,
  aPaper,
  asOf,
  caseIn,
  entry,
  move,
  type Patch,
  person,
  put,
  target,
  worldOn,
} from "./world.ts";

const results = (evaluations: readonly Evaluation[]) =>
  Object.fromEntries(evaluations.map(({ rule, result }) => [rule, result]));
const resultOf = (evaluations: readonly Evaluation[], rule: string) => evaluations.find((each) => each.rule === rule);
const casePatched = (at: string, ...patches: Patch[]) => {
  const world = worldOn(at, "move");
  for (const patch of patches) patch(world);
  return caseIn(world);
};

/** A province's pack as it arrives. */
const aPackRecord = (n: number, patch: Partial<RulePackRecord> = {}): RulePackRecord => ({
  id: numbered("rule-pack", n),
  name: "Nghệ An",
  version: 1,
  overlay: true,
  number: "5-QĐ/TU",
  type: "Quy định",
  issuer: "Tỉnh ủy Nghệ An",
  issuedOn: "2024-01-02",
  effectiveFrom: "2024-02-01",
  effectiveTo: null,
  replaces: "",
  level: "TINH",
  rules: [
    {
      rule: "R01",
      article: "Điều 3",
      parameters: { months: 60 },
      from: null,
      to: null,
      severity: null,
      appliesTo: null,
    },
  ],
  withdrawn: false,
  ...patch,
});

describe("the packs that come with the program", () => {
  it("hold every rule of the catalogue, and read like a province's own", () => {
    const held = new Set(builtInPacks.flatMap(({ rules }) => rules.map(({ rule }) => rule)));
    expect(checkedRules.filter((rule) => !held.has(rule))).toEqual([]);
    expect(checkedRules).toHaveLength(28);
    for (const pack of builtInPacks) {
      const { instrument, id: _id, ...rest } = pack;
      const record = { ...aPackRecord(1), ...rest, ...instrument, replaces: instrument.replaces.join("; ") };
      const written = JSON.parse(JSON.stringify(record)) as RulePackRecord;
      expect(recordKinds["rule-pack"].safeParse(written).success, pack.name).toBe(true);
      const read = readPack(written);
      expect(read.ok && { ...read.value, id: pack.id }, pack.name).toEqual(pack);
    }
  });

  it("give each rule from one pack on every day, changing only where an instrument says so", () => {
    const of = (day: string, rule: "R01" | "R19" | "R24" | "RETIREMENT") =>
      rulesOn(day, builtInPacks)[rule]?.source.pack;
    expect(["2017-10-06", "2017-10-07", "2022-04-27", "2022-04-28"].map((day) => of(day, "R01"))).toEqual([
      undefined,
      "98-QĐ/TW",
      "98-QĐ/TW",
      "65-QĐ/TW",
    ]);
    expect(["2021-12-26", "2021-12-27", "2025-10-07", "2025-10-08"].map((day) => of(day, "R19"))).toEqual([
      undefined,
      "50-QĐ/TW",
      "50-QĐ/TW",
      "377-QĐ/TW",
    ]);
    expect(["2020-12-31", "2021-01-01"].map((day) => of(day, "RETIREMENT"))).toEqual([
      "10/2012/QH13",
      "135/2020/NĐ-CP",
    ]);
    const r11 = ["2025-08-29", "2025-08-30"].map((day) => rulesOn(day, builtInPacks).R11);
    expect(r11.map((rule) => rule?.parameters.weak)).toEqual([["KHT", "DV_VP"], ["KHT"]]);
    expect(r11[1]?.overlays.map(({ pack }) => pack)).toEqual(["366-QĐ/TW"]);
  });

  it("leave out what a province alone has ruled", () => {
    for (const rule of ["R07", "R28"] as const)
      for (const day of ["2018-01-01", "2024-01-01", "2026-01-01"])
        expect(rulesOn(day, builtInPacks)[rule]?.severity ?? "off").toBe("off");
  });
});

describe("one case before and after", () => {
  it("is judged by the rules of the day, and again the same when the versions recorded then are asked for", () => {
    const made = casePatched("2024-01-31");
    const longer = readPack(aPackRecord(1));
    if (!longer.ok) throw new Error("refused");
    const packs = [...builtInPacks, longer.value];
    const before = evaluate(made, "2024-01-31", packs);
    const after = evaluate(made, "2024-02-01", packs);
    expect([resultOf(before, "R01")?.result, resultOf(after, "R01")?.result]).toEqual(["met", "not-met"]);
    expect(resultOf(after, "R01")).toMatchObject({
      facts: { months: 36, limit: 60 },
      source: { pack: "65-QĐ/TW", version: 1, article: "Điều 8", instrument: { number: "65-QĐ/TW" } },
      overlays: [{ pack: "Nghệ An", version: 1, article: "Điều 3", instrument: { level: "TINH" } }],
    });
    const changed = Object.entries(results(after)).filter(([rule, result]) => results(before)[rule] !== result);
    expect(changed).toEqual([["R01", "not-met"]]);

    const later = acceptPack(
      aPackRecord(2, {
        version: 2,
        effectiveFrom: "2024-01-01",
        rules: [
          {
            rule: "R01",
            article: "",
            parameters: { months: 12 },
            from: null,
            to: null,
            severity: "I",
            appliesTo: null,
          },
        ],
      }),
      packs,
    );
    if (!later.ok) throw new Error("refused");
    const grown = [...packs, later.value];
    expect(resultOf(evaluate(made, "2024-02-01", grown), "R01")?.result).toBe("met");
    expect(evaluate(made, "2024-01-31", packsAsOf(grown, { ...allVersions(packs), ...versionsOf(before) }))).toEqual(
      before,
    );
    expect(evaluate(made, "2024-02-01", packsAsOf(grown, { ...allVersions(packs), ...versionsOf(after) }))).toEqual(
      after,
    );
    expect(versionsOf(after)).toMatchObject({ "65-QĐ/TW": 1, "Nghệ An": 1 });
  });

  it("does not let a new version judge earlier days", () => {
    const newer: RulePack = {
      ...rotation65(),
      version: 2,
      instrument: { ...rotation65().instrument, effectiveFrom: "2026-01-01" },
      rules: [],
    };
    const packs = [...builtInPacks, newer];
    expect(rulesOn("2025-12-31", packs).R01?.source.version).toBe(1);
    expect(rulesOn("2026-01-01", packs).R01).toBeUndefined();
  });

  it("ends an instrument with the one that replaces it", () => {
    const next: RulePack = {
      ...rotation65(),
      id: "x",
      name: "1-QĐ/TW",
      instrument: {
        ...rotation65().instrument,
        number: "1-QĐ/TW",
        effectiveFrom: "2026-06-01",
        replaces: ["65-QĐ/TW"],
      },
      rules: rotation65().rules.filter(({ rule }) => rule === "R01"),
    };
    const packs = [...builtInPacks, next];
    expect([rulesOn("2026-05-31", packs).R14?.source.pack, rulesOn("2026-06-01", packs).R14]).toEqual([
      "65-QĐ/TW",
      undefined,
    ]);
    expect(rulesOn("2026-06-01", packs).R01?.source.pack).toBe("1-QĐ/TW");
  });

  it("does not decide a move whose start leaves open which rules apply", () => {
    const made = casePatched(
      "2022-04-27",
      move({ start: "2022-04", plannedEnd: "2026-01-01", toTitle: "Bí thư Huyện ủy", toPostId: null }),
    );
    const found = evaluateMove(made, builtInPacks);
    expect(resultOf(found, "R09")).toMatchObject({ result: "unknown", facts: { missing: "start" } });
    expect(resultOf(found, "R01")?.result).toBe("unknown"); // the same figures, but of two instruments
    const sure = evaluateMove(
      casePatched("2023-03-01", move({ start: "2023-03", plannedEnd: "2027-01-01" })),
      builtInPacks,
    );
    expect(resultOf(sure, "R01")?.result).toBe("met");
  });
});

const rotation65 = (): RulePack => {
  const found = builtInPacks.find(({ name }) => name === "65-QĐ/TW");
  if (found === undefined) throw new Error("no pack");
  return found;
};
const allVersions = (packs: readonly RulePack[]) =>
  Object.fromEntries(packs.map(({ name, version }) => [name, version]));

describe("a province's pack", () => {
  const rule = (patch: object) => ({
    rules: [
      { rule: "R01", article: "", parameters: {}, from: null, to: null, severity: null, appliesTo: null, ...patch },
    ],
  });
  it.each([
    ["no list of rules", { rules: null }, { kind: "malformed", at: "rules" }],
    ["no name", { name: " " }, { kind: "malformed", at: "name" }],
    ["a rule without its fields", { rules: [{}] }, { kind: "malformed", at: "rules.0.rule" }],
    ["a rule of a newer program", rule({ rule: "R99" }), { kind: "unknown-rule", rule: "R99" }],
    ["a name of every object", rule({ rule: "toString" }), { kind: "unknown-rule", rule: "toString" }],
    [
      "a parameter that the rule does not have",
      rule({ parameters: { years: 3 } }),
      { kind: "malformed", at: "rules.0.parameters" },
    ],
    [
      "a parameter that is no number",
      rule({ parameters: { months: "36" } }),
      { kind: "malformed", at: "rules.0.parameters.months" },
    ],
    ["a severity nobody knows", rule({ severity: "block" }), { kind: "malformed", at: "rules.0.severity" }],
    [
      "a whole pack that lacks a parameter",
      { overlay: false, ...rule({ severity: "W", parameters: { months: 36 } }) },
      { kind: "malformed", at: "rules.0.parameters.excused" },
    ],
    [
      "a whole pack without a severity",
      { overlay: false, ...rule({ parameters: { months: 36, excused: [] } }) },
      { kind: "malformed", at: "rules.0.severity" },
    ],
    ["an end before its beginning", { effectiveTo: "2023-01-01" }, { kind: "never-in-force" }],
    [
      "one rule twice on a day",
      { rules: [...rule({}).rules, ...rule({ from: "2025-01-01" }).rules] },
      { kind: "malformed", at: "rules.1.from" },
    ],
  ] as const)("is refused for %s", (_why, patch, problem) => {
    expect(readPack(aPackRecord(1, patch as Partial<RulePackRecord>))).toEqual({ ok: false, problem });
  });

  it("is refused where it is no newer than what is held, also than what comes with the program", () => {
    const held = packsOf(builtInPacks, [aPackRecord(1, { version: 3 })]).packs;
    for (const version of [1, 2, 3])
      expect(acceptPack(aPackRecord(2, { version }), held)).toEqual({ ok: false, problem: { kind: "older", held: 3 } });
    expect(acceptPack(aPackRecord(2, { version: 4 }), held).ok).toBe(true);
    const own = aPackRecord(3, { name: "65-QĐ/TW", version: 1 });
    expect(acceptPack(own, builtInPacks)).toEqual({ ok: false, problem: { kind: "older", held: 1 } });
  });

  it("is taken in the order in which packs were written, and every refusal is named", () => {
    const records = [
      aPackRecord(1),
      aPackRecord(2, { version: 2 }),
      aPackRecord(3, { version: 2 }),
      aPackRecord(4, { rules: 1 }),
      aPackRecord(5, { version: 9, withdrawn: true }),
      aPackRecord(6, { version: 1 }),
      aPackRecord(7, { name: "Khác" }),
    ];
    const { packs, refused } = packsOf(builtInPacks, records, ({ name }) =>
      name === "Khác" ? { kind: "not-entitled", office: "quychau" } : null,
    );
    expect(refused.map(({ record, problem }) => [record.id, problem])).toEqual([
      [numbered("rule-pack", 3), { kind: "older", held: 2 }],
      [numbered("rule-pack", 4), { kind: "malformed", at: "rules" }],
      [numbered("rule-pack", 6), { kind: "older", held: 2 }],
      [numbered("rule-pack", 7), { kind: "not-entitled", office: "quychau" }],
    ]);
    expect(packs.slice(builtInPacks.length).map(({ id }) => id)).toEqual([
      numbered("rule-pack", 1),
      numbered("rule-pack", 2),
    ]);
  });

  it("can say to whom a rule applies, and switch a rule on", () => {
    const read = readPack(
      aPackRecord(1, {
        effectiveFrom: "2023-01-01",
        rules: [
          {
            rule: "R06",
            article: "",
            parameters: { months: 96 },
            from: null,
            to: null,
            severity: null,
            appliesTo: { levels: ["XA"] },
          },
          { rule: "R07", article: "", parameters: {}, from: null, to: null, severity: "I", appliesTo: null },
        ],
      }),
    );
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    const rules = rulesOn("2023-03-01", [...builtInPacks, read.value]);
    expect([rules.R06?.appliesTo, rules.R06?.parameters.months, rules.R07?.severity]).toEqual([
      { levels: ["XA"] },
      96,
      "I",
    ]);
  });
});

describe("one field", () => {
  /** Each changes one field of one record of a case in which everything is in order. */
  const changes: readonly (readonly [string, Patch, readonly string[]])[] = [
    ["planned end", move({ plannedEnd: "2027-11-02" }), ["R01"]],
    ["birth date", person({ birthDate: "1970-05-10" }), ["R02"]],
    ["end of the plan entry", entry({ to: "2025-01-01" }), ["R04"]],
    ["native district", person({ nativeDistrict: "Yên Thành" }), ["R08"]],
    ["end of the post", target({ to: "2025-01-01" }), ["R10"]],
    ["last year's rating", (world) => (world.ratings[0]!.rating = { code: "KHT", text: "" }), ["R11"]],
    ["date of the certificate", (world) => (world.papers.at(-1)!.date = "2024-01-01"), ["R12"]],
    ["kind of a paper", (world) => (world.papers[0]!.kind = "Khác"), ["R13"]],
    ["date of an assessment", (world) => (world.assessments[0]!.date = "2020-01-01"), ["R14"]],
    ["coefficient", (world) => (world.allowances[1]!.coefficient = "0,10"), ["R17"]],
    ["purpose", move({ purpose: "KHONG_DIA_PHUONG" }), ["R02", "R03"]], // one is for training, one for placing
    ["outcome", move({ outcome: "ONGOING" }), ["R15", "R16"]], // both are about it
    ["title left", move({ fromTitle: "Chuyên viên" }), ["R05", "R09", "R22"]], // who leads, and what is equivalent or higher
    [
      "kind",
      move({ kind: "DIEU_DONG" }),
      ["R01", "R02", "R04", "R05", "R09", "R10", "R11", "R12", "R13", "R14", "R15", "R16", "R17", "R21"],
    ], // rotations have rules of their own
    ["note", move({ note: "khác" }), []],
    ["name", person({ birthName: "Người khác" }), []],
  ];
  const inOrder: readonly Patch[] = [
    move({ outcome: "STAY", plannedEnd: "2028-11-02" }),
    asOf("2029-02-20"),
    put("assessments", anAssessment(1, "2026-12-20"), anAssessment(2, "2027-12-20"), anAssessment(3, "2028-12-20")),
    (world) => (world.steps[0]!.title = "Chuyên viên"),
    (world) => (world.steps[0]!.postId = null),
  ];

  it.each(changes)("%s", (_name, patch, expected) => {
    const day = "2025-11-03";
    const before = evaluate(casePatched(day, ...inOrder), day, builtInPacks);
    const after = evaluate(casePatched(day, ...inOrder, patch), day, builtInPacks);
    expect(before.filter(({ result }) => result === "not-met" || result === "unknown")).toEqual([]);
    const changed = after.filter(({ rule, result }) => results(before)[rule] !== result).map(({ rule }) => rule);
    expect(changed).toEqual(expected);
  });

  it("of the rest nothing else moves either: facts and records stay as they were", () => {
    const day = "2025-11-03";
    const before = evaluate(casePatched(day, ...inOrder), day, builtInPacks);
    const after = evaluate(
      casePatched(
        day,
        ...inOrder,
        put("allowances", anAllowance(9, "x", null)),
        put("papers", aPaper(99, "Ảnh", null)),
      ),
      day,
      builtInPacks,
    );
    expect(after).toEqual(before);
  });
});

describe("overrides", () => {
  it.each([
    ["without a reason", { reason: " " }],
    ["without a paper", { document: "" }],
    ["of another move", { moveId: numbered("rotation", 2) }],
    ["of an earlier version of the pack", { packVersion: 2 }],
    ["withdrawn", { withdrawn: true }],
    ["of another rule", { rule: "R02" }],
    ["of another person", { personId: numbered("person", 2) }],
  ])("do not count %s", (_why, patch) => {
    const short = move({ plannedEnd: "2024-01-01" });
    const good = put("overrides", anOverride("R01", "65-QĐ/TW", "move"));
    const bad = put("overrides", anOverride("R01", "65-QĐ/TW", "move", patch));
    const found = (...patches: Patch[]) =>
      resultOf(evaluate(casePatched("2023-03-01", short, ...patches), "2023-03-01", builtInPacks), "R01");
    expect(found(good)).toMatchObject({ result: "not-met", overridden: numbered("rule-override", 1) });
    expect(found(bad)).toMatchObject({ result: "not-met", overridden: null });
  });
});

describe("protected kinds", () => {
  it("cannot be handed to a case", () => {
    expectTypeOf<Extract<CaseKind, (typeof protectedKinds)[number]>>().toEqualTypeOf<never>();
    const { id } = { id: numbered("person", 1) };
    // @ts-expect-error -- a protected kind is no input
    const withFaith: CaseRecords = { protected: [] as Protected[] };
    const named = { relative: [] as Relative[] };
    // @ts-expect-error -- nor by way of a variable
    const withFamily: CaseRecords = named;
    for (const records of [withFaith, withFamily])
      expect(caseOf(records, { personId: id, moveId: null, entryId: null, asOf: "2025-01-01" })).toBeNull();
  });

  it("leave no trace: a case holds no record of theirs", () => {
    const text = JSON.stringify(casePatched("2025-11-03"));
    for (const kind of protectedKinds) expect(text).not.toContain(`"${kind}:`);
  });
});

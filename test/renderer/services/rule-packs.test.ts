import { describe, expect, it } from "vitest";
import { type Overlay, writeOverlay } from "../../../renderer/services/rule-packs.ts";
import { undoAction } from "../../../renderer/services/undo.ts";
import { emptyOverlay, nextVersion, overlayOf, ruleDraft } from "../../../renderer/state/overlay-draft.ts";
import { packStanding } from "../../../shared/domain/rules/pack-standing.ts";
import { rulesOn } from "../../../shared/domain/rules/rules-on.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";
import { officeAtWork } from "./office-at-work.ts";

const seed = suiteSeed(511);
const at = "2026-03-02";

describe(`own rules laid over others, seed ${seed}`, () => {
  it("are written as versions that follow one another, hold only what differs, and can be taken back", async () => {
    const { office } = await officeAtWork(seed, []);
    const packs = async () => (await office.data.packBoard()).packs.map(({ pack }) => pack);
    const ground = rulesOn(at, await packs());
    const r06 = ground.R06;
    if (r06 === undefined) throw new Error("no rule");
    const draft = {
      ...emptyOverlay("Huyện ủy Đô Lương", at),
      number: "3-QĐ/HU",
      rules: [{ ...ruleDraft(r06), parameters: { ...ruleDraft(r06).parameters, months: 96 } }],
    };
    const first = overlayOf(draft, at, ground);
    expect(first.rules).toEqual([
      { rule: "R06", article: "", parameters: { months: 96 }, from: null, to: null, severity: null, appliesTo: null },
    ]);
    expect(overlayOf({ ...draft, rules: [ruleDraft(r06)] }, at, ground).rules).toEqual([]); // nothing differs
    expect((await writeOverlay(office, first)).ok).toBe(true);
    const [own] = (await office.data.packBoard()).packs.filter(({ origin }) => origin === "own");
    expect(own).toMatchObject({ pack: { name: "3-QĐ/HU", version: 1 }, writer: "Huyện ủy Đô Lương" });
    expect(rulesOn(at, await packs()).R06).toMatchObject({ parameters: { months: 96 }, severity: "W" });
    if (own === undefined) throw new Error("no pack");

    const next = nextVersion(own.pack, ground, "2026-04-01");
    const second = await writeOverlay(office, overlayOf({ ...next, effectiveTo: "2026-12-31" }, "2026-04-01", ground));
    if (!second.ok) throw new Error(second.problem.kind);
    const both = await packs();
    expect(both.filter(({ name }) => name === "3-QĐ/HU").map(({ version }) => version)).toEqual([1, 2]);
    const standing = (day: string) => packStanding(own.pack, both, day);
    expect([standing("2026-03-01"), standing("2026-03-31"), standing("2026-04-01")]).toEqual([
      { state: "not-yet" },
      { state: "in-force" },
      { state: "newer", by: 2 },
    ]);
    await undoAction(office, second.value.ref);
    expect((await packs()).filter(({ name }) => name === "3-QĐ/HU").length).toBe(1);
    expect((await office.data.packBoard()).versions["3-QĐ/HU"]).toBe(2); // the number is not given again
  });

  it("are refused with a reason: a name of another's, an end before the beginning, an office below a province", async () => {
    const { office, ledger } = await officeAtWork(seed + 1, []);
    const overlay: Overlay = {
      name: "4-QĐ/HU",
      number: "4-QĐ/HU",
      type: "Quy định",
      issuer: "Huyện ủy Đô Lương",
      issuedOn: null,
      effectiveFrom: at,
      effectiveTo: null,
      rules: [
        { rule: "R01", article: "", parameters: { months: 48 }, from: null, to: null, severity: null, appliesTo: null },
      ],
    };
    const why = async (patch: Partial<Overlay>) => {
      const written = await writeOverlay(office, { ...overlay, ...patch });
      return written.ok ? null : written.problem;
    };
    expect(await why({ name: "65-QĐ/TW" })).toEqual({ kind: "name-taken", name: "65-QĐ/TW" });
    expect(await why({ effectiveTo: "2026-01-01" })).toEqual({ kind: "refused", problem: { kind: "never-in-force" } });
    expect(await why({ rules: [{ ...overlay.rules[0]!, parameters: { months: -1 } }] })).toMatchObject({
      kind: "refused",
      problem: { kind: "malformed", at: "rules.0.parameters.months" },
    });
    expect(await why({})).toBeNull();
    expect(
      rulesOn(
        at,
        (await office.data.packBoard()).packs.map(({ pack }) => pack),
      ).R01?.parameters.months,
    ).toBe(48);
    expect((await office.data.findings()).map(({ rule }) => rule)).toEqual([]);

    const peer = {
      office: "nghean",
      name: "Tỉnh ủy Nghệ An",
      level: "province" as const,
      feed: "nghean-abcd",
      signingKey: "",
      recipientKey: "",
    };
    const { entry, head } = ledger.append({ entry: "peer", peer, at: "" });
    await office.data.take(entry, head);
    expect(await why({ name: "5-QĐ/HU" })).toEqual({ kind: "not-entitled" });
    const { packs, refused, mayWrite } = await office.data.packBoard();
    expect([mayWrite, refused.map(({ name, problem }) => [name, problem.kind])]).toEqual([
      false,
      [["4-QĐ/HU", "not-entitled"]],
    ]);
    expect(
      rulesOn(
        at,
        packs.map(({ pack }) => pack),
      ).R01?.parameters.months,
    ).toBe(36);
    expect(await office.data.findings()).toMatchObject([
      { rule: "rule-pack-refused", facts: { pack: "4-QĐ/HU", writer: "Huyện ủy Đô Lương", problem: "not-entitled" } },
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { GapQuery } from "../../../renderer/data/office-data.ts";
import { gapOnFile, storyOf, termsOnFile } from "../../../renderer/services/gap-register.ts";
import { closeGap, keepGap, openGapByHand, saveTermEnd } from "../../../renderer/services/keep-gap.ts";
import { endWeak, markWeak } from "../../../renderer/services/mark-weak.ts";
import { recordAct } from "../../../renderer/services/move-acts.ts";
import type { Office } from "../../../renderer/services/office.ts";
import { saveOrganisation } from "../../../renderer/services/organisation-on-file.ts";
import { proposeMove } from "../../../renderer/services/propose-move.ts";
import { undoAction } from "../../../renderer/services/undo.ts";
import { keyOf } from "../../../shared/domain/gaps/gaps-on.ts";
import type { Result } from "../../../shared/result.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { blank, idsOf, somePerson } from "../data/office-fixture.ts";
import { officeAtWork } from "./office-at-work.ts";

const seed = suiteSeed(652022);
const all: GapQuery = {
  day: null,
  kinds: ["VACANT", "VACANT_SOON", "WEAK"],
  unitId: null,
  text: "",
  months: 12,
  most: 1000,
};

// Records say on which day something was noted: the page's clock stands where the test's office stands.
beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-02T08:15:00") }));
afterAll(() => void vi.useRealTimers());

/**
 * A commune without a secretary since 01/01/2026, its chair, and an office at the district whose head is to go there.
 * Nobody is near retirement: what falls vacant is what the test makes fall vacant.
 */
async function commune() {
  const random = seeded(seed);
  const ids = idsOf(random);
  const [unit, other] = [ids("unit"), ids("unit")];
  const people = ["Người Đi", "Người Chủ Tịch", "Người Đến"].map((birthName) => ({
    ...somePerson(random, ids("person")),
    birthName,
    birthDate: "1985-05-05",
  }));
  const post = (unitId: typeof unit, title: string) =>
    blank("post", { id: ids("post"), unitId, title, role: "T", from: "2021-01-01" });
  const version = (unitId: typeof unit, name: string, level: "XA" | "TINH") =>
    blank("unit-version", { id: ids("unit-version"), unitId, name, level, bloc: "DANG", from: "2000-01-01" });
  const step = (n: number, at: ReturnType<typeof post>, to: string | null) =>
    blank("assignment", {
      id: ids("assignment"),
      personId: people[n]!.id,
      unitId: at.unitId,
      postId: at.id,
      title: at.title,
      nature: "SUBSTANTIVE",
      from: "2021-01-01",
      to,
    });
  const [secretary, chair, head] = [
    post(unit, "Bí thư Đảng ủy xã"),
    post(unit, "Chủ tịch UBND xã"),
    post(other, "Trưởng Ban Tổ chức"),
  ];
  const at = await officeAtWork(seed, [
    version(unit, "Đảng ủy xã Thử", "XA"),
    version(other, "Ban Tổ chức Tỉnh ủy", "TINH"),
    ...people,
    secretary,
    chair,
    head,
    step(0, secretary, "2025-12-31"),
    step(1, chair, null),
    step(2, head, null),
  ]);
  const keys = async (query: Partial<GapQuery> = {}) =>
    (await at.core.gapRegister({ ...all, ...query })).rows.map(({ key }) => key);
  return { ...at, unit, other, people, secretary, chair, head, keys };
}

const vacant = (post: { readonly id: string }) => `VACANT ${post.id}`;
const value = async <Value>(saving: Promise<Result<Value | null, unknown>>): Promise<Value> => {
  const saved = await saving;
  if (!saved.ok || saved.value === null) throw new Error("nothing was saved");
  return saved.value;
};
const whats = async (office: Office, key: string) => (await gapOnFile(office, key))!.story.map(({ what }) => what);

describe(`gaps open and close by themselves, seed ${seed}`, () => {
  it("as a move is proposed, decided and taken back in the ledger", async () => {
    const { office, core, keys, secretary, head, other, people } = await commune();
    const before = await core.gapRegister(all);
    expect(before.rows.map(({ key, due, causes }) => [key, due, causes[0]?.why, causes[0]?.person])).toEqual([
      [vacant(secretary), "2026-01-01", "no-holder", "Người Đi"],
    ]);
    const proposed = await proposeMove(office, {
      personId: people[2]!.id,
      kind: "LUAN_CHUYEN",
      fromUnitId: other,
      fromTitle: head.title,
      toUnitId: secretary.unitId,
      toPostId: secretary.id,
      toTitle: secretary.title,
      start: "2026-03-01",
      plannedEnd: "2026-12-31",
      purpose: "KHONG_DIA_PHUONG",
      programmeId: null,
    });
    if (!proposed.ok) throw new Error("not proposed");
    // A proposal is seen beside the gap and closes nothing.
    expect((await core.gapRegister(all)).rows).toEqual(before.rows);
    const waiting = (await gapOnFile(office, vacant(secretary)))!;
    expect(waiting.gap.moves.map(({ person, state }) => [person, state])).toEqual([["Người Đến", "PROPOSE_POLICY"]]);
    expect(waiting.story.map(({ what }) => what)).toEqual(["proposed", "fell-vacant"]);

    const decided = await value(
      recordAct(
        office,
        proposed.value,
        { kind: "decide", start: "2026-03-01", plannedEnd: "2026-12-31", also: [], scan: null },
        { number: "12-QĐ/TU", issuer: "Tỉnh ủy", date: "2026-02-20", signer: "", subject: "", actor: "", reason: "" },
      ),
    );
    await decided.shown;
    // The post reached is filled, the one left is open, and the planned end of the rotation is seen from afar.
    expect(await keys()).toEqual([vacant(head), `VACANT_SOON ${secretary.id}`]);
    expect((await core.gapRegister(all)).rows[1]!.causes.map(({ why, on, person }) => [why, on, person])).toEqual([
      ["move-ends", "2027-01-01", "Người Đến"],
    ]);
    const closed = (await gapOnFile(office, vacant(secretary)))!;
    expect([closed.gap.row, closed.gap.closed]).toEqual([null, { why: "filled", on: "2026-03-01", text: "Người Đến" }]);
    expect(closed.story.map(({ what, on }) => [what, on])).toEqual([
      ["proposed", "2026-03-02"], // on the day on which it was entered
      ["filled", "2026-03-01"],
      ["begun", "2026-03-01"],
      ["decided", "2026-02-20"],
      ["fell-vacant", "2026-01-01"],
    ]);
    // A look from before it: the register of that day is as it was.
    expect(await keys({ day: "2026-02-28", kinds: ["VACANT"] })).toEqual([vacant(secretary)]);

    // Control: had nothing closed, the registers would be equal.
    expect((await core.gapRegister(all)).rows).not.toEqual(before.rows);
    await value(undoAction(office, decided.ref));
    expect((await core.gapRegister(all)).rows).toEqual(before.rows);
  });

  it("as a post is withdrawn from the establishment, and says so under its old key", async () => {
    const { office, core, keys, secretary, chair, head } = await commune();
    const saved = await saveOrganisation(office, "organisation.edit", [{ ...secretary, withdrawn: true }]);
    await (saved.ok ? saved.value?.shown : undefined);
    expect(await keys()).toEqual([]);
    expect((await core.gapStory(vacant(secretary)))?.closed?.why).toBe("post-withdrawn");
    expect((await core.gapStory(vacant(chair)))?.closed?.why).toBe("never");
    expect((await core.gapStory(`VACANT_SOON ${head.id}`))?.closed?.why).toBe("nobody-leaves");
    // Beyond the twelve months of the list, and within the five years of the forecast: two terms since 2021.
    expect((await core.gapStory(`VACANT_SOON ${chair.id}`))?.row).toMatchObject({
      due: "2031-01-01",
      causes: [{ why: "two-terms", person: "Người Chủ Tịch" }],
    });
    expect(await gapOnFile(office, "VACANT post:00000000-0000-7000-8000-000000000000")).toBeNull();
    expect(await gapOnFile(office, "no key at all")).toBeNull();
  });
});

describe("a weak place", () => {
  const weak = {
    reason: "Mất đoàn kết nội bộ",
    evidence: "Kết luận 12-KL/UBKTTU",
    severity: "HIGH",
    owner: "Ban Tổ chức",
    deadline: "2026-06-30",
    from: "2026-02-01",
  } as const;

  it("is marked, kept, ended and brought back, each as one action", async () => {
    const { office, core, ledger, keys, unit } = await commune();
    const key = keyOf({ kind: "WEAK", unitId: unit, postId: null });
    const entries = ledger.entries.length;
    await (await value(markWeak(office, { ...weak, unitId: unit }))).shown;
    expect(ledger.entries.length).toBe(entries + 1);
    const [row] = (await core.gapRegister({ ...all, kinds: ["WEAK"] })).rows;
    expect(row).toMatchObject({ key, due: "2026-02-01", severity: "HIGH", owner: "Ban Tổ chức", overdue: false });
    expect(row!.causes.map(({ why, text }) => [why, text])).toEqual([["weak", weak.reason]]);

    // Written on the record that is there: one gap, whoever writes to it.
    await (await value(keepGap(office, { kind: "WEAK", unitId: unit, postId: null }, { deadline: "2026-01-31" })))
      .shown;
    expect((await core.gapRegister({ ...all, kinds: ["WEAK"] })).rows[0]).toMatchObject({ overdue: true });
    expect((await core.all("gap")).length).toBe(1);
    expect(await keepGap(office, { kind: "WEAK", unitId: unit, postId: null }, {})).toEqual({ ok: true, value: null });

    const ended = await value(endWeak(office, unit, { on: "2026-03-02", reason: "Đã kiện toàn" }));
    await ended.shown;
    expect(await keys({ kinds: ["WEAK"] })).toEqual([]);
    expect(await keys({ kinds: ["WEAK"], day: "2026-03-01" })).toEqual([key]);
    expect((await core.gapStory(key))?.closed).toEqual({ why: "not-weak", on: "2026-03-02", text: "Đã kiện toàn" });
    expect(await whats(office, key)).toEqual(["not-weak", "closed", "edited", "noted", "weak"]);

    await value(undoAction(office, ended.ref));
    expect(await keys({ kinds: ["WEAK"] })).toEqual([key]);
    expect(await whats(office, key)).toEqual(["reopened", "closed", "edited", "noted", "weak"]);
  });

  it("that was marked by mistake is taken back whole", async () => {
    const { office, core, keys, unit } = await commune();
    const key = keyOf({ kind: "WEAK", unitId: unit, postId: null });
    const marked = await value(markWeak(office, { ...weak, unitId: unit }));
    await marked.shown;
    await value(undoAction(office, marked.ref));
    expect(await keys({ kinds: ["WEAK"] })).toEqual([]);
    expect((await core.all("unit-trait")).length + (await core.all("gap")).length).toBe(0);
    expect((await core.gapStory(key))?.closed?.why).toBe("taken-back");
    expect(await whats(office, key)).toEqual(["taken-back", "noted"]);
  });
});

describe("what clerks write by hand", () => {
  it("keeps its story through closing, undoing and redoing", async () => {
    const { office, core, keys, unit } = await commune();
    const place = { kind: "VACANT", unitId: unit, postId: null } as const;
    const key = keyOf(place);
    const opened = await value(
      openGapByHand(office, {
        ...place,
        severity: "LOW",
        owner: "",
        deadline: "2025-01-01", // before it was opened: odd, and saved
        reason: "Cần thêm một phó chủ tịch",
        evidence: "",
        note: "",
        openedOn: "2026-03-01",
      }),
    );
    await opened.shown;
    expect(await keys()).toContain(key);
    const [row] = await core.gapsByKey({ day: null, months: 12, keys: [key] });
    expect(row).toMatchObject({ byHand: true, overdue: true, unit: "Đảng ủy xã Thử", title: "" });
    expect(row!.causes[0]!.text).toBe("Cần thêm một phó chủ tịch");

    const undone = await value(undoAction(office, opened.ref));
    expect(await keys()).not.toContain(key);
    const gone = (await gapOnFile(office, key))!;
    expect(gone.gap.closed?.why).toBe("taken-back");
    expect(gone.story.map(({ what }) => what)).toEqual(["taken-back", "noted"]);
    await value(undoAction(office, undone.saved!.ref));
    expect(await keys()).toContain(key);

    const closed = await value(closeGap(office, place, { on: "2026-03-02", reason: "Đã có người kiêm" }));
    await closed.shown;
    expect(await keys()).not.toContain(key);
    expect((await core.gapStory(key))?.closed).toEqual({ why: "by-hand", on: "2026-03-02", text: "Đã có người kiêm" });
    await value(undoAction(office, closed.ref));
    expect(await keys()).toContain(key);
    expect(await whats(office, key)).toEqual(["reopened", "closed", "put-back", "taken-back", "noted"]);
    // Control: told from its first entry alone, the story would be another.
    const { gap } = (await gapOnFile(office, key))!;
    const histories = await core.histories(gap.kept.map(({ id }) => id));
    const cut = Object.fromEntries(
      Object.entries(histories).map(([id, steps]) => [id, steps.filter(({ by }) => by === steps[0]!.by)]),
    );
    expect(storyOf(gap, cut).map(({ what }) => what)).toEqual(["noted"]);
  });

  it("closes a vacancy that the records go on to show, and says both", async () => {
    const { office, core, secretary } = await commune();
    const place = { kind: "VACANT", unitId: secretary.unitId, postId: secretary.id } as const;
    await (await value(closeGap(office, place, { on: "2026-03-02", reason: "Tạm dừng" }))).shown;
    const [row] = (await core.gapRegister(all)).rows;
    expect(row).toMatchObject({ key: vacant(secretary), closedByHand: true, byHand: false });
    await (await value(keepGap(office, place, { severity: "MEDIUM" }))).shown;
    expect((await core.gapRegister(all)).rows[0]).toMatchObject({ closedByHand: false, severity: "MEDIUM" });
    expect(await whats(office, vacant(secretary))).toEqual(["noted", "closed", "fell-vacant"]);
  });

  it("ends terms by level, role and title, until the entry is withdrawn", async () => {
    const { office, core, chair, head, secretary } = await commune();
    const soon = async () =>
      (await core.gapRegister({ ...all, kinds: ["VACANT_SOON"] })).rows.map(({ postId, due, causes }) => [
        postId,
        due,
        causes.map(({ why }) => why).join(),
      ]);
    expect(await soon()).toEqual([]);
    const term = blank("term-end", {
      id: idsOf(seeded(1))("term-end"),
      name: "UBND cấp xã 2021–2026",
      level: "XA",
      heads: true,
      titles: "Chủ tịch UBND; Phó Chủ tịch UBND",
      last: "2026-06-30",
    });
    await (await value(saveTermEnd(office, term))).shown;
    expect(await soon()).toEqual([[chair.id, "2026-07-01", "term-ends"]]);
    await (await value(saveTermEnd(office, { ...term, level: "TINH", titles: "" }))).shown;
    expect(await soon()).toEqual([[head.id, "2026-07-01", "term-ends"]]);
    // The secretary's post is vacant: nobody leaves it.
    await (await value(saveTermEnd(office, { ...term, titles: "" }))).shown;
    expect((await soon()).map(([id]) => id)).toEqual([chair.id]);
    expect(secretary.id).not.toBe(chair.id);
    expect((await termsOnFile(office)).inForce.source?.pack).toBe("65-QĐ/TW");
    await (await value(saveTermEnd(office, { ...term, withdrawn: true }))).shown;
    expect([await soon(), (await termsOnFile(office)).ends]).toEqual([[], []]);
  });
});

import { describe, expect, it } from "vitest";
import { createPlanAdding, createPlanLooking } from "../../../renderer/state/plan-entry.ts";
import { createPlanning } from "../../../renderer/state/planning.ts";
import { blankRecord } from "../../../shared/domain/blank-records.ts";
import type { PlanEntry } from "../../../shared/domain/dossier.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import type { AnyRecord } from "../../../shared/domain/record-kinds.ts";
import { retirementOf } from "../../../shared/domain/rules/retirement.ts";
import { aDecision, aMove, anAssignment, aPerson, aVersion, numbered } from "../../fixtures/records.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { officeAtWork } from "../services/office-at-work.ts";

const seed = suiteSeed(4102);
const term = "2025–2030";
// The office at work stands on 2 March 2026: Regulation 377-QĐ/TW is in force, with three and three.

const unit = (n: number) => numbered("unit", n);
const post = (n: number) => numbered("post", n);
const person = (n: number) => numbered("person", n);
const entryId = (n: number) => numbered("plan-entry", n);

const entry = (n: number, of: number, title: string, patch: Partial<PlanEntry> = {}): PlanEntry =>
  blankRecord("plan-entry", {
    id: entryId(n),
    personId: person(of),
    title,
    term,
    from: "2025-06-01",
    ...patch,
  });

const people = Array.from({ length: 30 }, (_, n) => {
  const random = seeded(seed + n);
  return aPerson(n + 1, {
    sex: random.pick(["NAM", "NU", null]),
    birthDate: random.pick([null, "1970-03-05", "1988-10-20", "1991", "1986"]),
    ethnicity: random.pick([
      { code: "01", text: "Kinh" },
      { code: "03", text: "Thái" },
      { code: null, text: "" },
    ]),
  });
});
const holder = aPerson(31, { birthName: "Người giữ chức", sex: "NAM", birthDate: "1966-04-10" });

const records: readonly AnyRecord[] = [
  ...[1, 2, 3].map((n) => blankRecord("unit", { id: unit(n), tree: "PARTY" })),
  aVersion(1, 1, { level: "HUYEN", name: "Huyện ủy A" }),
  aVersion(2, 2, { name: "Đảng ủy xã B", parentId: unit(1) }),
  aVersion(3, 3, { name: "Đảng ủy xã C", parentId: unit(1) }),
  ...[1, 2, 3].map((n) =>
    blankRecord("post", {
      id: post(n),
      unitId: unit(n === 3 ? 3 : 2),
      role: n === 2 ? "P" : "T",
      title: `Chức danh ${n}`,
    }),
  ),
  ...people,
  holder,
  anAssignment(1, 31, { postId: post(1), unitId: unit(2), title: "Chức danh 1", from: "2022-01-01" }),
  anAssignment(2, 1, { title: "Phó Trưởng phòng", unitId: unit(1), from: "2019-01-01" }),
  anAssignment(3, 8, { postId: post(3), unitId: unit(3), title: "Chức danh 3", from: "2025-12-01" }),
  // Three for the first title, four for the second, in no order.
  entry(3, 3, "Chức danh 1", { postId: post(1), from: "2025-08-01" }),
  entry(1, 1, "Chức danh 1", { postId: post(1), from: "2025-06-01", decisionId: numbered("decision", 1) }),
  entry(2, 2, "Chức danh 1", { postId: post(1), from: "2025-07" }),
  ...[4, 5, 6, 7].map((n) => entry(n, n, "Chức danh 2", { postId: post(2) })),
  // One person with four titles, one with three; one of the former is of another term, one is over, one withdrawn.
  entry(8, 8, "Chức danh 3", { postId: post(3), from: "2025-05-01" }),
  ...[9, 10, 11].map((n) => entry(n, 8, `Chức danh khác ${n}`)),
  ...[12, 13, 14].map((n) => entry(n, 9, `Chức danh nữa ${n}`)),
  entry(15, 9, "Chức danh nữa 15", { term: "2030–2035" }),
  entry(16, 9, "Chức danh nữa 16", { to: "2025-12-31" }),
  entry(17, 9, "Chức danh nữa 17", { withdrawn: true }),
  // Long ago: to be looked through.
  entry(18, 10, "Chức danh cũ", { from: "2024-01-01" }),
  entry(19, 11, "Chức danh cũ", { from: "2024-01-01" }),
  entry(20, 12, "Chức danh cũ", { from: "2025" }), // some day of that year: not known
  aDecision(1, { number: "12-QĐ/HU", issuer: "Huyện ủy A", date: "2025-05-20" }),
  aMove(1, 8, { start: "2025-12-01", state: "ACTIVE", toPostId: post(3) }),
  aMove(2, 1, { start: "2020-12-01", state: "ACTIVE" }), // before the entry: not by the plan
];

async function atWork() {
  const work = await officeAtWork(seed, records);
  const usePlanning = createPlanning(work.office);
  await usePlanning.getState().load();
  return { ...work, usePlanning, at: () => usePlanning.getState() };
}
const sorted = (ids: readonly string[]) => ids.toSorted();

describe(`the plan of a term, seed ${seed}`, () => {
  it("lays each title beside its holder, who is planned for it in order of approval, and the limit at three and four", async () => {
    const { core, at } = await atWork();
    await at().look({ term });
    const { board } = at();
    expect(board!.terms).toEqual([
      { term: "2030–2035", entries: 1 },
      { term, entries: 17 },
    ]);
    const title = (key: string) => board!.titles.find(({ key: each }) => each.startsWith(key))!;
    const [first, second] = [title(post(1)), title(post(2))];
    expect(first.lines.map(({ entry: { id } }) => id)).toEqual([entryId(1), entryId(2), entryId(3)]);
    expect(first).toMatchObject({ unit: "Đảng ủy xã B", overLimit: false, incumbents: 1, ratio: 3, vacant: 0 });
    expect(first.holders).toEqual([
      {
        personId: holder.id,
        name: "Người giữ chức",
        birthDate: "1966-04-10",
        leaves: { on: retirementOf(holder)!.on, about: false, why: "retires" },
      },
    ]);
    expect(first.lines[0]!.decision).toBe("12-QĐ/HU, 20/05/2025");
    expect(second).toMatchObject({ overLimit: true, incumbents: 0, ratio: null, vacant: 1 });
    expect(board!.limits).toMatchObject({ peoplePerTitle: 3, titlesPerPerson: 3, source: { pack: "377-QĐ/TW" } });
    expect(board!.overPerson).toEqual([
      { personId: person(8), entries: expect.arrayContaining([8, 9, 10, 11].map(entryId)) },
    ]);
    expect(title(post(3))).toMatchObject({ rotated: [person(8)], appointed: [person(8)] });
    expect(first.rotated).toEqual([]);
    // Titles of one unit stand together, heads first; those without a post come last.
    expect(board!.titles.slice(0, 3).map(({ postId }) => postId)).toEqual([post(1), post(2), post(3)]);
    core.close();
  });

  it("shows the part of a unit, and says what belongs to none", async () => {
    const { core, at } = await atWork();
    await at().look({ term, unitId: unit(3) });
    expect(at().board!.titles.map(({ postId }) => postId)).toEqual([post(3)]);
    expect(at().board!.withoutPost).toBe(9);
    // Too many titles are counted over every unit.
    expect(at().board!.overPerson.map(({ personId }) => personId)).toEqual([person(8)]);
    await at().look({ unitId: unit(1) });
    expect(at().board!.titles.map(({ postId }) => postId)).toEqual([post(1), post(2), post(3)]);
    core.close();
  });

  it("counts women, young people and minorities once each, and opens exactly those", async () => {
    const { core, at } = await atWork();
    await at().look({ term });
    const { board, peopleOf } = at();
    const planned = [...new Set(board!.titles.flatMap((title) => title.people))];
    const of = (wanted: (each: (typeof people)[number]) => boolean) =>
      sorted(people.filter((each) => planned.includes(each.id) && wanted(each)).map(({ id }) => id));
    const share = (group: string) => board!.shares.find((each) => each.group === group)!;
    expect(planned.length).toBe(12);
    expect(sorted(share("women").people)).toEqual(of(({ sex }) => sex === "NU"));
    expect(sorted(share("women").unknown)).toEqual(of(({ sex }) => sex === null));
    expect(sorted(share("young").people)).toEqual(
      of(({ birthDate }) => ["1988-10-20", "1991"].includes(birthDate ?? "")),
    );
    // 39 or 40 on that day: not known, and not young.
    expect(sorted(share("young").unknown)).toEqual(of(({ birthDate }) => birthDate === null || birthDate === "1986"));
    expect(sorted(share("minority").people)).toEqual(of(({ ethnicity }) => ethnicity.code === "03"));
    for (const { people: ids } of board!.shares) expect(peopleOf(ids).map(({ id }) => id)).toEqual(ids);
    expect(board!.aims).toBeNull(); // 377 sets no share
    await at().look({ day: "2025-08-01" }); // 50-QĐ/TW did
    expect(at().board!.aims).toMatchObject({ rule: "R20", source: { pack: "50-QĐ/TW" } });
    expect(at().board!.limits).toBeNull();
    core.close();
  });

  it("marks entries not looked through, and a review clears the mark until it is undone", async () => {
    const { core, office, at } = await atWork();
    await at().look({ term });
    expect(sorted(at().board!.unreviewed)).toEqual([entryId(18), entryId(19)]);
    const line = (id: RecordId<"plan-entry">) =>
      at()
        .board!.titles.flatMap(({ lines }) => lines)
        .find((each) => each.entry.id === id);
    expect(line(entryId(20))).toMatchObject({ review: "unknown", reviewed: null });
    const useLooking = createPlanLooking(office, at().keep, entryId(18), at().board!.day);
    await useLooking.getState().load();
    expect(useLooking.getState().file!.rules.find(({ rule }) => rule === "R26")).toMatchObject({ result: "not-met" });
    useLooking.getState().editReview({ date: "2026-02-20", document: " 15-KL/HU " });
    expect(await useLooking.getState().saveReview()).toBe(true);
    expect(at()).toMatchObject({ done: "reviewed" });
    expect(at().board!.unreviewed).toEqual([entryId(19)]);
    expect(line(entryId(18))).toMatchObject({ review: "met", reviewed: "2026-02-20" });
    await useLooking.getState().load();
    expect(useLooking.getState().file!.reviews).toMatchObject([{ result: "KEEP", document: "15-KL/HU" }]);
    await at().undo();
    expect(sorted(at().board!.unreviewed)).toEqual([entryId(18), entryId(19)]);
    core.close();
  });

  it("looks through everybody who is due with one paper, in one action", async () => {
    const { core, ledger, at } = await atWork();
    await at().look({ term });
    at().beginReviewOfAll();
    at().editReviewOfAll({ document: "15-KL/HU" });
    const before = ledger.head().position;
    await at().saveReviewOfAll();
    expect(ledger.head().position).toBe(before + 1);
    expect(at().board!.unreviewed).toEqual([]);
    expect(at().reviewOfAll).toBeNull();
    core.close();
  });

  it("takes out of the plan on the day of the review, with the reason", async () => {
    const { core, office, at } = await atWork();
    await at().look({ term });
    const useLooking = createPlanLooking(office, at().keep, entryId(4), at().board!.day);
    await useLooking.getState().load();
    useLooking
      .getState()
      .editReview({ date: "2026-03-01", result: "REMOVE", note: "Bị kỷ luật", document: "16-KL/HU" });
    await useLooking.getState().saveReview();
    const second = at().board!.titles.find(({ postId }) => postId === post(2))!;
    expect(second).toMatchObject({ overLimit: false });
    expect(second.lines.map(({ entry: { id } }) => id)).toEqual([5, 6, 7].map(entryId));
    expect((await office.data.all("plan-entry")).find(({ id }) => id === entryId(4))?.to).toBe("2026-03-01");
    core.close();
  });

  it("takes a joined file's entry out without moving it to the other file", async () => {
    const joined = blankRecord("same-person", {
      id: numbered("same-person", 1),
      personId: person(20), // the file that is kept
      otherId: person(4),
      same: true,
    });
    const work = await officeAtWork(seed, [...records, joined]);
    const usePlanning = createPlanning(work.office);
    await usePlanning.getState().look({ term });
    const line = usePlanning
      .getState()
      .board!.titles.flatMap(({ lines }) => lines)
      .find((each) => each.entry.id === entryId(4))!;
    expect(line.entry.personId).toBe(person(20));
    const useLooking = createPlanLooking(work.office, usePlanning.getState().keep, entryId(4), "2026-03-02");
    await useLooking.getState().load();
    useLooking.getState().editReview({ result: "REMOVE", note: "Chuyển ngành" });
    await useLooking.getState().saveReview();
    const held = await work.office.data.held(entryId(4));
    expect(held?.values).toMatchObject({ personId: person(4), to: "2026-03-02" });
    work.core.close();
  });

  it("holds a new entry against the rules while it is typed, and keeps it with its reasons and the paper on file", async () => {
    const { core, office, at } = await atWork();
    await at().look({ term });
    const useAdding = createPlanAdding(office, at().keep, { term, day: at().board!.day });
    const adding = () => useAdding.getState();
    const [found] = await adding().findPosts("chuc danh 1 xa b");
    expect(found).toMatchObject({ id: post(1), unit: "Đảng ủy xã B" });
    adding().edit({ person: (await adding().find("Người 15"))[0]!, post: found! });
    expect(adding().draft.title).toBe("Chức danh 1");
    expect(await adding().save()).toBe(true);
    // Four now: the rule says so, and nothing was blocked.
    const first = at().board!.titles.find(({ postId }) => postId === post(1))!;
    expect(first).toMatchObject({ overLimit: true });
    const added = first.lines.find(({ entry: { personId } }) => personId === person(15))!;
    expect(added.entry).toMatchObject({ title: "Chức danh 1", term, from: "2026-03-02" });
    const useLooking = createPlanLooking(office, at().keep, added.entry.id, at().board!.day);
    await useLooking.getState().load();
    expect(useLooking.getState().file!.rules.map(({ rule }) => rule)).toEqual(["R18", "R19", "R24", "R26"]);
    const r18 = () => useLooking.getState().file!.rules.find(({ rule }) => rule === "R18")!;
    expect(r18()).toMatchObject({ result: "not-met", overridden: null, facts: { people: 4, peoplePerTitle: 3 } });
    useLooking.getState().setReason("R18", { reason: "Nguồn tại chỗ chưa đủ" });
    await useLooking.getState().saveReasons();
    expect(r18().overridden).toBeNull(); // a reason without its paper does not count
    useLooking.getState().setReason("R18", { reason: "Nguồn tại chỗ chưa đủ", document: "20-TB/TU" });
    await useLooking.getState().saveReasons();
    expect(r18().overridden).toMatch(/^rule-override:/);
    expect(useLooking.getState().file!.overrides).toMatchObject([
      { rule: "R18", pack: "377-QĐ/TW", packVersion: 1, entryId: added.entry.id, moveId: null },
    ]);

    const useSecond = createPlanAdding(office, at().keep, { term, day: at().board!.day });
    useSecond.getState().edit({
      person: (await adding().find("Người 16"))[0]!,
      title: "Chức danh 1",
      post: found!,
      decisionNumber: "12 QĐ/HU",
      decisionIssuer: "huyện uỷ A",
      decisionDate: "2025-05-20",
    });
    useSecond.getState().setReason("R18", { reason: "Đặc biệt", document: "21-TB/TU" });
    await useSecond.getState().save();
    const stored = (await office.data.all("plan-entry")).find(({ personId }) => personId === person(16))!;
    expect(stored.decisionId).toBe(numbered("decision", 1)); // the paper that is on file already
    expect(await office.data.all("decision")).toHaveLength(1);
    expect(await office.data.where("rule-override", "entryId", stored.id)).toMatchObject([{ document: "21-TB/TU" }]);
    await at().undo();
    expect((await office.data.all("plan-entry")).some(({ id }) => id === stored.id)).toBe(false);
    expect(await office.data.where("rule-override", "entryId", stored.id)).toEqual([]);
    core.close();
  });

  it("asks for a person and a title before anything is saved", async () => {
    const { core, office, calls, at } = await atWork();
    const useAdding = createPlanAdding(office, at().keep, { term, day: at().board!.day });
    useAdding.getState().edit({ title: "Chức danh 1" });
    const before = calls.length;
    expect(await useAdding.getState().save()).toBe(false);
    expect(calls).toHaveLength(before);
    core.close();
  });

  it("goes red where entries are counted for people, or those that are over: the control", async () => {
    const { core, at } = await atWork();
    await at().look({ term });
    const lines = at().board!.titles.flatMap((each) => each.lines);
    const everybody = Object.keys(at().board!.people).length;
    expect(lines.length).not.toBe(everybody);
    const withOver = records.filter((each) => "term" in each && each.term === term).length;
    expect(lines.length).not.toBe(withOver);
    expect(lines.length).toBe(withOver - 2); // one is over, one was withdrawn
    core.close();
  });
});

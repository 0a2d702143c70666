import { describe, expect, it } from "vitest";
import { recordRecords } from "../../../renderer/services/move-acts.ts";
import { personChoice } from "../../../renderer/services/people-to-pick.ts";
import { type Proposal, proposeMove, proposeMoves } from "../../../renderer/services/propose-move.ts";
import { createMove, type MoveStore, missingWith, type WrittenPaper } from "../../../renderer/state/move.ts";
import { createRotationForm } from "../../../renderer/state/rotation-form.ts";
import { blankRecord } from "../../../shared/domain/blank-records.ts";
import { idMaker } from "../../../shared/domain/new-id.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import { dossierList } from "../../../shared/domain/rotations/dossier-list.ts";
import { shownState, stateOn } from "../../../shared/domain/rotations/procedure.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { blank, idsOf, somePerson } from "../data/office-fixture.ts";
import { officeAtWork } from "../services/office-at-work.ts";

const seed = suiteSeed(432);
const newId = idMaker(1_700_000_000_000, new Uint8Array(16).fill(3));

const paper = (patch: Partial<WrittenPaper> = {}): WrittenPaper => ({
  number: "127-QĐ/HU",
  issuer: "Huyện ủy",
  date: "2026-02-10",
  signer: "Nguyễn Văn Ký",
  subject: "",
  actor: "",
  reason: "",
  ...patch,
});

/** So many cadres, each secretary of a commune of its own with a post of its own; the first also holds a concurrent post. */
async function cadres(count: number) {
  const random = seeded(seed);
  const ids = idsOf(random);
  const people = Array.from({ length: count }, () => somePerson(random, ids("person")));
  const place = ids("unit");
  const units = people.map((_, n) => ({ unitId: ids("unit"), postId: ids("post"), name: `Đảng ủy xã Số ${n + 1}` }));
  const at = await officeAtWork(seed, [
    ...people,
    ...units.flatMap(({ unitId, postId, name }) => [
      blank("unit-version", {
        id: ids("unit-version"),
        unitId,
        name,
        level: "XA" as const,
        bloc: "DANG" as const,
        localityId: place,
        from: "2000-01-01",
      }),
      blank("post", {
        id: postId,
        unitId,
        title: "Bí thư Đảng ủy",
        role: "T" as const,
        managingLevel: "BTVTU" as const,
      }),
    ]),
    ...people.map((person, n) =>
      blank("assignment", {
        id: ids("assignment"),
        personId: person.id,
        unitId: units[n]!.unitId,
        postId: units[n]!.postId,
        unitText: units[n]!.name,
        title: "Bí thư Đảng ủy",
        nature: "SUBSTANTIVE",
        from: "2020-01-01",
      }),
    ),
    blank("assignment", {
      id: ids("assignment"),
      personId: people[0]!.id,
      title: "Chủ tịch HĐND xã",
      nature: "CONCURRENT",
      from: "2021-07-01",
    }),
  ]);
  const careers = async (): Promise<string> =>
    JSON.stringify((await at.core.all("assignment")).toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  const proposal = (n: number, to: number): Proposal => ({
    personId: people[n]!.id,
    kind: count > 2 ? "HOAN_DOI" : "LUAN_CHUYEN",
    fromUnitId: units[n]!.unitId,
    fromTitle: "Bí thư Đảng ủy",
    toUnitId: units[to]!.unitId,
    toPostId: units[to]!.postId,
    toTitle: "Bí thư Đảng ủy",
    start: "2026-02-15",
    plannedEnd: "2029-02-14",
    purpose: "DAO_TAO",
    programmeId: null,
  });
  return { ...at, people, units, careers, proposal };
}

type Cadres = Awaited<ReturnType<typeof cadres>>;

async function opened({ office }: Cadres, id: RecordId<"rotation">): Promise<MoveStore> {
  const useMove = createMove(office, id);
  await useMove.getState().load();
  return useMove;
}

async function proposed(at: Cadres): Promise<MoveStore> {
  const made = await proposeMove(at.office, at.proposal(0, 1));
  if (!made.ok) throw new Error(made.problem.kind);
  return opened(at, made.value);
}

const decide = (useMove: MoveStore, start = "2026-02-15", also: readonly RecordId<"assignment">[] = []) =>
  useMove.getState().act({ kind: "decide", start, plannedEnd: "2029-02-14", also, scan: null }, paper());

const state = (useMove: MoveStore) => {
  const { move, day } = useMove.getState().file!;
  return shownState(move, day);
};

describe(`the file of a move, seed ${seed}`, () => {
  it("goes from a proposal through five steps to a decision, an assessment, an extension and its end", async () => {
    const at = await cadres(2);
    const useMove = await proposed(at);
    const { takeStep, keepItem } = useMove.getState();
    const draft = { date: "2026-01-05", document: "12-KH/HU", actor: "Ban Tổ chức", note: "" };
    expect(missingWith(useMove.getState().file!, "PROPOSE_POLICY", { ...draft, document: "" })).toEqual([
      { what: "plan", about: "PROPOSE_POLICY" },
    ]);
    expect(missingWith(useMove.getState().file!, "PROPOSE_POLICY", draft)).toEqual([]);
    for (const [name, reached] of [
      ["PROPOSE_POLICY", "PROPOSE_PERSON"],
      ["PROPOSE_PERSON", "PREPARE"],
      ["PREPARE", "CONSULT"],
    ] as const) {
      expect(await takeStep(name, draft, "DONE")).toBe(true);
      expect(state(useMove)).toBe(reached);
    }
    await takeStep("CONSULT", { ...draft, document: "", note: "đã trao đổi miệng" }, "SKIPPED");
    expect(state(useMove)).toBe("DECIDE");
    for (const { code } of dossierList.slice(1))
      await keepItem(code, { present: true, date: null, document: "", note: "", attachmentId: null }, null);
    const still = missingWith(useMove.getState().file!, "DECIDE", { ...draft, document: "" });
    expect(still.map(({ what, about }) => [what, about])).toEqual([
      ["dossier", dossierList[0]!.code],
      ["decision", "DECIDE"],
    ]);

    expect(await decide(useMove)).toBe(true);
    expect(state(useMove)).toBe("ACTIVE");
    const { file } = useMove.getState();
    expect(file!.decision).toMatchObject({ number: "127-QĐ/HU", signer: "Nguyễn Văn Ký" });
    expect(file!.caused!.ended.map(({ title, to }) => [title, to])).toEqual([["Bí thư Đảng ủy", "2026-02-14"]]);
    expect(file!.caused!.begun.map(({ postId, from, to }) => [postId, from, to])).toEqual([
      [at.units[1]!.postId, "2026-02-15", null],
    ]);
    expect(file!.move.startFacts).toMatchObject({ on: "2026-02-15" });
    expect(file!.move.direction).toBe("INTERNAL");

    await useMove.getState().keepAssessment(
      blankRecord("move-assessment", {
        id: newId("move-assessment"),
        rotationId: file!.move.id,
        personId: file!.move.personId,
        year: "2026",
        rating: { code: "HTTNV", text: "Hoàn thành tốt nhiệm vụ" },
      }),
    );
    expect(useMove.getState().file!.assessments).toHaveLength(1);
    await useMove.getState().act({ kind: "extend", until: "2030-02-14" }, paper({ number: "9-QĐ/HU" }));
    expect(state(useMove)).toBe("EXTENDED");
    expect(useMove.getState().file!.move).toMatchObject({ extendedTo: "2030-02-14", plannedEnd: "2029-02-14" });
    const home = { unitId: at.units[0]!.unitId, postId: at.units[0]!.postId, title: "Bí thư Đảng ủy" };
    await useMove
      .getState()
      .act({ kind: "finish", lastDay: "2026-02-28", outcome: "RETURN", after: home }, paper({ number: "10-QĐ/HU" }));
    expect(state(useMove)).toBe("FINISHED");
    expect(useMove.getState().file!.steps.map(({ step }) => step)).toEqual([
      "PROPOSE_POLICY",
      "PROPOSE_PERSON",
      "PREPARE",
      "CONSULT",
      "DECIDE",
      "EXTEND",
      "FINISH",
    ]);
    const career = (await at.core.assignmentsOf(at.people[0]!.id)).filter(({ nature }) => nature === "SUBSTANTIVE");
    expect(career.map(({ unitText, from, to }) => [unitText, from, to])).toEqual([
      ["Đảng ủy xã Số 1", "2020-01-01", "2026-02-14"],
      ["Đảng ủy xã Số 2", "2026-02-15", "2026-02-28"],
      ["Đảng ủy xã Số 1", "2026-03-01", null],
    ]);
    at.core.close();
  });

  it("says beforehand what a decision changes, and does just that, in one action", async () => {
    const at = await cadres(2);
    const useMove = await proposed(at);
    const [further] = (await at.core.assignmentsOf(at.people[0]!.id)).filter(({ nature }) => nature === "CONCURRENT");
    const act = {
      kind: "decide",
      start: "2026-02-15",
      plannedEnd: null,
      also: [further!.id],
      scan: null,
    } as const;
    const told = (await useMove.getState().prepare(act, paper()))!;
    const calls = at.calls.length;
    const before = await at.careers();
    expect(told.lines.map(({ what, step }) => [what, step.title])).toEqual([
      ["ends", "Bí thư Đảng ủy"],
      ["ends", "Chủ tịch HĐND xã"],
      ["begins", "Bí thư Đảng ủy"],
    ]);
    expect(await at.careers()).toBe(before);
    await useMove.getState().act(act, paper());
    expect(at.calls.slice(calls).map(({ channel }) => channel)).toEqual(["ledger.append"]);
    const after = await at.core.assignmentsOf(at.people[0]!.id);
    expect(after.map(({ title, to }) => [title, to])).toEqual(told.lines.map(({ step: { title, to } }) => [title, to]));
    await useMove.getState().undo();
    expect(await at.careers()).toBe(before);
    expect(state(useMove)).toBe("PROPOSE_POLICY");
    at.core.close();
  });

  it("restores exactly what was there when it is cancelled, also after an extension and an end", async () => {
    const at = await cadres(2);
    const before = await at.careers();
    const useMove = await proposed(at);
    await decide(useMove);
    await useMove.getState().act({ kind: "extend", until: "2030-02-14" }, paper({ number: "9-QĐ/HU" }));
    await useMove
      .getState()
      .act(
        { kind: "finish", lastDay: "2026-02-28", outcome: "RETIRE", after: "leaves" },
        paper({ number: "10-QĐ/HU" }),
      );
    expect(await at.careers()).not.toBe(before);
    await useMove
      .getState()
      .act({ kind: "cancel" }, paper({ number: "", date: null, issuer: "", reason: "xin ở lại" }));
    expect(await at.careers()).toBe(before);
    expect(state(useMove)).toBe("CANCELLED");
    expect(useMove.getState().file!.move).toMatchObject({ outcome: "ONGOING", endedOn: null, endReason: "xin ở lại" });
    at.core.close();
  });

  it("goes red where a cancelling only withdraws the new step: the control", async () => {
    const at = await cadres(2);
    const before = await at.careers();
    const useMove = await proposed(at);
    await decide(useMove);
    const [begun] = useMove.getState().file!.caused!.begun;
    const held = (await at.core.held(begun!.id))!;
    const gone = await at.office.desktop.call("ledger.append", {
      purpose: "rotation.cancel",
      reason: "",
      audience: [],
      changes: [{ record: begun!.id, fields: { withdrawn: { saw: [held.first], to: true } } }],
    });
    if (gone.ok) await at.office.data.take(gone.value.entry, gone.value.head);
    expect(await at.careers()).not.toBe(before);
    at.core.close();
  });

  it("decides a ring of three together, leaves no post vacant, and cancels it whole", async () => {
    const at = await cadres(3);
    const before = await at.careers();
    const made = await proposeMoves(at.office, [at.proposal(0, 1), at.proposal(1, 2), at.proposal(2, 0)]);
    if (!made.ok) throw new Error(made.problem.kind);
    const useMove = await opened(at, made.value[1]!);
    expect(useMove.getState().file!.legs).toHaveLength(3);
    await decide(useMove);
    expect((await at.core.all("rotation")).map((move) => stateOn(move, "2026-03-02"))).toEqual([
      "ACTIVE",
      "ACTIVE",
      "ACTIVE",
    ]);
    const held = (await at.core.all("assignment")).filter(({ nature, to }) => nature === "SUBSTANTIVE" && to === null);
    expect(held).toHaveLength(3);
    expect(new Set(held.map(({ postId }) => postId))).toEqual(new Set(at.units.map(({ postId }) => postId)));
    expect(useMove.getState().file!.caused!.moves).toHaveLength(3);
    expect(await at.core.findings()).toEqual([]);
    await useMove.getState().act({ kind: "cancel" }, paper({ number: "", reason: "hoãn" }));
    expect(await at.careers()).toBe(before);
    expect((await at.core.all("rotation")).map((move) => move.state)).toEqual(["CANCELLED", "CANCELLED", "CANCELLED"]);
    at.core.close();
  });

  it("records a ring of three from the form, each to the next one's place and post", async () => {
    const at = await cadres(3);
    const before = await at.careers();
    const useForm = createRotationForm(at.office, { personId: at.people[0]!.id });
    await useForm.getState().load();
    useForm.getState().edit({ kind: "HOAN_DOI", start: "2026-02-15", decisionNumber: "7-QĐ/HU" });
    for (const [place, person] of at.people.slice(1).entries())
      await useForm.getState().pickPartner(await personChoice(at.office.data, person.id), place);
    await useForm.getState().save();
    const { savedAs } = useForm.getState();
    expect(savedAs).toHaveLength(3);
    const moves = await at.core.all("rotation");
    expect(new Map(moves.map((move) => [move.personId, move.toPostId]))).toEqual(
      new Map(at.people.map((person, n) => [person.id, at.units[(n + 1) % 3]!.postId])),
    );
    const useMove = await opened(at, savedAs[2]!);
    await useMove.getState().act({ kind: "cancel" }, paper({ number: "", reason: "ghi nhầm" }));
    expect(await at.careers()).toBe(before);
    at.core.close();
  });

  it("leaves each step in the file it is in, where two files are about one person", async () => {
    const at = await cadres(3);
    const [kept, other] = [at.people[0]!, at.people[2]!];
    const joined = blankRecord("same-person", {
      id: newId("same-person"),
      personId: kept.id,
      otherId: other.id,
      same: true,
    });
    const saved = await recordRecords(at.office, "person.join", "", [], [joined]);
    if (saved.ok) await saved.value?.shown;
    const useMove = await proposed(at);
    await decide(useMove);
    const ended = useMove.getState().file!.caused!.ended;
    expect(ended).toHaveLength(2);
    const owners = await Promise.all(ended.map(async ({ id }) => (await at.core.held(id))?.values.personId));
    expect(new Set(owners)).toEqual(new Set([kept.id, other.id]));
    at.core.close();
  });

  it("takes effect by itself where it is dated ahead", async () => {
    const at = await cadres(2);
    const useMove = await proposed(at);
    await decide(useMove, "2026-06-01");
    expect(state(useMove)).toBe("COMING");
    const { move } = useMove.getState().file!;
    expect(shownState(move, "2026-06-01")).toBe("ACTIVE");
    const career = (await at.core.assignmentsOf(at.people[0]!.id)).filter(({ nature }) => nature === "SUBSTANTIVE");
    expect(career.map(({ from, to }) => [from, to])).toEqual([
      ["2020-01-01", "2026-05-31"],
      ["2026-06-01", null],
    ]);
    at.core.close();
  });

  it("takes the last act back, one after the other, and a step of the procedure too", async () => {
    const at = await cadres(2);
    const before = await at.careers();
    const useMove = await proposed(at);
    const draft = { date: "2026-01-05", document: "12-KH/HU", actor: "", note: "" };
    await useMove.getState().takeStep("PROPOSE_POLICY", draft, "DONE");
    await useMove.getState().takeBackStep(useMove.getState().file!.steps[0]!);
    expect(state(useMove)).toBe("PROPOSE_POLICY");
    await useMove.getState().takeStep("PROPOSE_POLICY", draft, "DONE");
    await decide(useMove);
    const decided = await at.careers();
    await useMove
      .getState()
      .act({ kind: "recall", day: "2026-03-01", place: null }, paper({ number: "11-QĐ/HU", reason: "cần ở nhà" }));
    expect(state(useMove)).toBe("RECALLED");
    expect(await at.careers()).not.toBe(decided);
    await useMove.getState().act({ kind: "back" }, paper());
    expect(await at.careers()).toBe(decided);
    expect(state(useMove)).toBe("ACTIVE");
    await useMove.getState().act({ kind: "back" }, paper());
    expect(await at.careers()).toBe(before);
    expect(state(useMove)).toBe("PROPOSE_PERSON");
    expect(await useMove.getState().prepare({ kind: "back" }, paper())).toBeNull();
    at.core.close();
  });

  it("holds the rules of the first day against it, and a recorded reason answers one of them", async () => {
    const at = await cadres(2);
    const useMove = await proposed(at);
    const { rules } = useMove.getState();
    expect(rules).toMatchObject({ day: "2026-02-15", exact: true });
    const open = rules!.evaluations.find(
      ({ severity, result }) => severity === "W" && (result === "not-met" || result === "unknown"),
    );
    await useMove.getState().keepOverride(open!, "cấp ủy thống nhất", "15-TB/HU ngày 01/02/2026");
    const answered = useMove.getState().rules!;
    expect(answered.evaluations.find(({ rule }) => rule === open!.rule)?.overridden).toBe(answered.overrides[0]!.id);
    at.core.close();
  });

  it("keeps what was typed when the ledger refuses, and says why", async () => {
    const at = await cadres(2);
    const useMove = await proposed(at);
    at.refuse("ledger.append", { kind: "disk-full" });
    expect(await decide(useMove)).toBe(false);
    expect(useMove.getState()).toMatchObject({ saving: false, problem: { kind: "disk-full" }, last: null });
    expect(state(useMove)).toBe("PROPOSE_POLICY");
    at.core.close();
  });
});

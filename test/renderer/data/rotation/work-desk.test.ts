import { describe, expect, it } from "vitest";
import { type BoardKind, boardKinds, type DueRange, dueRanges } from "../../../../renderer/data/rotation/work-desk.ts";
import { recordAction } from "../../../../renderer/services/record-action.ts";
import { undoAction } from "../../../../renderer/services/undo.ts";
import { describeChange } from "../../../../shared/change/describe-change.ts";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import type { AnyRecord } from "../../../../shared/domain/record-kinds.ts";
import { retirementOf } from "../../../../shared/domain/rules/retirement.ts";
import { aMove, anAssignment, aPerson, aVersion, numbered } from "../../../fixtures/records.ts";
import { type Seeded, seeded, suiteSeed } from "../../../fixtures/seeded.ts";
import { type OfficeAtWork, officeAtWork } from "../../services/office-at-work.ts";

const seed = suiteSeed(77_2026);
const today = "2026-03-02"; // of the office at work

const shifted = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
/** The same day of another month; days here are never beyond the 28th. */
const monthsBack = (day: string, months: number): string => {
  const all = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, "0")}-${day.slice(8)}`;
};
/** Days at and around the ends of every range, and anywhere. */
const aDueDay = (random: Seeded): string => {
  const days = random.pick([-400, -31, -1, 0, 1, 29, 30, 31, 89, 90, 91, 364, 365, 366, random.whole(-60, 420)]);
  const day = shifted(today, days);
  return Number(day.slice(8)) <= 28 ? day : aDueDay(random);
};

interface Told {
  readonly kind: BoardKind;
  readonly due: string;
}

/** An office put together from things that are each known to fall due on a day, or not at all. */
function anOffice(random: Seeded): { readonly records: readonly AnyRecord[]; readonly told: readonly Told[] } {
  const told: Told[] = [];
  const records: AnyRecord[] = [
    blankRecord("unit", { id: numbered("unit", 1), tree: "PARTY" }),
    aVersion(1, 1, { name: "Đảng ủy xã Lưu Sơn", bloc: "DANG" }),
  ];
  let n = 0;
  const person = (patch = {}) => {
    n += 1;
    const made = aPerson(n, patch);
    records.push(made);
    return made.id;
  };
  const termEnd = random.chance(0.6) ? aDueDay(random) : null;
  if (termEnd !== null)
    records.push(
      blankRecord("term-end", {
        id: numbered("term-end", 1),
        level: "XA",
        deputies: true,
        last: termEnd,
        name: "2025–2030",
      }),
    );
  const things = {
    move: () => {
      const personId = person();
      const planned = random.chance(0.7) ? aDueDay(random) : null;
      const patch = {
        start: "2025-09-01",
        plannedEnd: planned,
        state: "ACTIVE" as const,
        withdrawn: random.chance(0.1),
      };
      records.push({ ...aMove(n, n, patch), personId });
      if (patch.withdrawn) return;
      if (planned !== null && planned >= today) told.push({ kind: "finish", due: planned });
      if (planned !== null && planned < today) told.push({ kind: "outcome", due: shifted(planned, 60) });
      // 2025 was served for four months only; 2026 will be in full, and its assessment is due 45 days after it.
      if (planned === null || planned >= "2026-12-31") told.push({ kind: "assessment", due: "2027-02-14" });
    },
    served: () => {
      const personId = person();
      const start = random.pick(["2024-06-20", "2024-01-01"]);
      records.push({ ...aMove(n, n, { start, state: "ACTIVE" }), personId });
      for (const [place, year] of ["2024", "2025", "2026"].entries()) {
        if (random.chance(0.5)) {
          const assessment = {
            id: numbered("move-assessment", n * 3 + place),
            rotationId: numbered("rotation", n),
            personId,
          };
          records.push(blankRecord("move-assessment", { ...assessment, year }));
        } else told.push({ kind: "assessment", due: `${Number(year) + 1}-02-14` });
      }
    },
    proposal: () => {
      const personId = person();
      const due = aDueDay(random);
      const decided = random.chance(0.3) ? { decisionId: numbered("decision", 1) } : {};
      records.push({ ...aMove(n, n, { state: "PREPARE", ...decided }), personId });
      const paper = { id: numbered("dossier-item", n), rotationId: numbered("rotation", n), personId };
      records.push(
        blankRecord("dossier-item", { ...paper, item: "SUC_KHOE", present: true, date: monthsBack(due, 6) }),
      );
      if (decided.decisionId === undefined) told.push({ kind: "health", due });
    },
    holder: () => {
      const born = `${random.whole(1962, 1967)}-${String(random.whole(1, 12)).padStart(2, "0")}-15`;
      const sex = random.pick(["NAM", "NU", null] as const);
      const personId = person({ birthDate: born, sex });
      const [head, due] = [random.chance(0.5), aDueDay(random)];
      const leaves = random.chance(0.3) ? shifted(today, random.whole(-2, 300)) : null;
      const nature = random.chance(0.9) ? ("SUBSTANTIVE" as const) : ("ACTING" as const);
      const post = { id: numbered("post", n), unitId: numbered("unit", 1) };
      const title = head ? "Bí thư Đảng ủy xã" : "Phó Bí thư Đảng ủy xã";
      records.push(blankRecord("post", { ...post, role: head ? "T" : "P", title }));
      const from = monthsBack(due, 120);
      records.push(anAssignment(n, n, { personId, postId: post.id, unitId: post.unitId, nature, from, to: leaves }));
      if (nature !== "SUBSTANTIVE" || (leaves !== null && leaves < today) || from > today) return;
      const goesBefore = (day: string): boolean => leaves !== null && leaves < day;
      const retires = retirementOf({ birthDate: born, sex })?.on;
      if (retires !== undefined && !goesBefore(retires)) told.push({ kind: "retires", due: retires });
      if (head && !goesBefore(due)) told.push({ kind: "two-terms", due });
      if (!head && termEnd !== null && termEnd >= today && !goesBefore(termEnd))
        told.push({ kind: "term-ends", due: termEnd });
    },
    entry: () => {
      const personId = person();
      const due = aDueDay(random);
      const over = random.chance(0.2) ? "2026-03-01" : null;
      const about = { id: numbered("plan-entry", n), personId, title: "Bí thư Đảng ủy xã", to: over };
      const reviewed = random.chance(0.4);
      records.push(blankRecord("plan-entry", { ...about, from: monthsBack(due, reviewed ? 36 : 12) }));
      // A review that is still to come is none yet.
      const on = monthsBack(due, 12);
      if (reviewed)
        records.push(
          blankRecord("plan-review", { id: numbered("plan-review", n), entryId: about.id, personId, date: on }),
        );
      if (over === null) told.push({ kind: "plan-review", due: reviewed && on > today ? monthsBack(due, 24) : due });
    },
    gap: () => {
      n += 1;
      const [due, closed] = [aDueDay(random), random.chance(0.3)];
      const about = { id: numbered("gap", n), kind: "VACANT" as const, unitId: numbered("unit", 1), byHand: true };
      const closedOn = closed ? today : null;
      records.push(blankRecord("gap", { ...about, deadline: due, openedOn: "2026-01-01", closedOn }));
      if (!closed) told.push({ kind: "gap-deadline", due });
    },
  };
  for (let i = random.whole(0, 25); i > 0; i -= 1) random.pick(Object.values(things))();
  return { records, told };
}

const rangeHolds = (range: DueRange, due: string): boolean =>
  range === "overdue" ? due < today : due >= today && due <= shifted(today, Number(range));

/** Differences between what the board counts and lists, and what was told. */
async function differences(at: OfficeAtWork, told: readonly Told[], holds = rangeHolds): Promise<string[]> {
  const wrong: string[] = [];
  for (const range of dueRanges) {
    const board = await at.core.workBoard({ day: null, range, kind: null, most: 500 });
    const wanted = told.filter(({ due }) => holds(range, due)).map(({ kind, due }) => `${due} ${kind}`);
    const found = board.rows.map(({ kind, due }) => `${due} ${kind}`);
    if (JSON.stringify(found.toSorted()) !== JSON.stringify(wanted.toSorted()))
      wrong.push(
        `rows ${range}: ${found.filter((each) => !wanted.includes(each)).join()} not ${wanted.filter((each) => !found.includes(each)).join()}`,
      );
    if (board.ranges[range] !== wanted.length || board.total !== wanted.length) wrong.push(`number ${range}`);
    if (Object.values(board.kinds).reduce((sum, count) => sum + count, 0) !== board.total) wrong.push(`sum ${range}`);
    for (const kind of boardKinds) {
      const own = told.filter((each) => each.kind === kind && holds(range, each.due)).length;
      if (board.kinds[kind] !== own) wrong.push(`${range} ${kind}`);
    }
    if (
      JSON.stringify(found.toSorted()) !== JSON.stringify(found) &&
      new Set(found.map((each) => each.slice(0, 10))).size > 1
    )
      if (found.some((each, i) => i > 0 && each.slice(0, 10) < found[i - 1]!.slice(0, 10)))
        wrong.push(`order ${range}`);
  }
  const soon = told.filter(({ due }) => holds("overdue", due) || holds("30", due)).length;
  if ((await at.core.workCount()) !== soon) wrong.push("count");
  return wrong;
}

const rounds = 60;

describe(`the board of work in hand (seed ${seed})`, () => {
  it("counts and lists what falls due as was told, in offices of any make", async () => {
    let lines = 0;
    const seen = new Set<BoardKind>();
    let early = 0;
    for (let round = 0; round < rounds; round += 1) {
      const { records, told } = anOffice(seeded(seed + round));
      const at = await officeAtWork(seed + round, records);
      expect(await differences(at, told), `office ${round}`).toEqual([]);
      lines += told.length;
      for (const { kind } of told) seen.add(kind);
      // The control: a board whose ranges ended a day sooner would be seen.
      const sooner = (range: DueRange, due: string): boolean =>
        rangeHolds(range, due) && (range === "overdue" || due < shifted(today, Number(range)));
      if ((await differences(at, told, sooner)).length > 0) early += 1;
    }
    expect(lines).toBeGreaterThan(500);
    expect([...boardKinds].filter((kind) => !seen.has(kind))).toEqual(["deputy"]); // that rule is switched off
    expect(early).toBeGreaterThan(10);
  });

  it("has a line until its record is there, and again when that is taken back", async () => {
    const at = await officeAtWork(seed, [aPerson(1), aMove(1, 1, { start: "2025-01-01", state: "ACTIVE" })]);
    const due = async () =>
      (await at.core.workBoard({ day: null, range: "overdue", kind: null, most: 9 })).rows.map(
        ({ kind, about, days }) => [kind, about, days],
      );
    expect(await due()).toEqual([["assessment", "2025", -16]]);
    const assessment = blankRecord("move-assessment", {
      id: numbered("move-assessment", 1),
      rotationId: numbered("rotation", 1),
      personId: numbered("person", 1),
      year: "2025",
    });
    const saved = await recordAction(at.office, {
      purpose: "rotation.edit",
      reason: "",
      people: [numbered("person", 1)],
      changes: [describeChange(undefined, assessment)!],
    });
    if (!saved.ok) throw new Error(saved.problem.kind);
    expect([await due(), await at.core.workCount()]).toEqual([[], 0]);
    await undoAction(at.office, saved.value.ref);
    expect([(await due()).length, await at.core.workCount()]).toEqual([1, 1]);
  });

  it("lists what waits: over without an outcome, decided ahead, and open steps with what is missing", async () => {
    const step = blankRecord("procedure-step", {
      id: numbered("procedure-step", 1),
      rotationId: numbered("rotation", 3),
      personId: numbered("person", 3),
      step: "PROPOSE_POLICY",
      state: "DONE",
      date: "2026-02-01",
      document: "Kế hoạch 12-KH/HU",
    });
    const at = await officeAtWork(seed, [
      ...[1, 2, 3, 4, 5].map((n) => aPerson(n)),
      aMove(1, 1, { start: "2022-01-01", plannedEnd: "2026-02-28", state: "ACTIVE" }),
      aMove(2, 2, { start: "2026-03-03", state: "ACTIVE" }),
      aMove(3, 3, { state: "PROPOSE_PERSON", toTitle: "Bí thư Đảng ủy xã" }),
      aMove(4, 4, { start: "2024-01-01", state: "ACTIVE" }),
      aMove(5, 5, { start: "2020-01-01", endedOn: "2023-01-01", outcome: "HIGHER", state: "FINISHED" }),
      step,
    ]);
    const rows = await at.core.workWaiting({ day: null });
    expect(rows.map(({ why, rotationId, step: next, on }) => [why, rotationId, next, on])).toEqual([
      ["overdue", numbered("rotation", 1), null, "2026-02-28"],
      ["coming", numbered("rotation", 2), null, "2026-03-03"],
      ["step", numbered("rotation", 3), "PROPOSE_PERSON", "2026-02-01"],
    ]);
    expect(rows[2]!.missing).toEqual([{ what: "proposals", about: "PROPOSE_PERSON" }]);
    const board = await at.core.workBoard({ day: null, range: "30", kind: null, most: 9 });
    expect([board.waiting, board.overdue]).toEqual([3, 1]);
    expect(board.states).toMatchObject({
      ACTIVE: 2,
      COMING: 1,
      DECIDE: 0,
      PROPOSE_PERSON: 1,
      FINISHED: 1,
      CANCELLED: 0,
    });
    // Warnings are asked of open moves only, and each says which rules have no recorded reason.
    const open = await at.core.workWarnings({ day: null });
    expect(open.map(({ rotationId }) => rotationId).toSorted()).toEqual(
      open
        .map(({ rotationId }) => rotationId)
        .filter((id) => id !== numbered("rotation", 1))
        .toSorted(),
    );
    const [warned] = open.filter(({ rotationId }) => rotationId === numbered("rotation", 2));
    expect(warned?.rules).toContain("R04"); // not in the plan
    const override = blankRecord("rule-override", {
      id: numbered("rule-override", 1),
      personId: numbered("person", 2),
      rule: "R04",
      pack: "65-QĐ/TW",
      packVersion: 1,
      moveId: numbered("rotation", 2),
      reason: "Theo yêu cầu nhiệm vụ",
      document: "Thông báo 10-TB/HU",
    });
    const { entry, head } = at.ledger.act({ changes: [describeChange(undefined, override)!] });
    await at.core.take(entry, head);
    const later = await at.core.workWarnings({ day: null });
    expect(later.find(({ rotationId }) => rotationId === numbered("rotation", 2))?.rules ?? []).not.toContain("R04");
  });

  it("takes a range of rows of one kind, and an office without moves is empty", async () => {
    const { records } = anOffice(seeded(seed + 3));
    const at = await officeAtWork(seed, records);
    const all = await at.core.workBoard({ day: null, range: "365", kind: null, most: 500 });
    for (const kind of boardKinds) {
      const own = await at.core.workBoard({ day: null, range: "365", kind, most: 2 });
      expect(own.total).toBe(all.kinds[kind]);
      expect(own.rows).toEqual(all.rows.filter((row) => row.kind === kind).slice(0, 2));
    }
    const none = await officeAtWork(seed, []);
    expect(await none.core.workWaiting({ day: null })).toEqual([]);
    expect(await none.core.workBoard({ day: null, range: "30", kind: null, most: 9 })).toMatchObject({
      ranges: { overdue: 0, "30": 0, "90": 0, "365": 0 },
      total: 0,
    });
  });
});

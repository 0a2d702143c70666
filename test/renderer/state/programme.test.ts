import { describe, expect, it } from "vitest";
import { undoAction } from "../../../renderer/services/undo.ts";
import { createProgramme } from "../../../renderer/state/programme.ts";
import { createProgrammes } from "../../../renderer/state/programmes.ts";
import { describeChange } from "../../../shared/change/describe-change.ts";
import { blankRecord } from "../../../shared/domain/blank-records.ts";
import type { IsoDate, RecordId } from "../../../shared/domain/primitives.ts";
import type { AnyRecord } from "../../../shared/domain/record-kinds.ts";
import type { Direction, MoveState, Rotation } from "../../../shared/domain/rotation.ts";
import type { ProgrammeTarget } from "../../../shared/domain/rotations/programme.ts";
import type { TitleGroup } from "../../../shared/domain/statistics/title-group.ts";
import { aMove, aPerson, aVersion, numbered } from "../../fixtures/records.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { ownFeed } from "../data/office-fixture.ts";
import { officeAtWork } from "../services/office-at-work.ts";

const seed = suiteSeed(4101);
const today: IsoDate = "2026-03-02"; // of the office at work

/** A district and three communes, so that a direction follows from the two places alone. */
const district = numbered("unit", 1);
const communes = [2, 3, 4].map((n) => numbered("unit", n));
const versions = [
  aVersion(1, 1, { level: "HUYEN", name: "Huyện ủy A", bloc: "DANG" }),
  ...[2, 3, 4].map((n) => aVersion(n, n, { name: `Đảng ủy xã ${n}`, bloc: "DANG", parentId: district })),
];
const titles: readonly (readonly [title: string, group: TitleGroup])[] = [
  ["Bí thư Đảng ủy xã", "BI_THU"],
  ["Chủ tịch UBND xã", "CHU_TICH_UBND"],
  ["Phó Bí thư Đảng ủy xã", "PHO_BI_THU"],
];

/** A move and what was put into it: the counts below are made from this, not from the program's own reading. */
interface Made {
  readonly move: Rotation;
  readonly direction: Direction;
  readonly group: TitleGroup;
  readonly ours: boolean;
  readonly when: "begun" | "ahead" | "proposed" | "cancelled";
}

function madeMoves(count: number): readonly Made[] {
  const random = seeded(seed);
  const states: readonly (readonly [MoveState | null, Made["when"]])[] = [
    ["ACTIVE", "begun"],
    [null, "begun"],
    ["ACTIVE", "ahead"],
    [null, "ahead"],
    ["PREPARE", "proposed"],
    ["DECIDE", "proposed"],
    ["CANCELLED", "cancelled"],
  ];
  return Array.from({ length: count }, (_, n) => {
    const [state, when] = random.pick(states);
    const [title, group] = random.pick(titles);
    const direction = random.pick(["TOP_DOWN", "BOTTOM_UP", "HORIZ_TERRITORY"] as const);
    const [one, other] = random.shuffled(communes);
    const from = direction === "TOP_DOWN" ? district : one!;
    const to = direction === "BOTTOM_UP" ? district : other!;
    const named = random.pick(["id", "number", "other", "none"] as const);
    const move = aMove(n + 1, n + 1, {
      fromUnitId: from,
      toUnitId: to,
      toTitle: title,
      state,
      start: when === "ahead" ? "2026-09-01" : when === "proposed" ? null : `20${random.whole(21, 25)}-05-01`,
      ...(named === "id" ? { programmeId: numbered("programme", 1) } : {}),
      ...(named === "number" ? { programme: "05-đa/hu" } : {}),
      ...(named === "other" ? { programmeId: numbered("programme", 2), programme: "05-ĐA/HU" } : {}),
    });
    return { move, direction, group, when, ours: named === "id" || named === "number" };
  });
}

const made = madeMoves(120);
const programmes = [1, 2].map((n) =>
  blankRecord("programme", {
    id: numbered("programme", n),
    number: n === 1 ? "05-ĐA/HU" : "06-ĐA/HU",
    name: `Đề án ${n}`,
    date: `202${n}-01-01`,
    from: "2020",
    to: n === 1 ? "2030" : "2024",
    basis: "11-NQ/TW\n65-QĐ/TW",
  }),
);
const target = (n: number, patch: Partial<ProgrammeTarget>): ProgrammeTarget =>
  blankRecord("programme-target", {
    id: numbered("programme-target", n),
    programmeId: numbered("programme", 1),
    ...patch,
  });
const targets = [
  target(1, { direction: "TOP_DOWN", number: 3 }),
  target(2, { group: "BI_THU", unitId: communes[0]!, number: 40 }),
  target(3, { direction: "HORIZ_TERRITORY", group: "CHU_TICH_UBND", number: null }),
];
const people = made.map((_, n) =>
  aPerson(n + 1, {
    sex: n % 3 === 0 ? "NU" : n % 3 === 1 ? "NAM" : null,
    birthDate: n % 2 ? "1995-01-01" : "1970-01-01",
  }),
);
const records: readonly AnyRecord[] = [
  ...versions.map(({ unitId }) => blankRecord("unit", { id: unitId, tree: "PARTY" })),
  ...versions,
  ...people,
  ...made.map(({ move }) => move),
  ...programmes,
  ...targets,
];

type When = Made["when"];
/** What a target counts, by how the moves were made. */
const expected = (
  { direction, group, unitId }: ProgrammeTarget,
  when: When,
  count: (each: Made) => boolean = (each) => each.when === when,
): readonly RecordId<"rotation">[] =>
  made
    .filter(
      (each) =>
        each.ours &&
        count(each) &&
        (direction === null || each.direction === direction) &&
        (group === null || each.group === group) &&
        (unitId === null || each.move.toUnitId === unitId),
    )
    .map(({ move }) => move.id);
const ours = (when: When) => made.filter((each) => each.ours && each.when === when).map(({ move }) => move.id);
const sorted = (ids: readonly string[]) => ids.toSorted();

async function atWork() {
  const work = await officeAtWork(seed, records);
  const useProgramme = createProgramme(work.office, numbered("programme", 1));
  await useProgramme.getState().load();
  return { ...work, useProgramme };
}

describe(`a programme and its progress, seed ${seed}`, () => {
  it("counts what has begun, keeps apart what is decided and what is proposed, and opens exactly the names", async () => {
    const { core, useProgramme } = await atWork();
    const { file, rowsOf } = useProgramme.getState();
    let counted = 0;
    for (const line of file!.targets) {
      expect(sorted(line.moves)).toEqual(sorted(expected(line.target, "begun")));
      expect(sorted(line.coming)).toEqual(sorted(expected(line.target, "ahead")));
      expect(line.open).toBe(line.target.number === null ? null : Math.max(0, line.target.number - line.moves.length));
      for (const ids of [line.moves, line.coming]) {
        expect(sorted(rowsOf(ids).map(({ id }) => id))).toEqual(sorted(ids));
        counted += ids.length;
      }
    }
    expect(counted).toBeGreaterThan(15);
    expect(sorted(file!.moves)).toEqual(sorted(ours("begun")));
    expect(sorted(file!.coming)).toEqual(sorted(ours("ahead")));
    expect(sorted(file!.proposed)).toEqual(sorted(ours("proposed")));
    expect(ours("cancelled").length).toBeGreaterThan(2);
    for (const id of ours("cancelled")) expect(file!.rows.map((row) => row.id)).not.toContain(id);
    const fits = new Set(targets.flatMap((each) => expected(each, "begun")));
    expect(sorted(file!.untargeted)).toEqual(sorted(ours("begun").filter((id) => !fits.has(id))));
    expect(rowsOf(file!.moves).every(({ name }) => name.startsWith("Người "))).toBe(true);
    core.close();
  });

  it("tells who the moves were, and of whom the file does not tell", async () => {
    const { core, useProgramme } = await atWork();
    const { file } = useProgramme.getState();
    const begun = new Set<string>(ours("begun"));
    const of = (wanted: (n: number) => boolean) =>
      sorted(made.filter(({ move }, n) => begun.has(move.id) && wanted(n)).map(({ move }) => move.id));
    const share = (group: string) => file!.shares.find((each) => each.group === group)!;
    expect(sorted(share("women").moves)).toEqual(of((n) => n % 3 === 0));
    expect(sorted(share("women").unknown)).toEqual(of((n) => n % 3 === 2));
    expect(sorted(share("young").moves)).toEqual(of((n) => n % 2 === 1));
    core.close();
  });

  it("shows each programme in the list with the sum of its targets", async () => {
    const { office, core, useProgramme } = await atWork();
    const useList = createProgrammes(office);
    await useList.getState().load();
    const [first, second] = useList.getState().lines!;
    const done = Math.min(3, expected(targets[0]!, "begun").length) + expected(targets[1]!, "begun").length;
    expect(first).toMatchObject({ state: "running", sum: { number: 43, done } });
    expect(first!.sum).toEqual(useProgramme.getState().file!.sum);
    expect(second).toMatchObject({ state: "over", sum: null });
    core.close();
  });

  it("moves a number when a move is cancelled, and takes it back", async () => {
    const { office, core, ledger, useProgramme } = await atWork();
    const [line] = useProgramme.getState().file!.targets;
    const id = line!.moves[0]!;
    const { move } = made.find((each) => each.move.id === id)!;
    const change = describeChange((await office.data.held(id)) ?? undefined, { ...move, state: "CANCELLED" })!;
    const { entry, head } = ledger.act({ changes: [change] });
    await office.data.take(entry, head);
    await useProgramme.getState().load();
    expect(useProgramme.getState().file!.targets[0]!.moves).toEqual(line!.moves.filter((each) => each !== id));
    expect(useProgramme.getState().rowsOf([id])).toEqual([]);
    await undoAction(office, `${ownFeed}:2`);
    await useProgramme.getState().load();
    expect(useProgramme.getState().file!.targets[0]!.moves).toEqual(line!.moves);
    core.close();
  });

  it("takes a new target, an edit and a removal, each to be undone", async () => {
    const { core, useProgramme } = await atWork();
    const at = () => useProgramme.getState();
    await at().beginTarget(null);
    at().editTarget({ direction: "BOTTOM_UP", number: 2, note: "  hai   người " });
    await at().saveTarget();
    expect(at().target).toBeNull();
    const added = at().file!.targets.find(({ target: each }) => each.direction === "BOTTOM_UP")!;
    expect(added.target).toMatchObject({ number: 2, note: "hai người", programmeId: numbered("programme", 1) });
    expect(sorted(added.moves)).toEqual(sorted(expected(added.target, "begun")));
    await at().beginTarget(added.target.id);
    at().editTarget({ number: 9 });
    await at().saveTarget();
    expect(at().file!.targets.find(({ target: each }) => each.id === added.target.id)?.target.number).toBe(9);
    await at().undo();
    expect(at()).toMatchObject({ undone: true, undoable: null });
    expect(at().file!.targets.find(({ target: each }) => each.id === added.target.id)?.target.number).toBe(2);
    await at().withdrawTarget(added.target.id);
    expect(at().file!.targets).toHaveLength(3);
    await at().undo();
    expect(at().file!.targets).toHaveLength(4);
    core.close();
  });

  it("saves the paper with its basis in order, refuses a period that ends before it begins, and can be removed whole", async () => {
    const { office, core, calls, useProgramme } = await atWork();
    const at = () => useProgramme.getState();
    await at().begin();
    expect(at().instruments.map(({ number }) => number)).toEqual(
      expect.arrayContaining(["11-NQ/TW", "98-QĐ/TW", "65-QĐ/TW", "14-NQ/TU"]),
    );
    at().setBasis([...at().draft!.basis, " 14-NQ/TU ", ""]);
    at().edit({ from: "2031-01-01" });
    expect(at().endsFirst).toBe(true);
    const before = calls.length;
    expect(await at().save()).toBeNull();
    expect(calls).toHaveLength(before);
    at().edit({ from: "2021" });
    expect(await at().save()).toBe(numbered("programme", 1));
    expect(at().file!.programme).toMatchObject({ from: "2021", basis: "11-NQ/TW\n65-QĐ/TW\n14-NQ/TU" });
    await at().begin();
    expect(await at().withdraw()).toBe(true);
    expect(at().phase).toBe("missing");
    expect(await office.data.all("programme-target")).toEqual([]);
    await at().undo();
    expect(at()).toMatchObject({ phase: "ready" });
    expect(at().file!.targets).toHaveLength(3);
    core.close();
  });

  it("begins a new programme, and warns where another one has its number", async () => {
    const { office, core } = await atWork();
    const useNew = createProgramme(office, null);
    await useNew.getState().load();
    useNew.getState().edit({ name: "Đề án mới", number: " 05-ĐA/HU " });
    const id = await useNew.getState().save();
    const file = await office.data.programmeFile(id!);
    expect(file?.programme).toMatchObject({ name: "Đề án mới", number: "05-ĐA/HU" });
    expect(file?.sameNumber.map((each) => each.id)).toEqual([numbered("programme", 1)]);
    core.close();
  });

  it("says why nothing was saved, and keeps what was typed", async () => {
    const { core, refuse, useProgramme } = await atWork();
    await useProgramme.getState().begin();
    useProgramme.getState().edit({ name: "Tên khác" });
    refuse("ledger.append", { kind: "disk-full" });
    expect(await useProgramme.getState().save()).toBeNull();
    expect(useProgramme.getState()).toMatchObject({ saving: false, problem: { kind: "disk-full" } });
    expect(useProgramme.getState().draft?.programme.name).toBe("Tên khác");
    core.close();
  });

  it("goes red where cancelled moves are counted, or those still ahead: the control", async () => {
    const { core, useProgramme } = await atWork();
    const [line] = useProgramme.getState().file!.targets;
    const withCancelled = expected(line!.target, "begun", ({ when }) => when === "begun" || when === "cancelled");
    const withAhead = expected(line!.target, "begun", ({ when }) => when === "begun" || when === "ahead");
    expect(sorted(line!.moves)).not.toEqual(sorted(withCancelled));
    expect(sorted(line!.moves)).not.toEqual(sorted(withAhead));
    expect(today).toBe(useProgramme.getState().file!.day);
    core.close();
  });
});

import { describe, expect, it } from "vitest";
import { createReports } from "../../../renderer/state/reports.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import type { MoveKind } from "../../../shared/domain/rotation.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { blank, idsOf, somePerson } from "../data/office-fixture.ts";
import { officeAtWork } from "../services/office-at-work.ts";

const seed = suiteSeed(88);

/** Thirty moves of ten people over six years. */
async function someMoves() {
  const random = seeded(seed);
  const ids = idsOf(random);
  const people = Array.from({ length: 10 }, () => somePerson(random, ids("person")));
  const kinds: readonly MoveKind[] = ["LUAN_CHUYEN", "DIEU_DONG", "SAP_XEP"];
  const rotations = Array.from({ length: 30 }, () =>
    blank("rotation", {
      id: ids("rotation"),
      personId: random.pick(people).id,
      kind: random.pick(kinds),
      start: `20${random.whole(12, 17)}-0${random.whole(1, 9)}-1${random.whole(0, 9)}`,
      outcome: "ONGOING",
    }),
  );
  return { ...(await officeAtWork(seed, [...people, ...rotations])), rotations };
}

/** Ids of the lines that a number opens. */
async function linesBehind(useReports: ReturnType<typeof createReports>, ids: readonly RecordId[]) {
  await useReports.getState().open("số", { of: "ids", ids });
  return useReports
    .getState()
    .opened?.records?.map(({ id }) => id)
    .toSorted();
}

describe(`the table of moves, seed ${seed}`, () => {
  it("counts each move of the period once, and every number opens as many lines as it says", async () => {
    const { office, core, rotations } = await someMoves();
    const useReports = createReports(office, "2026-03-02");
    await useReports.getState().load();
    expect(useReports.getState().answer?.table?.total).toEqual([]); // this year
    await useReports.getState().choose({ period: { from: "2013", to: "2015" } });
    const { table, head } = useReports.getState().answer!;
    const expected = rotations.filter(({ start }) => start! >= "2013-01-01" && start! <= "2015-12-31");
    expect(expected.length).toBeGreaterThan(5);
    expect(new Set(table?.total)).toEqual(new Set(expected.map(({ id }) => id)));
    for (const ids of [table!.total, ...table!.rows.map(({ total }) => total), ...Object.values(table!.byKind)])
      expect(await linesBehind(useReports, ids)).toEqual([...ids].toSorted());
    expect(head).toMatch(/^1 \([0-9a-f]{16}\)$/);
    core.close();
  });

  it("shows no table for a period that is none, and says so", async () => {
    const { office, core } = await someMoves();
    const useReports = createReports(office, "2026-03-02");
    await useReports.getState().load();
    await useReports.getState().choose({ period: { from: "2016", to: "2015" } });
    expect(useReports.getState()).toMatchObject({ answer: null, badPeriod: true });
    await useReports.getState().choose({ period: { from: "2015", to: "2015" } });
    expect(useReports.getState().badPeriod).toBe(false);
    core.close();
  });

  it("goes red for a year taken as its first day only: the control", async () => {
    const { office, core, rotations } = await someMoves();
    const useReports = createReports(office, "2026-03-02");
    await useReports.getState().load();
    await useReports.getState().choose({ period: { from: "2013-01-01", to: "2015-01-01" } });
    const whole = rotations.filter(({ start }) => start! >= "2013-01-01" && start! <= "2015-12-31");
    expect(useReports.getState().answer?.table?.total.length).not.toBe(whole.length);
    core.close();
  });

  it("prints wide, under a name that names nobody", async () => {
    const { office, core, calls, answers } = await someMoves();
    answers.set("page.print", { fileName: "bieu-luan-chuyen.pdf", bytes: 1000, number: 3 });
    const useReports = createReports(office, "2026-03-02");
    await useReports.getState().print("Không lọc");
    expect(calls).toEqual([
      {
        channel: "page.print",
        request: { suggestedName: "bieu-luan-chuyen", landscape: true, said: {}, paper: expect.anything() },
      },
    ]);
    expect(useReports.getState().printed).toMatchObject({ number: 3 });
    core.close();
  });
});

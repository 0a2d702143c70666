import { describe, expect, it } from "vitest";
import { createWork, openWork, openWorkCount } from "../../../renderer/state/work.ts";
import { describeChange } from "../../../shared/change/describe-change.ts";
import { blankRecord } from "../../../shared/domain/blank-records.ts";
import type { AnyRecord } from "../../../shared/domain/record-kinds.ts";
import { aMove, aPerson, numbered } from "../../fixtures/records.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";
import { testOffice } from "./test-office.ts";

const seed = suiteSeed(78_2026);
const entry = (n: number, from: string) =>
  blankRecord("plan-entry", {
    id: numbered("plan-entry", n),
    personId: numbered("person", n),
    title: "Bí thư Đảng ủy xã",
    from,
  });
const people = 5;
const records: readonly AnyRecord[] = [
  ...Array.from({ length: people }, (_, n) => aPerson(n + 1)),
  aMove(1, 1, { start: "2022-05-01", plannedEnd: "2026-03-20", state: "ACTIVE", toTitle: "Bí thư" }), // due in 18 days
  aMove(2, 5, { state: "PREPARE", start: "2026-05-01", toTitle: "Bí thư" }),
  aMove(3, 3, { state: "CANCELLED" }),
  entry(1, "2025-03-01"), // was to be reviewed yesterday
  entry(2, "2025-04-01"), // within 30 days
  entry(3, "2025-04-02"), // within 90
];

async function anOffice(withRecords = records) {
  const at = await testOffice(seed);
  const save = async (...made: readonly AnyRecord[]): Promise<void> => {
    const appended = await at.office.desktop.call("ledger.append", {
      purpose: "person.add",
      reason: "",
      audience: [],
      changes: made.map((record) => describeChange(undefined, record)!),
    });
    if (!appended.ok) throw new Error(appended.problem.kind);
    await at.office.data.take(appended.value.entry, appended.value.head);
  };
  if (withRecords.length > 0) await save(...withRecords);
  return { ...at, save };
}

describe(`the screen of work in hand (seed ${seed})`, () => {
  it("shows the counts of every list, and narrows the due list by time and kind", async () => {
    const { office } = await anOffice();
    const useWork = createWork(office);
    await useWork.getState().load();
    const { board, waiting } = useWork.getState();
    expect(board?.ranges).toMatchObject({ "30": 2, "90": 3 });
    expect(waiting.map(({ rotationId }) => rotationId)).toEqual([numbered("rotation", 2)]);
    expect([board?.states.ACTIVE, board?.states.PREPARE, board?.states.CANCELLED]).toEqual([1, 1, 1]);
    useWork.getState().look({ tab: "due", kind: "plan-review" });
    await settled(() => useWork.getState().board?.total === 1);
    expect(useWork.getState().board?.rows.map(({ kind, days }) => [kind, days])).toEqual([["plan-review", 30]]);
    useWork.getState().look({ range: "90" });
    await settled(() => useWork.getState().board?.total === 2);
    // A kind of which there is nothing in another time gives way to all kinds.
    useWork.getState().look({ range: "30", kind: "finish" });
    await settled(() => useWork.getState().board?.total === 1);
    useWork.getState().look({ range: "overdue" });
    await settled(() => useWork.getState().kind === null);
    expect(useWork.getState().board?.total).toBe(useWork.getState().board?.ranges.overdue);
  });

  it("opens the moves of a state, and the warnings of what waits, and follows the records", async () => {
    const { office, save } = await anOffice();
    const useWork = createWork(office);
    useWork.getState().look({ tab: "states", state: "PREPARE" });
    await settled(() => useWork.getState().moves !== null);
    expect(useWork.getState().moves).toMatchObject({ found: 1, rows: [{ id: numbered("rotation", 2) }] });
    await settled(() => useWork.getState().warnings.size > 0);
    expect([...useWork.getState().warnings.keys()]).toEqual([numbered("rotation", 2)]);
    const stop = useWork.getState().follow();
    await save(aMove(4, 4, { state: "PREPARE" }));
    await settled(() => useWork.getState().moves?.found === 2);
    expect(useWork.getState().board?.waiting).toBe(2);
    stop();
    expect(openWork(office)).toBe(openWork(office));
  });

  it("prints the whole list that is open, and says what came of it", async () => {
    const many = Array.from({ length: 130 }, (_, n) => entry(n + 10, "2025-03-10"));
    const { office, fail, calls } = await anOffice([...records, ...many]);
    const useWork = createWork(office);
    useWork.getState().look({ tab: "due" });
    await settled(() => useWork.getState().board?.rows.length === 100);
    fail("page.print", { kind: "print-failed" } as never);
    const printed = useWork.getState().print();
    let most = 0;
    const stop = useWork.subscribe(({ board }) => {
      most = Math.max(most, board?.rows.length ?? 0);
    });
    await printed;
    stop();
    expect([most, calls.includes("page.print")]).toEqual([132, true]);
    expect(useWork.getState()).toMatchObject({ printing: false, problem: { kind: "print-failed" }, most: 100 });
    expect(useWork.getState().board?.rows.length).toBe(100);
  });

  it("begins with what is overdue where nobody is waited for, and asks no more than once who waits", async () => {
    const late = [aPerson(1), entry(1, "2025-03-01"), entry(2, "2025-04-01")];
    const { office } = await anOffice(late);
    const asked = { board: 0, waiting: 0, warnings: 0 };
    const counted =
      <Arg, Answer>(name: keyof typeof asked, ask: (arg: Arg) => Promise<Answer>) =>
      (arg: Arg): Promise<Answer> => {
        asked[name] += 1;
        return ask(arg);
      };
    const data = {
      ...office.data,
      workBoard: counted("board", (query: Parameters<typeof office.data.workBoard>[0]) => office.data.workBoard(query)),
      workWaiting: counted("waiting", (query: Parameters<typeof office.data.workWaiting>[0]) =>
        office.data.workWaiting(query),
      ),
      workWarnings: counted("warnings", (query: Parameters<typeof office.data.workWarnings>[0]) =>
        office.data.workWarnings(query),
      ),
    };
    const useWork = createWork({ ...office, data });
    await useWork.getState().load();
    expect(useWork.getState()).toMatchObject({ tab: "due", range: "overdue" });
    expect(useWork.getState().board?.rows.every(({ days }) => days !== null && days < 0)).toBe(true);
    expect(useWork.getState().board?.total).toBe(useWork.getState().board?.ranges.overdue);
    expect(asked).toEqual({ board: 2, waiting: 1, warnings: 1 });
    await useWork.getState().load();
    expect(asked).toEqual({ board: 3, waiting: 2, warnings: 2 });
  });

  it("counts for the navigation what is late or due within 30 days, after the window has opened", async () => {
    const { office, save } = await anOffice();
    let asked = 0;
    const workCount = (): Promise<number> => {
      asked += 1;
      return office.data.workCount();
    };
    const counting = { ...office, data: { ...office.data, workCount } };
    const useCount = openWorkCount(counting);
    expect([asked, useCount.getState().count]).toEqual([0, 0]); // opening is not kept waiting
    await settled(() => useCount.getState().count > 0);
    const before = useCount.getState().count;
    expect(before).toBe(await office.data.workCount());
    await save(entry(4, "2025-03-05"));
    await settled(() => useCount.getState().count === before + 1);
    expect(asked).toBeLessThanOrEqual(3);
  });
});

async function settled(done: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !done(); i += 1) await new Promise((give) => setTimeout(give, 10));
  expect(done()).toBe(true);
}

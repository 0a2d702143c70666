import { describe, expect, it } from "vitest";
import { createReports, type IssuedComparison } from "../../../renderer/state/reports.ts";
import { describeChange } from "../../../shared/change/describe-change.ts";
import { readIssued } from "../../../shared/domain/statistics/kept-report.ts";
import { aProvince } from "../../fixtures/random-province.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { officeAtWork } from "../services/office-at-work.ts";

const seed = suiteSeed(1_914);
const period = { from: "2015", to: "2019" };

/** An office with a random province, at its report by office. */
async function atReport() {
  const { list, records } = aProvince(seeded(seed));
  const { versions, posts, persons, assignments, plans, rotations } = list;
  const at = await officeAtWork(seed, [
    ...versions,
    ...posts,
    ...persons,
    ...assignments,
    ...plans,
    ...records.decisions,
    ...rotations,
  ]);
  at.answers.set("page.print", { fileName: "bieu.pdf", bytes: 1, number: 1 });
  const useReports = createReports(at.office, "2026-03-02");
  await useReports.getState().load();
  await useReports.getState().choose({ report: "R-1", period, scope: "all" });
  return { ...at, useReports, rotations };
}

type AtReport = Awaited<ReturnType<typeof atReport>>;
const looked = ({ useReports }: AtReport): IssuedComparison => {
  const { looking } = useReports.getState();
  if (looking === null || typeof looking === "string") throw new Error("nothing is looked at");
  return looking;
};
/** Look at what was issued last. */
const lookAtLast = (at: AtReport) => at.useReports.getState().look(at.useReports.getState().issued[0]!.id);

/** Take one counted move out of the period, as a correction would. */
async function correct(at: AtReport) {
  await at.useReports.getState().open("tất cả", { of: "cell", at: { row: null, column: null } });
  const [move] = at.useReports.getState().opened!.records!;
  const held = await at.office.data.held(move!.id);
  const before = at.rotations.find(({ id }) => id === move!.id)!;
  const { entry, head } = at.ledger.act({
    changes: [describeChange(held!, { ...before, start: "2001-01-01" })!],
  });
  await at.office.data.take(entry, head);
  return move!.id;
}

describe(`a report as it was given out, seed ${seed}`, () => {
  it("is kept when it is printed, with what stood on it and what it rested on", async () => {
    const at = await atReport();
    const { answer } = at.useReports.getState();
    const head = at.ledger.head();
    await at.useReports.getState().print("Lọc: không");
    expect(at.calls.map(({ channel }) => channel)).toEqual(["page.print", "ledger.append"]);
    const [row] = at.useReports.getState().issued;
    expect(row).toMatchObject({
      report: "R-1",
      issuedOn: "2026-03-02",
      unit: "",
      head: `${head.position} ${head.tag}`,
    });
    const [record] = await at.office.data.all("issued-report");
    const read = readIssued(record!);
    expect(read?.kept.sheet).toEqual(answer!.sheet);
    expect(read?.kept).toMatchObject({ filters: "Lọc: không", shown: ["way", "exchange", "sex", "minority", "young"] });
    expect(read?.kept.items?.length).toBe(answer!.sheet.whole.total);
    // Printing what was issued before keeps nothing new.
    await lookAtLast(at);
    await at.useReports.getState().print("");
    expect(at.useReports.getState().issued.length).toBe(1);
    at.core.close();
  });

  it("keeps nothing where nobody chose a place for the print", async () => {
    const at = await atReport();
    at.answers.set("page.print", null);
    await at.useReports.getState().print("");
    expect(at.useReports.getState()).toMatchObject({ printed: "cancelled", issued: [], kept: null });
    at.core.close();
  });

  it("stays as it was while the records change, and says cell by cell and name by name what differs", async () => {
    const at = await atReport();
    await at.useReports.getState().keep("", "báo cáo Tỉnh ủy");
    await lookAtLast(at);
    const first = looked(at);
    expect([first.difference.cells, first.items]).toEqual([0, { added: [], removed: [], moved: [] }]);
    await at.useReports.getState().look(null);
    const gone = await correct(at);
    await lookAtLast(at);
    const then = looked(at);
    expect(then.issued.note).toBe("báo cáo Tỉnh ủy");
    expect(then.kept).toEqual(first.kept);
    expect(then.now.sheet.whole.total).toBe(first.kept.sheet.whole.total - 1);
    expect(then.items?.removed.map(({ id }) => id)).toEqual([gone]);
    expect(then.difference.whole.total).toEqual({
      was: first.kept.sheet.whole.total,
      is: first.kept.sheet.whole.total - 1,
    });
    // Its own numbers open the names of then, also of the move that counts no more.
    const ids = then.kept.items!.map(({ id }) => id);
    await at.useReports.getState().open("khi báo cáo", { of: "ids", ids: ids as never });
    expect(at.useReports.getState().opened?.records?.some(({ id }) => id === gone)).toBe(true);
    at.core.close();
  });

  it("would not be told apart by a comparison that counts the kept sheet against itself: the control", async () => {
    const at = await atReport();
    await at.useReports.getState().keep("", "");
    await correct(at);
    await lookAtLast(at);
    const { kept, now, difference } = looked(at);
    expect(JSON.stringify(kept.sheet)).not.toBe(JSON.stringify(now.sheet));
    expect(difference.cells).toBeGreaterThan(0);
    at.core.close();
  });

  it("can be taken back, brought again, and withdrawn", async () => {
    const at = await atReport();
    const state = () => at.useReports.getState();
    await state().keep("", "");
    await state().undo();
    expect([state().issued.length, state().kept?.undone]).toEqual([0, true]);
    await state().undo();
    expect([state().issued.length, state().kept?.undone]).toEqual([1, false]);
    await state().withdraw(state().issued[0]!.id);
    expect(state()).toMatchObject({ issued: [], looking: "list" });
    at.core.close();
  });
});

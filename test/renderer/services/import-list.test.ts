import { describe, expect, it } from "vitest";
import { importList, planList, undoImport } from "../../../renderer/services/import-list.ts";
import type { SheetCells } from "../../../shared/domain/workbook/cell.ts";
import { proposeColumns } from "../../../shared/domain/workbook/list-columns.ts";
import { repairSheet } from "../../../shared/domain/workbook/repair-sheet.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";
import { officeAtWork } from "./office-at-work.ts";

const seed = suiteSeed(617);
const cells = [
  ["Họ và tên", "Ngày sinh", "Chức vụ"],
  ["Nguyễn Văn An", "15/3/1965", "Trưởng ban"],
  ["Lê Thị Cúc", "8/1980", null],
  ["Vũ Văn Đức", "31/02/1980", null],
];
const sheet: SheetCells = {
  name: "Tờ 1",
  rows: cells.length,
  columns: 3,
  hidden: false,
  merged: [],
  hiddenRows: [],
  hiddenColumns: [],
  formulas: 0,
  links: 0,
  cells,
};
const repaired = repairSheet(sheet, [], new Map());
const heads = { first: 0, count: 1 };
const settings = { heads, columns: proposeColumns(sheet, heads, false), date1904: false, chosen: new Map() };

describe(`importing a sender's list, seed ${seed}`, () => {
  it("is one action, nothing the second time, and taken back whole but for what was edited since", async () => {
    const { office, core, calls } = await officeAtWork(seed, []);
    const plan = async () => {
      const planned = await planList(office, repaired, settings, () => true);
      if (planned === null) throw new Error("stopped");
      return planned;
    };
    const first = await plan();
    expect(first.run.rows.map(({ outcome }) => outcome)).toEqual(["new", "new", "bad"]);
    const saved = await importList(office, first);
    if (!saved.ok) throw new Error(saved.problem.kind);
    await saved.value.shown;
    expect(calls.filter(({ channel }) => channel === "ledger.append")).toHaveLength(1);
    expect(await core.counts()).toMatchObject({ person: 2, assignment: 1 });

    const again = await plan();
    expect(again.changes).toEqual([]);
    expect(again.run.rows.map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged", "bad"]);
    expect(await planList(office, repaired, settings, () => false)).not.toBeNull(); // too short to be stopped

    const people = await office.data.states("person");
    const cuc = people.find(({ values }) => values.birthName === "Lê Thị Cúc");
    if (cuc === undefined) throw new Error("nobody");
    const edited = await editPhone(office, cuc.id);
    expect(edited).toBe(true);

    const undone = await undoImport(office, saved.value.ref);
    if (!undone.ok) throw new Error(undone.problem.kind);
    expect(undone.value.records).toBe(2); // An, and his post
    expect(undone.value.kept).toContainEqual({ name: "Lê Thị Cúc", kind: "person", field: "phone" });
    const standing = (await office.data.states("person")).filter(({ values }) => values.withdrawn !== true);
    expect(standing.map(({ values }) => values.birthName)).toEqual(["Lê Thị Cúc"]);
    core.close();
  });
});

async function editPhone(office: Parameters<typeof planList>[0], id: string): Promise<boolean> {
  const state = (await office.data.states("person")).find((each) => each.id === id);
  if (state === undefined) return false;
  const saved = await office.desktop.call("ledger.append", {
    purpose: "person.edit",
    reason: "",
    audience: [],
    changes: [{ record: state.id, fields: { phone: { saw: [], to: "0912" } } }],
  });
  if (!saved.ok) return false;
  await office.data.take(saved.value.entry, saved.value.head);
  return true;
}

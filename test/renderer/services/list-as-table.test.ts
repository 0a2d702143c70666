import { describe, expect, it } from "vitest";
import { type ListWords, listAsTable } from "../../../renderer/services/list-as-table.ts";
import { columnKeys, noFilters, usualLook } from "../../../shared/domain/people-columns.ts";
import { headGroups, LaidTable, tableCaps } from "../../../shared/domain/tables/laid-table.ts";
import { anAssignment, aPerson } from "../../fixtures/records.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";
import { officeAtWork } from "./office-at-work.ts";

const seed = suiteSeed(2406);
const words: ListWords = {
  title: "Danh sách trích ngang cán bộ",
  above: [],
  number: "TT",
  name: "Họ và tên",
  column: (column) => column,
  group: (group) => group,
  men: "Nam",
  women: "Nữ",
  sexUnknown: "?",
  value: (_, value) => (value === null ? "" : value.text || value.code),
};
const count = 2_345; // more than two stretches, the last one short
const people = Array.from({ length: count }, (_, i) =>
  aPerson(i + 1, {
    birthName: `Nguyễn Văn ${String(i).padStart(5, "0")}`,
    sex: i % 3 === 0 ? "NU" : "NAM",
    birthDate: i % 2 === 0 ? "1985-03-05" : "1985",
    payCoefficient: "4,98",
    cadreNumber: `00${i}`,
  }),
);

describe(`the list of people as a table, seed ${seed}`, async () => {
  const { office } = await officeAtWork(seed, [
    ...people,
    anAssignment(1, 1, { title: "Bí thư Đảng ủy xã", from: "2020" }),
  ]);

  it("has everybody once, in the order of the list, numbered from 1", async () => {
    const table = LaidTable.parse(await listAsTable(office.data, "", usualLook, words));
    expect(table.rows.map(([number]) => number)).toEqual(people.map((_, i) => i + 1));
    expect(table.rows.map(([, name]) => name)).toEqual(people.map(({ birthName }) => birthName));
  });

  it("gives dates and numbers as such, and codes with their zeros as words", async () => {
    const look = { ...usualLook, columns: ["birth", "payCoefficient", "cadreNumber", "title"] as const };
    const table = LaidTable.parse(await listAsTable(office.data, "", look, words));
    // A woman and a man: each date stands in the column that tells whose it is.
    expect(table.rows[0]?.slice(2)).toEqual([null, { date: "1985-03-05" }, 4.98, "000", "Bí thư Đảng ủy xã"]);
    expect(table.rows[1]?.slice(2)).toEqual([{ date: "1985" }, null, 4.98, "001", null]);
    expect(headGroups(table.columns).filter(({ group }) => group !== "")).toEqual([
      { group: "birth", from: 2, columns: 2 },
    ]);
  });

  it("keeps to what is searched and filtered", async () => {
    const look = { ...usualLook, filters: { ...noFilters, sex: "NU" as const } };
    const table = await listAsTable(office.data, "0001", look, words);
    const wanted = people.filter(({ sex, birthName }) => sex === "NU" && birthName.includes(" 0001"));
    expect(table?.rows.map(([, name]) => name)).toEqual(wanted.map(({ birthName }) => birthName));
  });

  it("lays every column there is, on the larger paper where there are many", async () => {
    const table = LaidTable.parse(
      await listAsTable(office.data, "00000", { ...usualLook, columns: columnKeys }, words),
    );
    expect(table.columns).toHaveLength(columnKeys.length + 3);
    expect(new Set(table.rows.map((row) => row.length))).toEqual(new Set([columnKeys.length + 3]));
    expect(table.paper).toBe("A3");
  });

  it("says no, rather than leaving people out, where one table cannot hold them", async () => {
    const many = { ...office.data, searchPeople: async () => ({ key: 1, total: tableCaps.rows + 1 }) };
    expect(await listAsTable(many, "", usualLook, words)).toBeNull();
  });
});

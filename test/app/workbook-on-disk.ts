import { writeFile } from "node:fs/promises";
import { writeWorkbookFile } from "../../electron/workbook/workbook.ts";
import { layout, type SheetKey } from "../../shared/domain/workbook/layout.ts";

/** Rows by the fields of the layout, as text in the cells; what is left out is blank. */
export type Rows = { readonly [Key in SheetKey]?: readonly Readonly<Record<string, string>>[] };

/** Write an .xlsx file of the fixed layout where a clerk could choose it. `without`: headers left out. */
export async function workbookOnDisk(path: string, sheets: Rows, without: readonly string[] = []): Promise<string> {
  const written = Object.entries(sheets).map(([key, rows]) => {
    const { name, columns } = layout[key as SheetKey];
    const kept = Object.entries<{ readonly header: string }>(columns).filter(
      ([, { header }]) => !without.includes(header),
    );
    const headers = kept.map(([, { header }]) => header);
    return { name, rows: [headers, ...rows.map((row) => kept.map(([field]) => row[field] ?? ""))] };
  });
  await writeFile(path, await writeWorkbookFile({ fileName: "", sheets: written }));
  return path;
}

/** Two units, and people who hold a post in the first: enough for a move between them. */
export const smallOffice = (names: readonly string[]): Rows => ({
  units: [
    { code: "T1", name: "Huyện Đô Lương", tree: "Hành chính", type: "huyện", level: "Cấp huyện", from: "1963" },
    { code: "X1", name: "Đảng ủy xã Lưu Sơn", tree: "Đảng", level: "Cấp xã", bloc: "Đảng", parent: "T1", from: "1990" },
    { code: "X2", name: "Đảng ủy xã Đà Sơn", tree: "Đảng", level: "Cấp xã", bloc: "Đảng", parent: "T1", from: "1990" },
  ],
  people: names.map((birthName, i) => ({
    cadreNumber: `CB-${String(i + 1).padStart(3, "0")}`,
    birthName,
    sex: / Thị /.test(birthName) ? "Nữ" : "Nam",
    birthDate: `${String(1 + (i % 28)).padStart(2, "0")}/03/${1965 + (i % 25)}`,
    residence: `Xóm ${i + 1}, xã Lưu Sơn`,
  })),
  career: names.map((_, i) => ({
    person: `CB-${String(i + 1).padStart(3, "0")}`,
    from: "01/07/2010",
    to: "nay",
    title: i === 0 ? "Bí thư Đảng ủy" : `Chuyên viên ${i}`,
    unitText: "Đảng ủy xã Lưu Sơn",
    unit: "X1",
    nature: "",
  })),
});

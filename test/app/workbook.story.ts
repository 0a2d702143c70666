import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { workbookCaps } from "../../electron/workbook/book-in-process.ts";
import { readXlsxCells } from "../../electron/workbook/read-xlsx.ts";
import { openParts } from "../../electron/workbook/zip-parts.ts";
import { type RawCell, rawXlsx, styled } from "../electron/workbook/raw-xlsx.ts";
import { inTcvn3 } from "../shared/domain/text/old-fonts.ts";
import { goTo, openNewOffice } from "./clerk.ts";
import { axeFindings, misfits, tabTo } from "./look-over.ts";

/**
 * An ugly list from another office, by keyboard: two rows of merged heads in TCVN3, men's and women's dates, groups, a sum,
 * and bad cells. Columns mapped, letters agreed to, dry run, the copy with notes back, import, import again, undo.
 */
let folder: string;
let app: App;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "workbook-story-"));
  const office = {
    officeName: "Huyện ủy Đô Lương",
    office: "doluong",
    clerkName: "Nguyễn Thị Thử",
    clerkRole: "Ban Tổ chức",
    passphrase: "năm con thuyền trên sông Lam",
  };
  ({ app } = await openNewOffice(folder, office));
}, 90_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const old = (text: string): RawCell => styled(4, inTcvn3(text));
const person = (number: number, name: string, male: RawCell, female: RawCell, more: readonly RawCell[]): RawCell[] => [
  number,
  old(name),
  male,
  female,
  old("Kinh"),
  ...more,
];

/** The list. The last column's head says nothing that the program knows. */
const list = () =>
  rawXlsx({
    sheets: [
      {
        name: "Trich ngang",
        rows: [
          [old("DANH SÁCH TRÍCH NGANG CÁN BỘ")],
          [],
          [
            old("TT"),
            old("Họ và tên"),
            old("Ngày, tháng, năm sinh"),
            null,
            old("Dân tộc"),
            old("Quê quán"),
            old("Chức vụ"),
            old("Đơn vị công tác"),
            old("Ngày vào Đảng"),
            null,
            old("Liên hệ"),
          ],
          [null, null, old("Nam"), old("Nữ"), null, null, null, null, old("Dự bị"), old("Chính thức")],
          [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
          [old("I"), old("KHỐI ĐẢNG")],
          person(1, "Nguyễn Văn Khảng", "15/03/65", null, [
            old("xã Lưu Sơn, huyện Đô Lương, tỉnh Nghệ An"),
            old("Trưởng ban"),
            old("Ban Tổ chức Huyện ủy"),
            "19/5/1988",
            "19/5/1989",
            "0912000111",
          ]),
          person(2, "Trần Thị Hằng", null, 1970, [
            old("xã Thượng Sơn, huyện Đô Lương, tỉnh Nghệ An"),
            old("Phó Chánh Văn phòng"),
            old("Văn phòng Huyện ủy"),
            "3/2/1995",
            "3/2/1996",
            "0912000222",
          ]),
          person(3, "Đặng Đình Bảy", "31/02/1972", null, [
            old("xã Lưu Sơn"),
            old("Chuyên viên"),
            null,
            "3/1998",
            null,
            null,
          ]),
          [old("II"), old("KHỐI CHÍNH QUYỀN")],
          person(4, "Phạm Quỳnh Trang", null, "07/08/1980", [
            old("xã Tràng Sơn, huyện Đô Lương, tỉnh Nghệ An"),
            old("Phó Chủ tịch"),
            old("Ủy ban nhân dân huyện"),
            "hè 2004",
            null,
            null,
          ]),
          person(5, "Lê Thị Nguyệt", "1/1/1975", "1/1/1975", [null, null, null, null, null, null]),
          [null, old("Tổng cộng: 5")],
        ],
        merged: ["A1:K1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:G4", "H3:H4", "I3:J3", "K3:K4"],
      },
    ],
  });

/** A screen as a clerk sees it: nothing for axe-core to find, nothing out of the window. */
const shot = async (name: string): Promise<void> => {
  const { findings, passed } = await axeFindings(app);
  expect({ name, findings, looked: passed > 10 }).toEqual({ name, findings: [], looked: true });
  expect({ name, misfits: await misfits(app) }).toEqual({ name, misfits: [] });
  if (process.env.PICTURES !== undefined) await app.page.screenshot(join(process.env.PICTURES, `${name}.png`));
};
const press = (...keys: readonly string[]) => app.page.press(...keys);
const button = (name: string | RegExp) => ({ role: "button", name });
const tab = async (name: string | RegExp) => {
  await tabTo(app, name);
};
const counts = async (): Promise<string> => (await app.page.texts(".workbook-outcomes button")).join(" | ");

/** Choose the list and go on to the dry run, all by keyboard. */
async function toDryRun(path: string, first: boolean): Promise<void> {
  const { page } = app;
  await tab(/^Chọn tệp/);
  app.answer(path);
  await press("Enter");
  await page.waitFor({ role: "heading", name: "1. Cột" });
  if (first) {
    await shot("workbook columns");
    await tab("Nhập vào mục: K");
    await page.type("Điện thoại");
    await tab(/^Tiếp: xem chữ/);
    await press("Enter");
    await page.waitFor({ role: "heading", name: "Chữ gõ bằng phông cũ" });
    await shot("workbook letters");
    await tab("Đồng ý tất cả");
    await press("Enter");
  } else {
    await page.waitFor({ text: /^Đã đặt cột như lần trước/ });
    await tab(/^Tiếp: xem chữ/);
    await press("Enter");
    await tab("Đồng ý tất cả");
    await press("Enter");
  }
  await tab("Chạy thử");
  await press("Enter");
  await page.waitFor({ role: "heading", name: "Chạy thử: chưa ghi gì" });
}

describe("an ugly list of another office", () => {
  it("comes in by keyboard: columns, letters, dry run, annotated copy, import, again, undo", async () => {
    const { page } = app;
    const path = join(folder, "trich-ngang.xlsx");
    await writeFile(path, await list());
    await goTo(app, /^Nhập từ Excel/);
    await page.waitFor({ role: "heading", name: "Nhập từ Excel" });
    await toDryRun(path, true);
    expect(await counts()).toBe(
      "Có ô sai: 3 | Cần chọn người: 0 | Thêm mới: 2 | Sửa: 0 | Đã có, không đổi: 0 | Đã xóa trước đây: 0 | Bỏ qua: 4",
    );
    await page.waitFor({ text: /^9 dòng dưới tiêu đề = 5 người \+ 4 dòng bỏ qua/ });
    const bad = await page.texts("#main tbody tr");
    expect(bad.join(" / ")).toMatch(/C9 .*không có ngày này .*I11 .*không phải ngày .*D12 .*cả cột nam và cột nữ/);
    await shot("workbook dry run");

    // The sender's own workbook, with the reasons at their addresses.
    const copy = join(folder, "ghi-chu.xlsx");
    await tab(/^Xuất bản ghi chú/);
    app.answer(copy);
    await press("Enter");
    await page.waitFor({ text: /^Đã ghi ghi-chu.xlsx/ });
    const bytes = new Uint8Array(await readFile(copy));
    const parts = await openParts(bytes, workbookCaps.unpackedBytes);
    const comments = (await parts.text("xl/commentsSoCanBo1.xml")) ?? "";
    const said = [...comments.matchAll(/ref="([A-Z]+\d+)".*?<t xml[^>]*>([^<]*)</g)].map(
      (found) => `${found[1]} ${found[2]}`,
    );
    expect(said).toEqual([
      "C9 Ngày, tháng, năm sinh › Nam: không có ngày này",
      "I11 Ngày vào Đảng › Dự bị: không phải ngày",
      "D12 Ngày, tháng, năm sinh › Nữ: có ngày ở cả cột nam và cột nữ",
    ]);
    const [before, after] = [await readXlsxCells(await list(), workbookCaps), await readXlsxCells(bytes, workbookCaps)];
    expect(after.sheets[0]?.cells).toEqual(before.sheets[0]?.cells);

    await tab(/^Nhập 2 dòng/);
    await press("Enter");
    await page.waitFor({ text: /^Đã nhập 2 dòng/ });
    await goTo(app, "Cán bộ");
    await page.waitFor({ text: "Nguyễn Văn Khảng" });
    expect(await page.count("tbody tr")).toBe(2);
    await shot("workbook people");

    // The same list again changes nothing, and its columns are known.
    await goTo(app, /^Nhập từ Excel/);
    await page.waitFor({ role: "heading", name: "Nhập từ Excel" });
    await toDryRun(path, false);
    expect(await counts()).toMatch(/Có ô sai: 3 \| .*Thêm mới: 0 \| Sửa: 0 \| Đã có, không đổi: 2/);
    expect(await page.count(button(/^Nhập \d/))).toBe(0);

    expect(app.problems()).toEqual([]);
  });

  it("is taken back whole", async () => {
    const { page } = app;
    const path = join(folder, "mot-nguoi.xlsx");
    await writeFile(
      path,
      await rawXlsx({
        sheets: [
          {
            rows: [
              ["Họ và tên", "Nam sinh"],
              ["Vũ Hữu Nghĩa", "2/9/1968"],
            ],
          },
        ],
      }),
    );
    await goTo(app, /^Nhập từ Excel/);
    app.answer(path);
    await page.click(button(/^Chọn tệp/));
    await page.waitFor({ role: "heading", name: "1. Cột" });
    await page.click(button("Chạy thử"));
    await page.waitFor({ role: "heading", name: "Chạy thử: chưa ghi gì" });
    await page.click(button("Nhập 1 dòng"));
    await page.waitFor({ text: /^Đã nhập 1 dòng/ });
    await goTo(app, "Cán bộ");
    await page.click({ text: "Vũ Hữu Nghĩa" });
    const profile = await page.waitFor({ role: "heading", name: "Vũ Hữu Nghĩa" });
    expect(profile).toContain("Vũ Hữu Nghĩa");
    await goTo(app, /^Nhập từ Excel/);
    await page.waitFor({ text: /^Đã nhập 1 dòng từ mot-nguoi/ });
    await page.click(button("Hoàn tác lần nhập này"));
    await page.waitFor({ text: /^Đã hoàn tác/ });
    await shot("workbook undone");
    await goTo(app, "Cán bộ");
    await page.waitFor({ text: "Nguyễn Văn Khảng" });
    expect(await page.count("tbody tr")).toBe(2);
    expect(app.problems()).toEqual([]);
  });
});

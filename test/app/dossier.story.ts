import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { addPerson, goTo, historyOf, openNewOffice, openPerson, reopen, shownIn } from "./clerk.ts";
import { lookAllOver, tabTo } from "./look-over.ts";

/**
 * A cadre's whole file without a mouse: a step of the career and a scanned paper go in by one save, the save is taken
 * back and put back, a portrait is cropped; then the power goes while something is typed, and it is there again.
 */
const passphrase = "năm con thuyền trên sông Lam";
const name = "Đặng Thị Ngọc Ánh";

let folder: string;
let userData: string;
let app: App;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dossier-"));
  const office = { officeName: "Đảng ủy xã Lưu Sơn", office: "luuson", clerkName: "Nguyễn Thị Thử", clerkRole: "" };
  ({ app, userData } = await openNewOffice(folder, { ...office, passphrase }));
  await addPerson(app, { birthName: name, birthDate: "05/03/1985", phone: "0912 345 678" });
  await addPerson(app, { birthName: "Trần Văn Dũng" });
}, 60_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const press = (...keys: readonly string[]) => app.page.press(...keys);
const type = (text: string) => app.page.type(text);
const rowsOf = (part: string) =>
  app.page.evaluate<string[]>(
    `[...document.querySelectorAll("#part-${part} tbody tr")].map((row) => [...row.cells].slice(0, -1).map((cell) => cell.innerText).join(" | "))`,
  );
const saved = async () => {
  await app.page.waitFor({ role: "button", name: "Sửa hồ sơ" });
  await app.page.waitFor('[data-saved="true"]');
};
/** Go where the index field points: the keyboard stands on the button that adds a row there. */
const jump = async (table: string) => {
  await app.page.waitFor({ role: "option" });
  await press("Enter");
  await app.page.waitUntil(`document.activeElement?.dataset?.table === "${table}"`);
};
const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

describe("a cadre's file", () => {
  it("is found, and gets a step of the career and a scanned paper by keys alone, in one save", async () => {
    await writeFile(join(folder, "quyet-dinh.pdf"), pdf);
    await goTo(app, "Cán bộ"); // the walk begins where the day does
    await press("Control+F");
    await type("ngoc anh");
    await app.page.waitFor({ text: "Tìm thấy 1 người" });
    await press("ArrowDown", "Enter");
    await app.page.waitFor({ role: "heading", name });

    await press("Control+G");
    await type("qua trinh cong tac");
    await jump("assignment");
    await press("Enter");
    await app.page.waitFor("#part-career .row-form");
    for (const text of ["09/2007", "06/2015", "Chuyên viên Văn phòng", "Huyện ủy Đô Lương"]) {
      await type(text);
      await press("Tab");
    }
    await press("Enter");
    await app.page.waitFor("#part-career .row-form", { gone: true });
    await press("Enter"); // the next row
    await type("13/2016");
    await press("Enter"); // no such month: the row stays open and says so
    await app.page.waitFor("#part-career .field-error");
    await press("Control+A");
    await type("10/2016");
    await press("Tab", "Tab");
    await type("Phó Bí thư Đảng ủy");
    await press("Tab");
    await type("Đảng ủy xã Lưu Sơn");
    await press("Enter");
    await press("Enter"); // one more, and given up
    await type("2020");
    await press("Escape");
    await app.page.waitFor("#part-career .row-form", { gone: true });
    expect(await rowsOf("career")).toHaveLength(2);

    await press("Control+G");
    await type("ban quet");
    await jump("attachment");
    await press("Enter");
    app.answer(join(folder, "quyet-dinh.pdf"));
    await app.page.waitFor("#part-scans .row-form");
    await type("Quyết định");
    await press("Tab");
    await type("127-QĐ/HU");
    await press("Tab");
    await type("10/10/2016");
    await press("Control+S");
    await saved();
    expect(await rowsOf("career")).toEqual([
      "09/2007 | 06/2015 | Chuyên viên Văn phòng | Huyện ủy Đô Lương | Chính thức",
      "10/2016 |  | Phó Bí thư Đảng ủy | Đảng ủy xã Lưu Sơn | Chính thức",
    ]);
    expect((await rowsOf("scans"))[0]).toMatch(/^Quyết định \| 127-QĐ\/HU \| 10\/10\/2016 \| {2}\| 1$/);
    await app.page.waitFor(".career-gap .career-dates"); // said of the file once its rows stand there
    expect(await app.page.texts(".career-gap .career-dates"), "a gap in the career").toEqual([
      "01/07/2015 – 30/09/2016",
    ]);
  });

  it("takes the whole save back, and puts it back", async () => {
    await press("Control+Z");
    await app.page.waitFor('[data-undone="3"]');
    await app.page.waitUntil('document.querySelectorAll("#part-career tbody tr, #part-scans tbody tr").length === 0');
    await tabTo(app, "Làm lại");
    await press("Enter");
    await app.page.waitUntil('document.querySelectorAll("#part-career tbody tr").length === 2');
    expect(await rowsOf("scans")).toHaveLength(1);
  });

  it("changes a row in place, and tells the row's life", async () => {
    await tabTo(app, /^Sửa dòng 1 của bảng/);
    await press("ArrowDown", "Enter");
    await app.page.waitFor("#part-career .row-form");
    await press("Tab", "Tab", "Control+A");
    await type("Bí thư Đảng ủy");
    await press("Control+S");
    await saved();
    expect((await rowsOf("career"))[1]).toContain("Bí thư Đảng ủy | Đảng ủy xã Lưu Sơn");
    await tabTo(app, "Lịch sử của dòng 2");
    await press("Enter");
    await app.page.waitFor("dialog[open] tbody tr");
    const steps = await app.page.texts("dialog[open] tbody tr");
    expect(steps[0]).toContain("Bí thư Đảng ủy");
    expect(steps.some((step) => step.includes("Hoàn tác"))).toBe(true);
    await press("Escape");
  });

  it("crops a portrait with the keys, and says what is no picture", async () => {
    await writeFile(join(folder, "khong-phai-anh.jpg"), "không phải ảnh");
    await tabTo(app, "Chọn ảnh…");
    await press("Enter");
    app.answer(join(folder, "khong-phai-anh.jpg"));
    await app.page.waitFor('[data-problem="not-a-picture"]');
    await writeFile(join(folder, "anh.png"), Buffer.from(await app.page.evaluate<string>(drawnPng), "base64"));
    await tabTo(app, "Chọn ảnh…");
    await press("Enter");
    app.answer(join(folder, "anh.png"));
    await app.page.waitFor("dialog[open] canvas");
    await tabTo(app, "Khung ảnh 4 x 6");
    await press("+", "+", "ArrowLeft", "ArrowUp");
    await tabTo(app, "Dùng ảnh này");
    await press("Enter");
    await app.page.waitFor(".portrait img");
    const size = await app.page.evaluate<number[]>(
      "document.querySelector('.portrait img').decode().then(() => [document.querySelector('.portrait img').naturalWidth, document.querySelector('.portrait img').naturalHeight])",
    );
    expect(size).toEqual([472, 709]);
  });

  it("keeps what was typed through a power cut, five seconds at most of it lost, and sealed", async () => {
    await app.page.click({ role: "button", name: "Hiện mục hạn chế" });
    await app.page.click({ role: "button", name: "Sửa phần Mục hạn chế" });
    await app.page.fill('[name="priorOccupation"]', "Làm ruộng ở Bồi Sơn");
    await app.page.click("#part-career .row-add");
    await app.page.waitFor("#part-career .row-form");
    await type("2021");
    await press("Tab", "Tab");
    await type("Bí thư Chi bộ");
    await pause(3500);
    await app.kill();

    app = await reopen(userData, passphrase);
    await openPerson(app, "ngoc anh", name);
    await app.page.waitFor('[data-draft="offered"]');
    expect(await rowsOf("career")).toHaveLength(2);
    await app.page.click({ role: "button", name: "Tiếp tục bản nháp" });
    await app.page.waitFor('[name="priorOccupation"]');
    expect(await app.page.evaluate<string>("document.querySelector('[name=priorOccupation]').value")).toBe(
      "Làm ruộng ở Bồi Sơn",
    );
    expect((await rowsOf("career"))[2]).toMatch(/^2021 \|\s+\| Bí thư Chi bộ \|/);
    await press("Control+S");
    await saved();
    expect(await shownIn(app, "priorOccupation")).toBe("Làm ruộng ở Bồi Sơn");
    const [step] = await historyOf(app, "priorOccupation");
    expect(step?.[4]).toBe("Làm ruộng ở Bồi Sơn");

    await openPerson(app, "van dung", "Trần Văn Dũng");
    await openPerson(app, "ngoc anh", name);
    await app.page.settle();
    expect(await app.page.count('[data-draft="offered"]'), "a saved draft is forgotten").toBe(0);
  });

  it("fits and is sound for axe-core, read and typed in, in both languages", async () => {
    const faults = [...(await lookAllOver(app, "file read"))];
    await app.page.click({ css: "#part-career .row-edit", nth: 0 });
    await app.page.waitFor("#part-career .row-form");
    faults.push(...(await lookAllOver(app, "file, a row")));
    expect(faults).toEqual([]);
    await app.close();
  });
});

/** The smallest PDF of one page. */
const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

/** A picture for the portrait, drawn by the page itself: base64 of a PNG. */
const drawnPng = `(async () => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [900, 1200];
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#dde6ee"; pen.fillRect(0, 0, 900, 1200);
  pen.fillStyle = "#8a6b52"; pen.beginPath(); pen.arc(450, 460, 210, 0, 7); pen.fill();
  pen.fillStyle = "#24405e"; pen.fillRect(200, 720, 500, 480);
  return canvas.toDataURL("image/png").split(",")[1];
})()`;

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { addPerson, editPerson, goTo, historyOf, openNewOffice, openPerson, shownIn } from "./clerk.ts";
import { lookAllOver } from "./look-over.ts";
import { admit, receive, send, writeSheet } from "./peers.ts";

/** Three offices with their own programs: the province hands a file of one district to the other. */
const passphrase = "năm con thuyền trên sông Lam";
const offices = [
  { name: "Huyện ủy Đô Lương", office: "doluong", province: false },
  { name: "Thành ủy Vinh", office: "vinh", province: false },
  { name: "Ban Tổ chức Tỉnh ủy Nghệ An", office: "nghean", province: true },
] as const;
const who = "Lò Văn Bàn Giao";

let stick: string;
let [giver, taker, above]: App[] = [];

beforeAll(async () => {
  stick = await mkdtemp(join(tmpdir(), "hand-over-"));
  const apps: App[] = [];
  for (const { name, office, province } of offices) {
    const made = { officeName: name, office, clerkName: `Văn thư ${office}`, clerkRole: "Văn thư", passphrase };
    apps.push((await openNewOffice(stick, { ...made, province })).app);
  }
  [giver, taker, above] = apps;
}, 180_000);

afterAll(async () => {
  for (const app of [giver, taker, above]) await app?.kill();
  await rm(stick, { recursive: true, force: true, maxRetries: 5 });
});

const lookOver = async (app: App, what: string): Promise<void> =>
  expect(await lookAllOver(app, `hand-over ${what}`)).toEqual([]);

/** The sentence on the file about its hand-over. */
const handed = ({ page }: App) => page.waitFor("[data-handed]");

describe("a file that is handed over, through the screens", () => {
  it("is ordered by the province", async () => {
    const [first, second, top] = [giver!, taker!, above!];
    const sheet = await writeSheet(top, stick);
    for (const district of [first, second]) {
      const own = await writeSheet(district, stick);
      await admit(top, own.path, own.digits);
      await admit(district, sheet.path, sheet.digits);
    }
    await addPerson(first, { birthName: who, residence: "Xóm 9, xã Lưu Sơn" });
    await receive(top, await send(first, offices[2].name, stick));
    await openPerson(top, who);
    await top.page.click({ role: "button", name: "Bàn giao hồ sơ" });
    await top.page.waitFor({ role: "heading", name: `Bàn giao hồ sơ: ${who}` });
    await lookOver(top, "dialog");
    await top.page.choose({ label: /^Cơ quan nhận/ }, offices[1].name);
    await top.page.fill({ label: /^Số quyết định, công văn/ }, "12-QĐ/TU");
    await top.page.click({ css: "dialog button[type=submit]" });
    await top.page.waitFor({ text: /^Đã ghi việc bàn giao/ });
    expect(await handed(top)).toContain(`chờ ${offices[1].name} trả lời`);
    await lookOver(top, "ordered");
  }, 300_000);

  it("comes to the receiver with its history, and is its own from the answer on", async () => {
    const [second, top] = [taker!, above!];
    await receive(second, await send(top, offices[1].name, stick));
    await openPerson(second, who);
    expect(await handed(second)).toContain(`${offices[0].name} giao`);
    await lookOver(second, "offered");
    expect((await historyOf(second, "residence")).flat().join(" ")).toContain("Văn thư doluong");
    await second.page.click({ role: "button", name: "Nhận hồ sơ" });
    await second.page.waitFor({ text: /^Đã ghi trả lời/ });
    await editPerson(second, { residence: "Phường Bến Thủy" });
    expect(await shownIn(second, "residence")).toBe("Phường Bến Thủy");
    await receive(top, await send(second, offices[2].name, stick));
    await openPerson(top, who);
    expect(await shownIn(top, "residence")).toBe("Phường Bến Thủy");
  }, 300_000);

  it("is gone at the giver, whose late words are proposals", async () => {
    const [first, top] = [giver!, above!];
    await openPerson(first, who);
    await editPerson(first, { residence: "Xóm 10, xã Lưu Sơn" });
    await receive(first, await send(top, offices[0].name, stick));
    await openPerson(first, who);
    expect(await handed(first)).toContain(`đã bàn giao cho ${offices[1].name}`);
    expect(await shownIn(first, "residence")).toBe("Xóm 9, xã Lưu Sơn");
    await lookOver(first, "gone");
  }, 300_000);

  it("leaves the province: a stub stays, and a sealed file and a slip go with it", async () => {
    const [second, top] = [taker!, above!];
    const receiver = await writeSheet(second, stick); // stands for an office beyond the province
    await openPerson(top, who);
    await top.page.click({ role: "button", name: "Bàn giao hồ sơ" });
    await top.page.choose({ label: /^Cơ quan nhận/ }, "Ra ngoài tỉnh");
    await top.page.fill({ label: /^Nơi nhận ngoài tỉnh/ }, "Ban Tổ chức Tỉnh ủy Hà Tĩnh");
    await top.page.fill({ label: /^Số quyết định, công văn/ }, "31-QĐ/TU");
    await top.page.fill({ label: /^Ngày/ }, "20/11/2026");
    await top.page.fill({ label: /^Lý do/ }, "Chuyển công tác");
    await lookOver(top, "leaving");
    await top.page.click({ css: "dialog button[type=submit]" });
    await top.page.waitFor({ text: /^Đã ghi việc chuyển hồ sơ ra ngoài tỉnh/ });
    expect(await handed(top)).toContain("đến Ban Tổ chức Tỉnh ủy Hà Tĩnh");
    await lookOver(top, "stub");
    await top.page.click({ role: "button", name: "Lập tệp niêm phong" });
    top.answer(receiver.path);
    await top.page.fill({ label: /^30 chữ số/ }, receiver.digits);
    await lookOver(top, "sealing");
    await top.page.click({ role: "button", name: "Niêm phong và ghi" });
    top.answer(stick);
    await top.page.waitFor({ text: /^Đã ghi tệp niêm phong/ });
    expect((await readdir(stick)).some((name) => name.endsWith("_vinh.trich.age"))).toBe(true);
  }, 300_000);

  it("is found by name as a stub, is in no list, and is taken back", async () => {
    const [first, top] = [giver!, above!];
    await goTo(top, "Cán bộ");
    await top.page.fill({ role: "searchbox" }, "ban giao");
    expect(await top.page.waitFor("[data-departed='1']")).toContain("Tìm thấy 1 người đã chuyển ra ngoài tỉnh");
    expect(await top.page.waitFor("[data-found='0']")).toContain("0 người");
    await lookOver(top, "found");
    await top.page.click({ role: "button", name: who });
    await top.page.click({ role: "button", name: "Lấy lại (chuyển nhầm)" });
    await top.page.fill({ label: /^Lý do/ }, "Chuyển nhầm người");
    await top.page.click({ css: "dialog button[type=submit]" });
    await top.page.waitFor({ text: /^Đã lấy lại hồ sơ/ });
    await openPerson(top, who);
    expect(await shownIn(top, "residence")).toBe("Phường Bến Thủy");
    expect(await first.page.count("[data-departed]")).toBe(0);
  }, 300_000);

  it("tells of a paper's ledger number whether the ledger still holds it", async () => {
    const { page } = above!;
    await goTo(above!, "Biểu thống kê");
    const paper = /ghi chép số (\d+) \(([0-9a-f]{16})\)/.exec(await page.waitFor({ text: /ghi chép số \d+ \(/ }));
    const [, number, digits] = paper ?? [];
    expect(digits).toHaveLength(16);
    await goTo(above!, "Thiết lập");
    const check = async (typed: string, kind: string) => {
      await page.fill({ label: /^Số ghi chép và mã/ }, typed);
      await page.click({ role: "button", name: "Kiểm tra" });
      return page.waitFor(`[data-printed-head='${kind}']`);
    };
    expect(await check(`${number} (${digits})`, "held")).toContain(`còn giữ đúng ghi chép số ${number}`);
    expect(await check(`9999 (${digits})`, "cut")).toContain("đã bị cắt bớt");
    expect(await check(`1 (${digits})`, "differs")).toContain("đã bị viết lại");
    await lookOver(above!, "printed head");
    expect(await check("mười hai", "unreadable")).toContain("Chưa đọc được");
  }, 300_000);
});

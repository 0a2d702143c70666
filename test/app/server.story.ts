import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleWith } from "../../build/bundle.mjs";
import type { App } from "../../build/chromium-host/drive.ts";
import { consignment, dice, linesOf, packed } from "../electron/exchange/offices.ts";
import { type DavServer, login, password, startDav } from "../electron/server/dav-server.ts";
import { addPerson, callMain, goTo, openNewOffice } from "./clerk.ts";
import { axeFindings, misfits, showAt } from "./look-over.ts";
import { admit, paperOffice, sendTo, take } from "./peers.ts";

/** A district with the build that has a carrier over the network in it, and the province's real server, by https. */
const passphrase = "năm con thuyền trên sông Lam";
const province = "Đảng ủy nghean";
const clerk = { clerkName: "Nguyễn Thị Thử", clerkRole: "Văn thư", passphrase };
let folder: string;
let server: DavServer;
let app: App;
let above: Awaited<ReturnType<typeof paperOffice>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "server-"));
  server = await startDav(folder, { tls: "127.0.0.1" });
  await mkdir(join(server.files, "goi"));
  await bundleWith("webdav", { folder: join(folder, "built") });
  const launch = { appRoot: join(folder, "built") };
  ({ app } = await openNewOffice(folder, { officeName: "Huyện ủy Đô Lương", office: "doluong", ...clerk }, launch));
  above = await paperOffice(folder, 71, "nghean", "province");
  await admit(app, above.path, above.digits);
}, 240_000);

afterAll(async () => {
  await app?.kill();
  await server?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe("the province's server", () => {
  it("is off until somebody switches it on, and refuses what cannot be right in plain words", async () => {
    const { page } = app;
    await goTo(app, "Thiết lập");
    await page.waitFor({ text: "Đang tắt. Gói đi bằng USB, thư mục hoặc thư." });
    await look("settings-off");
    await page.click({ role: "button", name: "Kiểm tra và bật…" });
    const fill = async (address: string, secret: string) => {
      await page.fill({ css: "[name=serverAddress]" }, address);
      await page.fill({ css: "[name=serverLogin]" }, login);
      await page.fill({ css: "[name=serverPassword]" }, secret);
      await page.click({ role: "button", name: "Kiểm tra và bật" });
    };
    await fill(`http://127.0.0.1:${server.port}/goi`, password);
    await page.waitFor("[data-problem=server-address]");
    await fill(`https://127.0.0.1:${server.port}/goi`, password);
    await page.waitFor("[data-problem=server-certificate]");
    await look("settings-certificate");
    await writeFile(join(folder, "ca.pem"), server.certificate ?? "");
    await page.click({ role: "button", name: "Chọn tệp…" });
    app.answer(join(folder, "ca.pem"));
    await page.waitFor({ text: "Vừa chọn: Tinh thu" });
    await fill(`https://127.0.0.1:${server.port}/goi`, "sai");
    await page.waitFor("[data-problem=server-login]");
    await fill(`https://127.0.0.1:${server.port}/goi`, password);
    await page.waitFor({ text: `Đang bật: 127.0.0.1:${server.port}, tên đăng nhập ${login}.` });
    await look("settings-on");
  });

  it("carries up what is sent, and brings down what is addressed, which is taken only when somebody says so", async () => {
    const { page } = app;
    await addPerson(app, { birthName: "Trần Văn Dũng", residence: "Xóm 2, xã Đà Sơn" });
    await goTo(app, "Trao đổi");
    await page.click(sendTo(province));
    await page.waitFor({ role: "button", name: "Đóng gói và gửi lên" });
    await look("sending");
    await page.click({ role: "button", name: "Đóng gói và gửi lên" });
    await page.waitFor({ text: /^Đã đóng gói; gói tự lên máy chủ/ }, { timeout: 30_000 });
    await look("sent");
    await page.click({ role: "button", name: "Xong" });
    await until(async () => (await readdir(join(server.files, "goi", "nghean")).catch(() => [])).length === 2);

    const overview = await callMain(app, "exchange.overview", {});
    if (!overview.ok) throw new Error("no overview");
    const recipient = { ...above, peer: overview.value.own };
    const made = await packed(above, consignment(above, recipient, linesOf(above.peer.feed, 20, dice(5))));
    await mkdir(join(server.files, "goi", "doluong"), { recursive: true });
    await writeFile(join(server.files, "goi", "doluong", made.fileName), made.bundle);
    await writeFile(join(server.files, "goi", "doluong", made.signatureName), made.signature);
    await page.click({ role: "button", name: "Trao đổi ngay" });
    await page.waitFor({ text: /1 gói mới đã tải về\. Chưa nhận gì\.$/ }, { timeout: 20_000 });
    await look("came-down");
    await page.click({ role: "button", name: "English" });
    await page.waitFor({ role: "heading", name: "The province's server" });
    await look("came-down-english");
    await page.click({ role: "button", name: "Tiếng Việt" });
    await page.click({ role: "button", name: "Xem gói" });
    await page.waitFor({ role: "heading", name: "Xem trước gói" }, { timeout: 30_000 });
    expect((await take(app)).total).toBe(20);
  });

  it("says so when the server is gone, and what to do", async () => {
    const { page } = app;
    await server.stop();
    await goTo(app, "Trao đổi");
    await page.click({ role: "button", name: "Trao đổi ngay" });
    await page.waitFor("[data-problem=server-unreachable]", { timeout: 20_000 });
    await look("unreachable");
    await goTo(app, "Thiết lập");
    await page.click({ role: "button", name: "English", nth: 0 });
    await page.click({ role: "button", name: "Change…" });
    await look("settings-english");
    await page.click({ role: "button", name: "Cancel" });
    await page.click({ role: "button", name: "Switch off" });
    await page.waitFor({ text: "Switched off. Bundles go by stick, folder or mail." });
    await app.close();
  });

  it("is not there at all in the usual build: the control", async () => {
    const usual = await openNewOffice(folder, { officeName: "Đảng ủy xã Lưu Sơn", office: "luuson", ...clerk });
    try {
      await goTo(usual.app, "Thiết lập");
      await usual.app.page.waitFor({ role: "heading", name: "Thiết lập" });
      await usual.app.page.settle();
      expect(await usual.app.page.count({ role: "heading", name: "Máy chủ của tỉnh" })).toBe(0);
      const asked = await callMain(usual.app, "server.on", {
        address: "https://goi.example/",
        login,
        password,
        certificate: false,
      });
      expect(asked).toEqual({ ok: false, problem: { kind: "server-absent" } });
    } finally {
      await usual.app.close();
    }
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 200) throw new Error("it never came to that");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The screen as it stands at both sizes: it fits, and axe-core finds nothing weighty. */
async function look(name: string): Promise<void> {
  for (const size of ["1366×768 at 125 %", "1366×768"] as const) {
    await showAt(app, size);
    expect(await misfits(app), name).toEqual([]);
    const { PICTURES } = process.env;
    if (PICTURES === undefined) continue;
    await mkdir(PICTURES, { recursive: true });
    await app.page.screenshot(join(PICTURES, `${name} ${size.replaceAll(/[ %]/g, "")}.png`), { fullPage: true });
  }
  expect((await axeFindings(app)).findings, name).toEqual([]);
}

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { dice, linesOf, type TestOffice } from "../electron/exchange/offices.ts";
import { callMain, goTo, openNewOffice, stateSum } from "./clerk.ts";
import { axeFindings, misfits, showAt } from "./look-over.ts";
import { made, putMade } from "./made-bundle.ts";
import { admit, paperOffice, take } from "./peers.ts";

/** Bundles that come at the wrong moment, as the clerk of a province sees them: they wait, fork, and are decided about. */
let folder: string;
let app: App;
let sender: Awaited<ReturnType<typeof paperOffice>>;
let recipient: TestOffice;
let lines: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "waiting-"));
  const office = { officeName: "Ban Tổ chức Tỉnh ủy Nghệ An", office: "nghean", province: true };
  const clerk = { clerkName: "Nguyễn Thị Thử", clerkRole: "Văn thư", passphrase: "năm con thuyền trên sông Lam" };
  app = (await openNewOffice(folder, { ...office, ...clerk })).app;
  sender = await paperOffice(folder, 5, "doluong");
  await admit(app, sender.path, sender.digits);
  const overview = await callMain(app, "exchange.overview", {});
  if (!overview.ok) throw new Error(overview.problem.kind);
  recipient = { peer: overview.value.own, keys: sender.keys };
  lines = linesOf(sender.peer.feed, 12, dice(9));
}, 120_000);

afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe("bundles that wait", () => {
  it("one before which another is missing says which saves, and one of a later program which version", async () => {
    const first = await part(1, 3);
    const third = await part(6, 9, { prevHead: (await part(4, 5, { prevHead: first.head })).head, serial: 3 });
    await handIn("third", third);
    await app.page.waitFor("[data-problem=bundle-out-of-turn]");
    expect(await waiting()).toEqual([expect.stringMatching(/6–9.*đang đợi thay đổi số 1–5 Gửi biên nhận/)]);
    const newer = await part(1, 11, { serial: 4 }, { minReader: 4, schemaVersion: 4, program: "2.0.0" });
    await handIn("newer", newer);
    await app.page.waitFor("[data-problem=bundle-newer]");
    expect((await waiting()).join(" ")).toMatch(/1–11.*cần bản 2\.0\.0 trở lên/);
    await look("waiting");
  });

  it("go with the one that was missing, in one preview", async () => {
    await handIn("both", await part(1, 5, { serial: 2 }));
    await app.page.waitFor({ role: "heading", name: "Xem trước gói" });
    await app.page.waitFor({ text: /^Gói này nối liền 1 gói đang đợi \(số 6–9\)/ });
    await look("preview with the one that waited");
    expect(await take(app)).toMatchObject({ applied: 9, total: 9 });
    expect(await waiting()).toEqual([expect.stringContaining("cần bản 2.0.0 trở lên")]);
  });

  it("two PCs under one feed: both chains are shown, and nothing goes on until it is decided which", async () => {
    const before = await stateSum(app);
    const branch = linesOf(sender.peer.feed, 10, dice(10));
    const fork = await made({ sender, recipient }, branch, { serial: 5 });
    await handIn("fork", fork);
    await app.page.waitFor("[data-problem=bundle-forked]");
    const { page } = app;
    expect((await page.texts(".fork-head")).map((head) => head.replaceAll(" ", "").length)).toEqual([16, 16]);
    const next = await part(10, 10, { prevHead: (await part(1, 9)).head, serial: 6 });
    await handIn("next", next);
    await page.waitFor("[data-problem=bundle-frozen]");
    await look("fork");
    expect(await stateSum(app)).toEqual(before);
    await goTo(app, "Trao đổi");

    const decide = { role: "button", name: "Ghi quyết định" };
    await page.click(decide);
    await page.waitFor({ text: "Chọn một máy." });
    await page.click({ text: "Máy của nhánh đã ghi vào sổ" });
    await page.click(decide);
    await page.waitFor({ text: "Ghi lý do." });
    await page.fill({ label: /^Lý do/ }, "Đô Lương trả lời điện thoại: máy kia chạy từ bản sao lưu");
    await page.click(decide);
    await page.waitFor({ text: /đã quyết định máy của nhánh đã ghi vào sổ được dùng tiếp/ });
    await look("decided");
    await page.click({ role: "button", name: /^Xem trước gói đang đợi của .*số 10–10$/ });
    await page.waitFor({ role: "heading", name: "Xem trước gói" });
    expect(await take(app)).toMatchObject({ applied: 1, total: 1 });
    await app.close();
  });
});

const part = (
  from: number,
  to: number,
  facts: Parameters<typeof made>[2] = {},
  more: Parameters<typeof made>[3] = {},
) => made({ sender, recipient }, lines.slice(from - 1, to), { from, ...facts }, more);

async function handIn(place: string, bundle: Awaited<ReturnType<typeof made>>): Promise<void> {
  const path = await putMade(join(folder, place), bundle);
  await goTo(app, "Cán bộ"); // the last complaint goes
  await goTo(app, "Trao đổi");
  await app.page.click({ role: "button", name: "Nhận gói" });
  app.answer(path);
}

async function waiting(): Promise<readonly string[]> {
  await app.page.settle();
  return app.page.texts(".waiting-bundles tbody tr");
}

/** Everything fits, axe finds nothing; a picture of it where one is wanted. */
async function look(name: string): Promise<void> {
  await showAt(app, "1366×768");
  expect(await misfits(app), name).toEqual([]);
  expect((await axeFindings(app)).findings, name).toEqual([]);
  const { PICTURES } = process.env;
  if (PICTURES === undefined) return;
  await mkdir(PICTURES, { recursive: true });
  await app.page.screenshot(join(PICTURES, `${name}.png`), { fullPage: true });
}

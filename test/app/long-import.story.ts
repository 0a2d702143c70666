import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { wholeBundle } from "../bench/district-bundles.ts";
import { callMain, goTo, listsPeople, openNewOffice } from "./clerk.ts";
import { admit, paperOffice } from "./peers.ts";

/** A province takes whole offices in, one after the other: what its page holds does not follow what went through it. */
const [offices, people, career] = [3, 1_200, 8];
/** Bytes of scripts' objects in the page at any moment: its engine clears up from 64 MB on. */
const mostHeld = 96_000_000;
let folder: string;
let app: App;
let carried = 0; // bytes of the lines that the bundles hold

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "long-import-story-"));
  ({ app } = await openNewOffice(folder, {
    officeName: "Ban Tổ chức Tỉnh ủy Nghệ An",
    office: "nghean",
    province: true,
    clerkName: "Nguyễn Thị Thử",
    clerkRole: "Văn thư",
    passphrase: "bảy con thuyền trên sông Lam",
  }));
}, 90_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const heldByPage = async () => Number((await app.page.protocol("Runtime.getHeapUsage")).usedSize);

describe("whole offices that come in", () => {
  it("lie ready in a folder", async () => {
    await mkdir(join(folder, "stick"));
    const overview = await callMain(app, "exchange.overview", {});
    if (!overview.ok) throw new Error(overview.problem.kind);
    for (let i = 0; i < offices; i += 1) {
      const office = await paperOffice(folder, 300 + i, `huyen${i}`);
      await admit(app, office.path, office.digits);
      const district = { office, number: i, people, career };
      carried += (await wholeBundle(district, overview.value.own, join(folder, "stick"))).bytes;
    }
  }, 120_000);

  it("pass through the page, which never holds more than it may", async () => {
    await goTo(app, "Trao đổi");
    app.answer(join(folder, "stick"));
    await app.page.click({ role: "button", name: "Nhận cả thư mục" });
    await app.page.waitFor({ role: "button", name: `Nhận ${offices} gói` });
    const held: number[] = [];
    const looking = setInterval(() => void heldByPage().then((bytes) => held.push(bytes)), 250);
    await app.page.click({ role: "button", name: `Nhận ${offices} gói` });
    await app.page.waitFor(".closing-sum", { timeout: 240_000 });
    clearInterval(looking);
    await app.page.click({ role: "button", name: "Xong" });
    await listsPeople(app, offices * people);
    expect(held.length).toBeGreaterThan(10);
    expect(carried).toBeGreaterThan(12_000_000); // in one piece each they left ten times as much
    expect(Math.max(...held)).toBeLessThan(mostHeld);
  }, 300_000);

  it("would be seen if the page held more: the control", async () => {
    await app.page.evaluate("void (window.kept = Array.from({ length: 8_000_000 }, (_, i) => ({ i })))");
    expect(await heldByPage()).toBeGreaterThan(mostHeld);
  });
});

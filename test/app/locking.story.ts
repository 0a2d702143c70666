import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { addManyPeople, openNewOffice, unlock } from "./clerk.ts";

/** Locking while a screen is still asking: the register closes without a fault on the page or in main, whatever was under way. */

const passphrase = "bốn mùa lúa chín ven sông Lam";
let folder: string;
let app: App;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "locking-"));
  ({ app } = await openNewOffice(folder, {
    officeName: "Ban Tổ chức Huyện ủy Đô Lương",
    office: "doluong",
    clerkName: "Nguyễn Thị Thử",
    clerkRole: "",
    passphrase,
  }));
  await addManyPeople(app, 31, 300);
}, 90_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const screens = "nav .nav-link";

/** Click a screen's button, and "Khóa" so many milliseconds later: sooner than a hand could. By its place: counts come and go beside its name. */
const clickThenLock = (at: number, after: number) =>
  app.page.evaluate(`(() => {
    const lock = [...document.querySelectorAll("header button")].find(({ innerText }) => innerText.trim() === "Khóa");
    document.querySelectorAll("${screens}")[${at}].click();
    setTimeout(() => lock.click(), ${after}); // not waited for: the page is gone before it could answer
  })()`);

const waits = [0, 4, 15, 40, 100]; // milliseconds

describe("locking while a screen is asking", () => {
  it("is quiet on every screen, at any moment, and the register opens again", async () => {
    const { page } = app;
    const names = await page.texts(screens);
    expect(names.length).toBeGreaterThanOrEqual(6);
    for (const [at, screen] of names.entries()) {
      await clickThenLock(at, waits[at % waits.length]!);
      await page.waitFor({ role: "heading", name: "Mở sổ" });
      expect(app.problems(), screen).toEqual([]);
      await unlock(app, passphrase);
    }
  });

  it("would be seen to fail: the control", async () => {
    const { page } = app;
    const later = async () => {
      await page.evaluate("void Promise.reject(new Error('asked, and nobody caught it'))"); // may be heard before this has its answer
      await page.waitFor({ role: "heading", name: "Nobody" });
    };
    await expect(later()).rejects.toThrow(/nobody caught it/);
  });
});

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

/** Click a screen's button, and "Khóa" so many milliseconds later: sooner than a hand could. */
const clickThenLock = (screen: string, after: number) =>
  app.page.evaluate(`(() => {
    const named = (name) => [...document.querySelectorAll("button")].find((button) => button.innerText.trim() === name);
    named(${JSON.stringify(screen)}).click();
    setTimeout(() => named("Khóa").click(), ${after}); // not waited for: the page is gone before it could answer
  })()`);

const waits = [0, 4, 15, 40, 100]; // milliseconds

describe("locking while a screen is asking", () => {
  it("is quiet on every screen, at any moment, and the register opens again", async () => {
    const { page } = app;
    const screens = (await page.texts("nav button")).map((name) => name.split("\n")[0]!.trim());
    expect(screens.length).toBeGreaterThanOrEqual(6);
    for (const [at, screen] of screens.entries()) {
      await clickThenLock(screen, waits[at % waits.length]!);
      await page.waitFor({ role: "heading", name: "Mở sổ" });
      expect(app.problems(), screen).toEqual([]);
      await unlock(app, passphrase);
    }
  });

  it("would be seen to fail: the control", async () => {
    const { page } = app;
    await page.evaluate("void Promise.reject(new Error('asked, and nobody caught it'))");
    await expect(page.waitFor({ role: "heading", name: "Nobody" })).rejects.toThrow(/nobody caught it/);
  });
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { type Seeded, seeded } from "../fixtures/seeded.ts";
import { brokenBuild } from "./broken-build.ts";
import { addPerson, listsPeople, openNewOffice, openPerson, reopen, shownIn, start, typeInto } from "./clerk.ts";

/**
 * The power goes while a clerk is saving: main, Chromium and all their processes are killed at once. What the screen had
 * called saved is there afterwards; what it had not is there whole or not at all.
 */
const seed = Number(process.env.SEED ?? 20260711);
const rounds = Number(process.env.ROUNDS ?? 15);
const passphrase = "năm con thuyền trên sông Lam";
const name = "Đặng Thị Ngọc Ánh";

let folder: string;
let userData: string;
let app: App;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kill-"));
  const office = {
    officeName: "Đảng ủy xã Lưu Sơn",
    office: "luuson",
    clerkName: "Nguyễn Thị Thử",
    clerkRole: "Văn thư",
  };
  ({ app, userData } = await openNewOffice(folder, { ...office, passphrase }));
  await addPerson(app, { birthName: name, phone: "0", residence: "Xóm 0" });
}, 60_000);

afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe(`${rounds} power cuts (seed ${seed})`, () => {
  it("lose nothing that was shown as saved, and tear nothing apart", async () => {
    const random = seeded(seed);
    const tally = { "after saved": 0, "kept unseen": 0, "not begun": 0 };
    let last = 0; // shown as saved
    let tried = 0;
    for (let round = 1; round <= rounds; round += 1) {
      for (let saves = random.whole(0, 2); saves > 0; saves -= 1) {
        tried += 1;
        await save(tried);
        await sawSaved();
        last = tried;
      }
      tried += 1;
      await fillIn(tried);
      const pressed = app.page.press("Control+S").catch(() => undefined); // the answer may be cut off
      if (random.chance(0.35)) {
        await sawSaved();
        last = tried;
      } else await pause(random);
      await app.kill();
      await pressed;

      app = await reopen(userData, passphrase);
      await listsPeople(app, 1);
      await openPerson(app, name);
      const found = Number(await shownIn(app, "phone"));
      expect(await shownIn(app, "residence"), `round ${round}: both fields of one save`).toBe(`Xóm ${found}`);
      expect([found >= last, found <= tried], `round ${round}: saved ${last}, tried ${tried}, found ${found}`).toEqual([
        true,
        true,
      ]);
      tally[last === tried ? "after saved" : found === tried ? "kept unseen" : "not begun"] += 1;
      last = found;
    }
    console.log(`${rounds} cuts, ${tried} saves: ${JSON.stringify(tally)}`);
    expect(tally["after saved"]).toBeGreaterThan(0);
    expect(tally["kept unseen"] + tally["not begun"]).toBeGreaterThan(0);
    await app.close();
  });

  it("would be caught: a build that says saved before it has written loses a save", async () => {
    const build = await brokenBuild([
      {
        file: "electron/office.ts",
        from: "  const appended = await office.store.ledger.append(entryBytes(entry, lines?.bytes));",
        to: `  const appended = { ok: true as const, value: { ...office.store.ledger.head(), position: office.store.ledger.head().position + 1 } };
  setTimeout(() => void office.store.ledger.append(entryBytes(entry, lines?.bytes)), 3000);`,
      },
    ]);
    try {
      app = await reopen(userData, passphrase, { appRoot: build.appRoot });
      await openPerson(app, name);
      await save(9999);
      await sawSaved();
      await app.kill();
      app = await reopen(userData, passphrase);
      await openPerson(app, name);
      expect(await shownIn(app, "phone")).not.toBe("9999");
    } finally {
      await build.remove();
    }
  });

  it("a second copy at the same register is told so, and the first goes on", async () => {
    const second = await start(userData);
    await second.page.fill({ label: /^Cụm mật khẩu/ }, passphrase);
    await second.page.click({ role: "button", name: "Mở sổ" });
    await second.page.waitFor('[data-problem="in-use"]');
    await second.close();
    await save(10_000);
    await sawSaved();
    expect(await shownIn(app, "phone")).toBe("10000");
    await app.close();
  });
});

/** Write the number into two fields of the open file. */
async function fillIn(number: number): Promise<void> {
  await app.page.click({ role: "button", name: "Sửa hồ sơ" });
  await typeInto(app, { phone: String(number), residence: `Xóm ${number}` });
}

async function save(number: number): Promise<void> {
  await fillIn(number);
  await app.page.press("Control+S");
}

/** The file is back from being edited and the header says "Đã lưu". */
async function sawSaved(): Promise<void> {
  await app.page.waitFor({ role: "button", name: "Sửa hồ sơ" });
  await app.page.waitFor('[data-saved="true"]');
}

/** Some moment around the writing: a save takes some 10 ms, and the key press before it as long. */
const pause = (random: Seeded) => new Promise((resolve) => setTimeout(resolve, random.whole(0, 25)));

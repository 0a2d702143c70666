import { cp, mkdtemp, open, readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { type Seeded, seeded } from "../fixtures/seeded.ts";
import { brokenBuild } from "./broken-build.ts";
import { addManyPeople, addPerson, editPerson, listsPeople, openNewOffice, start, stateSum } from "./clerk.ts";

/**
 * The working copy in Chromium's own files is harmed while the program is closed. The next start must never look like a
 * first one, and must show the same records: the ledger is the register, the copy is only quick.
 */
const seed = Number(process.env.SEED ?? 20260301);
const passphrase = "năm con thuyền trên sông Lam";
const people = 60;

let folder: string;
let mine: string;
let other: string;
let older: string;
let newest: string;
let truth: { records: number; hash: string };
let app: App | null = null;

/** Where Chromium keeps the origin's IndexedDB, below the data folder. */
const database = "chromium/Default/IndexedDB";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cache-"));
  other = (await anOffice("quychau", seed + 1)).userData;
  const made = await anOffice("luuson", seed);
  mine = made.userData;
  older = join(folder, "older");
  await cp(join(mine, database), older, { recursive: true });
  app = await start(mine);
  await enter(app);
  await addPerson(app, { birthName: "Đặng Thị Ngọc Ánh", residence: "Xóm 7" });
  await editPerson(app, { residence: "Khối 3" });
  truth = await stateSum(app);
  await closeWritten(app);
  newest = join(folder, "newest");
  await cp(join(mine, database), newest, { recursive: true });
}, 120_000);

afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

type Harm = (database: string, random: Seeded) => Promise<unknown>;
const harms: Readonly<Record<string, { readonly do: Harm; readonly says: RegExp }>> = {
  "left as it is": { do: async () => undefined, says: /^$/ },
  "folder deleted": { do: (place) => rm(place, { recursive: true }), says: /Đang dựng lại/ },
  "folder emptied": { do: (place) => onFiles(place, /./, (file) => rm(file)), says: /Đang dựng lại/ },
  "another office's": { do: (place) => putBack(place, join(other, database)), says: /Đang dựng lại/ },
  "older copy": { do: (place) => putBack(place, older), says: /Đang đọc những ghi chép mới/ },
  "every file cut in half": {
    do: (place) => onFiles(place, /./, async (file) => truncate(file, Math.floor((await stat(file)).size / 2))),
    says: /./,
  },
  "logs cut by a few bytes": {
    do: (place, random) =>
      onFiles(place, /\.(?:log|ldb)$/, async (file) =>
        truncate(file, Math.max(0, (await stat(file)).size - random.whole(1, 400))),
      ),
    says: /^|./,
  },
  "bits flipped in every data file": {
    do: (place, random) => onFiles(place, /\.(?:log|ldb)$/, (file) => flip(file, random, 8)),
    says: /^|./,
  },
  "its list of files deleted": { do: (place) => onFiles(place, /MANIFEST|CURRENT/, (file) => rm(file)), says: /^|./ },
  "every file replaced by rubbish": {
    do: (place, random) => onFiles(place, /./, (file) => writeFile(file, random.bytes(5000))),
    says: /./,
  },
  "a file in the folder's place": {
    do: async (place) => {
      await rm(place, { recursive: true });
      await writeFile(place, "IndexedDB");
    },
    says: /Đang dựng lại/,
  },
};

describe("a working copy that was harmed while the program was closed", () => {
  const random = seeded(seed);
  for (const [name, harm] of Object.entries(harms))
    it(`${name}: the register opens as before (seed ${seed})`, async () => {
      await putBack(join(mine, database), newest);
      await harm.do(join(mine, database), random);
      const seen = await openAndCompare();
      console.log(`${name}: ${seen.steps || "read as it was"}`);
      expect(seen.steps).toMatch(harm.says);
      expect(seen.sum).toEqual(truth);
    });

  it("would have been caught: a build that takes an older copy for the newest shows another sum", async () => {
    const build = await brokenBuild([
      {
        file: "renderer/data/opening.ts",
        from: "while (memory.head.position < goal.position) {",
        to: "while (memory.head.position === 0 && goal.position > 0) {",
      },
    ]);
    try {
      await putBack(join(mine, database), older);
      app = await start(mine, { appRoot: build.appRoot });
      await enter(app);
      expect(await stateSum(app)).not.toEqual(truth);
      await listsPeople(app, people);
      await app.kill();
    } finally {
      await build.remove();
    }
  });
});

/** Start, and say what the screen said while opening, what the sums are then, and whether it ever offered a first start. */
async function openAndCompare() {
  app = await start(mine);
  await app.page.waitFor({ role: "heading", name: "Mở sổ" });
  expect(await app.page.count({ role: "heading", name: "Tạo sổ mới" })).toBe(0);
  const steps = await enter(app);
  const sum = await stateSum(app);
  await listsPeople(app, people + 1);
  app.forgive(/IndexedDB|Internal error/i); // Chromium's own note of a database it could not open
  await app.close();
  return { steps, sum };
}

/** Open the register; answers what it said it was doing meanwhile, beside "Đang đọc danh sách". */
async function enter({ page }: App): Promise<string> {
  await page.evaluate(`(() => {
    window.said = new Set();
    const hear = () => { for (const label of document.querySelectorAll("main.door [role=progressbar], main.door progress, main.door label, main.door p")) window.said.add(label.ariaLabel || label.innerText); };
    new MutationObserver(hear).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  })()`);
  await page.fill({ label: /^Cụm mật khẩu/ }, passphrase);
  await page.click({ role: "button", name: "Mở sổ" });
  await page.waitFor({ role: "heading", name: "Cán bộ" }, { timeout: 60_000 });
  const said = await page.evaluate<string[]>("[...window.said]");
  return said.filter((words) => /dựng lại|ghi chép mới/.test(words)).join(" ");
}

/** An office with many people whose working copy has been written; closed again. */
async function anOffice(office: string, itsSeed: number) {
  const desk = await openNewOffice(folder, {
    officeName: `Đảng ủy ${office}`,
    office,
    clerkName: "Nguyễn Thị Thử",
    clerkRole: "Văn thư",
    passphrase,
  });
  await addManyPeople(desk.app, itsSeed, people);
  await desk.app.close();
  app = await start(desk.userData);
  await enter(app);
  await listsPeople(app, people);
  await closeWritten(app);
  return desk;
}

/** Close once the working copy, which is written a moment after the screen, is on the disk. */
async function closeWritten(running: App): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await running.close();
}

async function putBack(place: string, copy: string): Promise<void> {
  await rm(place, { recursive: true, force: true });
  await cp(copy, place, { recursive: true });
}

/** Every file below the folder whose name fits. */
async function onFiles(place: string, name: RegExp, act: (file: string) => Promise<unknown>): Promise<void> {
  const entries = await readdir(place, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && name.test(entry.name));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) await act(join(file.parentPath, file.name));
}

async function flip(path: string, random: Seeded, most: number): Promise<void> {
  const file = await open(path, "r+");
  const { size } = await file.stat();
  const bits = size > 0 ? most : 0;
  for (let i = 0; i < bits; i += 1) {
    const at = random.whole(0, size - 1);
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, at);
    await file.write(Buffer.of((byte[0] ?? 0) ^ (1 << random.whole(0, 7))), 0, 1, at);
  }
  await file.close();
}

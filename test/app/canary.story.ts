import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import type { Change } from "../../shared/change/change.ts";
import { idMaker } from "../../shared/domain/new-id.ts";
import { ok } from "../../shared/result.ts";
import { jpeg, pdf } from "../electron/pictures.ts";
import { given } from "../electron/store/ledger-story.ts";
import { type Seeded, seeded } from "../fixtures/seeded.ts";
import { type BrokenBuild, brokenBuild } from "./broken-build.ts";
import {
  addPerson,
  callMain,
  editPerson,
  goTo,
  historyOf,
  importWorkbook,
  lock,
  type NewOffice,
  openNewOffice,
  openPerson,
  recordMove,
  reopen,
  typeInto,
  unlock,
} from "./clerk.ts";
import { type Needle, searchFiles, shapesOf } from "./leak-search.ts";
import { admit, paperOffice, send } from "./peers.ts";
import { smallOffice, workbookOnDisk } from "./workbook-on-disk.ts";

/**
 * A working day in which everything that is typed carries a mark found nowhere else. In the evening the mark is in none of
 * the files that the program, Chromium or the system left behind, in no shape, and not in the sealed bundle.
 */
const seed = Number(process.env.SEED ?? 20260822);
const mark = "Quặxữz"; // every planted word begins with it
const passphrase = `${mark}mật năm con thuyền`;

let folder: string;
let random: Seeded;
let planted = 0;
let needles: readonly Needle[];
let build: BrokenBuild | null = null;
let running: App | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "canary-"));
  random = seeded(seed);
  needles = shapesOf(mark);
});
afterAll(async () => {
  await running?.kill();
  await build?.remove();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A new word with the mark. */
function word(): string {
  planted += 1;
  const letters = ["ạ", "ế", "ị", "ộ", "ữ", "ỳ", "b", "d", "g", "h", "l", "m", "n", "t", "v"];
  return mark + Array.from({ length: 6 }, () => random.pick(letters)).join("");
}

describe("after a day of work", () => {
  it(`no file holds what was typed, in any of ${shapesOf(mark).length} shapes (seed ${seed})`, async () => {
    const { inside, outside, recoveryKey, said } = await aDay("day");
    const found = await searchFiles(inside, needles);
    const carried = await searchFiles(join(outside, "stick"), needles);
    const keys = [...shapesOf(recoveryKey), ...shapesOf(recoveryKey.replaceAll("-", ""))];
    const secret = await searchFiles(inside, keys);
    console.log(
      `${planted} planted words; ${found.files} files, ${(found.bytes / 1e6).toFixed(1)} MB searched for ${needles.length + keys.length} shapes; ` +
        `bundle and sheet: ${carried.files} files, ${carried.bytes} bytes`,
    );
    expect(planted).toBeGreaterThanOrEqual(200);
    expect(found.files).toBeGreaterThan(20);
    expect(carried.files).toBeGreaterThanOrEqual(3);
    expect([
      found.hits,
      carried.hits,
      secret.hits,
      shapesOf(mark).filter(({ bytes }) => said.includes(bytes.toString("utf8"))),
    ]).toEqual([[], [], [], []]);
    const paper = await readFile(join(outside, "paper", "ly-lich.pdf"));
    expect(paper.subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("the search would find it: in every shape, and where a build keeps or prints one name", async () => {
    const trap = join(folder, "trap");
    await mkdir(trap);
    const around = random.bytes(200);
    for (const [i, { bytes }] of needles.entries())
      await writeFile(join(trap, `${i}.bin`), Buffer.concat([around, bytes, around]));
    const caught = await searchFiles(trap, needles);
    expect(new Set(caught.hits.map(({ file }) => file)).size).toBe(needles.length);

    build = await brokenBuild([
      {
        file: "renderer/services/save-person.ts",
        from: "  if (changes.length === 0) return ok(null);",
        to: `  if (changes.length === 0) return ok(null);\n  localStorage.setItem("last", file.next.birthName);`,
      },
      {
        file: "electron/office.ts",
        from: "    const wrong = malformed(action);",
        to: "    console.error(JSON.stringify(draft));\n    const wrong = malformed(action);",
      },
    ]);
    const { inside, said } = await anHour("leaky", build.appRoot);
    const found = await searchFiles(inside, needles);
    console.log(`a build that keeps a name: ${found.hits.map(({ file, shape }) => `${file} (${shape})`).join(", ")}`);
    expect(found.hits.length).toBeGreaterThan(0);
    expect(said).toContain(mark);
  });
});

interface Evening {
  readonly inside: string; // everything the program may write by itself
  readonly outside: string; // where the clerk put things
  readonly recoveryKey: string;
  readonly said: string; // main's output
}

async function begin(name: string, appRoot?: string) {
  const inside = join(folder, name, "inside");
  const outside = join(folder, name, "outside");
  for (const place of ["home", "temp"]) await mkdir(join(inside, place), { recursive: true });
  for (const place of ["stick", "paper"]) await mkdir(join(outside, place), { recursive: true });
  const launch = {
    env: { HOME: join(inside, "home"), TMPDIR: join(inside, "temp"), XDG_CONFIG_HOME: "", XDG_CACHE_HOME: "" },
    ...(appRoot === undefined ? {} : { appRoot }),
  };
  const office: NewOffice = {
    officeName: "Đảng ủy xã Lưu Sơn",
    office: "luuson",
    clerkName: word(),
    clerkRole: "Văn thư",
    passphrase,
  };
  const desk = await openNewOffice(inside, office, launch);
  running = desk.app;
  return { inside, outside, launch, ...desk };
}

async function aDay(name: string): Promise<Evening> {
  const { app, inside, outside, launch, userData, recoveryKey } = await begin(name);
  const names = Array.from({ length: 12 }, () => `${word()} ${word()}`);
  const rows = smallOffice(names);
  const marked = [
    "otherNames",
    "birthPlace",
    "nativeCommune",
    "residence",
    "recruitOrg",
    "mainWork",
    "rewards",
    "discipline",
    "strengths",
  ];
  const people =
    rows.people?.map((row) => ({ ...row, ...Object.fromEntries(marked.map((field) => [field, word()])) })) ?? [];
  await importWorkbook(app, await workbookOnDisk(join(outside, "so.xlsx"), { ...rows, people }));

  const third = await paperOffice(join(outside, "stick"), 9, "nghean", "province");
  await admit(app, third.path, third.digits);
  const typed = `${word()} ${word()}`;
  await addPerson(app, { birthName: typed, residence: word(), phone: word(), honours: word() });
  await editPerson(app, { residence: word(), discipline: word() });
  expect(await historyOf(app, "residence")).toHaveLength(2);
  await app.page.click({ role: "button", name: "Hiện mục hạn chế", nth: 0 });
  await app.page.waitFor({ text: "Lần mở này đã được ghi vào sổ." });
  await app.page.click({ role: "button", name: "Sửa hồ sơ" });
  await typeInto(app, { health: word(), priorOccupation: word(), religion: word(), familyOrigin: word() });
  await app.page.click({ role: "button", name: "Lưu" });
  await app.page.waitFor({ role: "button", name: "Sửa hồ sơ" });
  await restrictedPastTheScreens(app);
  await filesPastTheScreens(app, join(outside, "paper", "quyet-dinh.pdf"));
  await goTo(app, "Cán bộ");
  for (const searched of [word(), typed, word().toLowerCase()]) {
    await app.page.fill({ role: "searchbox" }, searched);
    await app.page.waitUntil(`document.querySelector("[data-found]")?.innerText.startsWith("Tìm thấy")`);
  }
  const mover = {
    who: names[0] ?? "",
    unit: "Đảng ủy xã Đà Sơn",
    post: word(),
    decision: "127-QĐ/HU",
    signed: "01/03/2026",
    start: "10/03/2026",
  };
  await recordMove(app, mover);
  await openPerson(app, names[1] ?? "");
  await app.page.click({ role: "button", name: "In lý lịch" });
  await app.page.waitFor("article");
  await app.page.click({ role: "button", name: /^In \/ Lưu PDF/ });
  app.answer(join(outside, "paper", "ly-lich.pdf"));
  await app.page.waitFor({ text: /^Đã lưu ly-lich\.pdf/ }, { timeout: 30_000 });
  await send(app, "Đảng ủy nghean", join(outside, "stick"));
  await goTo(app, "Biểu thống kê");
  await app.page.settle();
  await openPerson(app, typed);
  await app.page.click({ role: "button", name: "Sửa hồ sơ" }); // and is called away: Chromium would note an open form
  await app.page.waitFor({ role: "button", name: "Lưu" });
  await lock(app);
  await app.page.fill({ label: /^Cụm mật khẩu/ }, `${word()} không đúng`);
  await app.page.click({ role: "button", name: "Mở sổ" });
  await app.page.waitFor("[role=alert]");
  await unlock(app, passphrase);
  await new Promise((resolve) => setTimeout(resolve, 1500)); // the working copy is written a moment later
  await app.kill(); // what a crash leaves behind counts too
  const again = await reopen(userData, passphrase, launch);
  running = again;
  await openPerson(again, typed);
  await again.close();
  return { inside, outside, recoveryKey, said: app.mainOutput() + again.mainOutput() };
}

/** Protected items of many, as an import from an older program would bring them. */
async function restrictedPastTheScreens(app: App): Promise<void> {
  const newId = idMaker(1_767_225_600_000, random.bytes(16));
  const changes = Array.from({ length: 18 }, (): Change[] => {
    const [person, restricted] = [newId("person"), newId("protected")];
    const set = (to: Change["fields"][string]["to"]) => ({ saw: [], to });
    return [
      { record: person, fields: { custodian: set("luuson"), birthName: set(word()) } },
      {
        record: restricted,
        fields: {
          personId: set(person),
          health: set(word()),
          priorOccupation: set(word()),
          religion: set({ code: null, text: word() }),
        },
      },
    ];
  }).flat();
  const saved = await callMain(app, "ledger.append", { purpose: "person.add", reason: word(), audience: [], changes });
  expect(saved.ok).toBe(true);
}

/** A draft, a scan and a portrait of several megabytes that say the mark, kept and read back in the page, and named by a record. */
async function filesPastTheScreens(app: App, path: string): Promise<void> {
  const draft = JSON.stringify({ residence: word() });
  expect(await callMain(app, "kept.write", { name: "draft:profile", value: draft })).toEqual(ok({}));
  expect(await callMain(app, "kept.read", { name: "draft:profile" })).toEqual(ok({ value: draft }));
  await writeFile(path, pdf(3, { more: `% ${word()} ` }));
  app.answer(path);
  const scan = given(await callMain(app, "scan.add", {}));
  const header = Array.from(jpeg(472, 709));
  const portrait = await app.page.evaluate<{ blob: string; bytes: number; same: boolean }>(`(async () => {
    const bytes = new Uint8Array(8_000_000);
    const said = new TextEncoder().encode(${JSON.stringify(word())});
    for (let at = 1000; at + said.length < bytes.length; at += 100_000) bytes.set(said, at);
    bytes.set(${JSON.stringify(header)});
    const kept = await window.bridge.invoke("blob.put", { bytes, media: "image/jpeg" });
    const read = await window.bridge.invoke("blob.read", { blob: kept.value.blob });
    const same = read.value.bytes instanceof Uint8Array && read.value.bytes.every((byte, i) => byte === bytes[i]);
    return { ...kept.value, same };
  })()`);
  expect([portrait.bytes, portrait.same, scan?.pages]).toEqual([8_000_000, true, 3]);
  const newId = idMaker(1_767_225_600_000, random.bytes(16));
  const personId = newId("person");
  const set = (to: Change["fields"][string]["to"]) => ({ saw: [], to });
  const attached = [
    { ...portrait, role: "PHOTO", media: "image/jpeg" },
    { ...scan, role: "SCAN", media: "application/pdf" },
  ].map(({ blob = "", bytes = 0, role, media }): Change => {
    const fields = { personId, role, blob, bytes, media, issuer: word(), withdrawn: false };
    return {
      record: newId("attachment"),
      fields: Object.fromEntries(Object.entries(fields).map(([name, to]) => [name, set(to)])),
    };
  });
  const changes = [{ record: personId, fields: { birthName: set(word()) } }, ...attached];
  given(await callMain(app, "ledger.append", { purpose: "person.add", reason: "", audience: [], changes }));
}

/** A few minutes at a build that may be broken. */
async function anHour(name: string, appRoot: string): Promise<Evening> {
  const { app, inside, outside, recoveryKey } = await begin(name, appRoot);
  await addPerson(app, { birthName: `${word()} ${word()}` });
  await app.page.settle();
  await app.close();
  return { inside, outside, recoveryKey, said: app.mainOutput() };
}

import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { bundleName } from "../../shared/exchange/container.ts";
import type { Entry } from "../../shared/exchange/entry.ts";
import { headerFor, partsOf, sealed, sealedParts, sealFor, zipOf } from "../electron/exchange/forge.ts";
import { dice, linesOf, type TestOffice } from "../electron/exchange/offices.ts";
import { addPerson, callMain, goTo, lock, openNewOffice, start, stateSum, unlock } from "./clerk.ts";
import { type Made, made, type Parties, putMade } from "./made-bundle.ts";
import { admit, paperOffice, preview, sendTo, take, typeDigits } from "./peers.ts";
import { smallOffice, workbookOnDisk } from "./workbook-on-disk.ts";

/** Each bad thing that can be handed to the program gets its own sentence: what happened, that nothing changed, what to do. */
const passphrase = "năm con thuyền trên sông Lam";
const district = "Đảng ủy doluong";

interface Told {
  readonly input: string;
  readonly kind: string;
  readonly what: string;
  readonly todo: string;
  readonly noted: readonly string[]; // entries the ledger got
}

const table: Told[] = [];
let folder: string;
let app: App;
let own: TestOffice;
let sender: Awaited<ReturnType<typeof paperOffice>>;
let unknown: Awaited<ReturnType<typeof paperOffice>>;
let before: { records: number; hash: string };
let lines: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bad-input-"));
  app = (
    await openNewOffice(folder, {
      officeName: "Ban Tổ chức Tỉnh ủy Nghệ An",
      office: "nghean",
      province: true,
      clerkName: "Nguyễn Thị Thử",
      clerkRole: "Văn thư",
      passphrase,
    })
  ).app;
  sender = await paperOffice(folder, 5, "doluong");
  unknown = await paperOffice(folder, 6, "quychau");
  await admit(app, sender.path, sender.digits);
  const overview = await callMain(app, "exchange.overview", {});
  if (!overview.ok) throw new Error(overview.problem.kind);
  own = { peer: overview.value.own, keys: unknown.keys }; // its secrets stay where they are
  lines = linesOf(sender.peer.feed, 8, dice(9));
  await addPerson(app, { birthName: "Đặng Thị Ngọc Ánh" });
  before = await stateSum(app);
}, 120_000);

afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe("what is handed in badly", () => {
  it("bundles: thirteen ways to be wrong, each told apart, and none of them takes effect", async () => {
    const mine = { sender, recipient: own };
    const first = await made(mine, lines.slice(0, 3));
    const elsewhere = { sender, recipient: unknown };
    const good = await put("good", first);
    const whole = first.forged.bundle;
    const fourth = await made(mine, lines.slice(3, 4), { from: 4, prevHead: first.head, serial: 2 });

    await refused(
      "không phải gói",
      "not-a-bundle",
      await put("text", { ...first, forged: { ...first.forged, bundle: Buffer.from("Kính gửi anh,") } }),
    );
    await rm(`${await put("alone", first)}.minisig`);
    await refused("thiếu chữ ký", "bundle-unsigned", join(folder, "alone", first.name));
    await refused(
      "cơ quan lạ",
      "bundle-foreign",
      await put("foreign", await made({ sender: unknown, recipient: own }, linesOf(unknown.peer.feed, 2, dice(3)))),
    );
    await refused(
      "bị sửa",
      "bundle-altered",
      await put("altered", {
        ...first,
        forged: { ...first.forged, bundle: whole.map((byte, i) => (i === whole.length - 9 ? byte ^ 1 : byte)) },
      }),
    );
    await refused(
      "bị cụt",
      "bundle-cut",
      await put("cut", { ...first, forged: { ...first.forged, bundle: whole.subarray(0, whole.length - 100) } }),
    );
    await refused(
      "gửi nơi khác",
      "bundle-for-another-office",
      await put("other", await made(elsewhere, lines.slice(0, 3))),
    );
    await refused(
      "phiên bản mới hơn",
      "bundle-newer",
      await put("newer", await made(mine, lines.slice(0, 3), {}, { minReader: 4, schemaVersion: 4, program: "2.0.0" })),
      "aside",
    );
    await refused("có thứ lạ bên trong", "bundle-hostile", await put("hostile", await withStranger(mine)));
    await refused("thiếu gói ở giữa", "bundle-out-of-turn", await put("gap", fourth), "aside");

    await preview(app, good);
    expect(await take(app)).toMatchObject({ applied: 4, total: 4 }); // with the one that waited for it
    before = await stateSum(app);
    await refused("nhận lần hai", "bundle-already-taken", good);
    const fork = await made(mine, linesOf(sender.peer.feed, 4, dice(10)), { serial: 3 });
    await refused("không nối tiếp", "bundle-forked", await put("fork", fork), "aside");
    const fifth = await made(mine, lines.slice(4, 5), { from: 5, prevHead: fourth.head, serial: 4 });
    await refused("số máy tạm dừng", "bundle-frozen", await put("fifth", fifth), "aside");
    await refused("USB rút sớm khi nhận", "carrier-gone", join(folder, "gone", first.name));
  });

  it("enrolment: digits of another sheet, a file that is none, a name that is taken", async () => {
    await newEntries();
    await typeDigits(app, unknown.path, sender.digits);
    await told("chữ số không khớp", "fingerprint-differs", []);
    await app.page.press("Escape");
    const letter = join(folder, "thu.enrol.json");
    await writeFile(letter, JSON.stringify({ kind: "thư", name: "Kính gửi" }));
    await openSheet(letter);
    await told("không phải phiếu", "not-an-enrolment-file", []);
    const twin = await paperOffice(await folderNamed("twin"), 55, "doluong");
    await openSheet(twin.path);
    await told("trùng mã cơ quan", "office-id-taken", []);
  });

  it("carriers: gone before the bundle is written, full, read-only", async () => {
    const stick = await folderNamed("stick");
    await pack();
    await app.nextQuestion();
    await rm(stick, { recursive: true });
    app.answer(stick);
    await told("USB rút sớm khi gửi", "carrier-gone", ["left", "not-left"], "dialog");
    await app.page.press("Escape");
    for (const [name, options, kind] of [
      ["USB đầy", "size=4k", "carrier-full"],
      ["USB chỉ đọc", "ro", "carrier-read-only"],
    ] as const) {
      const place = await folderNamed(kind);
      if (!mounted(place, options)) continue; // only the system's manager may mount
      try {
        await pack();
        app.answer(place);
        await told(name, kind, ["left", "not-left"], "dialog");
        await app.page.press("Escape");
      } finally {
        execFileSync("umount", [place]);
      }
    }
  });

  it("workbooks: no workbook, too large, a column missing, a date that is none", async () => {
    const text = join(folder, "so.xlsx");
    await writeFile(text, "Họ và tên;Ngày sinh");
    await chooseWorkbook(text);
    await told("không phải Excel", "not-a-workbook", []);
    const large = join(folder, "lon.xlsx");
    await writeFile(large, "PK");
    await truncate(large, 33 * 1024 * 1024);
    await chooseWorkbook(large);
    await told("bảng tính quá lớn", "workbook-too-large", []);
    const rows = smallOffice(["Đặng Thị Ngọc Ánh", "Trần Văn Dũng"]);
    await chooseWorkbook(await workbookOnDisk(join(folder, "thieu.xlsx"), rows, ["Họ và tên khai sinh"]));
    await told("thiếu cột", "workbook-columns", []);
    const people = rows.people?.map((row, i) => (i === 1 ? { ...row, birthDate: "31/02/1985" } : row));
    await chooseWorkbook(await workbookOnDisk(join(folder, "sai.xlsx"), { ...rows, people: people ?? [] }));
    const { page } = app;
    await page.waitFor({ role: "heading", name: "Có 1 ô chưa đọc được" });
    const cell = (await page.texts("#main tbody tr"))[0] ?? "";
    expect(cell).toMatch(/^Cán bộ I3 Ngày sinh 31\/02\/1985 không phải ngày$/);
    expect(await page.count({ role: "button", name: "Nhập" })).toBe(0);
    const [lead = ""] = await page.texts({ text: /^Sửa các ô này trong Excel/ });
    const [todo = "", unchanged = ""] = lead.split(/(?<=\.) (?=Chưa)/);
    const what = `Có 1 ô chưa đọc được: ${cell}. ${unchanged}`;
    note({ input: "ngày sai trong Excel", kind: "workbook-cells", what, todo, noted: await newEntries() });
    expect(await stateSum(app)).toEqual(before);
  });

  it("a form with a date that is none stays where it is and says how a date is written", async () => {
    const { page } = app;
    await goTo(app, "Cán bộ");
    await page.click({ role: "button", name: "Thêm cán bộ" });
    await page.fill("[name=birthName]", "Người Không Ngày");
    await page.fill("[name=birthDate]", "30/02/1985");
    await page.click({ role: "button", name: "Lưu hồ sơ mới" });
    const said = await page.waitFor({ text: /^Chưa đọc được ngày này/ });
    expect(said).toBe("Chưa đọc được ngày này. Ghi 05/03/1985, 03/1985 hoặc 1985.");
    expect(await page.evaluate("document.activeElement.name")).toBe("birthDate");
    await page.click({ role: "button", name: "Hủy" });
    await page.click({ role: "button", name: "Rời đi, không lưu" });
    expect(await stateSum(app)).toEqual(before);
  });

  it("a wrong passphrase, and a second copy of the program on the same register", async () => {
    const second = await start(join(folder, "nghean"));
    await second.page.fill({ label: /^Cụm mật khẩu/ }, passphrase);
    await second.page.click({ role: "button", name: "Mở sổ" });
    await told("mở hai lần", "in-use", null, "main", second);
    await second.close();
    await lock(app);
    await app.page.fill({ label: /^Cụm mật khẩu/ }, "sai cụm mật khẩu rồi");
    await app.page.click({ role: "button", name: "Mở sổ" });
    await app.page.waitFor("[role=alert]");
    await told("sai mật khẩu", "wrong-passphrase", null);
    await unlock(app, passphrase);
    expect(await stateSum(app)).toEqual(before);
  });

  it("all of it: every sentence its own, each with what happened, what stands unchanged, and what to do", () => {
    console.log(
      table
        .map(
          ({ input, kind, what, todo, noted }) =>
            `${input} [${kind}] ${noted.join("+") || "–"}\n    ${what}\n    → ${todo}`,
        )
        .join("\n"),
    );
    expect(table.length).toBeGreaterThanOrEqual(20);
    expect(weaknesses(table)).toEqual([]);
    const [one, two] = table;
    const worse = [
      ...table.slice(2),
      { ...one!, what: two!.what },
      { ...two!, todo: "" },
      { ...two!, what: "Lỗi 0x80004005." },
    ];
    expect(weaknesses(worse).length, "a table with a doubled sentence and two without parts is found wanting").toBe(3);
  });
});

/** What is wrong with a table of sentences. */
function weaknesses(sentences: readonly Told[]): string[] {
  const unchanged = /không thay đổi|không có gì thay đổi|chưa (?:nhận|nhập|ghi|lập|đăng ký|lưu)|vẫn khóa/i;
  const seen = new Map<string, string>();
  return sentences.flatMap(({ input, kind, what, todo }) => {
    const doubled = seen.get(what);
    seen.set(what, kind);
    return [
      ...(doubled === undefined || doubled === kind ? [] : [`${input}: the same words as ${doubled}`]),
      ...(unchanged.test(what) ? [] : [`${input}: does not say that nothing was changed: ${what}`]),
      ...(todo.length > 10 ? [] : [`${input}: does not say what to do`]),
    ];
  });
}

const note = (row: Told) => void table.push(row);

/** Read the complaint on screen, and hold the ledger against what it may have got. */
async function told(
  input: string,
  kind: string,
  entries: readonly string[] | null, // null: the register is closed
  within = "main",
  asked: App = app,
): Promise<void> {
  const said = await asked.page.waitFor(`${within} [role=alert]`, { timeout: 30_000 });
  expect(said).not.toBe("");
  const parts = await asked.page.evaluate<string[]>(
    `[...document.querySelectorAll("${within} [role=alert] p")].map((part) => part.innerText)`,
  );
  const found = await asked.page.evaluate<string | null>(
    `document.querySelector("${within} [role=alert]").dataset.problem ?? null`,
  );
  if (found !== null) expect(found, input).toBe(kind);
  const noted = entries === null ? [] : await newEntries();
  if (entries !== null) expect(noted, input).toEqual(entries);
  note({ input, kind, what: parts[0] ?? "", todo: parts.slice(1).join(" "), noted });
}

let read = -1;
/** Kinds of entries that the ledger got since the last look. */
async function newEntries(): Promise<readonly Entry["entry"][]> {
  const stretch = await callMain(app, "ledger.read", { after: Math.max(0, read), bytes: 16_000_000 });
  if (!stretch.ok) throw new Error(stretch.problem.kind);
  read = stretch.value.head.position;
  return stretch.value.entries.map(({ entry }) => entry.entry);
}

/** A bundle that is right but for one member nobody asked for. */
async function withStranger({ sender: from, recipient }: Parties): Promise<Made> {
  const workshop = { sender: from, recipient: { ...from, peer: recipient.peer } };
  const header = headerFor(workshop, lines.slice(0, 3), { changes: 12 });
  const parts = new Map([...partsOf(header, lines.slice(0, 3)), ["anh.exe", Buffer.from("MZ")] as const]);
  const seal = sealFor(header);
  const bundle = await sealed(workshop, seal, zipOf(sealedParts(workshop, seal, parts)));
  return { name: bundleName(header), forged: bundle, head: header.head };
}

const put = async (place: string, one: Made): Promise<string> => putMade(await folderNamed(place), one);

async function folderNamed(name: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path, { recursive: true });
  return path;
}

/** Hand in a bundle that is not taken; one that may be later is kept aside. */
async function refused(input: string, kind: string, path: string, entry: Entry["entry"] = "refused"): Promise<void> {
  const { page } = app;
  await newEntries();
  await goTo(app, "Cán bộ"); // the last complaint goes
  await goTo(app, "Trao đổi");
  await page.click({ role: "button", name: "Nhận gói" });
  app.answer(path);
  await told(input, kind, [entry]);
  expect(await stateSum(app), input).toEqual(before);
}

async function openSheet(path: string): Promise<void> {
  await newEntries();
  await goTo(app, "Cán bộ");
  await goTo(app, "Trao đổi");
  await app.page.click({ role: "button", name: "Nhận phiếu đăng ký" });
  app.answer(path);
}

async function pack(): Promise<void> {
  await newEntries();
  await goTo(app, "Trao đổi");
  await app.page.click(sendTo(district));
  await app.page.click({ role: "button", name: "Chọn nơi ghi và đóng gói" });
}

async function chooseWorkbook(path: string): Promise<void> {
  await newEntries();
  await goTo(app, "Cán bộ");
  await goTo(app, /^Nhập từ Excel/);
  await app.page.click({ role: "button", name: /^Chọn tệp/ });
  app.answer(path);
}

function mounted(place: string, options: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", place], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

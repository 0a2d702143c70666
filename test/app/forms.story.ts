import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import type { AnyRecord } from "../../shared/domain/record-kinds.ts";
import { fullDossier } from "../fixtures/full-dossier.ts";
import { numbered } from "../fixtures/records.ts";
import { callMain, lock, openNewOffice, openPerson, unlock } from "./clerk.ts";
import { axeFindings, misfits, showAt } from "./look-over.ts";
import { keepPortrait } from "./paper-prints.ts";

/** One cadre of whom everything is known: three forms on the screen and on paper, the portrait in its box, every opening noted. */
const passphrase = "chín bậc thềm đá ở Đền Quả Sơn";

let folder: string;
let app: App;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "forms-"));
  ({ app } = await openNewOffice(folder, {
    officeName: "Huyện ủy Đô Lương",
    office: "doluong",
    clerkName: "Trần Thị Lệ",
    clerkRole: "Văn thư",
    passphrase,
  }));
  const { person, ...rows } = fullDossier();
  const blob = await keepPortrait(app);
  const photo = blankRecord("attachment", {
    id: numbered("attachment", 1),
    personId: person.id,
    role: "PHOTO",
    blob,
    media: "image/jpeg",
    bytes: 1,
    addedOn: "2026-03-02",
  });
  const records: AnyRecord[] = [person, photo, ...Object.values(rows).flat()];
  const changes = records.map((record) => describeChange(undefined, record)).filter((change) => change !== null);
  const saved = await callMain(app, "ledger.append", { purpose: "person.add", reason: "", audience: [], changes });
  if (!saved.ok) throw new Error(saved.problem.kind);
  await lock(app);
  await unlock(app, passphrase);
}, 120_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** What each form has of the same facts, by a line that no other form has. */
const forms = [
  { name: /^2C\/TCTW-98/, code: "Mẫu 2C/TCTW-98", says: "15a.201/5", file: "2c.pdf" },
  { name: /^2C-BNV/, code: "Mẫu 2C-BNV/2008", says: "Bí thư Chi đoàn trường", file: "2c-2008.pdf" },
  { name: /^Mẫu hợp nhất/, code: "Số thẻ BHYT", says: "HC4404097001234", file: "hop-nhat.pdf" },
];

describe("the forms of one cadre", () => {
  it("are chosen, looked at and printed, and each opening and printing is in the ledger", async () => {
    const { page } = app;
    await openPerson(app, "Khánh Hòa", /Nguyễn Thị Khánh Hòa/);
    await page.click({ role: "button", name: "In lý lịch" });
    await page.waitFor("article");
    const faults: string[] = [];
    for (const { name, code, says, file } of forms) {
      await page.choose({ label: "Mẫu in" }, name);
      await page.settle();
      const paper = await page.evaluate<string>("document.querySelector('article').innerText");
      expect(paper).toContain(code);
      expect(paper).toContain(says);
      expect(paper).toContain("NGUYỄN THỊ KHÁNH HÒA");
      await page.waitUntil("document.querySelector('.sheet-photo img')?.naturalWidth === 400");
      for (const window of ["1366×768 at 125 %", "1366×768"] as const) {
        await showAt(app, window);
        const { findings, passed } = await axeFindings(app);
        expect(passed).toBeGreaterThan(10);
        faults.push(...(await misfits(app)), ...findings);
      }
      app.answer(join(folder, file));
      await page.click({ role: "button", name: /^In \/ Lưu PDF/ });
      await page.waitFor({ text: new RegExp(`^Đã lưu ${file.replace(".", "\\.")}`) }, { timeout: 60_000 });
      const pdf = (await readFile(join(folder, file))).toString("latin1");
      expect(pdf.startsWith("%PDF-")).toBe(true);
      expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length).toBeGreaterThan(2);
      expect(pdf).toMatch(/\/Subtype\s*\/Image/);
    }
    for (const [name, file] of [
      ["Word", "hop-nhat.docx"],
      ["Excel", "hop-nhat.xlsx"],
    ] as const) {
      app.answer(join(folder, file));
      await page.click({ role: "button", name });
      await page.waitFor({ text: new RegExp(`^Đã lưu ${file.replace(".", "\\.")}`) }, { timeout: 60_000 });
      expect((await readFile(join(folder, file))).subarray(0, 2).toString("latin1")).toBe("PK");
    }
    expect(faults).toEqual([]);
    const read = await callMain(app, "ledger.read", { after: 0, bytes: 16_000_000 });
    if (!read.ok) throw new Error(read.problem.kind);
    const noted = read.value.entries.flatMap(({ entry }) => (entry.entry === "access" ? [entry.why] : []));
    expect(noted).toEqual(["shown", "printed", "printed", "printed", "printed", "printed"]);
  });
});

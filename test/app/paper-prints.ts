import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { App } from "../../build/chromium-host/drive.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import type { AnyRecord } from "../../shared/domain/record-kinds.ts";
import type { FormName } from "../../shared/domain/sheets/crosswalk.ts";
import { callMain, lock, type openNewOffice, openPerson, unlock } from "./clerk.ts";

// The forms of people on file, printed by the program as a clerk prints them.

export const paperOffice: Parameters<typeof openNewOffice>[1] = {
  officeName: "Huyện ủy Đô Lương",
  office: "doluong",
  clerkName: "Trần Thị Lệ",
  clerkRole: "Văn thư",
  passphrase: "chín bậc thềm đá ở Đền Quả Sơn",
};

/** What "Mẫu in" calls each form. */
export const formChoices: Readonly<Record<FormName, RegExp>> = {
  "2c-98": /^2C\/TCTW-98/,
  "2c-2008": /^2C-BNV/,
  "tt06-2023": /^Mẫu hợp nhất/,
};

/** Put records on file past the screens; they show after the unlocking that this ends with. */
export async function putOnFile(app: App, records: readonly AnyRecord[]): Promise<void> {
  for (let from = 0; from < records.length; from += 200) {
    const changes = records
      .slice(from, from + 200)
      .map((record) => describeChange(undefined, record))
      .filter((change) => change !== null);
    const saved = await callMain(app, "ledger.append", { purpose: "person.add", reason: "", audience: [], changes });
    if (!saved.ok) throw new Error(JSON.stringify(saved.problem));
  }
  await lock(app);
  await unlock(app, paperOffice.passphrase);
}

/** A portrait drawn by the page and kept as its own are; answers its name. */
export async function keepPortrait(app: App): Promise<string> {
  const kept = await app.page.evaluate<{ ok: boolean; value: { blob: string } }>(`(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 400, height: 600 });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#9fb4cc";
    pen.fillRect(0, 0, 400, 600);
    pen.fillStyle = "#5b6b85";
    pen.beginPath();
    pen.arc(200, 240, 90, 0, 7);
    pen.arc(200, 620, 190, 0, 7);
    pen.fill();
    const drawn = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
    return window.bridge.invoke("blob.put", { bytes: new Uint8Array(await drawn.arrayBuffer()), media: "image/jpeg" });
  })()`);
  if (!kept.ok) throw new Error("the picture was not kept");
  return kept.value.blob;
}

/** Open the sheet of one person, found by a word that only this name has. */
export async function openSheet(app: App, searched: string, name: RegExp): Promise<void> {
  await openPerson(app, searched, name);
  await app.page.click({ role: "button", name: "In lý lịch" });
  await app.page.waitFor("article");
}

/** @param day  as a clerk types it: "01/06/2026" */
export async function chooseForm(app: App, form: FormName, day: string): Promise<void> {
  await app.page.choose({ label: "Mẫu in" }, formChoices[form]);
  await app.page.fill({ label: /^Ngày lập/ }, day);
  await app.page.press("Tab");
  await app.page.waitFor(`article.paper-${form}`);
  await app.page.settle();
}

/** Print the sheet that is open; answers the path of the PDF. */
export async function printSheet(app: App, folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.pdf`);
  app.answer(path);
  await app.page.click({ role: "button", name: /^In \/ Lưu PDF/ });
  await app.page.waitFor({ text: new RegExp(`^Đã lưu ${name}\\.pdf`) }, { timeout: 60_000 });
  return path;
}

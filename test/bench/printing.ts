import { readFileSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { startChromium } from "../../build/chromium-host/chromium.ts";
import type { App } from "../../build/chromium-host/drive.ts";
import { findChromium } from "../../build/chromium-host/find-chromium.ts";
import type { Params } from "../../build/chromium-host/pipe.ts";
import { goTo, openNewOffice, openPerson } from "../app/clerk.ts";
import { keepPortrait, paperOffice, putOnFile } from "../app/paper-prints.ts";
import { manyFiles } from "../fixtures/many-files.ts";
import { paperUnits } from "../fixtures/paper-files.ts";
import { folderFor, median } from "./office.ts";

export interface PrintingFigures {
  readonly people: number;
  readonly one: { readonly ours: readonly number[]; readonly plain: readonly number[] }; // ms a profile
  readonly batch: number; // ms, from the button until the file lies there
  readonly memory: readonly { readonly people: number; readonly main: number; readonly page: number }[]; // MiB
}

/**
 * One profile from the button to the file read back, against Chromium's own print of the same elements and styles as a file of
 * HTML, in turn. Then as many people into one file, with the memory of main and of the page as it goes.
 */
export async function measurePrinting(built: string, { people = 200, rounds = 7 } = {}): Promise<PrintingFigures> {
  const folder = await folderFor("printing");
  const { app } = await openNewOffice(folder, paperOffice);
  const portrait = await keepPortrait(app);
  const names = Array.from(
    { length: people },
    (_, index) => `Lê Văn ${String.fromCodePoint(65 + (index % 26))}${index}`,
  );
  await putOnFile(app, [...paperUnits, ...manyFiles(names, () => portrait)]);
  await openPerson(app, "Lê Văn A0", /Lê Văn A0/);
  await app.page.click({ role: "button", name: "In lý lịch" });
  await app.page.waitFor("article img");
  const plain = await openPlain(folder, built, await elementsOf(app));
  const one: { ours: number[]; plain: number[] } = { ours: [], plain: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const [our, their] = [await printOurs(app, join(folder, `one-${round}.pdf`)), await plain.print()];
    if (round === 0) continue; // a warm-up on both sides
    one.ours.push(our);
    one.plain.push(their);
  }
  await plain.close();
  const { millis, memory } = await printAll(app, join(folder, "all.pdf"), people);
  await app.close();
  return { people, one, batch: millis, memory };
}

/** The form on the screen with its picture inside it, as text. */
const elementsOf = ({ page }: App): Promise<string> =>
  page.evaluate<string>(`(() => {
    const article = document.querySelector("article");
    const copy = article.cloneNode(true);
    const copies = copy.querySelectorAll("img");
    for (const [i, picture] of article.querySelectorAll("img").entries()) {
      const canvas = Object.assign(document.createElement("canvas"), { width: picture.naturalWidth, height: picture.naturalHeight });
      canvas.getContext("2d").drawImage(picture, 0, 0);
      copies[i].src = canvas.toDataURL("image/jpeg", 0.9);
    }
    return copy.outerHTML;
  })()`);

async function openPlain(folder: string, built: string, elements: string) {
  const assets = join(built, "assets");
  const styles = (await readdir(assets)).filter((name) => name.endsWith(".css"));
  const links = styles
    .map((name) => `<link rel="stylesheet" href="${pathToFileURL(join(assets, name)).href}">`)
    .join("");
  const path = join(folder, "plain.html");
  await writeFile(
    path,
    `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Sơ yếu lý lịch</title>${links}</head><body>${elements}</body></html>`,
  );
  const program = findChromium(process.env);
  if (program === null) throw new Error("no Chromium on PATH");
  const chromium = startChromium({
    program,
    userData: join(folder, "plain"),
    headless: true,
    width: 1366,
    height: 768,
    scale: 1,
    switches: ["--allow-file-access-from-files"],
  });
  const { pipe } = chromium;
  const { targetId } = await pipe.send("Target.createTarget", { url: pathToFileURL(path).href });
  const { sessionId } = await pipe.send("Target.attachToTarget", { targetId, flatten: true });
  const ask = (method: string, params: Params = {}) => pipe.send(method, params, String(sessionId));
  const isThere = async (): Promise<boolean> => {
    const said = await ask("Runtime.evaluate", {
      expression: `document.readyState === "complete" && document.querySelector("article") !== null && document.fonts.status === "loaded"`,
      returnByValue: true,
    }).catch(() => null);
    return (said?.result as { readonly value?: unknown } | undefined)?.value === true;
  };
  while (!(await isThere())) await new Promise((next) => setTimeout(next, 50));
  return {
    print: async (): Promise<number> => {
      const begun = performance.now();
      const { stream } = await ask("Page.printToPDF", {
        transferMode: "ReturnAsStream",
        printBackground: true,
        preferCSSPageSize: true,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
        paperWidth: 8.27,
        paperHeight: 11.69,
      });
      for (let end = false; !end; ) end = (await ask("IO.read", { handle: stream, size: 1 << 20 })).eof === true;
      await ask("IO.close", { handle: stream });
      return performance.now() - begun;
    },
    close: async () => {
      await pipe.send("Browser.close").catch(() => undefined);
      await chromium.ended;
    },
  };
}

/** From the button until the screen says where the file lies: the note in the ledger, the line of the register and the file read back. */
async function printOurs(app: App, path: string): Promise<number> {
  app.answer(path);
  return app.page.evaluate<number>(`new Promise((done) => {
    const begun = performance.now();
    const said = () => document.querySelector(".print-desk-side .notice")?.textContent.includes("${basename(path)}");
    const watch = new MutationObserver(() => {
      if (!said()) return;
      watch.disconnect();
      done(performance.now() - begun);
    });
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    [...document.querySelectorAll("button")].find((button) => button.textContent.startsWith("In / Lưu PDF")).click();
  })`);
}

async function printAll(app: App, path: string, people: number) {
  const { page } = app;
  await goTo(app, "Cán bộ");
  await page.fill({ role: "searchbox" }, "Lê Văn");
  await page.waitUntil(`document.querySelector("[data-found]")?.dataset.found === "${people}"`);
  await page.click({ role: "button", name: "In lý lịch" });
  await page.waitFor({ role: "button", name: "Chọn nơi lưu và in" });
  app.answer(path);
  const memory: { people: number; main: number; page: number }[] = [];
  const look = async (done: number): Promise<void> => {
    const { usedSize } = await page.protocol("Runtime.getHeapUsage");
    memory.push({ people: done, main: residentOf(app.pid), page: Number(usedSize) / 1024 / 1024 });
  };
  await look(0);
  const begun = performance.now();
  await page.click({ role: "button", name: "Chọn nơi lưu và in" });
  await page.waitUntil(`document.querySelector("dialog progress") !== null`, { timeout: 60_000 });
  for (const share of [0.25, 0.5, 0.75, 1]) {
    const due = Math.round(people * share);
    await page.waitUntil(
      `Number(document.querySelector("dialog progress")?.value ?? 0) >= ${due} || document.querySelector("dialog progress") === null`,
      { timeout: 900_000 },
    );
    await look(due);
  }
  await page.waitFor({ text: /^Đã lưu all\.pdf/ }, { timeout: 120_000 });
  const millis = performance.now() - begun;
  await look(people);
  return { millis, memory };
}

/** MiB a process holds, where the system says so. */
function residentOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

export function printingLines({ people, one, batch, memory }: PrintingFigures): readonly string[] {
  const [ours, plain] = [median(one.ours), median(one.plain)];
  return [
    `printing: one profile, from the button to the file read back (median of ${one.ours.length})`,
    `  ours ${ours.toFixed(0)} ms, Chromium's own print of the same elements ${plain.toFixed(0)} ms; ratio ${(ours / plain).toFixed(2)} (at most 1.5)`,
    `  ${people} people into one file: ${(batch / 1000).toFixed(1)} s (at most 60 for 200 on a machine of its own); ratio to ${people} plain prints ${(batch / (people * plain)).toFixed(2)}`,
    `  memory at people done, main / page's heap: ${memory.map((at) => `${at.people}: ${at.main.toFixed(0)} / ${at.page.toFixed(0)} MiB`).join(", ")}`,
  ];
}

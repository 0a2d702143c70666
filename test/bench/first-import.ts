import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { App } from "../../build/chromium-host/drive.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { encodeLine } from "../../shared/change/line.ts";
import type { Peer } from "../../shared/exchange/header.ts";
import { callMain, goTo, openNewOffice } from "../app/clerk.ts";
import { admit, paperOffice } from "../app/peers.ts";
import { consignment, packed, type TestOffice } from "../electron/exchange/offices.ts";
import { type MadeOffice, madeOffice } from "./made-office.ts";
import { watchProcesses } from "./memory.ts";
import { folderFor } from "./office.ts";
import { bytesIn, writeAsMuch } from "./plain-writing.ts";

export interface FirstImportFigures {
  readonly offices: number;
  readonly people: number; // of all offices together
  readonly records: number;
  readonly took: number; // ms from the clerk's yes until the list shows everybody
  readonly grown: number; // bytes the ledger grew by
  readonly written: number; // ms to write as many plainly, one sync for each bundle
  readonly longestTask: number; // ms in which the page could not answer
  readonly peak: Readonly<Record<string, number>>; // bytes of memory that each process held at most
}

const passphrase = "đợt nhập đầu tiên của tỉnh";

/**
 * A province takes in whole offices for the first time, through the compiled program and its screens: a folder of bundles, one
 * yes, until the list of people shows everybody. Each of the program's processes is looked at meanwhile.
 */
export async function measureFirstImport({ offices = 4, people = 250, career = 10 }): Promise<FirstImportFigures> {
  const folder = await folderFor("first-import");
  const { app, userData } = await openNewOffice(folder, {
    officeName: "Tỉnh ủy",
    office: "nghean",
    province: true,
    clerkName: "Phép đo",
    clerkRole: "",
    passphrase,
  });
  try {
    const stick = join(folder, "stick");
    await mkdir(stick);
    const overview = await callMain(app, "exchange.overview", {});
    if (!overview.ok) throw new Error(overview.problem.kind);
    let records = 0;
    for (let i = 0; i < offices; i += 1) {
      const office = await paperOffice(folder, 1000 + i, `huyen${i}`);
      await admit(app, office.path, office.digits);
      await haveUnits(app, madeOffice(i + 1, people, career));
      records += (await wholeBundle(office, overview.value.own, stick, i, people, career)).records;
    }
    await goTo(app, "Trao đổi");
    app.answer(stick);
    await app.page.click({ role: "button", name: "Nhận cả thư mục" });
    await app.page.waitFor({ role: "button", name: `Nhận ${offices} gói` });
    await app.page.evaluate(watchTasks);
    const ledger = join(userData, "store");
    const before = await bytesIn(ledger);
    const watch = watchProcesses(app.pid);
    const begun = performance.now();
    await app.page.click({ role: "button", name: `Nhận ${offices} gói` });
    await app.page.waitFor(".closing-sum", { timeout: 3_600_000 });
    await app.page.click({ role: "button", name: "Xong" });
    await goTo(app, "Cán bộ");
    const listed = `Number(document.querySelector("[data-found]")?.dataset.found) === ${offices * people}`;
    await app.page.waitUntil(listed, { timeout: 600_000 });
    const took = performance.now() - begun;
    const longestTask = await app.page.evaluate<number>("window.longestTask");
    const peak = watch.stop();
    const grown = (await bytesIn(ledger)) - before;
    return {
      offices,
      people: offices * people,
      records,
      took,
      grown,
      written: await writeAsMuch(grown, offices),
      longestTask,
      peak,
    };
  } finally {
    await app.kill();
  }
}

export function firstImportLines(figures: FirstImportFigures): readonly string[] {
  const { offices, people, records, took, grown, written, longestTask, peak } = figures;
  const MB = (size: number) => `${(size / 1e6).toFixed(0)} MB`;
  const rate = (millis: number) => ((grown / 1e6 / millis) * 1000).toFixed(1);
  return [
    `first import of ${offices} whole offices through the screens, ${people} people in ${records} records`,
    `  taken and listed in ${(took / 1000).toFixed(1)} s: ${((records / took) * 1000).toFixed(0)} records a second`,
    `  into the ledger ${rate(took)} MB a second; the same ${MB(grown)} plainly written, one sync a bundle, ${rate(written)} MB a second: ours / plain ${(took / written).toFixed(1)}`,
    `  longest task of the page ${longestTask.toFixed(0)} ms`,
    `  most memory held (at most 1,000 MB each): ${Object.entries(peak)
      .map(([kind, bytes]) => `${kind} ${MB(bytes)}`)
      .join(", ")}`,
  ];
}

/** The province has the units on file in which an office's people serve: else each of their posts would lie on the desk as odd. */
async function haveUnits(app: App, { units }: MadeOffice): Promise<void> {
  const records = units.flatMap((unit) => [{ id: unit.unitId, tree: "PARTY" as const, withdrawn: false }, unit]);
  const changes = records.map((record) => describeChange(undefined, record)!);
  const saved = await callMain(app, "ledger.append", { purpose: "units.load", reason: "", audience: [], changes });
  if (!saved.ok) throw new Error(saved.problem.kind);
}

/** The longest time in which the page could not answer since this ran, in `window.longestTask`. */
const watchTasks = `(() => {
  window.longestTask = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longestTask = Math.max(window.longestTask, duration);
  }).observe({ type: "longtask" });
  return true;
})()`;

/** All that an office has, in one bundle on the stick. Answers how many records, and the bytes of their lines. */
export async function wholeBundle(
  office: TestOffice,
  province: Peer,
  stick: string,
  number: number,
  people: number,
  career: number,
): Promise<{ readonly records: number; readonly bytes: number }> {
  const made = madeOffice(number + 1, people, career);
  const all = [...made.people.map((person) => ({ ...person, custodian: office.peer.office })), ...made.assignments];
  const lines = Array.from({ length: Math.ceil(all.length / 300) }, (_, i) =>
    encodeLine({
      feed: office.peer.feed,
      number: i + 1,
      clerk: "c1",
      at: "2026-03-02T08:00",
      purpose: "workbook.import",
      reason: "",
      audience: [],
      changes: all.slice(i * 300, i * 300 + 300).map((record) => describeChange(undefined, record)!),
    }),
  );
  const bundle = await packed(office, consignment(office, { ...office, peer: province }, lines));
  if (bundle.header.counts.actions !== lines.length) throw new Error("an office is too large for one bundle");
  await writeFile(join(stick, bundle.fileName), bundle.bundle);
  await writeFile(join(stick, bundle.signatureName), bundle.signature);
  return { records: all.length, bytes: lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0) };
}

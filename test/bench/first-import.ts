import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { App } from "../../build/chromium-host/drive.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { callMain, goTo, openNewOffice } from "../app/clerk.ts";
import { admit, paperOffice, preview } from "../app/peers.ts";
import { editsBundle, type MadeDistrict, wholeBundle } from "./district-bundles.ts";
import { type MadeOffice, madeOffice } from "./made-office.ts";
import { watchProcesses } from "./memory.ts";
import { folderFor } from "./office.ts";
import { type PageTasks, seesLongTasks, taskLines, watchPageTasks } from "./page-tasks.ts";
import { bytesIn, writeAsMuch } from "./plain-writing.ts";

export interface FirstImportFigures {
  readonly offices: number;
  readonly people: number; // of all offices together
  readonly records: number;
  readonly took: number; // ms from the clerk's yes until the list shows everybody
  readonly grown: number; // bytes the ledger grew by
  readonly written: number; // ms to write as many plainly, one sync for each bundle
  readonly tasks: PageTasks;
  readonly peak: Readonly<Record<string, number>>; // bytes of memory that each process held at most
  readonly edits: EditsFigures;
}

/** A bundle of edits of one of these offices, taken after a look at it and another by the queue. */
export interface EditsFigures {
  readonly edits: number; // fields in each of the two
  readonly saves: readonly [number, number];
  readonly looked: Taken; // from the choice of the bundle to its preview
  readonly agreed: Taken; // from the yes to the closing sum
  readonly queued: Taken; // from the yes to the closing sum
  readonly peak: Readonly<Record<string, number>>;
}
interface Taken {
  readonly took: number; // ms
  readonly tasks: PageTasks;
}

const passphrase = "đợt nhập đầu tiên của tỉnh";

/**
 * A province takes in whole offices for the first time, through the compiled program and its screens: a folder of bundles, one
 * yes, until the list of people shows everybody. Then two of them send what they typed. Each of the program's processes, and each
 * task of the page's own thread, is looked at meanwhile.
 *
 * @param edits  fields that each of the two typed
 */
export async function measureFirstImport({
  offices = 4,
  people = 250,
  career = 10,
  edits = 2_000,
}): Promise<FirstImportFigures> {
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
    const districts: MadeDistrict[] = [];
    for (let i = 0; i < offices; i += 1) {
      const office = await paperOffice(folder, 1000 + i, `huyen${i}`);
      await admit(app, office.path, office.digits);
      await haveUnits(app, madeOffice(i + 1, people, career));
      const district = { office, number: i, people, career };
      districts.push(district);
      records += (await wholeBundle(district, overview.value.own, stick)).records;
    }
    await goTo(app, "Trao đổi");
    app.answer(stick);
    await app.page.click({ role: "button", name: "Nhận cả thư mục" });
    await app.page.waitFor({ role: "button", name: `Nhận ${offices} gói` });
    const ledger = join(userData, "store");
    const before = await bytesIn(ledger);
    const watch = watchProcesses(app.pid);
    await seesLongTasks(app);
    const traced = await watchPageTasks(app);
    const begun = performance.now();
    await app.page.click({ role: "button", name: `Nhận ${offices} gói` });
    await app.page.waitFor(".closing-sum", { timeout: 3_600_000 });
    await app.page.click({ role: "button", name: "Xong" });
    await goTo(app, "Cán bộ");
    const listed = `Number(document.querySelector("[data-found]")?.dataset.found) === ${offices * people}`;
    await app.page.waitUntil(listed, { timeout: 600_000 });
    const took = performance.now() - begun;
    const tasks = await traced.stop();
    const peak = watch.stop();
    const grown = (await bytesIn(ledger)) - before;
    return {
      offices,
      people: offices * people,
      records,
      took,
      grown,
      written: await writeAsMuch(grown, offices),
      tasks,
      peak,
      edits: await measureEdits(app, folder, districts, edits),
    };
  } finally {
    await app.kill();
  }
}

async function measureEdits(
  app: App,
  folder: string,
  districts: readonly MadeDistrict[],
  edits: number,
): Promise<EditsFigures> {
  const overview = await callMain(app, "exchange.overview", {});
  const [first, second] = districts;
  if (!overview.ok || first === undefined || second === undefined) throw new Error("two offices are needed");
  const [alone, together] = [join(folder, "alone"), join(folder, "together")];
  await Promise.all([mkdir(alone), mkdir(together)]);
  const one = await editsBundle(first, overview.value.own, alone, edits);
  const other = await editsBundle(second, overview.value.own, together, edits);
  const watch = watchProcesses(app.pid);
  const looked = await timed(app, () => preview(app, one.path));
  const agreed = await timed(app, async () => {
    await app.page.click({ role: "button", name: "Nhận" });
    await app.page.waitFor(".closing-sum", { timeout: 600_000 });
  });
  await app.page.click({ role: "button", name: "Để sau" });
  app.answer(together);
  await app.page.click({ role: "button", name: "Nhận cả thư mục" });
  await app.page.waitFor({ role: "button", name: "Nhận 1 gói" });
  const queued = await timed(app, async () => {
    await app.page.click({ role: "button", name: "Nhận 1 gói" });
    await app.page.waitFor(".closing-sum", { timeout: 600_000 });
  });
  return { edits, saves: [one.saves, other.saves], looked, agreed, queued, peak: watch.stop() };
}

async function timed(app: App, work: () => Promise<unknown>): Promise<Taken> {
  const traced = await watchPageTasks(app);
  const begun = performance.now();
  await work();
  const took = performance.now() - begun;
  return { took, tasks: await traced.stop() };
}

export function firstImportLines(figures: FirstImportFigures): readonly string[] {
  const { offices, people, records, took, grown, written, tasks, peak, edits } = figures;
  const rate = (millis: number) => ((grown / 1e6 / millis) * 1000).toFixed(1);
  return [
    `first import of ${offices} whole offices through the screens, ${people} people in ${records} records`,
    `  taken and listed in ${(took / 1000).toFixed(1)} s: ${((records / took) * 1000).toFixed(0)} records a second`,
    `  into the ledger ${rate(took)} MB a second; the same ${MB(grown)} plainly written, one sync a bundle, ${rate(written)} MB a second: ours / plain ${(took / written).toFixed(1)}`,
    memoryLine(peak),
    ...taskLines("while they come in", tasks),
    `a bundle of ${edits.edits} field edits of one of these offices, ${edits.saves[0]} saves, after a look at it; and one of ${edits.saves[1]} by the queue`,
    `  checked and weighed in ${seconds(edits.looked)}, taken and shown in ${seconds(edits.agreed)}; by the queue in ${seconds(edits.queued)}`,
    memoryLine(edits.peak),
    ...taskLines("before the preview", edits.looked.tasks),
    ...taskLines("after the yes", edits.agreed.tasks),
    ...taskLines("in the queue", edits.queued.tasks),
  ];
}

const MB = (size: number) => `${(size / 1e6).toFixed(0)} MB`;
const seconds = ({ took }: Taken) => `${(took / 1000).toFixed(1)} s`;
const memoryLine = (peak: Readonly<Record<string, number>>) =>
  `  most memory held (at most 1,000 MB each; utility holds the trace of the page's tasks): ${Object.entries(peak)
    .map(([kind, bytes]) => `${kind} ${MB(bytes)}`)
    .join(", ")}`;

/** The province has the units on file in which an office's people serve: else each of their posts would lie on the desk as odd. */
async function haveUnits(app: App, { units }: MadeOffice): Promise<void> {
  const records = units.flatMap((unit) => [{ id: unit.unitId, tree: "PARTY" as const, withdrawn: false }, unit]);
  const changes = records.map((record) => describeChange(undefined, record)!);
  const saved = await callMain(app, "ledger.append", { purpose: "units.load", reason: "", audience: [], changes });
  if (!saved.ok) throw new Error(saved.problem.kind);
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { reports } from "../../renderer/text/vi/reports.ts";
import { work } from "../../renderer/text/vi/work.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { aMove } from "../fixtures/records.ts";
import { rotationOffice } from "../fixtures/rotation-office.ts";
import { callMain, goTo, lock, openNewOffice, unlock } from "./clerk.ts";
import { lookAllOver } from "./look-over.ts";

/** Every screen that paper leaves from fits and is sound for axe-core, in both languages, on the office screen and at 125 %. */
const passphrase = "tám đò ngang qua bến Nam Đàn";
let folder: string;
let app: App;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "paper-screens-"));
  ({ app } = await openNewOffice(folder, {
    officeName: "Ban Tổ chức Tỉnh ủy Nghệ An",
    office: "nghean",
    province: true,
    clerkName: "Trần Thị Thử",
    clerkRole: "Chuyên viên",
    passphrase,
  }));
  const made = rotationOffice("nghean");
  const moves = made.records
    .filter(({ id }) => id.startsWith("person:"))
    .slice(0, 12)
    .map(({ id }, n) => ({
      ...aMove(n + 1, 1, {
        fromTitle: "Phó Trưởng Ban Tổ chức",
        toTitle: `Phó Bí thư Đảng ủy xã thứ ${n + 1}`,
        start: `20${10 + n}-03-01`,
        endedOn: `20${13 + n}-03-01`,
        outcome: "HIGHER" as const,
      }),
      personId: id as RecordId<"person">,
    }));
  const records = [...made.records, ...moves];
  for (let from = 0; from < records.length; from += 200) {
    const changes = records.slice(from, from + 200).flatMap((record) => describeChange(undefined, record) ?? []);
    const saved = await callMain(app, "ledger.append", { purpose: "person.add", reason: "", audience: [], changes });
    if (!saved.ok) throw new Error(saved.problem.kind);
  }
  await lock(app);
  await unlock(app, passphrase);
}, 120_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const button = (name: string | RegExp) => ({ role: "button", name });
const look = async (what: string) => expect(await lookAllOver(app, what)).toEqual([]);

describe("the screens that paper leaves from", () => {
  it("are a form's pages, each of the three, and what it lacks", async () => {
    const { page } = app;
    await goTo(app, "Cán bộ");
    await page.waitFor("tbody tr");
    await page.click({ css: "tbody tr", nth: 0 });
    await page.click(button(/^In lý lịch/));
    await page.waitFor("article");
    for (const [at, form] of [/^2C-BNV/, /^Mẫu hợp nhất/, /^2C\/TCTW/].entries()) {
      await page.choose({ label: "Mẫu in" }, form);
      await page.settle();
      await look(`form ${at + 1}`);
    }
  });

  it("are the list's pages and the order for many forms", async () => {
    const { page } = app;
    await goTo(app, "Cán bộ");
    await page.waitFor("tbody tr");
    await page.click(button("PDF"));
    await page.waitFor("dialog[open] .table-paper");
    await look("list preview");
    await page.press("Escape");
    await page.click(button(/^In lý lịch/));
    await page.waitFor("dialog[open], .batch-order");
    await look("order for many forms");
    await page.press("Escape");
  });

  it("are the reports, one that is kept, the work that falls due and the plan", async () => {
    const { page } = app;
    await goTo(app, /^Biểu thống kê/);
    for (const report of ["R-1", "R-5", "R-6"] as const) {
      await page.click({ role: "button", name: new RegExp(`${reports.name[report]}$`), within: ".report-bar" });
      await page.waitFor(`[data-report="${report}"]`);
      await look(`report ${report}`);
    }
    await page.click(button(reports.issued.keep));
    await look("keep a report");
    await page.click({ role: "button", name: reports.issued.keep, within: "dialog" });
    await page.waitFor({ text: new RegExp(`^${reports.issued.kept}`) });
    await page.click(button(new RegExp(`^${reports.issued.title}`)));
    await page.click(button(/^Xem /));
    await page.waitFor(".report-issued-head");
    await look("kept report");
    await goTo(app, /^Việc cần làm/);
    await page.click({ role: "button", name: new RegExp(`^${work.tab.due}`), within: "#main" });
    await look("work that falls due");
    await goTo(app, /^Quy hoạch/);
    await page.waitFor("#main table");
    await look("plan");
  });

  it("are the register of moves, a paper about a move, the office's templates and the delivery book", async () => {
    const { page } = app;
    await goTo(app, "Luân chuyển");
    await page.waitFor("#main tbody tr");
    await page.click(button("PDF"));
    await page.waitFor("dialog[open] .table-paper");
    await look("moves preview");
    await page.press("Escape");
    await page.click({ css: "#main tbody .link", nth: 0 });
    await page.click(button("Soạn văn bản…"));
    await page.waitFor("[data-value=ho_va_ten]");
    await look("paper about a move");
    await page.click(button("Mẫu văn bản…"));
    await page.waitFor("[data-field='{ho_va_ten}']");
    await look("templates");
    await goTo(app, /^Trao đổi/);
    await page.click(button(/sổ giao nhận/i));
    await page.waitFor({ role: "heading", name: "Sổ giao nhận" });
    await look("delivery book");
  });
});

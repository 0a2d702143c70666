import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { putOnCarrier } from "../../electron/exchange/carrier.ts";
import { realMachine } from "../../electron/machine.ts";
import type { Draft } from "../../shared/change/change.ts";
import { encodeLine } from "../../shared/change/line.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { consignment, packed } from "../electron/exchange/offices.ts";
import { aPerson, numbered } from "../fixtures/records.ts";
import { making } from "../renderer/data/office-fixture.ts";
import { callMain, goTo, openNewOffice } from "./clerk.ts";
import { axeFindings, misfits, showAt } from "./look-over.ts";
import { admit, paperOffice, preview, take } from "./peers.ts";

/** The province proposes in three hundred files of a district after a reorganisation; the district decides on all at once. */
const people = 300;
const withPhone = 40;
let stick: string;
let app: App;

beforeAll(async () => {
  stick = await mkdtemp(join(tmpdir(), "proposals-"));
  const clerk = { clerkName: "Trần Thị Lệ", clerkRole: "Văn thư", passphrase: "năm con thuyền trên sông Lam" };
  app = (await openNewOffice(stick, { officeName: "Huyện ủy Đô Lương", office: "doluong", ...clerk })).app;
  const pc = await paperOffice(stick, 81, "doluong"); // the office's other PC keeps the same files
  const above = await paperOffice(stick, 82, "nghean", "province");
  for (const { path, digits } of [pc, above]) await admit(app, path, digits);
  const person = (n: number) => numbered("person", n + 1) as RecordId;
  const some = Array.from({ length: people }, (_, n) => n);
  await bring(
    pc,
    "person.add",
    some.map((n) => making(aPerson(n + 1, { birthName: `Lô Văn ${n + 1}`, residence: "Xã cũ" }))),
  );
  await bring(
    above,
    "person.edit",
    some.map((n) => ({
      record: person(n),
      fields:
        n < withPhone
          ? { phone: { saw: [], to: `09${String(n).padStart(8, "0")}` } }
          : { residence: { saw: [`${pc.peer.feed}:1`], to: "Xã mới" } },
    })),
  );
}, 240_000);
afterAll(async () => {
  await app?.kill();
  await rm(stick, { recursive: true, force: true, maxRetries: 5 });
});

async function bring(from: Awaited<ReturnType<typeof paperOffice>>, purpose: string, changes: Draft["changes"]) {
  const overview = await callMain(app, "exchange.overview", {});
  if (!overview.ok) throw new Error(overview.problem.kind);
  const line = encodeLine({
    feed: from.peer.feed,
    number: 1,
    clerk: "c1",
    at: "2026-03-01T08:00",
    purpose,
    reason: "",
    audience: [],
    changes,
  });
  const bundle = await packed(from, consignment(from, { ...from, peer: overview.value.own }, [line]));
  expect((await putOnCarrier(realMachine(), stick, bundle)).ok).toBe(true);
  await preview(app, join(stick, bundle.fileName));
  expect((await take(app)).total).toBe(1);
}

describe("proposals by the hundred", () => {
  it("are narrowed, looked at, and declined together with one reason", async () => {
    const { page } = app;
    await goTo(app, /^Bàn việc/);
    await page.waitFor({ text: `${people} đề nghị` });
    await look("proposals");
    await page.choose({ label: "Mục" }, `đ/thoại (${withPhone})`);
    await page.click({ role: "button", name: `Quyết định ${withPhone} đề nghị cùng lúc` });
    await page.choose({ label: /^Quyết định/ }, "Không ghi");
    await look("decline");
    await page.fill({ label: /^Lý do/, within: "dialog" }, "chưa có quyết định");
    await page.click({ role: "button", name: `Không ghi ${withPhone} đề nghị` });
    await page.waitFor(`[data-together="${withPhone}"]`, { timeout: 60_000 });
    await page.waitFor({ text: `${people - withPhone} đề nghị` });
  });

  it("are adopted together, and all taken back in one click", async () => {
    const { page } = app;
    await page.click({ role: "button", name: `Quyết định ${people - withPhone} đề nghị cùng lúc` });
    await page.choose({ label: /^Quyết định/ }, "Ghi theo đề nghị");
    await page.fill({ label: /^Lý do/, within: "dialog" }, "theo đề án sắp xếp");
    await look("adopt");
    await page.click({ role: "button", name: `Ghi theo ${people - withPhone} đề nghị` });
    await page.waitFor(`[data-together="${people - withPhone}"]`, { timeout: 60_000 });
    await look("adopted");
    await page.click({ role: "button", name: "Lấy lại tất cả" });
    await page.waitFor({ text: `${people - withPhone} chỗ` }, { timeout: 60_000 });
    await look("taken-back");
    await page.click({ role: "button", name: "English" });
    await look("english");
    await app.close();
  });
});

/** The screen as it stands at both sizes: it fits, and axe-core finds nothing weighty. */
async function look(name: string): Promise<void> {
  for (const size of ["1366×768 at 125 %", "1366×768"] as const) {
    await showAt(app, size);
    expect(await misfits(app), name).toEqual([]);
    const { PICTURES } = process.env;
    if (PICTURES !== undefined)
      await app.page.screenshot(join(PICTURES, `together-${name} ${size.replaceAll(/[ %]/g, "")}.png`));
  }
  expect((await axeFindings(app)).findings, name).toEqual([]);
}

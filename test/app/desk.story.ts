import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { putOnCarrier } from "../../electron/exchange/carrier.ts";
import { realMachine } from "../../electron/machine.ts";
import type { Draft } from "../../shared/change/change.ts";
import { encodeLine } from "../../shared/change/line.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import type { AnyRecord } from "../../shared/domain/record-kinds.ts";
import { consignment, packed } from "../electron/exchange/offices.ts";
import { anAssignment, aPerson, aVersion, numbered } from "../fixtures/records.ts";
import { making } from "../renderer/data/office-fixture.ts";
import { callMain, goTo, openNewOffice, openPerson } from "./clerk.ts";
import { axeFindings, misfits } from "./look-over.ts";
import { admit, paperOffice, preview, take } from "./peers.ts";

/** A reorganisation: a district and another PC of the province wrote the same posts, not knowing of one another. */
const people = 210;
const withDate = 6;
const units = ["Đảng ủy xã Châu Tiến", "Đảng ủy xã Mường Nọc"];
const nameOf = (n: number): string => `Lô Văn ${["An", "Bình", "Cường", "Dũng", "Giang"][n % 5]} ${n + 1}`;
const [kept, other] = ["Phó Chánh Văn phòng", "Phó Trưởng ban Xây dựng Đảng"];
let stick: string;
let app: App;

beforeAll(async () => {
  stick = await mkdtemp(join(tmpdir(), "desk-"));
  const made = { officeName: "Ban Tổ chức Tỉnh ủy Nghệ An", office: "nghean", province: true };
  const clerk = { clerkName: "Trần Thị Lệ", clerkRole: "Chuyên viên", passphrase: "năm con thuyền trên sông Lam" };
  app = (await openNewOffice(stick, { ...made, ...clerk })).app;
}, 120_000);
afterAll(async () => {
  await app?.kill();
  await rm(stick, { recursive: true, force: true, maxRetries: 5 });
});

type PaperOffice = Awaited<ReturnType<typeof paperOffice>>;
const lineOf = ({ peer }: PaperOffice, number: number, purpose: string, changes: Draft["changes"]) =>
  encodeLine({
    feed: peer.feed,
    number,
    clerk: "c1",
    at: `2026-03-0${number}T08:00`,
    purpose,
    reason: "",
    audience: [],
    changes,
  });

/** Carry lines to the province as a bundle, as far as its preview; answers the words of the preview. */
async function bring(from: PaperOffice, lines: readonly string[]): Promise<string> {
  const { own } = await ownOffice();
  const bundle = await packed(from, consignment(from, { ...from, peer: own }, lines));
  expect((await putOnCarrier(realMachine(), stick, bundle)).ok).toBe(true);
  await preview(app, join(stick, bundle.fileName));
  return (await app.page.texts("#main")).join(" ");
}
const ownOffice = async () => {
  const answer = await callMain(app, "exchange.overview", {});
  if (!answer.ok) throw new Error(answer.problem.kind);
  return answer.value;
};

const conflictsSaid = { text: new RegExp(`^${people + withDate + units.length} chỗ$`) };
const button = (name: string | RegExp) => ({ role: "button", name });

/** Look the screen over and, where asked for, keep a picture of it. */
async function look(what: string): Promise<void> {
  await app.page.settle();
  if (process.env.PICTURES !== undefined) await app.page.screenshot(join(process.env.PICTURES, `desk ${what}.png`));
  expect([what, (await axeFindings(app)).findings, await misfits(app)]).toEqual([what, [], []]);
}

describe("hundreds of conflicts", () => {
  it("come with the bundles of two offices", async () => {
    const [first, second] = [
      await paperOffice(stick, 91, "quychau"),
      await paperOffice(stick, 92, "nghean", "province"),
    ];
    for (const office of [first, second]) await admit(app, office.path, office.digits);
    const records: AnyRecord[] = [
      ...units.flatMap((name, n) => [
        blankRecord("unit", { id: numbered("unit", n + 1), tree: "PARTY" }),
        aVersion(n + 1, n + 1, { name }),
      ]),
      ...Array.from({ length: people }, (_, n) => [
        aPerson(n + 1, { custodian: "quychau", birthName: nameOf(n) }),
        anAssignment(n + 1, n + 1, {
          unitId: numbered("unit", (n % 2) + 1),
          title: "Chuyên viên",
          unitText: units[n % 2]!,
          from: "2025-07-01",
        }),
      ]).flat(),
    ];
    const made = `${first.peer.feed}:1`;
    const writing = (to: string, from: string): Draft["changes"] => [
      ...Array.from({ length: people }, (_, n) => ({
        record: numbered("assignment", n + 1),
        fields: {
          title: { saw: [made], to: `${to} ${n + 1}` },
          ...(n < withDate ? { from: { saw: [made], to: from } } : {}),
        },
      })),
      ...units.map((name, n) => ({
        record: numbered("unit-version", n + 1),
        fields: { name: { saw: [made], to: `${name} (${from})` } },
      })),
    ];
    await bring(first, [
      lineOf(first, 1, "person.add", records.map(making)),
      lineOf(first, 2, "person.edit", writing(kept, "2025-07-15")),
    ]);
    expect((await take(app)).applied).toBe(2);
    const paper = blankRecord("decision", {
      id: numbered("decision", 1),
      number: "15-QĐ/HU",
      issuer: "Huyện ủy Quế Phong",
    });
    const said = await bring(second, [
      lineOf(second, 1, "person.edit", [making(paper), ...writing(other, "2025-08-01")]),
    ]);
    expect(said).toMatch(new RegExp(`Có ${people + withDate + units.length} chỗ hai nơi ghi khác nhau`));
    expect((await take(app)).applied).toBe(1);
    await goTo(app, /^Bàn việc/);
    await app.page.waitFor(conflictsSaid);
    const [shown = ""] = await app.page.texts(".conflict-value:has(input)");
    const both = (await app.page.texts(".conflict-value")).join(" ");
    expect([shown.length > 0, both.includes("Theo quyết định 15-QĐ/HU"), both.includes("Chuyên viên")]).toEqual([
      true,
      true,
      true,
    ]);
    await look("many");
  }, 120_000);

  it("are narrowed by field, unit and writer", async () => {
    const { page } = app;
    await page.choose({ label: "Mục" }, `Từ tháng, năm (${withDate})`);
    await page.waitFor({ text: `${withDate} trong ${people + withDate + units.length} chỗ` });
    expect(await page.count(".conflict")).toBe(withDate);
    await page.choose({ label: "Mục" }, "Mọi mục");
    await page.fill({ label: "Đơn vị" }, "chau tien");
    await page.click({ role: "option", name: new RegExp(`^${units[0]} \\(`) });
    await page.waitFor({ text: new RegExp(`^\\d+ trong ${people + withDate + units.length} chỗ$`) });
    await look("narrowed");
    await page.click(button("Xóa"));
    await page.waitFor(button(`Xử lý ${people + withDate + units.length} chỗ theo một quy tắc`));
  });

  it("are settled by one rule after a preview, and only those that it can settle", async () => {
    const { page } = app;
    await page.click(button(/^Xử lý \d+ chỗ theo một quy tắc$/));
    await page.choose({ label: /^Quy tắc/ }, "Giữ giá trị của cơ quan quản lý hồ sơ");
    await page.waitFor("[data-sum]");
    const sums = async () => page.texts(".bulk-sums dd");
    expect(await sums()).toEqual([String(people + withDate), String(units.length)]);
    expect(await page.texts(".bulk-left li")).toEqual([`${units.length} chỗ không có giá trị của nơi được chọn`]);
    const table = (await page.texts(".bulk-preview tbody")).join(" ");
    expect([table.includes(kept), table.includes(`${other} `)]).toEqual([true, true]);
    await look("preview");
    await page.click(button(`Ghi quyết định cho ${people + withDate} chỗ`));
    expect(await page.count("dialog[open]")).toBe(1); // a reason is wanted
    await page.fill({ label: /^Lý do/, within: "dialog" }, "Theo đề án sắp xếp, hồ sơ gốc ở Quỳ Châu");
    await page.click(button(`Ghi quyết định cho ${people + withDate} chỗ`));
    await page.waitFor(
      { text: `Đã ghi quyết định cho ${people + withDate} chỗ theo một quy tắc.` },
      { timeout: 30_000 },
    );
    await page.waitFor({ text: `${units.length} chỗ` });
    expect(await page.count(".conflict")).toBe(units.length);
    await look("settled");
    await openPerson(app, nameOf(41));
    await page.waitFor({ text: new RegExp(`${kept} 42`) });
  });

  it("are all taken back by one press, each with its two values and writers", async () => {
    const { page } = app;
    await page.press("Escape");
    await goTo(app, /^Bàn việc/);
    await page.waitFor({ text: /^Lần xử lý theo quy tắc gần nhất: 216 chỗ/ });
    await page.click(button("Lấy lại tất cả"));
    await page.waitFor(
      { text: `Đã lấy lại: ${people + withDate} chỗ trở lại bàn, giá trị như trước.` },
      { timeout: 30_000 },
    );
    await page.waitFor(conflictsSaid);
    expect(await page.count(button("Lấy lại tất cả"))).toBe(0);
    const writers = new Set((await page.texts(".conflict-value")).filter((text) => text.includes("ghi chép số")));
    expect([...writers].every((text) => /quychau|nghean|Nghệ An/.test(text))).toBe(true);
    await look("taken back");
  });

  it("is read in English as well", async () => {
    const { page } = app;
    await page.click({ role: "button", name: "English", within: "header" });
    await page.click(button(/^Settle \d+ by one rule$/));
    await page.choose({ label: /^Rule/ }, "Keep the value written last in the chain of entries");
    await page.waitFor("[data-sum]");
    await look("preview in English");
    await page.press("Escape");
    await look("many in English");
    await page.click({ role: "button", name: "Tiếng Việt", within: "header" });
  });
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { putOnCarrier } from "../../electron/exchange/carrier.ts";
import { realMachine } from "../../electron/machine.ts";
import { encodeLine } from "../../shared/change/line.ts";
import { idMaker } from "../../shared/domain/new-id.ts";
import { consignment, packed } from "../electron/exchange/offices.ts";
import {
  addPerson,
  callMain,
  editPerson,
  goTo,
  historyOf,
  importWorkbook,
  listsPeople,
  openNewOffice,
  openPerson,
  recordMove,
  shownIn,
  stateSum,
} from "./clerk.ts";
import { axeFindings } from "./look-over.ts";
import { admit, paperOffice, preview, receive, send, take, typeDigits, writeSheet } from "./peers.ts";
import { smallOffice, workbookOnDisk } from "./workbook-on-disk.ts";

/** Two offices with their own programs, a stick between them, and a third office that only the province knows. */
const passphrase = "năm con thuyền trên sông Lam";
const district = { name: "Huyện ủy Đô Lương", office: "doluong" };
const province = { name: "Ban Tổ chức Tỉnh ủy Nghệ An", office: "nghean" };
const names = ["Đặng Thị Ngọc Ánh", "Nguyễn Đăng Khoa", "Trần Văn Dũng", "Phạm Thị Hồng Nhung", "Võ Minh Trí"];
const units = ["Huyện Đô Lương", "Đảng ủy xã Lưu Sơn", "Đảng ủy xã Đà Sơn"];
const stranger = "Lô Thị Quỳ Châu";

let stick: string;
let below: App;
let above: App;

beforeAll(async () => {
  stick = await mkdtemp(join(tmpdir(), "exchange-"));
  const open = async ({ name, office }: typeof district, isProvince: boolean) => {
    const made = { officeName: name, office, clerkName: `Văn thư ${office}`, clerkRole: "Văn thư", passphrase };
    return (await openNewOffice(stick, { ...made, province: isProvince })).app;
  };
  below = await open(district, false);
  above = await open(province, true);
}, 120_000);

afterAll(async () => {
  await below?.kill();
  await above?.kill();
  await rm(stick, { recursive: true, force: true, maxRetries: 5 });
});

describe("two offices, through their screens", () => {
  it("enrol each other by the digits of the stamped sheet, and by no others", async () => {
    const [lower, upper] = [await writeSheet(below, stick), await writeSheet(above, stick)];
    expect(lower.digits.replace(/\D/g, "")).toHaveLength(30);
    expect(await above.page.isEnabled({ role: "button", name: "Nhận gói" })).toBe(false);
    await typeDigits(above, lower.path, oneDigitOff(lower.digits));
    await above.page.waitFor({ text: "Chữ số không khớp. Chưa đăng ký cơ quan nào." });
    expect(await above.page.count(".digits-differ")).toBe(2); // one group, typed and in the file
    await above.page.press("Escape");
    expect(await above.page.count({ text: "Chưa đăng ký với cơ quan nào" })).toBe(1);
    await admit(above, lower.path, lower.digits);
    await admit(below, upper.path, upper.digits.replaceAll(" ", ""));
  });

  it("the district's people and a move reach the province, which sees before it takes", async () => {
    const counted = await importWorkbook(
      below,
      await workbookOnDisk(join(stick, "so.xlsx"), smallOffice(names.slice(0, 4))),
    );
    expect(counted.find((row) => row.startsWith("Cán bộ"))).toMatch(/^Cán bộ 4 0 0$/);
    await addPerson(below, { birthName: names[4] ?? "", residence: "Xóm 9, xã Lưu Sơn" });
    const said = await recordMove(below, {
      who: names[0] ?? "",
      unit: "Đảng ủy xã Đà Sơn",
      post: "Bí thư Đảng ủy xã",
      decision: "127-QĐ/HU",
      signed: "01/03/2026",
      start: "10/03/2026",
    });
    expect(said).toContain("“Bí thư Đảng ủy, Đảng ủy xã Lưu Sơn” kết thúc 09/03/2026");

    const bundle = await send(below, province.name, stick);
    expect(await standing(below)).toBe("đã xác nhận 0 chưa được tỉnh xác nhận 3");
    await preview(above, bundle);
    expect(await peopleInMain(above)).toBe(0);
    const links = await above.page.texts({ css: "#main button.link" });
    expect(links.length).toBeGreaterThan(0);
    for (let i = 0; i < links.length; i += 1)
      await above.page.click({ css: '#main button.link[aria-expanded="false"]', nth: 0 });
    await above.page.waitUntil(`document.querySelectorAll("#main .names").length === ${links.length}`);
    const shown = new Set(await above.page.texts(".names .person-name"));
    expect([...shown].toSorted()).toEqual([...names, ...units, "127-QĐ/HU"].toSorted());
    expect(await take(above)).toEqual({ applied: 3, waiting: 0, held: 0, refused: 0, total: 3 });
    await listsPeople(above, 5);
    expect(await stateSum(above)).toEqual(await stateSum(below));
  });

  it("only the receipt turns sent into confirmed", async () => {
    expect(await standing(below)).toBe("đã xác nhận 0 chưa được tỉnh xác nhận 3");
    const receipt = await send(above, district.name, stick);
    await preview(below, receipt);
    expect((await below.page.texts("#main")).join(" ")).toMatch(/xác nhận đã có ghi chép của doluong-\w{4} đến số 3/);
    await take(below);
    expect(await standing(below)).toBe("đã xác nhận 3");
    expect(await nextStep(below)).toBe("Đã được xác nhận đủ. Không phải làm gì.");
  });

  it("the province takes a third office's file and writes in it: the district is told nothing of that", async () => {
    const third = await paperOffice(stick, 77, "quychau");
    const meAbove = (await overview(above)).own;
    await admit(above, third.path, third.digits);
    const person = idMaker(Date.now(), crypto.getRandomValues(new Uint8Array(16)))("person");
    const line = encodeLine({
      feed: third.peer.feed,
      number: 1,
      clerk: "c1",
      at: "2026-03-02T08:00",
      purpose: "person.add",
      reason: "",
      audience: [],
      changes: [
        {
          record: person,
          fields: { custodian: { saw: [], to: "quychau" }, birthName: { saw: [], to: stranger } },
        },
      ],
    });
    const order = consignment(third, { ...third, peer: meAbove }, [line]);
    const made = await packed(third, order);
    const put = await putOnCarrier(realMachine(), stick, made);
    expect(put.ok).toBe(true);
    await receive(above, join(stick, made.fileName));
    await listsPeople(above, 6);
    await openPerson(above, "lo thi quy", stranger);
    await editPerson(above, { residence: "Bản Hoa Tiến" });
  });

  it("the province writes in a file that the district keeps: it is a proposal until the district decides, on both sides", async () => {
    const [name = ""] = names;
    await openPerson(below, "ngoc anh", name);
    await editPerson(below, { residence: "Khối 3, thị trấn Đô Lương" });
    await openPerson(above, "ngoc anh", name);
    await editPerson(above, { residence: "Số 5, đường Lê Lợi, thành phố Vinh" });
    await above.page.waitFor({ text: /^1 đề nghị của cơ quan mình về hồ sơ này đang chờ/ });
    expect(await shownIn(above, "residence")).toBe("Xóm 1, xã Lưu Sơn");

    const up = await send(below, province.name, stick);
    await preview(above, up);
    expect(await take(above)).toMatchObject({ applied: 1, held: 0, total: 1 });
    await goTo(above, /^Bàn việc/);
    await above.page.waitFor("[data-proposal]");
    expect(await above.page.count({ text: "Ghi theo đề nghị" })).toBe(0); // not the province's to decide
    await look(above, "proposal-above");

    const down = await send(above, district.name, stick);
    await preview(below, down);
    expect(await below.page.count({ text: /Có \d+ chỗ hai nơi ghi khác nhau/ })).toBe(0);
    expect(await take(below)).toEqual({ applied: 1, waiting: 0, held: 1, refused: 0, total: 2 }); // one of them only by its hash
    await goTo(below, /^Bàn việc/);
    await below.page.waitFor("[data-proposal]");
    expect(await below.page.texts(".proposal-fields td")).toEqual([
      "Khối 3, thị trấn Đô Lương",
      "Số 5, đường Lê Lợi, thành phố Vinh",
    ]);
    await look(below, "proposal-below");
    await below.page.click({ role: "button", name: "Không ghi" });
    await below.page.waitFor({ text: "Ghi lý do chọn “Không ghi”." });
    await below.page.fill({ label: /^Lý do/ }, "Theo xác nhận của Công an xã");
    await below.page.click({ role: "button", name: "Không ghi" });
    await below.page.waitFor({ text: /^Đã trả lời không ghi theo đề nghị/ });
    expect(await below.page.count("[data-proposal]")).toBe(0);

    await preview(above, await send(below, province.name, stick));
    expect(await take(above)).toMatchObject({ applied: 1, held: 0, total: 1 });
    await goTo(above, /^Bàn việc/);
    await above.page.waitUntil("document.querySelectorAll('[data-proposal]').length === 1"); // the third office's file
    for (const app of [below, above]) {
      await openPerson(app, "ngoc anh", name);
      expect(await shownIn(app, "residence")).toBe("Khối 3, thị trấn Đô Lương");
    }
    const [settled, ...before] = await historyOf(above, "residence");
    expect(settled?.slice(1)).toEqual(
      expect.arrayContaining([district.name, "Không ghi theo đề nghị", "Theo xác nhận của Công an xã"]),
    );
    expect(before).toHaveLength(3);
    await listsPeople(below, 5);
    expect(JSON.stringify(await callMain(below, "ledger.read", { after: 0, bytes: 16_000_000 }))).not.toContain(
      stranger,
    );
    expect(JSON.stringify(await callMain(above, "ledger.read", { after: 0, bytes: 16_000_000 }))).toContain(stranger);
  });

  it("receipts go both ways until nothing is left to do on either side", async () => {
    await receive(below, await send(above, district.name, stick));
    expect(await standing(below)).toBe("đã xác nhận 5");
    expect((await overview(above)).peers.map(({ peer, confirmedUpTo }) => [peer.office, confirmedUpTo])).toEqual([
      [district.office, 2],
      ["quychau", 0],
    ]);
    for (const app of [below, above]) {
      await goTo(app, "Trao đổi");
      expect(await nextStep(app)).toBe("Đã được xác nhận đủ. Không phải làm gì.");
    }
    console.log("exchange: 6 bundles by stick, 1 proposal decided, every sum closed");
    await below.close();
    await above.close();
  });
});

/** The desk as it stands: nothing that axe-core minds, and a picture where one is asked for. */
async function look(app: App, name: string): Promise<void> {
  expect((await axeFindings(app)).findings).toEqual([]);
  if (process.env.PICTURES !== undefined) await app.page.screenshot(join(process.env.PICTURES, `${name}.png`));
}

const oneDigitOff = (digits: string) => digits.replace(/\d$/, (last) => String((Number(last) + 1) % 10));

async function overview(app: App) {
  const told = await callMain(app, "exchange.overview", {});
  if (!told.ok) throw new Error(told.problem.kind);
  return told.value;
}

/** The first office's standing in words. */
async function standing(app: App): Promise<string> {
  await goTo(app, "Trao đổi");
  await app.page.waitFor(".standing-words");
  return (await app.page.texts(".standing-words"))[0] ?? "";
}

const nextStep = async (app: App) => (await app.page.texts(".next-step span"))[0] ?? "";

/** People in main's ledger, past the screens. */
async function peopleInMain(app: App): Promise<number> {
  const read = await callMain(app, "ledger.read", { after: 0, bytes: 16_000_000 });
  return read.ok ? read.value.entries.filter(({ entry }) => entry.entry === "import").length : Number.NaN;
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { duplicates } from "../../renderer/text/vi/duplicates.ts";
import { people } from "../../renderer/text/vi/people.ts";
import { quality } from "../../renderer/text/vi/quality.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { idMaker } from "../../shared/domain/new-id.ts";
import { sheetCode } from "../../shared/domain/sheet-code.ts";
import { seeded } from "../fixtures/seeded.ts";
import { addManyPeople, callMain, goTo, lock, openNewOffice, unlock } from "./clerk.ts";
import { axeFindings, misfits, showAt, windows } from "./look-over.ts";
import { factsOf, pageTexts, squeezed, wordsOf } from "./pdf-look.ts";

/** Three thousand people: filtered, kept as a view, marked by keys; two files joined and parted; a sheet goes out and comes back. */
const seed = 1402;
const passphrase = "bảy con đò trên sông Giăng";

let folder: string;
let app: App;
const faults: string[] = [];
let screens = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lists-"));
  ({ app } = await openNewOffice(folder, {
    officeName: "Huyện ủy Đô Lương",
    office: "doluong",
    clerkName: "Trần Thị Lệ",
    clerkRole: "Văn thư",
    passphrase,
  }));
  await addManyPeople(app, seed, 2_998, 1);
  await addTwins();
  await lock(app);
  await unlock(app, passphrase);
}, 180_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Two files of one woman, each with a post of its own. */
async function addTwins(): Promise<void> {
  const ids = idMaker(1_770_000_000_000, seeded(seed).bytes(16));
  const [one, other] = [ids("person"), ids("person")];
  const common = {
    custodian: "doluong",
    nativeCommune: "Quỳ Hợp",
    nativeDistrict: "Quỳ Hợp",
    nativeProvince: "Nghệ An",
  };
  const records = [
    blankRecord("person", { ...common, id: one, birthName: "Vi Thị Mỵ Nương", sex: "NU", birthDate: "1988-04-09" }),
    blankRecord("person", {
      ...common,
      id: other,
      birthName: "Vi Thị Mị Nương",
      sex: "NU",
      birthDate: "1988-09-04",
      phone: "0912 345 678",
    }),
    blankRecord("assignment", {
      id: ids("assignment"),
      personId: one,
      nature: "SUBSTANTIVE",
      title: "Phó Chủ tịch HĐND",
      from: "2021",
    }),
    blankRecord("assignment", {
      id: ids("assignment"),
      personId: other,
      nature: "CONCURRENT",
      title: "Chủ tịch Hội Phụ nữ",
      from: "2019",
    }),
  ];
  const changes = records.map((record) => describeChange(undefined, record)!);
  const saved = await callMain(app, "ledger.append", { purpose: "person.add", reason: "", audience: [], changes });
  if (!saved.ok) throw new Error(saved.problem.kind);
}

/** Look a screen over in both window sizes, and with axe-core. */
async function lookOver(screen: string): Promise<void> {
  screens += 1;
  for (const window of Object.keys(windows) as (keyof typeof windows)[]) {
    await showAt(app, window);
    faults.push(...(await misfits(app)).map((what) => `${screen}, ${window}: ${what}`));
    if (process.env.PICTURES !== undefined)
      await app.page.screenshot(join(process.env.PICTURES, `${screen} ${window}.png`));
  }
  await showAt(app, "1366×768");
  const { findings } = await axeFindings(app);
  faults.push(...findings.map((what) => `${screen}: ${what}`));
}

/** Wait until the list has moved (or cannot move) and stands still with every name there. */
const atRest = `(before) => new Promise((next) => {
  const list = document.querySelector('.people-scroll');
  let [last, tries] = [-1, 0];
  const look = () => {
    tries += 1;
    const top = list.scrollTop;
    const named = [...document.querySelectorAll('tr[data-row] .people-name')].every((cell) => cell.textContent !== '');
    if (named && top === last && (top !== before || tries > 12)) next(true);
    else {
      last = top;
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
})`;

const found = () => app.page.evaluate<number>("Number(document.querySelector('[data-found]').dataset.found)");
const button = (name: string | RegExp) => ({ role: "button" as const, name });

describe("the list of three thousand", () => {
  it("shows every row once, by keys and by wheel", async () => {
    const { page } = app;
    await page.waitUntil("Number(document.querySelector('[data-found]')?.dataset.found) === 3000");
    await page.waitFor("tbody tr");
    for (const how of ["keys", "wheel"] as const) {
      await page.evaluate("document.querySelector('.people-grid').focus()");
      await page.press("Home");
      // Every frame that is painted: which rows stood in the window with their names.
      await page.evaluate(`(() => {
        const seen = new Map();
        window.seenRows = seen;
        const frame = document.querySelector('.people-scroll').getBoundingClientRect();
        const look = () => {
          if (window.seenRows !== seen) return;
          for (const row of document.querySelectorAll('tr[data-row]')) {
            const box = row.getBoundingClientRect();
            const name = row.querySelector('.people-name').textContent;
            if (name !== '' && box.bottom > frame.top && box.top < frame.bottom) seen.set(Number(row.dataset.row), name);
          }
          requestAnimationFrame(look);
        };
        look();
        return true;
      })()`);
      const wanted = how === "keys" ? 3_000 : 600;
      const rows = () => page.evaluate<number[]>("[...window.seenRows.keys()].sort((a, b) => a - b)");
      for (let i = 0; i < 300 && (await rows()).filter((row) => row < wanted).length < wanted; i += 1) {
        const before = await page.evaluate<number>("document.querySelector('.people-scroll').scrollTop");
        if (how === "keys") await page.press("PageDown");
        else
          await page.protocol("Input.dispatchMouseEvent", {
            type: "mouseWheel",
            x: 600,
            y: 400,
            deltaX: 0,
            deltaY: 400,
          });
        await page.evaluate(`(${atRest})(${before})`);
      }
      const expected = Array.from({ length: wanted }, (_, row) => row);
      expect((await rows()).slice(0, wanted), how).toEqual(expected);
    }
    await page.press("Home");
    await lookOver("people");
  }, 120_000);

  it("filters, keeps the view, and finds it after the next start", async () => {
    const { page } = app;
    await page.press("Control+Shift+F");
    await page.waitFor("dialog[open]");
    await page.choose({ label: people.filters.sex }, "Nữ");
    await page.fill({ label: people.filters.ageTo }, "40");
    await lookOver("filters");
    await page.click(button(people.filters.apply));
    await page.waitUntil(
      "document.querySelectorAll('.chip').length === 2 && Number(document.querySelector('[data-found]').dataset.found) < 3000",
    );
    const women = await found();
    expect(women).toBeGreaterThan(50);
    await page.click(button(people.columns.button));
    await page.click({ label: people.column.age });
    await page.click({ label: people.column.phone });
    await lookOver("columns");
    await page.press("Escape");
    await page.waitUntil("[...document.querySelectorAll('thead th')].some((th) => th.innerText.includes('Tuổi'))");
    await page.click(button(people.views.save));
    await page.fill({ label: /^Tên kiểu xem/ }, "Nữ dưới 40");
    await page.press("Enter");
    await page.waitFor(button(people.views.forget.replace("{{name}}", "Nữ dưới 40")));

    await page.click(button(new RegExp(`^${people.filters.remove.replace("{{filter}}", "Nữ")}`)));
    await page.waitUntil(`Number(document.querySelector('[data-found]').dataset.found) > ${women}`);
    await lock(app);
    await unlock(app, passphrase);
    await page.waitFor("tbody tr");
    await page.choose({ css: ".people-view" }, "Nữ dưới 40");
    await page.waitUntil(`Number(document.querySelector('[data-found]').dataset.found) === ${women}`);
    expect(await page.count(".chip")).toBe(2);
  }, 60_000);

  it("marks by keys: one, a stretch, everybody", async () => {
    const { page } = app;
    const women = await found();
    const marked = (count: number) =>
      page.waitUntil(`(document.querySelector('[data-marked]')?.dataset.marked ?? '0') === '${count}'`);
    await page.evaluate("document.querySelector('.people-grid').focus()");
    await page.press("Home", " ");
    await marked(1);
    await page.press("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown");
    await marked(4);
    await page.press("Control+A");
    await marked(women);
    await lookOver("marked");
    await page.press("Escape");
    await page.waitFor("[data-marked]", { gone: true });
    await page.click(button(people.filters.clear));
    await page.waitUntil("Number(document.querySelector('[data-found]').dataset.found) === 3000");
  }, 60_000);
});

describe("two files of one person", () => {
  const hits = async (text: string): Promise<readonly string[]> => {
    await goTo(app, "Cán bộ");
    await app.page.fill({ role: "searchbox" }, text);
    await app.page.waitUntil("document.querySelector('[data-found]').innerText.startsWith('Tìm thấy')");
    await app.page.settle();
    return app.page.texts("tbody tr .people-name");
  };

  it("are joined side by side, found by both names, and parted as before", async () => {
    const { page } = app;
    expect(await hits("vi thi nuong")).toHaveLength(2);
    await page.fill({ role: "searchbox" }, "");
    await page.click(button(people.duplicates));
    await page.waitFor(".pair");
    await lookOver("duplicates");
    await page.click(button(/^So sánh Vi Thị M[yịỵị]+ Nương và Vi Thị M[yịỵị]+ Nương/u));
    await page.waitFor({ role: "button", name: duplicates.side.join });
    await lookOver("duplicates, side by side");
    await page.click({ css: 'tr[data-field="birthName"] input', nth: 0 });
    await page.fill({ label: duplicates.side.reason }, "Cùng số hồ sơ giấy");
    await page.click(button(duplicates.side.join));
    await page.waitFor({ text: duplicates.said.joined });
    await page.waitFor("[data-joined=true]");
    expect(await page.count("[data-joined=true]")).toBe(1);
    await lookOver("duplicates, joined");
    expect(await hits("vi thi nuong")).toHaveLength(1);
    await page.click({ css: "tbody tr" });
    await page.waitFor({ text: "Chủ tịch Hội Phụ nữ" });
    await page.waitFor({ text: "Phó Chủ tịch HĐND" });
    await goTo(app, "Cán bộ");
    await page.fill({ role: "searchbox" }, "");
    await page.click(button(people.duplicates));
    await page.click(button(/^Tách /));
    await page.waitFor({ text: duplicates.said.parted });
    expect(await hits("vi thi nuong")).toHaveLength(2);
    await page.fill({ role: "searchbox" }, "");
  }, 60_000);
});

describe("the quality board", () => {
  it("closes its sums, leads to a file, and prints a sheet whose code opens the file again", async () => {
    const { page } = app;
    await goTo(app, "Chất lượng");
    await page.waitFor(".quality-units tfoot tr", { timeout: 30_000 });
    await lookOver("quality");
    const table = await page.evaluate<{ units: number[][]; all: number[] }>(`(() => {
      const numbers = (row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.innerText));
      return {
        units: [...document.querySelectorAll('.quality-units tbody tr')].map(numbers),
        all: numbers(document.querySelector('.quality-units tfoot tr')),
      };
    })()`);
    expect(table.all[0]).toBe(3_000);
    for (const [column, total] of table.all.entries()) {
      expect(table.units.reduce((sum, unit) => sum + (unit[column] ?? 0), 0)).toBe(total);
    }
    await page.choose({ label: quality.list.unit }, /^Đảng ủy xã/);
    await page.waitUntil("Number(document.querySelector('[data-worklist]').dataset.worklist) < 1000");
    await page.click({ css: '[data-aspect="complete"]' });
    await page.waitFor('[data-aspect="complete"][aria-pressed="true"]');
    await page.settle();
    await page.click({ css: ".work-name", nth: 0 });
    await page.waitFor(".issues li");
    const asked = await page.texts(".issues li");
    await lookOver("quality, a file open");
    await page.click(button(quality.list.sheets));
    await page.waitFor(".missing-paper", { timeout: 30_000 });
    await page.waitUntil("!document.querySelector('.page-head .button-main').disabled", { timeout: 30_000 });
    await lookOver("missing-data sheets");
    const codes = await page.texts(".missing-code b");
    expect(codes.length).toBeGreaterThan(50);
    const name = (await page.texts(".missing-paper p b"))[0] ?? "";
    // Every field on the sheet is one that the board lists for the file.
    const lines = await page.evaluate<number>(
      "document.querySelector('.missing-paper').querySelectorAll('tbody tr').length",
    );
    expect(lines).toBeGreaterThanOrEqual(asked.length);
    const asks = await page.evaluate<readonly (readonly string[])[]>(
      "[...document.querySelectorAll('.missing-paper')].map((sheet) => [...sheet.querySelectorAll('tbody td:nth-child(2)')].map((cell) => cell.innerText))",
    );
    const pdf = join(folder, "phieu-bo-sung.pdf");
    app.answer(pdf);
    await page.press("Control+P");
    await page.waitFor(".notice-good", { timeout: 60_000 });
    // Each sheet as a text of the PDF: its code once, and whole every line that it asks for.
    expect(await factsOf(pdf)).toMatchObject({ tagged: true, size: "A4", language: "vi", links: 0, scripts: 0 });
    const text = squeezed((await pageTexts(pdf)).join(""));
    const parts = codes.map((code) => text.indexOf(squeezed(code)));
    expect(parts.every((at, i) => at > (parts[i - 1] ?? -1))).toBe(true);
    for (const [i, asksFor] of asks.entries()) {
      const own = text.slice(parts[i], parts[i + 1]);
      for (const line of asksFor) expect(own, codes[i]).toContain(squeezed(line));
    }
    expect((await wordsOf(pdf)).filter(({ left, top }) => left < 20 || top < 20)).toEqual([]);

    await goTo(app, "Chất lượng");
    await page.waitFor(".quality-units");
    await page.fill(
      { label: quality.code.label },
      (codes[0] ?? "").replace(/.$/, (last) => (last === "0" ? "1" : "0")),
    );
    await page.press("Enter");
    await page.waitFor({ text: quality.code.mistyped });
    await page.fill({ label: quality.code.label }, (codes[0] ?? "").toLowerCase().replaceAll("-", " "));
    await page.press("Enter");
    await page.waitFor({ role: "heading", name });
    const shown = await page.evaluate<string>("document.title + location.href");
    await goTo(app, "Chất lượng");
    await page.waitFor(".quality-units tfoot tr", { timeout: 30_000 });
    await page.settle();
    await page.click({ css: ".work-name", nth: 1 }); // the first one is still open from before
    await page.waitFor(".issues .link");
    await page.click({ css: ".issues .link", nth: 0 });
    await page.waitUntil(`document.activeElement.closest('[id^="part-"]') !== null`); // the place in the file itself
    expect(shown).not.toContain(codes[0] ?? "?");
    expect(sheetCode("person:00000000-0000-7000-8000-000000000001")).not.toBe(codes[0]);
  }, 120_000);

  it("and no screen of these has a serious fault", () => {
    expect(faults).toEqual([]);
    expect(screens).toBeGreaterThanOrEqual(9);
  });
});

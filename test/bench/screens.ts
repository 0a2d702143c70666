import { addManyPeople, lock, openNewOffice, unlock } from "../app/clerk.ts";
import { folderFor, median } from "./office.ts";

export interface ScreenFigures {
  readonly people: number;
  readonly rows: number;
  readonly screens: readonly { readonly name: string; readonly millis: readonly number[] }[];
  readonly frames: { readonly rows: number; readonly seen: number; readonly blank: number; readonly painted: number };
}

/** How a screen is reached from the settings, and what stands there when it is ready. */
interface Way {
  readonly name: string;
  readonly before?: string; // expression that makes ready where the click is; awaited, not counted
  readonly click: string; // expression for the element that is clicked
  readonly ready: string; // expression that is true once everything is shown
}

const nav = (label: string): string =>
  `[...document.querySelectorAll(".shell-nav button")].find((button) => button.textContent.startsWith(${JSON.stringify(label)}))`;
const shown = (selector: string): string => `document.querySelector(${JSON.stringify(selector)}) !== null`;
const said = (selector: string): string =>
  `(document.querySelector(${JSON.stringify(selector)})?.textContent ?? "") !== ""`;
const titled = (title: string): string =>
  `document.querySelector("#main h1")?.textContent === ${JSON.stringify(title)}`;
const inButton = (words: string): string =>
  `[...document.querySelectorAll("#main button")].find((button) => button.textContent.trim().startsWith(${JSON.stringify(words)}))`;

const list = "tbody tr .people-name";
const ways: readonly Way[] = [
  { name: "people", click: nav("Cán bộ"), ready: said(list) },
  {
    name: "a file",
    before: `(${nav("Cán bộ")}.click(), ${said(list)})`,
    click: `document.querySelectorAll("tbody tr")[Math.floor(Math.random() * 12)]`,
    ready: `${shown(".page-head .button-icon")} && document.querySelectorAll("#main section, #main .section").length > 2`,
  },
  {
    name: "form to print",
    before: `${inButton("In lý lịch")} !== undefined || ((document.querySelector("${list}")?.closest("tr") ?? ${nav("Cán bộ")}).click(), false)`,
    click: inButton("In lý lịch"),
    ready: shown(".sheet-signatures"),
  },
  {
    name: "new person",
    before: `(${nav("Cán bộ")}.click(), ${said(list)})`,
    click: inButton("Thêm cán bộ"),
    ready: shown('#main input[name="birthName"]'),
  },
  {
    name: "duplicates",
    before: `(${nav("Cán bộ")}.click(), ${said(list)})`,
    click: inButton("Hồ sơ trùng"),
    ready: `${shown(".pair")} || ${shown(".empty")}`,
  },
  { name: "rotations", click: nav("Luân chuyển"), ready: titled("Luân chuyển") },
  {
    name: "rotation form",
    before: `(${nav("Luân chuyển")}.click(), ${inButton("Ghi luân chuyển mới")} !== undefined)`,
    click: inButton("Ghi luân chuyển mới"),
    ready: shown("#main form input"),
  },
  { name: "desk", click: nav("Bàn việc"), ready: `${shown("#main .section")} || ${shown("#main .empty")}` },
  { name: "quality", click: nav("Chất lượng"), ready: shown(".quality-units tfoot td") },
  {
    name: "missing data",
    before: `(${nav("Chất lượng")}.click(), ${shown(".quality-units tfoot td")})`,
    click: inButton("In phiếu bổ sung"),
    ready: shown(".missing-paper"),
  },
  { name: "organisation", click: nav("Tổ chức"), ready: shown('[role="treeitem"]') },
  {
    name: "reorganising",
    before: `(${nav("Tổ chức")}.click(), ${inButton("Sắp xếp tổ chức")} !== undefined)`,
    click: inButton("Sắp xếp tổ chức"),
    ready: `${titled("Sắp xếp tổ chức")} && ${shown("#main form, #main .section")}`,
  },
  {
    name: "code lists",
    before: `(${nav("Tổ chức")}.click(), ${inButton("Danh mục mã")} !== undefined)`,
    click: inButton("Danh mục mã"),
    ready: `${titled("Danh mục mã")} && ${shown("#main table")}`,
  },
  { name: "exchange", click: nav("Trao đổi"), ready: `${titled("Trao đổi")} && ${shown("#main .section")}` },
  {
    name: "board of work",
    click: nav("Việc cần làm"),
    ready: shown("#main .todo-paper, #main .empty"),
  },
  { name: "openings", click: nav("Vị trí cần cán bộ"), ready: shown("[data-tab]") },
  {
    name: "programmes",
    click: nav("Đề án"),
    ready: `${titled("Đề án, kế hoạch luân chuyển")} && ${shown("#main table, #main .empty")}`,
  },
  {
    name: "planning",
    click: nav("Quy hoạch"),
    ready: `${titled("Quy hoạch")} && ${shown("#main table, #main .empty")}`,
  },
  {
    name: "moves",
    click: nav("Biểu thống kê"),
    ready: `${shown("#main h1")} && ${shown("#main table, #main .empty")}`,
  },
  { name: "workbook", click: nav("Nhập từ Excel"), ready: shown("#main h1") },
  {
    name: "settings",
    before: `(${nav("Cán bộ")}.click(), ${said(list)})`,
    click: nav("Thiết lập"),
    ready: titled("Thiết lập"),
  },
];

/**
 * Every screen of a full office, opened again and again: from the click until what it shows is there, in the program as it
 * is compiled. Then the list is scrolled from end to end by the wheel, and every painted frame is looked at.
 */
export async function measureScreens({ people = 3_000, career = 10, opens = 24 } = {}): Promise<ScreenFigures> {
  const passphrase = "cụm mật khẩu của phép đo";
  const { app } = await openNewOffice(await folderFor("screens"), {
    officeName: "Huyện ủy Đô Lương",
    office: "doluong",
    clerkName: "Phép đo",
    clerkRole: "",
    passphrase,
  });
  const { page } = app;
  await addManyPeople(app, 77, people, career);
  await lock(app);
  await unlock(app, passphrase);
  await page.waitUntil(`Number(document.querySelector("[data-found]")?.dataset.found) === ${people}`, {
    timeout: 120_000,
  });
  await new Promise((go) => setTimeout(go, 10_000)); // the checks and the board are worked out behind the list
  const screens = [];
  for (const { name, before, click, ready } of ways) {
    const millis: number[] = [];
    for (let i = 0; i < opens; i += 1) {
      if (before === undefined) await page.evaluate(`(${nav("Thiết lập")}.click(), true)`);
      await page.waitUntil(before ?? titled("Thiết lập"), { timeout: 20_000 });
      await page.settle();
      millis.push(
        await page.evaluate<number>(`(async () => {
          const element = ${click};
          const begun = performance.now();
          element.click();
          while (!(${ready})) {
            if (performance.now() - begun > 20_000) return 99_999;
            await new Promise((next) => setTimeout(next, 0));
          }
          await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 0))); // until it is painted
          return performance.now() - begun;
        })()`),
      );
    }
    screens.push({ name, millis });
  }
  await page.evaluate(`(${nav("Cán bộ")}.click(), true)`);
  await page.waitUntil(said(list));
  const frames = await page.evaluate<ScreenFigures["frames"]>(`(async () => {
    const scroller = document.querySelector(".people-scroll");
    const total = Number(document.querySelector("[data-found]").dataset.found);
    const seen = new Set();
    let [blank, painted] = [0, 0];
    while (seen.size < total && painted < 20_000) {
      const frame = scroller.getBoundingClientRect();
      painted += 1;
      for (const row of document.querySelectorAll("tr[data-row]")) {
        const box = row.getBoundingClientRect();
        if (box.bottom <= frame.top || box.top >= frame.bottom) continue;
        if (row.querySelector(".people-name").textContent === "") blank += 1;
        else seen.add(Number(row.dataset.row));
      }
      if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1) break;
      scroller.scrollTop += 60; // a quick wheel: two rows a frame, a hundred a second
      await new Promise(requestAnimationFrame);
    }
    return { rows: total, seen: seen.size, blank, painted };
  })()`);
  await app.close();
  return { people, rows: people * career, screens, frames };
}

export function screensLines({ people, rows, screens, frames }: ScreenFigures): readonly string[] {
  return [
    `screens at ${people} people and ${rows} rows (${screens[0]?.millis.length ?? 0} opens each): click to painted`,
    ...screens.map(
      ({ name, millis }) =>
        `  ${name.padEnd(14)} median ${median(millis).toFixed(0).padStart(5)} ms, p95 ${p95(millis).toFixed(0).padStart(5)} ms${p95(millis) > 200 ? "  over 200" : ""}`,
    ),
    `  scrolling: ${frames.seen} of ${frames.rows} rows seen in ${frames.painted} frames, ${frames.blank} blank`,
  ];
}

const p95 = (millis: readonly number[]): number =>
  millis.toSorted((a, b) => a - b)[Math.ceil(millis.length * 0.95) - 1] ?? 0;

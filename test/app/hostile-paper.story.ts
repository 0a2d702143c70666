import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { formNames } from "../../shared/domain/sheets/crosswalk.ts";
import { onPaper } from "../../shared/domain/sheets/on-paper.ts";
import { aDossier } from "../fixtures/dossier.ts";
import { hostileFlag, hostileHost, hostileTexts } from "../fixtures/hostile-text.ts";
import { recordsOf } from "../fixtures/paper-files.ts";
import { anAssignment, aPerson } from "../fixtures/records.ts";
import { type BrokenBuild, brokenBuild } from "./broken-build.ts";
import { goTo, openNewOffice } from "./clerk.ts";
import { chooseForm, openSheet, paperOffice, printSheet, putOnFile } from "./paper-prints.ts";
import { factsOf, pageTexts, squeezed } from "./pdf-look.ts";

/**
 * Hostile texts on paper: every one on each form and on a list, shown and printed by the program with its own policy. They
 * stay letters: no script runs, nothing is asked for, the PDF has no link, no action, no script.
 */
const most = { post: 300, name: 120 } as const; // letters of the fields
/** As a file holds it: halves of pairs never enter one. */
const kept = (text: string, length: number = most.post): string => text.slice(0, length).toWellFormed();
const hostile = aPerson(9001, { birthName: "Hà Văn Khóa" });
const pairs = Array.from({ length: Math.ceil(hostileTexts.length / 2) }, (_, at) =>
  hostileTexts.slice(2 * at, 2 * at + 2),
);
const file = aDossier(hostile, {
  assignment: pairs.map(([one, other], at) =>
    anAssignment(9001 + at, 9001, {
      title: kept(one?.text ?? ""),
      unitText: kept(other?.text ?? ""),
      from: `${1950 + (at % 60)}`,
      to: `${1951 + (at % 60)}`, // none of them is held now
    }),
  ),
});
/** Whose names are hostile themselves: the list shows them. */
const named = hostileTexts.map(({ text }, at) => aPerson(9_101 + at, { birthName: kept(text, most.name) }));

interface Seen {
  readonly ran: string | null; // what a script of the texts left behind
  readonly asked: readonly string[]; // addresses that are not the program's own
  readonly problems: readonly string[]; // violations of the policy, exceptions, failed requests
  readonly elements: number; // that only a text taken for markup could have made
}

/** What the texts have done to the page. */
async function seen(app: App): Promise<Seen> {
  const { ran, asked, elements } = await app.page.evaluate<Omit<Seen, "problems">>(`({
    ran: globalThis.${hostileFlag} ?? null,
    asked: performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => !/^(https:\\/\\/so-can-bo\\.invalid|app:\\/\\/so-can-bo|blob:)/.test(name) || name.includes("${hostileHost}")),
    elements: document.querySelectorAll("#root :is(script, iframe, object, embed, link, style, base, meta, marquee, video, form[action*='${hostileHost}'], a[href], img[src*='x'], [onerror], [onload], [onclick])").length,
  })`);
  return { ran, asked, elements, problems: app.problems() };
}
const nothing: Seen = { ran: null, asked: [], problems: [], elements: 0 };

/** Letters that come out of a PDF in the order of the eye, and rare ones that no font of the machine may have. */
const turned = /[\p{Script=Arabic}\p{Script=Hebrew}\u{20000}-\u{3ffff}]/u;

/** Texts that are not on the paper letter for letter, blanks apart. */
const lostOn = (text: string, length: number): readonly string[] =>
  hostileTexts.flatMap((each) => {
    const wanted = squeezed(onPaper(kept(each.text, length)));
    const there = turned.test(each.text) ? text.includes(each.mark) : text.includes(wanted);
    return there ? [] : [`${each.family} ${each.mark}`];
  });

async function start(folder: string, appRoot?: string): Promise<App> {
  const { app } = await openNewOffice(folder, paperOffice, appRoot === undefined ? {} : { appRoot });
  await putOnFile(app, [...recordsOf(file), ...named]);
  return app;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hostile-paper-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe(`${hostileTexts.length} hostile texts`, () => {
  let app: App;
  afterAll(async () => {
    await app?.kill();
  });

  it("stay letters on every form, on the screen and in the PDF", async () => {
    expect(hostileTexts.length).toBeGreaterThanOrEqual(500);
    app = await start(join(folder, "right"));
    await openSheet(app, "Hà Văn Khóa", /Hà Văn Khóa/);
    for (const form of formNames) {
      await chooseForm(app, form, "01/06/2026");
      expect(await seen(app), form).toEqual(nothing);
      const pdf = await printSheet(app, folder, `hostile-${form}`);
      expect(await seen(app), form).toEqual(nothing);
      expect(await factsOf(pdf), form).toMatchObject({ links: 0, scripts: 0, language: "vi", tagged: true });
      const pages = await pageTexts(pdf);
      const lost = lostOn(squeezed(pages.map((page) => page.replace(/^\s*\d+\s/, "")).join("")), most.post);
      expect(lost, form).toEqual([]);
    }
  }, 240_000);

  it("stay letters as names on the list of people and in its PDF", async () => {
    await goTo(app, "Cán bộ");
    await app.page.fill({ role: "searchbox" }, "");
    await app.page.waitFor("tbody tr");
    const path = join(folder, "danh-sach.pdf");
    app.answer(path);
    await app.page.click({ role: "button", name: "PDF" });
    await app.page.click({ role: "button", name: "In / Lưu PDF", within: "dialog" });
    await app.page.waitFor({ text: /^Đã lưu danh-sach\.pdf/ }, { timeout: 120_000 });
    expect(await seen(app)).toEqual(nothing);
    expect(await factsOf(path)).toMatchObject({ links: 0, scripts: 0, title: "DANH SÁCH TRÍCH NGANG CÁN BỘ" });
    expect(lostOn(squeezed((await pageTexts(path)).join("")), most.name)).toEqual([]);
  }, 240_000);
});

describe("a build that takes texts for markup", () => {
  let broken: BrokenBuild;
  let app: App | undefined;
  beforeAll(async () => {
    broken = await brokenBuild([
      {
        file: "renderer/views/sheet-paper.tsx",
        from: '{onPaper(cell) || (labelled ? "" : "\\u00a0")}',
        to: "{<span ref={(made) => void (made !== null && made.setHTMLUnsafe(onPaper(cell)))} />}",
      },
    ]);
  }, 120_000);
  afterAll(async () => {
    await app?.kill();
    await broken?.remove();
  });

  it("is caught", async () => {
    app = await start(join(folder, "broken"), broken.appRoot);
    const opened = await openSheet(app, "Hà Văn Khóa", /Hà Văn Khóa/).catch(String);
    const { problems } = { problems: app.problems() };
    app.forgive(/./);
    const looked = await seen(app).catch((why) => ({ elements: String(why) })); // more may be told while it looks
    expect([opened, ...problems, looked.elements].join(" ")).toMatch(/policy|Trusted|CSP|hostile|[1-9]\d* *$/i);
    expect({ ...looked, problems }).not.toEqual(nothing);
  }, 180_000);
});

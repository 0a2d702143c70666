import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { App } from "../../build/chromium-host/drive.ts";

/** Checks of the screen as it stands: what axe-core finds, and what does not fit. */

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** How the window is shown: 1366 × 768 is the usual office screen; at 125 % it holds fewer CSS pixels. */
export const windows = {
  "1366×768": { width: 1366, height: 768, deviceScaleFactor: 1 },
  "1366×768 at 125 %": { width: 1093, height: 614, deviceScaleFactor: 1.25 },
} as const;

export async function showAt({ page }: App, window: keyof typeof windows): Promise<void> {
  await page.protocol("Emulation.setDeviceMetricsOverride", { ...windows[window], mobile: false });
  await page.settle();
}

export async function showIn({ page }: App, scheme: "light" | "dark"): Promise<void> {
  await page.protocol("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
  await page.settle();
  await page.evaluate(fadedOver);
}

/** Resolves once colours have faded over. A change that is cut short has ended too. */
const fadedOver = `Promise.allSettled(
  document.getAnimations().filter((change) => change instanceof CSSTransition).map((change) => change.finished),
).then(() => true)`;

/** Findings of weight "serious" or "critical", one line each, and how many rules were met. */
export async function axeFindings({
  page,
}: App): Promise<{ readonly findings: readonly string[]; readonly passed: number }> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.protocol("Runtime.evaluate", { expression: axe });
  await page.evaluate(fadedOver); // a button that has just come free is between two colours
  const found = await page.evaluate<{
    rules: { id: string; impact: string; nodes: { target: string[]; why: string }[] }[];
    passed: number;
  }>(
    `axe.run(document, { resultTypes: ["violations"] }).then(({ violations, passes }) => ({
      rules: violations.map(({ id, impact, nodes }) => ({
        id, impact, nodes: nodes.map(({ target, any }) => ({ target: target.map(String), why: any[0]?.message ?? "" })),
      })),
      passed: passes.length,
    }))`,
  );
  const weighty = found.rules.filter(({ impact }) => impact === "serious" || impact === "critical");
  const findings = weighty.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ target, why }) => `${id}: ${target.join(" ")} ${why}`),
  );
  return { findings, passed: found.passed };
}

/** What does not fit into the window: scrolling sideways, or of the page beside its screen, and buttons whose words are cut off or that stand outside. */
export const misfits = ({ page }: App): Promise<readonly string[]> =>
  page.evaluate<string[]>(`(() => {
    const wrong = [];
    const wide = (element, name) => {
      if (element && element.scrollWidth > element.clientWidth + 1)
        wrong.push(name + " scrolls sideways: " + element.scrollWidth + " in " + element.clientWidth);
    };
    wide(document.scrollingElement, "the page");
    const page = document.scrollingElement;
    if (document.querySelector("#main") && page.scrollHeight > page.clientHeight + 1)
      wrong.push("the page scrolls beside the screen: " + page.scrollHeight + " in " + page.clientHeight);
    wide(document.querySelector("#main"), "the screen");
    wide(document.querySelector("dialog[open]"), "the dialog");
    const scrolls = (element) => {
      for (let at = element.parentElement; at && at.id !== "main"; at = at.parentElement)
        if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth + 1) return true;
      return false;
    };
    for (const button of document.querySelectorAll("button, a[href], select, input:not([type=radio]):not([type=checkbox])")) {
      if (!button.checkVisibility({ visibilityProperty: true }) || button.classList.contains("skip")) continue;
      const box = button.getBoundingClientRect();
      if (box.width === 0) continue;
      const name = button.ariaLabel || button.innerText || button.name || button.placeholder || button.className;
      if ((box.left < -1 || box.right > innerWidth + 1) && !scrolls(button)) wrong.push(name + " stands outside: " + Math.round(box.left) + "–" + Math.round(box.right));
      if (button.matches("button") && button.scrollWidth > button.clientWidth + 2 && getComputedStyle(button).display !== "inline")
        wrong.push(name + " is cut off: " + button.scrollWidth + " in " + button.clientWidth);
    }
    return wrong;
  })()`);

/** Walk once round by Tab: every stop must be seen, and say that it is the one. */
export async function tabRound({ page }: App): Promise<{ readonly stops: number; readonly faults: readonly string[] }> {
  const faults: string[] = [];
  const seen = new Set<string>();
  await page.evaluate("document.querySelector('.skip').focus()"); // the first stop of every screen
  for (let i = 0; i < 300; i += 1) {
    await page.press("Tab");
    const at = await page.evaluate<{ key: string; name: string; visible: boolean; marked: boolean } | null>(`(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      window.stops ??= new Map();
      if (!stops.has(element)) stops.set(element, String(stops.size));
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const around = getComputedStyle(element.parentElement);
      const scroller = element.closest('[class*=scroll]');
      const outlined = (of) => (of.outlineStyle !== 'none' && parseFloat(of.outlineWidth) > 0) || of.boxShadow !== 'none';
      return {
        key: stops.get(element),
        name: element.tagName + " " + (element.ariaLabel || element.innerText || element.name || element.className),
        visible: element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && box.width > 0 && box.bottom > 0 && box.top < innerHeight,
        marked: outlined(style) || outlined(around) || (scroller !== null && outlined(getComputedStyle(scroller))),
      };
    })()`);
    if (at === null || seen.has(at.key)) break;
    seen.add(at.key);
    if (!at.visible) faults.push(`${at.name.slice(0, 60)} cannot be seen when it has the keyboard`);
    if (!at.marked) faults.push(`${at.name.slice(0, 60)} does not show that it has the keyboard`);
  }
  faults.push(
    ...(await page.evaluate<string[]>(
      `[...document.querySelectorAll("[tabindex]")].filter((element) => element.tabIndex > 0).map((element) => element.outerHTML.slice(0, 60) + " jumps the queue")`,
    )),
  );
  return { stops: seen.size, faults };
}

/** Press Tab until the element with the keyboard has this name. Answers how often. */
export async function tabTo({ page }: App, name: string | RegExp): Promise<number> {
  const names: string[] = [];
  for (let presses = 0; presses < 260; presses += 1) {
    const here = await page.evaluate<string>(`(() => {
      const element = document.activeElement;
      const labels = [...(element?.labels ?? [])].map((label) => label.innerText).join(" ");
      return (element?.ariaLabel || labels || element?.innerText || element?.placeholder || "").replace(/\\s+/g, " ").trim();
    })()`);
    if (typeof name === "string" ? here === name : name.test(here)) return presses;
    names.push(here);
    await page.press("Tab");
  }
  throw new Error(`Tab never reached ${String(name)}; it passed ${names.slice(0, 60).join(" | ")}`);
}

/**
 * The screen as it stands, in both languages and both windows: what does not fit and what axe-core finds, a line each; pictures
 * where PICTURES names a folder. The language is switched behind an open dialog too. Ends in Vietnamese, at 1366×768.
 */
export async function lookAllOver(app: App, what: string): Promise<readonly string[]> {
  const { page } = app;
  const faults: string[] = [];
  for (const language of ["English", "Tiếng Việt"]) {
    await page.evaluate(
      `[...document.querySelectorAll("header button")].find(({ innerText }) => innerText === ${JSON.stringify(language)}).click()`,
    );
    await page.settle();
    for (const window of ["1366×768 at 125 %", "1366×768"] as const) {
      await showAt(app, window);
      faults.push(...(await misfits(app)).map((fault) => `${what}, ${language}, ${window}: ${fault}`));
      const { PICTURES: pictures } = process.env;
      const name = `${what} ${language === "English" ? "en" : "vi"} ${window.replaceAll(/[ %]/g, "")}.png`;
      if (pictures !== undefined) await page.screenshot(join(pictures, name));
      const { findings, passed } = await axeFindings(app); // what scrolls, and must be reached by keys, depends on the window
      if (passed <= 10) faults.push(`${what}: axe-core met ${passed} rules only`);
      faults.push(...findings.map((fault) => `${what}, ${language}, ${window}: ${fault}`));
    }
  }
  return faults;
}

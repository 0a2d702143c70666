import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Question } from "./ask.ts";
import { keyEvents } from "./keys.ts";
import type { Params } from "./pipe.ts";
import { type Found, type Reachable, sendable, type Target, wordsOf } from "./target.ts";

/** Milliseconds a step waits for what it needs. */
const patience = 30_000;

/** The page, as a clerk uses it: real clicks and keys, and waits that say what they waited for. */
export interface Page {
  /** Click the middle of the one element that fits, once it is visible, enabled, uncovered and at rest. `hold`: ms the button stays down. */
  click(
    target: Target,
    options?: { readonly timeout?: number; readonly count?: 1 | 2; readonly hold?: number },
  ): Promise<void>;
  /** Put the cursor into a field and replace what is in it. */
  fill(target: Target, text: string): Promise<void>;
  /** Write into whatever has the cursor, as one input of the keyboard's editor (also Vietnamese). */
  type(text: string): Promise<void>;
  /** Press keys one after the other: "Enter", "Control+S", "ArrowDown". */
  press(...keys: readonly string[]): Promise<void>;
  /** Choose an option of a `<select>` by its words. */
  choose(target: Target, option: string | RegExp): Promise<void>;
  /** Wait until there is such an element, or (gone) none. Returns its text. */
  waitFor(target: Target, options?: { readonly timeout?: number; readonly gone?: boolean }): Promise<string>;
  /** Wait until the expression is true in the page. */
  waitUntil(expression: string, options?: { readonly timeout?: number }): Promise<void>;
  /** How many there are now. */
  count(target: Target): Promise<number>;
  /** Texts of all that fit, in the order of the page, now. */
  texts(target: Target): Promise<readonly string[]>;
  /** The value of the one field. */
  value(target: Target): Promise<string>;
  /** Whether the one box is ticked, or the one option or tab chosen. */
  isChecked(target: Target): Promise<boolean>;
  isEnabled(target: Target): Promise<boolean>;
  /** Run an expression, or a function with plain arguments, in the page; promises are awaited; a plain value comes back. */
  evaluate<Value = unknown>(
    code: string | ((...args: never[]) => unknown),
    ...args: readonly unknown[]
  ): Promise<Value>;
  /** Save what the window shows (or the whole page) as a PNG. */
  screenshot(path: string, options?: { readonly fullPage?: boolean }): Promise<void>;
  reload(): Promise<void>;
  /** Wait until the page has painted what it has to paint. */
  settle(): Promise<void>;
  /** A command of Chromium's own protocol, where nothing else will do. */
  protocol(method: string, params?: Params): Promise<Params>;
  /** The next of its events of that name, of those that control.ts passes on. */
  nextEvent(name: string): Promise<Params>;
}

interface Line {
  readonly ask: (method: string, params?: Params) => Promise<Params>;
  readonly onEvent: (hear: (event: string, params: Params, worker: boolean) => void) => void;
  readonly pendingQuestion: () => Question | null;
  readonly check: (during: string) => void;
  readonly finder: string; // path of the compiled page/finder.ts
}

export async function openDrivenPage(line: Line): Promise<Page> {
  const { ask, check } = line;
  const finder = readFileSync(line.finder, "utf8");
  let world: Promise<number> | null = null; // where the finder runs; a new document needs a new one
  line.onEvent((event) => {
    if (event === "Page.frameStartedNavigating" || event === "Page.loadEventFired") world = null;
  });
  await ask("Audits.enable");

  const inFinder = async <Value>(code: string, ...args: readonly unknown[]): Promise<Value> => {
    for (let tries = 1; ; tries += 1) {
      try {
        world ??= openWorld(ask, finder);
        return await call<Value>(ask, await world, code, args);
      } catch (error) {
        world = null;
        if (tries >= triesAtMost || !/context|navigat|world|frame|document|null/i.test(String(error))) throw error;
        await pause(50);
      }
    }
  };
  const find = (target: Target, most = 500) =>
    inFinder<Found>("(target, most) => finder.find(target, most)", sendable(target), most);

  /** What there is instead, for the message of a step that failed. */
  const hint = async (target: Target) => {
    const near = await inFinder<readonly string[]>("(target) => finder.near(target)", sendable(target)).catch(() => []);
    return near.length === 0 ? "" : `; there is: ${near.join(", ")}`;
  };

  /** Try until it answers, or say why it never did. */
  const waitForStep = async <Value>(
    what: string,
    timeout: number,
    attempt: () => Promise<{ readonly done: Value } | { readonly why: string; readonly missed?: Target }>,
  ): Promise<Value> => {
    const until = performance.now() + timeout;
    let why = "";
    let missed: Target | undefined;
    for (let wait = 10; ; wait = Math.min(wait * 1.5, 100)) {
      check(what);
      const tried = await attempt();
      if ("done" in tried) return tried.done;
      ({ why, missed } = tried);
      if (performance.now() > until) break;
      await pause(wait);
    }
    const instead = missed === undefined ? "" : await hint(missed);
    throw new Error(`${what}: waited ${timeout / 1000} s, but ${why}${instead}\n${await describe()}`);
  };

  /** What the screen showed when a story failed. */
  const describe = async (): Promise<string> => {
    const picture = join(tmpdir(), `story-failed-${process.pid}-${Math.round(performance.now())}.png`);
    await screenshot(picture).catch(() => {});
    const text = await inFinder<string>("() => document.body.innerText").catch(String);
    const dialog = line.pendingQuestion();
    const waits = dialog === null ? "" : `a file dialog is waiting for an answer: ${JSON.stringify(dialog)}\n`;
    return `${waits}picture: ${picture}\nthe page reads:\n${text.slice(0, 1500)}`;
  };

  const click: Page["click"] = async (target, { timeout = patience, count = 1, hold = 0 } = {}) => {
    const what = `clicking ${wordsOf(target)}`;
    const point = await waitForStep(what, timeout, async () => {
      const found = await inFinder<Reachable>("(target) => finder.reach(target)", sendable(target));
      if (found.at === "point") return { done: found };
      return { why: found.why, missed: target };
    });
    const { x, y } = point;
    const mouse = (type: string, more: Params) => ask("Input.dispatchMouseEvent", { type, x, y, ...more });
    await mouse("mouseMoved", {});
    for (let clickCount = 1; clickCount <= count; clickCount += 1) {
      await mouse("mousePressed", { button: "left", clickCount });
      if (hold > 0) await new Promise((resolve) => setTimeout(resolve, hold));
      await mouse("mouseReleased", { button: "left", clickCount });
    }
    check(what);
  };

  const one = async <Value>(target: Target, read: (found: Found) => Value): Promise<Value> => {
    await page.waitFor(target);
    const found = await find(target, 1);
    if (found.count !== 1) throw new Error(`${wordsOf(target)}: there are ${found.count}`);
    return read(found);
  };

  const screenshot: Page["screenshot"] = async (path, { fullPage = false } = {}) => {
    const shot = await ask("Page.captureScreenshot", { format: "png", captureBeyondViewport: fullPage });
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, Buffer.from(String(shot.data), "base64"));
  };

  const page: Page = {
    click,
    fill: async (target, text) => {
      await page.waitFor(target);
      await waitForStep(`filling ${wordsOf(target)}`, patience, async () => {
        const why = await inFinder<string | null>("(target) => finder.focusField(target)", sendable(target));
        return why === null ? { done: true } : { why };
      });
      if (text === "") await page.press("Delete");
      else await page.type(text);
    },
    type: async (text) => {
      await ask("Input.insertText", { text });
      check(`typing "${text}"`);
    },
    press: async (...keys) => {
      for (const key of keys) {
        for (const event of keyEvents(key)) await ask("Input.dispatchKeyEvent", event);
        check(`pressing ${key}`);
      }
    },
    choose: async (target, option) => {
      await page.waitFor(target);
      await waitForStep(`choosing ${String(option)} in ${wordsOf(target)}`, patience, async () => {
        const wanted = option instanceof RegExp ? { source: option.source, flags: option.flags } : option;
        const why = await inFinder<string | null>("(a, b) => finder.choose(a, b)", sendable(target), wanted);
        return why === null ? { done: true } : { why };
      });
      check(`choosing ${String(option)}`);
    },
    waitFor: (target, { timeout = patience, gone = false } = {}) =>
      waitForStep(`waiting for ${wordsOf(target)}${gone ? " to go" : ""}`, timeout, async () => {
        const found = await find(target, 1);
        if (gone) return found.count === 0 ? { done: "" } : { why: `it is there: ${found.texts.join()}` };
        return found.count > 0 ? { done: found.texts[0] ?? "" } : { why: "there is none", missed: target };
      }),
    waitUntil: (expression, { timeout = patience } = {}) =>
      waitForStep(`waiting until ${expression}`, timeout, async () => {
        const so = await page.evaluate(expression).catch((error: unknown) => {
          if (/navigated or closed|context was destroyed/i.test(String(error))) return false; // one page has gone, the next is coming
          throw error;
        });
        return so === true ? { done: undefined } : { why: "it is not so" };
      }),
    count: async (target) => (await find(target, 0)).count,
    texts: async (target) => (await find(target)).texts,
    value: (target) => one(target, ({ values }) => values[0] ?? ""),
    isChecked: (target) => one(target, ({ checked }) => checked[0] === true),
    isEnabled: (target) => one(target, ({ enabled }) => enabled),
    evaluate: async <Value>(code: string | ((...args: never[]) => unknown), ...args: readonly unknown[]) => {
      const text = typeof code === "string" ? `() => (${code})` : String(code);
      return watched("running code in the page", call<Value>(ask, null, text, args), check);
    },
    screenshot: async (path, options) => {
      await page.settle();
      await screenshot(path, options);
      check(`taking ${path}`);
    },
    reload: async () => {
      world = null;
      await ask("Page.reload");
      await pause(50);
      await page.waitUntil("document.readyState === 'complete'");
    },
    settle: async () => {
      await inFinder(
        "() => document.fonts.ready.then(() => new Promise((done) => { setTimeout(done, 200); requestAnimationFrame(() => requestAnimationFrame(() => done())); })).then(() => true)",
      );
      check("letting the page settle");
    },
    protocol: (method, params) => ask(method, params),
    nextEvent: (name) => new Promise((resolve) => line.onEvent((event, params) => event === name && resolve(params))),
  };
  await page.waitUntil("location.protocol === 'https:' && document.readyState === 'complete'", { timeout: 30_000 });
  return page;
}

async function openWorld(ask: Line["ask"], finder: string): Promise<number> {
  const { frameTree } = (await ask("Page.getFrameTree")) as { frameTree: { frame: { id: string } } };
  const made = await ask("Page.createIsolatedWorld", { frameId: frameTree.frame.id, worldName: "finder" });
  const contextId = Number(made.executionContextId);
  await ask("Runtime.evaluate", { expression: finder, contextId });
  return contextId;
}

/** What a promise gives, unless the page has a problem meanwhile, or it takes longer than ten minutes. */
async function watched<Value>(what: string, promise: Promise<Value>, check: Line["check"]): Promise<Value> {
  let watch: NodeJS.Timeout | undefined;
  const until = performance.now() + 600_000;
  const problem = new Promise<never>((_resolve, reject) => {
    watch = setInterval(() => {
      try {
        check(what);
        if (performance.now() > until) throw new Error(`${what}: it has not ended after ten minutes`);
      } catch (error) {
        reject(error);
      }
    }, 200);
  });
  try {
    const value = await Promise.race([promise, problem]);
    check(what);
    return value;
  } finally {
    clearInterval(watch);
  }
}

/** Call a function, given as text, in a world of the page; null: the page's own. */
async function call<Value>(
  ask: Line["ask"],
  contextId: number | null,
  code: string,
  args: readonly unknown[],
): Promise<Value> {
  const expression = `(${code})(...${JSON.stringify(args)})`;
  const reply = (await ask("Runtime.evaluate", {
    expression,
    awaitPromise: true,
    returnByValue: true,
    ...(contextId === null ? {} : { contextId }),
  })) as {
    result: { value?: unknown };
    exceptionDetails?: { text: string; exception?: { description?: string } };
  };
  if (reply.exceptionDetails !== undefined)
    throw new Error(`${reply.exceptionDetails.text} ${reply.exceptionDetails.exception?.description ?? ""}`);
  return reply.result.value as Value;
}

/** A first start on a cold, busy machine may take seconds until its page stands still; 50 ms lie between two tries. */
const triesAtMost = 200;

const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Answer, Question } from "./ask.ts";
import type { FromDriver, ToDriver } from "./control.ts";
import { openDrivenPage, type Page } from "./drive-page.ts";
import type { Params } from "./pipe.ts";
import { watchProblems } from "./problems.ts";

export interface Launch {
  readonly userData: string; // the data folder; kept, so that the same folder can be launched again
  readonly headless?: boolean; // true unless said otherwise
  readonly answers?: readonly Answer[]; // to the first file dialogs
  readonly windowSize?: { readonly width: number; readonly height: number }; // CSS pixels, 1280 × 800
  readonly deviceScaleFactor?: number;
  readonly env?: Readonly<Record<string, string>>; // beside the environment of this process
  readonly appRoot?: string; // the folder with package.json and out/; this project unless said otherwise
  readonly packaged?: boolean; // what main takes itself for
}

/** A running copy of the program: the real main process, the real page, a script in the clerk's chair. */
export interface App {
  readonly page: Page;
  /** Main's process number. */
  readonly pid: number;
  /** File dialogs asked so far, oldest first. */
  readonly questions: readonly Question[];
  /**
   * Answer the dialog that is open, or else the next one: an absolute path; one that ends with "/" is a folder, where the
   * suggested name is kept; null cancels.
   */
  answer(path: Answer): void;
  /** The next dialog that nobody asked about yet: wait for it, so that its words can be looked at. */
  nextQuestion(timeout?: number): Promise<Question>;
  /** What went wrong unseen: exceptions, console errors, policy violations, notes of main. Each step fails while there is any. */
  problems(): readonly string[];
  /** Take the problems that match as meant; returns how many there were. */
  forgive(pattern: RegExp): number;
  /** What main wrote to its output. */
  mainOutput(): string;
  /** End as a person would, by closing the window. Throws where anything went wrong unseen. */
  close(): Promise<void>;
  /** SIGKILL to main, Chromium and all their processes at once, as a power cut would. */
  kill(): Promise<void>;
}

/** Start the bundled program (`npm run build` first) and wait until its page has loaded. */
export async function launchApp(launch: Launch): Promise<App> {
  const appRoot = launch.appRoot ?? join(import.meta.dirname, "../..");
  const hostScript = join(appRoot, "out/host/host.js");
  if (!existsSync(hostScript)) throw new Error(`${hostScript} is missing: run \`npm run build\` first`);
  const { width, height } = launch.windowSize ?? { width: 1280, height: 800 };
  const child = fork(
    hostScript,
    [
      `--app=${appRoot}`,
      `--user-data-dir=${launch.userData}`,
      `--window-size=${width},${height}`,
      `--scale=${launch.deviceScaleFactor ?? 1}`,
      ...(launch.headless === false ? [] : ["--headless"]),
      ...(launch.packaged === true ? ["--packaged"] : []),
    ],
    // Its own process group, so that it can be ended whole.
    { detached: true, stdio: ["ignore", "pipe", "pipe", "ipc"], env: { ...process.env, ...launch.env }, execArgv: [] },
  );
  const output = outputOf(child);
  const problems = watchProblems(output.lines);
  const line = speakTo(child, output.text);
  for (const answer of launch.answers ?? []) line.tell({ answer });
  line.onEvent(problems.hear);
  let app: App | null = null;
  try {
    await within(60_000, line.opened, output.text);
    // Exactly the size that was asked for: a headless window keeps room for a frame it does not have.
    const screen = { width, height, deviceScaleFactor: launch.deviceScaleFactor ?? 1, mobile: false };
    if (launch.headless !== false) await line.ask("Emulation.setDeviceMetricsOverride", screen);
    const finder = join(appRoot, "out/host/page/finder.js");
    const page = await openDrivenPage({ ...line, check: problems.check, finder });
    app = appOf(child, page, line, problems, output.text);
    return app;
  } finally {
    if (app === null) killGroup(child);
  }
}

/** A program that never opens its page says so in time. */
async function within(millis: number, opened: Promise<void>, output: () => string): Promise<void> {
  let late: NodeJS.Timeout | undefined;
  const never = new Promise<never>((_resolve, reject) => {
    late = setTimeout(() => reject(new Error(`no page within ${millis / 1000} s; it said:\n${output()}`)), millis);
  });
  await Promise.race([opened, never]).finally(() => clearTimeout(late));
}

interface Line {
  readonly ask: (method: string, params?: Params) => Promise<Params>;
  readonly tell: (message: FromDriver) => void;
  readonly onEvent: (hear: (event: string, params: Params, worker: boolean) => void) => void;
  readonly pendingQuestion: () => Question | null;
  readonly questions: Question[];
  readonly opened: Promise<void>;
  readonly ended: Promise<void>;
}

function appOf(
  child: ChildProcess,
  page: Page,
  line: Line,
  problems: ReturnType<typeof watchProblems>,
  mainOutput: () => string,
): App {
  let looked = 0;
  return {
    page,
    pid: child.pid ?? 0,
    questions: line.questions,
    answer: (answer) => line.tell({ answer }),
    nextQuestion: async (timeout = 10_000) => {
      for (const until = performance.now() + timeout; performance.now() < until; ) {
        const question = line.questions[looked];
        if (question !== undefined) {
          looked += 1;
          return question;
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`no file dialog was opened within ${timeout / 1000} s`);
    },
    problems: problems.list,
    forgive: problems.forgive,
    mainOutput,
    close: async () => {
      await page.settle().catch(() => {});
      line.tell({ quit: true });
      const late = setTimeout(() => killGroup(child), 15_000);
      await line.ended;
      clearTimeout(late);
      problems.check("closing");
      if (child.signalCode !== null) throw new Error("the program did not end within 15 s of being closed");
    },
    kill: async () => {
      killGroup(child);
      await line.ended;
    },
  };
}

function speakTo(child: ChildProcess, output: () => string): Line {
  const waiting = new Map<number, { answer: (result: Params) => void; refuse: (error: Error) => void }>();
  const hearers: ((event: string, params: Params, worker: boolean) => void)[] = [];
  const questions: Question[] = [];
  let asked = 0;
  let answered = 0;
  let gone: Error | null = null;
  const tell = (message: FromDriver) => {
    if ("answer" in message) answered += 1;
    if (child.connected) child.send(message);
  };
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      gone = new Error(`the program has ended; its last words:\n${output().slice(-2000)}`);
      for (const call of waiting.values()) call.refuse(gone);
      waiting.clear();
      resolve();
    };
    child.once("exit", end);
    child.once("error", end);
  });
  const opened = new Promise<void>((resolve, reject) => {
    child.on("message", (message: ToDriver) => {
      if ("page" in message && message.page === "open") resolve();
    });
    void ended.then(() => reject(gone ?? new Error("the program has ended")));
  });
  opened.catch(() => {});
  child.on("message", (message: ToDriver) => {
    if ("question" in message) questions.push(message.question);
    else if ("event" in message) for (const hear of hearers) hear(message.event, message.params, message.worker);
    else if ("ask" in message) {
      const call = waiting.get(message.ask);
      waiting.delete(message.ask);
      if ("error" in message) call?.refuse(new Error(message.error));
      else call?.answer(message.result);
    }
  });
  return {
    ask: (method, params = {}) =>
      new Promise((answer, refuse) => {
        if (gone !== null) return refuse(gone);
        asked += 1;
        waiting.set(asked, { answer, refuse });
        tell({ ask: asked, method, params });
      }),
    tell,
    onEvent: (hear) => void hearers.push(hear),
    pendingQuestion: () => (questions.length > answered ? (questions.at(-1) ?? null) : null),
    questions,
    opened,
    ended,
  };
}

/** The whole group, whatever it started. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

function outputOf(child: ChildProcess): { readonly lines: ((line: string) => void)[]; readonly text: () => string } {
  let text = "";
  let rest = "";
  const lines: ((line: string) => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      text = (text + chunk.toString("utf8")).slice(-200_000);
      const parts = (rest + chunk.toString("utf8")).split("\n");
      rest = parts.pop() ?? "";
      for (const part of parts) for (const hear of lines) hear(part);
    });
  }
  return { lines, text: () => text };
}

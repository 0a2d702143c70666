import type { App } from "../../build/chromium-host/drive.ts";
import { type CoreWaits, watchCoreWaits } from "./core-waits.ts";

/** One task of the page's own thread, as Chromium traces it. */
export interface PageTask {
  readonly at: number; // ms since the watch began
  readonly wall: number; // ms from its beginning to its end
  readonly own: number; // ms of these in which the thread ran
  readonly waited: number | null; // ms, at most, in which it was ready and had no core; null where the system does not tell
  readonly parts: readonly { readonly name: string; readonly wall: number; readonly own: number }[]; // the largest first
}

/** What the page's own thread did while it was watched. */
export interface PageTasks {
  readonly longest: readonly PageTask[]; // by wall time
  readonly busiest: readonly PageTask[]; // by that without the wait for a core
  readonly mostWork: number; // ms of the thread's own time, in one task
  /** How many took longer than `bar`: by wall time, by that without the wait for a core, by the thread's own time. */
  readonly tooLong: { readonly wall: number; readonly free: number; readonly own: number };
}

/** Milliseconds above which a person feels that the page does not answer. */
export const bar = 50;

/**
 * Watch what the page's own thread does, task by task: how long each took, how long the thread ran in it and what it did. A
 * machine with more to do than cores stretches every task; the thread's own time tells that from what the page has to answer for.
 */
export async function watchPageTasks({ page, pid }: Pick<App, "page" | "pid">) {
  const complete = page.nextEvent("Tracing.tracingComplete");
  await page.protocol("Tracing.start", { transferMode: "ReturnAsStream", traceConfig });
  const cores = watchCoreWaits(pid);
  return {
    stop: async (): Promise<PageTasks> => {
      const waits = cores.stop();
      await page.protocol("Tracing.end");
      const { stream, dataLossOccurred } = await complete;
      if (dataLossOccurred === true) throw new Error("the trace is not complete: its buffer was full");
      return tasksIn(await readTrace(page, String(stream)), waits);
    },
  };
}

/** The control: a page that does nothing else for a moment is seen to. */
export async function seesLongTasks(app: Pick<App, "page" | "pid">): Promise<void> {
  const watched = await watchPageTasks(app);
  await app.page.evaluate(`(() => { for (const end = performance.now() + ${2 * bar}; performance.now() < end; ); })()`);
  const { tooLong } = await watched.stop();
  if (tooLong.wall === 0) throw new Error("a page that was held up is not seen to be");
}

/** `toplevel`: every task; `devtools.timeline`: scripts, layout, paint and the engine's clearing up within them. */
const traceConfig = {
  recordMode: "recordUntilFull",
  traceBufferSizeInKb: 1_000_000,
  excludedCategories: ["*"],
  includedCategories: ["toplevel", "devtools.timeline"],
};

/** As Chromium writes it; times are µs. */
interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: string; // "X": a stretch of time, "M": what a thread is called
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number; // of the thread itself
  readonly args: {
    readonly name?: string;
    readonly src_func?: string;
    readonly data?: { readonly functionName?: string };
  };
}

/** Chromium writes an event a line; all in one text would be more than the engine allows, so each is parsed by itself. */
async function readTrace(page: App["page"], handle: string): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = [];
  const decoder = new TextDecoder();
  for (let rest = "", ended = false; !ended; ) {
    const { data, eof, base64Encoded } = await page.protocol("IO.read", { handle, size: 4_000_000 });
    ended = eof === true;
    const piece = base64Encoded === true ? decoder.decode(Buffer.from(String(data), "base64"), { stream: true }) : data;
    const lines = `${rest}${String(piece)}`.split("\n");
    rest = ended ? "" : (lines.pop() ?? "");
    for (const line of lines) {
      const text = line.slice(line.indexOf('{"args"'), line.lastIndexOf("}") + 1);
      if (text.includes('"ph":"X"') || text.includes('"CrRendererMain"')) events.push(JSON.parse(text));
    }
  }
  return events;
}

function tasksIn(events: readonly TraceEvent[], waits: CoreWaits): PageTasks {
  const ofPages = events.filter(({ ph, args }) => ph === "M" && args.name === "CrRendererMain");
  const pages = ofPages.map((thread) =>
    events.filter(({ ph, pid, tid }) => ph === "X" && pid === thread.pid && tid === thread.tid),
  );
  const page = pages.toSorted((one, other) => other.length - one.length)[0] ?? []; // a spare one does nothing
  const stretches = page.toSorted((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0));
  const tasks: PageTask[] = [];
  for (let i = 0; i < stretches.length; ) {
    const first = stretches[i]!;
    const end = first.ts + (first.dur ?? 0);
    let next = i + 1;
    while (next < stretches.length && stretches[next]!.ts < end) next += 1;
    tasks.push(taskOf(stretches.slice(i, next), stretches[0]!.ts, waits));
    i = next;
  }
  const most = (length: (task: PageTask) => number) =>
    tasks.toSorted((one, other) => length(other) - length(one)).slice(0, shown);
  const above = (length: (task: PageTask) => number) => tasks.filter((task) => length(task) > bar).length;
  const [wall, own] = [(task: PageTask) => task.wall, (task: PageTask) => task.own];
  const free = (task: PageTask) => Math.max(task.own, task.wall - (task.waited ?? 0));
  return {
    longest: most(wall),
    busiest: most(free),
    mostWork: Math.max(0, ...most(own).map(own)),
    tooLong: { wall: above(wall), free: above(free), own: above(own) },
  };
}

/** Of the longest tasks, and of the parts of each, so many are told. */
const shown = 3;

/** @param stretches  the task and all within it, as they began: what a stretch holds is taken from what it took itself */
function taskOf(stretches: readonly TraceEvent[], begun: number, waits: CoreWaits): PageTask {
  const [whole] = stretches;
  const parts = new Map<string, { wall: number; own: number }>();
  const around: TraceEvent[] = [];
  const add = ({ name, args }: TraceEvent, wall: number, own: number) => {
    const called = args.src_func ?? name;
    const known = parts.get(called) ?? { wall: 0, own: 0 };
    parts.set(called, { wall: known.wall + wall / 1000, own: known.own + own / 1000 });
  };
  for (const stretch of stretches) {
    const { ts, dur = 0, tdur = 0 } = stretch;
    while (around.length > 0 && around.at(-1)!.ts + (around.at(-1)!.dur ?? 0) <= ts) around.pop();
    const outer = around.at(-1);
    if (outer !== undefined) add(outer, -dur, -tdur);
    add(stretch, dur, tdur);
    around.push(stretch);
  }
  const { pid = 0, ts: from = begun, dur = 0, tdur = 0 } = whole ?? {};
  return {
    at: (from - begun) / 1000,
    wall: dur / 1000,
    own: tdur / 1000,
    waited: waits.between(pid, from, from + dur),
    parts: [...parts]
      .map(([name, part]) => ({ name, ...part }))
      .toSorted((one, other) => other.wall - one.wall)
      .slice(0, shown),
  };
}

/** A line for what is told of the page's tasks during something. */
export function taskLines(during: string, { longest, busiest, mostWork, tooLong }: PageTasks): readonly string[] {
  const ms = (millis: number) => millis.toFixed(0);
  const said = ({ at, wall, own, waited, parts }: PageTask) => {
    const within = parts.map((part) => `${part.name} ${ms(part.wall)} (${ms(part.own)})`).join(", ");
    const core = waited === null ? "" : `, without a core for ${ms(Math.min(waited, wall - own))}`;
    return `    ${ms(wall)} ms, at work for ${ms(own)}${core}; after ${(at / 1000).toFixed(1)} s: ${within}`;
  };
  return [
    `  page's thread ${during}: longest task ${ms(longest[0]?.wall ?? 0)} ms, most work in one ${ms(mostWork)} ms; over ${bar} ms: ${tooLong.wall}, without their wait for a core ${tooLong.free}, by work alone ${tooLong.own}`,
    ...longest.map(said),
    ...busiest.filter((task) => !longest.includes(task)).map(said),
  ];
}

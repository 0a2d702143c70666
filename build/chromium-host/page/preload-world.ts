import { packValue, unpackValue } from "../values.ts";
import { base64 } from "./base64.ts";

/**
 * Runs in the world of the preload: the page sees none of it. `hostBinding` (put in by the host) is the way to main.
 * Gives the compiled preload a `require("electron")` with the three modules a sandboxed preload of ours uses.
 */
declare const bridgeSecret: string;
declare const hostBinding: string;

/** A value that only passes through the preload, kept as text so that it is unpacked once, where it is used. */
class Sealed {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
const sealed = (text: string) => (text.startsWith("{") || text.startsWith("[") ? new Sealed(text) : open(text));
const open = (text: string) => unpackValue(text, base64);
const textOf = (value: unknown) => (value instanceof Sealed ? value.text : packValue(value, base64));

type Exposed = Readonly<Record<string, (...args: unknown[]) => unknown>>;
const world = globalThis as unknown as Record<string, unknown>;
const toHost = world[hostBinding] as (text: string) => void;
const exposed = new Map<string, Exposed>();
const waiting = new Map<number, { answer: (value: unknown) => void; refuse: (error: Error) => void }>();
const parts = new Map<number, string[]>();
const droppedFiles: File[] = [];
world.droppedFiles = droppedFiles;
let calls = 0;

const tell = (name: string, detail: string) =>
  document.dispatchEvent(new CustomEvent(`${bridgeSecret}:${name}`, { detail }));

document.addEventListener(`${bridgeSecret}:call`, (event) => {
  event.stopImmediatePropagation();
  const [id, key, name, ...args] = JSON.parse((event as CustomEvent<string>).detail) as [number, string, string];
  void answerCall(id, key, name, args);
});

async function answerCall(id: number, key: string, name: string, args: readonly string[]): Promise<void> {
  try {
    const value = await exposed.get(key)?.[name]?.(...args.map(sealed));
    tell("reply", `${id} 1\n${textOf(value)}`);
  } catch (error) {
    tell("reply", `${id} 0\n${error instanceof Error ? error.message : "failed"}`);
  }
}

const electron = {
  contextBridge: {
    exposeInMainWorld(key: string, api: Exposed): void {
      exposed.set(key, api);
      tell("expose", JSON.stringify({ key, names: Object.keys(api) }));
    },
  },
  webUtils: {
    /** Chromium tells no path here: a place in a list, which the host turns into the path on the way to main. */
    getPathForFile: (file: File): string => `dropped:${droppedFiles.push(file) - 1}`,
  },
  ipcRenderer: {
    invoke: (channel: string, ...args: unknown[]): Promise<unknown> =>
      new Promise((answer, refuse) => {
        calls += 1;
        waiting.set(calls, { answer, refuse });
        toHost(`${calls} ${channel}\n[${args.map(textOf).join(",")}]`);
      }),
  },
};

/** A long answer comes in parts before its end. */
world.deliverPart = (id: number, text: string) => {
  const there = parts.get(id);
  if (there === undefined) parts.set(id, [text]);
  else there.push(text);
};

/** The host answers a call here: in this world only. */
world.deliver = (id: number, good: boolean, end: string) => {
  const call = waiting.get(id);
  const text = [...(parts.get(id) ?? []), end].join("");
  waiting.delete(id);
  parts.delete(id);
  if (good) call?.answer(sealed(text));
  else call?.refuse(new Error(text));
};

/** What the compiled preload, wrapped as a CommonJS function, is called with. */
world.requireElectron = (name: string) => {
  if (name !== "electron") throw new Error(`a sandboxed preload cannot load ${name}`);
  return electron;
};

import { EventEmitter } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type * as Electron from "electron";
import { startBrowser } from "../browser.ts";
import { host, hostOptions } from "../state.ts";
import { answering } from "./session.ts";

type Used =
  | "commandLine"
  | "enableSandbox"
  | "exit"
  | "getLocale"
  | "getName"
  | "getPath"
  | "getVersion"
  | "isPackaged"
  | "isReady"
  | "quit"
  | "requestSingleInstanceLock"
  | "setAppUserModelId"
  | "setName"
  | "setPath"
  | "whenReady";

let name = "";
let ready: Promise<void> | null = null;
let isReady = false;
const paths = new Map<string, string>();

const members = {
  commandLine: {
    appendSwitch: (key: string, value?: string) =>
      void host.switches.push(value === undefined ? `--${key}` : `--${key}=${value}`),
    appendArgument: (argument: string) => void host.switches.push(argument),
    hasSwitch: (key: string) => hostOptions().argv.some((word) => word === `--${key}` || word.startsWith(`--${key}=`)),
    getSwitchValue: (key: string) =>
      hostOptions()
        .argv.find((word) => word.startsWith(`--${key}=`))
        ?.slice(key.length + 3) ?? "",
    removeSwitch: () => {},
  },
  enableSandbox: () => {},
  exit: (code = 0) => void end(code),
  getLocale: () => "vi",
  getName: () => name,
  getPath: (which: string) => paths.get(which) ?? usualPath(which),
  getVersion: () => String(packageJson().version),
  get isPackaged() {
    return hostOptions().packaged;
  },
  isReady: () => isReady,
  quit: () => void quit(),
  /** One copy a data folder is the store's own lock here: Chromium has no way to hand a second start over. */
  requestSingleInstanceLock: () => true,
  setAppUserModelId: () => {},
  setName: (next: string) => {
    name = next;
  },
  setPath: (which: string, path: string) => void paths.set(which, path),
  whenReady: () => {
    ready ??= start();
    return ready;
  },
} satisfies Pick<Electron.App, Used>;

export const standInApp = Object.defineProperties(
  new EventEmitter(),
  Object.getOwnPropertyDescriptors(members),
) as unknown as EventEmitter & typeof members;

/** As in Electron: ready comes only after main's module has been evaluated to the end; then Chromium has all its switches. */
async function start(): Promise<void> {
  await host.mainLoaded;
  host.browser = await startBrowser(answering);
  void host.browser.chromium.ended.then(() => quit());
  isReady = true;
  standInApp.emit("ready", {}, {});
}

let quitting = false;
async function quit(): Promise<void> {
  if (quitting) return;
  quitting = true;
  let prevented = false;
  standInApp.emit("before-quit", { preventDefault: () => (prevented = true) });
  if (prevented) {
    quitting = false;
    return;
  }
  standInApp.emit("will-quit", { preventDefault: () => {} });
  await end(0);
}

async function end(code: number): Promise<void> {
  await host.browser?.close().catch(() => {});
  standInApp.emit("quit", {}, code);
  process.exit(code);
}

function usualPath(which: string): string {
  if (which === "userData" || which === "sessionData") return hostOptions().userData;
  if (which === "exe") return process.execPath;
  if (which === "temp") return mkdirp(join(hostOptions().userData, "temp"));
  if (which === "documents" || which === "home" || which === "desktop") return process.env.HOME ?? "/";
  if (which === "logs") return mkdirp(join(hostOptions().userData, "logs"));
  throw new Error(`the stand-in has no path "${which}"`);
}

function mkdirp(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}

const packageJson = () =>
  JSON.parse(readFileSync(join(hostOptions().appRoot, "package.json"), "utf8")) as Record<string, unknown>;

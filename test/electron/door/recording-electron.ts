import { EventEmitter } from "node:events";
import type { IpcMainInvokeEvent, WebPreferences } from "electron";

/** What main did to Electron, in order: "app.enableSandbox", "BrowserWindow". */
export const done: { readonly what: string; readonly args: readonly unknown[] }[] = [];

export const given: {
  packaged: boolean;
  switches: readonly string[];
  lock: boolean;
  ready: Promise<void>;
  exe: string;
} = { packaged: false, switches: [], lock: true, ready: Promise.resolve(), exe: "/opt/so-can-bo/so-can-bo" };

const note = (what: string, ...args: readonly unknown[]) => void done.push({ what, args });

/** The last arguments of something main did, or an error where it never did it. */
export function lastOf(what: string): readonly unknown[] {
  const found = done.findLast((one) => one.what === what);
  if (found === undefined) throw new Error(`main never called ${what}`);
  return found.args;
}

/** Stands for Electron where only what main asks of it is looked at: records, and answers as little as it can. */
export const app = Object.assign(new EventEmitter(), {
  commandLine: {
    hasSwitch: (name: string) => given.switches.includes(name),
    appendSwitch: (name: string, value?: string) => note("app.commandLine.appendSwitch", name, value),
  },
  enableSandbox: () => note("app.enableSandbox"),
  exit: (code: number) => note("app.exit", code),
  getPath: (name: string) => (name === "exe" ? given.exe : `/home/clerk/.config/${name}`),
  getVersion: () => "0.1.0",
  quit: () => note("app.quit"),
  requestSingleInstanceLock: () => {
    note("app.requestSingleInstanceLock");
    return given.lock;
  },
  setName: (name: string) => note("app.setName", name),
  setPath: (name: string, path: string) => note("app.setPath", name, path),
  whenReady: () => {
    note("app.whenReady");
    return given.ready;
  },
});

Object.defineProperty(app, "isPackaged", { get: () => given.packaged });

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) => note("protocol.registerSchemesAsPrivileged", schemes),
  handle: (scheme: string, handler: unknown) => note("protocol.handle", scheme, handler),
};

const recordedSession = Object.assign(
  new EventEmitter(),
  Object.fromEntries(
    [
      "setPermissionRequestHandler",
      "setPermissionCheckHandler",
      "setDevicePermissionHandler",
      "setDisplayMediaRequestHandler",
      "setCertificateVerifyProc",
      "setSpellCheckerEnabled",
      "clearStorageData",
    ].map((name) => [name, async (...args: unknown[]) => note(`session.${name}`, ...args)]),
  ),
  {
    getUserAgent: () => "Mozilla/5.0 Chrome/156.0.0.0",
    webRequest: { onBeforeRequest: (listener: unknown) => note("session.webRequest.onBeforeRequest", listener) },
  },
);
export const session = { defaultSession: recordedSession };

export const ipcMain = { handle: (channel: string, handler: unknown) => note("ipcMain.handle", channel, handler) };
export const dialog = {};
export const Menu = {
  buildFromTemplate: (template: unknown) => ({ template }),
  setApplicationMenu: (menu: unknown) => note("Menu.setApplicationMenu", menu),
};
export const utilityProcess = {};

/** The window's contents. Navigation and guests are tried on it by emitting Electron's events. */
export class RecordedContents extends EventEmitter {
  readonly mainFrame = { parent: null, origin: "app://so-can-bo", url: "app://so-can-bo/" };
  destroyed = false;
  setWindowOpenHandler(handler: unknown): void {
    note("contents.setWindowOpenHandler", handler);
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  reload(): void {
    note("contents.reload");
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new RecordedContents();
  constructor(options: { readonly webPreferences: WebPreferences }) {
    super();
    note("BrowserWindow", options);
    app.emit("web-contents-created", {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    note("window.loadURL", url);
  }
  isDestroyed = () => this.webContents.destroyed;
  isMinimized = () => true;
  restore = () => note("window.restore");
  focus = () => note("window.focus");
  show = () => note("window.show");
}

/** Emit one of Electron's preventable events, and say whether main prevented it. */
export function prevented(on: EventEmitter, name: string, event: object = {}, ...args: readonly unknown[]): boolean {
  let stopped = false;
  on.emit(name, { ...event, preventDefault: () => (stopped = true) }, ...args);
  return stopped;
}

/** A call of the page as Electron hands it to main. */
export const callFrom = (sender: unknown, senderFrame: unknown) => ({ sender, senderFrame }) as IpcMainInvokeEvent;

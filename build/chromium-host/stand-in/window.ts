import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import type { HostPage, PageCall } from "../browser.ts";
import type { Event } from "../pipe.ts";
import { printToPdf } from "../print-to-pdf.ts";
import { fromChromiumUrl, host, toChromiumUrl } from "../state.ts";
import { standInApp } from "./app.ts";
import { handleCall } from "./ipc-main.ts";
import { chromiumOrigin, mayKeepStorage, standInSession } from "./session.ts";

type UsedOfContents =
  | "close"
  | "executeJavaScript"
  | "getTitle"
  | "getURL"
  | "isDestroyed"
  | "isDevToolsOpened"
  | "printToPDF"
  | "reload"
  | "setWindowOpenHandler";

/** The window's contents: one page of Chromium. Commands wait until the page is attached. */
class StandInContents extends EventEmitter {
  readonly id = 1;
  readonly session = standInSession;
  readonly mainFrame = { parent: null, origin: "", url: "", frameToken: "main", processId: 1, routingId: 1 };
  readonly page: Promise<HostPage>;
  destroyed = false;
  private openHandler: Parameters<Electron.WebContents["setWindowOpenHandler"]>[0] = () => ({ action: "allow" });

  /** @param preload  of the one window that is seen; a window without one never is */
  constructor(preload: string | undefined) {
    super();
    const { browser } = host;
    if (browser === null) throw new Error("Cannot create BrowserWindow before app is ready");
    this.page =
      preload === undefined
        ? browser.openHiddenPage().then((page) => this.untilClosed(page))
        : browser.openPage(preload).then((page) => this.follow(page));
  }

  private untilClosed(page: HostPage): HostPage {
    page.once("closed", () => {
      this.destroyed = true;
      this.emit("destroyed");
    });
    return page;
  }

  private async follow(page: HostPage): Promise<HostPage> {
    host.page = page;
    host.events.emit("page", page);
    page.on("call", (call: PageCall) => void this.call(page, call));
    page.on("loaded", () => this.emit("did-finish-load"));
    page.on("second-window", (targetId: string) => this.secondWindow(page, targetId));
    page.on("event", ({ method, params, session }: Event) => {
      if (session !== page.session || method !== "Page.frameNavigated") return;
      const frame = params.frame as { id: string; url: string; parentId?: string };
      if (frame.parentId === undefined) Object.assign(this.mainFrame, placeOf(fromChromiumUrl(frame.url)));
    });
    this.untilClosed(page);
    if (mayKeepStorage("app://so-can-bo/")) {
      const origin = chromiumOrigin("app://so-can-bo/");
      await host.browser?.chromium.pipe.send("Browser.grantPermissions", { origin, permissions: ["durableStorage"] });
    }
    return page;
  }

  /** Only the document the main frame shows may pass for the main frame. */
  private async call(page: HostPage, call: PageCall): Promise<void> {
    const place = placeOf(call.url);
    const isMain = call.frame === page.frame;
    if (isMain && this.mainFrame.origin !== place.origin) Object.assign(this.mainFrame, place);
    const senderFrame = isMain ? this.mainFrame : { ...this.mainFrame, ...place, parent: this.mainFrame };
    const event = { type: "frame", processId: 1, frameId: 1, sender: this, senderFrame };
    await handleCall(call, event as unknown as Electron.IpcMainInvokeEvent);
  }

  private secondWindow(page: HostPage, targetId: string): void {
    const details = { url: "", frameName: "", features: "", disposition: "new-window" } as Electron.HandlerDetails;
    if (this.openHandler(details).action === "deny") void page.send("Target.closeTarget", { targetId }).catch(() => {});
  }

  setWindowOpenHandler(handler: typeof this.openHandler): void {
    this.openHandler = handler;
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.page;
    const loaded = new Promise((resolve) => page.once("loaded", resolve));
    await page.send("Page.navigate", { url: toChromiumUrl(url) });
    await loaded;
  }

  reload(): void {
    void this.page.then((page) => page.send("Page.reload")).catch(() => {});
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const page = await this.page;
    const said = await page.send("Runtime.evaluate", { expression: code, awaitPromise: true, returnByValue: true });
    if (said.exceptionDetails !== undefined) throw new Error("a script of main failed in the page");
    return (said.result as { readonly value?: unknown }).value;
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    return printToPdf(await this.page, options);
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  getTitle(): string {
    return "";
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  isDevToolsOpened(): boolean {
    return false;
  }

  close(): void {
    void this.page.then((page) => page.send("Page.close")).catch(() => {});
  }
}

type UsedOfWindow =
  | "close"
  | "destroy"
  | "focus"
  | "isDestroyed"
  | "isMinimized"
  | "loadURL"
  | "restore"
  | "setMenuBarVisibility"
  | "setTitle"
  | "show";

const open = new Set<StandInWindow>();

export class StandInWindow extends EventEmitter {
  readonly webContents: StandInContents & Pick<Electron.WebContents, UsedOfContents>;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.webContents = new StandInContents(options.webPreferences?.preload);
    open.add(this);
    standInApp.emit("web-contents-created", {}, this.webContents);
    this.webContents.once("did-finish-load", () => this.emit("ready-to-show"));
    this.webContents.once("destroyed", () => {
      open.delete(this);
      this.emit("closed");
      if (open.size === 0) standInApp.emit("window-all-closed");
    });
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  isDestroyed(): boolean {
    return this.webContents.isDestroyed();
  }

  close(): void {
    this.webContents.close();
  }

  destroy(): void {
    this.webContents.destroyed = true;
    this.webContents.close();
  }

  isMinimized(): boolean {
    return false;
  }

  focus(): void {
    void this.webContents.page.then((page) => page.send("Page.bringToFront"));
  }

  show(): void {}
  restore(): void {}
  setTitle(_title: string): void {}
  setMenuBarVisibility(_visible: boolean): void {}
}
StandInWindow satisfies new (
  options?: Electron.BrowserWindowConstructorOptions,
) => Pick<Electron.BrowserWindow, UsedOfWindow>;

const placeOf = (url: string) => ({ url, origin: /^app:\/\/[^/]+/.exec(url)?.[0] ?? "null" });

import { EventEmitter } from "node:events";
import type { Browser, HostPage } from "./browser.ts";

/** How the host was asked to start. */
export interface HostOptions {
  readonly chromium: string;
  readonly userData: string;
  readonly appRoot: string; // the folder with package.json and out/
  readonly headless: boolean;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly packaged: boolean; // what `app.isPackaged` says
  readonly argv: readonly string[]; // what is left for the program itself
}

/** What the stand-in's modules share: filled in by host.ts before main is loaded. */
export const host: {
  options: HostOptions | null;
  browser: Browser | null;
  page: HostPage | null;
  mainLoaded: Promise<unknown>;
  readonly switches: string[];
  readonly events: EventEmitter; // "whenReady" asked for, "quit"
} = {
  options: null,
  browser: null,
  page: null,
  mainLoaded: Promise.resolve(),
  switches: [],
  events: new EventEmitter(),
};

export function hostOptions(): HostOptions {
  if (host.options === null) throw new Error("the stand-in for electron was loaded without its host");
  return host.options;
}

/**
 * Stock Chromium has no scheme of ours, so every origin `app://NAME` is shown to it as `https://NAME.invalid`: a host that
 * no network can have. Main only ever sees the first form.
 */
export const toChromiumUrl = (url: string): string =>
  url.replace(/^app:\/\/([a-z0-9-]+)(?=\/|$)/, "https://$1.invalid");

export const fromChromiumUrl = (url: string): string =>
  url.replace(/^(blob:)?https:\/\/([a-z0-9-]+)\.invalid(?=\/|$)/, "$1app://$2");

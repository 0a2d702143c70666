import type { App, Session, WebContents } from "electron";
import { isOwnPage } from "./app-scheme.ts";

/** Switches that must be set before the program is ready: no name is ever looked up, no host ever reached. */
export const offlineSwitches = [
  ["host-resolver-rules", "MAP * ~NOTFOUND"],
  ["disable-background-networking"],
  ["disable-component-update"],
  ["disable-domain-reliability"],
  ["no-proxy-server"],
] as const;

/**
 * The page's engine lets half a gigabyte lie before it clears up for the first time, then four times what it found in use. An office PC has
 * 4 GB for everything, and the memory of a province is large: it is cleared up from 64 MB on, and whenever a third has been added.
 * What is new has 8 MB, of which there are three in the page and in its worker each.
 */
export const thriftySwitches = [
  ["js-flags", "--initial-old-space-size=64 --heap-growing-percent=30 --max-semi-space-size=8"],
] as const;

/** Switches that let another program read the page or main; a packaged program does not start with them. */
export const spyingSwitches = [
  "remote-debugging-port",
  "remote-debugging-pipe",
  "remote-debugging-address",
  "inspect",
  "inspect-brk",
  "inspect-port",
  "load-extension",
  "js-flags",
] as const;

/** Refuse every permission but lasting storage for our own page, every download and every request but for our own files. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(permission === "persistent-storage" && isOwnPage(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === "persistent-storage" && isOwnPage(ownRoot(origin)),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setSpellCheckerEnabled(false);
  for (const chooser of ["select-hid-device", "select-serial-port", "select-usb-device"] as const) {
    session.on(chooser as "select-hid-device", (event) => event.preventDefault());
  }
  session.on("will-download", (event) => event.preventDefault());
  session.setCertificateVerifyProc((_request, answer) => answer(-2)); // -2: refused
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !mayLoad(request.url) }));
}

/** Own files, and pictures the page made itself. Developer tools load their own parts; a packaged program has none. */
export function mayLoad(url: string): boolean {
  return isOwnPage(url) || url.startsWith("blob:app://so-can-bo/") || url.startsWith("devtools://");
}

/** Keep the window where it is: no other page, no second window, no guest page, no device chooser. */
export function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.on("will-navigate", (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on("will-frame-navigate", (event) => {
    if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault();
  });
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.on("select-bluetooth-device", (event, _devices, answer) => {
    event.preventDefault();
    answer("");
  });
}

/** Refuse what is asked of the whole program: logins, certificates, foreign guests. */
export function lockProgram(app: App): void {
  app.on("login", (event) => event.preventDefault());
  app.on("certificate-error", (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on("select-client-certificate", (event, _contents, _url, _list, answer) => {
    event.preventDefault();
    answer();
  });
  app.on("web-contents-created", (_event, contents) => lockContents(contents));
}

/** An origin as the permission check gives it, "app://so-can-bo" or with a slash, as the address of its root. */
const ownRoot = (origin: string) => (origin.endsWith("/") ? origin : `${origin}/`);

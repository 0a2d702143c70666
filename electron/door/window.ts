import { BrowserWindow, type WebPreferences } from "electron";
import { appOrigin } from "./app-scheme.ts";

/** Exactly these; `devTools` and `preload` are added by `openWindow`. Compared word for word by a test. */
export const webPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false, // it would download dictionaries
  safeDialogs: true,
  autoplayPolicy: "document-user-activation-required",
  disableBlinkFeatures: "Auxclick",
} as const satisfies WebPreferences;

/** The program's only window that is seen. `packaged` takes the developer tools away. */
export function openWindow(place: {
  readonly preload: string; // absolute path of the one CommonJS file
  readonly icon: string | null;
  readonly title: string;
  readonly packaged: boolean;
}): BrowserWindow {
  const window = new BrowserWindow({
    title: place.title,
    width: 1280,
    height: 800,
    minWidth: 960,
    minHeight: 640,
    show: false,
    backgroundColor: "#ffffff",
    autoHideMenuBar: true,
    ...(place.icon === null ? {} : { icon: place.icon }),
    webPreferences: { ...webPreferences, preload: place.preload, devTools: !place.packaged },
  });
  window.once("ready-to-show", () => window.show());
  void window.loadURL(`${appOrigin}/`);
  return window;
}

/** A window that is never shown and has no way to main: papers are printed in it. */
export function openPrintWindow(): { readonly window: BrowserWindow; readonly loaded: Promise<void> } {
  const window = new BrowserWindow({
    show: false,
    skipTaskbar: true,
    webPreferences: { ...webPreferences, devTools: false, backgroundThrottling: false },
  });
  return { window, loaded: window.loadURL(`${appOrigin}/paper.html`) };
}

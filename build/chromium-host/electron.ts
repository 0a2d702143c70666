/**
 * What `import … from "electron"` gives on the Chromium host: the part of Electron's API that this program uses, each
 * member held to Electron's own typings, so that the compiler tells when one drifts from the other.
 */
import type * as Electron from "electron";
import { standInApp } from "./stand-in/app.ts";
import { standInDialog } from "./stand-in/dialog.ts";
import { standInIpcMain } from "./stand-in/ipc-main.ts";
import { standInMenu } from "./stand-in/menu.ts";
import { standInProtocol, standInSession } from "./stand-in/session.ts";
import { standInUtilityProcess } from "./stand-in/utility-process.ts";
import { StandInWindow } from "./stand-in/window.ts";

export const app = standInApp;
export const protocol = standInProtocol;
export const session = { defaultSession: standInSession };
export const ipcMain = standInIpcMain;
export const dialog = standInDialog satisfies Partial<Electron.Dialog>;
export const Menu = standInMenu;
export const utilityProcess = standInUtilityProcess;
export { StandInWindow as BrowserWindow };

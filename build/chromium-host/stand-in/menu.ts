import type * as Electron from "electron";

/** The host shows no menu; copying, pasting and zooming are Chromium's own keys. */
export const standInMenu = {
  buildFromTemplate: (template: (Electron.MenuItemConstructorOptions | Electron.MenuItem)[]) =>
    ({ items: template }) as unknown as Electron.Menu,
  setApplicationMenu: (_menu: Electron.Menu | null) => {},
} satisfies Pick<typeof Electron.Menu, "buildFromTemplate" | "setApplicationMenu">;

import { mkdirSync } from "node:fs";
import { register } from "node:module";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { takeAnswersFrom } from "./ask.ts";
import { serveDriver } from "./control.ts";
import { findChromium } from "./find-chromium.ts";
import { host } from "./state.ts";

/**
 * Runs the program's own compiled main and preload on stock Chromium:
 * `node out/host/host.js [--app FOLDER] [--user-data-dir FOLDER] [--headless] [--window-size W,H] [--scale N] [--packaged]`.
 * A parent that speaks over Node's own channel may drive the page (control.ts).
 */
const { values } = parseArgs({
  strict: false,
  options: {
    app: { type: "string" },
    "user-data-dir": { type: "string" },
    headless: { type: "boolean" },
    packaged: { type: "boolean" },
    "window-size": { type: "string" },
    scale: { type: "string" },
  },
});

const chromium = findChromium(process.env);
if (chromium === null) {
  process.stderr.write("Chromium was not found: install it, or name it in SO_CAN_BO_CHROMIUM.\n");
  process.exit(1);
}
const hasDisplay = Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
const [width = 1280, height = 800] = String(values["window-size"] ?? "1280,800")
  .split(",")
  .map(Number);
const userData = resolve(String(values["user-data-dir"] ?? join(homedir(), ".config", "So Can Bo")));
mkdirSync(userData, { recursive: true });
host.options = {
  chromium,
  userData,
  appRoot: resolve(String(values.app ?? join(import.meta.dirname, "../.."))),
  headless: values.headless === true || (process.platform === "linux" && !hasDisplay),
  width,
  height,
  scale: Number(values.scale ?? 1),
  packaged: values.packaged === true,
  argv: process.argv.slice(2),
};
if (process.env.SO_CAN_BO_ANSWERS !== undefined) takeAnswersFrom(process.env.SO_CAN_BO_ANSWERS);
if (process.send !== undefined) serveDriver();

register("./resolve-electron.js", import.meta.url);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void quit());
process.once("exit", () => host.browser?.chromium.process.kill("SIGKILL"));
host.mainLoaded = import(pathToFileURL(join(host.options.appRoot, "out/main/main.js")).href);
await host.mainLoaded;

async function quit(): Promise<void> {
  const { app } = await import("./electron.ts");
  app.quit();
}

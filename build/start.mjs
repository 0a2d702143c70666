import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./root.mjs";
import { ensureInstalled, ensureRuntime, orExplain, runtimeLine } from "./setup.mjs";

// npm start: everything a fresh clone needs, then the program's window. `npm start -- --user-data-dir=FOLDER` for another data folder.

const hasDisplay = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
if (!hasDisplay) {
  console.error(
    "There is no display here (DISPLAY and WAYLAND_DISPLAY are not set), so no window can be shown; " +
      "`npm run demo` runs the program without one and leaves pictures and papers to look at.",
  );
  process.exit(1);
}
orExplain(ensureInstalled);
const runtime = orExplain(ensureRuntime);
const { bundle } = await import("./bundle.mjs");
const begun = performance.now();
console.log(`bundles: ${await bundle()} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
console.log(runtimeLine(runtime));

const own = process.argv.slice(2);
const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const [program, args] =
  runtime.kind === "electron"
    ? [runtime.program, [root, ...asRoot, ...own]]
    : [process.execPath, [join(root, "out/host/host.js"), `--app=${root}`, ...own]];
const child = spawn(program, args, { stdio: "inherit" });
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));

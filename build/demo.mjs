import { join } from "node:path";
import { root } from "./root.mjs";
import { ensureChromium, ensureInstalled, ensureTools, orExplain, runtimeLine } from "./setup.mjs";

// npm run demo: the main job, headless, through the real screens, twice over: a district and a province. Leaves out/demo.

orExplain(ensureInstalled);
const runtime = orExplain(ensureChromium);
orExplain(() => ensureTools(["age", "minisign", "unzip"]));
const { bundle } = await import("./bundle.mjs");
console.log(`bundles: ${await bundle()}`);
console.log(runtimeLine(runtime));
const { withProjectCode } = await import("./load.mjs");
const closed = await withProjectCode(async (load) => {
  const { runDemo } = await load("/test/app/demo.ts");
  return runDemo(join(root, "out/demo"), join(root, "docs/check-bundle.sh"), (/** @type {string} */ line) =>
    console.log(line),
  );
});
process.exit(closed ? 0 : 1);

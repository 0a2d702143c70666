import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { isMain, root } from "./root.mjs";
import { ensureChromium, ensureInstalled, orExplain } from "./setup.mjs";

// npm run bench [-- saving exchange opening search whole] [--large]: each figure as a ratio, both sides in the same run.

/** @type {Readonly<Record<string, (context: Context) => Promise<readonly string[]>>>} */
const benches = {
  saving: async ({ drive }) => {
    const { measureSaving, savingLines } = await drive("/test/bench/saving.ts");
    return savingLines(await measureSaving());
  },
  exchange: async ({ load, large }) => {
    const { measureExchange, exchangeLines } = await load("test/bench/exchange.ts");
    const size = large ? { people: 100_000, rounds: 3 } : {};
    return exchangeLines(await measureExchange(size, join(root, "out/main/unpack-process.js"), rivals));
  },
};

/**
 * `load` bundles a bench as the program itself is bundled, so that it runs as fast; `drive` reads it as it stands, for those that
 * start the program and look for its files.
 *
 * @typedef {{ load: (path: string) => Promise<any>, drive: (path: string) => Promise<any>, large: boolean }} Context
 */

/** @param {string} path  of a bench in TypeScript, below the project's folder */
async function loadBundled(path) {
  const { build } = await import("vite");
  const { nodeConfig } = await import("./vite.node.mjs");
  const outDir = join(root, "node_modules/.cache/bench");
  await build(nodeConfig({ input: join(root, path), outDir, format: "es", extension: "mjs" }));
  return import(join(outDir, `${basename(path, ".ts")}.mjs`));
}

const rivals = join(root, "test/bench/rivals");

if (isMain(import.meta.url)) {
  const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  const large = process.argv.includes("--large");
  orExplain(ensureInstalled);
  orExplain(ensureChromium);
  if (!existsSync(join(rivals, "node_modules")))
    execFileSync("npm", ["ci", "--silent"], { cwd: rivals, stdio: "inherit", shell: process.platform === "win32" });
  const { bundle } = await import("./bundle.mjs");
  await bundle();
  const { withProjectCode } = await import("./load.mjs");
  await withProjectCode(async (drive) => {
    for (const [name, measure] of Object.entries(benches)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const lines = await measure({ load: loadBundled, drive, large });
      console.log(`${lines.join("\n")}\n`);
    }
  });
  process.exit(0);
}

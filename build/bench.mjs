import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isMain, root } from "./root.mjs";
import { ensureChromium, ensureInstalled, orExplain } from "./setup.mjs";

// npm run bench [-- saving exchange opening search whole] [--large]: each figure as a ratio, both sides in the same run.

/** @type {Readonly<Record<string, (context: Context) => Promise<readonly string[]>>>} */
const benches = {
  saving: async ({ load }) => {
    const { measureSaving, savingLines } = await load("/test/bench/saving.ts");
    return savingLines(await measureSaving());
  },
  exchange: async ({ load, large }) => {
    const { measureExchange, exchangeLines } = await load("/test/bench/exchange.ts");
    const size = large ? { people: 100_000, rounds: 3 } : {};
    return exchangeLines(await measureExchange(size, join(root, "out/main/unpack-process.js"), rivals));
  },
};

/** @typedef {{ load: (path: string) => Promise<any>, large: boolean }} Context */

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
  await withProjectCode(async (load) => {
    for (const [name, measure] of Object.entries(benches)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const lines = await measure({ load, large });
      console.log(`${lines.join("\n")}\n`);
    }
  });
  process.exit(0);
}

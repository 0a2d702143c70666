import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isMain, root } from "./root.mjs";
import { ensureChromium, ensureInstalled, orExplain } from "./setup.mjs";

// npm run bench [-- saving slow-disk screens exchange queue first-import many-offices opening search tables reports suggestions whole workbook printing] [--large] [--rounds N]: each figure as a ratio, both sides in the same run.

/** @type {Readonly<Record<string, (context: Context) => Promise<readonly string[]>>>} */
const benches = {
  saving: async ({ drive }) => {
    const { measureSaving, savingLines } = await drive("/test/bench/saving.ts");
    return savingLines(await measureSaving());
  },
  "slow-disk": async () => onSlowDisk(spinningDisk, "saving"),
  screens: async ({ drive }) => {
    const { measureScreens, screensLines } = await drive("/test/bench/screens.ts");
    return screensLines(await measureScreens());
  },
  exchange: async ({ load, large, rounds }) => {
    const { measureExchange, exchangeLines } = await load("test/bench/exchange.ts");
    const size = large ? { people: 100_000, edits: 100_000, rounds: 3 } : {}; // PouchDB takes minutes a round
    return exchangeLines(await measureExchange({ ...size, ...rounds }, unpackProcess, rivals));
  },
  queue: async ({ load, large }) => {
    const { measureQueue, queueLines } = await load("test/bench/queue.ts");
    return queueLines(await measureQueue(large ? { offices: 500, people: 200 } : {}, unpackProcess));
  },
  "first-import": async ({ drive, large }) => {
    const { measureFirstImport, firstImportLines } = await drive("/test/bench/first-import.ts");
    return firstImportLines(await measureFirstImport(large ? { offices: 20, people: 5000, edits: 100_000 } : {}));
  },
  "many-offices": async ({ drive, large }) => {
    const { measureFirstImport, firstImportLines } = await drive("/test/bench/first-import.ts");
    const size = large ? { offices: 500, people: 200 } : { offices: 40, people: 25, edits: 200 };
    return firstImportLines(await measureFirstImport(size));
  },
  whole: async ({ load, pages }) => {
    const { measureWhole, wholeLines } = await load("test/bench/whole.ts");
    return pages.withPages(async (open) => {
      const page = await open.freshPage();
      const plain = {
        /** @type {(table: string, rows: readonly object[]) => Promise<void>} */
        fill: (table, rows) => page.call("fillRows", "whole", table, JSON.stringify(rows)),
        outAndIn: () => page.call("outAndIn", "whole"),
      };
      return wholeLines(await measureWhole({}, unpackProcess, plain));
    });
  },
  opening: ({ pages, large }) =>
    pages.withPages(async (open) => {
      const size = large ? { people: 100_000, career: 10 } : {};
      return pages.openingLines(await pages.benchOpening(open, large ? 5 : 7, size));
    }),
  workbook: async ({ load }) => {
    const { measureWorkbook, workbookLines } = await load("test/bench/workbook.ts");
    return workbookLines(await measureWorkbook(join(root, "out/main/reader-process.js")));
  },
  tables: async ({ load }) => {
    const { measureTables, tablesLines } = await load("test/bench/tables.ts");
    return tablesLines(await measureTables());
  },
  printing: async ({ drive }) => {
    const { measurePrinting, printingLines } = await drive("/test/bench/printing.ts");
    return printingLines(await measurePrinting(join(root, "out/renderer")));
  },
  search: ({ pages }) => pages.withPages(async (open) => pages.searchLines(await pages.benchSearch(open))),
  reports: ({ pages }) => pages.withPages(async (open) => pages.reportsLines(await pages.benchReports(open))),
  suggestions: ({ pages }) =>
    pages.withPages(async (open) => pages.suggestionsLines(await pages.benchSuggestions(open))),
};

/**
 * `load` bundles a bench as the program itself is bundled, so that it runs as fast; `drive` reads it as it stands, for those that
 * start the program and look for its files.
 *
 * @typedef {{
 *   load: (path: string) => Promise<any>,
 *   drive: (path: string) => Promise<any>,
 *   pages: typeof import("../test/bench/in-page.mjs"),
 *   large: boolean,
 *   rounds: { readonly rounds?: number }, // how often `exchange` is measured after its warm-up
 * }} Context
 */

/** @param {string} path  of a bench in TypeScript, below the project's folder */
async function loadBundled(path) {
  const { build } = await import("vite");
  const { nodeConfig } = await import("./vite.node.mjs");
  const outDir = join(root, "node_modules/.cache/bench");
  await build(nodeConfig({ input: join(root, path), outDir, format: "es", extension: "mjs" }));
  return import(join(outDir, `${basename(path, ".ts")}.mjs`));
}

/** Milliseconds a sync takes on a disk that turns 5,400 times a minute: a seek and half a turn. */
const spinningDisk = 12;

/**
 * A bench once more where every sync takes longer, ours and the one it is held against alike: the disks of the offices are slower
 * than those of the machines that measure.
 *
 * @param {number} millis
 * @param {string} name
 */
async function onSlowDisk(millis, name) {
  const library = join(root, "node_modules/.cache/slow-sync.so");
  try {
    execFileSync("cc", ["-shared", "-fPIC", "-O2", "-o", library, join(root, "test/bench/slow-sync.c"), "-ldl"]);
  } catch {
    return [`${name} on a slow disk: needs Linux and a C compiler`];
  }
  const env = { ...process.env, LD_PRELOAD: library, SLOW_SYNC_MS: String(millis) };
  const said = execFileSync(process.execPath, [fileURLToPath(import.meta.url), name], { env, encoding: "utf8" });
  const lines = said.split("\n").filter((line) => line.startsWith(name) || line.startsWith("  "));
  return [`every sync ${millis} ms longer, as on a spinning disk:`, ...lines];
}

const rivals = join(root, "test/bench/rivals");
const unpackProcess = join(root, "out/main/unpack-process.js");

if (isMain(import.meta.url)) {
  const { values: asked, positionals: wanted } = parseArgs({
    options: { large: { type: "boolean", default: false }, rounds: { type: "string" } },
    allowPositionals: true,
  });
  const rounds = asked.rounds === undefined ? {} : { rounds: Number(asked.rounds) };
  // What the benches leave behind is gigabytes of made-up offices.
  const left = mkdtempSync(join(tmpdir(), "so-can-bo-bench-"));
  process.env.TMPDIR = left; // which `tmpdir` answers from here on
  process.once("exit", () => rmSync(left, { recursive: true, force: true, maxRetries: 5 }));
  orExplain(ensureInstalled);
  orExplain(ensureChromium);
  if (!existsSync(join(rivals, "node_modules")))
    execFileSync("npm", ["ci", "--silent"], { cwd: rivals, stdio: "inherit", shell: process.platform === "win32" });
  const { bundle } = await import("./bundle.mjs");
  await bundle();
  const { withProjectCode } = await import("./load.mjs");
  const pages = await import("../test/bench/in-page.mjs");
  await withProjectCode(async (drive) => {
    for (const [name, measure] of Object.entries(benches)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const lines = await measure({ load: loadBundled, drive, pages, large: asked.large, rounds });
      console.log(`${lines.join("\n")}\n`);
    }
  });
  process.exit(0);
}

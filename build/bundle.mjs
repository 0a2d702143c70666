import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { parseArgs } from "node:util";
import { isMain, root } from "./root.mjs";

/** What the bundles are made from; a change in any of it makes them stale. */
const sources = ["electron", "renderer", "shared", "build/chromium-host", "build/bundle.mjs"];
const single = ["build/vite.page.mjs", "build/vite.node.mjs", "package.json", "package-lock.json"];

/**
 * Builds beside the usual one, each an app folder of its own with `package.json` and `out/`: what main is made from, and the
 * processes it has beside the others. Only these reach a network, and only once somebody switches it on.
 */
export const carriers = {
  webdav: { main: "electron/main-webdav.ts", processes: ["electron/server/webdav-process.ts"] },
};

/** @typedef {keyof typeof carriers} Carrier */

/** Where a build with a carrier over a network is made. */
export const carrierRoot = (/** @type {Carrier} */ carrier) => join(root, `out-${carrier}`);

/**
 * Make the app folder of a build with a carrier over a network.
 *
 * @param {Carrier} carrier
 */
export async function bundleWith(carrier, { folder = carrierRoot(carrier), force = false } = {}) {
  const made = await bundle({ out: join(folder, "out"), force, carrier });
  const {
    scripts: _,
    dependencies: __,
    devDependencies: ___,
    ...manifest
  } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  return made;
}

/**
 * Make out/main, out/preload, out/renderer and out/host, unless they are already made from the same sources. They are
 * built beside their place and moved there, the stamp last, so that half of them is never taken for all.
 *
 * @param {{ out?: string, force?: boolean, carrier?: Carrier | null }} wanted
 * @returns {Promise<"made" | "fresh">}
 */
export async function bundle({ out = join(root, "out"), force = false, carrier = null } = {}) {
  const stamp = `${hashOfSources()} ${carrier ?? "none"}`;
  const stampFile = join(out, "sources.sha256");
  if (!force && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return "fresh";
  const building = `${out}.building-${process.pid}`;
  await rm(building, { recursive: true, force: true });
  const { NODE_ENV: asked } = process.env;
  process.env.NODE_ENV = "production"; // a test's would bring the development build of React
  try {
    await makeAll(building, carrier);
    await mkdir(out, { recursive: true });
    await rm(stampFile, { force: true });
    // Part by part: what else lies in out/, as the demo's evidence, stays.
    for (const part of readdirSync(building)) {
      await rm(join(out, part), { recursive: true, force: true });
      await rename(join(building, part), join(out, part));
    }
    await writeFile(stampFile, stamp);
  } finally {
    if (asked === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = asked;
    await rm(building, { recursive: true, force: true });
  }
  return "made";
}

/** @param {string} path  below the project's folder */
const at = (path) => join(root, path);

/**
 * @param {string} out
 * @param {Carrier | null} carrier
 */
async function makeAll(out, carrier) {
  const { build } = await import("vite");
  const { nodeConfig, scriptConfig } = await import("./vite.node.mjs");
  const { pageConfig } = await import("./vite.page.mjs");
  const host = "build/chromium-host";
  await build(pageConfig(at("renderer"), join(out, "renderer")));
  const main = { outDir: join(out, "main"), format: /** @type {const} */ ("es"), extension: "js" };
  // What main needs only now and then, as writing a workbook, is a file of its own: a start does not read it.
  const other = carrier === null ? null : carriers[carrier];
  await build(nodeConfig({ ...main, input: { main: at(other?.main ?? "electron/main.ts") }, shared: true }));
  for (const entry of [
    ...(other?.processes ?? []),
    "electron/exchange/unpack-process.ts",
    "electron/workbook/reader-process.ts",
    "electron/papers/template-process.ts",
  ])
    await build(nodeConfig({ ...main, input: at(entry) }));
  const preload = { input: at("electron/preload.ts"), outDir: join(out, "preload") };
  await build(nodeConfig({ ...preload, format: "cjs", extension: "cjs" }));
  const parts = ["host", "electron", "resolve-electron", "parent-port"].map((name) => at(`${host}/${name}.ts`));
  await build(nodeConfig({ ...main, input: parts, outDir: join(out, "host"), shared: true }));
  for (const name of ["main-world", "preload-world", "chooser", "finder"])
    await build(scriptConfig({ input: at(`${host}/page/${name}.ts`), outDir: join(out, "host/page") }));
  await writeFile(join(out, "main/page-files.json"), JSON.stringify(listPageFiles(join(out, "renderer")), null, 1));
}

/** @type {Readonly<Record<string, string>>} */
const mediaTypes = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
};

/**
 * Every file of the page with its media type; a kind of file nobody thought of stops the build.
 *
 * @param {string} folder
 */
function listPageFiles(folder) {
  return filesIn(folder).map((file) => {
    const type = mediaTypes[extname(file)];
    if (type === undefined) throw new Error(`no media type for ${file}`);
    return { path: `/${relative(folder, file).split(sep).join("/")}`, type };
  });
}

function hashOfSources() {
  const hash = createHash("sha256");
  for (const file of [...sources.flatMap((folder) => filesIn(join(root, folder))), ...single.map((f) => join(root, f))])
    hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/**
 * @param {string} path  a folder, or one script
 * @returns {string[]}
 */
function filesIn(path) {
  if (extname(path) === ".mjs") return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

if (isMain(import.meta.url)) {
  const { values } = parseArgs({
    options: { out: { type: "string" }, force: { type: "boolean" }, carrier: { type: "string" } },
  });
  const { out, carrier, force = false } = values;
  if (carrier !== undefined && carrier !== "webdav") throw new Error(`there is no carrier ${carrier}`);
  const begun = performance.now();
  const done =
    carrier === undefined ? await bundle({ ...(out ? { out } : {}), force }) : await bundleWith(carrier, { force });
  console.log(`bundles ${done} in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}

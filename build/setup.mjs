import { execFileSync, spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { isMain, root } from "./root.mjs";

// Runs before anything is installed: Node's own modules only.

const cache = join(root, "node_modules/.cache/so-can-bo");
const say = (/** @type {string} */ line) => console.log(`set-up: ${line}`);

/** Why the set-up cannot go on, as one sentence for the person at the keyboard. */
export class SetupProblem extends Error {}

/** Install what package-lock.json names, unless exactly that lies in node_modules already. */
export function ensureInstalled() {
  const wrong = differences();
  if (wrong === null) return say("dependencies are there");
  say(`${wrong}; installing with npm ci (about a minute)`);
  const begun = performance.now();
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const done = spawnSync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (done.status !== 0) throw new SetupProblem("The dependencies could not be installed: npm ci failed (see above).");
  say(`dependencies installed in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
}

/**
 * How node_modules differs from the lock file: by what npm noted there at the end of its last whole run.
 *
 * @returns {string | null}
 */
function differences() {
  const noted = join(root, "node_modules/.package-lock.json");
  if (!existsSync(noted)) return "dependencies are missing";
  const installed = packagesOf(noted);
  for (const [path, { version, optional }] of Object.entries(packagesOf(join(root, "package-lock.json")))) {
    if (path === "" || optional === true) continue;
    if (installed[path]?.version !== version) return `${path.replace(/^.*node_modules\//, "")} ${version} is not there`;
  }
  return null;
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
const packagesOf = (file) => JSON.parse(readFileSync(file, "utf8")).packages;

/**
 * What shows the window: Electron's binary where it is there or can be had quickly, otherwise Chromium.
 *
 * @returns {{ kind: "electron" | "chromium", program: string, version: string }}
 */
export function ensureRuntime() {
  const electron = electronProgram() ?? fetchElectron();
  if (electron === null) return ensureChromium();
  const version = readFileSync(join(root, "node_modules/electron/dist/version"), "utf8").trim();
  return { kind: "electron", program: electron, version };
}

/** Chromium of this machine, installed with apt-get where that is possible. */
export function ensureChromium() {
  const found = findChromium() ?? installWithApt("chromium", findChromium);
  if (found === null)
    throw new SetupProblem(
      "Chromium is needed: install it (Debian: apt-get install chromium), or name it in SO_CAN_BO_CHROMIUM.",
    );
  const said = spawnSync(found, ["--version"], { encoding: "utf8" }).stdout ?? "";
  return { kind: /** @type {const} */ ("chromium"), program: found, version: /\d+/.exec(said)?.[0] ?? "?" };
}

/**
 * Programs that tests and the demo check our files with.
 *
 * @param {readonly string[]} names  of Debian packages
 */
export function ensureTools(names) {
  for (const name of names) {
    const program = { "poppler-utils": "pdftotext", xvfb: "Xvfb" }[name] ?? name;
    const part = { "libreoffice-writer-nogui": "libswlo.so", "libreoffice-calc-nogui": "libsclo.so" }[name];
    const file = filesOf[name];
    const find = () =>
      part !== undefined ? partOfLibreOffice(part) : file !== undefined ? fileThere(file) : onPath([program]);
    if (find() === null && installWithApt(name, find) === null)
      throw new SetupProblem(`${program} is needed: install the package ${name} (Debian: apt-get install ${name}).`);
  }
  say(`${names.join(", ")} are there`);
}

/**
 * Packages that are there where one file of theirs is: letters of every Vietnamese word for LibreOffice, which brings none and
 * loses what it has no letter for; full-width signs, which tests put on paper and Chromium leaves out of a PDF where no font
 * has them; and the server that tests send to, which lies where only the system's administrator looks.
 *
 * @type {Readonly<Record<string, string>>}
 */
const filesOf = {
  "fonts-liberation2": "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
  "fonts-wqy-microhei": "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
  lighttpd: "/usr/sbin/lighttpd",
  "lighttpd-mod-webdav": "/usr/lib/lighttpd/mod_webdav.so",
  "lighttpd-mod-openssl": "/usr/lib/lighttpd/mod_openssl.so",
};

const fileThere = (/** @type {string} */ place) => (existsSync(place) ? place : null);

/**
 * Writer and Calc share one program; each is there where its own library is.
 *
 * @param {string} library
 */
function partOfLibreOffice(library) {
  const program = onPath(["soffice"]);
  if (program === null) return null;
  const place = join(dirname(realpathSync(program)), library);
  return existsSync(place) ? place : null;
}

/** Electron's binary, if it was downloaded. */
export function electronProgram() {
  const place = join(root, "node_modules/electron");
  if (!existsSync(join(place, "path.txt"))) return null;
  const program = join(place, "dist", readFileSync(join(place, "path.txt"), "utf8"));
  return isProgram(program) ? program : null;
}

/** Try to download Electron's binary for 20 seconds, and after a failure not again for a day. */
function fetchElectron() {
  const failed = join(cache, "electron-not-downloaded");
  const day = 24 * 60 * 60 * 1000;
  if (existsSync(failed) && Date.now() - statSync(failed).mtimeMs < day) return null;
  say("trying to download Electron (at most 20 s)");
  const install = join(root, "node_modules/electron/install.js");
  const done = spawnSync(process.execPath, [install], {
    cwd: root,
    stdio: "ignore",
    timeout: 20_000,
    killSignal: "SIGKILL",
  });
  const program = done.status === 0 ? electronProgram() : null;
  if (program === null) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(failed, "");
    say("Electron's binary cannot be had here");
  }
  return program;
}

/** As build/chromium-host/find-chromium.ts, for a time when nothing is compiled yet. */
export function findChromium() {
  const named = process.env.SO_CAN_BO_CHROMIUM ?? process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== "") return named;
  return onPath(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
}

/**
 * @template Found
 * @param {string} name
 * @param {() => Found | null} find
 * @returns {Found | null}
 */
function installWithApt(name, find) {
  if (onPath(["apt-get"]) === null) return null;
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  if (asRoot.length > 0 && spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status !== 0) return null;
  say(`${name} is missing; installing it with apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (/** @type {string[]} */ ...args) => {
    const [program = "", ...rest] = [...asRoot, "apt-get", ...args];
    return spawnSync(program, rest, { stdio: "ignore", env, timeout: 10 * 60 * 1000 }).status === 0;
  };
  run("update", "-q");
  run("install", "-y", "-q", "--no-install-recommends", name);
  return find();
}

/**
 * @param {readonly string[]} names
 * @returns {string | null}
 */
function onPath(names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram) ?? null;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Which of the two runs stories and windows, and why, in one line. */
export function runtimeLine(/** @type {{ kind: string, version: string }} */ { kind, version }) {
  if (kind === "electron") return `runtime: Electron ${version}`;
  const why = electronProgram() === null ? "because Electron's binary is not here" : "which stories are driven through";
  return `runtime: Chromium ${version} host, ${why}`;
}

/**
 * Run a step of a command-line script; a SetupProblem ends it with its sentence and code 1.
 *
 * @template Done
 * @param {() => Done} step
 * @returns {Done}
 */
export function orExplain(step) {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

if (isMain(import.meta.url)) {
  orExplain(ensureInstalled);
  console.log(runtimeLine(orExplain(ensureRuntime)));
  execFileSync(process.execPath, [join(root, "build/bundle.mjs")], { stdio: "inherit" });
}

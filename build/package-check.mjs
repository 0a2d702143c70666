import assert from "node:assert/strict";
import { fork, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extractAll, getRawHeader, listPackage } from "@electron/asar";
import { NtExecutable, NtExecutableResource, Resource } from "resedit";
import { bundle, bundleWith, carrierRoot } from "./bundle.mjs";
import { isMain, root } from "./root.mjs";
import { fuseMark, makeStubElectron } from "./stub-electron.mjs";

/** In the order in which they lie in the binary: what each must be in a program we give away. */
const wantedFuses = {
  runAsNode: "0",
  cookieEncryption: "1",
  nodeOptions: "0",
  nodeCliInspect: "0",
  embeddedAsarIntegrityValidation: "1",
  onlyLoadAppFromAsar: "1",
  loadBrowserProcessSpecificV8Snapshot: "0",
  grantFileProtocolExtraPrivileges: "0",
  wasmTrapHandlers: "1",
};

/**
 * Pack the program for Linux and Windows around an empty Electron, then look into what came out, and start it.
 *
 * @param {(line: string) => void} say
 */
export async function checkPackages(say) {
  await bundle();
  await bundleWith("webdav");
  const folder = mkdtempSync(join(tmpdir(), "so-can-bo-package-"));
  try {
    const stubs = await makeStubElectron(join(folder, "stub"));
    const linux = pack("--linux", stubs.linux, join(folder, "linux"), "linux-unpacked");
    const win = pack("--win", stubs.win, join(folder, "win"), "win-unpacked");
    for (const place of [linux, win]) checkArchive(join(place, "resources/app.asar"), root);
    const other = carrierRoot("webdav");
    const sending = pack("--linux", stubs.linux, join(folder, "webdav"), "linux-unpacked", other);
    checkArchive(join(sending, "resources/app.asar"), other, ["webdav-process.js"]);
    assert.deepEqual(reachers(join(root, "out")), [], "the usual build has no network in it");
    assert.deepEqual(reachers(join(other, "out")), ["main/webdav-process.js"], "one process of the other build has");
    say("network: none in the usual build, in one process of the other");
    say(
      `archives: ${listPackage(join(win, "resources/app.asar"), { isPack: false }).length} entries, as they should be`,
    );
    for (const file of [join(linux, "so-can-bo"), join(win, "So Can Bo.exe")])
      assert.deepEqual(fusesOf(readFileSync(file)), wantedFuses, `fuses of ${file}`);
    say("fuses: set in both programs");
    checkWindowsProgram(win);
    say("Windows program: names, version, hash of the archive");
    for (const place of [linux, win])
      assert.deepEqual(readdirSync(join(place, "locales")).toSorted(), ["en-US.pak", "vi.pak"]);
    extractAll(join(win, "resources/app.asar"), join(folder, "app"));
    const status = await statusOf(join(folder, "app"), join(folder, "data"));
    assert.equal(status.ok, true);
    assert.match(status.value.runtime, /^chromium \d+$/);
    say(`the packed program starts and answers: ${JSON.stringify(status.value)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * @param {"--linux" | "--win"} system
 * @param {string} stub
 * @param {string} output
 * @param {string} name
 * @param {string} app  the folder with package.json and out/
 * @returns {string} the folder with the packed program
 */
function pack(system, stub, output, name, app = root) {
  const args = [system, "dir", "--x64", "--config", "electron-builder.yml", "--publish", "never"];
  const own = [`-c.electronDist=${stub}`, `-c.directories.output=${output}`, "-c.electronVersion=0.0.0"];
  if (app !== root) own.push(`-c.directories.app=${app}`);
  const done = spawnSync(join(root, "node_modules/.bin/electron-builder"), [...args, ...own], {
    cwd: root,
    encoding: "utf8",
  });
  assert.equal(done.status, 0, `electron-builder ${system}:\n${done.stdout}\n${done.stderr}`);
  return join(output, name);
}

/**
 * Files of a build that could reach a network: they import one of Node's modules for it, or call what needs none.
 *
 * @param {string} out
 * @returns {readonly string[]}
 */
export function reachers(out) {
  const reaches =
    /(?:from|import|import\(|require\()\s*["'](?:node:)?(?:net|tls|http|https|http2|dgram|dns|undici)(?:\/[a-z]+)?["']|\bnew (?:WebSocket|XMLHttpRequest|EventSource)\b|[^.\w]fetch\(["'`h]/;
  return ["main", "preload"]
    .flatMap((part) => readdirSync(join(out, part)).map((name) => `${part}/${name}`))
    .filter((path) => /\.c?js$/.test(path) && reaches.test(readFileSync(join(out, path), "utf8")))
    .toSorted();
}

/**
 * The files that main is split into. The first that is read closes the shared prototype, before anything of any other runs.
 *
 * @param {string} app
 * @returns {readonly string[]}
 */
function chunksOfMain(app) {
  const read = (/** @type {string} */ name) => readFileSync(join(app, "out/main", name), "utf8");
  const chunks = readdirSync(join(app, "out/main")).filter((name) => name.startsWith("shared-"));
  const first = /^import "\.\/(shared-[^"]+)";/.exec(read("main.js"))?.[1] ?? "";
  assert.match(
    read(first),
    /^[^;]*Reflect\.deleteProperty\(Object\.prototype, "__proto__"\);/,
    "the prototype is closed first",
  );
  for (const name of chunks) {
    const readers = ["main.js", ...chunks].filter((other) => other !== name && read(other).includes(`"./${name}"`));
    assert.notDeepEqual(readers, [], `nothing reads ${name}`);
  }
  return chunks;
}

/**
 * What must be in the archive, and nothing else.
 *
 * @param {string} archive
 * @param {string} app  what it was packed from
 * @param {readonly string[]} others  processes beside the usual ones
 */
function checkArchive(archive, app, others = []) {
  const files = listPackage(archive, { isPack: false }).map((path) => path.replaceAll("\\", "/"));
  const inside = files.filter((path) => /\.[a-z0-9]+$/.test(path));
  const pages = JSON.parse(readFileSync(join(app, "out/main/page-files.json"), "utf8"));
  const wanted = [
    "/out/main/main.js",
    "/out/main/page-files.json",
    "/out/main/reader-process.js",
    "/out/main/template-process.js",
    "/out/main/unpack-process.js",
    ...others.map((name) => `/out/main/${name}`),
    ...chunksOfMain(app).map((name) => `/out/main/${name}`),
    "/out/preload/preload.cjs",
    "/package.json",
    ...pages.map((/** @type {{ path: string }} */ { path }) => `/out/renderer${path}`),
  ];
  assert.deepEqual(new Set(inside), new Set(wanted), `files in ${archive}`);
  for (const name of ["reader-process.js", "template-process.js", "unpack-process.js", ...others]) {
    const text = readFileSync(join(app, "out/main", name), "utf8");
    const closed = text.indexOf('Reflect.deleteProperty(Object.prototype, "__proto__")');
    const firstModule = text.search(/^\/\/ (?:electron|shared|node_modules)\//m);
    assert.ok(closed >= 0 && closed < firstModule, `${name} must close the shared prototype before anything else runs`);
  }
}

/**
 * @param {Buffer} program
 * @returns {Record<string, string>}
 */
export function fusesOf(program) {
  const at = program.indexOf(fuseMark);
  assert.notEqual(at, -1, "the program has no fuses");
  assert.equal(program.indexOf(fuseMark, at + 1), -1, "the program has two sets of fuses");
  const [version, count] = program.subarray(at + fuseMark.length, at + fuseMark.length + 2);
  assert.deepEqual([version, count], [1, Object.keys(wantedFuses).length], "version and number of fuses");
  const wire = program.subarray(at + fuseMark.length + 2, at + fuseMark.length + 2 + (count ?? 0)).toString("latin1");
  return Object.fromEntries(Object.keys(wantedFuses).map((name, i) => [name, wire[i] ?? "?"]));
}

/** @param {string} place */
function checkWindowsProgram(place) {
  const program = NtExecutable.from(readFileSync(join(place, "So Can Bo.exe")), { ignoreCert: true });
  const { entries } = NtExecutableResource.from(program);
  const [info] = Resource.VersionInfo.fromEntries(entries);
  const [language] = info?.getAllLanguagesForStringValues() ?? [];
  const words = language && info ? info.getStringValues(language) : {};
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  assert.equal(words.ProductName, "So Can Bo");
  assert.match(words.FileVersion ?? "", new RegExp(`^${version.replaceAll(".", "\\.")}`));
  const sealed = entries.find(({ type, id }) => type === "INTEGRITY" && id === "ELECTRONASAR");
  assert.ok(sealed, "the program does not carry its archive's hash");
  const [said] = JSON.parse(Buffer.from(sealed.bin).toString("utf8"));
  const header = getRawHeader(join(place, "resources/app.asar")).headerString;
  assert.equal(said.value, createHash("sha256").update(header).digest("hex"), "hash of the archive");
}

/**
 * Start a program folder on the Chromium host, as packaged, and ask what its page would ask first.
 *
 * @param {string} app
 * @param {string} data
 * @returns {Promise<{ ok: boolean, value: { runtime: string } }>}
 */
function statusOf(app, data) {
  const args = [`--app=${app}`, `--user-data-dir=${data}`, "--headless", "--packaged"];
  const child = fork(join(root, "out/host/host.js"), args, { stdio: ["ignore", "inherit", "pipe", "ipc"] });
  let complaints = "";
  child.stderr?.on("data", (chunk) => (complaints += chunk));
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => child.kill("SIGKILL"), 60_000);
    /** @type {{ ok: boolean, value: { runtime: string } } | null} */
    let status = null;
    child.on("message", (/** @type {Record<string, any>} */ message) => {
      if (message.event === "Page.loadEventFired") {
        const expression = "bridge.invoke('app.status', {})";
        const params = { expression, awaitPromise: true, returnByValue: true };
        child.send({ ask: 1, method: "Runtime.evaluate", params });
      }
      if (message.ask !== 1) return;
      status = message.result?.result?.value ?? null;
      child.send({ quit: true });
    });
    child.on("exit", () => {
      clearTimeout(late);
      if (status === null) reject(new Error(`the packed program gave no answer:\n${complaints}`));
      else resolve(status);
    });
  });
}

if (isMain(import.meta.url)) await checkPackages((line) => console.log(line));

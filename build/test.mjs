import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { root } from "./root.mjs";
import { ensureChromium, ensureInstalled, ensureTools, runtimeLine, SetupProblem } from "./setup.mjs";

// npm test: every check of the project, one after the other; the last line counts tests and stages.

const bin = (/** @type {string} */ name) => join(root, "node_modules/.bin", name);
const reports = mkdtempSync(join(tmpdir(), "so-can-bo-test-"));
const scratch = join(reports, "tmp"); // what tests leave behind, a killed one above all, goes with it
mkdirSync(scratch);
let passed = 0;
let failed = 0;

/**
 * One stage: a line with its seconds; what it printed only where it failed.
 *
 * @param {string} name
 * @param {() => Promise<{ ok: boolean, output: string, note?: string }>} steps
 */
async function stage(name, steps) {
  const begun = performance.now();
  const { ok, output, note } = await steps().catch((error) => ({
    ok: false,
    output: error instanceof SetupProblem ? error.message : String(error?.stack ?? error),
    note: undefined,
  }));
  if (ok) passed += 1;
  else failed += 1;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${ok ? "ok    " : "FAILED"}  ${name.padEnd(24)} ${seconds.padStart(6)} s${note ? `  ${note}` : ""}`);
  if (!ok) console.log(output.trimEnd());
  return ok;
}

/**
 * @param {readonly (readonly string[])[]} commands  each a program and its arguments; all are run
 */
async function all(...commands) {
  const results = [];
  for (const [program = "", ...args] of commands) results.push(await run(program, args));
  return { ok: results.every(({ ok }) => ok), output: results.map(({ output }) => output).join("\n") };
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function run(program, args) {
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, TMPDIR: scratch };
    const child = spawn(program, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => resolve({ ok: false, output: String(error) }));
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}

/**
 * A run of vitest; its tests are counted one by one.
 *
 * @param {string} config
 * @param {{ unsteady?: number }} [allowed]  how many files may be run again, each whole and with nothing beside it: what passes
 *   then counts as passed, and is named as unsteady together with what it said at first
 */
async function tests(config, { unsteady = 0 } = {}) {
  const first = await vitest(config);
  if (first.files === null) return { ok: false, output: first.output, note: "no report" };
  const red = first.files.filter(({ status }) => status !== "passed");
  // What belongs to no file, an error nobody caught, is not steadied by running files again.
  const again =
    red.length > 0 && red.length <= unsteady && !first.output.includes("Unhandled Error")
      ? await vitest(
          config,
          red.map(({ name }) => name),
        )
      : null;
  const second = new Map(again?.files?.map((file) => [file.name, file]));
  const files = first.files.map((file) => second.get(file.name) ?? file);
  const steadied = red.filter(({ name }) => second.get(name)?.status === "passed");
  const [good, bad, left] = [
    count(files, "passed"),
    count(files, "failed"),
    count(files, "pending", "todo", "skipped"),
  ];
  passed += good;
  failed += bad;
  const note = `${good} passed, ${bad} failed${left > 0 ? `, ${left} left out` : ""}${steadied.length > 0 ? `, ${steadied.length} files only at the second try` : ""}; longest: ${longest(first.files)}`;
  const ok = good > 0 && (again ?? first).ok;
  const told = steadied.length > 0 ? `        at the first try:\n${failures(steadied)}` : "";
  return {
    ok,
    output: `${failures(files)}\n${first.output}\n${again?.output ?? ""}`,
    note: [note, told].join("\n").trimEnd(),
  };
}

/**
 * @typedef {{ name: string, status: string, message: string, startTime: number, endTime: number, assertionResults: readonly { status: string, fullName: string, failureMessages: readonly string[] }[] }} TestFile  times in ms
 *
 * @param {string} config
 * @param {readonly string[]} [only]  these files, one at a time
 * @returns {Promise<{ ok: boolean, output: string, files: readonly TestFile[] | null }>}
 */
async function vitest(config, only = []) {
  const report = join(reports, `${config}.${only.length}.json`);
  const alone = only.length > 0 ? ["--maxWorkers=1", ...only] : [];
  const args = ["run", "--config", config, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { ok, output } = await run(bin("vitest"), [...args, ...alone]);
  return { ok, output, files: existsSync(report) ? JSON.parse(readFileSync(report, "utf8")).testResults : null };
}

const count = (/** @type {readonly TestFile[]} */ files, /** @type {readonly string[]} */ ...statuses) =>
  files.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => statuses.includes(status)).length;

/**
 * The files that took longest, so that whoever finds the whole too slow knows where to look.
 *
 * @param {readonly TestFile[]} files
 */
const longest = (files) =>
  files
    .map(({ name, startTime, endTime }) => ({ name: relative(join(root, "test"), name), ms: endTime - startTime }))
    .toSorted((one, other) => other.ms - one.ms)
    .slice(0, 5)
    .map(({ name, ms }) => `${name} ${(ms / 1000).toFixed(0)} s`)
    .join(", ");

/**
 * What failed, in a few lines: they come before the run's own output, which may be long and cut short by whoever keeps it.
 *
 * @param {readonly TestFile[]} files
 */
function failures(files) {
  // A page's problems stand on the lines below the first.
  const first = (/** @type {string | undefined} */ message) => {
    const [said, ...below] = (message ?? "").split("\n");
    const problems = below.filter((line) => line.trim() !== "" && !/^\s+at /.test(line)).slice(0, 6);
    return [said, ...problems.map((line) => `          ${line.trim()}`)].join("\n");
  };
  return files
    .flatMap(({ name, status, message, assertionResults }) => {
      const told = assertionResults
        .filter((test) => test.status === "failed")
        .map((test) => `${relative(root, name)}: ${test.fullName}: ${first(test.failureMessages[0])}`);
      return told.length > 0 || status === "passed" ? told : [`${relative(root, name)}: ${first(message)}`];
    })
    .map((line) => `        ${line}`)
    .join("\n");
}

const ready = await stage("set-up", async () => {
  ensureInstalled();
  console.log(runtimeLine(ensureChromium()));
  ensureTools([
    "age",
    "minisign",
    "unzip",
    "poppler-utils",
    "libreoffice-writer-nogui",
    "libreoffice-calc-nogui",
    "fonts-liberation2",
    "fonts-wqy-microhei",
    "lighttpd",
    "lighttpd-mod-webdav",
    "lighttpd-mod-openssl",
  ]);
  return { ok: true, output: "" };
});
if (ready) {
  await Promise.all([
    stage("types", () => all([bin("tsc"), "-b"])),
    stage("format and lint", () =>
      all(
        [bin("biome"), "ci", "--colors=off", "--diagnostic-level=warn", "."],
        [bin("oxlint"), "--type-aware", "--deny-warnings"],
      ),
    ),
  ]);
  await stage("unit tests", () => tests("vitest.config.ts"));
  const bundled = await stage("bundles", async () => {
    const { bundle } = await import("./bundle.mjs");
    return { ok: true, output: "", note: await bundle() };
  });
  if (bundled) {
    // A whole day at a screen on a machine that does other things beside it: a step may miss its moment.
    await stage("stories", () => tests("vitest.stories.config.ts", { unsteady: 2 }));
    await stage("packaging", () => all([process.execPath, "build/package-check.mjs"]));
  }
}
if (failed > 0) console.log(`pictures and what else the tests left: ${scratch}`);
else rmSync(reports, { recursive: true, force: true, maxRetries: 5 });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/**
 * Runs the bench's pieces inside pages of real Chromium.
 *
 *   node test/bench/in-page.mjs opening [rounds]    3,000 people, 30,000 rows of history, against plain Dexie
 *   node test/bench/in-page.mjs search              100,000 people, keystroke by keystroke
 *   node test/bench/in-page.mjs suggestions [people] 100,000 people, 1,000,000 career steps: who might fill an opening
 *   node test/bench/in-page.mjs reports [people]    100,000 people, 1,000,000 career steps, 21,000 moves: every report and board
 */
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { isMain, root } from "../../build/root.mjs";

/**
 * Build the page, start Chromium with a profile of its own, and hand over a way to call a piece in a page.
 *
 * @template Answer
 * @param {(chromium: PieceCalls) => Promise<Answer>} work
 * @returns {Promise<Answer>}
 */
export async function withPages(work) {
  const folder = await mkdtemp(join(tmpdir(), "bench-page-"));
  const { build, createServer } = await import("vite");
  const { pageConfig } = await import("../../build/vite.page.mjs");
  await build({ ...pageConfig(join(root, "test/bench/page"), join(folder, "out")), logLevel: "error" });
  const loader = await createServer({
    configFile: false,
    root,
    server: { middlewareMode: true },
    appType: "custom",
    logLevel: "error",
    optimizeDeps: { noDiscovery: true },
  });
  const http = await serve(join(folder, "out"));
  try {
    const { startChromium } = await loader.ssrLoadModule("/build/chromium-host/chromium.ts");
    const { findChromium } = await loader.ssrLoadModule("/build/chromium-host/find-chromium.ts");
    const program = findChromium(process.env);
    if (program === null) throw new Error("no Chromium on PATH");
    const chromium = startChromium({
      program,
      userData: folder,
      headless: true,
      width: 1200,
      height: 800,
      scale: 1,
      switches: ["--enable-precise-memory-info"],
    });
    try {
      return await work(pieceCalls(chromium.pipe, http.address, folder));
    } finally {
      await chromium.pipe.send("Browser.close").catch(() => {});
      await chromium.ended;
    }
  } finally {
    http.close();
    await loader.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * @typedef {{
 *   freshPage(): Promise<{ call(piece: string, ...args: unknown[]): Promise<any>, close(): Promise<void> }>,
 *   diskBytes(): Promise<number>,
 * }} PieceCalls
 */

/**
 * @param {any} pipe
 * @param {string} address
 * @param {string} folder
 * @returns {PieceCalls}
 */
function pieceCalls(pipe, address, folder) {
  return {
    async freshPage() {
      const { targetId } = await pipe.send("Target.createTarget", { url: `${address}/index.html` });
      const { sessionId } = await pipe.send("Target.attachToTarget", { targetId, flatten: true });
      /** @param {string} expression */
      const evaluate = async (expression) => {
        const answer = await pipe.send(
          "Runtime.evaluate",
          { expression, awaitPromise: true, returnByValue: true },
          sessionId,
        );
        if (answer.exceptionDetails)
          throw new Error(answer.exceptionDetails.exception?.description ?? "the page threw");
        return answer.result.value;
      };
      while ((await evaluate("typeof pieces")) !== "object") await new Promise((next) => setTimeout(next, 20));
      return {
        call: (piece, ...args) => evaluate(`pieces[${JSON.stringify(piece)}](...${JSON.stringify(args)})`),
        close: async () => void (await pipe.send("Target.closeTarget", { targetId })),
      };
    },
    diskBytes: () => bytesBelow(join(folder, "chromium", "Default", "IndexedDB")),
  };
}

/** @param {string} folder @returns {Promise<number>} */
async function bytesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      stat(join(entry.parentPath, entry.name)).then(
        (file) => file.size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** @param {string} folder */
async function serve(folder) {
  const types = { ".html": "text/html", ".js": "text/javascript" };
  /** @type {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<void>} */
  const answer = async (request, response) => {
    const path = new URL(request.url ?? "/", "http://page").pathname;
    try {
      const bytes = await readFile(join(folder, path));
      response.setHeader(
        "content-type",
        /** @type {Record<string, string>} */ (types)[extname(path)] ?? "application/octet-stream",
      );
      response.setHeader("content-security-policy", "default-src 'none'; script-src 'self'; worker-src 'self'");
      response.end(bytes);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  };
  const server = createHttpServer((request, response) => void answer(request, response));
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { address: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** @param {readonly number[]} numbers @param {number} share */
const quantile = (numbers, share) =>
  numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? 0;

/** @param {PieceCalls} pages @param {number} rounds @param {{ people?: number, career?: number }} [office] */
export async function benchOpening(pages, rounds, { people = 3000, career = 10 } = {}) {
  const size = { seed: 7, people, career };
  const fill = await pages.freshPage();
  const start = await pages.diskBytes();
  const written = await fill.call("fillSealed", size);
  await new Promise((next) => setTimeout(next, 1500));
  const sealedDisk = (await pages.diskBytes()) - start;
  await fill.call("fillPlain", size);
  await new Promise((next) => setTimeout(next, 1500));
  const plainDisk = (await pages.diskBytes()) - start - sealedDisk;
  await fill.close();
  const [sealed, plain] = [[], []].map((list) => /** @type {number[]} */ (list));
  for (let round = 0; round < rounds; round += 1) {
    for (const [piece, times] of /** @type {const} */ ([
      ["openSealed", sealed],
      ["openPlain", plain],
    ])) {
      const page = await pages.freshPage();
      const { millis, total } = await page.call(piece, written);
      if (total !== size.people) throw new Error(`${piece} found ${total} people`);
      times?.push(millis);
      await page.close();
    }
  }
  const [ours, theirs] = [quantile(sealed ?? [], 0.5), quantile(plain ?? [], 0.5)];
  return {
    people,
    career,
    rebuild: written.millis,
    ours,
    theirs,
    ratio: ours / theirs,
    all: { sealed, plain },
    sealedDisk,
    plainDisk,
    disk: sealedDisk / plainDisk,
  };
}

/** @param {PieceCalls} pages */
export async function benchSearch(pages) {
  const fill = await pages.freshPage();
  const written = await fill.call("fillPeople", 11, 100_000);
  await fill.close();
  const page = await pages.freshPage();
  const opening = await page.call("openPeople", written);
  await new Promise((next) => setTimeout(next, 5000));
  const rounds = [];
  for (let round = 0; round < 3; round += 1) {
    const { millis, messages, ...rest } = await page.call("typeQueries");
    rounds.push({
      ...rest,
      median: quantile(millis, 0.5),
      p95: quantile(millis, 0.95),
      longest: Math.max(...millis),
      messageMedian: quantile(messages, 0.5),
      messageP95: quantile(messages, 0.95),
    });
  }
  await page.close();
  return { rebuild: written.millis, opening, disk: await pages.diskBytes(), rounds };
}

/** @param {PieceCalls} pages @param {{ people?: number, runs?: number }} [size] */
export async function benchReports(pages, { people = 100_000, runs = 5 } = {}) {
  const fill = await pages.freshPage();
  const written = await fill.call("fillProvince", 13, { people, career: 10, moves: 21 });
  await fill.close();
  const page = await pages.freshPage();
  const opening = await page.call("openProvince", written);
  await new Promise((next) => setTimeout(next, 30_000)); // what is worked out ahead after opening
  /** @type {import("./reports.ts").Asked} */
  const first = await page.call("askReport", "board of work", 1); // reads everything for the first time
  /** @type {import("./reports.ts").Asked[]} */
  const asked = [];
  for (const name of await page.call("reportAsks")) asked.push(await page.call("askReport", name, runs));
  await page.close();
  return { people, rebuild: written.millis, opening, first, asked };
}

/** @param {Awaited<ReturnType<typeof benchReports>>} found @returns {readonly string[]} */
export const reportsLines = ({ people, opening, first, asked }) => [
  `reports of ${people} people and ${people * 10} career steps; open after ${round(opening)} ms, the very first question ${round(first.millis[0] ?? 0)} ms`,
  ...asked.map(
    ({ name, millis, found, pageHeld, otherHeld }) =>
      `  ${name.padEnd(20)} median ${round(quantile(millis, 0.5)).padStart(5)} ms, worst ${round(Math.max(...millis)).padStart(5)} ms (bar 2000); page held up ${round(pageHeld).padStart(4)} ms (bar 50), another question ${round(otherHeld).padStart(4)} ms (bar 100)${found === 0 ? "; found nothing" : ""}`,
  ),
];

/** @param {PieceCalls} pages @param {{ people?: number }} [size] */
export async function benchSuggestions(pages, { people = 100_000 } = {}) {
  const fill = await pages.freshPage();
  /** @type {import("./suggestions.ts").WrittenCandidates} */
  const written = await fill.call("fillCandidates", 17, people);
  await fill.close();
  const page = await pages.freshPage();
  await page.call("openCandidates", written);
  await new Promise((next) => setTimeout(next, 40_000)); // what is worked out ahead after opening
  /** @type {import("./suggestions.ts").AskedCandidates} */
  const first = await page.call("askCandidates", written.openings.slice(0, 1));
  /** @type {import("./suggestions.ts").AskedCandidates} */
  const asked = await page.call("askCandidates", written.openings.slice(1, 9));
  /** @type {number[]} */
  const afterSave = [];
  for (const opening of written.openings.slice(9)) afterSave.push(await page.call("askAfterSave", opening));
  await page.close();
  return { people, first, asked, afterSave };
}

/** @param {Awaited<ReturnType<typeof benchSuggestions>>} found @returns {readonly string[]} */
export const suggestionsLines = ({ people, first, asked, afterSave }) => [
  `suggestions for one opening, of ${people} people with ${people * 10} career steps; ${round(quantile(asked.listed, 0.5))} stand in the list`,
  `  order and first rows: median ${round(quantile(asked.millis, 0.5))} ms, worst ${round(Math.max(...asked.millis))} ms (bar 350), the very first ${round(first.millis[0] ?? 0)} ms, straight after a save ${round(quantile(afterSave, 0.5))} ms`,
  `  thirty rows by themselves: median ${round(quantile(asked.page, 0.5))} ms (bar 50); page held up ${round(asked.pageHeld)} ms, another question ${round(asked.otherHeld)} ms`,
];

/** @param {number} number @param {number} [digits] */
const round = (number, digits = 0) => number.toFixed(digits);

/** @param {Awaited<ReturnType<typeof benchOpening>>} found @returns {readonly string[]} */
export const openingLines = ({ people, career, ours, theirs, ratio, sealedDisk, plainDisk, disk }) => [
  `opening ${people} people with ${people * career} rows of history, key in hand to list ready (median)`,
  `  sealed pages ${round(ours)} ms, plain Dexie toArray ${round(theirs)} ms: ${round(ratio, 2)} (bar 0.40)`,
  `  on disk ${round(sealedDisk / 1e6, 1)} MB against ${round(plainDisk / 1e6, 1)} MB: ${round(disk, 2)} (bar 0.30)`,
];

/** @param {Awaited<ReturnType<typeof benchSearch>>} found @returns {readonly string[]} */
export const searchLines = ({ opening, rounds }) => [
  `searching 100,000 people as one types; the list was ready ${round(opening)} ms after the key`,
  ...rounds.map(
    ({ keystrokes, median, p95, longest, longestBlock, messageP95 }) =>
      `  ${keystrokes} keystrokes: median ${round(median, 1)} ms, p95 ${round(p95, 1)} ms (bar 16; an empty question ${round(messageP95, 1)} ms), longest ${round(longest)} ms; page held up ${round(longestBlock)} ms`,
  ),
];

if (isMain(import.meta.url)) {
  const [what, rounds] = process.argv.slice(2);
  const lines = await withPages(async (pages) =>
    what === "search"
      ? searchLines(await benchSearch(pages))
      : what === "suggestions"
        ? suggestionsLines(await benchSuggestions(pages, { people: Number(rounds ?? 100_000) }))
        : what === "reports"
          ? reportsLines(await benchReports(pages, { people: Number(rounds ?? 100_000) }))
          : openingLines(await benchOpening(pages, Number(rounds ?? 7))),
  );
  console.log(lines.join("\n"));
}

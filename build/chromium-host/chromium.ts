import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { openPipe, type Pipe } from "./pipe.ts";
import { toChromiumUrl } from "./state.ts";

export interface ChromiumStart {
  readonly program: string;
  readonly userData: string; // the profile lies in its folder `chromium`, so that IndexedDB outlives a restart
  readonly headless: boolean;
  readonly width: number; // CSS pixels
  readonly height: number;
  readonly scale: number; // device pixels a CSS pixel
  readonly switches: readonly string[]; // what main appended
}

export interface Chromium {
  readonly pipe: Pipe;
  readonly process: ChildProcess;
  readonly ended: Promise<void>;
}

/** Start stock Chromium with nothing that speaks to a network, driven through two pipes. */
export function startChromium(start: ChromiumStart): Chromium {
  const profile = profileOf(start.userData);
  const args = [
    "--remote-debugging-pipe",
    `--user-data-dir=${profile.folder}`,
    `--window-size=${start.width},${start.height}`,
    ...quiet,
    ...forgetful(start.switches),
    ...(start.scale === 1 ? [] : [`--force-device-scale-factor=${start.scale}`]),
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ...(start.headless ? ["--headless", "--disable-gpu", "about:blank"] : windowed),
  ];
  const child = spawn(start.program, args, {
    env: { ...process.env, LANGUAGE: "vi" }, // Chromium's own words on Linux
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
  });
  const complaint = tailOf(child.stdio[2] as Readable);
  const pipe = openPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const ended = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      process.stderr.write(`Chromium could not be started: ${error.message}\n`);
      resolve();
    });
    child.once("exit", (code) => {
      if (code !== 0 && code !== null) process.stderr.write(`Chromium ended with ${code}:\n${complaint()}\n`);
      if (profile.fleeting) rmSync(profile.folder, { recursive: true, force: true, maxRetries: 3 });
      resolve();
    });
  });
  return { pipe, process: child, ended };
}

/**
 * A window of its own without tabs or address; its origin must be the page's, or Chromium shows the address after all. The
 * path is nobody's: the page itself is loaded when everything it needs is in place. `test-type`: no banner about switches.
 */
const windowed = [`--app=${toChromiumUrl("app://so-can-bo/starting")}`, "--test-type"];

/** The inspector hands each answer to the page over as a little script: the engine would keep them, text and all, for a while. */
function forgetful(switches: readonly string[]): readonly string[] {
  const engine = "--js-flags=";
  const flags = switches.filter((one) => one.startsWith(engine)).map((one) => one.slice(engine.length));
  return [
    ...switches.filter((one) => !one.startsWith(engine)),
    `${engine}${[...flags, "--no-compilation-cache"].join(" ")}`,
  ];
}

const quiet = [
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--disable-default-apps",
  "--disable-extensions",
  "--disable-breakpad",
  "--disable-domain-reliability",
  "--disable-client-side-phishing-detection",
  "--disable-dev-shm-usage",
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
  // The last two: pages of the browser's address bar, which it would draw at every start for a bar nobody sees (1.3 s of a start's 4.7 on one core).
  "--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication,InterestFeedContentSuggestions,DialMediaRouteProvider,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
  "--metrics-recording-only",
  "--no-pings",
  "--password-store=basic",
  "--use-mock-keychain",
  "--force-color-profile=srgb",
  "--lang=vi",
];

/** What a browser would offer to the person at it and a program's window must not: to translate, to keep passwords, to fill in. */
const unassuming = {
  translate: { enabled: false },
  credentials_enable_service: false,
  profile: { password_manager_enabled: false, password_manager_leak_detection: false },
  autofill: { profile_enabled: false, credit_card_enabled: false },
  browser: { has_seen_welcome_page: true },
};

/**
 * The profile below the user's data; a fleeting one where a running Chromium has that open, so that a second copy of the
 * program gets far enough to say that the store is in use. Chromium marks an open profile by a link to "host-pid".
 */
function profileOf(userData: string): { readonly folder: string; readonly fleeting: boolean } {
  const folder = join(userData, "chromium");
  const preferences = join(folder, "Default", "Preferences");
  mkdirSync(join(folder, "Default"), { recursive: true });
  if (!existsSync(preferences)) writeFileSync(preferences, JSON.stringify(unassuming));
  return holderOf(folder) === null
    ? { folder, fleeting: false }
    : { folder: mkdtempSync(join(tmpdir(), "so-can-bo-second-")), fleeting: true };
}

function holderOf(folder: string): number | null {
  try {
    const [, host, pid] = /^(.*)-(\d+)$/.exec(readlinkSync(join(folder, "SingletonLock"))) ?? [];
    if (host !== hostname()) return null;
    process.kill(Number(pid), 0);
    // A number may have gone to another program, or to one that has ended and that nobody has asked about yet.
    if (process.platform === "linux" && !readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder)) return null;
    return Number(pid);
  } catch {
    return null;
  }
}

/** The last lines of a stream, for when something went wrong. */
function tailOf(stream: Readable): () => string {
  let tail = "";
  stream.on("data", (chunk: Buffer) => {
    tail = (tail + chunk.toString("utf8")).slice(-4000);
  });
  return () => tail;
}

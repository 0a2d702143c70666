import { availableParallelism } from "node:os";
import { isAbsolute, join } from "node:path";
import { app, type BrowserWindow, ipcMain, Menu, protocol, session } from "electron";
import type { Handlers } from "../../shared/ipc/contract.ts";
import { bundlesNamed } from "../bundles/bundle-offers.ts";
import { portableDataFolder } from "../data-folder.ts";
import { openLog } from "../log.ts";
import { realMachine } from "../machine.ts";
import { isProgramFile, readProgramFile } from "../program-files.ts";
import { answerPage, appScheme, type PageFile, readPageFiles } from "./app-scheme.ts";
import { askFolder, askOpen, askOpenMany, askSave, type OpenQuestion, type SaveQuestion } from "./dialogs.ts";
import { lockProgram, lockSession, offlineSwitches, spyingSwitches, thriftySwitches } from "./lock-down.ts";
import { menuOf } from "./menu.ts";
import { type PrintRoom, printRoom } from "./print-room.ts";
import { serveContract } from "./serve-contract.ts";
import { openPrintWindow, openWindow } from "./window.ts";

/** Bundles that may be named from outside before anybody looks at them. */
const mostNamed = 1_000;

/** What the handlers may ask of the program around them. Dialogs answer null where the clerk cancelled. */
export interface Shell {
  readonly dataFolder: string; // absolute; the store's parent
  readonly version: string;
  readonly runtime: string; // "electron 45.4.1" or "chromium 156"
  readonly unpackProcess: string; // absolute path of the compiled process that reads foreign archives
  readonly workbookProcess: string; // absolute path of the compiled process that reads foreign workbooks
  readonly templateProcess: string; // absolute path of the compiled process that reads and fills templates
  readonly askOpen: (question: OpenQuestion) => Promise<string | null>;
  readonly askOpenMany: (question: OpenQuestion) => Promise<readonly string[]>;
  readonly askSave: (question: SaveQuestion) => Promise<string | null>;
  readonly askFolder: (title: string) => Promise<string | null>;
  /** Absolute paths of bundles named in the arguments of this start and of later ones; told once where they are claimed. */
  readonly namedBundles: (claim?: boolean) => readonly string[];
  readonly printPaper: PrintRoom["print"];
  /** Load the page anew, so that nothing decrypted stays in its memory. Called after the keys are forgotten. */
  readonly reloadPage: () => void;
}

/** The handlers, and what must be done before the program ends. */
export interface Served {
  readonly handlers: Handlers;
  readonly close: () => Promise<void>;
}

/**
 * Start the program: one copy, one window, one way in. Resolves when everything is done that must be done before the program
 * is ready, so main awaits it; `opened` follows. Main must not await that: Electron becomes ready only after its main
 * module has been evaluated to the end, and each would wait for the other.
 *
 * @param serve  makes the handlers, once the program is ready
 * @param out    the folder with main/, preload/ and renderer/ as they were bundled
 */
export async function openDoor(
  serve: (shell: Shell) => Promise<Served>,
  out: string = join(import.meta.dirname, ".."),
): Promise<{ readonly opened: Promise<void> }> {
  if (app.isPackaged && spyingSwitches.some((name) => app.commandLine.hasSwitch(name))) {
    app.exit(1);
    return { opened: Promise.resolve() };
  }
  app.setName("So Can Bo");
  const portable = await portableDataFolder(process.env.PORTABLE_EXECUTABLE_DIR, app.getPath("exe"), isProgramFile);
  if (portable !== null) app.setPath("userData", portable);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return { opened: Promise.resolve() };
  }
  app.enableSandbox();
  for (const [name, value] of [...offlineSwitches, ...thriftySwitches]) app.commandLine.appendSwitch(name, value);
  protocol.registerSchemesAsPrivileged([appScheme]);
  lockProgram(app);
  const opened = app.whenReady().then(() => openWhenReady(serve, out));
  opened.catch((error: unknown) => {
    process.stderr.write(`The program could not be started: ${String(error)}\n`);
    app.exit(1);
  });
  return { opened };
}

async function openWhenReady(serve: (shell: Shell) => Promise<Served>, out: string): Promise<void> {
  const files = await readPageFiles(await listedFiles(out), (path) => readProgramFile(join(out, "renderer", path)));
  lockSession(session.defaultSession);
  // Nothing of ours lies in these; IndexedDB (the working copy) and local storage (the language) stay.
  await session.defaultSession.clearStorageData({ storages: ["cookies", "serviceworkers", "cachestorage"] });
  protocol.handle("app", (request) => answerPage(files, request));
  Menu.setApplicationMenu(menuOf());

  const machine = realMachine();
  const log = openLog(machine, join(app.getPath("userData"), "logs"));
  let window: BrowserWindow | null = null;
  let named = bundlesNamed(process.argv.slice(1), process.cwd());
  const name = (bundles: readonly string[]) => {
    named = [...new Set([...named, ...bundles])].slice(0, mostNamed);
  };
  app.on("second-instance", (_event, argv, folder) => {
    name(bundlesNamed(argv.slice(1), folder));
    focus(window); // the page looks for offers when it is turned to
  });
  const prints = printRoom(openPrintWindow, Math.min(2, availableParallelism()));
  const shown = () => (window === null || window.isDestroyed() ? null : window);
  const served = await serve({
    dataFolder: app.getPath("userData"),
    version: app.getVersion(),
    runtime: runtimeOf(process.versions.electron, session.defaultSession.getUserAgent()),
    unpackProcess: join(out, "main", "unpack-process.js"),
    workbookProcess: join(out, "main", "reader-process.js"),
    templateProcess: join(out, "main", "template-process.js"),
    askOpen: async (question) => withWindow(shown(), null, (open) => askOpen(open, question)),
    askOpenMany: async (question) => withWindow(shown(), [], (open) => askOpenMany(open, question)),
    askSave: async (question) => withWindow(shown(), null, (open) => askSave(open, question)),
    askFolder: async (title) => withWindow(shown(), null, (open) => askFolder(open, title)),
    namedBundles: (claim = false) => {
      const told = named;
      if (claim) named = [];
      return told;
    },
    printPaper: prints.print,
    reloadPage: () => {
      prints.close();
      shown()?.webContents.reload();
    },
  });
  serveContract({
    ipcMain,
    page: () => shown()?.webContents ?? null,
    handlers: served.handlers,
    now: () => performance.now(),
    newCode: () => Buffer.from(machine.random(4)).toString("hex"),
    note: (line) => {
      process.stderr.write(`${line}\n`);
      log.note(line);
    },
    dropped: (paths) => {
      const bundles = bundlesNamed(paths.filter(isAbsolute), "/");
      name(bundles);
      return bundles.length;
    },
    checkReplies: !app.isPackaged,
  });
  window = openWindow({
    preload: join(out, "preload", "preload.cjs"),
    icon: null,
    title: "Sổ Cán bộ",
    packaged: app.isPackaged,
  });
  window.on("closed", prints.close); // a window nobody sees must not keep the program running
  app.on("window-all-closed", () => app.quit());
  closeFirst(async () => {
    await served.close();
    await log.settled();
  });
}

/** Let the program end only after the store has been let go. */
function closeFirst(close: () => Promise<void>): void {
  let closed = false;
  app.on("before-quit", (event) => {
    if (closed) return;
    event.preventDefault();
    void close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

async function listedFiles(out: string): Promise<readonly PageFile[]> {
  const list = Buffer.from(await readProgramFile(join(out, "main", "page-files.json"))).toString("utf8");
  return JSON.parse(list) as readonly PageFile[];
}

function runtimeOf(electron: string | undefined, userAgent: string): string {
  return electron === undefined ? `chromium ${/Chrome\/(\d+)/.exec(userAgent)?.[1] ?? "?"}` : `electron ${electron}`;
}

async function withWindow<Answer>(
  window: BrowserWindow | null,
  otherwise: Answer,
  ask: (window: BrowserWindow) => Promise<Answer>,
): Promise<Answer> {
  return window === null ? otherwise : ask(window);
}

function focus(window: BrowserWindow | null): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

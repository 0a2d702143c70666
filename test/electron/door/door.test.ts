import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { contentSecurityPolicy } from "../../../electron/door/app-scheme.ts";
import { openDoor, type Shell } from "../../../electron/door/door.ts";
import { spyingSwitches } from "../../../electron/door/lock-down.ts";
import { root } from "../../read-sources.ts";
import { hostileAddresses, hostilePages } from "./hostile-addresses.ts";
import * as electron from "./recording-electron.ts";

vi.mock("electron", () => import("./recording-electron.ts"));

const { done, given, lastOf, prevented } = electron;
const files = { "/index.html": "text/html; charset=utf-8", "/assets/main-1.js": "text/javascript; charset=utf-8" };
let out = "";
let shell: Shell | null = null;

/** Boot main as it is, in a folder that looks like the bundled one. */
async function boot(): Promise<void> {
  const { opened } = await openDoor(async (told) => {
    shell = told;
    return { handlers: {} as never, close: async () => void done.push({ what: "close", args: [] }) };
  }, out);
  await opened;
}

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "so-can-bo-door-"));
  const list = Object.entries(files).map(([path, type]) => ({ path, type }));
  const texts = Object.fromEntries(list.map(({ path }) => [`renderer${path}`, `own ${path}`]));
  const all = {
    ...texts,
    "main/page-files.json": JSON.stringify(list),
    "main/main.js": "secret",
    "renderer/not-listed.js": "x",
  };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(out, path)), { recursive: true });
    await writeFile(join(out, path), text);
  }
});
afterAll(() => rm(out, { recursive: true }));

beforeEach(() => {
  done.length = 0;
  electron.app.removeAllListeners();
  electron.session.defaultSession.removeAllListeners();
  Object.assign(given, {
    packaged: false,
    switches: [],
    lock: true,
    ready: Promise.resolve(),
    exe: join(out, "so-can-bo"),
  });
});

const inOrder = (one: string, other: string) =>
  done.findIndex(({ what }) => what === one) < done.findIndex(({ what }) => what === other);

describe("the start", () => {
  it("registers the scheme, the sandbox and the switches before the program is ready", async () => {
    await boot();
    for (const early of ["app.enableSandbox", "protocol.registerSchemesAsPrivileged", "app.commandLine.appendSwitch"])
      expect(inOrder(early, "app.whenReady"), early).toBe(true);
    expect(lastOf("protocol.registerSchemesAsPrivileged")).toEqual([
      [{ scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }],
    ]);
    expect(done).toContainEqual({
      what: "app.commandLine.appendSwitch",
      args: ["host-resolver-rules", "MAP * ~NOTFOUND"],
    });
  });

  it("never makes main's own module wait for ready, which comes only after it", async () => {
    given.ready = new Promise(() => {});
    await openDoor(() => Promise.reject(new Error("not yet")), out);
    expect(done.at(-1)?.what).toBe("app.whenReady");
  });

  it("ends when it cannot be opened", async () => {
    const { opened } = await openDoor(() => Promise.reject(new Error("no handlers")), out);
    await expect(opened).rejects.toThrow("no handlers");
    expect(lastOf("app.exit")).toEqual([1]);
  });

  it("opens one window, with exactly the settings that keep the page apart", async () => {
    await boot();
    expect(done.filter(({ what }) => what === "BrowserWindow")).toHaveLength(1);
    const [{ webPreferences }] = lastOf("BrowserWindow") as [{ webPreferences: object }];
    expect(webPreferences).toEqual({
      allowRunningInsecureContent: false,
      autoplayPolicy: "document-user-activation-required",
      contextIsolation: true,
      devTools: true,
      disableBlinkFeatures: "Auxclick",
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      preload: join(out, "preload/preload.cjs"),
      safeDialogs: true,
      sandbox: true,
      spellcheck: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(lastOf("window.loadURL")).toEqual(["app://so-can-bo/"]);
  });

  it("has no developer tools when packaged", async () => {
    given.packaged = true;
    await boot();
    const [{ webPreferences }] = lastOf("BrowserWindow") as [{ webPreferences: { devTools: boolean } }];
    expect(webPreferences.devTools).toBe(false);
  });

  it.each(spyingSwitches)("ends at once when packaged and started with --%s", async (name) => {
    given.packaged = true;
    given.switches = [name];
    await boot();
    expect(done).toEqual([{ what: "app.exit", args: [1] }]);
  });

  it("ends when another copy runs, and that copy comes to the front", async () => {
    given.lock = false;
    await boot();
    expect(done.some(({ what }) => what === "app.quit")).toBe(true);
    expect(done.some(({ what }) => what === "BrowserWindow")).toBe(false);
    given.lock = true;
    await boot();
    electron.app.emit("second-instance", {}, ["so-can-bo", "--evil", "/home/x"], "/home/x");
    expect(inOrder("window.restore", "window.focus")).toBe(true);
    expect(done.filter(({ what }) => what === "window.focus")).toHaveLength(1);
  });

  it("takes a second start's arguments for names of bundles to offer, and for nothing else", async () => {
    await boot();
    expect(shell?.namedBundles()).toEqual([]);
    const argv = [
      "so-can-bo",
      "--evil",
      "../goi.zip.age",
      "/media/usb/goi.zip.age",
      "/etc/passwd",
      "goi.zip.age.minisig",
    ];
    electron.app.emit("second-instance", {}, argv, "/home/clerk");
    electron.app.emit("second-instance", {}, ["so-can-bo", "/media/usb/goi.zip.age"], "/");
    expect(shell?.namedBundles()).toEqual(["/home/goi.zip.age", "/media/usb/goi.zip.age"]); // each once
    expect(shell?.namedBundles(true)).toHaveLength(2);
    expect(shell?.namedBundles()).toEqual([]);
    const many = Array.from({ length: 3000 }, (_, i) => `${i}.zip.age`);
    electron.app.emit("second-instance", {}, ["so-can-bo", ...many], "/home/clerk");
    expect(shell?.namedBundles()).toHaveLength(1000);
  });

  it("keeps the data beside the program where a marker file lies there, before the lock is taken", async () => {
    await boot();
    expect(done.some(({ what }) => what === "app.setPath")).toBe(false);
    await writeFile(join(out, "so-can-bo.portable"), "");
    await boot();
    await rm(join(out, "so-can-bo.portable"));
    expect(lastOf("app.setPath")).toEqual(["userData", join(out, "data")]);
    expect(done.findLastIndex(({ what }) => what === "app.setPath")).toBeLessThan(
      done.findLastIndex(({ what }) => what === "app.requestSingleInstanceLock"),
    );
  });

  it("lets the store go before the program ends, once", async () => {
    await boot();
    expect(prevented(electron.app, "before-quit")).toBe(true);
    await vi.waitFor(() => expect(done.at(-1)?.what).toBe("app.quit"));
    expect(prevented(electron.app, "before-quit")).toBe(false);
    expect(done.filter(({ what }) => what === "close")).toHaveLength(1);
  });

  it("clears what the page could have left besides its working copy", async () => {
    await boot();
    expect(lastOf("session.clearStorageData")).toEqual([{ storages: ["cookies", "serviceworkers", "cachestorage"] }]);
  });

  it("listens on two channels only, and tells handlers no more than they need", async () => {
    await boot();
    expect(done.filter(({ what }) => what === "ipcMain.handle").map(({ args }) => args[0])).toEqual([
      "call",
      "dropped",
    ]);
    expect(shell).toMatchObject({ version: "0.1.0", runtime: "chromium 156" });
    shell?.reloadPage();
    expect(done.at(-1)?.what).toBe("contents.reload");
  });
});

describe("the page's files", () => {
  type Serve = (request: Request | { url: string; method: string }) => Response;
  const serve = async () => {
    await boot();
    return lastOf("protocol.handle")[1] as Serve;
  };

  it("are served by their exact path, under the policy, uncached", async () => {
    const answer = await serve();
    for (const [path, type] of Object.entries({ ...files, "/": files["/index.html"] })) {
      const response = answer(new Request(`app://so-can-bo${path}`));
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "content-type": type,
        "content-security-policy": contentSecurityPolicy,
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      });
      expect(await response.text()).toBe(`own ${path === "/" ? "/index.html" : path}`);
    }
  });

  it("come with a policy that allows nothing inline, evaluated or remote", () => {
    expect(contentSecurityPolicy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; " +
        "connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; " +
        "frame-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
    );
  });

  it("are all that is served: 200 and more hostile addresses get nothing", async () => {
    const answer = await serve();
    expect(hostileAddresses.length).toBeGreaterThanOrEqual(200);
    const leaks: string[] = [];
    for (const url of hostileAddresses) {
      const response = answer({ url, method: "GET" });
      if (response.status !== 404 || (await response.text()) !== "") leaks.push(url);
    }
    expect(leaks).toEqual([]);
  });

  it("are only read", async () => {
    const answer = await serve();
    for (const method of ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "get"])
      expect(answer({ url: "app://so-can-bo/index.html", method }).status, method).toBe(405);
  });

  it("would leak from a server that joins the address to a folder: the same addresses find its files", async () => {
    const found: string[] = [];
    for (const url of hostileAddresses) {
      const text = await readFile(join(out, "renderer", joined(url)), "utf8").catch(() => null);
      if (text !== null) found.push(url);
    }
    expect(found.length).toBeGreaterThan(5);
  });
});

/** The path as a careless server takes it: unescaped, backslashes as slashes. */
function joined(url: string): string {
  try {
    return decodeURIComponent(url.replace(/^[a-z]+:\/\/[^/]*/i, "").replace(/[?#].*$/, "")).replaceAll("\\", "/");
  } catch {
    return "";
  }
}

describe("what the page may ask of the browser", () => {
  const permissions = async () => {
    const typings = await readFile(join(root, "node_modules/electron/electron.d.ts"), "utf8");
    const [, names = ""] =
      /setPermissionRequestHandler\(handler: \(\(webContents: WebContents, permission: ([^,]+),/.exec(typings) ?? [];
    return [...names.matchAll(/'([^']+)'/g)].map(([, name = ""]) => name);
  };

  it("is to keep its storage, for itself; every other permission of Electron is refused", async () => {
    await boot();
    const request = lastOf("session.setPermissionRequestHandler")[0] as (...args: unknown[]) => void;
    const check = lastOf("session.setPermissionCheckHandler")[0] as (...args: unknown[]) => boolean;
    const asked = (name: string, url: string) => {
      let granted = false;
      request({}, name, (yes: boolean) => (granted = yes), { requestingUrl: url });
      return granted;
    };
    const names = await permissions();
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => asked(name, "app://so-can-bo/"))).toEqual(["persistent-storage"]);
    expect(names.filter((name) => check(null, name, "app://so-can-bo", {}))).toEqual(["persistent-storage"]);
    for (const url of hostilePages) {
      expect(asked("persistent-storage", url), url).toBe(false);
      expect(check(null, "persistent-storage", url, {}), url).toBe(false);
    }
  });

  it("is no device, no screen, no certificate, no login, no download", async () => {
    await boot();
    const { defaultSession } = electron.session;
    expect((lastOf("session.setDevicePermissionHandler")[0] as () => boolean)()).toBe(false);
    let shared: unknown = null;
    (lastOf("session.setDisplayMediaRequestHandler")[0] as (...args: unknown[]) => void)(
      {},
      (streams: unknown) => (shared = streams),
    );
    expect(shared).toEqual({});
    for (const chooser of ["select-hid-device", "select-serial-port", "select-usb-device", "will-download"])
      expect(prevented(defaultSession, chooser), chooser).toBe(true);
    let trusted = true;
    expect(
      prevented(electron.app, "certificate-error", {}, {}, "https://x", "bad", {}, (yes: boolean) => (trusted = yes)),
    ).toBe(true);
    expect(trusted).toBe(false);
    expect(prevented(electron.app, "login")).toBe(true);
    let certificate: unknown = "none";
    expect(
      prevented(
        electron.app,
        "select-client-certificate",
        {},
        {},
        "https://x",
        [{}],
        (one: unknown) => (certificate = one),
      ),
    ).toBe(true);
    expect(certificate).toBeUndefined();
    let verdict = 0;
    (lastOf("session.setCertificateVerifyProc")[0] as (...args: unknown[]) => void)(
      {},
      (code: number) => (verdict = code),
    );
    expect(verdict).toBe(-2);
    expect(lastOf("session.setSpellCheckerEnabled")).toEqual([false]);
  });

  it("is no address but its own files", async () => {
    await boot();
    const filter = lastOf("session.webRequest.onBeforeRequest")[0] as (...args: unknown[]) => void;
    const loads = (url: string) => {
      let cancelled = true;
      filter({ url }, (answer: { cancel: boolean }) => (cancelled = answer.cancel));
      return !cancelled;
    };
    expect(hostilePages.filter(loads)).toEqual([]);
    expect(loads("app://so-can-bo/assets/main-1.js")).toBe(true);
    expect(loads("blob:app://so-can-bo/0a1b")).toBe(true);
  });
});

describe("the window", () => {
  const contents = async () => {
    const window = await new Promise<electron.RecordedContents>((resolve) => {
      electron.app.once("web-contents-created", (_event, made: electron.RecordedContents) => resolve(made));
      void boot();
    });
    await vi.waitFor(() => lastOf("window.loadURL"));
    return window;
  };

  it("stays on its own page: 60 and more other addresses are refused", async () => {
    const page = await contents();
    expect(hostilePages.length).toBeGreaterThanOrEqual(60);
    const went = hostilePages.filter((url) => !prevented(page, "will-navigate", { url }));
    expect(went).toEqual([]);
    const framed = hostilePages.filter((url) => !prevented(page, "will-frame-navigate", { url, isMainFrame: true }));
    expect(framed).toEqual([]);
    expect(prevented(page, "will-frame-navigate", { url: "app://so-can-bo/", isMainFrame: false })).toBe(true);
    expect(prevented(page, "will-redirect", { url: "app://so-can-bo/" })).toBe(true);
    expect(prevented(page, "will-navigate", { url: "app://so-can-bo/index.html#people" })).toBe(false);
  });

  it("opens no other, holds no guest and no Bluetooth device", async () => {
    const page = await contents();
    const open = lastOf("contents.setWindowOpenHandler")[0] as (details: object) => object;
    for (const url of [...hostilePages, "app://so-can-bo/"]) expect(open({ url })).toEqual({ action: "deny" });
    expect(prevented(page, "will-attach-webview")).toBe(true);
    let device: unknown = null;
    expect(prevented(page, "select-bluetooth-device", {}, [{ deviceId: "1" }], (id: unknown) => (device = id))).toBe(
      true,
    );
    expect(device).toBe("");
  });
});

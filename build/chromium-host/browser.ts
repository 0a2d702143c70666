import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Chromium, startChromium } from "./chromium.ts";
import type { Event, Params } from "./pipe.ts";
import { fromChromiumUrl, host, hostOptions, toChromiumUrl } from "./state.ts";

/** What answers the page's requests: the handler that main gave to `protocol.handle`, and main's filters. */
export interface Answering {
  /** Null: no scheme of ours. */
  answer(request: Request): Promise<Response> | null;
  mayLoad(url: string, kind: string): boolean;
}

/** The one page, as Chromium's debugging protocol sees it. Emits "call" (PageCall), "event" (Event), "loaded", "closed". */
export interface HostPage extends EventEmitter {
  readonly session: string;
  readonly frame: string;
  send(method: string, params?: Params): Promise<Params>;
}

export interface PageCall {
  readonly frame: string;
  readonly url: string; // of the calling document, in our own form
  readonly channel: string;
  readonly args: string; // a packed array
  reply(good: boolean, text: string): void;
}

export interface Browser {
  readonly chromium: Chromium;
  readonly userAgent: string;
  openPage(preload: string): Promise<HostPage>;
  /** A page nobody sees, without a preload. */
  openHiddenPage(): Promise<HostPage>;
  close(): Promise<void>;
}

const preloadWorld = "preload";

/** Letters of an answer that cross to the page at once. */
const mostAtOnce = 128 * 1024;

export async function startBrowser(answering: Answering): Promise<Browser> {
  const options = hostOptions();
  const chromium = startChromium({ ...options, program: options.chromium, switches: host.switches });
  const { pipe } = chromium;
  const hidden = new Set<string>(); // targets of pages nobody sees
  const hiddenOpening = new Set<Promise<unknown>>(); // Chromium tells of a target before it says that it is ours
  const version = await pipe.send("Browser.getVersion");
  await Promise.all([
    pipe.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] }),
    pipe.send("Browser.setDownloadBehavior", { behavior: "deny" }),
  ]);
  pipe.on("event", (event: Event) => {
    if (event.method === "Fetch.requestPaused") void answerRequest(event);
  });
  return {
    chromium,
    userAgent: String(version.userAgent),
    openPage,
    openHiddenPage,
    close: async () => {
      await pipe.send("Browser.close").catch(() => {});
      await chromium.ended;
    },
  };

  async function answerRequest({ params, session }: Event): Promise<void> {
    const { requestId, resourceType } = params as { requestId: string; resourceType: string };
    const asked = params.request as { url: string; method: string; headers: Record<string, string> };
    const url = fromChromiumUrl(asked.url);
    // "No content" leaves a page where it is; a failed navigation would show Chromium's own page instead.
    const block = () =>
      resourceType === "Document"
        ? pipe.tell("Fetch.fulfillRequest", { requestId, responseCode: 204 }, session)
        : pipe.tell("Fetch.failRequest", { requestId, errorReason: "BlockedByClient" }, session);
    if (!answering.mayLoad(url, resourceType)) return block();
    try {
      const response = await answering.answer(new Request(url, { method: asked.method, headers: asked.headers }));
      if (response === null) return block();
      const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }));
      const body = Buffer.from(await response.arrayBuffer()).toString("base64");
      pipe.tell("Fetch.fulfillRequest", { requestId, responseCode: response.status, responseHeaders, body }, session);
    } catch (error) {
      process.stderr.write(`no answer for ${url}: ${String(error)}\n`);
      block();
    }
  }

  async function openPage(preload: string): Promise<HostPage> {
    const { targetInfos } = (await pipe.send("Target.getTargets")) as {
      targetInfos: { targetId: string; type: string }[];
    };
    const target = targetInfos.find(({ type }) => type === "page");
    if (target === undefined) throw new Error("Chromium has no page");
    const attached = await pipe.send("Target.attachToTarget", { targetId: target.targetId, flatten: true });
    const session = String(attached.sessionId);
    const send = (method: string, params?: Params) => pipe.send(method, params, session);
    const page: HostPage = Object.assign(new EventEmitter(), { session, frame: target.targetId, send });
    const worlds = new Map<number, { frame: string; url: string }>();
    pipe.on("event", (event: Event) => hear(event, page, target.targetId, worlds));
    pipe.once("end", () => page.emit("closed"));

    const hostBinding = `host_${randomUUID().replaceAll("-", "")}`;
    await Promise.all([
      send("Page.enable"),
      send("Runtime.enable"),
      send("Log.enable"),
      send("Runtime.addBinding", { name: hostBinding, executionContextName: preloadWorld }),
      send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
      pipe.send("Target.setDiscoverTargets", { discover: true }),
      ...scriptsOf(preload, hostBinding).map((script) => send("Page.addScriptToEvaluateOnNewDocument", script)),
    ]);
    return page;
  }

  /** Chromium prints no page that its own `hidden` targets hold; a minimised window is as near as it comes. */
  async function openHiddenPage(): Promise<HostPage> {
    const shown = options.headless ? { background: true } : { newWindow: true, windowState: "minimized" };
    const opening = pipe.send("Target.createTarget", { url: "about:blank", ...shown });
    hiddenOpening.add(opening);
    const target = String((await opening).targetId);
    hidden.add(target);
    hiddenOpening.delete(opening);
    const attached = await pipe.send("Target.attachToTarget", { targetId: target, flatten: true });
    const session = String(attached.sessionId);
    const send = (method: string, params?: Params) => pipe.send(method, params, session);
    const page: HostPage = Object.assign(new EventEmitter(), { session, frame: target, send });
    pipe.on("event", ({ method, params, session: of }: Event) => {
      if (of === session && method === "Page.loadEventFired") page.emit("loaded");
      if (of === undefined && method === "Target.targetDestroyed" && params.targetId === target) {
        hidden.delete(target);
        page.emit("closed");
      }
    });
    pipe.once("end", () => page.emit("closed"));
    await send("Page.enable");
    return page;
  }

  function hear(
    event: Event,
    page: HostPage,
    target: string,
    worlds: Map<number, { frame: string; url: string }>,
  ): void {
    const { method, params, session } = event;
    if (session === page.session) {
      if (method === "Runtime.bindingCalled") callFrom(params, page, worlds);
      if (method === "Runtime.executionContextsCleared") worlds.clear();
      if (method === "Runtime.executionContextCreated") noteWorld(params, worlds);
      if (method === "Page.loadEventFired") page.emit("loaded");
      if (method === "Target.attachedToTarget") listenToWorker(String(params.sessionId));
      page.emit("event", event);
    } else if (session !== undefined) {
      page.emit("event", event);
    } else if (method === "Target.targetDestroyed" && params.targetId === target) {
      page.emit("closed");
    } else if (method === "Target.targetCreated") {
      const { targetId, type } = params.targetInfo as { targetId: string; type: string };
      const isOurs = () => targetId === target || hidden.has(targetId);
      if (type === "page" && !isOurs())
        void Promise.allSettled(hiddenOpening).then(() => isOurs() || page.emit("second-window", targetId));
    }
  }

  function callFrom(params: Params, page: HostPage, worlds: Map<number, { frame: string; url: string }>): void {
    const contextId = Number(params.executionContextId);
    const world = worlds.get(contextId);
    const payload = String(params.payload);
    const line = payload.indexOf("\n");
    const [id, channel = ""] = payload.slice(0, line).split(" ");
    if (world === undefined) return;
    const tellPreload = (call: string, ...values: readonly (number | boolean | string)[]) =>
      pipe.tell(
        "Runtime.callFunctionOn",
        {
          executionContextId: contextId,
          functionDeclaration: `function(...values){${call}(...values)}`,
          arguments: values.map((value) => ({ value })),
          silent: true,
        },
        page.session,
      );
    const reply = (good: boolean, text: string) => {
      // In one piece a long answer would hold the page for as long as the inspector takes to read it.
      let at = 0;
      while (text.length - at > mostAtOnce) {
        const part = text.slice(at, at + mostAtOnce).replace(/[\ud800-\udbff]$/, ""); // no pair is parted
        tellPreload("deliverPart", Number(id), part);
        at += part.length;
      }
      tellPreload("deliver", Number(id), good, text.slice(at));
    };
    const call = (args: string) => page.emit("call", { ...world, channel, args, reply } satisfies PageCall);
    const args = payload.slice(line + 1);
    if (channel !== "dropped") return void call(args);
    pathsOfDropped(args, contextId, page).then(call, () => reply(false, "failed"));
  }

  /** Workers are heard for their errors, then let run. */
  function listenToWorker(session: string): void {
    for (const method of ["Runtime.enable", "Log.enable", "Runtime.runIfWaitingForDebugger"]) {
      pipe.send(method, {}, session).catch(() => {});
    }
  }
}

/** Files that were dropped, by their places in the preload's list: Chromium tells their paths to whoever drives it alone. */
async function pathsOfDropped(args: string, contextId: number, page: HostPage): Promise<string> {
  const [places = []] = JSON.parse(args) as [string[]?];
  const paths: string[] = [];
  for (const place of places) {
    const expression = `droppedFiles[${Number(place.slice("dropped:".length))}]`;
    const { result } = (await page.send("Runtime.evaluate", { expression, contextId })) as {
      result: { objectId?: string };
    };
    const { path } = await page.send("DOM.getFileInfo", { objectId: result.objectId ?? "" });
    paths.push(String(path));
  }
  return JSON.stringify([paths]);
}

function noteWorld(params: Params, worlds: Map<number, { frame: string; url: string }>): void {
  const context = params.context as { id: number; origin: string; name: string; auxData: { frameId: string } };
  if (context.name !== preloadWorld) return;
  worlds.set(context.id, { frame: context.auxData.frameId, url: fromChromiumUrl(context.origin) });
}

const compiled = (name: string) => readFileSync(join(import.meta.dirname, "page", `${name}.js`), "utf8");

/** The page's own world first: it must be listening when the preload exposes something to it. */
function scriptsOf(preload: string, hostBinding: string): readonly Params[] {
  const names = `const bridgeSecret=${JSON.stringify(randomUUID())};const hostBinding=${JSON.stringify(hostBinding)};`;
  const run = `(function(require,module,exports){${readFileSync(preload, "utf8")}\n})(requireElectron,{exports:{}},{});`;
  const only = `if(location.origin!==${JSON.stringify(new URL(toChromiumUrl("app://so-can-bo/")).origin)})return;`;
  return [
    { source: `(()=>{${only}${names}${compiled("main-world")}})();` },
    { source: `(()=>{${only}${names}${compiled("preload-world")};${run}})();`, worldName: preloadWorld },
  ];
}

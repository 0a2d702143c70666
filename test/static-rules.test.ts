import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Node, readSources, root, type Source, sourceOf } from "./read-sources.ts";
import { rules } from "./static-rules.ts";

const sources = readSources(["shared", "electron", "renderer"]);
const read = (path: string) => readFileSync(join(root, path), "utf8");

describe.each(rules)("$name", ({ breaches, samples }) => {
  it("holds in every file", () => {
    const found = sources.flatMap((source) => breaches(source).map((what) => `${source.path}: ${what}`));
    expect(found).toEqual([]);
  });

  it.each(samples)("is broken by %s: %s", (path, text) => {
    expect(breaches(sourceOf(path, text)).length).toBeGreaterThan(0);
  });
});

describe("the window's settings", () => {
  const wanted = {
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    safeDialogs: true,
    autoplayPolicy: "document-user-activation-required",
    disableBlinkFeatures: "Auxclick",
  };
  const settingsOf = ({ nodes }: Source) => {
    const declared = nodes.find(
      ({ type, id }) => type === "VariableDeclarator" && (id as Node).name === "webPreferences",
    );
    const object = withoutTypes(declared?.init as Node);
    const entries = (object.properties as readonly Node[]).map(({ key, value }) => [
      (key as Node).name,
      (value as Node).value,
    ]);
    return Object.fromEntries(entries) as unknown;
  };

  it("are exactly those", () => {
    expect(settingsOf(sourceOf("electron/door/window.ts", read("electron/door/window.ts")))).toEqual(wanted);
  });

  it.each([
    ["sandbox: true", "sandbox: false"],
    ["nodeIntegration: false,", ""],
    ["webviewTag: false,", 'webviewTag: false, enableBlinkFeatures: "X",'],
  ])("are missed when %s becomes '%s'", (good, bad) => {
    const broken = read("electron/door/window.ts").replace(good, bad);
    expect(settingsOf(sourceOf("electron/door/window.ts", broken))).not.toEqual(wanted);
  });
});

describe("index.html", () => {
  const inline = (html: string) => [
    ...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:/gi),
  ];

  it("has no script, style or handler in itself", () => {
    expect(inline(read("renderer/index.html"))).toEqual([]);
  });

  it.each(["<script>1</script>", "<style>p{}</style>", '<p style="x">', '<p onclick="x">', '<a href="javascript:x">'])(
    "would be caught with %s",
    (html) => expect(inline(html)).not.toEqual([]),
  );
});

describe("the dependencies", () => {
  const manifest = JSON.parse(read("package.json")) as Record<
    "dependencies" | "devDependencies",
    Record<string, string>
  >;
  const lock = JSON.parse(read("package-lock.json")) as { packages: Packages };

  it("are named by exact versions", () => {
    const versions = { ...manifest.dependencies, ...manifest.devDependencies };
    expect(Object.keys(versions).length).toBeGreaterThan(20);
    expect(loose(versions)).toEqual([]);
    expect(loose({ react: "^19.0.0" })).toEqual(["react"]);
    expect(loose({ react: "git+ssh://x" })).toEqual(["react"]);
  });

  it("run no scripts when they are installed", () => {
    expect(read(".npmrc")).toMatch(/^ignore-scripts=true$/m);
  });

  it("come by their hashes, from no place written down", () => {
    expect(unhashed(lock.packages)).toEqual([]);
    expect(unhashed({ "node_modules/a": { version: "1.0.0" } })).toEqual(["node_modules/a"]);
    expect(hostsIn(read("package-lock.json"))).toEqual([]);
    expect(hostsIn('"resolved": "https://packages.example/a.tgz"')).toHaveLength(1);
  });

  it("are in the lock file for every system, also those that this machine is not", () => {
    expect(unlocked(lock.packages)).toEqual([]);
    expect(Object.keys(lock.packages).some((name) => /win32-x64/.test(name))).toBe(true);
    expect(unlocked({ "node_modules/a": { optionalDependencies: { "a-win32-x64": "1.0.0" } } })).toEqual([
      "node_modules/a: a-win32-x64",
    ]);
  });
});

type Packages = Readonly<
  Record<
    string,
    { version?: string; integrity?: string; link?: boolean; optionalDependencies?: Record<string, string> }
  >
>;

const loose = (versions: Readonly<Record<string, string>>) =>
  Object.entries(versions)
    .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
    .map(([name]) => name);

const unhashed = (packages: Packages) =>
  Object.entries(packages)
    .filter(([path, { integrity }]) => path !== "" && !(integrity ?? "").startsWith("sha512-"))
    .map(([path]) => path);

const hostsIn = (text: string) => [...text.matchAll(/"resolved": "[^"]*"/g)].map(([found]) => found);

/** Optional parts that a package names and the lock file does not hold, at its own place or at any above it. */
const unlocked = (packages: Packages) =>
  Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !foldersAbove(path).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => `${path}: ${name}`),
  );

function foldersAbove(path: string): readonly string[] {
  const parts = path.split("node_modules/").slice(0, -1);
  const above = parts.map((_, i) => parts.slice(0, i + 1).join("node_modules/"));
  return [`${path}/`, ...above, ""];
}

function withoutTypes(node: Node): Node {
  return /^TS(?:As|Satisfies)Expression$/.test(node.type) ? withoutTypes(node.expression as Node) : node;
}

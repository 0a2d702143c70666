import type { Node, Source } from "./read-sources.ts";

/** One rule on the program's own source: what breaks it in a file, and samples that must be caught. */
export interface Rule {
  readonly name: string;
  readonly breaches: (source: Source) => readonly string[];
  /** Path and text of files that break it. */
  readonly samples: readonly (readonly [string, string])[];
}

const inMain = /^electron\//;
const inShared = /^shared\//;

/** The one file that may reach a network; only the entry of its own process imports it, and only another build has that. */
const networkFile = "electron/server/webdav-remote.ts";
const webdavTypes = "electron/server/webdav.d.ts";
const networkModules =
  /^(?:(?:node:)?(?:net|tls|http|https|http2|dgram|dns|inspector|cluster)(?:\/|$)|webdav$|node-fetch$|undici$)/;

export const rules: readonly Rule[] = [
  {
    name: "one window, made in window.ts",
    breaches: ({ path, nodes }) =>
      path === "electron/door/window.ts"
        ? []
        : newOf(nodes, ["BrowserWindow", "WebContentsView", "BrowserView", "BaseWindow"]),
    samples: [["electron/door/door.ts", "const second = new BrowserWindow({});"]],
  },
  {
    name: "one way in: ipcMain is handed to serve-contract.ts by door.ts, ipcRenderer stays in preload.ts",
    breaches: ({ path, nodes }) => [
      ...(/^electron\/door\/(?:door|serve-contract)\.ts$/.test(path) ? [] : named(nodes, ["ipcMain"])),
      ...(path === "electron/preload.ts" ? [] : named(nodes, ["ipcRenderer", "contextBridge"])),
    ],
    samples: [
      ["electron/door/print.ts", 'import { ipcMain } from "electron"; ipcMain.on("print", print);'],
      ["electron/door/window.ts", 'import { ipcRenderer } from "electron";'],
    ],
  },
  {
    name: "no code from text",
    breaches: ({ nodes, imports }) => [
      ...calls(nodes, ["eval", "Function"]),
      ...newOf(nodes, ["Function"]),
      ...imports.filter(({ to }) => /^(?:node:)?(?:vm|module|repl)$/.test(to)).map(({ to }) => to),
    ],
    samples: [
      ["renderer/views/sample.tsx", 'eval("1");'],
      ["shared/domain/sample.ts", 'const run = new Function("return 1");'],
      ["electron/office.ts", 'import { runInNewContext } from "node:vm";'],
    ],
  },
  {
    name: "no network but in the one file of the server's process, and no other program but the unpacking child of Node",
    breaches: ({ path, nodes, imports }) => [
      ...imports
        .filter(({ to, typeOnly }) => networkModules.test(to) && !(typeOnly && path === webdavTypes))
        .filter(() => path !== networkFile)
        .map(({ to }) => to),
      ...imports
        .filter(({ to }) => to === networkFile && path !== "electron/server/webdav-process.ts")
        .map(({ to }) => to),
      ...imports
        .filter(({ to }) => /^electron\/(?:server\/webdav-process|main-webdav)\.ts$/.test(to))
        .map(({ to }) => to),
      ...imports
        .filter(({ to }) => /^(?:node:)?child_process$/.test(to) && !childStarters.has(path))
        .map(({ to }) => to),
      ...(path === networkFile ? [] : calls(nodes, ["fetch"])),
      ...newOf(nodes, ["XMLHttpRequest", "WebSocket", "EventSource", "RTCPeerConnection", "WebTransport"]),
      ...properties(nodes, ["sendBeacon", "serviceWorker"]),
      ...(inMain.test(path) ? named(nodes, ["shell", "net", "crashReporter", "autoUpdater"]) : []),
    ],
    samples: [
      ["electron/office.ts", 'import { connect } from "node:net";'],
      ["electron/office.ts", 'import { createClient } from "webdav";'],
      ["electron/server/server-desk.ts", 'import { webdavRemote } from "./webdav-remote.ts";'],
      ["electron/main.ts", 'import "./server/webdav-process.ts";'],
      ["electron/office.ts", 'import { exec } from "child_process";'],
      ["electron/door/door.ts", 'import { shell } from "electron";'],
      ["renderer/services/sample.ts", 'await fetch("/x");'],
      ["renderer/services/sample.ts", 'navigator.sendBeacon("/x");'],
      ["renderer/data/sample.ts", 'new WebSocket("wss://x");'],
    ],
  },
  {
    name: "files are touched in machine.ts only; the program's own files are read in program-files.ts",
    breaches: ({ path, imports }) =>
      /^electron\/(?:machine|program-files)\.ts$/.test(path)
        ? []
        : imports.filter(({ to }) => /^(?:node:)?fs(?:\/|$)/.test(to)).map(({ to }) => to),
    samples: [["electron/store/sample.ts", 'import { writeFile } from "node:fs/promises";']],
  },
  {
    name: "outside the store only the carrier and the log write; what leaves is put there by those who write its line first",
    breaches: ({ path, nodes, imports }) => {
      if (!inMain.test(path) || /^electron\/(?:store\/|machine\.ts$|log\.ts$)/.test(path)) return [];
      return [
        ...(path === "electron/exchange/carrier.ts" ? [] : [...named(nodes, writers), ...fileWrites(nodes)]),
        ...(leavers.has(path) || path === "electron/exchange/carrier.ts"
          ? []
          : imports.some(({ to, typeOnly }) => to === "electron/exchange/carrier.ts" && !typeOnly)
            ? putters(nodes)
            : []),
      ];
    },
    samples: [
      ["electron/office.ts", 'import { writeSafely } from "./store/safe-write.ts";'],
      ["electron/door/print.ts", 'const file = await machine.files.open(path, "create");'],
      ["electron/door/print.ts", 'const { open } = machine.files; await machine.files["open"](path, "change");'],
      ["electron/papers/save-table.ts", "await machine.files.rename(part, path);"],
      ["electron/papers/save-table.ts", 'import { putSheetOnCarrier } from "../exchange/carrier.ts";'],
    ],
  },
  {
    name: "time and chance in main come from machine.ts, in shared from nowhere",
    breaches: ({ path, nodes }) => {
      if (path === "electron/machine.ts" || !(inMain.test(path) || inShared.test(path))) return [];
      return [
        ...readsOf(nodes, "Date", "now"),
        ...readsOf(nodes, "Math", "random"),
        ...readsOf(nodes, "crypto", "randomUUID"),
        ...readsOf(nodes, "crypto", "getRandomValues"),
        ...emptyDates(nodes),
      ];
    },
    samples: [
      ["electron/office.ts", "const at = Date.now();"],
      ["electron/office.ts", "const at = new Date();"],
      ["electron/door/door.ts", "const code = crypto.randomUUID();"],
      ["shared/change/sample.ts", "const die = Math.random();"],
    ],
  },
  {
    name: "no markup from text",
    breaches: ({ nodes }) => [
      ...properties(nodes, markupDoors),
      ...nodes
        .filter(({ type, name }) => type === "JSXAttribute" && markupDoors.includes(nameOf(name as Node)))
        .map(({ name }) => nameOf(name as Node)),
      ...nodes
        .filter(({ type, key }) => type === "Property" && markupDoors.includes(nameOf(key as Node)))
        .map(({ key }) => nameOf(key as Node)),
    ],
    samples: [
      ["renderer/views/sample.tsx", "const shown = <p dangerouslySetInnerHTML={{ __html: text }} />;"],
      ["renderer/views/sample.tsx", "element.innerHTML = text;"],
      ["renderer/views/sample.tsx", 'element["outerHTML"] = text;'],
      ["renderer/parts/sample.ts", 'element.insertAdjacentHTML("beforeend", text);'],
      ["renderer/parts/sample.ts", "document.write(text);"],
      ["renderer/parts/sample.ts", 'createElement("p", { dangerouslySetInnerHTML: { __html: text } });'],
    ],
  },
  {
    name: "what another office wrote is parsed by the strict parser",
    breaches: ({ path, nodes }) =>
      /^(?:electron|shared)\/exchange\//.test(path) ? readsOf(nodes, "JSON", "parse") : [],
    samples: [["electron/exchange/sample.ts", "const header = JSON.parse(text);"]],
  },
  {
    name: "only the cryptography that Electron has too",
    breaches: ({ nodes, path }) => (inMain.test(path) ? [...strangeCrypto(nodes), ...strangeAlgorithms(nodes)] : []),
    samples: [
      ["electron/store/sample.ts", 'import { scryptSync } from "node:crypto";'],
      ["electron/store/sample.ts", 'import * as all from "node:crypto";'],
      ["electron/store/sample.ts", 'const hash = createHash("blake2b512");'],
      ["electron/exchange/sample.ts", 'const bytes = hash("blake2b512", line, "buffer");'],
      ["electron/store/sample.ts", 'const cipher = createCipheriv("chacha20-poly1305", key, nonce);'],
    ],
  },
  {
    name: "no package known to lose or leak data",
    breaches: ({ imports, nodes }) => [
      ...imports.filter(({ to }) => ["write-file-atomic", "xlsx", "electron-store"].includes(to)).map(({ to }) => to),
      ...named(nodes, ["unzipSync"]),
    ],
    samples: [
      ["electron/store/sample.ts", 'import writeFileAtomic from "write-file-atomic";'],
      ["electron/exchange/sample.ts", 'import { unzipSync } from "fflate";'],
    ],
  },
  {
    name: "the shared prototype is closed first in every process that reads what others made",
    breaches: ({ path, imports }) =>
      /^electron\/(?:main|exchange\/unpack-process|server\/webdav-process|main-webdav|workbook\/reader-process|papers\/template-process)\.ts$/.test(
        path,
      ) && imports[0]?.to !== "electron/harden.ts"
        ? ["harden.ts is not the first import"]
        : [],
    samples: [["electron/main.ts", 'import { openDoor } from "./door.ts"; import "./harden.ts";']],
  },
];

const writers = ["writeNew", "writeSafely", "writeFully", "renameWithPatience"];

/** They enter a line in the custody register before they put anything on a carrier. */
const leavers = new Set([
  "electron/files/leave-file.ts",
  "electron/registry/registry.ts",
  "electron/bundles/send-bundle.ts",
  "electron/bundles/extracts.ts",
  "electron/server/rounds.ts", // what it puts there has come, and lies in a folder of our own
]);

/** Calls of the machine's files that write. */
const fileWrites = (nodes: readonly Node[]): readonly string[] =>
  nodes
    .filter(({ type, callee }) => type === "CallExpression" && (callee as Node).type === "MemberExpression")
    .filter(({ callee }) => nameOf(((callee as Node).object as Node).property as Node | undefined) === "files")
    .map((node) => [nameOf((node.callee as Node).property as Node), node.arguments as readonly Node[]] as const)
    .filter(([name, [, as]]) =>
      name === "open" ? nameOf(as) !== "read" : /^(?:rename|unlink|mkdir|rmdir)$/.test(name),
    )
    .map(([name]) => `files.${name}`);

const putters = (nodes: readonly Node[]): readonly string[] =>
  nodes
    .filter(({ type }) => type === "ImportSpecifier")
    .map(({ imported }) => nameOf(imported as Node))
    .filter((name) => name.startsWith("put"));

/** It starts the processes that read what others made, where there is no Electron. */
const childStarters = new Set(["electron/reading-child.ts"]);

const markupDoors = [
  "dangerouslySetInnerHTML",
  "innerHTML",
  "outerHTML",
  "insertAdjacentHTML",
  "createContextualFragment",
  "setHTMLUnsafe",
  "parseHTMLUnsafe",
  "srcdoc",
  "srcDoc",
  "writeln",
];

const allowedCrypto = new Set([
  "X509Certificate",
  "createCipheriv",
  "createDecipheriv",
  "createHash",
  "createHmac",
  "createPrivateKey",
  "createPublicKey",
  "diffieHellman",
  "generateKeyPairSync",
  "hash",
  "hkdfSync",
  "randomBytes",
  "sign",
  "timingSafeEqual",
  "verify",
]);

/** What is taken from node:crypto by another name than the allowed ones; types do not count. */
const strangeCrypto = (nodes: readonly Node[]): readonly string[] =>
  nodes
    .filter(
      ({ type, source }) => type === "ImportDeclaration" && /^(?:node:)?crypto$/.test(String((source as Node).value)),
    )
    .flatMap(({ specifiers }) => specifiers as readonly Node[])
    .filter(({ importKind }) => importKind !== "type")
    .map(({ imported }) => (imported === undefined ? "*" : nameOf(imported as Node)))
    .filter((name) => !allowedCrypto.has(name));

const strangeAlgorithms = (nodes: readonly Node[]): readonly string[] =>
  nodes
    .filter(
      ({ type, callee }) =>
        type === "CallExpression" && /^(?:create(?:Hash|Hmac|Cipheriv|Decipheriv)|hash)$/.test(nameOf(callee as Node)),
    )
    .map((node) => String((node.arguments as readonly Node[])[0]?.value))
    .filter((algorithm) => !/^(?:sha256|sha512|aes-256-gcm|undefined)$/.test(algorithm));

const calls = (nodes: readonly Node[], names: readonly string[]) => usesOf(nodes, "CallExpression", names);
const newOf = (nodes: readonly Node[], names: readonly string[]) => usesOf(nodes, "NewExpression", names);

function usesOf(nodes: readonly Node[], type: string, names: readonly string[]): readonly string[] {
  return nodes
    .filter((node) => node.type === type && (node.callee as Node).type === "Identifier")
    .map(({ callee }) => nameOf(callee as Node))
    .filter((name) => names.includes(name));
}

/** Imports and plain uses of a name; a property of that name does not count. */
function named(nodes: readonly Node[], names: readonly string[]): readonly string[] {
  return nodes
    .filter(({ type }) => type === "ImportSpecifier")
    .map(({ imported }) => nameOf(imported as Node))
    .filter((name) => names.includes(name));
}

function properties(nodes: readonly Node[], names: readonly string[]): readonly string[] {
  const members = nodes.filter(({ type }) => type === "MemberExpression");
  const writes = members.filter(
    ({ object, property }) => nameOf(object as Node) === "document" && nameOf(property as Node) === "write",
  );
  const found = members.map(({ property }) => nameOf(property as Node)).filter((name) => names.includes(name));
  return [...found, ...(names === markupDoors ? writes.map(() => "document.write") : [])];
}

const readsOf = (nodes: readonly Node[], object: string, property: string): readonly string[] =>
  nodes
    .filter((node) => node.type === "MemberExpression" && nameOf(node.object as Node) === object)
    .filter((node) => nameOf(node.property as Node) === property)
    .map(() => `${object}.${property}`);

const emptyDates = (nodes: readonly Node[]): readonly string[] =>
  nodes
    .filter(({ type, callee }) => type === "NewExpression" && nameOf(callee as Node) === "Date")
    .filter((node) => (node.arguments as readonly Node[]).length === 0)
    .map(() => "new Date()");

/** An identifier's name, or the text of a literal that stands for one. */
function nameOf(node: Node | undefined): string {
  if (node === undefined) return "";
  if (typeof node.name === "string") return node.name;
  return typeof node.value === "string" ? node.value : "";
}

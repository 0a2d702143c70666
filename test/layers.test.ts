import { builtinModules } from "node:module";
import { describe, expect, it } from "vitest";
import { type Import, readSources, type Source, sourceOf } from "./read-sources.ts";

/** What files of one place may import; the first row whose `from` fits counts. Anything else is refused. */
interface Row {
  readonly from: RegExp;
  readonly may: readonly RegExp[];
  readonly mayTypes?: readonly RegExp[]; // only as types
}

const node = /^node:/;
const zod = /^zod$/;
const sharedAll = /^shared\//;
const domain = /^shared\/domain\//;
const plain = [/^shared\/(?:problem|result|strict-json)\.ts$/, zod];
const react = [/^react(?:-dom\/client|-i18next|-dom)?$/, /^i18next$/];
const css = /\.css$/;

/** The main process's files that speak to Electron; everything else in electron/ runs on Node alone. */
const electronFiles =
  /^electron\/(?:door\/(?:app-scheme|dialogs|door|lock-down|menu|print-room|serve-contract|window)|preload|reading-utility)\.ts$/;

const table: readonly Row[] = [
  { from: /^shared\/domain\/new-id\.ts$/, may: [domain, ...plain, /^uuid$/] },
  { from: domain, may: [domain, ...plain] },
  {
    from: /^shared\/(?:change|exchange|migrations)\//,
    may: [domain, /^shared\/(?:change|exchange|migrations)\//, ...plain],
  },
  { from: /^shared\//, may: [sharedAll, zod] },
  {
    from: /^electron\/(?:store|exchange)\//,
    may: [
      sharedAll,
      node,
      zod,
      /^electron\/(?:store|exchange)\//,
      /^electron\/(?:machine|harden)\.ts$/,
      ...libraries(),
    ],
  },
  {
    from: /^electron\/server\/webdav(?:-process|-remote|\.d)\.ts$/, // a process of its own
    may: [/^electron\/(?:server\/|harden\.ts$)/, sharedAll, node, /^(?:webdav|node-fetch)$/],
  },
  { from: /^electron\/preload\.ts$/, may: [/^electron$/, sharedAll] },
  { from: electronFiles, may: [/^electron$/, /^electron\//, sharedAll, node] },
  {
    from: /^electron\//,
    may: [/^electron\//, sharedAll, node, zod, /^(?:hucre(?:\/|$)|docx$|docxtemplater$|pizzip$)/, ...libraries()],
  },
  { from: /^renderer\/data\//, may: [sharedAll, /^renderer\/data\//, /^dexie$/, /^@noble\/hashes\//] },
  { from: /^renderer\/desktop\//, may: [sharedAll, /^renderer\/desktop\//, zod] },
  { from: /^renderer\/services\//, may: [sharedAll, /^renderer\/(?:services|data|desktop)\//] },
  {
    from: /^renderer\/state\//,
    may: [sharedAll, /^renderer\/(?:state|services)\//, /^zustand/],
    mayTypes: [/^renderer\/data\/office-data\.ts$/],
  },
  { from: /^renderer\/text\//, may: [sharedAll, /^renderer\/text\//, ...react] },
  { from: /^renderer\/parts\//, may: [sharedAll, /^renderer\/(?:parts|text)\//, ...react, /^downshift$/, css] },
  {
    from: /^renderer\/views\//,
    may: [sharedAll, /^renderer\/(?:views|state|parts|text)\//, ...react, /^@tanstack\/react-virtual$/, css],
  },
  { from: /^renderer\/paper\.ts$/, may: [sharedAll, css] },
  { from: /^renderer\/main\.tsx$/, may: [/^renderer\//, sharedAll, ...react, css] },
];

/** Packages that the store and the exchange may use; each is pure JavaScript or WebAssembly. */
function libraries(): readonly RegExp[] {
  return [/^@noble\/hashes\//, /^age-encryption$/, /^hash-wasm$/, /^yauzl$/, /^yazl$/];
}

/** "file → import" for every import that its layer does not allow. */
function trespasses(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path, imports }) => {
    const row = table.find(({ from }) => from.test(path));
    if (row === undefined) return [`${path}: belongs to no layer`];
    return imports.filter((one) => !isAllowed(row, one)).map(({ to }) => `${path} → ${to}`);
  });
}

function isAllowed({ may, mayTypes = [] }: Row, { to, typeOnly }: Import): boolean {
  const name = builtinModules.includes(to) ? `node:${to}` : to;
  return may.some((one) => one.test(name)) || (typeOnly && mayTypes.some((one) => one.test(name)));
}

describe("the layers", () => {
  const sources = readSources(["shared", "electron", "renderer"]);

  it("are kept by every import of every file", () => {
    expect(sources.length).toBeGreaterThan(150);
    expect(sources.reduce((sum, { imports }) => sum + imports.length, 0)).toBeGreaterThan(500);
    expect(trespasses(sources)).toEqual([]);
  });

  it("have every row of the table in use", () => {
    const used = new Set(sources.map(({ path }) => table.find(({ from }) => from.test(path))));
    expect(table.filter((row) => !used.has(row)).map(({ from }) => String(from))).toEqual([]);
  });

  it.each([
    ["shared/domain/sample.ts", 'import { readFile } from "node:fs/promises";'],
    ["shared/domain/sample.ts", 'import { v7 } from "uuid";'],
    ["shared/domain/sample.ts", 'import type { Change } from "../change/change.ts";'],
    ["shared/change/sample.ts", 'import { contract } from "../ipc/contract.ts";'],
    ["electron/store/sample.ts", 'import { app } from "electron";'],
    ["electron/exchange/sample.ts", 'export { office } from "../office.ts";'],
    ["electron/office-sample.ts", 'import { app } from "electron";'],
    ["electron/preload.ts", 'import { readFileSync } from "fs";'],
    ["renderer/data/sample.ts", 'import { useState } from "react";'],
    ["renderer/data/sample.ts", 'import { create } from "zustand";'],
    ["renderer/services/sample.ts", 'const { useState } = await import("react");'],
    ["renderer/state/sample.ts", 'import { rows } from "../data/database.ts";'],
    ["renderer/state/sample.ts", 'import { OfficeData } from "../data/office-data.ts";'],
    ["renderer/views/sample.tsx", 'import { openDesktop } from "../desktop/desktop.ts";'],
    ["renderer/views/sample.tsx", 'const worker = new Worker(new URL("../data/worker.ts", import.meta.url));'],
    ["renderer/views/sample.tsx", 'import { join } from "node:path";'],
    ["elsewhere/sample.ts", ""],
  ])("catch a trespass of %s: %s", (path, text) => {
    expect(trespasses([sourceOf(path, text)])).toHaveLength(1);
  });

  it("let a screen's state name the types of the data it is given", () => {
    const sample = 'import type { PersonRow } from "../data/office-data.ts";';
    expect(trespasses([sourceOf("renderer/state/sample.ts", sample)])).toEqual([]);
  });
});

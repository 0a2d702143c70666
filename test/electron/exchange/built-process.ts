import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { type Unpacker, unpackerOf } from "../../../electron/exchange/unpacker.ts";
import { startReadingChild } from "../../../electron/reading-child.ts";

/** The unpacking process, compiled as for the product: one file that needs nothing beside it. */
export async function builtProcess(entry = join(import.meta.dirname, "../../../electron/exchange/unpack-process.ts")) {
  const folder = await mkdtemp(join(tmpdir(), "unpack-process-"));
  await build({
    configFile: false,
    logLevel: "silent",
    build: {
      ssr: entry,
      outDir: folder,
      target: "node20",
      rolldownOptions: { output: { entryFileNames: "entry.mjs" } },
    },
    ssr: { noExternal: true },
  });
  const compiled = join(folder, "entry.mjs");
  return {
    entry: compiled,
    unpacker: (limit?: number): Unpacker => unpackerOf(() => startReadingChild(compiled), limit),
    remove: () => rm(folder, { recursive: true }),
  };
}

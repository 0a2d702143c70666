import { builtinModules } from "node:module";

const external = ["electron", ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

/**
 * Code for Node: everything folded in but `electron` and Node's own modules, so that no `node_modules` is shipped.
 * Node 20 is the oldest that runs it (the Chromium host); Electron 45 carries Node 24.
 *
 * @param {{ input: string | string[] | Record<string, string>, outDir: string, format: "es" | "cjs", extension: string, shared?: boolean }} parts
 *        shared: several entries keep what they have in common in files of their own
 * @returns {import("vite").InlineConfig}
 */
export const nodeConfig = ({ input, outDir, format, extension, shared = false }) => ({
  configFile: false,
  logLevel: "warn",
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir,
    emptyOutDir: false,
    target: "node20",
    minify: false,
    rolldownOptions: {
      input,
      external,
      checks: { pluginTimings: false },
      output: {
        format,
        entryFileNames: `[name].${extension}`,
        chunkFileNames: `shared-[hash].${extension}`,
        // What closes the shared prototype is a file of its own, which every other one may then be read after.
        codeSplitting: shared && { groups: [{ name: "harden", test: /electron\/harden\.ts$/, minSize: 0 }] },
      },
    },
  },
});

/**
 * One classic script, for a page that is not ours to import into.
 *
 * @param {{ input: string, outDir: string }} parts
 * @returns {import("vite").InlineConfig}
 */
export const scriptConfig = ({ input, outDir }) => ({
  configFile: false,
  logLevel: "warn",
  publicDir: false,
  build: {
    outDir,
    emptyOutDir: false,
    target: "chrome120",
    minify: false,
    modulePreload: false,
    rolldownOptions: {
      input,
      checks: { pluginTimings: false },
      output: { format: "iife", entryFileNames: "[name].js", codeSplitting: false },
    },
  },
});

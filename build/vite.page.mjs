import { join } from "node:path";
import react from "@vitejs/plugin-react";

/**
 * The page: strict policy, so nothing inline and no file folded into a `data:` address.
 *
 * @param {string} root
 * @param {string} outDir
 * @returns {import("vite").InlineConfig}
 */
export const pageConfig = (root, outDir) => ({
  configFile: false,
  logLevel: "warn",
  root,
  base: "./",
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir,
    emptyOutDir: true,
    target: "chrome150",
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 3000,
    rolldownOptions: { input: [join(root, "index.html"), join(root, "paper.html")], checks: { pluginTimings: false } },
  },
});

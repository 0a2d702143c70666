import { join } from "node:path";
import { root } from "./root.mjs";

/**
 * Run TypeScript of this project in this process, for the demo and the benches: Node 20 cannot read it by itself.
 *
 * @template Answer
 * @param {(load: (path: string) => Promise<any>) => Promise<Answer>} work  `load("/test/app/demo.ts")`
 * @param {Readonly<Record<string, string>>} instead  a package, and the file of this project that is read in its place
 * @returns {Promise<Answer>}
 */
export async function withProjectCode(work, instead = {}) {
  const { createServer } = await import("vite");
  const server = await createServer({
    configFile: false,
    root,
    server: { middlewareMode: true, hmr: false, ws: false },
    appType: "custom",
    logLevel: "error",
    optimizeDeps: { noDiscovery: true },
    resolve: { alias: Object.fromEntries(Object.entries(instead).map(([name, path]) => [name, join(root, path)])) },
    ssr: { noExternal: Object.keys(instead) },
  });
  try {
    return await work((path) => server.ssrLoadModule(path));
  } finally {
    await server.close();
  }
}

/**
 * A module resolver for Node: who imports `electron` gets the stand-in that lies beside this file, and Node's own
 * modules stay what they are. Registered by host.ts before main is loaded.
 */
type Next = (specifier: string, context: unknown) => Promise<unknown>;

export async function resolve(specifier: string, context: unknown, next: Next): Promise<unknown> {
  if (specifier !== "electron") return next(specifier, context);
  return { url: new URL("./electron.js", import.meta.url).href, shortCircuit: true };
}

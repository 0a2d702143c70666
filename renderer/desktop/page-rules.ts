import { z } from "zod";

/**
 * Loaded before the page's own code. The page's policy forbids eval, which zod would otherwise try; and it lets a worker
 * start only through this one policy: our own files, nothing else. There is no way to make HTML or script from text.
 */
z.config({ jitless: true });

interface PolicyRules {
  readonly createScriptURL: (url: string) => string;
}
const policies = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: PolicyRules): unknown } })
  .trustedTypes;

policies?.createPolicy("default", {
  createScriptURL: (url) => {
    const { origin, pathname } = new URL(url, location.href);
    if (origin === location.origin && /^\/assets\/[\w.-]+\.js$/.test(pathname)) return url;
    throw new TypeError("only the program's own workers may start");
  },
});

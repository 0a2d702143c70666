import "../../shared/domain/no-eval.ts";

/**
 * Loaded before the page's own code. The page's policy lets a worker start only through this one rule: our own files,
 * nothing else. There is no way to make HTML or script from text.
 */

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

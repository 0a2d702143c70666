import type { CustomScheme } from "electron";

/** Chosen once and for ever: the page's IndexedDB belongs to this origin. */
export const appOrigin = "app://so-can-bo";

/** Registered before the program is ready. Not `bypassCSP`, no service workers. */
export const appScheme: CustomScheme = {
  scheme: "app",
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

/**
 * No inline script or style, no eval, no WebAssembly, no network, no frame. The one trusted-types policy is the page's
 * own `default` (renderer/desktop/page-rules.ts), which lets our own workers start and nothing else through.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types default",
].join("; ");

/** One file of the page, as the build listed it: address below the origin, media type. */
export interface PageFile {
  readonly path: string; // "/assets/main-3f2a.js"
  readonly type: string; // "text/javascript; charset=utf-8"
}

/** What may be served: exact path → bytes and media type. Nothing is looked up on disk while serving. */
export type PageFiles = ReadonlyMap<string, { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }>;

/** Read every listed file once. `read` takes the path below the page's folder, without a leading slash. */
export async function readPageFiles(
  list: readonly PageFile[],
  read: (path: string) => Promise<Uint8Array>,
): Promise<PageFiles> {
  const files = list.map(async ({ path, type }) => {
    const bytes = new Uint8Array(await read(path.slice(1)));
    return [path, { type, bytes }] as const;
  });
  return new Map(await Promise.all(files));
}

/**
 * The answer to one request of the page: 200 for a listed path asked with GET, otherwise 404 or 405, always with the
 * same headers. The path is compared as the address parser left it: an escaped, doubled or dotted path is another path.
 */
export function answerPage(files: PageFiles, request: { readonly url: string; readonly method: string }): Response {
  if (request.method !== "GET") return refusal(405);
  const path = ownPath(request.url);
  const file = path === null ? undefined : files.get(path);
  if (file === undefined) return refusal(404);
  return new Response(file.bytes, { status: 200, headers: { ...headers, "content-type": file.type } });
}

/** The path below our origin, or null where the address is not ours, or carries a user, port, query or NUL. */
function ownPath(url: string): string | null {
  if (!url.startsWith(`${appOrigin}/`) || !URL.canParse(url)) return null;
  const { protocol, host, username, password, search, pathname } = new URL(url);
  if (protocol !== "app:" || host !== "so-can-bo" || username !== "" || password !== "" || search !== "") return null;
  return pathname === "/" ? "/index.html" : pathname;
}

/** Whether an address belongs to our own page, compared as a parsed address. */
export function isOwnPage(url: string): boolean {
  return ownPath(url) !== null;
}

const headers = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

const refusal = (status: 404 | 405) =>
  new Response(null, { status, headers: { ...headers, "content-type": "text/plain; charset=utf-8" } });

import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import type { Answering } from "../browser.ts";
import { fromChromiumUrl, host, toChromiumUrl } from "../state.ts";

type Scheme = Parameters<Electron.Protocol["handle"]>[1];
type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  answer: (response: Electron.CallbackResponse) => void,
) => void;

const schemes = new Map<string, Scheme>();
let beforeRequest: BeforeRequest | null = null;
let permissionRequest: Parameters<Electron.Session["setPermissionRequestHandler"]>[0] = null;

export const standInProtocol = {
  registerSchemesAsPrivileged: (_schemes: Electron.CustomScheme[]) => {},
  handle: (scheme: string, handler: Scheme) => void schemes.set(scheme, handler),
  unhandle: (scheme: string) => void schemes.delete(scheme),
  isProtocolHandled: (scheme: string) => schemes.has(scheme),
} satisfies Pick<Electron.Protocol, "handle" | "isProtocolHandled" | "registerSchemesAsPrivileged" | "unhandle">;

const members = {
  setPermissionRequestHandler: (handler: typeof permissionRequest) => {
    permissionRequest = handler;
  },
  setPermissionCheckHandler: () => {},
  setDevicePermissionHandler: () => {},
  setDisplayMediaRequestHandler: () => {},
  setCertificateVerifyProc: () => {},
  setSpellCheckerEnabled: () => {},
  clearStorageData: async () => {}, // the page's IndexedDB must stay; Chromium's cookies for a host of ours: none are ever set
  clearCache: async () => {},
  getUserAgent: () => host.browser?.userAgent ?? "",
  webRequest: {
    onBeforeRequest: (listener: BeforeRequest | null) => {
      beforeRequest = listener;
    },
  },
};
members satisfies {
  [Name in keyof Omit<typeof members, "webRequest">]: Electron.Session[Name];
};

export const standInSession = Object.assign(new EventEmitter(), members);

/** How requests of the page are filtered and answered. */
export const answering: Answering = {
  answer: (request) => {
    const handler = schemes.get(new URL(request.url).protocol.slice(0, -1));
    return handler === undefined ? null : Promise.resolve(handler(request));
  },
  mayLoad: (url, kind) => {
    if (url.startsWith("data:") || url.startsWith("blob:")) return true;
    let cancel = false;
    const details = { url, resourceType: kind } as unknown as Electron.OnBeforeRequestListenerDetails;
    beforeRequest?.(details, (response) => {
      cancel = response.cancel === true;
    });
    return !cancel;
  },
};

/** What main answers when the page asks to keep its storage; Chromium is then told the same. */
export function mayKeepStorage(url: string): boolean {
  let granted = false;
  const details = { requestingUrl: fromChromiumUrl(url), isMainFrame: true };
  permissionRequest?.(
    {} as Electron.WebContents,
    "persistent-storage",
    (answer) => {
      granted = answer;
    },
    details,
  );
  return granted;
}

export const chromiumOrigin = (url: string) => new URL(toChromiumUrl(url)).origin;

import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { Bridge } from "../shared/ipc/contract.ts";

const bridge: Bridge = { invoke: (channel, request) => ipcRenderer.invoke("call", channel, request) };

contextBridge.exposeInMainWorld("bridge", bridge);

/** What of the page's document is used here; the types of this side know no page. */
declare const document: {
  addEventListener(name: "drop", hear: (event: Drop) => void, early: true): void;
  dispatchEvent(event: Event): boolean;
};
interface Drop {
  readonly isTrusted: boolean;
  readonly dataTransfer: { readonly files: Iterable<File> } | null;
}

// Files dropped onto the window are named to main from here. The page gets no path, only word of how many bundles there are.
document.addEventListener(
  "drop",
  ({ isTrusted, dataTransfer }) => {
    if (!isTrusted || dataTransfer === null) return;
    const paths = Array.from(dataTransfer.files, (file) => webUtils.getPathForFile(file));
    if (paths.length === 0) return;
    void ipcRenderer
      .invoke("dropped", paths)
      .then((offered: unknown) => document.dispatchEvent(new CustomEvent("bundles-dropped", { detail: offered })));
  },
  true,
);

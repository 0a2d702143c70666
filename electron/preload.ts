import { contextBridge, ipcRenderer } from "electron";
import type { Bridge } from "../shared/ipc/contract.ts";

const bridge: Bridge = { invoke: (channel, request) => ipcRenderer.invoke("call", channel, request) };

contextBridge.exposeInMainWorld("bridge", bridge);

import { EventEmitter } from "node:events";

/** Loaded first in a process that stands for Electron's utility process: gives it `process.parentPort`. */
const port = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => void process.send?.(message),
});
Object.defineProperty(process, "parentPort", { value: port });

// As Electron's port does: what comes before anyone listens waits.
let early: unknown[] | null = [];
process.on("message", (data) => {
  if (early === null) port.emit("message", { data, ports: [] });
  else early.push(data);
});
port.on("newListener", (event) => {
  if (event !== "message" || early === null) return;
  const waiting = early;
  early = null;
  queueMicrotask(() => {
    for (const data of waiting) port.emit("message", { data, ports: [] });
  });
});

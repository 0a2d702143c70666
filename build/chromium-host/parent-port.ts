import { EventEmitter } from "node:events";

/** Loaded first in a process that stands for Electron's utility process: gives it `process.parentPort`. */
const port = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => void process.send?.(message),
});
process.on("message", (data) => port.emit("message", { data, ports: [] }));
Object.defineProperty(process, "parentPort", { value: port });

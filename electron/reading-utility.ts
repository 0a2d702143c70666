import { utilityProcess } from "electron";
import type { ReadingProcess } from "./exchange/reading-process.ts";

/**
 * Start a process that reads what others made as Electron's utility process: sandboxed from main's memory, with a small heap.
 *
 * @param entry        absolute path of its compiled entry
 * @param serviceName  as the system's list of processes shows it
 */
export function startReadingUtility<To, From>(entry: string, serviceName: string): ReadingProcess<To, From> {
  const child = utilityProcess.fork(entry, [], {
    execArgv: ["--max-old-space-size=256"], // MiB; beyond it the process dies
    stdio: "ignore",
    env: {},
    serviceName,
  });
  let told: Parameters<ReadingProcess<To, From>["listen"]>[0] | null = null;
  child.on("message", (message) => told?.message(message as From));
  child.once("exit", () => told?.end());
  return {
    post: (message) => child.postMessage(message),
    listen: (listener) => {
      told = listener;
    },
    kill: () => {
      child.kill();
    },
  };
}

import { fork } from "node:child_process";
import type { ReadingProcess } from "./exchange/reading-process.ts";

/**
 * Start a process that reads what others made as a child of Node, where there is no Electron.
 *
 * @param entry    its compiled entry
 * @param heapMiB  of JavaScript objects; beyond it the process dies
 * @returns        `pid` is null where it could not be started
 */
export function startReadingChild<To extends object, From>(
  entry: string,
  heapMiB = 256,
): ReadingProcess<To, From> & { readonly pid: number | null } {
  const child = fork(entry, [], {
    execArgv: [`--max-old-space-size=${heapMiB}`, "--disable-proto=delete"],
    serialization: "advanced", // bytes travel as bytes
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: {},
  });
  let told: Parameters<ReadingProcess<To, From>["listen"]>[0] | null = null;
  child.on("message", (message) => told?.message(message as From));
  child.once("close", () => told?.end());
  child.once("error", () => told?.end()); // it could not be started
  return {
    pid: child.pid ?? null,
    post: (message) => {
      if (child.connected) child.send(message, () => undefined); // a failure to send is its end, told above
    },
    listen: (listener) => {
      told = listener;
    },
    kill: () => {
      child.kill("SIGKILL");
    },
  };
}

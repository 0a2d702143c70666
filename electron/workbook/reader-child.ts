import { fork } from "node:child_process";
import type { FromReader } from "./reader-process.ts";
import type { ReaderProcess } from "./workbooks.ts";

/**
 * Start the process that reads workbooks as a child of Node, where there is no Electron.
 *
 * @param entry    the compiled reader-process
 * @param heapMiB  of JavaScript objects; beyond it the process dies
 */
export function startReaderChild(entry: string, heapMiB = 256): ReaderProcess & { readonly pid: number | null } {
  const child = fork(entry, [], {
    execArgv: [`--max-old-space-size=${heapMiB}`, "--disable-proto=delete"],
    serialization: "advanced", // bytes travel as bytes
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: {},
  });
  let told: Parameters<ReaderProcess["listen"]>[0] | null = null;
  child.on("message", (message) => told?.message(message as FromReader));
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

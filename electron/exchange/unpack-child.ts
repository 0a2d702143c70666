import { fork } from "node:child_process";
import type { FromProcess } from "./unpack-process.ts";
import type { UnpackProcess } from "./unpacker.ts";

/**
 * Start the unpacking process as a child of Node, where there is no Electron.
 *
 * @param entry      the compiled unpack-process
 * @param heapMiB    of JavaScript objects; beyond it the process dies
 */
export function startUnpackChild(entry: string, heapMiB = 256): UnpackProcess & { readonly pid: number | null } {
  const child = fork(entry, [], {
    execArgv: [`--max-old-space-size=${heapMiB}`, "--disable-proto=delete"],
    serialization: "advanced", // bytes travel as bytes
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: {},
  });
  let told: Parameters<UnpackProcess["listen"]>[0] | null = null;
  child.on("message", (message) => told?.message(message as FromProcess));
  child.once("close", () => told?.end());
  child.once("error", () => told?.end()); // it could not be started
  return {
    pid: child.pid ?? null, // null: it could not be started
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

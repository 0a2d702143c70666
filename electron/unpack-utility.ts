import { utilityProcess } from "electron";
import type { FromProcess } from "./exchange/unpack-process.ts";
import type { UnpackProcess } from "./exchange/unpacker.ts";

/**
 * Start the unpacking process as Electron's utility process: sandboxed from main's memory, with a small heap.
 *
 * @param entry  absolute path of the compiled unpack-process
 */
export function startUnpackUtility(entry: string): UnpackProcess {
  const child = utilityProcess.fork(entry, [], {
    execArgv: ["--max-old-space-size=256"], // MiB; beyond it the process dies
    stdio: "ignore",
    env: {},
    serviceName: "unpack",
  });
  let told: Parameters<UnpackProcess["listen"]>[0] | null = null;
  child.on("message", (message) => told?.message(message as FromProcess));
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

import { utilityProcess } from "electron";
import type { FromReader } from "./workbook/reader-process.ts";
import type { ReaderProcess } from "./workbook/workbooks.ts";

/**
 * Start the process that reads workbooks as Electron's utility process: sandboxed from main's memory, with a small heap.
 *
 * @param entry  absolute path of the compiled reader-process
 */
export function startWorkbookUtility(entry: string): ReaderProcess {
  const child = utilityProcess.fork(entry, [], {
    execArgv: ["--max-old-space-size=256"], // MiB; beyond it the process dies
    stdio: "ignore",
    env: {},
    serviceName: "workbook",
  });
  let told: Parameters<ReaderProcess["listen"]>[0] | null = null;
  child.on("message", (message) => told?.message(message as FromReader));
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

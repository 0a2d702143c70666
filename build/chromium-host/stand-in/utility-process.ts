import { fork } from "node:child_process";
import { EventEmitter } from "node:events";
import { join } from "node:path";
import type * as Electron from "electron";

/** Electron's utility process, as a child of Node: the same messages, `process.parentPort` in the child. */
export const standInUtilityProcess = {
  fork: (modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}): Electron.UtilityProcess => {
    const child = fork(modulePath, args, {
      execArgv: ["--import", join(import.meta.dirname, "parent-port.js"), ...(options.execArgv ?? [])],
      env: (options.env ?? process.env) as NodeJS.ProcessEnv,
      serialization: "advanced",
      stdio: ["ignore", options.stdio === "ignore" ? "ignore" : "inherit", "inherit", "ipc"],
    });
    const standIn = Object.assign(new EventEmitter(), {
      get pid() {
        return child.pid;
      },
      stdout: null,
      stderr: null,
      postMessage: (message: unknown) => void (child.connected && child.send(message as object)),
      kill: () => child.kill("SIGKILL"),
    } satisfies Pick<Electron.UtilityProcess, "kill" | "pid" | "postMessage" | "stderr" | "stdout">);
    child.on("spawn", () => standIn.emit("spawn"));
    child.on("message", (message) => standIn.emit("message", message));
    child.on("error", () => standIn.emit("exit", 1));
    child.on("exit", (code) => standIn.emit("exit", code ?? 1));
    return standIn;
  },
};

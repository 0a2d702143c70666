import type * as Electron from "electron";
import type { PageCall } from "../browser.ts";
import { bufferBase64 } from "../buffer-base64.ts";
import { packValue, unpackValue } from "../values.ts";

type Handler = Parameters<Electron.IpcMain["handle"]>[1];
const handlers = new Map<string, Handler>();

export const standInIpcMain = {
  handle: (channel: string, handler: Handler) => {
    if (handlers.has(channel)) throw new Error(`a second handler for "${channel}"`);
    handlers.set(channel, handler);
  },
  removeHandler: (channel: string) => void handlers.delete(channel),
} satisfies Pick<Electron.IpcMain, "handle" | "removeHandler">;

/** Hand one call of the page to main's handler and send the answer back. A rejected call reaches the page without a stack. */
export async function handleCall(call: PageCall, event: Electron.IpcMainInvokeEvent): Promise<void> {
  try {
    const handler = handlers.get(call.channel);
    if (handler === undefined) throw new Error(`No handler registered for '${call.channel}'`);
    const args = unpackValue(call.args, bufferBase64) as unknown[];
    call.reply(true, packValue(await handler(event, ...args), bufferBase64));
  } catch (error) {
    call.reply(false, error instanceof Error ? error.message : "failed");
  }
}

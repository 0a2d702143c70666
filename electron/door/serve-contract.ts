import type { IpcMain, IpcMainInvokeEvent, WebContents } from "electron";
import { type Channel, contract, type Handlers } from "../../shared/ipc/contract.ts";
import { DroppedPaths } from "../../shared/ipc/import-queue.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, type Result } from "../../shared/result.ts";
import { appOrigin } from "./app-scheme.ts";
import { weigh } from "./weigh.ts";

/** Largest request or reply, in bytes as `weigh` counts them. */
export const largestRequest = 16 * 1024 * 1024;

/** Calls a page may make at once, and how many more it may make each second after that. */
export const callRate = { burst: 2_000, perSecond: 1_000 } as const;

/** What the wrapper needs from the rest of main. */
export interface Door {
  readonly ipcMain: Pick<IpcMain, "handle">;
  /** The one window's contents, or null before it is open and after it is closed. */
  readonly page: () => WebContents | null;
  readonly handlers: Handlers;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** A short random code under which an unexpected failure is noted. */
  readonly newCode: () => string;
  /** One line for the log: codes and places in our own code, never a value. */
  readonly note: (line: string) => void;
  /** Take note of files that were dropped onto the window: absolute paths, as the preload alone knows them. @returns bundles among them */
  readonly dropped: (paths: readonly string[]) => number;
  /** Parse replies too. On in every build that is not packaged. */
  readonly checkReplies: boolean;
}

/**
 * Answer the page's calls. Only the main frame of our own window, showing our own page, is heard; each request is
 * weighed, then parsed by its channel's schema. What fails comes back as a code: no path, no stack, no message.
 */
export function serveContract(door: Door): void {
  const mayCall = rateOf(door.now);
  door.ipcMain.handle("call", async (event, channel: unknown, request: unknown): Promise<Result<unknown, Problem>> => {
    if (!isOurPage(event, door.page()) || !isChannel(channel)) return refused("unknown");
    if (!mayCall() || !weigh(request, largestRequest).ok) return refused(channel);
    const parsed = contract[channel].request.safeParse(request);
    if (!parsed.success) return refused(channel);
    try {
      const handler = door.handlers[channel] as (request: unknown) => Promise<Result<unknown, Problem>>;
      const reply = await handler(parsed.data);
      if (door.checkReplies && reply.ok) contract[channel].reply.parse(reply.value);
      return reply;
    } catch (error) {
      const code = door.newCode();
      door.note(`${code} ${channel} ${placeOf(error)}`);
      return failed({ kind: "failed-inside", code });
    }
  });
  door.ipcMain.handle("dropped", async (event, paths: unknown): Promise<number> => {
    if (!isOurPage(event, door.page()) || !mayCall()) return 0;
    const parsed = DroppedPaths.safeParse(paths);
    return parsed.success ? door.dropped(parsed.data) : 0;
  });
}

function isOurPage(event: IpcMainInvokeEvent, page: WebContents | null): boolean {
  const frame = event.senderFrame;
  if (frame === null || page === null || page.isDestroyed()) return false;
  return event.sender === page && frame === page.mainFrame && frame.parent === null && frame.origin === appOrigin;
}

function isChannel(channel: unknown): channel is Channel {
  return typeof channel === "string" && Object.hasOwn(contract, channel);
}

const refused = (channel: string) => failed<Problem>({ kind: "bad-request", channel });

/** A bucket of `callRate.burst` calls that fills by `callRate.perSecond`. */
function rateOf(now: () => number): () => boolean {
  let left: number = callRate.burst;
  let last = now();
  return () => {
    const at = now();
    left = Math.min(callRate.burst, left + ((at - last) / 1000) * callRate.perSecond);
    last = at;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}

/** An error's name and the places it came through, without its message: that may quote a record. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return "not-an-error";
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  const places = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const short = places.slice(0, 6).map((line) => line.trim().replace(/\(?(?:file:\/\/)?[^\s()]*[\\/]/, ""));
  return `${error.name}${code} ${short.join(" < ")}`;
}

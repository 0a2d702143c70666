import type { Desktop } from "../../shared/ipc/contract.ts";
import { thisMinute } from "./new-ids.ts";

/** Something typed and not saved, and when it was last kept on this PC. `what` is the screen's own. */
export interface Draft<What> {
  readonly at: string; // local clock, "2026-03-02T10:42"
  readonly what: What;
}

/** Keeps what is typed on one screen, sealed on this PC, until it is saved or given up. */
export interface DraftKeeper<What> {
  /** What was kept before this screen was opened; null: nothing, or nothing that this version can read. */
  readonly read: () => Promise<Draft<What> | null>;
  /** Something was typed: it is on the disk within `most` milliseconds, however long the typing goes on. */
  readonly keep: (what: () => What) => void;
  /** It was saved, or given up. */
  readonly forget: () => void;
  /** Write at once what still waits. */
  readonly flush: () => Promise<void>;
}

/** Milliseconds from a keystroke until it is kept, at most (and the time of one small write). */
const most = 2_000;

/**
 * @param name   what it is, never whom it is about, e.g. `draft:profile:0190…`
 * @param take   a kept draft as this screen has it; null: it is none that this version can read
 * @param now    the local clock to the minute, e.g. "2026-03-02T10:42"
 */
export function keepDraft<What>(
  desktop: Desktop,
  name: string,
  take: (value: unknown) => What | null,
  now: () => string = thisMinute,
): DraftKeeper<What> {
  let latest: (() => What) | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let onDisk = false; // as far as this screen knows
  let writing: Promise<unknown> = Promise.resolve();
  const write = (value: string | null): Promise<unknown> => {
    writing = writing.then(() => desktop.call("kept.write", { name, value }));
    return writing;
  };
  const flush = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const what = latest;
    latest = null;
    if (what !== null) {
      const value = JSON.stringify({ at: now(), what: what() } satisfies Draft<What>);
      // What is too long to be kept is not kept by halves: what was kept before stays.
      if (value.length <= longest) {
        onDisk = true;
        await write(value);
      }
    }
    await writing;
  };
  return {
    read: async () => {
      const kept = await desktop.call("kept.read", { name });
      if (!kept.ok || kept.value.value === null) return null;
      onDisk = true;
      return draftFrom(parsed(kept.value.value), take);
    },
    keep: (what) => {
      latest = what;
      timer ??= setTimeout(() => void flush(), most);
    },
    forget: () => {
      if (timer !== null) clearTimeout(timer);
      [timer, latest] = [null, null];
      if (onDisk) void write(null);
      onDisk = false;
    },
    flush,
  };
}

const longest = 1_000_000; // characters, as the contract has it

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function draftFrom<What>(value: unknown, take: (value: unknown) => What | null): Draft<What> | null {
  if (typeof value !== "object" || value === null || !("at" in value) || !("what" in value)) return null;
  const what = take(value.what);
  return what === null || typeof value.at !== "string" ? null : { at: value.at, what };
}

import { readFileSync } from "node:fs";
import { processesOf } from "./memory.ts";

/** How long a process's first thread, a page's own, was ready to run and had no core, looked at every few milliseconds. */
export interface CoreWaits {
  /** ms of it between two moments (µs of the system's clock), and until the next look; null where the system does not tell. */
  between(pid: number, from: number, to: number): number | null;
}

/** @param main  of the program whose pages are watched */
export function watchCoreWaits(main: number) {
  const pages = new Map(processesOf(main, "renderer").map((pid) => [pid, [] as Look[]]));
  const look = () => {
    for (const [pid, looks] of pages) {
      const waited = waitedSoFar(pid);
      if (waited !== null) looks.push({ at: Number(process.hrtime.bigint() / 1000n), waited });
    }
  };
  look();
  const timer = setInterval(look, 5);
  return {
    stop: (): CoreWaits => {
      clearInterval(timer);
      look();
      return {
        between: (pid, from, to) => {
          const looks = pages.get(pid) ?? [];
          const before = looks[firstAfter(looks, from) - 1];
          const after = looks[firstAfter(looks, to)];
          return before === undefined || after === undefined ? null : after.waited - before.waited;
        },
      };
    },
  };
}

interface Look {
  readonly at: number; // µs of the system's clock
  readonly waited: number; // ms since the thread began
}

/** Place of the first look after a moment: there are some ten thousand looks a minute, and as many tasks ask. */
function firstAfter(looks: readonly Look[], moment: number): number {
  let [low, high] = [0, looks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (looks[middle]!.at > moment) high = middle;
    else low = middle + 1;
  }
  return low;
}

function waitedSoFar(pid: number): number | null {
  try {
    const waited = readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[1];
    return Number(waited) / 1e6;
  } catch {
    return null; // another system, or the page is gone
  }
}

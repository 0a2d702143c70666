import { readdirSync, readFileSync } from "node:fs";

/** Bytes of memory another process holds; 0 where it has ended, or where the system does not tell. */
export const residentOf = (pid: number | null): number =>
  pid === null ? 0 : Number(/VmRSS:\s+(\d+) kB/.exec(statusOf(pid))?.[1] ?? 0) * 1024;

/** The most memory that each kind of process below one held, looked at five times a second. */
export function watchProcesses(main: number) {
  const peak: Record<string, number> = {};
  const look = () => {
    const now: Record<string, number> = {};
    for (const pid of familyOf(main)) {
      const kind = pid === main ? "main" : kindOf(pid);
      now[kind] = Math.max(now[kind] ?? 0, residentOf(pid));
    }
    for (const [kind, bytes] of Object.entries(now)) peak[kind] = Math.max(peak[kind] ?? 0, bytes);
  };
  const timer = setInterval(look, 200);
  return {
    stop: (): Readonly<Record<string, number>> => {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}

/** The processes of one kind below one. */
export const processesOf = (main: number, kind: string): readonly number[] =>
  familyOf(main).filter((pid) => pid !== main && kindOf(pid) === kind);

/** A process and all that it and they have started. */
function familyOf(main: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc"))
    if (/^\d+$/.test(name)) parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(statusOf(Number(name)))?.[1] ?? 0));
  const isOurs = (pid: number): boolean => pid === main || (parents.has(pid) && isOurs(parents.get(pid)!));
  return [...parents.keys()].filter((pid) => isOurs(pid));
}

/** What a process is for, as its own command line says. */
function kindOf(pid: number): string {
  const words = textOf(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
  const type = /--type=([a-z-]+)/.exec(words)?.[1];
  return type ?? /(\w[\w-]*)-process\.js/.exec(words)?.[1] ?? "other";
}

const statusOf = (pid: number): string => textOf(`/proc/${pid}/status`);

/** "" where the process has ended, or where the system does not tell. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

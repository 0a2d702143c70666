import type { Files, Machine, OpenFile } from "../../../electron/machine.ts";

/** Which calls fail, counted over all file calls from `arm` on. */
export interface Fault {
  readonly nth: number; // 1: the next call
  readonly code: string; // an errno name
  /** Every later call fails as well. */
  readonly sticky: boolean;
}

export interface FaultyMachine extends Machine {
  arm(fault: Fault): void;
  disarm(): void;
  /** File calls since the last `arm`. */
  calls(): number;
  /** The names of the calls that failed, in order. */
  failed(): readonly string[];
}

/** A machine some of whose file calls fail as told. A failed write has written nothing, or, on a full disk, a part. */
export function faultyMachine(machine: Machine): FaultyMachine {
  let [armed, calls, failed]: [Fault | null, number, string[]] = [null, 0, []];
  const strikes = (name: string): boolean => {
    calls += 1;
    if (armed === null || (armed.sticky ? calls < armed.nth : calls !== armed.nth)) return false;
    failed.push(name);
    return true;
  };
  const error = () => Object.assign(new Error(`${armed?.code}: made by a test`), { code: armed?.code });
  const file = (inner: OpenFile): OpenFile => ({
    ...watched(inner),
    write: async (bytes, at) => {
      if (!strikes("write")) return inner.write(bytes, at);
      if (armed?.code === "ENOSPC" && bytes.byteLength > 1)
        await inner.write(bytes.subarray(0, Math.floor(bytes.byteLength / 2)), at);
      throw error();
    },
    close: async () => {
      await inner.close();
      if (strikes("close")) throw error();
    },
  });
  function watched<Calls extends object>(inner: Calls): Calls {
    return new Proxy(inner, {
      get: (all, name, self) => {
        const call: unknown = Reflect.get(all, name, self);
        if (typeof call !== "function") return call;
        return async (...given: unknown[]) => {
          if (strikes(String(name))) throw error();
          return Reflect.apply(call, all, given);
        };
      },
    });
  }
  const files: Files = watched(machine.files);
  return {
    ...machine,
    files: { ...files, open: async (path, as) => file(await files.open(path, as)) },
    arm: (fault) => {
      [armed, calls, failed] = [fault, 0, []];
    },
    disarm: () => {
      armed = null;
    },
    calls: () => calls,
    failed: () => failed,
  };
}

import { join } from "node:path";
import type { Machine, OpenFile } from "./machine.ts";

/** Largest log; beyond it the file becomes `main.old.log`, in place of the one before. */
export const longestLog = 5 * 1024 * 1024; // bytes

/** Notes for whoever is called when something failed inside: a code, a channel, places in our own code. Never a value. */
export interface Log {
  /** Returns at once; notes reach the file one after the other. What cannot be written is dropped: a log must break nothing. */
  note(line: string): void;
  /** When every note so far is written or dropped. */
  settled(): Promise<void>;
}

/** The log in `folder/main.log`. Each line begins with the computer's clock as it stood. */
export function openLog({ files, clock }: Machine, folder: string): Log {
  const path = join(folder, "main.log");
  let written: Promise<void> = Promise.resolve();

  const append = async (line: string) => {
    await files.mkdir(folder);
    const found = await files.stat(path);
    if (found !== null && found.bytes > longestLog) await files.rename(path, join(folder, "main.old.log"));
    const file = await files.open(path, found !== null && found.bytes <= longestLog ? "change" : "create");
    try {
      await writeAtEnd(file, Buffer.from(`${clock.note()} ${line}\n`));
    } finally {
      await file.close();
    }
  };

  return {
    note: (line) => {
      written = written.then(() => append(line)).catch(() => undefined);
    },
    settled: () => written,
  };
}

async function writeAtEnd(file: OpenFile, bytes: Uint8Array): Promise<void> {
  let at = await file.bytes();
  for (let left = bytes; left.byteLength > 0; ) {
    const count = await file.write(left, at);
    if (count === 0) return;
    at += count;
    left = left.subarray(count);
  }
}

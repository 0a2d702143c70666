import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { longestLog, openLog } from "../../../electron/log.ts";
import { type Machine, realMachine } from "../../../electron/machine.ts";

describe("the log", () => {
  let folder = "";
  const machine: Machine = {
    ...realMachine(),
    clock: { ...realMachine().clock, note: () => "2025-07-01T08:30:00+07:00" },
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "so-can-bo-log-"));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const read = (name = "main.log") => readFile(join(folder, "logs", name), "utf8");

  it("keeps notes in their order, over several starts", async () => {
    for (const lines of [["0badc0de one", "0badc0df two"], ["0badc0e0 three"]]) {
      const log = openLog(machine, join(folder, "logs"));
      for (const line of lines) log.note(line);
      await log.settled();
    }
    expect((await read()).split("\n")).toEqual([
      "2025-07-01T08:30:00+07:00 0badc0de one",
      "2025-07-01T08:30:00+07:00 0badc0df two",
      "2025-07-01T08:30:00+07:00 0badc0e0 three",
      "",
    ]);
  });

  it("begins anew beyond its length, and keeps the one before", async () => {
    const log = openLog(machine, join(folder, "logs"));
    log.note("first");
    await log.settled();
    await truncate(join(folder, "logs/main.log"), longestLog + 1);
    log.note("second");
    log.note("third");
    await log.settled();
    expect(await read()).toBe("2025-07-01T08:30:00+07:00 second\n2025-07-01T08:30:00+07:00 third\n");
    expect((await read("main.old.log")).length).toBe(longestLog + 1);
  });

  it("breaks nothing where it cannot be written", async () => {
    await writeFile(join(folder, "logs"), "a file where the folder should be");
    const log = openLog(machine, join(folder, "logs"));
    log.note("lost");
    await expect(log.settled()).resolves.toBeUndefined();
  });
});

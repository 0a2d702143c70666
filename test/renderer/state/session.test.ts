import { describe, expect, it } from "vitest";
import { ledgerStretches, openOffice } from "../../../renderer/services/open-office.ts";
import { createSession } from "../../../renderer/state/session.ts";
import type { Desktop } from "../../../shared/ipc/contract.ts";
import type { AppStatus } from "../../../shared/ipc/office.ts";
import { failed, ok } from "../../../shared/result.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";
import { testOffice } from "./test-office.ts";

const seed = suiteSeed(29);

const status = (phase: AppStatus["phase"]): AppStatus => ({
  phase,
  clerks: [],
  officeName: "Huyện ủy Đô Lương",
  version: "0.1.0",
  runtime: "test",
  readOnly: null,
});

/** Main that answers two channels and nothing else. */
const desktopAt = (phase: AppStatus["phase"]): Desktop => ({
  call: async (channel) => {
    if (channel === "app.status") return ok(status(phase)) as never;
    if (channel === "office.lock") return ok({}) as never;
    return failed({ kind: "failed-inside", code: channel });
  },
});

describe("what the window shows", () => {
  it("is the form for a new office, or the lock, as main says", async () => {
    for (const [phase, name] of [
      ["new", "new"],
      ["locked", "locked"],
      ["open", "locked"], // a reloaded page has lost its key
    ] as const) {
      const useSession = createSession({ desktop: desktopAt(phase), openOffice: () => Promise.reject(new Error()) });
      expect(useSession.getState().phase.name).toBe("asking");
      await useSession.getState().begin();
      expect(useSession.getState().phase.name).toBe(name);
    }
  });

  it("shows how far the opening has come, then the office, then the lock again", async () => {
    const { office } = await testOffice(seed);
    const seen: string[] = [];
    const useSession = createSession({
      desktop: desktopAt("locked"),
      openOffice: (opened, progress) =>
        openOffice(
          office.desktop,
          async (_, __, report) => {
            report({ step: "rebuilding", done: 3, total: 10 });
            return office.data;
          },
          opened,
          progress,
        ),
    });
    useSession.subscribe(({ phase }) =>
      seen.push(phase.name === "opening" ? `opening ${phase.progress?.done ?? ""}`.trim() : phase.name),
    );
    await useSession.getState().enter(office.opened);
    await useSession.getState().lock();
    expect(seen).toEqual(["opening", "opening 3", "open", "asking", "locked"]);
  });

  it("says that the program is broken, with a line to pass on, when the working copy cannot be opened", async () => {
    const { office } = await testOffice(seed);
    const useSession = createSession({
      desktop: desktopAt("locked"),
      openOffice: () => Promise.reject(new Error("ledger.read: store-damaged")),
    });
    await useSession.getState().enter(office.opened);
    expect(useSession.getState().phase).toEqual({ name: "broken", line: "Error: ledger.read: store-damaged" });
  });

  it("tells the working copy why the ledger could not be read", async () => {
    await expect(ledgerStretches(desktopAt("locked")).read(0, 1000)).rejects.toThrow("ledger.read: failed-inside");
    await expect(ledgerStretches(desktopAt("locked")).at([1])).rejects.toThrow("ledger.at: failed-inside");
  });
});

import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { makeOfficeCore } from "../../../renderer/data/core.ts";
import type { OfficeData } from "../../../renderer/data/office-data.ts";
import type { Office } from "../../../renderer/services/office.ts";
import type { ActionLine } from "../../../shared/exchange/entry.ts";
import { type Channel, contract, type Desktop } from "../../../shared/ipc/contract.ts";
import type { Problem } from "../../../shared/problem.ts";
import { failed, ok } from "../../../shared/result.ts";
import { importEntry, testLedger } from "../data/office-fixture.ts";

export interface TestOffice {
  readonly office: Office;
  /** Channels called so far, in order. */
  readonly calls: readonly Channel[];
  /** Documents kept beside the ledger, by name. */
  readonly kept: ReadonlyMap<string, string>;
  /** The next calls of a channel fail with this problem; null: they work again. */
  readonly fail: (channel: Channel, problem: Problem | null) => void;
  /** Take another office's actions, as after the import of its bundle. */
  readonly receive: (feed: string, officeName: string, lines: readonly ActionLine[]) => Promise<void>;
  /** Hold back every answer of `take` until released. */
  readonly holdTake: () => () => void;
}

/**
 * An office over the real working copy. Only main is stood in for, at the edge of the contract: each request passes the
 * contract's own parser, and the ledger is one in memory.
 */
export async function testOffice(seed: number): Promise<TestOffice> {
  const ledger = testLedger(seed);
  const calls: Channel[] = [];
  const failing = new Map<Channel, Problem>();
  const kept = new Map<string, string>();
  const answers: { readonly [C in Channel]?: (request: never) => unknown } = {
    "ledger.append": (draft: Parameters<typeof ledger.act>[0]) => ledger.act(draft),
    "ledger.access": ({ record, why }: { record: string; why: "shown" | "printed" }) =>
      ledger.append({ entry: "access", record, clerk: "c1", at: "2026-03-02T08:15", why }).head,
    "kept.read": ({ name }: { name: string }) => ({ value: kept.get(name) ?? null }),
    "kept.write": ({ name, value }: { name: string; value: string | null }) => {
      if (value === null) kept.delete(name);
      else kept.set(name, value);
      return {};
    },
    "app.status": () => ({ phase: "open", officeName: "", version: "0.1.0", runtime: "test", readOnly: null }),
  };
  const desktop: Desktop = {
    call: async (channel, request) => {
      calls.push(channel);
      const parsed = contract[channel].request.safeParse(request);
      if (!parsed.success) return failed({ kind: "bad-request", channel });
      const problem = failing.get(channel);
      if (problem !== undefined) return failed(problem);
      const answer = answers[channel];
      if (answer === undefined) throw new Error(`the test office has no answer for ${channel}`);
      return ok(answer(parsed.data as never)) as never;
    },
  };

  const listeners = new Set<() => void>();
  let version = 1;
  const moved = (): void => {
    version += 1;
    for (const listener of listeners) listener();
  };
  const core = await makeOfficeCore({
    opened: ledger.opened(),
    ledger: ledger.source,
    source: { indexedDB: new IDBFactory(), IDBKeyRange },
    today: () => "2026-03-02",
    progress: () => {},
    recounted: moved,
  });
  let gate: Promise<void> = Promise.resolve();
  const data: OfficeData = {
    ...core,
    version: () => version,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    take: async (entry, head) => {
      await gate;
      await core.take(entry, head);
      moved();
    },
  };
  return {
    office: { opened: ledger.opened(), desktop, data },
    calls,
    kept,
    fail: (channel, problem) => {
      if (problem === null) failing.delete(channel);
      else failing.set(channel, problem);
    },
    receive: async (feed, officeName, lines) => {
      const { entry, head } = ledger.append(importEntry(feed, officeName, lines));
      await data.take(entry, head);
    },
    holdTake: () => {
      let release = (): void => {};
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
  };
}

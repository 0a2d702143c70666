import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { makeOfficeCore, type OfficeCore } from "../../../renderer/data/core.ts";
import type { OfficeData } from "../../../renderer/data/office-data.ts";
import type { Office } from "../../../renderer/services/office.ts";
import { Draft } from "../../../shared/change/change.ts";
import type { AnyRecord } from "../../../shared/domain/record-kinds.ts";
import { type Channel, contract, type Desktop, type RequestOf } from "../../../shared/ipc/contract.ts";
import type { Problem } from "../../../shared/problem.ts";
import { failed, ok } from "../../../shared/result.ts";
import { making, type TestLedger, testLedger } from "../data/office-fixture.ts";

/** An open office: the real records, in memory, over a ledger in memory. Only the door to main is the test's. */
export interface OfficeAtWork {
  readonly office: Office;
  readonly ledger: TestLedger;
  readonly core: OfficeCore;
  /** Every call that reached main, oldest first. */
  readonly calls: readonly { readonly channel: Channel; readonly request: unknown }[];
  /** What main answers on a channel from now on; `ledger.append` goes to the ledger unless told otherwise. */
  readonly answers: Map<Channel, unknown>;
  readonly refuse: (channel: Channel, problem: Problem) => void;
}

export async function officeAtWork(seed: number, records: readonly AnyRecord[]): Promise<OfficeAtWork> {
  const ledger = testLedger(seed);
  if (records.length > 0) ledger.act({ changes: records.map(making) });
  const opened = ledger.opened();
  const core = await makeOfficeCore({
    opened,
    ledger: ledger.source,
    source: { indexedDB: new IDBFactory(), IDBKeyRange },
    today: () => "2026-03-02",
    progress: () => {},
    recounted: () => {},
  });
  const data: OfficeData = {
    ...core,
    version: () => core.head().position,
    subscribe: () => () => {},
    take: async (entry, head) => {
      await core.take(entry, head);
    },
  };
  const calls: { channel: Channel; request: unknown }[] = [];
  const answers = new Map<Channel, unknown>([
    ["kept.read", { value: null }],
    ["kept.write", {}],
  ]);
  const refused = new Map<Channel, Problem>();
  const desktop: Desktop = {
    call: async <C extends Channel>(channel: C, asked: RequestOf<C>) => {
      const request = contract[channel].request.parse(asked); // main parses every request
      calls.push({ channel, request });
      const problem = refused.get(channel);
      if (problem !== undefined) return failed(problem);
      if (channel === "ledger.append" && !answers.has(channel)) {
        const { entry, head } = ledger.act(Draft.parse(request));
        return ok({ entry, head }) as never;
      }
      return ok(answers.get(channel)) as never;
    },
  };
  return {
    office: { opened, desktop, data },
    ledger,
    core,
    calls,
    answers,
    refuse: (channel, problem) => refused.set(channel, problem),
  };
}

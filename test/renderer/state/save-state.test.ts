import { describe, expect, it } from "vitest";
import { createSaveState, watchSaves } from "../../../renderer/state/save-state.ts";
import type { Action, Change } from "../../../shared/change/change.ts";
import { encodeLine } from "../../../shared/change/line.ts";
import type { Desktop } from "../../../shared/ipc/contract.ts";

const confirmation = "confirmation:0192a0b0-1234-7000-8000-000000000003";
const actionWith = (fields: Change["fields"]): Action => ({
  feed: "doluong-k3f7",
  number: 7,
  clerk: "c1",
  at: "2026-11-22T08:14",
  purpose: "person.edit",
  reason: "",
  audience: [],
  changes: [
    { record: "person:0192a0b0-1234-7000-8000-000000000001", fields: { note: { saw: [], to: '"confirmation:' } } },
    { record: confirmation, fields },
  ],
});

/** What the header says once main has answered with that action. */
async function headerAfter(action: Action) {
  const { feed, number } = action;
  const entry = { entry: "action" as const, action: { feed, number, line: encodeLine(action) } };
  const main = {
    call: async () => ({ ok: true, value: { head: { position: 1, tag: "" }, entry } }),
  } as unknown as Desktop;
  const useSaveState = createSaveState();
  await watchSaves(main, useSaveState, () => "10:42").call("ledger.append", {} as never);
  return useSaveState.getState();
}

describe("what the header says of a save", () => {
  it("is that it waits, where it asks for a second clerk", async () => {
    const asking = actionWith({ asks: { saw: [], to: "c1" } });
    expect(await headerAfter(asking)).toMatchObject({ saving: 0, savedAt: "10:42", waits: true, problem: null });
  });

  it("is that it is saved, where it answers such an action or only speaks of one", async () => {
    const answer = actionWith({ answer: { saw: ["doluong-k3f7:6"], to: { confirmed: true } } });
    expect(await headerAfter(answer)).toMatchObject({ waits: false });
    const [note] = answer.changes;
    expect(await headerAfter({ ...answer, changes: [note!] })).toMatchObject({ waits: false });
  });
});

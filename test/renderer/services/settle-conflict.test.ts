import { describe, expect, it } from "vitest";
import { type Settlement, settleConflict } from "../../../renderer/services/settle-conflict.ts";
import { chosenValue, complaintAbout } from "../../../renderer/state/desk.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { idsOf, importEntry, lineOf, secondPc, somePerson } from "../data/office-fixture.ts";
import { officeAtWork } from "./office-at-work.ts";

const seed = suiteSeed(611);

/** One person whose telephone two offices wrote differently. */
async function aConflict() {
  const random = seeded(seed);
  const person = somePerson(random, idsOf(random)("person"));
  const at = await officeAtWork(seed, [person]);
  const first = (await at.core.held(person.id))!.first;
  const write = (to: string, saw = [first]) => ({ record: person.id as RecordId, fields: { phone: { saw, to } } });
  const ours = at.ledger.act({ changes: [write("0911")] });
  await at.core.take(ours.entry, ours.head);
  const theirs = at.ledger.append(importEntry(secondPc, "Huyện ủy Đô Lương", [lineOf(secondPc, 1, [write("0922")])]));
  await at.core.take(theirs.entry, theirs.head);
  const [conflict] = await at.core.conflicts();
  if (conflict === undefined) throw new Error("no conflict to settle");
  const settlement: Settlement = {
    record: conflict.record,
    personId: conflict.personId,
    field: conflict.field,
    seen: conflict.heads.map(({ by }) => by),
    to: "0922",
    reason: "theo lý lịch gốc",
  };
  return { ...at, conflict, settlement, write, first };
}

describe(`settling a conflict, seed ${seed}`, () => {
  it("records one action that saw every write, and the desk is empty", async () => {
    const { office, core, calls, settlement } = await aConflict();
    const saved = await settleConflict(office, settlement);
    expect(saved.ok && saved.value !== "moved").toBe(true);
    if (saved.ok && saved.value !== "moved") await saved.value.shown;
    expect(await core.conflicts()).toEqual([]);
    expect((await core.person(settlement.record as RecordId<"person">))?.phone).toBe("0922");
    const drafts = calls.filter(({ channel }) => channel === "ledger.append").map(({ request }) => request);
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({
      purpose: "conflict.settle",
      reason: "theo lý lịch gốc",
      audience: [],
    });
    core.close();
  });

  it("saves nothing when a write came in that the person has not seen", async () => {
    const { office, core, calls, settlement, ledger, write } = await aConflict();
    const late = ledger.append(
      importEntry("doluong-aaaa", "Huyện ủy Đô Lương", [lineOf("doluong-aaaa", 1, [write("0933")])]),
    );
    await core.take(late.entry, late.head);
    expect(await settleConflict(office, settlement)).toEqual({ ok: true, value: "moved" });
    expect(calls).toEqual([]);
    expect((await core.conflicts())[0]?.heads).toHaveLength(3);
    core.close();
  });

  it("goes red on a settlement that saw only one of the writes: the control", async () => {
    const { core, ledger, settlement } = await aConflict();
    const half = ledger.act({
      changes: [{ record: settlement.record, fields: { phone: { saw: [settlement.seen[0]!], to: "0922" } } }],
      purpose: "conflict.settle",
    });
    await core.take(half.entry, half.head);
    // Equal values never conflict, so a value apart from both shows that one write is still unseen.
    const wrong = ledger.act({
      changes: [{ record: settlement.record, fields: { phone: { saw: [settlement.seen[0]!], to: "0944" } } }],
      purpose: "conflict.settle",
    });
    await core.take(wrong.entry, wrong.head);
    expect((await core.conflicts()).length).toBe(1);
    core.close();
  });

  it("asks for a choice, a value that fits the field, and a reason", async () => {
    const { core, conflict } = await aConflict();
    const choice = { pick: null, other: "", reason: "", complaint: null, saving: false, moved: false } as const;
    expect(complaintAbout(conflict, choice)).toBe("choice");
    expect(complaintAbout(conflict, { ...choice, pick: 0 })).toBe("reason");
    expect(complaintAbout(conflict, { ...choice, pick: 0, reason: "đúng" })).toBeNull();
    expect(complaintAbout(conflict, { ...choice, pick: "other", other: "9".repeat(41), reason: "đúng" })).toBe("value");
    expect(chosenValue(conflict, { ...choice, pick: "other", other: "  To\u0302 9 " })).toBe("Tô 9");
    core.close();
  });
});

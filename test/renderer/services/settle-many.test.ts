import { describe, expect, it } from "vitest";
import { lastTogether, reopenMany, type Settled, settleMany } from "../../../renderer/services/settle-many.ts";
import type { ActionRef, Draft } from "../../../shared/change/change.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import { anAssignment, aPerson, numbered } from "../../fixtures/records.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";
import { importEntry, lineOf, making, otherFeed, ownFeed } from "../data/office-fixture.ts";
import { officeAtWork } from "./office-at-work.ts";

const seed = suiteSeed(612);
const third = "quychau-aaaa";
const names = new Map([
  [otherFeed, "Huyện ủy Thanh Chương"],
  [third, "Huyện ủy Quỳ Châu"],
]);

/** Posts in files of two offices, some written differently here and elsewhere, some by two offices elsewhere. */
async function manyConflicts() {
  const custodians = ["doluong", "thanhchuong"];
  const people = Array.from({ length: 12 }, (_, n) => aPerson(n + 1, { custodian: custodians[n % 2]! }));
  const posts = people.map((_, n) => anAssignment(n + 1, n + 1));
  const at = await officeAtWork(seed, []);
  const first = `${ownFeed}:1`;
  const write = (n: number, to: string, field = "title", saw: readonly ActionRef[] = [first]) => ({
    record: numbered("assignment", n) as RecordId,
    fields: { [field]: { saw, to } },
  });
  const taken = async ({ entry, head }: ReturnType<typeof at.ledger.append>) => {
    await at.core.take(entry, head);
  };
  const act = (changes: Draft["changes"]) => taken(at.ledger.act({ changes }));
  // All three are a province's offices: each may write posts in the files of the others (CM-16).
  for (const office of ["doluong", "thanhchuong", "quychau"]) {
    const peer = { office, name: "", level: "province" as const, feed: "", signingKey: "", recipientKey: "" };
    await taken(at.ledger.append({ entry: "peer", peer, at: "" }));
  }
  await act([...people, ...posts].map(making));
  const arrive = async (feed: string, number: number, changes: Draft["changes"]) => {
    const { entry, head } = at.ledger.append(importEntry(feed, names.get(feed) ?? "", [lineOf(feed, number, changes)]));
    await at.core.take(entry, head);
  };
  const upTo = (last: number, to: string, field?: string) =>
    Array.from({ length: last }, (_, n) => write(n + 1, to, field));
  await act(upTo(8, "here"));
  await arrive(otherFeed, 1, [...upTo(8, "there"), ...Array.from({ length: 4 }, (_, n) => write(n + 9, "there"))]);
  await arrive(third, 1, [write(9, "third"), write(10, "third"), write(11, "third"), write(12, "third")]);
  await act([write(1, "Xóm 1", "unitText")]);
  await arrive(otherFeed, 2, [write(1, "Xóm 2", "unitText")]);
  const choose = async (): Promise<readonly Settled[]> =>
    (await at.core.conflicts()).map((conflict) => ({
      conflict,
      to: conflict.heads.find(({ officeId }) => officeId === "thanhchuong")!.to,
    }));
  return { ...at, choose, arrive, write };
}

describe(`settling many conflicts together, seed ${seed}`, () => {
  it("puts files of different keepers, and what rests on other feeds, into different actions", async () => {
    const { office, core, calls, choose } = await manyConflicts();
    const chosen = await choose();
    expect(chosen).toHaveLength(13);
    const { together, moved, problem } = await settleMany(office, chosen, "theo đề án");
    expect([together.conflicts, moved, problem]).toEqual([13, 0, null]);
    const drafts = calls.flatMap(({ channel, request }) => (channel === "ledger.append" ? [request as Draft] : []));
    const told = drafts.map(({ audience, changes }) => ({
      audience: audience.join(),
      people: changes.length,
      feeds: [...new Set(changes.flatMap(({ fields }) => Object.values(fields).flatMap(({ saw }) => saw)))]
        .map((ref) => ref.split(":")[0])
        .filter((feed, at, all) => all.indexOf(feed) === at)
        .toSorted((a, b) => a!.localeCompare(b!))
        .join(),
    }));
    expect(told.toSorted((a, b) => b.people - a.people || (a.audience < b.audience ? -1 : 1))).toEqual([
      { audience: "", people: 4, feeds: `${ownFeed},${otherFeed}` },
      { audience: "thanhchuong", people: 4, feeds: `${ownFeed},${otherFeed}` },
      { audience: "", people: 2, feeds: `${third},${otherFeed}` },
      { audience: "thanhchuong", people: 2, feeds: `${third},${otherFeed}` },
    ]);
    // A person's two fields stand in one change, for an action says a record once.
    expect(drafts.some(({ changes }) => changes.some(({ fields }) => Object.keys(fields).length === 2))).toBe(true);
    expect(drafts.every(({ purpose, reason }) => purpose === "conflict.settle" && reason === "theo đề án")).toBe(true);
    expect(await core.conflicts()).toEqual([]);
    core.close();
  });

  it("leaves what was written to since it was shown, and settles the others", async () => {
    const { office, core, choose, arrive, write } = await manyConflicts();
    const chosen = await choose();
    await arrive(third, 2, [write(3, "late")]);
    const { together, moved } = await settleMany(office, chosen, "theo đề án");
    expect([together.conflicts, moved]).toEqual([12, 1]);
    const [left, ...others] = await core.conflicts();
    expect([left?.record, left?.heads.length, others.length]).toEqual([numbered("assignment", 3), 3, 0]);
    core.close();
  });

  it("goes red where it would settle unseen writes: the control", async () => {
    const { office, core, choose, arrive, write } = await manyConflicts();
    const chosen = await choose();
    await arrive(third, 2, [write(3, "late")]);
    // Told that it saw what stands there now, it settles over a value that nobody has looked at.
    const now = await core.conflicts();
    const blind = chosen.map(({ conflict, to }) => {
      const heads = now.find(({ record, field }) => record === conflict.record && field === conflict.field)!.heads;
      return { conflict: { ...conflict, heads }, to };
    });
    expect((await settleMany(office, blind, "theo đề án")).moved).toBe(0);
    expect(await core.conflicts()).toEqual([]);
    core.close();
  });

  it("says what was saved before a problem, and takes that back", async () => {
    const { office, core, choose, ledger } = await manyConflicts();
    const chosen = await choose();
    const before = await core.conflicts();
    let left = 2;
    const failing = {
      ...office,
      desktop: {
        call: (channel: never, request: never) => {
          if (channel === "ledger.append" && left-- <= 0)
            return Promise.resolve({ ok: false, problem: { kind: "disk-full" } });
          return office.desktop.call(channel, request);
        },
      } as never,
    };
    const { together, problem } = await settleMany(failing, chosen, "theo đề án");
    expect(problem).toEqual({ kind: "disk-full" });
    expect(together.refs).toHaveLength(2);
    expect((await core.conflicts()).length).toBe(13 - together.conflicts);
    const reopened = await reopenMany(office, together);
    expect(reopened).toEqual({ ok: true, value: { conflicts: together.conflicts, kept: 0 } });
    const facts = (all: typeof before) =>
      all.map(({ record, field, heads, before: was, unitId, custodian }) => ({
        at: [record, field, was, unitId, custodian],
        heads: heads.map((head) => ({ ...head, by: "" })).toSorted((a, b) => (a.origin < b.origin ? -1 : 1)),
      }));
    expect(facts(await core.conflicts())).toEqual(facts(before));
    expect(ledger.entries.length).toBeGreaterThan(0);
    core.close();
  });

  it("keeps for taking back what was settled last, and nothing that it cannot read", async () => {
    const { office, core, choose, answers, calls } = await manyConflicts();
    expect(await lastTogether(office)).toBeNull();
    const { together } = await settleMany(office, await choose(), "theo đề án");
    const kept = calls.findLast(({ channel }) => channel === "kept.write")?.request as { name: string; value: string };
    expect(kept.name).not.toMatch(/person/);
    answers.set("kept.read", { value: kept.value });
    expect(await lastTogether(office)).toEqual(together);
    for (const value of ["{", '{"refs":["not a place"],"conflicts":1,"reason":""}']) {
      answers.set("kept.read", { value });
      expect(await lastTogether(office)).toBeNull();
    }
    core.close();
  });
});

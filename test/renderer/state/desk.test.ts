import { describe, expect, it } from "vitest";
import { createDesk } from "../../../renderer/state/desk.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import { anAssignment, aPerson, numbered } from "../../fixtures/records.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";
import { importEntry, lineOf, making, otherFeed, ownFeed } from "../data/office-fixture.ts";
import { officeAtWork } from "../services/office-at-work.ts";

const seed = suiteSeed(617);

/** A post that two provinces' offices wrote differently, in a file of `keeper`, on the desk of a district. */
async function settledIn(keeper: "doluong" | "thanhchuong") {
  const { office, core, ledger } = await officeAtWork(seed, []);
  const take = async ({ entry, head }: ReturnType<typeof ledger.append>) => core.take(entry, head);
  const made = [aPerson(1, { custodian: keeper }), anAssignment(1, 1)].map(making);
  await take(
    keeper === "doluong"
      ? ledger.act({ changes: made })
      : ledger.append(importEntry(otherFeed, keeper, [lineOf(otherFeed, 1, made)])),
  );
  const first = `${keeper === "doluong" ? ownFeed : otherFeed}:1`;
  for (const name of ["nghean", "hatinh"]) {
    const feed = `${name}-aaaa`;
    const peer = { office: name, name, level: "province" as const, feed, signingKey: "", recipientKey: "" };
    await take(ledger.append({ entry: "peer", peer, at: "" }));
    const change = {
      record: numbered("assignment", 1) as RecordId,
      fields: { title: { saw: [first], to: `theo ${name}` } },
    };
    await take(ledger.append(importEntry(feed, name, [lineOf(feed, 1, [change])])));
  }
  const useDesk = createDesk(office);
  await useDesk.getState().load();
  const [conflict] = useDesk.getState().conflicts ?? [];
  if (conflict === undefined) throw new Error("nothing lies on the desk");
  expect(useDesk.getState().settled).toBeNull();
  useDesk.getState().choose(conflict, { pick: 0, reason: "theo quyết định 12" });
  await useDesk.getState().settle(conflict);
  const { settled, conflicts } = useDesk.getState();
  const proposals = await core.proposals();
  core.close();
  return { settled, left: conflicts?.length, proposals: proposals.length };
}

describe(`what is said of a settlement, seed ${seed}`, () => {
  it("is a decision in a file that this office keeps", async () => {
    expect(await settledIn("doluong")).toEqual({ settled: "recorded", left: 0, proposals: 0 });
  });

  it("is a proposal in a file that another office keeps: the values stand as they stood, and it lies there as one", async () => {
    expect(await settledIn("thanhchuong")).toEqual({ settled: "proposed", left: 1, proposals: 1 });
  });
});

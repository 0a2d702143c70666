import { describe, expect, it } from "vitest";
import { settleProposal } from "../../../renderer/services/settle-proposal.ts";
import { compareText } from "../../../shared/domain/compare-text.ts";
import type { Json, RecordId } from "../../../shared/domain/primitives.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { blank, idsOf, importEntry, lineOf, making, otherFeed, somePerson } from "../data/office-fixture.ts";
import { officeAtWork } from "./office-at-work.ts";

const seed = suiteSeed(723);

/** One file of ours in which another office proposes a telephone, and a reward that is not there. */
async function proposed() {
  const random = seeded(seed);
  const ids = idsOf(random);
  const person = { ...somePerson(random, ids("person")), phone: "0911" };
  const at = await officeAtWork(seed, [person]);
  const first = (await at.core.held(person.id))!.first;
  const reward = blank("reward", { id: ids("reward"), personId: person.id, decisionText: "12-QĐ/TU" });
  const receive = async (number: number, fields: Record<string, { saw: readonly string[]; to: Json }>) => {
    const changes = [{ record: person.id as RecordId, fields }, ...(number === 1 ? [making(reward)] : [])];
    const came = at.ledger.append(
      importEntry(otherFeed, "Huyện ủy Thanh Chương", [lineOf(otherFeed, number, changes)]),
    );
    await at.core.take(came.entry, came.head);
  };
  await receive(1, { phone: { saw: [first], to: "0922" } });
  return { ...at, person, reward, first, receive };
}

describe(`deciding on what another office proposes, seed ${seed}`, () => {
  it("changes nothing before the decision, and says who proposes what", async () => {
    const { core, person, reward } = await proposed();
    expect((await core.person(person.id))?.phone).toBe("0911");
    expect(await core.held(reward.id)).toBeNull();
    expect(await core.conflicts()).toEqual([]);
    const [phone, medal] = await core.proposals();
    expect([phone, medal].map((each) => each?.office)).toEqual(["Huyện ủy Thanh Chương", "Huyện ủy Thanh Chương"]);
    const byRecord = (await core.proposals()).toSorted((one, other) => (one.record < other.record ? -1 : 1));
    expect(byRecord).toMatchObject([
      { isNew: false, isOurs: true, isOwn: false, fields: [{ field: "phone", present: "0911", to: "0922" }] },
      { isNew: true, isOurs: true, personName: person.birthName },
    ]);
    const found = await core.findings();
    expect(await core.countOnDesk()).toBe(2 + found.length);
    core.close();
  });

  it("adopts: the value and the new row stand, and nothing is left to decide", async () => {
    const { office, core, person, reward, calls } = await proposed();
    for (const proposal of await core.proposals()) {
      const saved = await settleProposal(office, proposal, { adopt: true, reason: "" });
      if (saved.ok && saved.value !== "moved") await saved.value.shown;
    }
    expect((await core.person(person.id))?.phone).toBe("0922");
    expect((await core.held(reward.id))?.values).toMatchObject({ decisionText: "12-QĐ/TU", personId: person.id });
    expect(await core.proposals()).toEqual([]);
    const told = calls.filter(({ channel }) => channel === "ledger.append").map(({ request }) => request);
    expect(told).toMatchObject([{ audience: ["thanhchuong"] }, { audience: ["thanhchuong"] }]);
    core.close();
  });

  it("declines: the file stays as it was, the refused row is kept as withdrawn, the words of both stay in the history", async () => {
    const { office, core, person, reward } = await proposed();
    for (const proposal of await core.proposals()) {
      const saved = await settleProposal(office, proposal, { adopt: false, reason: "theo hồ sơ gốc" });
      if (saved.ok && saved.value !== "moved") await saved.value.shown;
    }
    expect((await core.person(person.id))?.phone).toBe("0911");
    expect((await core.held(reward.id))?.values).toMatchObject({ withdrawn: true });
    expect(await core.proposals()).toEqual([]);
    const said = (await core.history(person.id)).flatMap(({ field, to }) =>
      field === "phone" && typeof to === "string" ? [to] : [],
    );
    expect(said.toSorted(compareText)).toEqual(["0911", "0911", "0922"]);
    core.close();
  });

  it("saves nothing on a proposal that its office has replaced meanwhile", async () => {
    const { office, core, calls, receive } = await proposed();
    const old = (await core.proposals()).find(({ isNew }) => !isNew)!;
    await receive(2, { phone: { saw: [`${otherFeed}:1`], to: "0933" } });
    expect(await settleProposal(office, old, { adopt: true, reason: "" })).toEqual({ ok: true, value: "moved" });
    expect(calls).toEqual([]);
    const open = (await core.proposals()).filter(({ isNew }) => !isNew);
    expect(open.map(({ fields }) => fields[0]?.to)).toEqual(["0933"]);
    core.close();
  });

  it("goes red on a decision that did not see the proposal: the control", async () => {
    const { core, ledger, person, first } = await proposed();
    const blind = ledger.act({ changes: [{ record: person.id, fields: { phone: { saw: [first], to: "0922" } } }] });
    await core.take(blind.entry, blind.head);
    expect((await core.proposals()).some(({ isNew }) => !isNew)).toBe(true);
    core.close();
  });
});

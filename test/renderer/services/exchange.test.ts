import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareFingerprints, digitsOf, fingerprintLength, inFives } from "../../../renderer/services/enrol.ts";
import {
  acceptBundle,
  nextStep,
  openBundle,
  type PeerStanding,
  standingOf,
  totalOf,
} from "../../../renderer/services/exchange.ts";
import { printPage } from "../../../renderer/services/print.ts";
import { createExchange } from "../../../renderer/state/exchange.ts";
import type { Preview } from "../../../shared/ipc/preview.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { idsOf, importEntry, lineOf, making, ownFeed, secondPc, somePerson } from "../data/office-fixture.ts";
import { officeAtWork } from "./office-at-work.ts";

const seed = suiteSeed(612);
const standings = fc.record({
  sentUpTo: fc.nat(500),
  confirmedUpTo: fc.nat(500),
  receiptDue: fc.boolean(),
});

type Standing = ReturnType<typeof standingOf>;
const closes = (standing: (peer: Pick<PeerStanding, "sentUpTo" | "confirmedUpTo">, last: number) => Standing) =>
  fc.property(standings, fc.nat(500), (peer, last) => {
    const { confirmed, unconfirmed, unsent } = standing(peer, last);
    expect(confirmed + unconfirmed + unsent).toBe(last);
    expect(Math.min(confirmed, unconfirmed, unsent)).toBeGreaterThanOrEqual(0);
  });

describe(`where the exchange stands, seed ${seed}`, () => {
  it("adds up to every own action, whatever receipts say", () => {
    fc.assert(closes(standingOf), { seed, numRuns: 500 });
  });

  it("goes red for a count that trusts the two numbers as they are: the control", () => {
    const naive = (peer: Pick<PeerStanding, "sentUpTo" | "confirmedUpTo">, last: number): Standing => ({
      confirmed: peer.confirmedUpTo,
      unconfirmed: peer.sentUpTo - peer.confirmedUpTo,
      unsent: last - peer.sentUpTo,
    });
    expect(() => fc.assert(closes(naive), { seed, numRuns: 500 })).toThrow(/Property failed/);
  });

  it("says the most pressing step: a receipt we owe, then what was never sent, then waiting", () => {
    const step = (sentUpTo: number, confirmedUpTo: number, receiptDue: boolean, registryDue = false) =>
      nextStep({ sentUpTo, confirmedUpTo, receiptDue, registryDue }, 10);
    expect(step(5, 5, true)).toBe("send-receipt");
    expect(step(5, 5, false)).toBe("send");
    expect(step(10, 5, false)).toBe("await-receipt");
    expect(step(10, 10, false)).toBe("nothing");
    expect(step(10, 10, false, true)).toBe("send-registry");
    expect(step(10, 5, false, true)).toBe("await-receipt");
  });
});

describe("a fingerprint", () => {
  it("is read group by group, and says which groups differ", () => {
    const sheet = "09549 91241 95430 95729 05357 47892";
    expect(inFives(sheet)).toHaveLength(6);
    expect(digitsOf(sheet)).toHaveLength(fingerprintLength);
    const compared = compareFingerprints("09549-91241-95930 957290535747892", sheet);
    expect(compared.map(({ same }) => same)).toEqual([true, true, false, true, true, true]);
    expect(compareFingerprints("0954", sheet).map(({ same }) => same)).toEqual(Array(6).fill(false));
  });
});

async function aBundle() {
  const random = seeded(seed);
  const person = somePerson(random, idsOf(random)("person"));
  const at = await officeAtWork(seed, [person]);
  const first = (await at.core.held(person.id))!.first;
  const ours = at.ledger.act({ changes: [{ record: person.id, fields: { phone: { saw: [first], to: "0911" } } }] });
  await at.core.take(ours.entry, ours.head);
  const line = lineOf(secondPc, 1, [{ record: person.id, fields: { phone: { saw: [first], to: "0922" } } }]);
  const entry = importEntry(secondPc, "Huyện ủy Đô Lương", [line]);
  if (entry.entry !== "import") throw new Error("not an import");
  const sender = {
    office: "thanhchuong",
    name: "Huyện ủy Đô Lương",
    level: "district",
    feed: secondPc,
    signingKey: "",
    recipientKey: "",
  } as const;
  const receipt = {
    by: "thanhchuong",
    feed: ownFeed,
    upTo: 1,
    head: "0".repeat(64),
    serial: 1,
    sum: { applied: 1, waiting: 0, held: 0, refused: 0 },
  };
  const preview: Preview = {
    token: "t",
    fileName: "thanhchuong.zip.age",
    header: entry.header,
    sender,
    fresh: 1,
    lines: [line],
    long: null,
    alreadyHeld: 0,
    receipts: [receipt],
    following: [],
  };
  at.answers.set("bundle.open", preview);
  return { ...at, entry, person };
}

describe(`a bundle that comes in, seed ${seed}`, () => {
  it("shows what it would change and changes nothing; taking it changes just that", async () => {
    const { office, core, answers, ledger, entry, person } = await aBundle();
    const before = await core.stateHash();
    const opened = await openBundle(office.desktop, office.data);
    if (!opened.ok || opened.value === null) throw new Error("not opened");
    const { plan } = opened.value;
    expect(plan.groups).toMatchObject([{ kind: "person", created: 0, conflicts: 1, people: 1 }]);
    expect(await core.arrivingPeople(0, 0, 10)).toMatchObject([{ id: person.id }]);
    expect(plan.applied + plan.waiting + plan.held + plan.refused).toBe(plan.actions);
    expect(await core.stateHash()).toBe(before);

    const taken = ledger.append(entry);
    answers.set("bundle.accept", { heads: [taken.head], sum: entry.sum });
    const accepted = await acceptBundle(office.desktop, office.data, opened.value);
    if (!accepted.ok) throw new Error(accepted.problem.kind);
    await accepted.value.shown;
    expect(totalOf(accepted.value.sum)).toBe(1);
    expect(await core.conflicts()).toHaveLength(1);
    core.close();
  });

  it("leaves the records as they are when main refuses it", async () => {
    const { office, core, refuse } = await aBundle();
    const opened = await openBundle(office.desktop, office.data);
    if (!opened.ok || opened.value === null) throw new Error("not opened");
    const before = await core.stateHash();
    refuse("bundle.accept", { kind: "staging-gone" });
    expect(await acceptBundle(office.desktop, office.data, opened.value)).toEqual({
      ok: false,
      problem: { kind: "staging-gone" },
    });
    expect(await core.stateHash()).toBe(before);
    core.close();
  });

  it("goes through the screen's steps: preview, taken, receipt due, conflicts named", async () => {
    const { office, core, answers, ledger, entry } = await aBundle();
    const useExchange = createExchange(office);
    answers.set("exchange.overview", {
      own: null,
      fingerprint: "",
      lastAction: 2,
      peers: [],
      waiting: [],
      forks: [],
      left: [],
    });
    await useExchange.getState().receive({ token: "q", index: 0 });
    expect(useExchange.getState().arrival?.preview.lines).toHaveLength(1);
    const taken = ledger.append(entry);
    answers.set("bundle.accept", { heads: [taken.head], sum: entry.sum });
    await useExchange.getState().accept();
    expect(useExchange.getState()).toMatchObject({
      arrival: null,
      busy: null,
      received: { what: "taken", conflicts: 1, confirmedUpTo: 1 },
    });
    core.close();
  });

  it("brings names of a group a stretch at a time, and only while it stands open", async () => {
    const { office, core, answers } = await aBundle();
    const random = seeded(seed + 1);
    const ids = idsOf(random);
    const crowd = Array.from({ length: 450 }, () => somePerson(random, ids("person")));
    const lines = [lineOf(secondPc, 1, crowd.map(making))];
    answers.set("bundle.open", { ...(answers.get("bundle.open") as Preview), lines });
    const useExchange = createExchange(office);
    const { receive, showNames, hideNames } = useExchange.getState();
    const shown = () =>
      useExchange
        .getState()
        .arriving.get(0)
        ?.map(({ id }) => id);
    await receive({ token: "q", index: 0 });
    const { plan } = useExchange.getState().arrival!;
    expect(plan.groups).toMatchObject([{ kind: "person", created: 450, people: 450 }]);
    expect(JSON.stringify(plan)).not.toContain(crowd[0]!.id); // what crosses for the preview names nobody
    expect(shown()).toBeUndefined();
    await showNames(0);
    expect(shown()).toHaveLength(200);
    await Promise.all([showNames(0), showNames(0)]); // pressed twice
    expect(shown()).toHaveLength(400);
    await showNames(0);
    expect(new Set(shown())).toEqual(new Set(crowd.map(({ id }) => id)));
    hideNames(0);
    expect(shown()).toBeUndefined();
    await showNames(0);
    await receive({ token: "q", index: 0 });
    expect(shown()).toBeUndefined(); // another preview begins closed
    core.close();
  });

  it("keeps both digit strings on screen when they differ, until other digits are typed", async () => {
    const { office, core, answers, refuse } = await aBundle();
    const useExchange = createExchange(office);
    answers.set("enrol.open", { token: "t", peer: { office: "thanhchuong", name: "Huyện ủy Đô Lương" } });
    await useExchange.getState().openEnrolment();
    useExchange.getState().typeDigits("12345");
    refuse("enrol.admit", { kind: "fingerprint-differs", typed: "12345", found: "54321" });
    await useExchange.getState().admit();
    expect(useExchange.getState().enrolling?.differs).toEqual({ typed: "12345", found: "54321" });
    useExchange.getState().typeDigits("1 23 45");
    expect(useExchange.getState().enrolling?.differs).not.toBeNull();
    useExchange.getState().typeDigits("1 23 46");
    expect(useExchange.getState().enrolling?.differs).toBeNull();
    core.close();
  });
});

describe("a paper with protected fields", () => {
  it("is noted before it is printed, and is not printed when the note is refused", async () => {
    const { office, core, calls, answers, refuse } = await aBundle();
    answers.set("page.print", null);
    const shows = "protected:01890000-0000-7000-8000-000000000001";
    const job = { suggestedName: "so-yeu-ly-lich-2c", landscape: false, shows } as const;
    expect(await printPage(office.desktop, job)).toEqual({ ok: true, value: null });
    expect(calls.map(({ channel }) => channel)).toEqual(["ledger.access", "page.print"]);
    expect(calls[0]?.request).toEqual({ record: shows, why: "printed" });
    refuse("ledger.access", { kind: "disk-full" });
    expect(await printPage(office.desktop, job)).toEqual({ ok: false, problem: { kind: "disk-full" } });
    expect(calls.filter(({ channel }) => channel === "page.print")).toHaveLength(1);
    core.close();
  });
});

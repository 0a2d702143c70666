import { describe, expect, it } from "vitest";
import { readContents } from "../../electron/exchange/read-contents.ts";
import { failed } from "../../shared/result.ts";
import { hashOf } from "../shared/change/examine.ts";
import { unpackHere } from "./exchange/offices.ts";
import {
  copyOf,
  decide,
  handIn,
  introduce,
  kindOfProblem,
  type MemoryOffice,
  memoryOffice,
  overviewOf,
  type Parcel,
  pack,
  stateOf,
  takeAside,
  write,
} from "./memory-office.ts";

/** A bundle that is whole and comes at the wrong moment: before another, for a later program, or from a second PC. */
const person = (n: number) => `person:01234567-89ab-7cde-8f01-${String(n).padStart(12, "0")}`;

async function twoOffices(seed: number) {
  const district = await memoryOffice(seed, "doluong", "district");
  const province = await memoryOffice(seed + 100, "nghean", "province");
  await introduce(district, province);
  return { district, province };
}

async function writeSome(office: MemoryOffice, from: number, count: number): Promise<void> {
  for (let n = from; n < from + count; n += 1) await write(office, person(n), `Người ${n}`);
}

/** Pack, and have the receipt for it come back, so that the next bundle begins behind it. */
async function confirmed(from: MemoryOffice, to: MemoryOffice): Promise<Parcel> {
  const parcel = (await pack(from, to.own.office))!;
  await handIn(to, parcel);
  await handIn(from, (await pack(to, from.own.office))!);
  return parcel;
}

const toldTo = ({ book }: MemoryOffice, office: string) =>
  [...book.told].find(([feed]) => feed.startsWith(`${office}-`))?.[1];
const peerOf = (office: MemoryOffice, peer: string) =>
  overviewOf(office).peers.find((each) => each.peer.office === peer)!;

describe("a bundle before which one is missing", () => {
  /** A province that was put back to where it stood after the first bundle: the district thinks that it holds two. */
  async function restored() {
    const { district, province } = await twoOffices(1);
    await writeSome(district, 1, 3);
    await confirmed(district, province);
    const older = await copyOf(province);
    await writeSome(district, 4, 2);
    const lost = await confirmed(district, province);
    await writeSome(district, 6, 4);
    const third = (await pack(district, "nghean"))!;
    expect([third.from, third.to]).toEqual([6, 9]);
    return { district, province: older, lost, third };
  }

  it("is kept whole and sealed, changes nothing, and is shown with the numbers that are missing", async () => {
    const { province, third } = await restored();
    const before = hashOf(stateOf(province));
    expect(await handIn(province, third)).toEqual({
      ok: false,
      problem: { kind: "bundle-out-of-turn", expected: 4, found: 6 },
    });
    expect(hashOf(stateOf(province))).toBe(before);
    const [waiting, ...none] = overviewOf(province).waiting;
    expect(waiting).toMatchObject({ office: "doluong", from: 6, to: 9, standing: { state: "gap", from: 4, to: 5 } });
    expect(none).toEqual([]);
    expect([...province.disk.asides.values()].map((bytes) => bytes.equals(third.bundle))).toEqual([true]);
    await handIn(province, third); // once more from the stick
    expect(overviewOf(province).waiting).toHaveLength(1);
  });

  it("has its sender told by a receipt what to send again; what comes then brings both in, and the receipts agree", async () => {
    const { district, province, third } = await restored();
    await handIn(province, third);
    expect(peerOf(province, "doluong").receiptDue).toBe(true);
    expect(peerOf(district, "nghean").confirmedUpTo).toBe(5);
    await pack(province, "doluong"); // lost; its running number is one that the district knows
    await handIn(province, third);
    expect(peerOf(province, "doluong").receiptDue).toBe(true); // whoever sends again has not seen it
    const told = (await pack(province, "doluong"))!;
    expect(kindOfProblem(await handIn(district, told))).toBe("taken");
    expect(toldTo(district, "nghean")?.receipt.missing).toEqual({ from: 4, to: 5 });
    expect(peerOf(district, "nghean").confirmedUpTo).toBe(3);
    const again = (await pack(district, "nghean"))!;
    expect([again.from, again.to]).toEqual([4, 9]);
    expect(kindOfProblem(await handIn(province, again))).toBe("taken");
    expect(overviewOf(province).waiting).toEqual([]);
    expect(province.disk.asides.size).toBe(0);
    expect(hashOf(stateOf(province))).toBe(hashOf(stateOf(district)));
    await handIn(district, (await pack(province, "doluong"))!);
    expect(peerOf(district, "nghean").confirmedUpTo).toBe(9);
  });

  it("goes by itself, in the same preview, when the missing one is found on another stick", async () => {
    const { district, province, lost, third } = await restored();
    await handIn(province, third);
    const taken = await handIn(province, lost);
    expect(taken.ok && taken.value.map(({ sum }) => sum.applied)).toEqual([2, 4]);
    expect(overviewOf(province).waiting).toEqual([]);
    expect(province.disk.asides.size).toBe(0);
    expect(hashOf(stateOf(province))).toBe(hashOf(stateOf(district)));
  });

  it("waits through a restart", async () => {
    const { district, province, lost, third } = await restored();
    await handIn(province, third);
    const restarted = await copyOf(province);
    expect(overviewOf(restarted)).toEqual(overviewOf(province));
    await handIn(restarted, lost);
    expect(hashOf(stateOf(restarted))).toBe(hashOf(stateOf(district)));
  });

  it("waits with at most eleven others of its feed", async () => {
    const { district, province } = await restored();
    const kinds: string[] = [];
    for (let n = 10; n < 24; n += 1) {
      await writeSome(district, n, 1);
      kinds.push(kindOfProblem(await handIn(province, (await pack(district, "nghean"))!)));
    }
    expect(kinds.filter((kind) => kind === "bundle-out-of-turn")).toHaveLength(12);
    expect(kinds.filter((kind) => kind === "asides-full")).toHaveLength(2);
    expect(province.disk.asides.size).toBe(12);
  });
});

describe("a bundle that needs a later program", () => {
  it("is kept, and is taken by the program that can read it", async () => {
    const { district, province } = await twoOffices(2);
    await writeSome(district, 1, 3);
    const parcel = (await pack(district, "nghean"))!;
    const tooOld = unpackHere(undefined, () => failed({ kind: "bundle-newer", needs: "3.2.0" }));
    expect(await handIn(province, parcel, tooOld)).toEqual({
      ok: false,
      problem: { kind: "bundle-newer", needs: "3.2.0" },
    });
    const [waiting] = overviewOf(province).waiting;
    expect(waiting?.standing).toEqual({ state: "newer", needs: "3.2.0" });
    await handIn(district, (await pack(province, "doluong"))!);
    expect(toldTo(district, "nghean")?.receipt).toMatchObject({ upTo: 0, needs: "3.2.0" });

    const updated = await copyOf(province);
    expect(overviewOf(updated, "3.2.0").waiting[0]?.standing).toEqual({ state: "ready" });
    const stillOld = await takeAside(updated, waiting?.bundle ?? "", tooOld, "3.1.0"); // an update that is not enough
    expect(stillOld).toMatchObject({ problem: { kind: "bundle-newer" } });
    expect(overviewOf(updated, "3.1.0").waiting[0]?.standing).toEqual({ state: "newer", needs: "3.2.0" });
    const taken = await takeAside(updated, waiting?.bundle ?? "", unpackHere(undefined, readContents), "3.2.0");
    expect(taken.ok && taken.value[0].sum.applied).toBe(3);
    expect(overviewOf(updated, "3.2.0").waiting).toEqual([]);
  });
});

describe("two PCs that write under one feed", () => {
  /** A district whose PC was cloned after two actions; the province holds the first one's branch up to four. */
  async function cloned() {
    const { district, province } = await twoOffices(3);
    await writeSome(district, 1, 2);
    const clone = await copyOf(district);
    await writeSome(district, 3, 2);
    await write(clone, person(50), "Bản của máy chép");
    await handIn(province, (await pack(district, "nghean"))!);
    const theirs = (await pack(clone, "nghean"))!;
    return { district, clone, province, theirs };
  }

  it("freeze the feed at the fork: both heads are named, the branch is kept, the other office is told", async () => {
    const { district, clone, province, theirs } = await cloned();
    const before = hashOf(stateOf(province));
    const feed = district.own.feed;
    const heads = [district.book.feeds.get(feed)!.heads[2], clone.book.feeds.get(feed)!.heads[2]];
    expect(await handIn(province, theirs)).toEqual({
      ok: false,
      problem: { kind: "bundle-forked", at: 3, ours: heads[0], theirs: heads[1] },
    });
    const { forks, waiting } = overviewOf(province);
    expect(forks).toMatchObject([{ office: "doluong", feed, at: 3, heads, heldUpTo: 4, decision: null }]);
    expect(waiting.map(({ standing }) => standing.state)).toEqual(["fork"]);
    expect(province.disk.asides.size).toBe(1);

    await writeSome(district, 5, 1); // the branch that is held goes on, and waits
    const next = (await pack(district, "nghean"))!;
    expect(await handIn(province, next)).toEqual({ ok: false, problem: { kind: "bundle-frozen", at: 3 } });
    expect(
      overviewOf(province)
        .waiting.map(({ standing }) => standing.state)
        .toSorted(),
    ).toEqual(["fork", "frozen"]);
    expect(hashOf(stateOf(province))).toBe(before);

    const receipt = (await pack(province, "doluong"))!;
    for (const [which, differs] of [
      [district, null],
      [clone, "beyond-ours"],
    ] as const) {
      expect(kindOfProblem(await handIn(which, receipt))).toBe("taken");
      expect(toldTo(which, "nghean")).toMatchObject({ differs, receipt: { fork: { at: 3, heads } } });
    }
  });

  it("a decision for the branch that is held lets it go on; the other PC's bundles are known again", async () => {
    const { district, clone, province, theirs } = await cloned();
    await handIn(province, theirs);
    await writeSome(district, 5, 1);
    const next = (await pack(district, "nghean"))!;
    await handIn(province, next);
    expect((await decide(province, district.own.feed, "held")).ok).toBe(true);
    expect((await decide(province, district.own.feed, "other")).ok).toBe(false); // once
    const ready = overviewOf(province).waiting.find(({ standing }) => standing.state === "ready");
    const taken = await takeAside(province, ready?.bundle ?? "");
    expect(taken.ok && taken.value[0].sum.applied).toBe(1);
    expect(hashOf(stateOf(province))).toBe(hashOf(stateOf(district)));
    expect(kindOfProblem(await handIn(province, theirs))).toBe("bundle-of-lost-branch");
    await write(clone, person(51), "Thêm của máy chép");
    expect(kindOfProblem(await handIn(province, (await pack(clone, "nghean"))!))).toBe("bundle-of-lost-branch");
    await handIn(clone, (await pack(province, "doluong"))!);
    expect(toldTo(clone, "nghean")?.receipt.fork?.keeps).toBe("held");
    expect(overviewOf(await copyOf(province))).toEqual(overviewOf(province));
  });

  it("a third branch under a feed that was decided about is a new fork", async () => {
    const { district, province, theirs } = await cloned();
    await handIn(province, theirs);
    await decide(province, district.own.feed, "held");
    const third = await memoryOffice(3, "doluong", "district"); // the same keys, another life
    await introduce(third, province);
    await writeSome(third, 70, 2);
    expect(kindOfProblem(await handIn(province, (await pack(third, "nghean"))!))).toBe("bundle-forked");
    expect(overviewOf(province).forks[0]).toMatchObject({ at: 1, decision: null });
  });

  it("a decision for the other PC ends the feed here: what was taken stays, nothing more is", async () => {
    const { district, province, theirs } = await cloned();
    await handIn(province, theirs);
    const before = hashOf(stateOf(province));
    await decide(province, district.own.feed, "other");
    await writeSome(district, 5, 1);
    expect(await handIn(province, (await pack(district, "nghean"))!)).toEqual({
      ok: false,
      problem: { kind: "feed-closed", at: 4 },
    });
    expect(hashOf(stateOf(province))).toBe(before);
  });

  it("found only when what waited meets what was missing, freeze the feed all the same", async () => {
    const { district, province } = await twoOffices(4);
    await writeSome(district, 1, 2);
    await confirmed(district, province);
    const older = await copyOf(province);
    const clone = await copyOf(district);
    await writeSome(district, 3, 2);
    const branch = (await pack(district, "nghean"))!;
    await writeSome(clone, 30, 2);
    await confirmed(clone, province);
    await writeSome(clone, 32, 1);
    const beyond = (await pack(clone, "nghean"))!;
    expect(kindOfProblem(await handIn(older, beyond))).toBe("bundle-out-of-turn");
    expect(kindOfProblem(await handIn(older, branch))).toBe("taken");
    expect(overviewOf(older).forks).toMatchObject([{ at: 4, decision: null }]);
    expect(overviewOf(older).waiting.map(({ standing }) => standing.state)).toEqual(["fork"]);
  });
});

describe("a receipt that was lost", () => {
  it("is owed again when the same bundle comes again, and when its actions come in another one", async () => {
    const { district, province } = await twoOffices(5);
    await writeSome(district, 1, 2);
    const first = (await pack(district, "nghean"))!;
    await handIn(province, first);
    await pack(province, "doluong"); // never arrives
    expect(await pack(province, "doluong")).toBeNull();
    expect(kindOfProblem(await handIn(province, first))).toBe("bundle-already-taken");
    expect(await pack(province, "doluong")).not.toBeNull(); // never arrives either
    await handIn(province, (await pack(district, "nghean"))!);
    await handIn(district, (await pack(province, "doluong"))!);
    expect(peerOf(district, "nghean").confirmedUpTo).toBe(2);
    expect(await pack(district, "nghean")).toBeNull(); // nobody thanks for thanks
    expect(await pack(province, "doluong")).toBeNull();
  });
});

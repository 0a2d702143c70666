import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkBundle } from "../../../electron/bundles/receive-bundle.ts";
import { openBundle, packBundle } from "../../../renderer/services/exchange.ts";
import { takeQueued } from "../../../renderer/services/import-queue.ts";
import type { Change } from "../../../shared/change/change.ts";
import type { Json, RecordId } from "../../../shared/domain/primitives.ts";
import {
  handIn,
  introduce,
  kindOfProblem,
  memoryOffice,
  overviewOf,
  pack,
  stickWith,
  write,
} from "../memory-office.ts";
import { enrol, given, packFor, pageOf, type Seat, save, takeSeat } from "../seats.ts";

const person = (n: number): RecordId<"person"> => `person:0192a0b0-1234-7000-8000-${String(n).padStart(12, "0")}`;
const change = (record: RecordId, saw: string[], values: Record<string, Json>): Change => ({
  record,
  fields: Object.fromEntries(Object.entries(values).map(([field, to]) => [field, { saw, to }])),
});

describe("an import that changes much", () => {
  let folder: string;
  let [district, province]: Seat[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "guards-"));
    [district, province] = [
      await takeSeat(folder, "doluong", "district"),
      await takeSeat(folder, "tinhuy", "province"),
    ];
    await enrol(district, province, folder);
  });
  afterEach(async () => {
    await district!.close();
    await province!.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Ten files of the district, taken by the province, and `edits` of them changed since, in a queue of one bundle. */
  async function queueOf(edits: number) {
    const [from, to] = [district!, province!];
    const feed = from.opened.feed;
    await save(from, {
      purpose: "person.create",
      changes: Array.from({ length: 10 }, (_, n) =>
        change(person(n), [], { custodian: "doluong", birthName: `Người ${n}` }),
      ),
    });
    const page = await pageOf(to);
    const first = await packFor(from, "tinhuy", folder);
    to.path = first.path;
    const opened = given(await openBundle(page.desktop, page.data));
    expect(opened?.plan.weight).toEqual({ changed: 0, records: 0, held: 0 }); // all is new
    given(await to.handlers["bundle.accept"]({ token: opened!.preview.token, weight: opened!.plan.weight }));
    const all = Array.from({ length: edits }, (_, n) => change(person(n), [`${feed}:1`], { birthName: `Đổi ${n}` }));
    if (edits > 0) await save(from, { purpose: "person.edit", changes: all });
    const later = await packFor(from, "tinhuy", folder);
    to.path = later.path;
    const queue = given(await to.handlers["queue.choose"]({ from: "files" }));
    return { page: await pageOf(to), token: queue?.token ?? "" };
  }

  it("waits in the queue for a person, changes nothing, and is taken with a reason that the ledger keeps", async () => {
    const { page, token } = await queueOf(3);
    const before = await page.core.stateHash();
    const { became } = given(await takeQueued(page.desktop, page.data, token, 0));
    expect(became).toEqual({ became: "asks", weight: { changed: 3, records: 10, held: 0 } });
    expect(await page.core.stateHash()).toBe(before);

    const { preview, plan } = given(await openBundle(page.desktop, page.data, { token, index: 0 }))!;
    const changed = await page.core.arrivingPeople(0, 0, 10);
    expect(changed.map(({ name }) => name)).toEqual(["Đổi 0", "Đổi 1", "Đổi 2"]);
    expect(plan.groups).toMatchObject([{ people: 3 }]);
    const unasked = { token: preview.token, weight: plan.weight };
    expect(await province!.handlers["bundle.accept"](unasked)).toEqual({
      ok: false,
      problem: { kind: "needs-agreement", changed: 3, records: 10, held: 0 },
    });
    const reason = "Đã gọi hỏi, đúng là đợt rà soát tên";
    const { heads } = given(await province!.handlers["bundle.accept"]({ ...unasked, reason }));
    const positions = heads.map(({ position }) => position);
    const { entries } = given(await province!.handlers["ledger.at"]({ positions }));
    expect(entries[0]?.entry).toMatchObject({ entry: "import", agreed: { ...plan.weight, reason, clerk: "c1" } });
    page.core.close();
  });

  it("goes through by itself where it changes a fifth: the control", async () => {
    const { page, token } = await queueOf(2);
    const { became } = given(await takeQueued(page.desktop, page.data, token, 0));
    expect(became).toMatchObject({ became: "taken", sum: { applied: 1 } });
    page.core.close();
  });

  it("is counted with what is only proposed, in the queue as in the preview, and the receipt names it", async () => {
    const { page, token } = await queueOf(0);
    given(await takeQueued(page.desktop, page.data, token, 0));
    const feed = district!.opened.feed;
    await save(province!, {
      purpose: "person.edit",
      audience: ["doluong"],
      changes: [change(person(1), [`${feed}:1`], { birthName: "Tên khác" })],
    });
    const bundle = await packFor(province!, "doluong", folder);
    district!.path = bundle.path;
    const queue = given(await district!.handlers["queue.choose"]({ from: "files" }))!;
    const here = await pageOf(district!);
    const { became, shown } = given(await takeQueued(here.desktop, here.data, queue.token, 0));
    await shown;
    expect(became).toMatchObject({ became: "taken", sum: { applied: 0, waiting: 0, held: 1, refused: 0 } });

    district!.path = folder;
    given(await packBundle(here.desktop, here.data, "tinhuy", null, "folder"));
    const names = (await readdir(folder)).filter((name) => /^doluong.*\.age$/u.test(name));
    const dated = await Promise.all(
      names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
    );
    province!.path = join(folder, dated.toSorted((a, b) => a.at - b.at).at(-1)!.name);
    const receipt = given(await province!.handlers["bundle.open"]({}))?.receipts[0];
    expect(receipt).toMatchObject({
      unsettled: [{ number: 1, state: "held", why: "not-entitled" }],
      counts: { waiting: 0, held: 1, refused: 0 },
    });
    page.core.close();
    here.core.close();
  });
});

describe("a feed that left too much lying here", () => {
  const two = async () => {
    const [from, to] = [await memoryOffice(1, "doluong", "district"), await memoryOffice(2, "tinhuy", "province")];
    await introduce(from, to);
    await write(from, person(1), "A");
    return { from, to, parcel: (await pack(from, "tinhuy"))! };
  };

  it("has its bundles stay unopened above 10,000 actions without effect, and is opened at 10,000", async () => {
    const { from, to, parcel } = await two();
    let opened = 0;
    const unpacker = {
      warm: () => undefined,
      close: () => undefined,
      read: () => Promise.reject(new Error(`opened ${++opened}`)),
      readExtract: () => Promise.reject(new Error(`opened ${++opened}`)),
    };
    const lying = (actions: number) => [{ feed: from.own.feed, actions }];
    const files = { bundle: parcel, unpacker };
    expect(await opening(to, files, lying(10_001))).toBe("feed-flooded");
    expect(opened).toBe(0);
    await opening(to, files, lying(10_000)).catch(() => undefined);
    expect(opened).toBe(1);
    await opening(to, files, [{ feed: "another-abcd", actions: 10_001 }]).catch(() => undefined);
    expect(opened).toBe(2);
  });

  it("has no more than 1 GB kept aside of it, and the bundle that is missing still goes in", async () => {
    const { from, to, parcel } = await two();
    expect(kindOfProblem(await handIn(to, parcel))).toBe("taken");
    await write(from, person(2), "B");
    const missing = (await pack(from, "tinhuy"))!;
    from.book.confirmed.set(to.own.feed, receiptUpTo(from, 2));
    await write(from, person(3), "C");
    const early = (await pack(from, "tinhuy"))!;
    expect(kindOfProblem(await handIn(to, early))).toBe("bundle-out-of-turn");
    const kept = [...to.book.asides.kept.values()][0]!;
    to.book.asides.kept.set(kept.aside.bundle, { ...kept, aside: { ...kept.aside, bytes: 1024 ** 3 } });
    await write(from, person(4), "D");
    const more = (await pack(from, "tinhuy"))!;
    expect(kindOfProblem(await handIn(to, more))).toBe("asides-too-large");
    expect(overviewOf(to).waiting).toHaveLength(1);
    expect(kindOfProblem(await handIn(to, missing))).toBe("taken");
  });
});

const receiptUpTo = (from: Awaited<ReturnType<typeof memoryOffice>>, upTo: number) => ({
  by: "tinhuy",
  feed: from.own.feed,
  upTo,
  head: from.book.feeds.get(from.own.feed)!.heads[upTo - 1]!,
  serial: 1,
  sum: { applied: upTo, waiting: 0, held: 0, refused: 0 },
});

async function opening(
  to: Awaited<ReturnType<typeof memoryOffice>>,
  { bundle, unpacker }: { bundle: Parameters<typeof handIn>[1]; unpacker: Parameters<typeof handIn>[2] & object },
  lying: { feed: string; actions: number }[],
): Promise<string> {
  const machine = stickWith(to, bundle);
  const answer = await checkBundle(
    { ...to, machine },
    { unpacker, program: "0.1.0" },
    join("stick", bundle.name),
    lying,
  );
  return kindOfProblem(answer);
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ActionRef } from "../../../shared/change/change.ts";
import { recordDigestText } from "../../../shared/change/state-hash.ts";
import { carry, enrol, given, light, passphrase, recordsAt, type Seat, save, takeSeat } from "../seats.ts";
import { handOver, makeRoots, openEdition, overviewOf, person, publish, registryOf } from "../trust.ts";

/** What stood under a feed that was left, and others answered: runs with seeds 20270083 and 20270518 of the simulator, made small. */
let folder: string;
let province: Seat;
let second: Seat; // the province's second PC
let district: Seat;
let beside: Seat; // the district's second PC
let keys: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gone-"));
  province = await takeSeat(folder, "nghean", "province");
  second = await takeSeat(folder, "nghean", "province");
  district = await takeSeat(folder, "doluong", "district");
  beside = await takeSeat(folder, "doluong", "district");
  for (const [one, other] of [
    [province, second],
    [district, province],
    [district, second],
    [district, beside],
    [beside, province],
  ] as const)
    await enrol(one, other, folder);
  keys = (await makeRoots(province, folder)).slice(0, 2);
  await publish(province, keys);
  const edition = await handOver(province, folder);
  for (const seat of [second, district, beside]) {
    given(await openEdition(seat, edition));
    given(await seat.handlers["registry.admit"]({ digits: (await registryOf(province)).held?.rootDigits ?? "" }));
  }
}, 60_000);
afterAll(async () => {
  for (const seat of [province, second, district, beside]) await seat.close();
  await rm(folder, { recursive: true });
});

const unlock = async (seat: Seat) => given(await seat.handlers["office.unlock"]({ secret: passphrase }));
const waitingAt = async (seat: Seat, gone: readonly ActionRef[] = []) =>
  (await recordsAt(seat, gone)).waiting.map(({ feed, number }) => `${feed}:${number}`);
const shownAt = async (seat: Seat) => Array.from((await recordsAt(seat)).records.all(), recordDigestText).toSorted();
const answer = (file: ReturnType<typeof person>, saw: ActionRef, phone: string) => ({
  purpose: "person.edit",
  changes: [{ record: file.changes[0]!.record, fields: { birthName: { saw: [saw], to: phone } } }],
});
/** What the last receipt of the PC under a feed tells of that waits. */
const toldOf = async (seat: Seat, feed: string) =>
  (await overviewOf(seat)).peers.find(({ peer }) => peer.feed === feed)?.lastReceipt?.unsettled ?? [];

describe("what a feed held before its end and never reached a PC", () => {
  let former: string;
  let late: string; // the bundle that went astray
  let answered: ActionRef;

  it("makes that PC wait as long as the feed goes on", async () => {
    former = (await overviewOf(district)).own.feed;
    const file = person("Lò Văn Một");
    await save(district, file);
    const { packed } = await carry(district, province, "nghean", folder);
    late = packed.path;
    await carry(province, district, "doluong", folder); // the receipt: it is confirmed, and stays under the old feed
    const { entry } = await save(province, answer(file, `${former}:1`, "Lò Văn Mốt"));
    answered = `${(await overviewOf(province)).own.feed}:${entry.entry === "action" ? entry.action.number : 0}`;
    expect((await carry(province, second, "nghean", folder)).taken.sum).toMatchObject({ applied: 0, waiting: 1 });
    expect(await waitingAt(second)).toEqual([answered]);
  });

  it("is waited for no more once the feed has ended, and the receipt says so", async () => {
    expect((await registryOf(district)).renewal).toEqual({ upTo: 1, reissued: 0 });
    given(await district.handlers["identity.renew"]({}));
    await unlock(district);
    given(await province.handlers["registry.revoke"]({ feed: former, number: 1, why: "chạy từ bản sao lưu cũ" }));
    await publish(province, keys);
    await carry(province, second, "nghean", folder); // with the edition
    expect((await registryOf(second)).rebuild).toBe(true);
    const { ended, gone } = await unlock(second);
    expect([ended, gone]).toEqual([[], [`${former}:1`]]);
    expect((await registryOf(second)).rebuild).toBe(false);
    expect(await waitingAt(second, gone)).toEqual([]);
    await carry(second, province, "nghean", folder);
    expect(await toldOf(province, (await overviewOf(second)).own.feed)).toEqual([]);
  });

  it("takes its place where it comes after all, and both PCs show the same", async () => {
    second.path = late;
    const preview = given(await second.handlers["bundle.open"]({}));
    const taken = given(await second.handlers["bundle.accept"]({ token: preview?.token ?? "", weight: light }));
    expect(taken.sum).toMatchObject({ applied: 1, waiting: 0 });
    expect((await registryOf(second)).rebuild).toBe(true);
    expect((await unlock(second)).gone).toEqual([]);
    expect(await waitingAt(second)).toEqual([]);
    expect(await shownAt(second)).toEqual(await shownAt(province));
  });
});

describe("an answer to what its writer has since issued again under a new feed", () => {
  it("waits at that PC, and its receipt says so", async () => {
    const former = (await overviewOf(beside)).own.feed;
    const other = (await overviewOf(district)).own.feed;
    await enrol(district, beside, folder); // under its new feed
    const file = person("Lò Văn Hai");
    await save(beside, file);
    await carry(beside, district, "doluong", folder);
    await save(district, answer(file, `${former}:1`, "Lò Văn Nhì"));
    expect((await carry(district, beside, "doluong", folder)).taken.sum).toMatchObject({ applied: 1, waiting: 0 });
    expect(given(await beside.handlers["identity.renew"]({}))).toMatchObject({ upTo: 0, reissued: 1 });
    const { gone } = await unlock(beside);
    expect(gone).toEqual([]);
    expect(await waitingAt(beside)).toEqual([`${other}:1`]);
    await enrol(beside, district, folder);
    await carry(beside, district, "doluong", folder);
    expect(await toldOf(district, (await overviewOf(beside)).own.feed)).toMatchObject([
      { number: 1, state: "waiting", for: { feed: former, number: 1 } },
    ]);
  });
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordDigestText } from "../../../shared/change/state-hash.ts";
import { allOf, carry, enrol, given, passphrase, recordsAt, type Seat, save, takeSeat } from "../seats.ts";
import { handOver, makeRoots, openEdition, overviewOf, person, publish, registryOf } from "../trust.ts";

/**
 * A district and its neighbour, and what the neighbour alone received under a feed that ends: first of two runs with seed 20261226
 * of the simulator, then of 20261192.
 */
let folder: string;
let province: Seat;
let district: Seat;
let neighbour: Seat;
let keys: readonly string[];
let former: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "answered-"));
  province = await takeSeat(folder, "nghean", "province");
  district = await takeSeat(folder, "vinh", "district");
  neighbour = await takeSeat(folder, "quychau", "district");
  for (const [one, other] of [
    [district, province],
    [neighbour, province],
    [district, neighbour],
  ] as const)
    await enrol(one, other, folder);
  keys = (await makeRoots(province, folder)).slice(0, 2);
  await publish(province, keys);
  const edition = await handOver(province, folder);
  for (const seat of [district, neighbour]) {
    given(await openEdition(seat, edition));
    given(await seat.handlers["registry.admit"]({ digits: (await registryOf(province)).held?.rootDigits ?? "" }));
  }
}, 60_000);
afterAll(async () => {
  for (const seat of [province, district, neighbour]) await seat.close();
  await rm(folder, { recursive: true });
});

const unlock = async (seat: Seat) => given(await seat.handlers["office.unlock"]({ secret: passphrase }));
const peersOf = async (seat: Seat) => (await overviewOf(seat)).peers.map(({ peer }) => peer.feed);
/** Each record as it is shown, with its heads. */
const shownAt = async (seat: Seat) => Array.from((await recordsAt(seat)).records.all(), recordDigestText).toSorted();

describe("what a neighbour answered and the province never received", () => {
  it("makes the province wait for what it answered", async () => {
    former = (await overviewOf(district)).own.feed;
    const file = person("Lò Văn Một", "vinh");
    await save(district, file);
    await carry(district, neighbour, "quychau", folder);
    await carry(neighbour, district, "vinh", folder); // its receipt: the neighbour alone has confirmed it
    expect((await registryOf(district)).renewal).toEqual({ upTo: 0, reissued: 1 }); // the province has not
    const [change] = file.changes;
    await save(neighbour, {
      purpose: "person.edit",
      changes: [
        {
          record: change!.record,
          fields: { phone: { saw: [], to: "0912" }, birthName: { saw: [`${former}:1`], to: "Lò Văn Mốt" } },
        },
      ],
    });
    const { taken } = await carry(neighbour, province, "nghean", folder);
    expect(taken.sum).toMatchObject({ applied: 0, waiting: 1 });
  });

  it("takes effect once the registry has ended that feed before it, and nothing of the district's is lost", async () => {
    given(await district.handlers["identity.renew"]({}));
    await unlock(district);
    await enrol(district, province, folder);
    given(await province.handlers["registry.revoke"]({ feed: former, number: 0, why: "chạy từ bản sao lưu cũ" }));
    await publish(province, keys);
    expect((await registryOf(province)).rebuild).toBe(true);
    expect((await unlock(province)).ended).toEqual([{ feed: former, upTo: 0 }]);
    expect((await registryOf(province)).rebuild).toBe(false);
    const state = await recordsAt(province);
    expect(state.waiting).toEqual([]);
    await carry(province, neighbour, "quychau", folder); // its receipt tells of nothing that waits
    expect(
      (await overviewOf(neighbour)).peers.find(({ peer }) => peer.office === "nghean")?.lastReceipt?.unsettled ?? [],
    ).toEqual([]);
    await carry(district, province, "nghean", folder);
    expect(allOf(await recordsAt(province), "person").map(({ birthName }) => birthName)).toEqual(["Lò Văn Một"]);
  });

  it("shows the same where what it answered is held, and the new feed comes without typed digits", async () => {
    const { own } = await overviewOf(district);
    expect(await peersOf(neighbour)).toContain(own.feed); // the edition names it, and the offices know each other
    expect(await peersOf(neighbour)).not.toContain(former);
    given(await openEdition(district, await handOver(province, folder)));
    await carry(district, neighbour, "quychau", folder);
    await carry(neighbour, district, "vinh", folder); // the receipt, so that neither sends for ever
    expect((await overviewOf(district)).peers.find(({ peer }) => peer.office === "quychau")?.confirmedUpTo).toBe(1);
    expect(await shownAt(neighbour)).toEqual(await shownAt(province));
    expect(await shownAt(district)).toEqual(await shownAt(province));
  });
});

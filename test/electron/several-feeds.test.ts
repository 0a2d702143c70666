import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256Hex } from "../../electron/exchange/sha256.ts";
import { stateHash } from "../../shared/change/state-hash.ts";
import { idMaker } from "../../shared/domain/new-id.ts";
import { carry, enrol, given, light, packFor, recordsAt, type Seat, save, takeSeat } from "./seats.ts";

/** Two PCs of one district and the province: peers are PCs, a bundle goes to an office and every one of its PCs opens it. */
let folder: string;
let first: Seat;
let second: Seat;
let province: Seat;
const ids = idMaker(1_767_225_600_000, new Uint8Array(16).fill(7));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "feeds-"));
  [first, second] = [await takeSeat(folder, "doluong", "district"), await takeSeat(folder, "doluong", "district")];
  province = await takeSeat(folder, "nghean", "province");
  for (const [one, other] of [
    [first, province],
    [second, province],
    [first, second],
  ] as const)
    await enrol(one, other, folder);
}, 60_000);
afterAll(async () => {
  for (const seat of [first, second, province]) await seat.close();
  await rm(folder, { recursive: true });
});

const person = (birthName: string) => ({
  purpose: "person.add",
  changes: [
    {
      record: ids("person"),
      fields: { custodian: { saw: [], to: "doluong" }, birthName: { saw: [], to: birthName } },
    },
  ],
});
const overview = async (seat: Seat) => given(await seat.handlers["exchange.overview"]({}));
const sumOf = async (seat: Seat) => stateHash(await recordsAt(seat), (text) => sha256Hex(text));

describe("two PCs of one office", () => {
  it("are two peers of the province, and each a peer of the other", async () => {
    expect((await overview(province)).peers.map(({ peer }) => peer.office)).toEqual(["doluong", "doluong"]);
    expect((await overview(first)).peers.map(({ peer }) => peer.office)).toEqual(["nghean", "doluong"]);
  });

  it("exchange like offices: what one writes, the other has, and the province has it of both", async () => {
    await save(first, person("Lò Văn Một"));
    await save(second, person("Lò Văn Hai"));
    const between = await carry(first, second, "doluong", folder);
    expect(between.taken.sum).toEqual({ applied: 1, waiting: 0, held: 0, refused: 0 });
    await carry(second, first, "doluong", folder);
    await carry(first, province, "nghean", folder);
    await carry(second, province, "nghean", folder);
    const sums = [await sumOf(first), await sumOf(second), await sumOf(province)];
    expect(new Set(sums).size).toBe(1);
  });

  it("open the same bundle of the province; it counts as confirmed only once both have said so", async () => {
    await save(province, person("Lò Văn Ba"));
    const { path } = await packFor(province, "doluong", folder);
    for (const seat of [first, second]) {
      seat.path = path;
      const preview = given(await seat.handlers["bundle.open"]({}));
      given(await seat.handlers["bundle.accept"]({ token: preview?.token ?? "", weight: light }));
    }
    await carry(first, province, "nghean", folder);
    expect((await overview(province)).peers.map(({ confirmedUpTo }) => confirmedUpTo)).toEqual([1, 0]);
    expect(given(await province.handlers["bundle.measure"]({ recipient: "doluong" })).actions).toBe(1);
    await carry(second, province, "nghean", folder);
    expect((await overview(province)).peers.map(({ confirmedUpTo }) => confirmedUpTo)).toEqual([1, 1]);
    expect(given(await province.handlers["bundle.measure"]({ recipient: "doluong" })).actions).toBe(0);
    expect(new Set([await sumOf(first), await sumOf(second), await sumOf(province)]).size).toBe(1);
  });

  it("cannot be of another level than their office, nor take a feed with other keys", async () => {
    const pretender = await takeSeat(folder, "doluong", "province");
    pretender.path = folder;
    given(await pretender.handlers["enrol.request"]({}));
    const { own } = await overview(pretender);
    province.path = join(folder, `${own.feed}.enrol.json`);
    expect(await province.handlers["enrol.open"]({})).toEqual({
      ok: false,
      problem: { kind: "office-id-taken", office: "doluong" },
    });
    await pretender.close();
  });
});

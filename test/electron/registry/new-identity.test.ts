import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256Hex } from "../../../electron/exchange/sha256.ts";
import type { OfficeState } from "../../../shared/change/state.ts";
import { stateHash } from "../../../shared/change/state-hash.ts";
import {
  allOf,
  carry,
  enrol,
  given,
  packFor,
  passphrase,
  recordsAt,
  type Seat,
  save,
  seatAt,
  takeSeat,
} from "../seats.ts";
import { handOver, makeRoots, openEdition, overviewOf, person, publish, registryOf, said } from "../trust.ts";

/** A copied disk, and a revoked key: the PC takes a new identity, and nothing of what was written is lost or counts twice. */
let folder: string;
let province: Seat;
let original: Seat;
let twin: Seat;
let keys: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "identity-"));
  province = await takeSeat(folder, "nghean", "province");
  original = await takeSeat(folder, "doluong", "district");
  await enrol(original, province, folder);
}, 60_000);
afterAll(async () => {
  for (const seat of [province, original, twin]) await seat.close();
  await rm(folder, { recursive: true });
});

const unlock = async (seat: Pick<Seat, "handlers">) =>
  given(await seat.handlers["office.unlock"]({ secret: passphrase }));
const hashOf = (state: OfficeState) => stateHash(state, (text) => sha256Hex(text));
const namesAt = async (seat: Seat) =>
  allOf(await recordsAt(seat), "person")
    .map(({ birthName }) => birthName)
    .toSorted();

describe("a copied PC", () => {
  let before: string;

  it("is found by its forked feed", async () => {
    for (const name of ["Lò Văn Một", "Lò Văn Hai"]) await save(original, person(name));
    await carry(original, province, "nghean", folder);
    await carry(province, original, "doluong", folder); // the receipt
    await save(original, person("Lò Văn Ba"));
    await original.close();
    await cp(original.dataFolder, `${original.dataFolder}-copy`, { recursive: true });
    const copy = seatAt(`${original.dataFolder}-copy`);
    twin = Object.assign(copy, { opened: await unlock(copy) });
    before = (await unlock(original)).feed;
    await save(original, person("Lò Văn Bốn"));
    const four = await save(twin, person("Lò Văn Năm"));
    expect(four.entry).toMatchObject({ action: { feed: before, number: 4 } });
    await carry(original, province, "nghean", folder);
    const { path } = await packFor(twin, "nghean", folder);
    province.path = path;
    expect(await province.handlers["bundle.open"]({})).toMatchObject({
      ok: false,
      problem: { kind: "bundle-forked", at: 4 },
    });
  });

  it("takes a new identity in one step, and issues again what nobody had confirmed", async () => {
    expect((await registryOf(twin)).renewal).toEqual({ upTo: 2, reissued: 2 });
    const shown = await namesAt(twin);
    const renewed = given(await twin.handlers["identity.renew"]({}));
    expect(renewed).toMatchObject({ upTo: 2, reissued: 2 });
    expect(said(await twin.handlers["registry.overview"]({}))).toBe("locked");
    const opened = await unlock(twin);
    expect(opened.feed).toBe(renewed.feed);
    expect(opened.feed).not.toBe(before);
    expect(opened.renewed).toBe(1);
    expect(await namesAt(twin)).toEqual(shown); // to the clerk all is as it was
    expect((await overviewOf(twin)).lastAction).toBe(2);
    const { entries } = given(await twin.handlers["ledger.read"]({ after: 0, bytes: 4_000_000 }));
    expect(entries.filter(({ entry }) => entry.entry === "superseded")).toHaveLength(2);
  });

  it("is enrolled under its new number, and the three come to the same records", async () => {
    await enrol(twin, province, folder);
    await enrol(twin, original, folder);
    await carry(twin, province, "nghean", folder);
    await carry(original, twin, "doluong", folder);
    await carry(twin, original, "doluong", folder);
    const states = [await recordsAt(province), await recordsAt(original), await recordsAt(twin)];
    expect(new Set(states.map(hashOf)).size).toBe(1);
    expect(await namesAt(province)).toEqual(["Lò Văn Ba", "Lò Văn Bốn", "Lò Văn Hai", "Lò Văn Một", "Lò Văn Năm"]);
  });

  it("goes on: new saves are numbered under the new feed, and a second copy can be left the same way", async () => {
    const six = await save(twin, person("Lò Văn Sáu"));
    expect(six.entry).toMatchObject({ action: { number: 3 } });
    const again = given(await twin.handlers["identity.renew"]({}));
    expect(again.reissued).toBe(3); // no receipt of the new feed has come yet
    await unlock(twin);
    expect((await overviewOf(twin)).lastAction).toBe(3);
    expect(await namesAt(twin)).toContain("Lò Văn Sáu");
    await enrol(twin, province, folder);
    await carry(twin, province, "nghean", folder);
    expect(await namesAt(province)).toContain("Lò Văn Sáu");
  });
});

describe("a revoked key", () => {
  it("takes what was held beyond its action out of every office's records; nothing of it is current", async () => {
    keys = await makeRoots(province, folder);
    const { own } = await overviewOf(original);
    given(await province.handlers["registry.revoke"]({ feed: own.feed, number: 3, why: "khóa bị lộ" }));
    expect(await namesAt(province)).toContain("Lò Văn Bốn"); // decided, not yet published
    await publish(province, [keys[0]!, keys[1]!]);
    expect((await registryOf(province)).rebuild).toBe(true);
    expect(await namesAt(province)).not.toContain("Lò Văn Bốn");
    const { store } = { store: given(await province.handlers["ledger.read"]({ after: 0, bytes: 4_000_000 })).entries };
    expect(JSON.stringify(store)).toContain("Lò Văn Bốn"); // kept for review
    await province.close();
    expect((await unlock(province)).ended).toEqual([{ feed: own.feed, upTo: 3 }]);
    expect((await registryOf(province)).rebuild).toBe(false);
    const edition = await handOver(province, folder);
    given(await openEdition(twin, edition));
    given(await twin.handlers["registry.admit"]({ digits: (await registryOf(province)).held?.rootDigits ?? "" }));
    expect(await namesAt(twin)).not.toContain("Lò Văn Bốn");
  });

  it("loses its office nothing: the PC issues what came after again, and is enrolled anew", async () => {
    given(await openEdition(original, await handOver(province, folder)));
    given(await original.handlers["registry.admit"]({ digits: (await registryOf(province)).held?.rootDigits ?? "" }));
    expect(await namesAt(original)).toContain("Lò Văn Bốn"); // its own clerk still sees it
    expect(said(await original.handlers["bundle.pack"]({ recipient: "nghean" }))).toBe("own-key-ended");
    const renewed = given(await original.handlers["identity.renew"]({}));
    expect(renewed).toMatchObject({ upTo: 3, reissued: 1 });
    await unlock(original);
    await enrol(original, province, folder);
    await carry(original, province, "nghean", folder);
    expect(await namesAt(province)).toContain("Lò Văn Bốn");
    expect(hashOf(await recordsAt(province)).length).toBe(64);
  });

  it("does not stop the feed of an office that had answered what came after it", async () => {
    const draft = person("Lò Văn Bảy");
    const record = draft.changes[0]!.record;
    await save(original, draft);
    const { own, lastAction: number } = await overviewOf(original);
    const { feed } = own;
    await carry(original, province, "nghean", folder);
    await save(province, {
      purpose: "person.edit",
      changes: [{ record, fields: { birthName: { saw: [`${feed}:${number}`], to: "Lò Văn Bảy A" } } }],
    });
    await carry(province, original, "doluong", folder);
    given(await province.handlers["registry.revoke"]({ feed, number: number - 1, why: "khóa bị lộ" }));
    await publish(province, [keys[0]!, keys[1]!]);
    given(await openEdition(original, await handOver(province, folder)));
    expect(given(await original.handlers["identity.renew"]({}))).toMatchObject({ upTo: number - 1, reissued: 1 });
    await unlock(original);
    const state = await recordsAt(original);
    expect(state.waiting).toEqual([]); // the province's answer and all that it writes after it
    expect(await namesAt(original)).toContain("Lò Văn Bảy");
    const { entries } = given(await original.handlers["ledger.read"]({ after: 0, bytes: 4_000_000 }));
    expect(entries.filter(({ entry }) => entry.entry === "superseded")).toHaveLength(0);
  });
});

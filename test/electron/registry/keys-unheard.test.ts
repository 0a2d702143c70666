import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { carry, enrol, given, packFor, type Seat, save, takeSeat } from "../seats.ts";
import { handOver, makeRoots, openEdition, overviewOf, person, publish, registryOf, said } from "../trust.ts";

/** Keys that are changed before the other side has said anything: nobody may go on refusing the other for ever. */
let folder: string;
let province: Seat;
let one: Seat;
let neighbour: Seat;
let roots: string[];
const inFolder = async (name: string) => {
  await mkdir(join(folder, name), { recursive: true });
  return join(folder, name);
};
async function follow(seat: Seat): Promise<void> {
  const opened = given(await openEdition(seat, await handOver(province, await inFolder("handed"))));
  if (opened?.taken === false)
    given(await seat.handlers["registry.admit"]({ digits: (await registryOf(province)).held!.rootDigits }));
}
/** A PC asks for other keys, and the next edition names them. */
async function changeKeys(seat: Seat): Promise<void> {
  seat.path = await inFolder("asked");
  const asked = given(await seat.handlers["keys.change"]({}));
  if (asked?.fileName != null) {
    province.path = join(folder, "asked", asked.fileName);
    const claim = given(await province.handlers["keys.open"]({}));
    given(await province.handlers["keys.admit"]({ token: claim?.token ?? "", digits: asked.fingerprint }));
  }
  await publish(province, [roots[0]!, roots[1]!]);
}
/** What becomes of a bundle from one office to another. */
async function sent(from: Seat, to: Seat, office: string): Promise<string> {
  to.path = (await packFor(from, office, await inFolder("sent"))).path;
  const opened = await to.handlers["bundle.open"]({});
  if (opened.ok) given(await to.handlers["bundle.discard"]({ token: opened.value?.token ?? "" }));
  return said(opened);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keys-unheard-"));
  province = await takeSeat(folder, "nghean", "province");
  one = await takeSeat(folder, "doluong", "district");
  neighbour = await takeSeat(folder, "quychau", "district");
  for (const seat of [one, neighbour]) await enrol(province, seat, folder);
  await enrol(one, neighbour, folder);
  roots = await makeRoots(province, await inFolder("sticks"));
  await publish(province, [roots[0]!, roots[1]!]);
  for (const seat of [one, neighbour]) await follow(seat); // from a file: the province has heard of it from nobody
}, 60_000);
afterAll(async () => {
  for (const seat of [province, one, neighbour]) await seat.close();
  await rm(folder, { recursive: true });
});

describe("an office whose keys were changed before anybody heard from it", () => {
  it("is sent every edition after the one it took from a file, and gets through to the province", async () => {
    await changeKeys(neighbour); // a second edition, which `one` does not hold
    await changeKeys(one);
    await save(one, person("Lang Văn Một"));
    expect(await sent(one, province, "nghean")).toBe("bundle-key-ended"); // it does not know yet that its new keys are in force
    await carry(province, one, "doluong", folder);
    expect((await overviewOf(one)).registry).toBe((await overviewOf(province)).registry);
    expect(await sent(one, province, "nghean")).toBe("taken");
  });

  it("gets through to a neighbour whose keys were changed too, though neither has said what it follows", async () => {
    await follow(neighbour);
    await save(neighbour, person("Lang Thị Hai", "quychau"));
    expect(await sent(one, neighbour, "quychau")).toBe("taken");
    expect(await sent(neighbour, one, "doluong")).toBe("taken");
  });
});

describe("a district that follows the province's new keys and has not said so", () => {
  it("refuses the old ones beyond their end, and owes the receipt that says which edition it follows", async () => {
    await carry(one, province, "nghean", folder);
    await carry(province, one, "doluong", folder); // nothing is owed after that
    await changeKeys(province);
    await follow(one);
    await save(province, person("Lang Thị Ba", "doluong"));
    expect(await sent(province, one, "doluong")).toBe("bundle-key-ended");
    await carry(one, province, "nghean", folder);
    expect(await sent(province, one, "doluong")).toBe("taken");
  });
});

describe("a district and its province that have both changed keys, and neither knows that its last word was not read", () => {
  it("takes what the province's old keys still speak for, and with it its own new ones", async () => {
    await carry(province, one, "doluong", folder);
    await carry(one, province, "nghean", folder); // nothing is owed after that
    await changeKeys(province);
    await carry(province, one, "doluong", folder); // its old keys bring the edition that names the new ones; no word of it goes back
    await changeKeys(one);
    await save(province, person("Lang Thị Bốn", "doluong"));
    await save(one, person("Lang Văn Năm"));
    expect(await sent(province, one, "doluong")).toBe("bundle-key-ended"); // nothing tells the province yet
    expect(await sent(one, province, "nghean")).toBe("bundle-key-ended");
    await carry(province, one, "doluong", folder);
    expect((await overviewOf(one)).registry).toBe((await overviewOf(province)).registry);
    await carry(one, province, "nghean", folder);
    const { preview } = await carry(province, one, "doluong", folder);
    expect(preview?.lines.some(({ line }) => line.includes("Lang Thị Bốn"))).toBe(true);
  });
});

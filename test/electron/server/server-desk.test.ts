import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sha256Hex } from "../../../electron/exchange/sha256.ts";
import type { Remote, ServerLogin } from "../../../electron/server/remote.ts";
import { delayAfter, serverAddress, serverDesk } from "../../../electron/server/server-desk.ts";
import { webdavRemote } from "../../../electron/server/webdav-remote.ts";
import { stateHash } from "../../../shared/change/state-hash.ts";
import type { ServerState } from "../../../shared/ipc/server.ts";
import { anAssignment, aPerson } from "../../fixtures/records.ts";
import { making } from "../../renderer/data/office-fixture.ts";
import { enrol, given, recordsAt, type Seat, type ServerOf, save, takeQueued, takeSeat } from "../seats.ts";
import { type DavServer, login, password, startDav } from "./dav-server.ts";
import { answer, type Line, lineTo } from "./faulty-line.ts";

/** A district and its province over the province's real server: what waits goes up, what is addressed comes down, through faults. */
let folder: string;
let server: DavServer;
let line: Line;
let district: Seat;
let province: Seat;
let alter: (remote: Remote) => Remote = (remote) => remote; // a test's own way to reach the server

const pace = { each: 60_000, first: 40, longest: 200 };
const serverOf: ServerOf = (shell, machine) =>
  serverDesk({ shell, machine, pace, plainHere: true, connect: (to: ServerLogin) => alter(webdavRemote(to)) });
const address = () => `http://127.0.0.1:${line.port}/goi/`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "server-desk-"));
  server = await startDav(folder);
  await mkdir(join(server.files, "goi"));
  line = await lineTo(server.port);
  district = await takeSeat(folder, "doluong", "district", undefined, undefined, serverOf);
  province = await takeSeat(folder, "nghean", "province", undefined, undefined, serverOf);
  await enrol(district, province, folder);
});
beforeEach(() => {
  line.fault = { what: "none" };
  alter = (remote) => remote;
});
afterAll(async () => {
  for (const seat of [district, province]) await seat.close();
  await line.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const state = async (seat: Seat): Promise<ServerState> => given(await seat.handlers["server.state"]({}));
const until = async (seat: Seat, holds: (now: ServerState) => boolean): Promise<ServerState> => {
  for (let tries = 0; tries < 600; tries += 1) {
    const now = await state(seat);
    if (holds(now)) return now;
    await pause(25);
  }
  throw new Error(`it never came to that: ${JSON.stringify(await state(seat))}`);
};
const rested = (seat: Seat) => until(seat, ({ doing, problem }) => doing === "idle" && problem === null);
const switchOn = (seat: Seat, patch = {}) =>
  seat.handlers["server.on"]({ address: address(), login, password, certificate: false, ...patch });
let people = 0;
const work = (seat: Seat, count = 20) =>
  save(seat, {
    purpose: "person.add",
    changes: Array.from({ length: count }, () => {
      people += 1;
      return [making(aPerson(people)), making(anAssignment(people, people))];
    }).flat(),
  });
const sendBy = (seat: Seat, recipient: string) => seat.handlers["bundle.pack"]({ recipient, by: "server" });
const fresh = async (seat: Seat): Promise<number> => given(await seat.handlers["offers.look"]({})).server;
/** Take all that came down. */
async function takeAll(seat: Seat): Promise<readonly string[]> {
  const queue = given(await seat.handlers["queue.choose"]({ from: "server" }));
  const became: string[] = [];
  for (const [index] of (queue?.bundles ?? []).entries())
    became.push((await takeQueued(seat.handlers, queue!.token, index)).became);
  return became;
}
const remoteNames = async () => [...(await server.holds()).keys()].toSorted();

describe("until somebody switches it on", () => {
  it("asks the server nothing and sends nothing", async () => {
    await work(district);
    expect(await state(district)).toMatchObject({ built: true, on: null, doing: "idle", problem: null });
    expect(await sendBy(district, "nghean")).toEqual({ ok: false, problem: { kind: "server-off" } });
    given(await district.handlers["server.try"]({}));
    expect(line.asked).toEqual([]);
  });

  it("takes an address only of https, without a name, a password or a question in it", () => {
    expect(serverAddress(" https://goi.tinhuy.example/dav ")).toBe("https://goi.tinhuy.example/dav/");
    for (const bad of ["http://goi.tinhuy.example/", "goi.tinhuy.example", "https://a:b@goi.example/", "ftp://x/", ""])
      expect(serverAddress(bad), bad).toBeNull();
    expect(serverAddress("https://goi.example/?x=1")).toBeNull();
    expect(serverAddress("http://127.0.0.1:80/")).toBeNull();
    expect(serverAddress("http://127.0.0.1.evil.example/", true)).toBeNull();
  });

  it("keeps nothing where the server does not let us in", async () => {
    for (const [patch, kind] of [
      [{ password: "sai" }, "server-login"],
      [{ address: "http://tinh.example/" }, "server-address"],
      [{ address: address().replace("/goi/", "/khong-co/") }, "server-not-webdav"],
    ] as const) {
      const refused = await switchOn(district, patch);
      expect(refused).toMatchObject({ ok: false, problem: { kind } });
      expect((await state(district)).on).toBeNull();
    }
  });
});

describe("switched on", () => {
  it("carries a bundle up, which the province is offered, takes, and answers by the same way", async () => {
    for (const seat of [district, province]) given(await switchOn(seat));
    const sent = given(await sendBy(district, "nghean"));
    expect(sent?.place).toBe(`127.0.0.1:${line.port}`);
    await until(district, ({ leaving, doing }) => leaving === 0 && doing === "idle");
    expect(await remoteNames()).toEqual([`goi/nghean/${sent?.fileName}`, `goi/nghean/${sent?.fileName}.minisig`]);
    expect(await readdir(join(district.dataFolder, "server", "out"))).toEqual([]);

    given(await province.handlers["server.try"]({}));
    await until(province, ({ doing, at }) => doing === "idle" && at !== "");
    expect(await fresh(province)).toBe(1);
    expect(await takeAll(province)).toEqual(["taken"]);
    expect(await fresh(province)).toBe(0);
    const sums = [province, district].map(async (seat) => stateHash(await recordsAt(seat), (text) => sha256Hex(text)));
    expect(await sums[0]).toBe(await sums[1]);

    given(await sendBy(province, "doluong"));
    await until(province, ({ leaving }) => leaving === 0);
    given(await district.handlers["server.try"]({}));
    await rested(district);
    expect(await takeAll(district)).toEqual(["taken"]);
    const [peer] = given(await district.handlers["exchange.overview"]({})).peers;
    expect([peer?.sentUpTo, peer?.confirmedUpTo]).toEqual([1, 1]); // by the receipt, and by nothing else
  });

  it("brings nothing down twice, and clears away what was taken in", async () => {
    const gets = () => line.asked.filter((asked) => asked.startsWith("GET")).length;
    given(await province.handlers["server.try"]({}));
    await rested(province);
    const before = gets();
    given(await province.handlers["server.try"]({}));
    await pause(300);
    await rested(province);
    expect(gets()).toBe(before);
    expect(await readdir(join(province.dataFolder, "server", "in"))).toEqual([]);
  });

  it("goes on by itself, ever later, when the network comes back; nothing is lost and nothing half lies there", async () => {
    line.fault = { what: "dead" };
    await work(district, 60);
    const sent = given(await sendBy(district, "nghean"));
    const broken = await until(district, ({ problem }) => problem !== null);
    expect([broken.problem?.kind, broken.leaving]).toEqual(["server-unreachable", 1]);
    line.cuts = 0;
    line.fault = { what: "cut", way: "up", after: 900, times: 2, reset: true };
    await until(district, ({ leaving }) => leaving === 0);
    expect(line.cuts).toBe(2);
    const held = await server.holds();
    const whole = held.get(`goi/nghean/${sent?.fileName}`);
    expect(whole?.byteLength).toBe(sent?.bytes);

    line.cuts = 0;
    line.fault = { what: "cut", way: "down", after: 1_500, times: 3, reset: false };
    given(await province.handlers["server.try"]({}));
    await until(province, ({ doing, problem }) => doing === "idle" && problem === null && line.cuts === 3);
    expect(await takeAll(province)).toEqual(["taken"]);
  });

  it("waits twice as long after each failure, but never longer than is said", () => {
    const waits = Array.from({ length: 8 }, (_, n) => delayAfter(n, { each: 300, first: 30, longest: 1_000 }));
    expect(waits).toEqual([300, 30, 60, 120, 240, 480, 960, 1_000]);
  });

  it("is halted by a refused login until somebody types it anew", async () => {
    line.fault = { what: "answers", to: /^/, text: answer("401 Unauthorized") };
    given(await district.handlers["server.try"]({}));
    expect((await until(district, ({ doing }) => doing === "halted")).problem?.kind).toBe("server-login");
    const asked = line.asked.length;
    await pause(600); // longer than the longest wait
    expect(line.asked.length).toBe(asked);
    line.fault = { what: "none" };
    given(await switchOn(district, { password: null })); // the one that is kept
    await rested(district);
    // The kept one is for that address alone, whatever else is asked.
    const elsewhere = await switchOn(district, { password: null, address: `${address()}nghean/` });
    expect(elsewhere).toMatchObject({ ok: false, problem: { kind: "server-login" } });
    expect((await state(district)).on?.address).toBe(address());
  });

  it("takes nothing that was altered on the server, and takes it once it is right again", async () => {
    await work(district, 5);
    const sent = given(await sendBy(district, "nghean"));
    await until(district, ({ leaving }) => leaving === 0);
    const place = join(server.files, "goi", "nghean", sent?.fileName ?? "");
    const right = await readFile(place);
    const wrong = Buffer.from(right);
    wrong[wrong.byteLength - 9]! ^= 1;
    await writeFile(place, wrong);
    given(await province.handlers["server.try"]({}));
    await pause(400);
    await rested(province);
    expect(await fresh(province)).toBe(0);
    await pause(1_100); // the server tells changes by the second
    await writeFile(place, right);
    given(await province.handlers["server.try"]({}));
    await until(province, () => true);
    for (let tries = 0; tries < 100 && (await fresh(province)) === 0; tries += 1) await pause(50);
    expect(await takeAll(province)).toEqual(["taken"]);
  });

  it("sees half a bundle that a careless carrier puts under its final name, and never offers it: the control", async () => {
    await work(district, 5);
    alter = (remote) => ({
      ...remote,
      // A careless carrier that puts half a bundle under its final name.
      put: (to, name, bytes) => remote.put(to, name, name.endsWith(".age") ? bytes.subarray(0, 500) : bytes),
    });
    const sent = given(await sendBy(district, "nghean"));
    await until(district, ({ leaving }) => leaving === 0);
    const half = (await server.holds()).get(`goi/nghean/${sent?.fileName}`);
    expect(half?.byteLength).toBeLessThan(sent?.bytes ?? 0);
    alter = (remote) => remote;
    given(await province.handlers["server.try"]({}));
    await pause(400);
    expect(await fresh(province)).toBe(0); // its length is not what the signature says
  });

  it("names nothing personal on the server, and keeps the password nowhere in plain", async () => {
    const names = await remoteNames();
    expect(names.length).toBeGreaterThan(4);
    for (const name of names)
      expect(name).toMatch(/^goi\/[a-z]+\/[a-z]+-[a-z2-7]{4}_\d{6}-\d{6}_[a-z]+\.zip\.age(?:\.minisig)?$/);
    const files = await readdir(district.dataFolder, { recursive: true, withFileTypes: true });
    const bytes = await Promise.all(
      files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name))),
    );
    expect(bytes.length).toBeGreaterThan(3);
    for (const needle of [Buffer.from(password), Buffer.from(JSON.stringify(password))])
      expect(bytes.filter((held) => held.includes(needle))).toEqual([]);
    expect(JSON.stringify(await state(district))).not.toContain(password);
  });

  it("switched off, it forgets the login and asks nothing more", async () => {
    for (const seat of [district, province]) given(await seat.handlers["server.off"]({}));
    await pause(100);
    const asked = line.asked.length;
    given(await province.handlers["server.try"]({}));
    await pause(300);
    expect(line.asked.length).toBe(asked);
    expect(await state(province)).toMatchObject({ on: null, problem: null });
    expect((await switchOn(province, { password: null })).ok).toBe(false); // no password is kept
  });
});

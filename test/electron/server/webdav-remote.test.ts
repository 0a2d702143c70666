import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { nothingBegun, type Remote, type ServerLogin } from "../../../electron/server/remote.ts";
import { webdavRemote } from "../../../electron/server/webdav-remote.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { type DavServer, freePort, login, password, startDav } from "./dav-server.ts";
import { answer, type Line, lineTo } from "./faulty-line.ts";

/** Files over WebDAV to a real server, through a line that breaks. */
const seed = suiteSeed(731);
const random = seeded(seed);
const between = (least: number, most: number) => random.whole(least, most);
const randomBytes = (count: number) => Buffer.from(random.bytes(count));
const name = "doluong-k3f7_000001-000020_nghean.zip.age";
let folder: string;
let server: DavServer;
let line: Line;
const remotes: Remote[] = [];

const loginTo = (port: number, patch: Partial<ServerLogin> = {}): ServerLogin => ({
  address: `http://127.0.0.1:${port}/`,
  login,
  password,
  certificate: null,
  ...patch,
});
const remoteAt = (port: number, patch: Partial<ServerLogin> = {}): Remote => {
  const remote = webdavRemote(loginTo(port, patch));
  remotes.push(remote);
  return remote;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "webdav-"));
  server = await startDav(folder);
});
beforeEach(async () => {
  await line?.close();
  line = await lineTo(server.port);
  await rm(join(server.files, "nghean"), { recursive: true, force: true });
});
afterAll(async () => {
  for (const remote of remotes) remote.close();
  await line?.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Final names whose bytes are not those that were to be put. */
const half = async (bytes: Uint8Array): Promise<readonly string[]> =>
  [...(await server.holds())]
    .filter(([path, held]) => path.endsWith(".age") && !held.equals(bytes))
    .map(([path]) => path);

describe(`putting a file, seed ${seed}`, () => {
  it("makes the folder, puts it whole under its name, and lists it with its size", async () => {
    const bytes = randomBytes(300_000);
    const remote = remoteAt(line.port);
    expect(await remote.list("nghean")).toEqual({ ok: true, value: [] });
    expect(await remote.put("nghean", name, bytes)).toEqual({ ok: true, value: null });
    expect([...(await server.holds()).keys()]).toEqual([`nghean/${name}`]);
    expect(await half(bytes)).toEqual([]);
    expect(await remote.list("nghean")).toEqual({
      ok: true,
      value: [{ name, bytes: 300_000, mark: expect.any(String) }],
    });
    const puts = line.asked.filter((asked) => asked.startsWith("PUT"));
    expect(puts).toEqual([`PUT /nghean/${name}.part HTTP/1.1`]);
  });

  it("leaves nothing half under the final name wherever the line breaks, and succeeds when it holds", async () => {
    let broken = 0;
    let before = Buffer.alloc(0);
    for (let round = 0; round < 12; round += 1) {
      const bytes = randomBytes(between(20_000, 400_000));
      line.cuts = 0;
      line.fault = { what: "cut", way: "up", after: between(0, bytes.byteLength), times: 1, reset: round % 2 === 0 };
      const remote = remoteAt(line.port);
      const first = await remote.put("nghean", name, bytes);
      expect(first).toEqual({
        ok: false,
        problem: { kind: "server-unreachable", host: `127.0.0.1:${line.port}` },
      });
      broken += 1;
      expect(await half(before)).toEqual([]); // what stood there stands there still
      line.fault = { what: "none" };
      expect(await remote.put("nghean", name, bytes)).toEqual({ ok: true, value: null });
      expect(await half(bytes)).toEqual([]);
      expect([...(await server.holds()).keys()]).toEqual([`nghean/${name}`]);
      before = bytes;
    }
    expect(broken).toBe(12);
    expect(straightToFinal(line.asked)).toEqual([]);
  });

  it("goes red for one that writes straight to the final name: the control", async () => {
    const bytes = randomBytes(50_000);
    await mkdir(join(server.files, "nghean"));
    await fetch(`http://127.0.0.1:${line.port}/nghean/${name}`, {
      method: "PUT",
      body: bytes,
      headers: { Authorization: `Basic ${Buffer.from(`${login}:${password}`).toString("base64")}` },
    });
    expect(straightToFinal(line.asked)).toHaveLength(1);
    await writeFile(join(server.files, "nghean", name), bytes.subarray(0, 1_000));
    expect(await half(bytes)).toEqual([`nghean/${name}`]);
  });
});

const straightToFinal = (asked: readonly string[]) => asked.filter((each) => /^PUT \S+\.(?:age|minisig) /.test(each));

describe("fetching a file", () => {
  it("goes on where it broke off, and has the very bytes at the end", async () => {
    let cut = 0;
    for (let round = 0; round < 10; round += 1) {
      const bytes = randomBytes(between(100_000, 900_000));
      await mkdir(join(server.files, "nghean"), { recursive: true });
      await writeFile(join(server.files, "nghean", name), bytes);
      const remote = remoteAt(line.port);
      const begun = nothingBegun();
      line.cuts = 0;
      line.fault = { what: "cut", way: "down", after: between(20_000, 60_000), times: 2, reset: round % 2 === 0 };
      let attempts = 0;
      for (;;) {
        attempts += 1;
        const got = await remote.get("nghean", name, bytes.byteLength, begun);
        if (got.ok) break;
        expect(got.problem.kind).toBe("server-unreachable");
        expect(attempts).toBeLessThan(4);
      }
      cut += line.cuts;
      expect(Buffer.concat(begun.pieces).equals(bytes)).toBe(true);
    }
    expect(cut).toBe(20);
  });

  it("begins afresh where the file became another one in between", async () => {
    const [old, next] = [randomBytes(200_000), randomBytes(200_000)];
    await mkdir(join(server.files, "nghean"), { recursive: true });
    await writeFile(join(server.files, "nghean", name), old);
    const remote = remoteAt(line.port);
    const begun = nothingBegun();
    line.fault = { what: "cut", way: "down", after: 50_000, times: 1, reset: false };
    expect((await remote.get("nghean", name, 200_000, begun)).ok).toBe(false);
    expect(begun.bytes).toBeGreaterThan(0);
    await rm(join(server.files, "nghean", name));
    await writeFile(join(server.files, "nghean", name), next);
    expect(await remote.get("nghean", name, 200_000, begun)).toEqual({ ok: true, value: null });
    expect(Buffer.concat(begun.pieces).equals(next)).toBe(true);
  });

  it("takes no more than was said", async () => {
    await mkdir(join(server.files, "nghean"), { recursive: true });
    await writeFile(join(server.files, "nghean", name), randomBytes(300_000));
    const begun = nothingBegun();
    const got = await remoteAt(line.port).get("nghean", name, 100_000, begun);
    expect(got).toMatchObject({ ok: false, problem: { kind: "server-not-webdav" } });
    expect(begun.bytes).toBeLessThanOrEqual(100_000);
  });

  it("comes over a slow line too", async () => {
    const bytes = randomBytes(60_000);
    line.fault = { what: "slow", bytesPerTick: 1_000 };
    const remote = remoteAt(line.port);
    expect((await remote.put("nghean", name, bytes)).ok).toBe(true);
    const begun = nothingBegun();
    expect((await remote.get("nghean", name, bytes.byteLength, begun)).ok).toBe(true);
    expect(Buffer.concat(begun.pieces).equals(bytes)).toBe(true);
  });
});

describe("what a server answers becomes a problem with its own sentence", () => {
  const problemOf = async (remote: Remote) => {
    const [listed, put] = [await remote.list("nghean"), await remote.put("nghean", name, randomBytes(1_000))];
    return [listed.ok ? "ok" : listed.problem.kind, put.ok ? "ok" : put.problem.kind];
  };

  it("a wrong login", async () => {
    expect(await problemOf(remoteAt(line.port, { password: "sai" }))).toEqual(["server-login", "server-login"]);
  });

  it("no server, and one that comes back", async () => {
    expect(await problemOf(remoteAt(await freePort()))).toEqual(["server-unreachable", "server-unreachable"]);
    const remote = remoteAt(line.port);
    line.fault = { what: "dead" };
    expect(await problemOf(remote)).toEqual(["server-unreachable", "server-unreachable"]);
    line.fault = { what: "none" };
    expect(await problemOf(remote)).toEqual(["ok", "ok"]);
  });

  it("a name that is not there", async () => {
    const remote = remoteAt(1, { address: "https://khong-co.invalid/" });
    expect(await problemOf(remote)).toEqual(["server-unreachable", "server-unreachable"]);
  });

  it.each([
    ["a full server", "507 Insufficient Storage", /^PUT/, ["ok", "server-full"]],
    ["one that may not be written to", "403 Forbidden", /^PUT/, ["ok", "server-forbidden"]],
    ["one in trouble", "503 Service Unavailable", /^/, ["server-unwell", "server-unwell"]],
    ["one that is no WebDAV", "405 Method Not Allowed", /^PROPFIND/, ["server-not-webdav", "server-not-webdav"]],
  ] as const)("%s", async (_what, status, to, wanted) => {
    line.fault = { what: "answers", to, text: answer(status) };
    expect(await problemOf(remoteAt(line.port))).toEqual(wanted);
  });

  it("a proxy's page in the server's place, also where it says that all is well or sends us elsewhere", async () => {
    const page = "<html><body>Đăng nhập Wi-Fi</body></html>";
    for (const text of [
      answer("200 OK", page, "text/html; charset=utf-8"),
      answer("207 Multi-Status", page, "text/html"),
      answer("200 OK", page, "application/xml"),
      answer("302 Found\r\nLocation: http://127.0.0.1:1/login"),
    ]) {
      line.fault = { what: "answers", to: /^/, text };
      expect(await problemOf(remoteAt(line.port))).toEqual(["server-not-webdav", "server-not-webdav"]);
      const begun = nothingBegun();
      const got = await remoteAt(line.port).get("nghean", name, 10_000, begun);
      if (!text.includes("application/xml")) expect([got.ok, begun.bytes]).toEqual([false, 0]);
    }
  });

  it("a file that somebody has locked: the real server's own lock", async () => {
    const remote = remoteAt(line.port);
    expect((await remote.put("nghean", name, randomBytes(100))).ok).toBe(true);
    const locked = await fetch(`http://127.0.0.1:${server.port}/nghean/${name}`, {
      method: "LOCK",
      headers: { Authorization: `Basic ${Buffer.from(`${login}:${password}`).toString("base64")}`, Depth: "0" },
      body: '<?xml version="1.0"?><D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockinfo>',
    });
    expect(locked.status).toBe(200);
    const bytes = (await server.holds()).get(`nghean/${name}`);
    expect(await remote.put("nghean", name, randomBytes(200))).toMatchObject({
      ok: false,
      problem: { kind: "server-locked" },
    });
    expect((await server.holds()).get(`nghean/${name}`)).toEqual(bytes);
    expect(await remote.remove("nghean", name)).toMatchObject({ ok: false, problem: { kind: "server-locked" } });
  });

  it("removes, and finds nothing wrong with what is not there", async () => {
    const remote = remoteAt(line.port);
    expect((await remote.put("nghean", "a.age", randomBytes(10))).ok).toBe(true);
    expect(await remote.remove("nghean", "a.age")).toEqual({ ok: true, value: null });
    expect(await remote.remove("nghean", "a.age")).toEqual({ ok: true, value: null });
    expect(await remote.list("nghean")).toEqual({ ok: true, value: [] });
  });
});

describe("TLS", () => {
  let secure: DavServer;
  let otherName: DavServer;
  beforeAll(async () => {
    secure = await startDav(folder, { tls: "127.0.0.1" });
    otherName = await startDav(folder, { tls: "tinh-khac.example" });
  });
  afterAll(async () => {
    await secure.stop();
    await otherName.stop();
  });
  const at = ({ port }: DavServer, certificate: string | null) =>
    remoteAt(port, { address: `https://127.0.0.1:${port}/`, certificate });

  it("is trusted only where the chosen authority vouches for that very name", async () => {
    const kind = async (remote: Remote) => {
      const listed = await remote.list("nghean");
      return listed.ok ? "ok" : listed.problem.kind;
    };
    expect(await kind(at(secure, null))).toBe("server-certificate");
    expect(await kind(at(secure, otherName.certificate))).toBe("server-certificate");
    expect(await kind(at(otherName, otherName.certificate))).toBe("server-certificate");
    expect(await kind(at(secure, secure.certificate))).toBe("ok");
    const put = await at(secure, secure.certificate).put("nghean", name, randomBytes(5_000));
    expect(put.ok).toBe(true);
  });
});

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { consignment, dice, linesOf, packed } from "../electron/exchange/offices.ts";
import { callMain, goTo, importWorkbook, lock, openNewOffice, unlock } from "./clerk.ts";
import { admit, paperOffice, receive, send } from "./peers.ts";
import { smallOffice, workbookOnDisk } from "./workbook-on-disk.ts";

/**
 * A day's work with the main process under `strace`: it and every process it starts meanwhile (those that unpack bundles and read
 * workbooks) must not connect to anything nor open a port. Chromium was started before and is not ours; what its page may
 * reach is held by other tests.
 */
const passphrase = "năm con thuyền trên sông Lam";
const mayTrace = spawnSync("strace", ["-qq", "-e", "trace=none", "true"]).status === 0;
let folder: string;
let app: App;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sockets-"));
  ({ app } = await openNewOffice(folder, {
    officeName: "Ban Tổ chức Tỉnh ủy Nghệ An",
    office: "nghean",
    province: true,
    clerkName: "Nguyễn Thị Thử",
    clerkRole: "",
    passphrase,
  }));
}, 90_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Trace a process, its threads and its children from now on; `end` answers the calls that reach out, one line each. */
async function trace(pid: number): Promise<{ readonly end: () => Promise<readonly string[]> }> {
  const file = join(folder, `trace-${pid}`);
  const args = ["-f", "-e", "trace=connect,bind,listen,accept,accept4,execve", "-o", file, "-p", String(pid)];
  const strace = spawn("strace", args, { stdio: ["ignore", "ignore", "pipe"] });
  await new Promise<void>((resolve, reject) => {
    strace.stderr.on("data", (said: Buffer) => {
      if (said.includes("attached")) resolve();
    });
    strace.once("exit", () => reject(new Error("strace ended at once")));
  });
  return {
    end: async () => {
      const ended = new Promise<void>((resolve) => strace.once("exit", () => resolve()));
      strace.kill("SIGINT");
      await ended;
      return (await readFile(file, "utf8"))
        .split("\n")
        .filter((line) => / (?:connect|bind|listen|accept4?|execve)\(/.test(line));
    },
  };
}

const reaching = (calls: readonly string[]) => calls.filter((line) => !line.includes(" execve("));

describe.runIf(mayTrace)("the main process under strace", () => {
  it("connects to nothing and opens no port in a day's work, nor do the processes it starts", async () => {
    const traced = await trace(app.pid);
    const sender = await paperOffice(folder, 61, "doluong");
    await admit(app, sender.path, sender.digits);
    const overview = await callMain(app, "exchange.overview", {});
    if (!overview.ok) throw new Error("no overview");
    const recipient = { ...sender, peer: overview.value.own };
    const made = await packed(sender, consignment(sender, recipient, linesOf(sender.peer.feed, 20, dice(5))));
    await writeFile(join(folder, made.fileName), made.bundle);
    await writeFile(join(folder, made.signatureName), made.signature);
    await receive(app, join(folder, made.fileName));
    await send(app, "Đảng ủy doluong", folder);
    await importWorkbook(app, await workbookOnDisk(join(folder, "so.xlsx"), smallOffice(["Nguyễn Đăng Khoa"])));
    await lock(app);
    await unlock(app, passphrase);
    await goTo(app, "Trao đổi");
    const calls = await traced.end();
    expect(calls.filter((line) => line.includes(" execve(")).length).toBeGreaterThanOrEqual(2); // both readers were traced
    expect(reaching(calls)).toEqual([]);
    await app.close();
  });

  it("would be seen to: the control", async () => {
    const script = `process.stdin.once("data", () => {
      const server = require("node:net").createServer().listen(0, "127.0.0.1", () => {
        require("node:net").connect(server.address().port, "127.0.0.1", () => process.exit());
      });
    })`;
    const child: ChildProcess = spawn(process.execPath, ["-e", script], { stdio: ["pipe", "ignore", "ignore"] });
    const traced = await trace(child.pid ?? 0);
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.stdin?.write("go\n");
    await ended;
    const calls = reaching(await traced.end());
    for (const call of ["bind(", "listen(", "connect("])
      expect(
        calls.some((line) => line.includes(call)),
        call,
      ).toBe(true);
  });
});

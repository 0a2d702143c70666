import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ensureTools } from "../../../build/setup.mjs";

/** A real WebDAV server of Debian's, in a folder of its own: lighttpd, which is a megabyte and needs nothing beside it. */
export interface DavServer {
  readonly port: number;
  readonly files: string; // its folder
  readonly certificate: string | null; // PEM of the authority that vouches for it
  /** Every file below its folder, with its bytes. */
  readonly holds: () => Promise<ReadonlyMap<string, Buffer>>;
  readonly stop: () => Promise<void>;
}

export const [login, password] = ["doluong", "mật khẩu: đúng & dài"];

/** @param names  in the certificate it shows; none: plain http */
export async function startDav(folder: string, { tls = null as string | null, port = 0 } = {}): Promise<DavServer> {
  ensureTools(["lighttpd", "lighttpd-mod-webdav", "lighttpd-mod-openssl"]);
  const at = await mkdtemp(join(folder, "dav-"));
  const files = join(at, "files");
  await mkdir(files);
  await writeFile(join(at, "users"), `${login}:${password}\n`);
  const certificate = tls === null ? null : certify(at, tls);
  const listens = port === 0 ? await freePort() : port;
  await writeFile(
    join(at, "lighttpd.conf"),
    `server.modules = ("mod_auth", "mod_authn_file", "mod_webdav"${tls === null ? "" : ', "mod_openssl"'})
server.document-root = "${files}"
server.port = ${listens}
server.bind = "127.0.0.1"
server.errorlog = "${join(at, "error.log")}"
server.upload-dirs = ("${at}")
server.stat-cache-engine = "disable"
server.max-keep-alive-requests = 1000
mimetype.assign = ("" => "application/octet-stream")
auth.backend = "plain"
auth.backend.plain.userfile = "${join(at, "users")}"
auth.require = ("/" => ("method" => "basic", "realm" => "goi", "require" => "valid-user"))
webdav.activate = "enable"
webdav.is-readonly = "disable"
webdav.sqlite-db-name = "${join(at, "locks.db")}"
${tls === null ? "" : `ssl.engine = "enable"\nssl.pemfile = "${join(at, "server.pem")}"\n`}`,
  );
  const child = spawn("/usr/sbin/lighttpd", ["-D", "-f", join(at, "lighttpd.conf")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  await answering(child, listens);
  return {
    port: listens,
    files,
    certificate,
    holds: async () => {
      const names = await readdir(files, { recursive: true, withFileTypes: true });
      const found = names.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
      return new Map(
        await Promise.all(found.map(async (path) => [path.slice(files.length + 1), await readFile(path)] as const)),
      );
    },
    stop: async () => {
      const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      if (child.exitCode === null && child.kill()) await ended;
      await rm(at, { recursive: true, force: true });
    },
  };
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const one = createServer().once("error", reject);
    one.listen(0, "127.0.0.1", () => {
      const found = one.address();
      one.close(() => resolve(typeof found === "object" && found !== null ? found.port : 0));
    });
  });

async function answering(child: ChildProcess, port: number): Promise<void> {
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`lighttpd ended: ${said}`);
    try {
      await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) });
      return;
    } catch (error) {
      const { code } = (error as { readonly cause?: { readonly code?: string } }).cause ?? {};
      if (code !== "ECONNREFUSED") return; // it speaks, if not this way: TLS
      await pause(25);
    }
  }
  throw new Error(`lighttpd does not answer: ${said}`);
}

/** An authority of our own and a server's certificate for one name. */
function certify(at: string, name: string): string {
  const openssl = (...args: readonly string[]) => execFileSync("openssl", args, { cwd: at, stdio: "pipe" });
  const ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  openssl("req", "-x509", ...ec, "-keyout", "ca.key", "-out", "ca.pem", "-days", "3650", "-subj", "/CN=Tinh thu");
  openssl("req", ...ec, "-keyout", "server.key", "-out", "server.csr", "-subj", `/CN=${name}`);
  writeFileSync(join(at, "names"), `subjectAltName=${/^[\d.]+$/.test(name) ? "IP" : "DNS"}:${name}\n`);
  const signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-days", "3650", "-extfile", "names"];
  openssl("x509", "-req", "-in", "server.csr", "-out", "server.crt", ...signed);
  writeFileSync(
    join(at, "server.pem"),
    ["server.key", "server.crt"].map((file) => readFileSync(join(at, file))).join(""),
  );
  return readFileSync(join(at, "ca.pem"), "utf8");
}

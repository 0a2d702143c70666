import { Agent as HttpAgent } from "node:http";
import { Agent } from "node:https";
import { rootCertificates } from "node:tls";
import fetch, { type Answer } from "node-fetch";
import { type Client, createClient, getPatcher } from "webdav";
import type { ServerProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { type Remote, type RemoteFile, type ServerLogin, type Taking, takingInto } from "./remote.ts";

/** Files of one folder that are looked at, at most. */
const mostFiles = 5_000;
/** An answer, or the next piece of one, that does not come within so many milliseconds will not come. */
const patience = 60_000;
/** Bytes a second that a slow line must reach at least while a file goes up. */
const slowest = 4_096;

/** The server's folders over WebDAV. Only https, but for this computer itself, which tests are served by. */
export function webdavServer(login: ServerLogin) {
  getPatcher().patch("fetch", askServer);
  const { host } = new URL(login.address);
  const httpsAgent = new Agent({
    ...(login.certificate !== null && { ca: [...rootCertificates, login.certificate] }),
  });
  const httpAgent = new HttpAgent();
  const client = createClient(login.address, {
    authType: "auto",
    username: inBytes(login.login),
    password: inBytes(login.password),
    httpAgent,
    httpsAgent,
  });
  /** Run one step; what went wrong becomes a problem a person can act on. */
  const step = async <Value>(work: () => Promise<Value>): Promise<Result<Value, ServerProblem>> => {
    try {
      return ok(await work());
    } catch (error) {
      return failed(problemOf(error, host));
    }
  };
  return {
    list: (folder: string) =>
      step(async (): Promise<readonly RemoteFile[]> => {
        const asked = client.getDirectoryContents(`/${folder}`, soon());
        const found = folder === "" ? await asked : await unlessAbsent(asked);
        return (found ?? [])
          .filter(({ type }) => type === "file")
          .slice(0, mostFiles)
          .map(({ basename, size, etag, lastmod }) => ({ name: basename, bytes: size, mark: etag ?? lastmod }));
      }),
    get: (folder: string, name: string, most: number, from: number, mark: string | null, taking: Taking) =>
      step(() => getFile(client, `/${folder}/${name}`, most, from, mark, taking)),
    put: (folder: string, name: string, bytes: Uint8Array) => step(() => putFile(client, folder, name, bytes)),
    remove: (folder: string, name: string) =>
      step(async () => {
        await unlessAbsent(client.deleteFile(`/${folder}/${name}`, soon()));
        return null;
      }),
    close: () => {
      httpsAgent.destroy();
      httpAgent.destroy();
    },
  };
}

/** The same in this process, as tests have it. */
export function webdavRemote(login: ServerLogin): Remote {
  const { get, ...server } = webdavServer(login);
  return {
    ...server,
    get: (folder, name, most, begun) => get(folder, name, most, begun.bytes, begun.mark, takingInto(begun)),
  };
}

/** The library encodes letters up to U+00FF only; given the bytes of UTF-8 as such, it sends what servers expect (RFC 7617). */
const inBytes = (text: string): string => Buffer.from(text.normalize("NFC")).toString("latin1");

/**
 * Ask the server. Nobody is followed to another place: a login sent there could be read there. A page in place of what was
 * asked for is a proxy's, or another server's.
 */
async function askServer(address: string, options: Parameters<typeof fetch>[1]): Promise<Answer> {
  const answer = await fetch(address, { ...options, redirect: "manual" });
  const isPage = /^text\/html\b/i.test(answer.headers.get("content-type") ?? "");
  if (
    (answer.status >= 300 && answer.status < 400) ||
    (isPage && answer.status < 300 && bringsContents(options.method))
  )
    throw Object.assign(new Error("another page"), { notWebdav: true });
  return answer;
}

const bringsContents = (method: string): boolean => method === "GET" || method === "PROPFIND";

/**
 * Fetch a file from where it broke off. `If-Range` makes a server that holds other contents by now send all of them, and one
 * that knows no ranges does so anyway; both begin at 0.
 */
async function getFile(
  client: Client,
  path: string,
  most: number,
  from: number,
  mark: string | null,
  { begins, piece }: Taking,
): Promise<null> {
  const goesOn = mark !== null && from > 0;
  const idle = new AbortController();
  let timer = setTimeout(() => idle.abort(), patience);
  try {
    const answer = await client.customRequest(path, {
      method: "GET",
      headers: goesOn ? { Range: `bytes=${from}-`, "If-Range": mark } : {},
      signal: idle.signal,
    });
    const at = answer.status === 206 ? beginsAt(answer) : 0;
    if (at !== 0 && at !== from) throw Object.assign(new Error("another stretch"), { notWebdav: true });
    const etag = answer.headers.get("etag");
    // A weak mark promises no equal bytes, a date little more: whether they are, the bundle's signature says.
    begins(at, etag?.startsWith('"') ? etag : answer.headers.get("last-modified"));
    let bytes = at;
    for await (const chunk of answer.body ?? []) {
      clearTimeout(timer);
      timer = setTimeout(() => idle.abort(), patience);
      bytes += chunk.byteLength;
      if (bytes > most) throw Object.assign(new Error("longer than was said"), { notWebdav: true });
      piece(Uint8Array.from(chunk));
    }
    return null;
  } finally {
    clearTimeout(timer);
    idle.abort();
  }
}

const beginsAt = (answer: Answer): number =>
  Number(/^bytes (\d+)-/.exec(answer.headers.get("content-range") ?? "")?.[1] ?? -1);

/** Under another name first, and moved only when the server says that all of it is there: a final name never stands for half a file. */
async function putFile(client: Client, folder: string, name: string, bytes: Uint8Array): Promise<null> {
  const [part, final] = [`/${folder}/${name}.part`, `/${folder}/${name}`];
  if ((await unlessAbsent(client.stat(`/${folder}`, soon()))) === null)
    await client.createDirectory(`/${folder}`, soon());
  const signal = AbortSignal.timeout(patience + Math.ceil(bytes.byteLength / slowest) * 1_000);
  await client.putFileContents(part, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { signal });
  await hasAll(client, part, bytes.byteLength);
  await client.moveFile(part, final, soon());
  await hasAll(client, final, bytes.byteLength);
  return null;
}

async function hasAll(client: Client, path: string, bytes: number): Promise<void> {
  const { size } = await client.stat(path, soon());
  if (size !== bytes) throw Object.assign(new Error("the server did not keep all of it"), { code: "ECONNRESET" });
}

const soon = () => ({ signal: AbortSignal.timeout(patience) });

/** Null where the server has nothing of that name. */
async function unlessAbsent<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

const fieldOf = (error: unknown, field: string): unknown =>
  typeof error === "object" && error !== null ? Reflect.get(error, field) : undefined;

function statusOf(error: unknown): number | null {
  const status = fieldOf(error, "status");
  return typeof status === "number" ? status : null;
}

const certificateTrouble =
  /^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/;

function problemOf(error: unknown, host: string): ServerProblem {
  if (fieldOf(error, "notWebdav") === true) return { kind: "server-not-webdav", host };
  const status = statusOf(error);
  if (status !== null) return ofStatus(status, host);
  const code = fieldOf(error, "code");
  const name = fieldOf(error, "name");
  if (typeof code === "string" && certificateTrouble.test(code)) return { kind: "server-certificate", host };
  const broken = typeof code === "string" && /^(?:E(?!RR_)[A-Z_]+|ERR_STREAM_PREMATURE_CLOSE)$/.test(code);
  if (broken || name === "AbortError" || name === "TimeoutError") return { kind: "server-unreachable", host };
  return { kind: "server-not-webdav", host }; // its answer cannot be read
}

function ofStatus(status: number, host: string): ServerProblem {
  switch (status) {
    case 401:
      return { kind: "server-login", host };
    case 403:
      return { kind: "server-forbidden", host };
    case 404:
    case 405:
    case 409:
    case 501:
      return { kind: "server-not-webdav", host };
    case 423:
      return { kind: "server-locked", host };
    case 413:
    case 507:
      return { kind: "server-full", host };
    default:
      return { kind: "server-unwell", host, status };
  }
}

import "../harden.ts"; // first of all: what comes next handles what others answer
import type { FromServer, ToServer } from "./remote.ts";
import { webdavServer } from "./webdav-remote.ts";

/**
 * The only process that reaches a network, and only in the builds that have it: an entry of its own, started by main while the
 * province's server is switched on. It opens no file and holds no key of the register: it gets sealed bundles to put, and hands
 * on what it fetches.
 */
interface ParentPort {
  on(event: "message", listener: (event: { readonly data: ToServer }) => void): void;
  postMessage(message: FromServer): void;
}

const parentPort = (process as { readonly parentPort?: ParentPort }).parentPort; // Electron's utility process

const post = (message: FromServer): void => {
  if (parentPort !== undefined) parentPort.postMessage(message);
  else process.send?.(message);
};

let server: ReturnType<typeof webdavServer> | null = null;

async function take(message: ToServer): Promise<void> {
  if (message.ask === "open") {
    server = webdavServer(message.login);
    return;
  }
  if (server === null) return process.exit(1);
  const { id } = message;
  const answer = await answerTo(server, message);
  post({ id, tell: "answer", answer: answer.ok ? { ok: true, value: answer.value ?? [] } : answer });
}

function answerTo(at: NonNullable<typeof server>, message: Exclude<ToServer, { readonly ask: "open" }>) {
  const { id, folder } = message;
  switch (message.ask) {
    case "list":
      return at.list(folder);
    case "put":
      return at.put(folder, message.name, message.bytes);
    case "remove":
      return at.remove(folder, message.name);
    case "get":
      return at.get(folder, message.name, message.most, message.from, message.mark, {
        begins: (from, mark) => post({ id, tell: "begins", at: from, mark }),
        piece: (bytes) => post({ id, tell: "piece", bytes }),
      });
  }
}

const run = (message: ToServer): void => void take(message).catch(() => process.exit(1));
if (parentPort !== undefined) parentPort.on("message", ({ data }) => run(data));
else process.on("message", (message) => run(message as ToServer));

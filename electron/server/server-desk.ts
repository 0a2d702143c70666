import { X509Certificate } from "node:crypto";
import { join } from "node:path";
import type { ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { ServerState } from "../../shared/ipc/server.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import type { Shell } from "../door/door.ts";
import { ownCarrier } from "../exchange/carrier.ts";
import { readAtMost } from "../exchange/unpack.ts";
import { errnoOf, type Machine } from "../machine.ts";
import type { Office } from "../office.ts";
import type { Remote, ServerLogin } from "./remote.ts";
import { bringDown, bundlesIn, emptyMemory, type Folders, type Memory, sendUp, sweepInbox } from "./rounds.ts";

/** Under this name the login lies sealed, with what came down before. */
const keptName = "server-carrier";
/** Files that are remembered as brought down. */
const mostDone = 5_000;
const longestCertificate = 65_536; // bytes

/** Milliseconds: between two rounds, before the first new attempt after a failure, and at most before any. Each attempt doubles it. */
export interface Pace {
  readonly each: number;
  readonly first: number;
  readonly longest: number;
}
const usualPace: Pace = { each: 5 * 60_000, first: 30_000, longest: 30 * 60_000 };

interface Kept {
  readonly on: ServerLogin | null;
  readonly done: readonly string[];
}

export interface ServerNeeds {
  readonly shell: Pick<Shell, "askOpen" | "dataFolder">;
  readonly machine: Machine;
  readonly connect: (login: ServerLogin) => Remote;
  readonly pace?: Pace;
  readonly plainHere?: boolean; // http to this very computer: tests
}

type Answer<C extends "server.state" | "server.on" | "server.certificate"> = Promise<Result<ReplyOf<C>, Problem>>;

/** An open office's exchange with the server, while it is switched on. */
interface Running {
  readonly office: Office;
  readonly login: ServerLogin;
  readonly memory: Memory;
  remote: Remote | null; // during a round
  doing: "idle" | "working" | "halted";
  problem: Problem | null;
  at: string;
  again: boolean; // asked for during a round
  wake: () => void;
  stopped: boolean;
}

export type ServerDesk = ReturnType<typeof serverDesk>;

/**
 * Carries sealed bundles to the province's server and back, while an office is open and somebody has switched it on: round after
 * round, later and later where one fails. A login that is refused is not tried again by itself, so that no account is locked.
 */
export function serverDesk({ shell, machine, connect, pace = usualPace, plainHere = false }: ServerNeeds) {
  const folders: Folders = {
    out: join(shell.dataFolder, "server", "out"),
    inbox: join(shell.dataFolder, "server", "in"),
  };
  let running: Running | null = null;
  let certificate: string | null = null; // chosen, and not kept yet

  const stop = () => {
    if (running === null) return;
    running.stopped = true;
    running.remote?.close();
    running.wake();
    running = null;
  };

  const begin = (office: Office, { on, done }: Kept) => {
    stop();
    if (on === null) return;
    const one: Running = {
      office,
      login: on,
      memory: emptyMemory(done),
      remote: null,
      doing: "idle",
      problem: null,
      at: "",
      again: false,
      wake: () => undefined,
      stopped: false,
    };
    running = one;
    void goOn(one);
  };

  const goOn = async (one: Running) => {
    for (let failures = 0; !one.stopped; ) {
      Object.assign(one, { doing: "working", again: false });
      const went = await round(one);
      if (one.stopped) return;
      failures = went.ok ? 0 : failures + 1;
      one.problem = went.ok ? null : went.problem;
      if (went.ok) one.at = machine.clock.note();
      one.doing = !went.ok && went.problem.kind === "server-login" ? "halted" : "idle";
      if (one.again) continue;
      await woken(one, one.doing === "halted" ? null : delayAfter(failures, pace));
    }
  };

  const round = async (one: Running): Promise<Result<null, Problem>> => {
    const { office, memory } = one;
    for (const folder of [folders.out, folders.inbox]) {
      const made = await ownCarrier(machine, folder);
      if (!made.ok) return made;
    }
    await sweepInbox(machine, office, folders);
    const remote = connect(one.login);
    one.remote = remote;
    try {
      const up = await sendUp(machine, folders, remote);
      const down = await bringDown(machine, office, folders, remote, memory, () => keep(one));
      return up.ok ? down : up;
    } finally {
      remote.close();
      one.remote = null;
    }
  };

  const keep = ({ office, login, memory }: Running) =>
    writeKept(office, { on: login, done: [...memory.done].slice(-mostDone) });

  const state = async (): Promise<ServerState> => ({
    built: true,
    on: running === null ? null : shownLogin(running.login),
    doing: running?.doing ?? "idle",
    problem: running?.problem ?? null,
    at: running?.at ?? "",
    leaving: (await bundlesIn(machine, folders.out)).length,
  });

  return {
    inbox: folders.inbox,
    start: async (office: Office): Promise<void> => begin(office, await readKept(office)),
    stop,
    state,

    /** The folder that bundles are packed into; they go up from there. */
    outgoing: async (): Promise<Result<string, Problem>> =>
      running === null ? failed({ kind: "server-off" }) : ownCarrier(machine, folders.out),

    /** What the server is called, on the screen and in the register. */
    place: (): string => (running === null ? "" : shownLogin(running.login).host),

    try: () => {
      if (running !== null) {
        running.again = true;
        running.wake();
      }
      return state();
    },

    switchOn: async (
      office: Office,
      { address, login, password, certificate: wanted }: RequestOf<"server.on">,
    ): Answer<"server.on"> => {
      const url = serverAddress(address, plainHere);
      if (url === null) return failed({ kind: "server-address" });
      const kept = await readKept(office);
      const same = kept.on?.address === url ? kept.on : null; // a password is never tried at another address
      const on: ServerLogin = {
        address: url,
        login,
        password: password ?? same?.password ?? "",
        certificate: wanted ? (certificate ?? kept.on?.certificate ?? null) : null,
      };
      const remote = connect(on);
      const asked = await remote.list("");
      remote.close();
      if (!asked.ok) return asked;
      const next: Kept = { on, done: same === null ? [] : kept.done };
      const written = await writeKept(office, next);
      if (!written.ok) return written;
      certificate = null;
      begin(office, next);
      return ok(await state());
    },

    switchOff: async (office: Office): Answer<"server.state"> => {
      const written = await writeKept(office, { on: null, done: [] });
      if (!written.ok) return written;
      stop();
      return ok(await state());
    },

    chooseCertificate: async (): Answer<"server.certificate"> => {
      const path = await shell.askOpen({
        title: "Chọn chứng thư máy chủ của tỉnh",
        filters: [{ name: "Chứng thư", extensions: ["pem", "crt", "cer"] }],
      });
      if (path === null) return ok(null);
      const read = await readCertificate(machine, path);
      if (read === null) return failed({ kind: "server-certificate-file" });
      certificate = read.toString();
      return ok({ subject: /(?:^|\n)CN=([^\n]*)/.exec(read.subject)?.[1] ?? read.subject.slice(0, 80) });
    },
  };
}

/** How long to wait after so many failures in a row. */
export const delayAfter = (failures: number, { each, first, longest }: Pace): number =>
  failures === 0 ? each : Math.min(longest, first * 2 ** Math.min(failures - 1, 20));

/**
 * The address as it is asked, with "/" at its end; null: no such address. Only https: a login and the fact of sending are
 * nobody else's.
 */
export function serverAddress(text: string, plainHere = false): string | null {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url === null || url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return null;
  const here = plainHere && url.protocol === "http:" && /^(?:127\.0\.0\.1|localhost)$/.test(url.hostname);
  if (url.protocol !== "https:" && !here) return null;
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}

const shownLogin = ({ address, login, certificate }: ServerLogin) => ({
  address,
  host: new URL(address).host,
  login,
  certificate: certificate !== null,
});

/** Until somebody wakes it, or so many milliseconds have passed; null: as long as nobody does. Keeps no program from ending. */
const woken = (one: Running, millis: number | null): Promise<void> =>
  new Promise((resolve) => {
    const timer = millis === null ? null : setTimeout(resolve, millis).unref();
    one.wake = () => {
      if (timer !== null) clearTimeout(timer);
      resolve();
    };
  });

async function readCertificate(machine: Machine, path: string): Promise<X509Certificate | null> {
  try {
    const bytes = await readAtMost(machine, path, longestCertificate);
    return bytes === null ? null : new X509Certificate(bytes);
  } catch (error) {
    if (errnoOf(error) === null && !(error instanceof Error && "code" in error)) throw error;
    return null;
  }
}

async function readKept({ store }: Office): Promise<Kept> {
  const read = await store.readSealed(keptName);
  if (!read.ok || read.value === null) return { on: null, done: [] };
  return JSON.parse(Buffer.from(read.value).toString("utf8")) as Kept;
}

const writeKept = ({ store }: Office, kept: Kept) => store.writeSealed(keptName, Buffer.from(JSON.stringify(kept)));

import { basename, dirname, join } from "node:path";
import type { FeedId } from "../../shared/domain/primitives.ts";
import { isBundleName } from "../../shared/exchange/container.ts";
import { isPartName } from "../../shared/exchange/parts.ts";
import type { ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { heldOf } from "../book.ts";
import type { Shell } from "../door/door.ts";
import { placeOf } from "../exchange/carrier.ts";
import { type Joining, type PartSet, partSetsIn } from "../exchange/join.ts";
import { peekBundle } from "../exchange/peek.ts";
import { errnoOf, type Machine, newToken } from "../machine.ts";
import type { Office } from "../office.ts";
import { checkBundle, type Receiving } from "./receive-bundle.ts";
import type { Staging } from "./staging.ts";

/** Bundles in one queue at most: some years of a large province. */
const mostBundles = 5_000;

/** Under this name the files of a queue that was begun lie sealed, so that after a crash the rest is found again. */
const keptName = "import-queue";

interface Needs {
  readonly shell: Pick<Shell, "askOpenMany" | "askFolder">;
  readonly machine: Machine;
  readonly receiving: Receiving;
  readonly offered: Offered;
  readonly staging: Pick<Staging, "stage">;
}

/** Which bundles: asked for in a dialog, or offered without one. */
type Offered = (office: Office, from: "named" | "watched" | "server") => Promise<Result<readonly string[], Problem>>;

type Answer<C extends "queue.choose" | "queue.take" | "queue.unfinished" | "queue.close"> = Promise<
  Result<ReplyOf<C>, Problem>
>;
type Queue = NonNullable<ReplyOf<"queue.choose">>;
type QueuedBundle = Queue["bundles"][number];

/**
 * Many bundles, taken one after the other in the order of their feeds. Only one is in memory at a time. What was taken is
 * in the ledger; which files were to be taken is kept sealed until the queue is closed. A second queue takes the place of
 * the first.
 */
export function importQueue({ shell, machine, receiving, offered, staging }: Needs) {
  let open: { readonly token: string; readonly paths: readonly string[]; begun: boolean } | null = null;

  const make = async (office: Office, paths: readonly string[], begun = false): Promise<Queue> => {
    const looked: { readonly path: string; readonly bundle: QueuedBundle }[] = [];
    const some = paths.slice(0, mostBundles);
    for (const path of some.filter((one) => !isPart(one))) looked.push({ path, bundle: await lookAt(office, path) });
    looked.push(...(await joinedOf(machine, office, some.filter(isPart))));
    const inOrder = looked.toSorted((one, other) => byFeed(one.bundle, other.bundle));
    const token = newToken(machine);
    open = { token, paths: inOrder.map(({ path }) => path), begun };
    return {
      token,
      bundles: countFresh(
        inOrder.map(({ bundle }) => bundle),
        office,
      ),
    };
  };

  return {
    choose: async (office: Office, { from }: RequestOf<"queue.choose">): Answer<"queue.choose"> => {
      receiving.unpacker.warm();
      if (from === "named" || from === "watched" || from === "server") {
        const paths = await offered(office, from);
        return paths.ok ? ok(await make(office, paths.value)) : paths;
      }
      if (from === "files") {
        const paths = await shell.askOpenMany({
          title: "Chọn gói để nhận",
          filters: [{ name: "Gói dữ liệu", extensions: ["age"] }],
        });
        return ok(paths.length === 0 ? null : await make(office, paths));
      }
      const folder = await shell.askFolder("Chọn thư mục có các gói để nhận");
      if (folder === null) return ok(null);
      const paths = await bundlesIn(machine, folder);
      return paths.ok ? ok(await make(office, paths.value)) : paths;
    },

    /** Bundles of a queue that was begun and never closed: the program was ended meanwhile. */
    unfinished: async (office: Office): Answer<"queue.unfinished"> => {
      const paths = await keptPaths(office);
      return ok(paths.length === 0 ? null : await make(office, paths, true));
    },

    /** The one bundle's path, to be previewed by itself; null where the queue is another one. */
    pathAt: (token: string, index: number): string | null =>
      open?.token === token ? (open.paths[index] ?? null) : null,

    /** Check the next bundle and put it on the stage: what holds the records weighs it, then `bundle.accept` takes it. */
    take: async (office: Office, { token, index, lying }: RequestOf<"queue.take">): Answer<"queue.take"> => {
      const path = open?.token === token ? open.paths[index] : undefined;
      if (open === null || path === undefined) return failed({ kind: "staging-gone" });
      if (!open.begun) {
        const kept = await keepPaths(office, open.paths);
        if (!kept.ok) return kept;
        open.begun = true;
      }
      const opened = await checkBundle(office, receiving, path, lying);
      return opened.ok
        ? ok({ became: "checked", preview: staging.stage(opened.value) })
        : refused(machine, path, opened.problem);
    },

    close: async (office: Office, { token }: RequestOf<"queue.close">): Answer<"queue.close"> => {
      if (open?.token !== token) return ok({});
      const { begun } = open;
      open = null;
      const forgotten = begun ? await keepPaths(office, []) : ok(null);
      return forgotten.ok ? ok({}) : forgotten;
    },

    forget: (): void => {
      open = null;
    },
  };

  async function lookAt(office: Office, path: string): Promise<QueuedBundle> {
    const fileName = basename(path).normalize("NFC");
    const peeked = await peekBundle(machine, joiningOf(office), path);
    if (!peeked.ok) return unknownBundle(fileName, peeked.problem);
    const { sender, seal, bytes } = peeked.value;
    const { feed, from, to } = seal;
    return { fileName, feed, sender: sender.name, from, to, fresh: 0, bytes, parts: null, problem: null };
  }
}

const isPart = (path: string): boolean => isPartName(basename(path).normalize("NFC"));

const joiningOf = ({ own, book }: Office): Joining => ({ office: own.office, peers: [...book.peers.values()] });

const unknownBundle = (fileName: string, problem: Problem): QueuedBundle => ({
  fileName,
  feed: null,
  sender: null,
  from: 0,
  to: 0,
  fresh: 0,
  bytes: 0,
  parts: null,
  problem,
});

/** Parts by the bundle they make: each bundle once, however many of its parts were chosen. */
async function joinedOf(
  machine: Machine,
  office: Office,
  paths: readonly string[],
): Promise<readonly { readonly path: string; readonly bundle: QueuedBundle }[]> {
  const found: { readonly path: string; readonly bundle: QueuedBundle }[] = [];
  for (const folder of new Set(paths.map((path) => dirname(path)))) {
    const chosen = new Set(paths.filter((path) => dirname(path) === folder));
    const looked = await partSetsIn(machine, joiningOf(office), folder).catch((error: unknown) => {
      if (errnoOf(error) === null) throw error;
      return null;
    });
    if (looked === null) {
      const gone = { kind: "carrier-gone", place: placeOf(folder) } as const;
      found.push(...[...chosen].map((path) => ({ path, bundle: unknownBundle(shownName(path), gone) })));
      continue;
    }
    for (const set of looked.sets)
      if (set.paths.some((path) => chosen.has(path))) found.push({ path: set.first, bundle: bundleOf(set) });
    for (const [path, problem] of looked.strange)
      if (chosen.has(path)) found.push({ path, bundle: unknownBundle(shownName(path), problem) });
  }
  return found;
}

const shownName = (path: string): string => basename(path).normalize("NFC");

const bundleOf = ({ sender, seal, of, first, problem }: PartSet): QueuedBundle => ({
  fileName: shownName(first),
  feed: seal.feed,
  sender: sender.name,
  from: seal.from,
  to: seal.to,
  fresh: 0,
  bytes: seal.bytes,
  parts: of,
  problem,
});

/** How many actions of each are new to us once those before it are taken. */
function countFresh(bundles: readonly QueuedBundle[], { book }: Office): QueuedBundle[] {
  const reached = new Map<FeedId, number>();
  return bundles.map((bundle) => {
    const { feed, from, to } = bundle;
    if (feed === null) return bundle;
    const held = reached.get(feed) ?? heldOf(book, feed).number;
    reached.set(feed, Math.max(held, to));
    return { ...bundle, fresh: Math.max(0, to - Math.max(from - 1, held)) };
  });
}

/** Feed by feed, each from its first action on; what cannot be told comes last. */
function byFeed(one: QueuedBundle, other: QueuedBundle): number {
  if (one.feed === null || other.feed === null) return Number(one.feed === null) - Number(other.feed === null);
  if (one.feed !== other.feed) return one.feed < other.feed ? -1 : 1;
  return one.from - other.from || one.to - other.to;
}

/** What lies in a folder and is a bundle or a part of one by its name; nothing else there is read. */
async function bundlesIn(machine: Machine, folder: string): Promise<Result<readonly string[], Problem>> {
  try {
    const names = await machine.files.readdir(folder);
    return ok(
      names
        .filter((name) => isBundleName(name.normalize("NFC")) || isPartName(name.normalize("NFC")))
        .toSorted()
        .map((name) => join(folder, name)),
    );
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return failed({ kind: "carrier-gone", place: placeOf(folder) });
  }
}

/** What is the matter with one bundle only, and lets the others be taken; anything else stops the queue. */
async function refused(machine: Machine, path: string, problem: Problem): Answer<"queue.take"> {
  if (problem.kind === "bundle-already-taken") return ok({ became: "held", from: problem.from, to: problem.to });
  if (ofTheStore.has(problem.kind)) return failed(problem);
  if (problem.kind === "carrier-gone" && !(await isThere(machine, dirname(path)))) return failed(problem);
  return ok({ became: "refused", problem });
}

const ofTheStore: ReadonlySet<Problem["kind"]> = new Set([
  "locked",
  "in-use",
  "disk-full",
  "disk-failing",
  "not-permitted",
  "file-busy",
  "store-damaged",
]);

const isThere = async (machine: Machine, folder: string): Promise<boolean> =>
  (await machine.files.stat(folder).catch(() => null))?.folder === true;

const keepPaths = ({ store }: Office, paths: readonly string[]) =>
  store.writeSealed(keptName, Buffer.from(JSON.stringify(paths)));

async function keptPaths({ store }: Office): Promise<readonly string[]> {
  const read = await store.readSealed(keptName);
  if (!read.ok || read.value === null) return [];
  return JSON.parse(Buffer.from(read.value).toString("utf8")) as string[];
}

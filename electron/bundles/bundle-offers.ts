import { basename, join, resolve } from "node:path";
import { isBundleName } from "../../shared/exchange/container.ts";
import { isPartName } from "../../shared/exchange/parts.ts";
import type { ReplyOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import { heldOf } from "../book.ts";
import type { Shell } from "../door/door.ts";
import { placeOf } from "../exchange/carrier.ts";
import { type PartSet, partSetsIn } from "../exchange/join.ts";
import { peekBundle } from "../exchange/peek.ts";
import { errnoOf, type Machine } from "../machine.ts";
import type { Office } from "../office.ts";

/** Under this name the folder that is watched lies sealed: a path never leaves main. */
const keptName = "watched-folder";

/** Bundles a watched folder is looked through for at most, and as many are remembered as offered before. */
const mostBundles = 5_000;

interface Watched {
  readonly folder: string;
  readonly offered: readonly string[]; // "name bytes" of what was offered before
}

interface Needs {
  readonly shell: Pick<Shell, "askFolder" | "namedBundles">;
  readonly machine: Machine;
  readonly inbox: string | null; // the folder into which bundles come from the province's server
}

/** Under this name lies what of the inbox was offered before. */
const inboxName = "server-inbox";

type Answer<C extends "offers.look" | "watch.choose" | "watch.stop"> = Promise<Result<ReplyOf<C>, Problem>>;

/**
 * Bundles that nobody chose in a dialog: opened from the system's file manager, or come to the folder that is watched. They are
 * offered and never taken by themselves. The folder is looked at when the page asks, once a minute; nothing of the system
 * watches it, for network drives do not tell.
 */
export function bundleOffers({ shell, machine, inbox }: Needs) {
  type Looked = { readonly watched: Watched; readonly fresh: Fresh | null };
  const look = async (office: Office): Promise<Looked | null> => {
    const watched = await readWatched(office, keptName);
    return watched === null ? null : { watched, fresh: await freshIn(machine, office, watched) };
  };
  const lookInbox = async (office: Office): Promise<Looked | null> => {
    if (inbox === null) return null;
    const watched = { folder: inbox, offered: (await readWatched(office, inboxName))?.offered ?? [] };
    return { watched, fresh: await freshIn(machine, office, watched) };
  };
  return {
    look: async (office: Office): Answer<"offers.look"> => {
      const named = shell.namedBundles().length;
      const server = (await lookInbox(office))?.fresh?.fresh.length ?? 0;
      const looked = await look(office);
      if (looked === null) return ok({ named, server, watched: null });
      const { watched, fresh } = looked;
      return ok({
        named,
        server,
        watched: {
          place: placeOf(watched.folder),
          gone: fresh === null,
          fresh: fresh?.fresh.length ?? 0,
          incomplete: (fresh?.incomplete ?? []).slice(0, mostIncomplete).map(incompleteOf),
        },
      });
    },

    choose: async (office: Office): Answer<"watch.choose"> => {
      const folder = await shell.askFolder("Chọn thư mục để theo dõi gói mới");
      if (folder === null) return ok(null);
      const kept = await writeWatched(office, keptName, { folder, offered: [] });
      return kept.ok ? ok({ place: placeOf(folder) }) : kept;
    },

    stop: async (office: Office): Answer<"watch.stop"> => {
      const kept = await writeWatched(office, keptName, null);
      return kept.ok ? ok({}) : kept;
    },

    /** Paths of what is offered; from then on it is not offered again. */
    claim: async (
      office: Office,
      from: "named" | "watched" | "server",
    ): Promise<Result<readonly string[], Problem>> => {
      if (from === "named") return ok(shell.namedBundles(true));
      const looked = await (from === "server" ? lookInbox : look)(office);
      if (looked === null || looked.fresh === null) return ok([]);
      const { watched } = looked;
      const { fresh } = looked.fresh;
      const offered = [...watched.offered, ...fresh.map(({ key }) => key)].slice(-mostBundles);
      const kept = await writeWatched(office, from === "server" ? inboxName : keptName, { ...watched, offered });
      return kept.ok ? ok(fresh.map(({ path }) => path)) : kept;
    },
  };
}

interface Fresh {
  readonly fresh: readonly { readonly path: string; readonly key: string }[];
  readonly incomplete: readonly PartSet[]; // bundles of which parts are missing
}

const isPart = (name: string): boolean => isPartName(name.normalize("NFC"));

/** Bundles with missing parts that are told of at most. */
const mostIncomplete = 20;

/**
 * What of a folder is whole, meant for us and was not offered before: bundles of others, or such that are still being copied,
 * are passed over without a word, but parts that are missing are named. Null: the folder is not there.
 */
async function freshIn(machine: Machine, { own, book }: Office, { folder, offered }: Watched): Promise<Fresh | null> {
  const before = new Set(offered);
  const joining = { office: own.office, peers: [...book.peers.values()] };
  const fresh: { path: string; key: string }[] = [];
  try {
    const names = await machine.files.readdir(folder);
    const bundles = names.filter((name) => isBundleName(name.normalize("NFC")));
    for (const name of bundles.toSorted().slice(0, mostBundles)) {
      const path = join(folder, name);
      const key = `${name} ${(await machine.files.stat(path))?.bytes ?? 0}`;
      if (before.has(key)) continue;
      const peeked = await peekBundle(machine, joining, path);
      if (!peeked.ok) continue;
      const { feed, from, to } = peeked.value.seal;
      if (from <= to && to <= heldOf(book, feed).number) continue; // nothing in it is new
      fresh.push({ path, key });
    }
    const incomplete: PartSet[] = [];
    const { sets } = names.some(isPart) ? await partSetsIn(machine, joining, folder) : { sets: [] };
    for (const set of sets) {
      const { id, first: path, seal, problem } = set;
      if (before.has(id) || (seal.from <= seal.to && seal.to <= heldOf(book, seal.feed).number)) continue;
      if (problem === null) fresh.push({ path, key: id });
      else if (problem.kind === "parts-missing") incomplete.push(set);
    }
    return { fresh, incomplete };
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return null;
  }
}

const incompleteOf = ({ sender, seal: { from, to }, of, problem }: PartSet) => ({
  sender: sender.name,
  from,
  to,
  of,
  missing: problem?.kind === "parts-missing" ? [...problem.parts] : [],
});

const writeWatched = ({ store }: Office, name: string, watched: Watched | null) =>
  store.writeSealed(name, Buffer.from(JSON.stringify(watched)));

async function readWatched({ store }: Office, name: string): Promise<Watched | null> {
  const read = await store.readSealed(name);
  if (!read.ok || read.value === null) return null;
  return JSON.parse(Buffer.from(read.value).toString("utf8")) as Watched | null;
}

/**
 * The bundles among a program's arguments, as the system passes them when a file is opened: names to offer, nothing else.
 * Switches and other files are passed over.
 *
 * @param folder  in which relative names are looked for
 */
export const bundlesNamed = (argv: readonly string[], folder: string): readonly string[] =>
  argv
    .filter(
      (word) => !word.startsWith("-") && (isBundleName(basename(word).normalize("NFC")) || isPart(basename(word))),
    )
    .map((word) => resolve(folder, word));

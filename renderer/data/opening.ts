import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Head } from "../../shared/ipc/ledger.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import { type Database, type HeadRow, type PageRow, readAll, tablesVersion } from "./database.ts";
import { foldEntry } from "./entries.ts";
import { judgeAgain } from "./judge-again.ts";
import { openMemory, type StoreIdentity, type Unusable } from "./manifest.ts";
import { emptyMemory, type Memory } from "./memory.ts";
import type { LedgerSource, OpeningProgress } from "./office-data.ts";
import type { Derive } from "./page.ts";
import type { Seal } from "./seal.ts";

/** How memory came about: the copy was up to date, some entries behind, or made anew from the ledger. */
export type Opening =
  | { readonly how: "equal" }
  | { readonly how: "caught-up"; readonly entries: number }
  | { readonly how: "rebuilt"; readonly why: Unusable | "unreadable" };

export interface OpeningOf {
  readonly memory: Memory;
  readonly opening: Opening;
}

/**
 * Bring memory to where the ledger stands: the working copy where it can be used, and the ledger for the rest.
 * An emptied, old, foreign or damaged copy is an ordinary event; it costs time and nothing else.
 *
 * @param opened  our own office, for what is passed on to it is unfolded; and what of revoked feeds counts or never came
 */
export async function openWorkingCopy(
  db: Database,
  identity: StoreIdentity,
  ledgerHead: Head,
  repaired: boolean,
  seal: Seal,
  ledger: LedgerSource,
  derive: Derive,
  { office, level, ended, gone }: Pick<Opened, "office" | "level" | "ended" | "gone">,
  progress: (at: OpeningProgress) => void,
): Promise<OpeningOf> {
  progress({ step: "reading", done: 0, total: ledgerHead.position });
  const found = await readOrNull(db);
  const copy = found === null ? "unreadable" : await openMemory(found, identity, ledgerHead, repaired, seal, derive);
  const usable = typeof copy !== "string";
  const memory = usable ? copy : emptyMemory(derive);
  memory.state.ended = new Map(ended.map(({ feed, upTo }) => [feed, upTo]));
  memory.state.gone = new Set(gone);
  memory.state.own = office;
  if (level === "province") memory.known.provinces.add(office);
  const before = memory.head.position;
  await catchUp(memory, ledgerHead, ledger, (done, total) =>
    progress({ step: usable ? "catching-up" : "rebuilding", done, total }),
  );
  if (!usable) return { memory, opening: { how: "rebuilt", why: copy } };
  const entries = memory.head.position - before;
  return { memory, opening: entries === 0 ? { how: "equal" } : { how: "caught-up", entries } };
}

/**
 * Fold the ledger's entries after `memory.head` into memory, up to where the ledger stands when the last is read.
 *
 * @param least  a head the ledger is known to have reached; nothing is read where memory is there
 * @throws       where the ledger has no entries to give though it stands further on: a programmer's mistake
 */
export async function catchUp(
  memory: Memory,
  least: Head,
  ledger: LedgerSource,
  progress: (done: number, total: number) => void,
  folded: (touched: readonly RecordId[]) => void = () => {},
): Promise<void> {
  let goal = least;
  while (memory.head.position < goal.position) {
    const { entries, head } = await ledger.read(memory.head.position, bytesAtOnce);
    if (entries.length === 0) throw new Error("the ledger gave no entries before its head");
    for (const { position, entry } of entries) folded(foldEntry(memory, position, entry));
    const last = entries.at(-1)!.position;
    memory.head = last === head.position ? head : { position: last, tag: "" };
    goal = head;
    const { records } = memory;
    if (records.loose() > Math.max(looseAtMost, records.allPages().length * 128)) records.pack();
    progress(memory.head.position, goal.position);
  }
  folded(await judgeAgain(memory, ledger));
}

/** Entries asked for at a time, in bytes of their text. */
const bytesAtOnce = 4 * 1024 * 1024;

/** States above the pages before they are laid into pages, and more where there are many pages to lay them into. */
export const looseAtMost = 20_000;

/** What the disk holds; null where the database does not open or read, after which it is a new, empty one. */
async function readOrNull(
  db: Database,
): Promise<{ readonly head: HeadRow | undefined; readonly pages: readonly PageRow[] } | null> {
  try {
    if (!db.dexie.isOpen()) await db.dexie.open();
    // Dexie opens what a later version left, and numbers versions in tens.
    if (db.dexie.backendDB().version !== tablesVersion * 10) throw new Error("tables of another version");
    return await readAll(db);
  } catch {
    db.dexie.close();
    try {
      await db.dexie.delete({ disableAutoOpen: true });
      await db.dexie.open();
    } catch {
      // Neither read nor removed: memory works without it, and writing behind tries again.
    }
    return null;
  }
}

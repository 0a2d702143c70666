import type { Head } from "../../shared/ipc/ledger.ts";
import type { HeadRow, PageRow } from "./database.ts";
import { besidesBytes, type Memory, readMemory } from "./memory.ts";
import type { Derive } from "./page.ts";
import type { PlacedPage } from "./paged-records.ts";
import { type Seal, tagOf } from "./seal.ts";

/** Version of what is sealed, derived texts included. Another one is not read: the copy is made anew from the ledger. */
export const workingFormat = 6;

/** Which store a working copy belongs to. A restored backup is a new generation. */
export interface StoreIdentity {
  readonly store: string;
  readonly generation: string;
}

/** Why a working copy cannot be used. None of these is a loss: the ledger has everything. */
export type Unusable =
  | "empty"
  | "another-store"
  | "another-format"
  | "ahead-of-ledger"
  | "not-this-ledger" // same length, another history
  | "ledger-repaired" // behind a ledger that was repaired at this start
  | "pages-differ" // one is missing, too many, stale or swapped
  | "damaged";

/** Memory as one moment knew it, ready to be sealed while memory goes on changing. */
export interface Moment {
  readonly head: Head;
  readonly pages: readonly PlacedPage[];
  readonly besides: Uint8Array;
}

export function momentOf(memory: Memory): Moment {
  memory.records.pack();
  return { head: memory.head, pages: memory.records.allPages(), besides: besidesBytes(memory) };
}

/** Rows to write: pages that are not on the disk as they are now, and the head that vouches for all of them. */
export async function sealMoment(
  moment: Moment,
  identity: StoreIdentity,
  seal: Seal,
  afresh: boolean,
): Promise<{ readonly rows: readonly PageRow[]; readonly head: HeadRow; readonly written: () => void }> {
  const rows: PageRow[] = [];
  const unsealed = moment.pages.filter(({ tag }) => afresh || tag === null);
  for (let i = 0; i < unsealed.length; i += atOnce) {
    const some = unsealed.slice(i, i + atOnce);
    rows.push(...(await Promise.all(some.map(({ id, page }) => sealedRow(seal, identity, id, page.bytes)))));
  }
  const besides = await sealedRow(seal, identity, besidesId, moment.besides);
  const fresh = new Map(rows.map((row) => [row.id, tagOf(row)]));
  const manifest: Manifest = {
    besides: tagOf(besides),
    pages: moment.pages.map(({ id, page, tag }) => [id, page.rows, fresh.get(id) ?? tag ?? ""]),
  };
  const open = {
    id: "head" as const,
    ...identity,
    position: moment.head.position,
    tag: moment.head.tag,
    format: workingFormat,
  };
  const sealed = await seal.seal(new TextEncoder().encode(JSON.stringify(manifest)), headPlace(open));
  return {
    rows: [...rows, besides],
    head: { ...open, ...sealed },
    written: () => {
      for (const placed of unsealed) placed.tag = fresh.get(placed.id) ?? null;
    },
  };
}

/**
 * Open what is on the disk, or say why it cannot be used.
 *
 * @param ledger    where the ledger stands now
 * @param repaired  the ledger was repaired at this start: a copy that is behind it is not trusted
 * Every page must be the one the head names: its number, its rows and the tag of its sealed bytes.
 */
export async function openMemory(
  found: { readonly head: HeadRow | undefined; readonly pages: readonly PageRow[] },
  identity: StoreIdentity,
  ledger: Head,
  repaired: boolean,
  seal: Seal,
  derive: Derive,
): Promise<Memory | Unusable> {
  const { head } = found;
  if (head === undefined) return "empty";
  if (head.format !== workingFormat) return "another-format";
  if (head.store !== identity.store || head.generation !== identity.generation) return "another-store";
  if (head.position > ledger.position) return "ahead-of-ledger";
  if (head.position === ledger.position && head.tag !== ledger.tag) return "not-this-ledger";
  if (head.position < ledger.position && repaired) return "ledger-repaired";
  try {
    const manifest = readManifest(await seal.open(head, headPlace(head)));
    const rows = matched(manifest, found.pages);
    if (rows === null) return "pages-differ";
    const [besides, ...opened] = await Promise.all(
      [rows.besides, ...rows.pages].map((row) => seal.open(row, pagePlace(identity, row.id))),
    );
    const memory = readMemory(
      { position: head.position, tag: head.tag },
      besides!,
      rows.pages.map((row, i) => ({ id: row.id, tag: manifest.pages[i]![2], bytes: opened[i]! })),
      derive,
    );
    const counted = memory.records.allPages().every(({ id, page }) => manifestRows(manifest, id) === page.rows);
    return counted ? memory : "pages-differ";
  } catch {
    return "damaged";
  }
}

/** What the sealed head says: the tag of each page's bytes. */
interface Manifest {
  readonly besides: string;
  readonly pages: readonly (readonly [id: number, rows: number, tag: string])[];
}

const besidesId = 0;
const atOnce = 16; // pages sealed at a time, so that their bytes are not all in memory twice

async function sealedRow(seal: Seal, identity: StoreIdentity, id: number, bytes: Uint8Array): Promise<PageRow> {
  return { id, v: workingFormat, ...(await seal.seal(bytes, pagePlace(identity, id))) };
}

/** What a page is sealed as: it opens nowhere else. */
export const pagePlace = ({ store, generation }: StoreIdentity, id: number): string =>
  `page ${id} of ${store} ${generation}, format ${workingFormat}`;

const headPlace = (row: Omit<HeadRow, "iv" | "ct">): string =>
  `head of ${row.store} ${row.generation} at ${row.position} ${row.tag}, format ${row.format}`;

const readManifest = (bytes: Uint8Array): Manifest => JSON.parse(new TextDecoder().decode(bytes)) as Manifest;

const manifestRows = (manifest: Manifest, id: number): number | undefined =>
  manifest.pages.find(([known]) => known === id)?.[1];

/** The rows in the manifest's order; null where they are not exactly those it names. */
function matched(
  manifest: Manifest,
  rows: readonly PageRow[],
): { readonly besides: PageRow; readonly pages: readonly PageRow[] } | null {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const named = (id: number, tag: string): PageRow | null => {
    const row = byId.get(id);
    return row !== undefined && tagOf(row) === tag ? row : null;
  };
  const besides = named(besidesId, manifest.besides);
  const pages = manifest.pages.map(([id, , tag]) => named(id, tag)).filter((row) => row !== null);
  if (besides === null || pages.length !== manifest.pages.length || rows.length !== pages.length + 1) return null;
  return { besides, pages };
}

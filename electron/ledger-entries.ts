import type { Entry } from "../shared/exchange/entry.ts";
import type { StoreProblem } from "../shared/problem.ts";
import { ok, type Result } from "../shared/result.ts";
import { entryFrom } from "./entry-bytes.ts";
import type { OpenStore } from "./store/store.ts";

/** Entries after a position, decoded. */
export async function readEntries(store: OpenStore, after: number, bytes: number) {
  const read = await store.ledger.read(after, bytes);
  if (!read.ok) return read;
  const { entries, head } = read.value;
  return ok({ entries: entries.map(({ position, entry }) => ({ position, entry: entryFrom(entry) })), head });
}

/** Go once through the whole ledger, a few megabytes at a time. */
export async function walkEntries(
  store: OpenStore,
  visit: (each: { readonly position: number; readonly entry: Entry }) => void,
): Promise<Result<null, StoreProblem>> {
  for (let after = 0; ; ) {
    const read = await readEntries(store, after, walkedAtOnce);
    if (!read.ok) return read;
    const { entries, head } = read.value;
    for (const each of entries) visit(each);
    const last = entries.at(-1);
    if (last === undefined || last.position >= head.position) return ok(null);
    after = last.position;
  }
}

const walkedAtOnce = 4 * 1024 * 1024; // bytes

/** The entries at these positions, decoded, in their order. */
export async function entriesAt(store: OpenStore, positions: readonly number[]) {
  const read = await store.ledger.at(positions);
  if (!read.ok) return read;
  return ok({ entries: read.value.map(({ position, entry }) => ({ position, entry: entryFrom(entry) })) });
}

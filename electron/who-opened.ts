import type { Duty } from "../shared/domain/role-table.ts";
import type { Clerk } from "../shared/exchange/header.ts";
import type { Book } from "./book.ts";
import type { Office } from "./office.ts";
import type { OpenStore } from "./store/store.ts";

/** A clerk's number in the store: "" for the first, so that a store of one clerk says nothing of clerks. */
export const holderOf = (clerk: string): string => (clerk === "c1" ? "" : clerk);
export const clerkHolding = (holder: string): string => (holder === "" ? "c1" : holder);

/**
 * Who opened the store. With the recovery key it is opened for a key keeper, whoever held the paper; an entry says so.
 *
 * @returns null: somebody who was removed, and whose passphrase a power cut left in place
 */
export function whoOpened({ holder }: Pick<OpenStore, "holder">, { clerks, duties }: Book): Clerk | null {
  if (clerks.size === 0) return { id: "c1", name: "", role: "" };
  const keeper = [...duties].find(([, held]) => held.includes("keys"))?.[0];
  const id = holder === null ? keeper : clerkHolding(holder);
  return id === undefined || !duties.has(id) ? null : (clerks.get(id) ?? null);
}

/** What the clerk at the PC is there for. Beside others, the recovery key is for keys alone: nobody knows who held it. */
export function dutiesOf({ book, clerk, store }: Pick<Office, "book" | "clerk" | "store">): readonly Duty[] {
  return store.recovered && book.duties.size > 1 ? ["keys"] : (book.duties.get(clerk.id) ?? []);
}

export const hasFirstPassphrase = (store: Pick<OpenStore, "holder" | "holders">): boolean =>
  store.holders().some(({ holder, first }) => first && holder === store.holder);

/** Take away what a power cut left: passphrases of those who are gone. */
export async function finishRemovals({ store, book }: Pick<Office, "store" | "book">): Promise<void> {
  for (const { holder } of store.holders())
    if (book.clerks.has(clerkHolding(holder)) && !book.duties.has(clerkHolding(holder)))
      await store.removePassphrase(holder);
}

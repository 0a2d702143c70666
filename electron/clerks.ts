import { type Duty, mayDo } from "../shared/domain/role-table.ts";
import type { Entry } from "../shared/exchange/entry.ts";
import type { ClerkLine } from "../shared/ipc/clerks.ts";
import type { ClerkProblem, StoreProblem } from "../shared/problem.ts";
import { failed, ok, type Result } from "../shared/result.ts";
import { append, inTurn, type Office } from "./office.ts";
import { clerkHolding, hasFirstPassphrase, holderOf } from "./who-opened.ts";

/** What is said of a clerk. */
export interface SaidOfClerk {
  readonly name: string;
  readonly role: string;
  readonly duties: readonly Duty[];
}

type Answer<Value = null> = Promise<Result<Value, StoreProblem | ClerkProblem>>;
type What = Extract<Entry, { entry: "secret" }>["what"];

/** Everybody who works on this PC, then who did. */
export function clerkLines({ book, clerk: self, store }: Office): readonly ClerkLine[] {
  const slots = new Map(store.holders().map(({ holder, first }) => [clerkHolding(holder), first]));
  return [...book.clerks.values()]
    .map((clerk): ClerkLine => {
      const first = slots.get(clerk.id);
      return {
        ...clerk,
        duties: [...(book.duties.get(clerk.id) ?? [])],
        isGone: !book.duties.has(clerk.id),
        passphrase: first === undefined ? "none" : first ? "first" : "own",
        isSelf: clerk.id === self.id,
      };
    })
    .toSorted((one, other) => Number(one.isGone) - Number(other.isGone));
}

/** The ledger has the clerk first, then the store the passphrase: a power cut between them leaves one who cannot open it yet. */
export const addClerk = (
  office: Office,
  { passphrase, ...said }: SaidOfClerk & { readonly passphrase: string },
): Answer =>
  inTurn(office, async () => {
    const short = office.store.refuses(passphrase);
    if (short !== null) return failed(short);
    const id = `c${office.book.clerks.size + 1}`;
    const noted = await append(office, clerkEntry(office, id, said));
    return noted.ok ? changeSecret(office, "first-passphrase", id, passphrase) : noted;
  });

export const changeClerk = (office: Office, { id, ...said }: SaidOfClerk & { readonly id: string }): Answer =>
  inTurn(office, async () => {
    if (!office.book.duties.has(id)) return failed({ kind: "clerk-gone" });
    if (!said.duties.includes("keys") && isLastKeyKeeper(office, id)) return failed({ kind: "last-key-keeper" });
    const noted = await append(office, clerkEntry(office, id, said));
    return noted.ok ? ok(null) : noted;
  });

export const resetPassphrase = (
  office: Office,
  { id, passphrase }: { readonly id: string; readonly passphrase: string },
): Answer =>
  inTurn(office, async () => {
    if (!office.book.duties.has(id)) return failed({ kind: "clerk-gone" });
    return changeSecret(office, "first-passphrase", id, passphrase);
  });

/** The ledger says first that the clerk is gone: whoever opens the store after a power cut in between finishes it. */
export const removeClerk = (office: Office, id: string): Answer =>
  inTurn(office, async () => {
    const { book, store } = office;
    const clerk = book.clerks.get(id);
    if (clerk === undefined || !book.duties.has(id)) return failed({ kind: "clerk-gone" });
    if (isLastKeyKeeper(office, id)) return failed({ kind: "last-key-keeper" });
    if (store.holders().every(({ holder }) => holder === holderOf(id))) return failed({ kind: "last-passphrase" });
    const noted = await append(office, { ...clerkEntry(office, id, { ...clerk, duties: [] }), gone: true });
    return noted.ok ? changeSecret(office, "passphrase-removed", id, null) : noted;
  });

/** @param old  null: where the one in use is a first one, or the recovery key opened the store */
export const changeOwnPassphrase = (
  office: Office,
  { old, next }: { readonly old: string | null; readonly next: string },
): Answer =>
  inTurn(office, async () => {
    const { store, clerk } = office;
    const mayBeUnsaid = store.recovered || hasFirstPassphrase(store);
    if (old === null ? !mayBeUnsaid : !(await store.isOwnPassphrase(old))) return failed({ kind: "wrong-passphrase" });
    if (await store.isOwnPassphrase(next)) return failed({ kind: "passphrase-unchanged" });
    return changeSecret(office, "passphrase", clerk.id, next);
  });

/** @returns the new recovery key, shown once and kept nowhere */
export const renewRecovery = (office: Office): Answer<string> =>
  inTurn(office, async () => {
    const said = secretEntry(office, "recovery-key", "");
    const noted = await append(office, said);
    if (!noted.ok) return noted;
    const renewed = await office.store.renewRecoveryKey();
    if (!renewed.ok) await append(office, { ...said, failed: renewed.problem.kind });
    return renewed;
  });

/** Say it in the ledger, do it, and say so where it was not done. */
async function changeSecret(office: Office, what: What, id: string, next: string | null): Answer {
  const { store } = office;
  const short = next === null ? null : store.refuses(next);
  if (short !== null) return failed(short);
  const said = secretEntry(office, what, id);
  const noted = await append(office, said);
  if (!noted.ok) return noted;
  const done =
    next === null
      ? await store.removePassphrase(holderOf(id))
      : await store.setPassphrase(holderOf(id), next, what === "first-passphrase");
  if (!done.ok) await append(office, { ...said, failed: done.problem.kind });
  return done;
}

const isLastKeyKeeper = ({ book }: Office, id: string): boolean =>
  [...book.duties].every(([other, held]) => other === id || !mayDo(held, "clerks"));

const clerkEntry = (
  { clerk, machine }: Office,
  id: string,
  { name, role, duties }: SaidOfClerk,
): Extract<Entry, { entry: "clerk" }> => ({
  entry: "clerk",
  clerk: { id, name, role },
  duties: [...duties],
  by: clerk.id,
  at: machine.clock.note(),
});

const secretEntry = ({ clerk, machine }: Office, what: What, of: string): Extract<Entry, { entry: "secret" }> => ({
  entry: "secret",
  what,
  of,
  clerk: clerk.id,
  at: machine.clock.note(),
});

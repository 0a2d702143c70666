import { dirname, join } from "node:path";
import { Head } from "../../shared/ipc/ledger.ts";
import type { StoreProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { type Machine, problemOf } from "../machine.ts";
import { type Blobs, blobsIn } from "./blobs.ts";
import {
  areCopiesEqual,
  type Header,
  isPassphraseOf,
  passphraseSlot,
  readHeaders,
  recoverySlot,
  suite,
  type UnlockedHeader,
  unlockHeader,
  writeHeader,
} from "./header.ts";
import { type Kept, keptIn } from "./kept.ts";
import { derived, isReasonable, type Kdf, usualKdf } from "./keys.ts";
import { createLedger, type Ledger, type LedgerLimits, openLedger, usualLimits } from "./ledger.ts";
import type { Repair } from "./load-segments.ts";
import { holdStore, type Lock } from "./lock.ts";
import { printRecoveryKey } from "./recovery-key.ts";
import { giveUpReserve, layReserve, usualReserve } from "./reserve.ts";
import { writeSafely } from "./safe-write.ts";
import { readSealed, type SealedFolder, writeSealed } from "./sealed-file.ts";
import {
  type Holder,
  holdersIn,
  ownHolder,
  refuses,
  removePassphrase,
  renewRecoveryKey,
  type Slots,
  setPassphrase,
} from "./slots.ts";
import { foldersOf, generationName, generationsIn, liveGeneration, type StoreFolders } from "./store-folder.ts";

/** An unlocked store. Its keys lie in this process's memory until `close`. */
export interface OpenStore {
  readonly ledger: Ledger;
  readonly storeId: string; // 32 hex digits
  readonly generation: string; // "g0001"
  readonly label: string; // the office's name
  /** The clerk whose passphrase opened it, by number, "" for the first; null: the recovery key did. */
  readonly holder: string | null;
  /** Opened with the recovery key. A new one should be made and printed. */
  readonly recovered: boolean;
  /** What start-up cut or set aside, or that the header was not as we left it; null: all was well. */
  readonly repaired: Repair | { readonly what: "header" } | null;
  /** A 32-byte key for one purpose, always the same for the same purpose in this store. */
  deriveKey(purpose: string): Uint8Array;
  /** A small sealed file of this store, by name (a-z, 0-9, "-"); null: not there. */
  readSealed(name: string): Promise<Result<Uint8Array | null, StoreProblem>>;
  writeSealed(name: string, bytes: Uint8Array): Promise<Result<null, StoreProblem>>;
  readonly kept: Kept;
  readonly blobs: Blobs;
  /** Bundles that wait, sealed like the files of records and apart from them. */
  readonly asides: Blobs;
  /** Who has a passphrase. */
  holders(): readonly Holder[];
  /** Is this the passphrase of the clerk who opened the store? After a recovery nobody's is. */
  isOwnPassphrase(passphrase: string): Promise<boolean>;
  /** Replace the passphrase that opened the store; after a recovery, the first clerk's. */
  changePassphrase(next: string): Promise<Result<null, StoreProblem>>;
  /** Why a passphrase would not be taken; null: it would. */
  refuses(passphrase: string): StoreProblem | null;
  /** Give a clerk a passphrase, in place of the one before where there is one. `first`: its holder must replace it. */
  setPassphrase(holder: string, next: string, first: boolean): Promise<Result<null, StoreProblem>>;
  /** Take a clerk's passphrase away: it opens nothing any more. Of the last one: refused. */
  removePassphrase(holder: string): Promise<Result<null, StoreProblem>>;
  /** Make a new recovery key, shown once; the old one opens nothing any more. */
  renewRecoveryKey(): Promise<Result<string, StoreProblem>>;
  /** Finish writing, forget the keys, let another process open the store. */
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly limits?: LedgerLimits;
  readonly reserveBytes?: number; // ballast; 0: none
}

export interface NewStore extends StoreOptions {
  readonly passphrase: string;
  readonly label: string; // the office's name, readable without any key
  readonly kdf?: Kdf;
}

/** What is known of a store without any key. */
export interface StoreState {
  readonly label: string;
  readonly holders: readonly string[]; // by number, not proven
}

/** Is there a store, and whose? Needs no key. A store whose header cannot be read has an empty label: it is never "none". */
export async function storeState(machine: Machine, folder: string): Promise<"none" | StoreState> {
  try {
    const generation = await liveGeneration(machine, folder);
    if (generation === null) return "none";
    const headers = await readHeaders(machine, foldersOf(folder, generation).generation);
    const header = headers.ok ? headers.value[0]?.header : undefined;
    return {
      label: header?.label ?? "",
      holders: header === undefined ? [] : holdersIn(header).map((one) => one.holder),
    };
  } catch (error) {
    problemOf(error);
    return { label: "", holders: [] };
  }
}

/**
 * Make the store of a new office and open it. CURRENT is written last: an interrupted creation leaves no store, and the
 * next one begins a new generation beside its remains.
 *
 * @returns the open store and its recovery key, shown once and kept nowhere
 */
export async function createStore(
  machine: Machine,
  folder: string,
  { passphrase, label, kdf = usualKdf, ...options }: NewStore,
): Promise<Result<{ readonly store: OpenStore; readonly recoveryKey: string }, StoreProblem>> {
  const short = refuses(passphrase);
  if (short !== null) return failed(short);
  if (!isReasonable(kdf)) throw new Error("key derivation outside its limits");
  return holding(machine, folder, true, async (lock) => {
    if ((await liveGeneration(machine, folder)) !== null) return failed({ kind: "office-exists" });
    const generation = ((await generationsIn(machine, folder)).at(-1) ?? 0) + 1;
    const storeId = machine.random(16);
    const epochKey = machine.random(32);
    const recovery = machine.random(20);
    const store = Buffer.from(storeId).toString("hex");
    const slot = await passphraseSlot(machine, store, { holder: "", kdf }, passphrase, epochKey);
    const slots = [slot, recoverySlot(machine, store, recovery, epochKey)];
    const header: Header = { format: 1, revision: 1, store, generation, suite, label, slots };
    const written = await writeGeneration(machine, foldersOf(folder, generation), header, epochKey);
    if (!written.ok) return written;
    const opened = await openUnlocked(machine, folder, { header, epochKey, slot, authentic: true }, lock, options);
    return opened.ok ? ok({ store: opened.value, recoveryKey: printRecoveryKey(recovery) }) : opened;
  });
}

/**
 * Open a store with a passphrase or with the recovery key.
 *
 * @param holder  whose passphrase it is said to be, where somebody said; see `unlockHeader`
 */
export async function unlockStore(
  machine: Machine,
  folder: string,
  secret: string,
  { holder = null, ...options }: StoreOptions & { readonly holder?: string | null } = {},
): Promise<Result<OpenStore, StoreProblem>> {
  return holding(machine, folder, false, async (lock) => {
    const generation = await liveGeneration(machine, folder);
    if (generation === null) return failed({ kind: "no-office" });
    const headers = await readHeaders(machine, foldersOf(folder, generation).generation);
    if (!headers.ok) return headers;
    if (headers.value.length === 0) return failed({ kind: "store-damaged", fromEntry: 0 });
    const unlocked = await unlockHeader(headers.value, secret, holder);
    if (!unlocked.ok) return unlocked;
    return openUnlocked(machine, folder, unlocked.value, lock, options);
  });
}

/** Do something while holding the store; what fails lets it go again. */
async function holding<Value>(
  machine: Machine,
  folder: string,
  make: boolean,
  open: (lock: Lock) => Promise<Result<Value, StoreProblem>>,
): Promise<Result<Value, StoreProblem>> {
  try {
    if (make) await machine.files.mkdir(folder);
    else if ((await machine.files.stat(folder)) === null) return failed({ kind: "no-office" });
    const lock = await holdStore(machine, folder);
    if (!lock.ok) return lock;
    let opened: Result<Value, StoreProblem> | null = null;
    try {
      opened = await open(lock.value);
      return opened;
    } finally {
      if (opened?.ok !== true) await lock.value.release();
    }
  } catch (error) {
    return failed(problemOf(error));
  }
}

async function writeGeneration(
  machine: Machine,
  folders: StoreFolders,
  header: Header,
  epochKey: Uint8Array,
): Promise<Result<null, StoreProblem>> {
  await machine.files.mkdir(folders.log);
  const key = { storeId: Buffer.from(header.store, "hex"), generation: header.generation, epochKey };
  const started = await createLedger(machine, folders, key);
  if (!started.ok) return started;
  const written = await writeHeader(machine, folders.generation, header, epochKey);
  if (!written.ok) return written;
  for (const folder of [folders.generation, folders.store, dirname(folders.store)])
    await machine.files.syncFolder(folder);
  return writeSafely(machine, join(folders.store, "CURRENT"), Buffer.from(`${generationName(header.generation)}\n`));
}

interface Unlocked extends Slots {
  readonly folders: StoreFolders;
  readonly sealed: SealedFolder;
  readonly kept: Kept;
  readonly blobs: Blobs;
  readonly asides: Blobs;
}

async function openUnlocked(
  machine: Machine,
  folder: string,
  { header, epochKey, slot, authentic }: UnlockedHeader,
  lock: Lock,
  { limits = usualLimits, reserveBytes = usualReserve }: StoreOptions,
): Promise<Result<OpenStore, StoreProblem>> {
  const folders = foldersOf(folder, header.generation);
  const storeId = Buffer.from(header.store, "hex");
  const sealed = {
    folder: folders.generation,
    key: derived(epochKey, storeId, "sealed files"),
    bound: `${header.store}/${generationName(header.generation)}`,
  };
  for (const named of [folders.store, folders.generation]) await machine.files.syncFolder(named).catch(problemOf); // names that a killed process left with the system only
  const witness = await lastKnownHead(machine, sealed);
  const key = { storeId, generation: header.generation, epochKey };
  const opened = await openLedger(machine, folders, key, limits, witness);
  if (!opened.ok) return opened;
  const headerWhole = authentic && (await areCopiesEqual(machine, folders.generation));
  const side = (name: "kept" | "blobs" | "asides") => ({
    machine,
    folder: join(folders.generation, name),
    bound: `${sealed.bound}/${name}`,
    sealKey: derived(epochKey, storeId, name),
    nameKey: derived(epochKey, storeId, `${name} names`),
  });
  const [kept, blobs] = [keptIn(side("kept")), blobsIn(side("blobs"), limits.stopBytes)];
  const asides = blobsIn(side("asides"), limits.stopBytes);
  const state: Unlocked = {
    machine,
    folders,
    folder: folders.generation,
    epochKey,
    sealed,
    kept,
    blobs,
    asides,
    header,
    slot,
    closing: null,
  };
  // An altered header is told and left as it is until a secret is changed; a lagging copy is only brought up.
  if (authentic && !headerWhole) await writeHeader(machine, folders.generation, header, epochKey);
  const ledger = opened.value;
  const laying = layReserve(machine, folder, reserveBytes, limits.stopBytes, () => state.closing !== null);
  return ok({
    ledger,
    storeId: header.store,
    generation: generationName(header.generation),
    label: header.label,
    holder: slot.kind === "passphrase" ? slot.holder : null,
    recovered: slot.kind === "recovery",
    repaired: ledger.repaired ?? (headerWhole ? null : { what: "header" }),
    deriveKey: (purpose) => {
      if (state.closing !== null) throw new Error("the store is closed");
      return derived(epochKey, storeId, `purpose/${purpose}`);
    },
    readSealed: async (name) =>
      state.closing === null ? readSealed(machine, sealed, name) : failed({ kind: "locked" }),
    writeSealed: async (name, bytes) =>
      state.closing === null ? writeSealed(machine, sealed, name, bytes) : failed({ kind: "locked" }),
    kept,
    blobs,
    asides,
    holders: () => holdersIn(state.header),
    isOwnPassphrase: (passphrase) => isPassphraseOf(state.header, state.slot, passphrase),
    refuses,
    changePassphrase: (next) => setPassphrase(state, ownHolder(state), next, false),
    setPassphrase: (holder, next, first) => setPassphrase(state, holder, next, first),
    removePassphrase: (holder) => removePassphrase(state, holder),
    renewRecoveryKey: () => renewRecoveryKey(state),
    close: () => {
      state.closing ??= closeStore(state, ledger, laying, lock, witness);
      return state.closing;
    },
  });
}

async function closeStore(
  { machine, folders, epochKey, sealed, kept, blobs, asides }: Unlocked,
  ledger: Ledger,
  laying: Promise<void>,
  lock: Lock,
  witness: Head | null,
): Promise<void> {
  await laying;
  await Promise.all([ledger.close(), kept.close(), blobs.close(), asides.close()]);
  const head = ledger.head();
  const readOnly = ledger.readOnly();
  if (readOnly?.kind !== "store-damaged" && head.position > (witness?.position ?? 0)) {
    if (readOnly !== null) await giveUpReserve(machine, folders.store);
    await writeSealed(machine, sealed, lastHead, Buffer.from(JSON.stringify(head))); // a help at the next start, no record
  }
  epochKey.fill(0);
  sealed.key.fill(0);
  await lock.release();
}

/** Where the ledger stood when it was last closed: tells a cut tail, or a last entry gone bad, from one never acknowledged. */
const lastHead = "last-head";

async function lastKnownHead(machine: Machine, sealed: SealedFolder): Promise<Head | null> {
  const read = await readSealed(machine, sealed, lastHead);
  if (!read.ok || read.value === null) return null;
  return Head.parse(JSON.parse(Buffer.from(read.value).toString("utf8")));
}

import { createHmac, timingSafeEqual } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import type { StoreProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { errnoOf, type Machine } from "../machine.ts";
import { derived, isReasonable, Kdf, keyOfPassphrase, keyOfRecovery, lengthOf, openBytes, sealBytes } from "./keys.ts";
import { readRecoveryKey } from "./recovery-key.ts";
import { readWhole, writeSafely } from "./safe-write.ts";

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));
const wrappedKey = hex(12 + 32 + 16);

/** One way to the epoch key. */
const Slot = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("passphrase"),
    id: hex(8),
    holder: z.string(), // whose passphrase it is, by number, never by name; "" for the office's first clerk
    first: z.literal(true).optional(), // chosen by somebody else: to be replaced by its holder before anything else
    kdf: Kdf,
    salt: hex(16),
    wrapped: wrappedKey,
  }),
  z.object({ kind: z.literal("recovery"), id: hex(8), salt: hex(16), wrapped: wrappedKey }),
]);
export type Slot = z.infer<typeof Slot>;

/** What a generation says of itself before it is unlocked. A second copy lies beside it, for a disk that goes bad here. */
const Header = z.object({
  format: z.literal(1), // to be raised with anything in the store that the released program before cannot read, a line's spelling too
  revision: z.number().int().min(1), // counts the writings, so that an older copy is never taken for the newer one
  store: hex(16),
  generation: z.number().int().min(1),
  suite: z.literal("AES-256-GCM, HKDF-SHA-256, Argon2id"),
  label: z.string(), // the office's name
  slots: z.array(Slot).min(1),
});
export type Header = z.infer<typeof Header>;

export const suite = "AES-256-GCM, HKDF-SHA-256, Argon2id";

/** A header as read, not yet proven: only the epoch key can check its code. */
export interface FoundHeader {
  readonly header: Header;
  readonly line: string;
  readonly code: string; // HMAC-SHA-256, hex
}

/** A header, the epoch key one of its slots gave, and whether its code fits. */
export interface UnlockedHeader {
  readonly header: Header;
  readonly epochKey: Uint8Array;
  readonly slot: Slot;
  readonly authentic: boolean; // false: it was altered or damaged somewhere, though this slot is whole
}

const names = ["HEADER", "HEADER.copy"] as const;

/** The readable headers of a generation, newest writing only. Empty: none can be read. */
export async function readHeaders(
  machine: Machine,
  folder: string,
): Promise<Result<readonly FoundHeader[], StoreProblem>> {
  const found: FoundHeader[] = [];
  for (const name of names) {
    const read = parseHeader(await textOrNothing(machine, join(folder, name)));
    if (read !== null && "needs" in read) return failed({ kind: "store-newer", needs: read.needs });
    if (read !== null) found.push(read);
  }
  const newest = Math.max(...found.map(({ header }) => header.revision));
  return ok(found.filter(({ header }) => header.revision === newest));
}

/** Write a header and its copy. Old or new after any failure; the copy may lag, and is then brought up at the next unlock. */
export async function writeHeader(
  machine: Machine,
  folder: string,
  header: Header,
  epochKey: Uint8Array,
): Promise<Result<null, StoreProblem>> {
  const line = JSON.stringify(header);
  const bytes = Buffer.from(`${line}\n${codeOf(header, line, epochKey)}\n`);
  for (const name of names) {
    const written = await writeSafely(machine, join(folder, name), bytes);
    if (!written.ok) return written;
  }
  return ok(null);
}

/** Do both files hold the same? */
export async function areCopiesEqual(machine: Machine, folder: string): Promise<boolean> {
  const [one, other] = await Promise.all(names.map((name) => textOrNothing(machine, join(folder, name))));
  return one === other;
}

/**
 * Try a secret on every slot it may fit. A recovery key is tried on recovery slots first; anything may be a passphrase.
 * Slots that ask for unreasonable work are passed over before any is done.
 *
 * @param holder  whose passphrase it is said to be: that slot is tried first, and the others where it does not fit, so that a
 *                wrong secret costs the same whoever is named and a right one always opens; null: not said
 */
export async function unlockHeader(
  headers: readonly FoundHeader[],
  secret: string,
  holder: string | null = null,
): Promise<Result<UnlockedHeader, StoreProblem>> {
  const unlocked = (await withRecoveryKey(headers, secret)) ?? (await withPassphrase(headers, secret, holder));
  if (unlocked !== null) return ok(unlocked);
  const typed = readRecoveryKey(secret);
  return failed(
    typed.looks === "mistyped" ? { kind: "recovery-key-mistyped", half: typed.half } : { kind: "wrong-passphrase" },
  );
}

export interface PassphraseFacts {
  readonly holder: string;
  readonly first?: boolean;
  readonly kdf: Kdf;
  readonly id?: string; // of the slot it takes the place of
}

export function passphraseSlot(
  machine: Machine,
  store: string,
  { holder, first = false, kdf, id }: PassphraseFacts,
  passphrase: string,
  epochKey: Uint8Array,
): Promise<Slot> {
  const slot = {
    kind: "passphrase" as const,
    holder,
    ...(first && { first: true as const }),
    kdf,
    ...fresh(machine, id),
  };
  return keyOfPassphrase(passphrase, Buffer.from(slot.salt, "hex"), slot.kdf).then((key) =>
    withWrapped(machine, store, slot, key, epochKey),
  );
}

export function recoverySlot(machine: Machine, store: string, recovery: Uint8Array, epochKey: Uint8Array): Slot {
  const slot = { kind: "recovery" as const, ...fresh(machine) };
  return withWrapped(machine, store, slot, keyOfRecovery(recovery, Buffer.from(slot.salt, "hex")), epochKey);
}

type SlotFacts<One = Slot> = One extends Slot ? Omit<One, "wrapped"> : never;

const fresh = (machine: Machine, id?: string) => ({
  id: id ?? Buffer.from(machine.random(8)).toString("hex"),
  salt: Buffer.from(machine.random(16)).toString("hex"),
});

function withWrapped(machine: Machine, store: string, slot: SlotFacts, key: Uint8Array, epochKey: Uint8Array): Slot {
  const wrapped = sealBytes(key, boundOf(store, slot), epochKey, machine.random(12)).toString("hex");
  key.fill(0);
  return { ...slot, wrapped };
}

/** A slot's wrapping is bound to its store and to everything it says of itself: its work, and whose it is. */
function boundOf(store: string, slot: SlotFacts): string {
  if (slot.kind === "recovery") return `slot/${store}/${slot.id}/recovery`;
  const { memoryKiB, passes, lanes } = slot.kdf;
  const whose = `${slot.holder === "" ? "" : `/${slot.holder}`}${slot.first ? "/first" : ""}`;
  return `slot/${store}/${slot.id}/passphrase/${memoryKiB}/${passes}/${lanes}${whose}`;
}

async function withRecoveryKey(headers: readonly FoundHeader[], secret: string): Promise<UnlockedHeader | null> {
  const typed = readRecoveryKey(secret);
  if (typed.looks !== "right") return null;
  return firstOpening(headers, async (slot) =>
    slot.kind === "recovery" ? keyOfRecovery(typed.key, Buffer.from(slot.salt, "hex")) : null,
  );
}

async function withPassphrase(
  headers: readonly FoundHeader[],
  secret: string,
  holder: string | null,
): Promise<UnlockedHeader | null> {
  if (lengthOf(secret) === 0) return null;
  return firstOpening(
    headers,
    async (slot) =>
      slot.kind === "passphrase" && isReasonable(slot.kdf)
        ? keyOfPassphrase(secret, Buffer.from(slot.salt, "hex"), slot.kdf)
        : null,
    (slot) => slot.kind === "passphrase" && slot.holder === holder,
  );
}

/** Is this the passphrase of that slot? */
export async function isPassphraseOf({ store }: Header, slot: Slot, passphrase: string): Promise<boolean> {
  if (slot.kind !== "passphrase" || lengthOf(passphrase) === 0 || !isReasonable(slot.kdf)) return false;
  const key = await keyOfPassphrase(passphrase, Buffer.from(slot.salt, "hex"), slot.kdf);
  const epochKey = openBytes(key, boundOf(store, slot), Buffer.from(slot.wrapped, "hex"));
  key.fill(0);
  epochKey?.fill(0);
  return epochKey !== null;
}

/**
 * The header one of whose slots that key opens: one whose code fits before one whose code does not.
 *
 * @param isNamed  which slot to try before all others; once it opens a whole header the rest need not be tried
 */
async function firstOpening(
  headers: readonly FoundHeader[],
  keyFor: (slot: Slot) => Promise<Uint8Array | null>,
  isNamed: (slot: Slot) => boolean = () => false,
): Promise<UnlockedHeader | null> {
  const tried = new Set<string>(); // both copies hold the same slots: the work is done once
  const opened: UnlockedHeader[] = [];
  const slots = headers
    .flatMap(({ header }) => header.slots.map((slot) => ({ header, slot })))
    .toSorted((one, other) => Number(isNamed(other.slot)) - Number(isNamed(one.slot)));
  for (const { header, slot } of slots) {
    const name = JSON.stringify([header.store, slot]);
    if (tried.has(name)) continue;
    tried.add(name);
    const key = await keyFor(slot);
    if (key === null) continue;
    const epochKey = openBytes(key, boundOf(header.store, slot), Buffer.from(slot.wrapped, "hex"));
    key.fill(0);
    if (epochKey === null) continue;
    for (const found of headers)
      if (found.header.slots.some((other) => JSON.stringify([found.header.store, other]) === name))
        opened.push({ header: found.header, epochKey, slot, authentic: hasItsCode(found, epochKey) });
    if (isNamed(slot) && opened.some(({ authentic }) => authentic)) break;
  }
  return opened.find(({ authentic }) => authentic) ?? opened[0] ?? null;
}

function hasItsCode({ header, line, code }: FoundHeader, epochKey: Uint8Array): boolean {
  const expected = Buffer.from(codeOf(header, line, epochKey), "hex");
  const found = Buffer.from(code, "hex");
  return found.byteLength === expected.byteLength && timingSafeEqual(found, expected);
}

function codeOf({ store }: Header, line: string, epochKey: Uint8Array): string {
  const key = derived(epochKey, Buffer.from(store, "hex"), "header code");
  return createHmac("sha256", key).update(line).digest("hex");
}

function parseHeader(text: string | null): FoundHeader | { readonly needs: string } | null {
  const [line = "", code = ""] = text?.split("\n") ?? [];
  const value = parsedJson(line);
  const newer = z.object({ format: z.number().int().min(2), needs: z.string().optional() }).safeParse(value);
  if (newer.success) return { needs: newer.data.needs ?? `format ${newer.data.format}` };
  const header = Header.safeParse(value);
  return header.success ? { header: header.data, line, code } : null;
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function textOrNothing(machine: Machine, path: string): Promise<string | null> {
  try {
    return (await readWhole(machine, path)).toString("utf8");
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return null;
    throw error;
  }
}

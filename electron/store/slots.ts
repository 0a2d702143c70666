import type { StoreProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import type { Machine } from "../machine.ts";
import { type Header, passphraseSlot, recoverySlot, type Slot, writeHeader } from "./header.ts";
import { isReasonable, leastPassphrase, lengthOf, usualKdf } from "./keys.ts";
import { printRecoveryKey } from "./recovery-key.ts";

/** The ways into an unlocked store. Each change writes the header anew: the old ways or the new after any power cut, never none. */
export interface Slots {
  readonly machine: Machine;
  readonly folder: string; // of the generation
  readonly epochKey: Uint8Array;
  header: Header;
  slot: Slot; // that opened the store
  closing: Promise<void> | null;
}

/** Whose passphrase opens a store; `first`: chosen by somebody else, and to be replaced. */
export interface Holder {
  readonly holder: string;
  readonly first: boolean;
}

/** Why a passphrase is not taken; null: it is. */
export const refuses = (passphrase: string): StoreProblem | null =>
  lengthOf(passphrase) < leastPassphrase ? { kind: "passphrase-too-short", least: leastPassphrase } : null;

export async function setPassphrase(
  state: Slots,
  holder: string,
  next: string,
  first: boolean,
): Promise<Result<null, StoreProblem>> {
  if (state.closing !== null) return failed({ kind: "locked" });
  const short = refuses(next);
  if (short !== null) return failed(short);
  const { header, machine, epochKey } = state;
  const old = header.slots.filter(isPassphraseSlot).find((slot) => slot.holder === holder);
  // A clerk's first passphrase is as dear to guess as the others'.
  const like = old ?? header.slots.find(isPassphraseSlot);
  const kdf = like !== undefined && isReasonable(like.kdf) ? like.kdf : usualKdf;
  const facts = { holder, first, kdf, ...(old && { id: old.id }) };
  return replaceSlot(state, old, await passphraseSlot(machine, header.store, facts, next, epochKey));
}

export async function removePassphrase(state: Slots, holder: string): Promise<Result<null, StoreProblem>> {
  if (state.closing !== null) return failed({ kind: "locked" });
  const { slots } = state.header;
  const staying = slots.filter((slot) => slot.kind !== "passphrase" || slot.holder !== holder);
  if (staying.length === slots.length) return ok(null);
  if (!staying.some(isPassphraseSlot)) return failed({ kind: "last-passphrase" });
  return writeSlots(state, staying);
}

export const ownHolder = ({ slot, header }: Slots): string =>
  slot.kind === "passphrase" ? slot.holder : (header.slots.find(isPassphraseSlot)?.holder ?? "");

export const holdersIn = ({ slots }: Header): readonly Holder[] =>
  slots.filter(isPassphraseSlot).map(({ holder, first }) => ({ holder, first: first === true }));

export async function renewRecoveryKey(state: Slots): Promise<Result<string, StoreProblem>> {
  if (state.closing !== null) return failed({ kind: "locked" });
  const recovery = state.machine.random(20);
  const slot = recoverySlot(state.machine, state.header.store, recovery, state.epochKey);
  const old = state.header.slots.find(({ kind }) => kind === "recovery");
  const replaced = await replaceSlot(state, old, slot);
  return replaced.ok ? ok(printRecoveryKey(recovery)) : replaced;
}

async function replaceSlot(state: Slots, old: Slot | undefined, next: Slot): Promise<Result<null, StoreProblem>> {
  if (state.closing !== null) return failed({ kind: "locked" }); // closed while the new key was being derived
  const slots = [...state.header.slots.filter((slot) => slot !== old && slot.id !== next.id), next];
  const written = await writeSlots(state, slots);
  if (written.ok && state.slot.id === old?.id) state.slot = next;
  return written;
}

async function writeSlots(state: Slots, slots: readonly Slot[]): Promise<Result<null, StoreProblem>> {
  const header = { ...state.header, slots: [...slots], revision: state.header.revision + 1 };
  const written = await writeHeader(state.machine, state.folder, header, state.epochKey);
  if (written.ok) state.header = header;
  return written;
}

const isPassphraseSlot = (slot: Slot): slot is Extract<Slot, { kind: "passphrase" }> => slot.kind === "passphrase";

import { join } from "node:path";
import type { Peer } from "../../shared/exchange/header.ts";
import { feedOf } from "../../shared/exchange/registry.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { headAt, heldOf, isOwnClosed } from "../book.ts";
import { newOfficeKeys, ownPeer } from "../exchange/enrol.ts";
import { fingerprintOf, sameDigits } from "../exchange/fingerprint.ts";
import { type KeyChange, keyChangeBytes, keyChangeCap, keyChangeName, readKeyChange } from "../exchange/key-change.ts";
import { chosenBytes } from "../files/chosen-file.ts";
import { leaveFile } from "../files/leave-file.ts";
import { newToken } from "../machine.ts";
import { addEntry, addIdentity, append, type Identity, inTurn, type Office } from "../office.ts";

/** Why this PC cannot ask for other keys now. */
export function whyKeysStay({ book, own }: Office): Problem | null {
  if (book.registry === null) return { kind: "registry-none" };
  if (isOwnClosed(book)) return { kind: "office-closed" };
  const key = feedOf(book.registry.registry, own.feed)?.keys.at(-1);
  if (key === undefined) return { kind: "own-key-unpublished" };
  if (key.to !== null) return { kind: "own-key-ended", upTo: key.to.number };
  return key.signingKey === own.signingKey ? null : { kind: "own-key-strange" };
}

/** Keys that this PC has made and that no edition names yet; null: none. */
export function keysAhead({ book, own, identities }: Office): Identity | null {
  const registry = book.registry?.registry;
  const named = registry && feedOf(registry, own.feed)?.keys.map(({ signingKey }) => signingKey);
  const [, ...later] = identities.filter((one) => one.own.feed === own.feed); // a feed begins with its first ones
  return later.findLast((one) => named?.includes(one.own.signingKey) !== true) ?? null;
}

/** Make the keys to come, once: asking again answers those that were made. The ones in force stay so until an edition names the new. */
async function makeKeysAhead(office: Office): Promise<Result<Identity, Problem>> {
  return inTurn<Result<Identity, Problem>>(office, async () => {
    const ahead = keysAhead(office);
    if (ahead !== null) return ok(ahead);
    const keys = await newOfficeKeys(office.machine.random);
    const made: Identity = { own: await ownPeer(keys, office.own), keys };
    const kept = await addIdentity(office, made); // before the entry: keys that nothing names are never used
    if (!kept.ok) return kept;
    const { machine, clerk } = office;
    const noted = await append(office, {
      entry: "key-change",
      peer: made.own,
      until: null,
      clerk: clerk.id,
      at: machine.clock.note(),
    });
    return noted.ok ? ok(made) : noted;
  });
}

/** Ask for other keys: make them, and write the file that both the old and the new ones sign into a folder. */
export async function askForKeys(
  office: Office,
  folder: string,
): Promise<Result<{ readonly fileName: string; readonly fingerprint: string }, Problem>> {
  const why = whyKeysStay(office);
  if (why !== null) return failed(why);
  const made = await makeKeysAhead(office);
  if (!made.ok) return made;
  const { own, keys } = made.value;
  const bytes = keyChangeBytes({ peer: own, former: office.own.signingKey }, { former: office.keys, next: keys });
  const fileName = keyChangeName(own);
  const left = await leaveFile(office, "enrolment", fileName, join(folder, fileName), bytes);
  return left.ok ? ok({ fileName, fingerprint: fingerprintOf(own) }) : left;
}

/** Change the keys of the province's own PC, which needs nobody's digits: the keepers sign it with the next edition. */
export async function changeOwnKeys(office: Office): Promise<Result<{ readonly fingerprint: string }, Problem>> {
  const why = whyKeysStay(office);
  if (why !== null) return failed(why);
  const made = await makeKeysAhead(office);
  if (!made.ok) return made;
  const decided = await decide(office, made.value.own);
  return decided.ok ? ok({ fingerprint: fingerprintOf(made.value.own) }) : decided;
}

/** Changes that were opened and not yet admitted. */
const claimed = new WeakMap<Office, Map<string, KeyChange>>();

/** What a PC asks for, at the province. Its old key has signed it; the digits of the new ones are typed next. */
export async function openKeyChange(
  office: Office,
  path: string,
): Promise<Result<{ readonly token: string; readonly peer: Peer }, Problem>> {
  if (office.own.level !== "province") return failed({ kind: "province-only" });
  if (office.book.registry === null) return failed({ kind: "registry-none" });
  const bytes = await chosenBytes(office.machine, path, keyChangeCap);
  if (!bytes.ok) return bytes;
  const read = await readKeyChange(bytes.value);
  if (!read.ok) return read;
  const why = whyNotFollowed(office, read.value);
  if (why !== null) return failed(why);
  const token = newToken(office.machine);
  claimed.set(office, new Map([[token, read.value]]));
  return ok({ token, peer: read.value.peer });
}

function whyNotFollowed({ book, own }: Office, { peer, former }: KeyChange): Problem | null {
  const { feed, signingKey } = peer;
  const registry = book.registry?.registry;
  const key = registry && feedOf(registry, feed)?.keys.at(-1);
  const end = key?.to ?? book.revoked.get(feed) ?? null;
  if (end !== null) return { kind: "feed-ended", feed, upTo: end.number };
  if (key?.signingKey === signingKey || book.changing.get(feed)?.peer.signingKey === signingKey)
    return { kind: "key-change-known", feed };
  const used = [own, ...book.peers.values()].some((one) => one.signingKey === signingKey);
  const named = registry?.feeds.some(({ keys }) => keys.some((one) => one.signingKey === signingKey));
  return key?.signingKey !== former || used || named === true ? { kind: "key-change-other", feed } : null;
}

/** Follow it with the next edition, once the digits that the PC's office reads out have been typed. */
export async function admitKeyChange(
  office: Office,
  { token, digits }: { readonly token: string; readonly digits: string },
): Promise<Result<Peer, Problem>> {
  const change = claimed.get(office)?.get(token);
  if (change === undefined) return failed({ kind: "staging-gone" });
  const found = fingerprintOf(change.peer);
  if (!sameDigits(digits, found)) return failed({ kind: "fingerprint-differs", typed: digits, found });
  const why = whyNotFollowed(office, change);
  if (why !== null) return failed(why);
  const decided = await decide(office, change.peer);
  if (!decided.ok) return decided;
  claimed.delete(office);
  return ok(change.peer);
}

/** From the next edition on the new keys speak, and the old ones hold up to the last action that is held here. */
async function decide(office: Office, peer: Peer): Promise<Result<null, Problem>> {
  const { book, machine, clerk } = office;
  const { number } = heldOf(book, peer.feed);
  const noted = await addEntry(office, {
    entry: "key-change",
    peer,
    until: { number, head: headAt(book, peer.feed, number) },
    clerk: clerk.id,
    at: machine.clock.note(),
  });
  return noted.ok ? ok(null) : noted;
}

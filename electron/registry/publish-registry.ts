import { join } from "node:path";
import { z } from "zod";
import { type FeedId, type OfficeId, officeOf } from "../../shared/domain/primitives.ts";
import {
  endOf,
  isClosed,
  type KeyPeriod,
  nextRegistry,
  type Registry,
  type RegistryFeed,
  registryText,
  rootKeys,
  rootThreshold,
} from "../../shared/exchange/registry.ts";
import type { NextEdition } from "../../shared/ipc/registry.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { type Book, headAt, heldOf, peersOf } from "../book.ts";
import { readEdition, signEdition } from "../exchange/edition.ts";
import { readPublicKey } from "../exchange/minisign.ts";
import { newRootKey, openRootKey, rootKeyCap } from "../exchange/root-key.ts";
import { chosenBytes } from "../files/chosen-file.ts";
import { leaveFile } from "../files/leave-file.ts";
import { addEntry, type Office } from "../office.ts";
import type { Kdf } from "../store/keys.ts";
import { takeEdition } from "./registry.ts";

/** What lies ready at the province between two signatures: who keeps the root keys, and what was signed so far. */
const Draft = z.object({
  roots: z.array(z.object({ publicKey: z.string(), keyId: z.string(), holder: z.string() })),
  text: z.string(),
  signatures: z.array(z.object({ publicKey: z.string(), file: z.string() })),
});
type Draft = z.infer<typeof Draft>;
const draftName = "registry-draft";

/** Make a root key and put it on its keeper's stick; its secret stays nowhere else. With `instead`, it takes another one's place. */
export async function makeRootKey(
  office: Office,
  wanted: { readonly holder: string; readonly passphrase: string; readonly instead: string | null },
  folder: string,
  kdf?: Kdf,
): Promise<Result<{ readonly fileName: string; readonly keyId: string; readonly publicKey: string }, Problem>> {
  if (office.own.level !== "province") return failed({ kind: "province-only" });
  const draft = await readDraft(office);
  const staying = draft.roots.filter(({ keyId }) => keyId !== wanted.instead);
  if (staying.length >= rootKeys) return failed({ kind: "root-key-strange", keyId: wanted.instead ?? "–" });
  const made = await newRootKey(office.machine.random, { ...wanted, ...(kdf && { kdf }) });
  if (!made.ok) return made;
  const { fileName, bytes, publicKey, keyId, holder } = made.value;
  const left = await leaveFile(office, "root-key", fileName, join(folder, fileName), bytes);
  if (!left.ok) return left;
  const roots = [...staying, { publicKey, keyId, holder }];
  const kept = await writeDraft(office, { roots, text: "", signatures: [] });
  return kept.ok ? ok({ fileName, keyId, publicKey }) : kept;
}

/** Sign the next edition with a root key from its keeper's stick. What was signed before it changed does not count. */
export async function signNextEdition(
  office: Office,
  path: string,
  passphrase: string,
): Promise<Result<NextEdition, Problem>> {
  const draft = await readDraft(office);
  const next = editionOf(office, draft);
  if (!next.ok) return next;
  const file = await chosenBytes(office.machine, path, rootKeyCap);
  if (!file.ok) return file;
  const key = await openRootKey(file.value, passphrase);
  if (!key.ok) return key;
  const { publicKey, keyId, signing } = key.value;
  const roots = [...draft.roots.map((root) => root.publicKey), ...(office.book.registry?.registry.roots.keys ?? [])];
  if (!roots.includes(publicKey)) return failed({ kind: "root-key-strange", keyId });
  const text = registryText(next.value);
  const before = draft.text === text ? draft.signatures.filter((one) => one.publicKey !== publicKey) : [];
  const signatures = [...before, { publicKey, file: signEdition(signing, next.value.version, text) }];
  signing.seed.fill(0);
  const kept = await writeDraft(office, { ...draft, text, signatures });
  return kept.ok ? ok(shownOf(office, { ...draft, text, signatures }, next.value)) : kept;
}

/** Put the signed edition in force here; bundles carry it to the offices from now on. */
export async function publishNextEdition(office: Office): Promise<Result<number, Problem>> {
  const draft = await readDraft(office);
  const next = editionOf(office, draft);
  if (!next.ok) return next;
  const text = registryText(next.value);
  const signatures = draft.text === text ? draft.signatures.map(({ file }) => file) : [];
  const read = readEdition({ text, signatures }, office.book.registry?.registry.roots.keys);
  if (!read.ok) return read;
  const taken = await takeEdition(office, read.value, ""); // the province made these roots itself
  if (taken.ok) await writeDraft(office, { ...draft, text: "", signatures: [] });
  return taken;
}

/** Whether this PC makes the editions: the root keys' public halves lie here. */
export const signsItself = async (office: Office): Promise<boolean> =>
  office.own.level === "province" && (await readDraft(office)).roots.length === rootKeys;

/** What would be signed now; null where nothing is new or root keys are missing. */
export async function nextEdition(
  office: Office,
): Promise<{ roots: { keyId: string; holder: string }[]; next: NextEdition | null }> {
  const draft = await readDraft(office);
  const roots = draft.roots.map(({ keyId, holder }) => ({ keyId, holder }));
  const next = editionOf(office, draft);
  return { roots, next: next.ok ? shownOf(office, draft, next.value) : null };
}

/**
 * Decide that a PC's key holds up to an action, and no further: to be published with the next edition.
 *
 * @param number  an action of that feed that is held here, or 0: none of it counts; where it changed keys, not before the action up to which
 *                an edition has let the ones before hold
 */
export async function revokeFeed(
  office: Office,
  { feed, number, why }: { readonly feed: string; readonly number: number; readonly why: string },
): Promise<Result<null, Problem>> {
  const { book, own, machine, clerk } = office;
  if (own.level !== "province") return failed({ kind: "province-only" });
  const known = book.peers.has(feed) || book.registry?.registry.feeds.some((one) => one.feed === feed);
  if (known !== true || feed === own.feed) return failed({ kind: "no-recipient" });
  const held = heldOf(book, feed).number;
  if (number > held) return failed({ kind: "bundle-out-of-turn", expected: held, found: number });
  const published = book.registry?.registry.feeds.find((one) => one.feed === feed)?.keys.at(-1)?.from ?? 1;
  if (number < published - 1) return failed({ kind: "revoked-before-key", feed, upTo: published - 1 });
  const head = headAt(book, feed, number);
  const noted = await addEntry(office, {
    entry: "revoke",
    feed,
    number,
    head,
    why,
    clerk: clerk.id,
    at: machine.clock.note(),
  });
  return noted.ok ? ok(null) : noted;
}

/**
 * Decide that an office ends, with the next edition: each of its PCs' keys holds up to what is held here, and what comes beyond is
 * heard and only proposes (CM-19).
 *
 * @returns how many PCs are ended by it; 0: it was done before
 */
export async function closeFeeds(
  office: Office,
  { office: closed, why }: { readonly office: OfficeId; readonly why: string },
): Promise<Result<{ readonly feeds: number }, Problem>> {
  const { book, own, machine, clerk } = office;
  if (own.level !== "province" || closed === own.office) return failed({ kind: "province-only" });
  const named = (book.registry?.registry.feeds ?? []).filter(({ keys }) => keys.at(-1)?.to === null);
  const feeds = new Set(
    [...named.map(({ feed }) => feed), ...book.peers.keys()].filter(
      (feed) => officeOf(feed) === closed && !book.revoked.has(feed) && endHeld(book, feed) === null,
    ),
  );
  for (const feed of feeds) {
    const { number, head } = heldOf(book, feed);
    const at = machine.clock.note();
    const noted = await addEntry(office, {
      entry: "revoke",
      feed,
      number,
      head,
      closed: true,
      why,
      clerk: clerk.id,
      at,
    });
    if (!noted.ok) return noted;
  }
  return ok({ feeds: feeds.size });
}

const endHeld = ({ registry }: Book, feed: FeedId): KeyPeriod["to"] =>
  registry === null ? null : endOf(registry.registry, feed);

/** Whether an office is to end with the next edition. */
const isClosing = ({ revoked }: Book, office: OfficeId): boolean =>
  [...revoked].some(([feed, { closed }]) => closed && officeOf(feed) === office);

/** The edition after the one in force, from who was enrolled and what was revoked since. */
function editionOf(office: Office, { roots }: Draft): Result<Registry, Problem> {
  const { book, own } = office;
  if (own.level !== "province") return failed({ kind: "province-only" });
  if (roots.length < rootKeys) return failed({ kind: "roots-missing", found: roots.length, needs: rootKeys });
  const held = book.registry;
  const peers = [own, ...book.peers.values()];
  const known = new Map(held?.registry.feeds.map((feed) => [feed.feed, feed]));
  const feeds = peers.map((peer): RegistryFeed => {
    const before = known.get(peer.feed);
    const ending = book.revoked.get(peer.feed);
    const end = ending === undefined ? null : { number: ending.number, head: ending.head };
    const { signingKey, recipientKey } = peer;
    const closed = (ending?.closed ?? before?.closed) === true ? { closed: true as const } : {};
    if (before === undefined)
      return { feed: peer.feed, keys: [{ signingKey, recipientKey, from: 1, to: end }], ...closed };
    const change = end === null ? book.changing.get(peer.feed) : undefined;
    const to = end ?? change?.until ?? null;
    const keys = before.keys.map((key, i) => (i === before.keys.length - 1 ? { ...key, to: key.to ?? to } : key));
    if (change === undefined) return { feed: peer.feed, keys, ...closed };
    const next = { signingKey: change.peer.signingKey, recipientKey: change.peer.recipientKey };
    return { feed: peer.feed, keys: [...keys, { ...next, from: change.until.number + 1, to: null }] };
  });
  const named = new Map(held?.registry.offices.map((one) => [one.id, one]));
  const offices = [...new Set(peers.map(({ office: id }) => id))].map((id) => {
    const { name, level } = id === own.office ? own : (peersOf(book, id)[0] ?? own);
    const entry = named.get(id) ?? { id, name, level, status: "active" as const };
    return isClosing(book, id) ? { ...entry, status: "closed" as const } : entry;
  });
  const next = nextRegistry(
    held,
    { keys: roots.map(({ publicKey }) => publicKey), threshold: rootThreshold },
    { offices, feeds },
  );
  return newsIn(held?.registry ?? null, next) > 0 ? ok(next) : failed({ kind: "registry-nothing-new" });
}

/** How many offices, PCs, keys and roots an edition adds or changes. */
function newsIn(before: Registry | null, next: Registry): number {
  const old = new Set(partsOf(before));
  return partsOf(next).filter((part) => !old.has(part)).length;
}

const partsOf = (registry: Registry | null): readonly string[] =>
  registry === null
    ? []
    : [...registry.offices, ...registry.feeds, ...registry.roots.keys].map((part) => JSON.stringify(part));

function shownOf({ book }: Office, draft: Draft, next: Registry): NextEdition {
  const signed = new Set(draft.text === registryText(next) ? draft.signatures.map(({ publicKey }) => publicKey) : []);
  const before = book.registry?.registry.roots.keys ?? next.roots.keys;
  const known = new Map(draft.roots.map((root) => [root.publicKey, root]));
  const enough = (keys: readonly string[]) => keys.filter((key) => signed.has(key)).length >= rootThreshold;
  return {
    version: next.version,
    news: newsIn(book.registry?.registry ?? null, next),
    roots: [...new Set([...next.roots.keys, ...before])].map((key) => ({
      keyId: readPublicKey(key)?.keyId ?? "",
      holder: known.get(key)?.holder ?? "",
      signed: signed.has(key),
    })),
    ready: enough(next.roots.keys) && enough(before),
  };
}

async function readDraft(office: Office): Promise<Draft> {
  const stored = await office.store.readSealed(draftName);
  const draft =
    stored.ok && stored.value !== null ? Draft.safeParse(JSON.parse(Buffer.from(stored.value).toString("utf8"))) : null;
  return draft?.success === true ? draft.data : { roots: [], text: "", signatures: [] };
}

const writeDraft = (office: Office, draft: Draft) =>
  office.store.writeSealed(draftName, Buffer.from(JSON.stringify(draft)));

/** Offices and PCs as the registry's screen lists them: what is in force, and what waits for the next edition. */
export function registryLines({ book, own }: Office) {
  const held = book.registry?.registry ?? null;
  const offices = new Map(held?.offices.map(({ id, name, level }) => [id, { id, name, level }]));
  for (const { office: id, name, level } of [own, ...book.peers.values()])
    if (!offices.has(id)) offices.set(id, { id, name, level });
  const published = new Map(held?.feeds.map(({ feed, keys }) => [feed, keys]));
  const feeds = new Set([own.feed, ...published.keys(), ...book.peers.keys()]);
  const ended = new Set(held?.offices.filter(({ status }) => status === "closed").map(({ id }) => id));
  return [...offices.values()].map((office) => ({
    ...office,
    closed: ended.has(office.id) || isClosing(book, office.id),
    feeds: [...feeds]
      .filter((feed) => officeOf(feed) === office.id)
      .map((feed) => {
        const keys = published.get(feed);
        const end = keys?.at(-1)?.to ?? null;
        const ending = book.revoked.get(feed) ?? null;
        const closed = held !== null && isClosed(held, feed);
        const changing = book.changing.get(feed)?.until ?? null;
        return {
          feed,
          own: feed === own.feed,
          state:
            end !== null
              ? closed
                ? ("closed" as const)
                : ("ended" as const)
              : ending !== null
                ? ending.closed
                  ? ("closing" as const)
                  : ("ending" as const)
                : keys === undefined
                  ? ("unpublished" as const)
                  : changing !== null
                    ? ("changing" as const)
                    : ("active" as const),
          upTo: (end ?? ending ?? changing)?.number ?? null,
          heldUpTo: heldOf(book, feed).number,
          registry: feed === own.feed ? (held?.version ?? 0) : (book.registryAt.get(feed) ?? 0),
        };
      }),
  }));
}

import { z } from "zod";
import { FeedId, OfficeId, officeOf } from "../domain/primitives.ts";
import type { RegistryProblem } from "../problem.ts";
import { failed, ok, type Result } from "../result.ts";
import { genesis } from "./chain.ts";

/** Root keys of a province, of which this many sign what it publishes. */
export const rootKeys = 3;
export const rootThreshold = 2;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const publicKey = z.string().max(120);

/** The root keys that sign: minisign public keys, the base64 line. */
export const Roots = z.object({
  keys: z.array(publicKey).length(rootKeys),
  threshold: z.literal(rootThreshold),
});
export type Roots = z.infer<typeof Roots>;

/** One pair of keys of a feed and the actions it speaks for. */
export const KeyPeriod = z.object({
  signingKey: publicKey,
  recipientKey: publicKey,
  from: z.number().int().min(1), // first action
  to: z.object({ number: z.number().int().min(0), head: hash }).nullable(), // last action and the chain hash there; null: still in use
});
export type KeyPeriod = z.infer<typeof KeyPeriod>;

export const RegistryFeed = z.object({
  feed: FeedId,
  keys: z.array(KeyPeriod).min(1).max(100),
  closed: z.literal(true).optional(), // it ended with its office: what comes beyond is heard, and only proposes (CM-19)
});
export type RegistryFeed = z.infer<typeof RegistryFeed>;

/**
 * Which offices there are, which PCs they have, and which keys speak for them up to which action: signed by two of three
 * root keys, each edition chained to the one before. Unknown members are kept in its text, which is what is signed.
 */
export const Registry = z.object({
  kind: z.literal("so-can-bo-registry-1"),
  version: z.number().int().min(1),
  previous: hash, // SHA-256 of the edition before; `genesis` in the first
  roots: Roots,
  offices: z
    .array(
      z.object({
        id: OfficeId,
        name: z.string().max(200),
        level: z.enum(["district", "province"]),
        status: z.enum(["active", "closed"]),
      }),
    )
    .max(5000),
  feeds: z.array(RegistryFeed).max(20_000),
});
export type Registry = z.infer<typeof Registry>;

/** An edition's one spelling: the bytes that are signed and hashed. */
export const registryText = (registry: Registry): string => `${JSON.stringify(registry, null, 1)}\n`;

/** An edition that is held, with the SHA-256 of its text, hex. */
export interface HeldRegistry {
  readonly registry: Registry;
  readonly hash: string;
}

/** What a key may say of one action of a feed. */
export type Standing =
  | "yes"
  | "unknown-feed"
  | "unknown-key"
  | "before-start" // it speaks from a later action on
  | "past-end"; // it was changed or revoked at an earlier one

/**
 * Whether a key may speak for an action of a feed. Position alone decides, since no clock can be trusted.
 *
 * @param number  of the last action that the key would vouch for; one below its first is as far as a bundle without new actions reaches
 */
export function mayHold(registry: Registry, feed: FeedId, signingKey: string, number: number): Standing {
  const known = feedOf(registry, feed);
  if (known === undefined) return "unknown-feed";
  const period = known.keys.find((key) => key.signingKey === signingKey);
  if (period === undefined) return "unknown-key";
  const late = known.closed === true && period === known.keys.at(-1);
  if (period.to !== null && number > period.to.number && !late) return "past-end";
  return number < period.from - 1 ? "before-start" : "yes";
}

/**
 * Whether a key may bring a stretch of a feed: its last action is one it speaks for, and the stretch goes through each
 * point at which a key of the feed ended, on the branch that was fixed there.
 *
 * @param headAt  chain hash after a number from `from` − 1 to `to`
 * @returns       "yes", the first reason against it, or the number at which it is on another branch
 */
export function mayBring(
  registry: Registry,
  { feed, signingKey, from, to }: Readonly<Record<"feed" | "signingKey", string> & Record<"from" | "to", number>>,
  headAt: (number: number) => string,
): Standing | { readonly otherBranchAt: number } {
  const standing = mayHold(registry, feed, signingKey, to);
  if (standing !== "yes") return standing;
  for (const { to: end } of feedOf(registry, feed)?.keys ?? [])
    if (end !== null && end.number >= from - 1 && end.number <= to && headAt(end.number) !== end.head)
      return { otherBranchAt: end.number };
  return "yes";
}

/** Whether a feed ended with its office, and not because its key was revoked. */
export const isClosed = (registry: Registry, feed: FeedId): boolean => feedOf(registry, feed)?.closed === true;

/** Where a feed ended: its last key was revoked there. Null: it goes on, or is not in the registry. */
export const endOf = (registry: Registry, feed: FeedId): KeyPeriod["to"] =>
  feedOf(registry, feed)?.keys.at(-1)?.to ?? null;

export const feedOf = (registry: Registry, feed: FeedId): RegistryFeed | undefined =>
  registry.feeds.find((known) => known.feed === feed);

/**
 * Whether an edition may follow the one that is held, or be the first where none is.
 *
 * | the edition                                              | is                  |
 * |----------------------------------------------------------|---------------------|
 * | the one that is held                                      | `registry-known`    |
 * | of a lower number                                         | `registry-older`    |
 * | of the same number with another text, or not chained to ours | `registry-forked` |
 * | beyond the next number                                    | `registry-gap`      |
 * | signed by fewer than the threshold of our roots, or of its own | `registry-unsigned` |
 * | contradicting itself, or changing what an earlier one fixed | `registry-rewritten` |
 *
 * Where the roots change, both the old and the new ones must have signed, each by its threshold (as TUF does).
 *
 * @param next     with the SHA-256 of its text
 * @param signers  public keys whose signatures over that text fit; others of the caller's are not counted
 */
export function mayFollow(
  held: HeldRegistry | null,
  next: HeldRegistry,
  signers: ReadonlySet<string>,
): Result<null, RegistryProblem> {
  const { version, previous, roots } = next.registry;
  if (held !== null) {
    const ours = held.registry.version;
    if (version < ours) return failed({ kind: "registry-older", held: ours, found: version });
    if (version === ours)
      return held.hash === next.hash
        ? failed({ kind: "registry-known", version })
        : failed({ kind: "registry-forked", version });
    if (version > ours + 1) return failed({ kind: "registry-gap", held: ours, found: version });
    if (previous !== held.hash) return failed({ kind: "registry-forked", version });
  } else if ((version === 1) !== (previous === genesis)) return failed({ kind: "registry-rewritten", version });
  for (const { keys, threshold } of held === null ? [roots] : [held.registry.roots, roots]) {
    const found = new Set(keys.filter((key) => signers.has(key))).size;
    if (found < threshold) return failed({ kind: "registry-unsigned", found, needs: threshold });
  }
  const honest = isConsistent(next.registry) && (held === null || keepsThePast(held.registry, next.registry));
  return honest ? ok(null) : failed({ kind: "registry-rewritten", version });
}

/** Whether each office, feed and key stands once, feeds belong to offices, and each feed's keys follow one another without a gap. */
function isConsistent({ roots, offices, feeds }: Registry): boolean {
  const ids = new Set(offices.map(({ id }) => id));
  const signing = feeds.flatMap(({ keys }) => keys.map(({ signingKey }) => signingKey));
  const once =
    ids.size === offices.length &&
    new Set(feeds.map(({ feed }) => feed)).size === feeds.length &&
    new Set([...signing, ...roots.keys]).size === signing.length + roots.keys.length;
  return (
    once &&
    feeds.every(({ feed, keys, closed }) => {
      if (!ids.has(officeOf(feed)) || keys[0]?.from !== 1) return false;
      if (closed === true && keys.at(-1)?.to === null) return false;
      return keys.every(({ from, to }, i) => {
        const after = keys[i + 1];
        if (to !== null && to.number < from - 1) return false;
        return after === undefined || (to !== null && after.from === to.number + 1);
      });
    })
  );
}

/**
 * Whether offices and feeds stay, and what an edition fixed of a key stays fixed. A feed's end may only move back, never forward; one
 * that was revoked is never heard again, while one that ended with its office may still be revoked.
 */
function keepsThePast(before: Registry, next: Registry): boolean {
  const stays = before.offices.every(({ id, level }) =>
    next.offices.some((office) => office.id === id && office.level === level),
  );
  return (
    stays &&
    before.feeds.every(({ feed, keys, closed }) => {
      const [now, isNow] = [feedOf(next, feed)?.keys, isClosed(next, feed)];
      if (isNow && closed !== true && keys.at(-1)?.to !== null) return false;
      return keys.every((old, i) => {
        const same = now?.[i];
        const kept = (["signingKey", "recipientKey", "from"] as const).every((part) => same?.[part] === old[part]);
        if (!kept || same === undefined) return false;
        if (old.to === null) return true;
        if (same.to === null) return false;
        const ended = i === keys.length - 1; // revoked: no key may follow
        if (ended && now?.length !== keys.length) return false;
        return ended && same.to.number < old.to.number
          ? true
          : same.to.number === old.to.number && same.to.head === old.to.head;
      });
    })
  );
}

/** An office as the registry names it, for a PC that has to be added or changed. */
export interface RegistryChange {
  readonly offices: Registry["offices"];
  readonly feeds: readonly RegistryFeed[];
}

/** The edition after the one that is held: what it says of offices and feeds is laid over that. */
export function nextRegistry(held: HeldRegistry | null, roots: Roots, { offices, feeds }: RegistryChange): Registry {
  const laid = <Thing>(before: readonly Thing[], over: readonly Thing[], keyOf: (thing: Thing) => string): Thing[] => [
    ...new Map([...before, ...over].map((thing) => [keyOf(thing), thing])).values(),
  ];
  return {
    kind: "so-can-bo-registry-1",
    version: (held?.registry.version ?? 0) + 1,
    previous: held?.hash ?? genesis,
    roots,
    offices: laid(held?.registry.offices ?? [], offices, ({ id }) => id),
    feeds: laid(held?.registry.feeds ?? [], feeds, ({ feed }) => feed),
  };
}

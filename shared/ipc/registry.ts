import { z } from "zod";
import { FeedId, OfficeId } from "../domain/primitives.ts";
import { Peer } from "../exchange/header.ts";
import { call, nothing } from "./channel.ts";
import { OfficeLevel } from "./office.ts";

/** An edition that waits for root signatures. */
export const NextEdition = z.object({
  version: z.number().int(),
  news: z.number().int(), // offices, PCs, keys and roots it adds or changes
  roots: z.array(z.object({ keyId: z.string(), holder: z.string(), signed: z.boolean() })),
  ready: z.boolean(),
});
export type NextEdition = z.infer<typeof NextEdition>;

/** The registry of keys: which PCs may speak for which office, and up to which action. */
export const RegistryOverview = z.object({
  held: z.object({ version: z.number().int(), rootDigits: z.string() }).nullable(),
  offered: z.object({ version: z.number().int() }).nullable(), // came with a bundle; its roots are not trusted yet
  rebuild: z.boolean(), // what counts has changed since the office was opened: it must be opened anew
  renewal: z.object({ upTo: z.number().int(), reissued: z.number().int() }), // what a new identity would leave and issue again
  ownEnd: z.number().int().nullable(), // this PC's key was revoked after that action
  ownStrange: z.boolean(), // the registry names a key for this PC that it does not have
  ahead: z.string().nullable(), // digits of the new keys that this PC has made and no edition names yet
  offices: z.array(
    z.object({
      id: OfficeId,
      name: z.string(),
      level: OfficeLevel,
      closed: z.boolean(), // or to be, with the next edition
      feeds: z.array(
        z.object({
          feed: FeedId,
          own: z.boolean(),
          state: z.enum(["active", "unpublished", "changing", "ending", "ended", "closing", "closed"]), // the last two: with its office
          upTo: z.number().int().nullable(), // where it, or the key before the next one, ends or ended
          heldUpTo: z.number().int(),
          registry: z.number().int(), // newest edition it says it holds, 0: none
        }),
      ),
    }),
  ),
  roots: z.array(z.object({ keyId: z.string(), holder: z.string() })), // at the province that made them
  next: NextEdition.nullable(), // null: nothing new, root keys missing, or no province
});
export type RegistryOverview = z.infer<typeof RegistryOverview>;

export const registryChannels = {
  /** Write this office's enrolment sheet where the clerk chooses. Null: the clerk cancelled. */
  "enrol.request": call(nothing, z.object({ fileName: z.string(), fingerprint: z.string() }).nullable()),
  /** Choose another office's enrolment file and say who it claims to be; nothing is trusted yet. */
  "enrol.open": call(nothing, z.object({ token: z.string(), peer: Peer }).nullable()),
  /** Trust that office if the digits typed from its stamped sheet are those of its keys. */
  "enrol.admit": call(
    z.strictObject({
      token: z.string(),
      digits: z.string().max(80),
      /** Who typed them again from the same paper; the province asks for it. */
      second: z
        .strictObject({ name: z.string().trim().min(1).max(120), digits: z.string().max(80) })
        .nullable()
        .optional(),
    }),
    Peer,
  ),
  /** Give this PC another feed and other keys, and issue again what nobody has confirmed. The page is reloaded by main afterwards. */
  "identity.renew": call(nothing, z.object({ feed: FeedId, upTo: z.number().int(), reissued: z.number().int() })),
  /** The registry of keys as it stands here, and what the next edition would bring. */
  "registry.overview": call(nothing, RegistryOverview),
  /** Choose an edition's file and take it; a first one waits for the digits of its roots. Null: the clerk cancelled. */
  "registry.open": call(nothing, z.object({ version: z.number().int(), taken: z.boolean() }).nullable()),
  /** Trust the roots of the first edition by the digits typed from the province's decision. */
  "registry.admit": call(z.strictObject({ digits: z.string().max(80) }), z.object({ version: z.number().int() })),
  /** Make a root key on its keeper's stick; `instead` of one of the three. Null: the clerk cancelled. */
  "registry.root": call(
    z.strictObject({
      holder: z.string().trim().min(1).max(120),
      passphrase: z.string().max(400),
      instead: z.string().max(16).nullable(),
    }),
    z.object({ fileName: z.string(), keyId: z.string() }).nullable(),
  ),
  /** Sign the next edition with a root key from a stick. Null: the clerk cancelled. */
  "registry.sign": call(z.strictObject({ passphrase: z.string().max(400) }), NextEdition.nullable()),
  /** Put the signed edition in force. */
  "registry.publish": call(nothing, z.object({ version: z.number().int() })),
  /** Write the registry with its signatures where the clerk chooses. Null: the clerk cancelled. */
  "registry.export": call(
    nothing,
    z.object({ fileName: z.string(), version: z.number().int(), number: z.number().int() }).nullable(),
  ),
  /**
   * Make new keys for this PC and write the file that asks the province to name them; the province's own PC puts them into the next
   * edition itself (`fileName` null). Null: the clerk cancelled.
   */
  "keys.change": call(nothing, z.object({ fileName: z.string().nullable(), fingerprint: z.string() }).nullable()),
  /** At the province: choose the file of a PC that asks for new keys. Nothing is decided yet. Null: the clerk cancelled. */
  "keys.open": call(nothing, z.object({ token: z.string(), peer: Peer }).nullable()),
  /** Name its new keys in the next edition, if the digits are theirs. */
  "keys.admit": call(z.strictObject({ token: z.string().max(64), digits: z.string().max(80) }), Peer),
  /** Decide that an office ends, with the next edition: what its PCs write beyond what is held is only proposed. */
  "registry.close": call(
    z.strictObject({ office: OfficeId, why: z.string().trim().min(1).max(1000) }),
    z.object({ feeds: z.number().int() }), // ended by it; 0: it was done before
  ),
  /** Decide that a PC's key holds up to an action and no further, with the next edition. */
  "registry.revoke": call(
    z.strictObject({ feed: FeedId, number: z.number().int().min(0), why: z.string().trim().min(1).max(1000) }),
    nothing,
  ),
} as const;

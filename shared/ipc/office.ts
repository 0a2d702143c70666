import { z } from "zod";
import { ActionRef } from "../change/change.ts";
import { FeedId, OfficeId, RealOfficeId } from "../domain/primitives.ts";
import { duties } from "../domain/role-table.ts";
import { Clerk } from "../exchange/header.ts";
import { call, nothing } from "./channel.ts";
import { Head } from "./ledger.ts";

export const OfficeLevel = z.enum(["district", "province"]);
export type OfficeLevel = z.infer<typeof OfficeLevel>;

/** What a page needs to work once the store is open. The key opens the working copy and nothing else. */
export const Opened = z.object({
  office: OfficeId,
  officeName: z.string(),
  level: OfficeLevel,
  feed: FeedId,
  clerk: Clerk,
  duties: z.array(z.enum(duties)), // of that clerk; all where the office has one
  firstPassphrase: z.boolean(), // it was chosen by somebody else: nothing else is done before it is replaced
  store: z.string(), // random id of the store
  generation: z.string(),
  head: Head,
  projectionKey: z.instanceof(Uint8Array), // 32 bytes
  fingerprint: z.string(), // 6 groups of 5 digits, of this office's own keys
  recovered: z.boolean(), // opened with the recovery key
  ended: z.array(z.object({ feed: FeedId, upTo: z.number().int() })), // feeds of which what is held beyond that action does not count
  gone: z.array(ActionRef), // actions of ended feeds that nobody waits for any more: they were seen and never came
  renewed: z.number().int().min(0), // times that lines of the ledger stopped counting: new identities, returned imports
  repaired: z.string().nullable(), // a torn tail was cut or damage set aside at this start: which
});
export type Opened = z.infer<typeof Opened>;

export const AppStatus = z.object({
  phase: z.enum(["new", "locked", "open"]),
  clerks: z.array(Clerk.shape.id), // who has a passphrase, by number: names are sealed
  officeName: z.string().nullable(), // known before unlocking: a name of an office, not of a person
  version: z.string(),
  runtime: z.string(), // "electron 45.4.1" or "chromium 156"
  readOnly: z.enum(["disk-full", "store-damaged"]).nullable(),
});
export type AppStatus = z.infer<typeof AppStatus>;

export const officeChannels = {
  /** What the window should show first. */
  "app.status": call(nothing, AppStatus),
  /** Make the store of a new office and open it. The recovery key is shown once and never kept. */
  "office.create": call(
    z.strictObject({
      office: RealOfficeId,
      officeName: z.string().trim().min(1).max(200),
      level: OfficeLevel,
      clerkName: z.string().trim().min(1).max(120),
      clerkRole: z.string().trim().max(60),
      passphrase: z.string().max(400),
    }),
    z.object({ recoveryKey: z.string(), opened: Opened }),
  ),
  /** Open the store with a passphrase or the recovery key. `clerk`: whose passphrase it is said to be; it is tried on all. */
  "office.unlock": call(z.strictObject({ secret: z.string().max(400), clerk: Clerk.shape.id.optional() }), Opened),
  /** Forget the keys. The page must be reloaded by main afterwards. */
  "office.lock": call(nothing, nothing),
} as const;

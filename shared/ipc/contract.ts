import { z } from "zod";
import { ActionRef, Draft } from "../change/change.ts";
import { BlobId } from "../domain/dossier.ts";
import { paperKinds } from "../domain/papers/merge.ts";
import { MergeValuesOnTheirWay, OwnTemplate, TemplateId, TemplateRef } from "../domain/papers/own-template.ts";
import { AnyRecordId, FeedId, OfficeId } from "../domain/primitives.ts";
import { SheetOnItsWay } from "../domain/sheets/sheet-on-its-way.ts";
import { FileKind } from "../domain/tables/file-kind.ts";
import { LaidTable } from "../domain/tables/laid-table.ts";
import { ForkDecision } from "../exchange/aside.ts";
import { Delivery } from "../exchange/delivery.ts";
import { Entry, leftKinds } from "../exchange/entry.ts";
import { BundleHeader, Clerk, Peer, Receipt, Sum } from "../exchange/header.ts";
import type { Problem } from "../problem.ts";
import type { Result } from "../result.ts";

const call = <Request extends z.ZodType, Reply extends z.ZodType>(request: Request, reply: Reply) => ({
  request,
  reply,
});
const nothing = z.strictObject({});

/** `draft:profile`, `view:people`: what it is; ids may follow, names of people may not. */
export const KeptName = z.string().regex(/^[a-z]{2,20}(:[a-z0-9-]{1,60}){1,3}$/);

export const Media = z.enum(["image/jpeg", "image/png", "application/pdf"]);
export type Media = z.infer<typeof Media>;

/** Where a ledger stands. `position` counts entries; `tag` is the last one's authentication tag, hex. */
export const Head = z.object({ position: z.number().int().min(0), tag: z.string() });
export type Head = z.infer<typeof Head>;

export const OfficeLevel = z.enum(["district", "province"]);
export type OfficeLevel = z.infer<typeof OfficeLevel>;

/** What a page needs to work once the store is open. The key opens the working copy and nothing else. */
export const Opened = z.object({
  office: OfficeId,
  officeName: z.string(),
  level: OfficeLevel,
  feed: FeedId,
  clerk: Clerk,
  store: z.string(), // random id of the store
  generation: z.string(),
  head: Head,
  projectionKey: z.instanceof(Uint8Array), // 32 bytes
  fingerprint: z.string(), // 6 groups of 5 digits, of this office's own keys
  recovered: z.boolean(), // opened with the recovery key
  ended: z.array(z.object({ feed: FeedId, upTo: z.number().int() })), // feeds of which what is held beyond that action does not count
  renewed: z.number().int().min(0), // new identities this PC has taken
  repaired: z.string().nullable(), // a torn tail was cut or damage set aside at this start: which
});
export type Opened = z.infer<typeof Opened>;

export const AppStatus = z.object({
  phase: z.enum(["new", "locked", "open"]),
  officeName: z.string().nullable(), // known before unlocking: a name of an office, not of a person
  version: z.string(),
  runtime: z.string(), // "electron 45.4.1" or "chromium 156"
  readOnly: z.enum(["disk-full", "store-damaged"]).nullable(),
});
export type AppStatus = z.infer<typeof AppStatus>;

/** A bundle that has been checked and lies in staging with those that waited for it; nothing has been applied. */
export const Preview = z.object({
  token: z.string(),
  fileName: z.string(),
  header: BundleHeader,
  sender: Peer,
  lines: z.array(z.object({ feed: FeedId, number: z.number().int(), line: z.string() })), // what is new to us, in order, of all of them
  alreadyHeld: z.number().int().min(0), // actions of the bundle that we hold
  receipts: z.array(Receipt), // of all of them
  following: z.array(z.object({ serial: z.number().int(), from: z.number().int(), to: z.number().int() })), // those that waited
});
export type Preview = z.infer<typeof Preview>;

const QueueIndex = z.number().int().min(0).max(10_000);

/** Bundles that were chosen together, feed by feed, each as its signature alone tells of it. */
export const ImportQueue = z.object({
  token: z.string(),
  bundles: z.array(
    z.object({
      fileName: z.string(),
      feed: FeedId.nullable(), // null: it cannot be told whose it is
      sender: z.string().nullable(), // the office's name, as it was enrolled
      from: z.number().int(),
      to: z.number().int(), // from − 1: a receipt alone
      fresh: z.number().int(), // actions that are new to us
      bytes: z.number().int(),
      problem: z.custom<Problem>().nullable(), // what is seen before the bundle is read
    }),
  ),
});
export type ImportQueue = z.infer<typeof ImportQueue>;

/** What became of one bundle of a queue. */
export const QueueStep = z.discriminatedUnion("became", [
  z.object({
    became: z.literal("taken"),
    head: Head,
    sum: Sum, // of what was new
    alreadyHeld: z.number().int().min(0),
    actions: z.number().int().min(0), // that the bundle carries: the sum and what was held
  }),
  z.object({ became: z.literal("held"), from: z.number().int(), to: z.number().int() }), // all of it was taken before
  z.object({ became: z.literal("refused"), problem: z.custom<Problem>() }),
]);

export const LeftEntry = z.object({
  number: z.number().int(),
  what: z.enum(leftKinds),
  file: z.string(),
  recipient: z.string().nullable(),
  actions: z.number().int(),
  bytes: z.number().int(),
  at: z.string(),
  failed: z.boolean(), // announced, then not written
});

/** A line of the custody register: what left the office, where to, and who let it go. */
export const CustodyLine = z.object({
  number: z.number().int(),
  what: z.enum(leftKinds),
  file: z.string(),
  recipient: OfficeId.nullable(), // of a bundle
  recipientName: z.string().nullable(),
  actions: z.number().int(),
  bytes: z.number().int(),
  clerkName: z.string(),
  at: z.string(),
  failed: z.boolean(), // announced, then not written
  said: Delivery,
  saidAgain: z.boolean(), // where it goes was said after it was written
});
export type CustodyLine = z.infer<typeof CustodyLine>;
const number = z.number().int().min(0);

/** A bundle that is kept until it can be taken, and what stands in its way now. */
export const WaitingBundle = z.object({
  bundle: z.string(),
  office: OfficeId,
  from: number,
  to: number,
  bytes: number,
  at: z.string(), // clock note of when it came
  standing: z.discriminatedUnion("state", [
    z.object({ state: z.literal("gap"), from: number, to: number }), // numbers that are missing
    z.object({ state: z.literal("newer"), needs: z.string() }),
    z.object({ state: z.literal("fork"), at: number }),
    z.object({ state: z.literal("frozen"), at: number }),
    z.object({ state: z.literal("ready") }),
  ]),
});
export type WaitingBundle = z.infer<typeof WaitingBundle>;

/** A feed under which two branches came. */
export const ForkOnScreen = z.object({
  office: OfficeId,
  feed: FeedId,
  at: number,
  heads: z.tuple([z.string(), z.string()]), // chain hashes at that number: of the branch held, of the other
  seen: z.string(), // clock note
  heldUpTo: number,
  decision: ForkDecision.nullable(),
});
export type ForkOnScreen = z.infer<typeof ForkOnScreen>;

/** Where the exchange stands: for each peer, what was made for it, sent and confirmed. */
export const ExchangeOverview = z.object({
  own: Peer,
  fingerprint: z.string(),
  lastAction: z.number().int().min(0), // last number of the own feed
  registry: z.number().int().nullable(), // edition of the registry of keys that is followed here
  rebuild: z.boolean(), // what counts has changed since the office was opened: it must be opened anew
  peers: z.array(
    z.object({
      peer: Peer,
      fingerprint: z.string(),
      sentUpTo: z.number().int().min(0), // last own action in a bundle written for it
      confirmedUpTo: z.number().int().min(0), // by its receipt
      heldUpTo: z.number().int().min(0), // last action of its feed that we hold
      receiptDue: z.boolean(), // we took a bundle and have not sent the receipt yet
      registryDue: z.boolean(), // it has not said that it holds our newest edition of the registry
      lastReceipt: Receipt.nullable(),
    }),
  ),
  waiting: z.array(WaitingBundle),
  forks: z.array(ForkOnScreen),
  left: z.array(LeftEntry), // newest first, at most 200
});
export type ExchangeOverview = z.infer<typeof ExchangeOverview>;

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
  offices: z.array(
    z.object({
      id: OfficeId,
      name: z.string(),
      level: OfficeLevel,
      feeds: z.array(
        z.object({
          feed: FeedId,
          own: z.boolean(),
          state: z.enum(["active", "unpublished", "ending", "ended"]),
          upTo: z.number().int().nullable(), // where it ends or ended
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

/** A sheet's cells as text, as the workbook shows them; dates as `YYYY-MM-DD`. Row 0 is the first row of the sheet. */
export const WorkbookRows = z.object({
  fileName: z.string(),
  sheets: z.array(z.object({ name: z.string(), rows: z.array(z.array(z.string())) })),
});
export type WorkbookRows = z.infer<typeof WorkbookRows>;

const Range = z.object({ top: z.number(), left: z.number(), bottom: z.number(), right: z.number() });

/** One cell as it stands in a sender's file (shared/domain/workbook/cell.ts). */
const WorkbookCell = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.object({
    kind: z.enum(["text", "number", "boolean", "date", "error", "blank"]),
    value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
    zeros: z.number().optional(),
    shown: z.enum(["day", "month", "year"]).optional(),
    formula: z.string().optional(),
    link: z.literal(true).optional(),
    font: z.string().optional(),
  }),
]);

/** A workbook that main holds open until it is closed: its sheets without their cells. */
export const OpenedWorkbook = z.object({
  token: z.string(),
  fileName: z.string(),
  sheets: z.array(
    z.object({
      name: z.string(),
      rows: z.number().int(),
      columns: z.number().int(),
      hidden: z.boolean(),
      merged: z.array(Range),
      hiddenRows: z.array(z.number().int()),
      hiddenColumns: z.array(z.number().int()),
      formulas: z.number().int(),
      links: z.number().int(),
    }),
  ),
  date1904: z.boolean(),
  macros: z.boolean(), // never run
  externalLinks: z.number().int(), // never opened
});
export type OpenedWorkbook = z.infer<typeof OpenedWorkbook>;

/** Every channel, once. Main parses each request with it; a missing handler or a misspelt field does not compile. */
export const contract = {
  /** What the window should show first. */
  "app.status": call(nothing, AppStatus),
  /** Make the store of a new office and open it. The recovery key is shown once and never kept. */
  "office.create": call(
    z.strictObject({
      office: OfficeId,
      officeName: z.string().trim().min(1).max(200),
      level: OfficeLevel,
      clerkName: z.string().trim().min(1).max(120),
      clerkRole: z.string().trim().max(60),
      passphrase: z.string().max(400),
    }),
    z.object({ recoveryKey: z.string(), opened: Opened }),
  ),
  /** Open the store with a passphrase or the recovery key. */
  "office.unlock": call(z.strictObject({ secret: z.string().max(400) }), Opened),
  /** Forget the keys. The page must be reloaded by main afterwards. */
  "office.lock": call(nothing, nothing),
  /** Record one action: validated, stamped, appended, synced. The reply is "Đã lưu". */
  "ledger.append": call(Draft, z.object({ head: Head, entry: Entry })),
  /** Entries after a position, oldest first, as many as fit into about `bytes`. */
  "ledger.read": call(
    z.strictObject({ after: z.number().int().min(0), bytes: z.number().int().min(1).max(16_777_216) }),
    z.object({ entries: z.array(z.object({ position: z.number().int(), entry: Entry })), head: Head }),
  ),
  /** Single entries, for a record's history. */
  "ledger.at": call(
    z.strictObject({ positions: z.array(z.number().int().min(1)).max(5000) }),
    z.object({ entries: z.array(z.object({ position: z.number().int(), entry: Entry })) }),
  ),
  /** Note in the ledger that protected fields were shown or printed. */
  "ledger.access": call(z.strictObject({ record: AnyRecordId, why: z.enum(["shown", "printed"]) }), Head),
  /**
   * A small document kept sealed beside the ledger on this PC: a draft, a saved view, a mapping of columns. It is never sent
   * and no part of the records. The name says what it is, never whom it is about.
   */
  "kept.read": call(z.strictObject({ name: KeptName }), z.object({ value: z.string().nullable() })),
  /** Keep one, or forget it (null). Synced before the answer. */
  "kept.write": call(z.strictObject({ name: KeptName, value: z.string().max(1_000_000).nullable() }), nothing),
  /** Choose a picture to crop. Its bytes stay with the page until it keeps them. Null: the clerk cancelled. */
  "photo.choose": call(nothing, z.object({ bytes: z.instanceof(Uint8Array), media: Media }).nullable()),
  /** Choose a scanned document and keep it: checked by its first bytes, sealed, synced. Null: the clerk cancelled. */
  "scan.add": call(
    nothing,
    z.object({ blob: BlobId, media: Media, bytes: z.number().int(), pages: z.number().int().nullable() }).nullable(),
  ),
  /** Keep bytes the page made, such as a cropped portrait. */
  "blob.put": call(
    z.strictObject({ bytes: z.instanceof(Uint8Array), media: Media }),
    z.object({ blob: BlobId, bytes: z.number().int() }),
  ),
  /** The bytes of a kept file; a problem where it has not reached this office yet. */
  "blob.read": call(z.strictObject({ blob: BlobId }), z.object({ bytes: z.instanceof(Uint8Array), media: Media })),
  /** Write a copy of a kept file where the clerk chooses; entered in the register first. Null: the clerk cancelled. */
  "blob.export": call(
    z.strictObject({ blob: BlobId, suggestedName: z.string().regex(/^[a-z0-9-]{1,60}$/) }),
    z.object({ fileName: z.string(), bytes: z.number().int(), number: z.number().int() }).nullable(),
  ),
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
  /** Decide that a PC's key holds up to an action and no further, with the next edition. */
  "registry.revoke": call(
    z.strictObject({ feed: FeedId, number: z.number().int().min(0), why: z.string().trim().min(1).max(1000) }),
    nothing,
  ),
  /** Where the exchange stands. */
  "exchange.overview": call(nothing, ExchangeOverview),
  /** Lines of the custody register, the oldest first. No kinds: all of them. */
  "custody.register": call(
    z.strictObject({
      from: z.iso.date().nullable(),
      to: z.iso.date().nullable(),
      kinds: z.array(z.enum(leftKinds)).max(leftKinds.length),
    }),
    z.object({
      lines: z.array(CustodyLine),
      earlier: z.number().int().min(0), // lines that are asked for and left out: the oldest
      all: z.number().int().min(0), // lines of the whole register
    }),
  ),
  /** Say of a line where its paper goes; the ledger keeps what was said before. */
  "custody.say": call(z.strictObject({ number: z.number().int().min(1), said: Delivery }), CustodyLine),
  /** What a bundle for this office would carry now. */
  "bundle.measure": call(
    z.strictObject({ recipient: OfficeId }),
    z.object({
      from: z.number().int(),
      to: z.number().int(),
      actions: z.number().int(),
      changes: z.number().int(),
      receipts: z.number().int(),
      editions: z.number().int(), // of the registry
    }),
  ),
  /** Pack what the recipient has not confirmed, ask where to keep it, write it and read it back. Null: the clerk cancelled. */
  "bundle.pack": call(
    z.strictObject({ recipient: OfficeId }),
    z
      .object({
        fileName: z.string(),
        place: z.string(), // what the stick or folder is called
        bytes: z.number().int(),
        actions: z.number().int(),
        sha256: z.string(),
        number: z.number().int(),
      })
      .nullable(),
  ),
  /**
   * Check a bundle, unpack it in its own process: one of the queue, or else one that the clerk is asked for. Nothing is applied.
   * Null: the clerk cancelled.
   */
  "bundle.open": call(
    z.strictObject({ queued: z.strictObject({ token: z.string().max(64), index: QueueIndex }).optional() }),
    Preview.nullable(),
  ),
  /** Check a bundle that waits once more, as if it had just come. */
  "bundle.reopen": call(z.strictObject({ bundle: z.string().regex(/^[0-9a-f]{64}$/) }), Preview),
  /** Record which PC goes on with a feed that forked, and why. */
  "fork.decide": call(ForkDecision.pick({ feed: true, keeps: true, reason: true }).strict(), Head),
  /** Take the bundle that was previewed and those that waited for it: one frame of the ledger each, in their order. */
  "bundle.accept": call(
    // `proposing`: of its actions those of which something is only a proposal; main holds no records and cannot tell
    z.strictObject({ token: z.string(), proposing: z.array(ActionRef).max(100_000).optional() }),
    z.object({ taken: z.array(z.object({ head: Head, entry: Entry })).min(1), sum: Sum }),
  ),
  /** Choose several bundles, or a folder of them, and look at their signatures. Nothing is applied. Null: the clerk cancelled. */
  "queue.choose": call(
    z.strictObject({ from: z.enum(["files", "folder", "named", "watched"]) }), // the last two: what `offers.look` told of
    ImportQueue.nullable(),
  ),
  /** The bundles of a queue that was begun and cut off. Null: there is none. */
  "queue.unfinished": call(nothing, ImportQueue.nullable()),
  /** Check one bundle of the queue in full and take it: one frame. What is wrong with it alone is part of the reply. */
  "queue.take": call(z.strictObject({ token: z.string().max(64), index: QueueIndex }), QueueStep),
  /** Bundles that were opened from the file manager, and such as are new in the watched folder. Nothing of them is taken. */
  "offers.look": call(
    nothing,
    z.object({
      named: z.number().int().min(0),
      watched: z
        .object({
          place: z.string(), // what the folder is called
          gone: z.boolean(), // it cannot be read now
          fresh: z.number().int().min(0), // for us, whole, and not offered before
        })
        .nullable(),
    }),
  ),
  /** Choose the folder that is looked at each minute from now on. Null: the clerk cancelled. */
  "watch.choose": call(nothing, z.object({ place: z.string() }).nullable()),
  /** Watch no folder. */
  "watch.stop": call(nothing, nothing),
  /** Forget the queue. */
  "queue.close": call(z.strictObject({ token: z.string().max(64) }), nothing),
  /** Close the preview; staging is emptied. */
  "bundle.discard": call(z.strictObject({ token: z.string() }), nothing),
  /** Choose a workbook and read it in its own process, which holds it until it is closed. Null: the clerk cancelled. */
  "workbook.open": call(nothing, OpenedWorkbook.nullable()),
  /** Rows `from` to `to` of a sheet, the latter not included. */
  "workbook.rows": call(
    z.strictObject({
      token: z.string().max(64),
      sheet: z.number().int().min(0).max(10_000),
      from: z.number().int().min(0).max(1_000_000),
      to: z.number().int().min(0).max(1_000_000),
    }),
    z.object({ rows: z.array(z.array(WorkbookCell)) }),
  ),
  /** Let it go. */
  "workbook.close": call(z.strictObject({ token: z.string().max(64) }), nothing),
  /** Write a copy of the sender's own workbook with what is said of each cell, where the clerk chooses; entered in the register first. */
  "workbook.annotate": call(
    z.strictObject({
      token: z.string().max(64),
      notes: z
        .array(
          z.strictObject({
            sheet: z.string().max(255),
            row: z.number().int().min(0).max(1_048_575),
            column: z.number().int().min(0).max(16_383),
            text: z.string().min(1).max(2000),
          }),
        )
        .min(1)
        .max(50_000),
    }),
    z.object({ fileName: z.string(), bytes: z.number().int(), number: z.number().int() }).nullable(),
  ),
  /** Print what the page shows to a PDF where the clerk chooses. Null: the clerk cancelled. */
  "page.print": call(
    z.strictObject({
      suggestedName: z.string().regex(/^[a-z0-9-]{1,60}$/),
      landscape: z.boolean(),
      said: Delivery.optional(), // where it goes, for the register
    }),
    z.object({ fileName: z.string(), bytes: z.number().int(), number: z.number().int() }).nullable(),
  ),
  /** Ask where to keep a form, write it as a .docx or an .xlsx and read it back. Null: the clerk cancelled. */
  "sheet.save": call(
    z.strictObject({
      suggestedName: z.string().regex(/^[a-z0-9-]{1,60}$/),
      as: FileKind,
      sheet: SheetOnItsWay,
      said: Delivery.optional(),
    }),
    z.object({ fileName: z.string(), bytes: z.number().int(), number: z.number().int() }).nullable(),
  ),
  /** The office's own templates of decisions and letters. */
  "template.list": call(nothing, z.object({ templates: z.array(OwnTemplate) })),
  /** Choose a Word file, check it in its own process, and keep it sealed on this PC. Null: the clerk cancelled. */
  "template.add": call(
    z.strictObject({ paper: z.enum(paperKinds), replaces: TemplateId.nullable() }),
    z
      .object({ template: OwnTemplate, stripped: z.array(z.enum(["attached-template", "hyperlinks", "author"])) })
      .nullable(),
  ),
  "template.rename": call(z.strictObject({ id: TemplateId, name: z.string().trim().min(1).max(120) }), nothing),
  "template.remove": call(z.strictObject({ id: TemplateId }), nothing),
  /** Write a template where the clerk chooses, to be edited; entered in the register first. Null: the clerk cancelled. */
  "template.export": call(
    z.strictObject({ template: TemplateRef }),
    z.object({ fileName: z.string(), bytes: z.number().int(), number: z.number().int() }).nullable(),
  ),
  /** Fill a template in its own process and write the paper where the clerk chooses; entered in the register first. */
  "paper.write": call(
    z.strictObject({
      template: TemplateRef,
      suggestedName: z.string().regex(/^[a-z0-9-]{1,60}$/),
      values: MergeValuesOnTheirWay,
    }),
    z.object({ fileName: z.string(), bytes: z.number().int(), number: z.number().int() }).nullable(),
  ),
  /** Ask where to keep tables, write them into one .docx or .xlsx and read it back. Null: the clerk cancelled. */
  "table.save": call(
    z.strictObject({
      suggestedName: z.string().regex(/^[a-z0-9-]{1,60}$/),
      as: FileKind,
      tables: z.array(LaidTable).min(1).max(4),
      said: Delivery.optional(),
    }),
    z.object({ fileName: z.string(), bytes: z.number().int(), number: z.number().int() }).nullable(),
  ),
} as const;

export type Contract = typeof contract;
export type Channel = keyof Contract;
export type RequestOf<C extends Channel> = z.input<Contract[C]["request"]>;
export type ReplyOf<C extends Channel> = z.output<Contract[C]["reply"]>;

/** What main must implement: the compiler asks for every channel. */
export type Handlers = {
  [C in Channel]: (request: z.output<Contract[C]["request"]>) => Promise<Result<ReplyOf<C>, Problem>>;
};

/** What the page calls: `desktop.call("bundle.pack", { recipient })`. It never rejects. */
export interface Desktop {
  call<C extends Channel>(channel: C, request: RequestOf<C>): Promise<Result<ReplyOf<C>, Problem>>;
}

/** The one function that the preload puts on `window`. Structured-clone values only. */
export interface Bridge {
  invoke(channel: string, request: unknown): Promise<unknown>;
}

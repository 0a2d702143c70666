import type { FeedId, OfficeId, RecordId } from "./domain/primitives.ts";
import type { Deed } from "./domain/role-table.ts";

/** Why the store did not do as asked. Nothing was changed. */
export type StoreProblem =
  | { readonly kind: "wrong-passphrase" }
  | { readonly kind: "recovery-key-mistyped"; readonly half: 1 | 2 } // by its own check characters
  | { readonly kind: "passphrase-too-short"; readonly least: number }
  | { readonly kind: "last-passphrase" } // without it the store would open with the recovery key alone
  | { readonly kind: "office-exists" }
  | { readonly kind: "no-office" }
  | { readonly kind: "locked" }
  | { readonly kind: "in-use" } // another copy of the program has this store open
  | { readonly kind: "disk-full" } // reading and printing go on; saving resumes by itself
  | { readonly kind: "disk-failing" } // a sync failed: the record was not saved, the segment is set aside
  | { readonly kind: "not-permitted" } // EACCES, EPERM
  | { readonly kind: "file-busy" } // EBUSY, EMFILE: antivirus or another program
  | { readonly kind: "store-damaged"; readonly fromEntry: number } // everything before it is readable
  | { readonly kind: "store-newer"; readonly needs: string }
  | { readonly kind: "malformed"; readonly record: RecordId | null; readonly field: string | null };

/** Why a bundle that is whole and authentic was not taken: its place in its feed, or what made it. */
export type PlaceProblem =
  | { readonly kind: "bundle-already-taken"; readonly from: number; readonly to: number }
  | { readonly kind: "bundle-out-of-turn"; readonly expected: number; readonly found: number }
  | { readonly kind: "bundle-forked"; readonly at: number; readonly ours: string; readonly theirs: string } // chain hashes at that number
  | { readonly kind: "bundle-frozen"; readonly at: number } // its feed has forked there and nobody has decided yet
  | { readonly kind: "bundle-of-lost-branch"; readonly at: number } // decided: the other PC keeps the feed
  | { readonly kind: "feed-closed"; readonly at: number } // decided: this feed ends there
  | { readonly kind: "asides-full"; readonly kept: number } // so many bundles of this feed wait already
  | { readonly kind: "bundle-newer"; readonly needs: string } // a version of the program; kept, and tried again after an update
  | { readonly kind: "container-newer"; readonly needs: string }; // a later format, whose seal says nothing to us;

/** Why the parts of a bundle were not joined, or not made. `of`: how many there are; numbers count from 1. */
export type PartProblem =
  | { readonly kind: "parts-missing"; readonly parts: readonly number[]; readonly of: number }
  | { readonly kind: "part-damaged"; readonly part: number; readonly of: number } // altered or cut
  | { readonly kind: "part-unsigned"; readonly part: number; readonly of: number } // no .minisig beside it
  | { readonly kind: "parts-mixed"; readonly parts: readonly number[]; readonly of: number } // those numbers are there, of another bundle
  | { readonly kind: "parts-too-many"; readonly of: number; readonly allowed: number };

/** Why main stops what could flood or overturn the register. Nothing was changed. */
export type GuardProblem =
  | { readonly kind: "feed-flooded"; readonly office: OfficeId; readonly found: number; readonly cap: number } // actions without effect: its bundles stay unopened
  | { readonly kind: "asides-too-large"; readonly office: OfficeId; readonly bytes: number; readonly most: number } // bundles kept of one feed
  | { readonly kind: "return-forked"; readonly at: number } // its feed forked there: people decide first
  | { readonly kind: "return-built-upon"; readonly feed: FeedId; readonly upTo: number } // own later work rests on all of it
  | { readonly kind: "needs-agreement"; readonly changed: number; readonly records: number; readonly held: number };

/** Why a bundle, receipt or enrolment file was not taken. Facts only, so that it can be stored, sent and shown as it is. */
export type ExchangeProblem =
  | PlaceProblem
  | PartProblem
  | { readonly kind: "not-a-bundle" } // the file's name or first bytes
  | { readonly kind: "bundle-is-extract" } // sealed tables to be read, which no ledger takes
  | { readonly kind: "not-an-extract" } // the file's name, or a bundle under that name
  | { readonly kind: "extract-too-large"; readonly allowed: number } // people in one table
  | { readonly kind: "bundle-unsigned" } // no .minisig beside it
  | { readonly kind: "bundle-foreign"; readonly keyId: string } // signed by a key we do not know
  | { readonly kind: "bundle-altered" } // a signature or a hash does not fit
  | { readonly kind: "bundle-cut" } // shorter than it says
  | { readonly kind: "bundle-for-another-office"; readonly addressee: string }
  | { readonly kind: "bundle-hostile"; readonly step: string } // refused by a cap or a rule of the container
  | { readonly kind: "bundle-too-heavy" } // the unpacking process ran out of its memory or time
  | { readonly kind: "no-recipient" } // not enrolled yet
  | { readonly kind: "nothing-to-send" }
  | { readonly kind: "carrier-gone"; readonly place?: string } // the stick was pulled, or the folder is no longer there; its own name
  | { readonly kind: "carrier-read-only"; readonly place?: string }
  | { readonly kind: "carrier-full"; readonly place?: string }
  | { readonly kind: "fingerprint-differs"; readonly typed: string; readonly found: string }
  | { readonly kind: "not-an-enrolment-file" }
  | { readonly kind: "office-id-taken"; readonly office: OfficeId }
  | { readonly kind: "bundle-key-ended"; readonly feed: FeedId; readonly upTo: number; readonly found: number } // its key held up to an earlier action
  | { readonly kind: "feed-ended"; readonly feed: FeedId; readonly upTo: number } // revoked: a new feed is the remedy
  | { readonly kind: "own-key-ended"; readonly upTo: number } // this PC's own key was revoked
  | { readonly kind: "office-closed" } // our own, by the registry: nothing more is written in it
  | { readonly kind: "own-key-strange" } // the registry names a key for this PC that it does not have
  | { readonly kind: "second-person-needed" } // at the province two people type the digits
  | { readonly kind: "staging-gone" }; // the preview was closed meanwhile

/** Why nothing went to the province's server or came from it. The register and the bundles are as they were. */
export type ServerProblem =
  | { readonly kind: "server-absent" } // this program has no network in it
  | { readonly kind: "server-off" } // nobody has switched it on
  | { readonly kind: "server-address" } // no address that begins with https://
  | { readonly kind: "server-certificate-file" } // the chosen file is none
  | { readonly kind: "server-unreachable"; readonly host: string } // no answer, or it broke off
  | { readonly kind: "server-certificate"; readonly host: string } // TLS: nobody known vouches for it
  | { readonly kind: "server-login"; readonly host: string } // 401
  | { readonly kind: "server-forbidden"; readonly host: string } // 403
  | { readonly kind: "server-not-webdav"; readonly host: string } // a page, or sent elsewhere: a proxy, or a wrong address
  | { readonly kind: "server-full"; readonly host: string } // 507, 413
  | { readonly kind: "server-locked"; readonly host: string } // 423
  | { readonly kind: "server-unwell"; readonly host: string; readonly status: number };

/** What stands between us and another office. Nothing was refused here; it is told beside that office until it is over. */
export type StandingProblem =
  | { readonly kind: "receipt-missing"; readonly from: number; readonly to: number } // it asks for these of ours again
  | { readonly kind: "receipt-needs"; readonly needs: string } // it keeps a bundle until its program is that version
  | { readonly kind: "receipt-fork"; readonly at: number; readonly ours: string; readonly theirs: string } // chain hashes: held there, and of the other PC
  | { readonly kind: "receipt-left"; readonly at: number } // decided there: this PC does not keep its feed
  | { readonly kind: "receipt-beyond"; readonly upTo: number; readonly last: number } // it holds what we never wrote
  | { readonly kind: "receipt-differs"; readonly at: number } // its chain is not ours
  | { readonly kind: "receipts-frozen"; readonly bundles: number } // sent since its last receipt
  | { readonly kind: "bundles-lost"; readonly bundles: number; readonly upTo: number } // receipts come, and confirm no more
  | { readonly kind: "registry-frozen"; readonly held: number; readonly newest: number; readonly bundles: number } // here
  | { readonly kind: "registry-unheard"; readonly held: number; readonly newest: number; readonly bundles: number } // there
  | { readonly kind: "unconfirmed-long"; readonly days: number; readonly from: number } // days on which the register was written in
  | { readonly kind: "bundle-overlaps"; readonly from: number; readonly to: number; readonly upTo: number }; // its beginning is held

/** Why an edition of the registry was not taken, signed or published. What was held stays in force. */
export type RegistryProblem =
  | { readonly kind: "not-a-registry" }
  | { readonly kind: "registry-none" } // none is held yet
  | { readonly kind: "registry-known"; readonly version: number }
  | { readonly kind: "registry-older"; readonly held: number; readonly found: number }
  | { readonly kind: "registry-gap"; readonly held: number; readonly found: number }
  | { readonly kind: "registry-forked"; readonly version: number } // it does not go on from the edition held
  | { readonly kind: "registry-unsigned"; readonly found: number; readonly needs: number } // root signatures
  | { readonly kind: "registry-rewritten"; readonly version: number } // it contradicts itself or an earlier edition
  | { readonly kind: "registry-not-trusted"; readonly version: number } // the roots' digits have not been typed
  | { readonly kind: "registry-nothing-new" }
  | { readonly kind: "own-key-unpublished" } // the registry does not name this PC
  | { readonly kind: "not-a-key-change" }
  | { readonly kind: "key-change-unsigned"; readonly feed: FeedId } // by the old key or the new one
  | { readonly kind: "key-change-known"; readonly feed: FeedId } // followed already
  | { readonly kind: "key-change-other"; readonly feed: FeedId } // asked for by a key that is not in force
  | { readonly kind: "revoked-before-key"; readonly feed: FeedId; readonly upTo: number } // an edition fixed the keys before up to there
  | { readonly kind: "roots-missing"; readonly found: number; readonly needs: number } // root keys made so far
  | { readonly kind: "not-a-root-key" }
  | { readonly kind: "root-key-strange"; readonly keyId: string } // whole, but none of this province's
  | { readonly kind: "province-only" };

export type WorkbookProblem =
  | { readonly kind: "not-a-workbook" }
  | { readonly kind: "workbook-too-large" }
  | { readonly kind: "workbook-too-heavy" } // the process that reads it ran out of its memory or time
  | { readonly kind: "workbook-cut" } // its end is missing
  | { readonly kind: "workbook-locked" } // under a password
  | { readonly kind: "workbook-old"; readonly format: "xls" | "xlsb" | "ods" | "html" | "xml" } // another program's format
  | { readonly kind: "workbook-gone" } // it was closed meanwhile
  | { readonly kind: "workbook-no-copy" } // a text file cannot carry notes
  | { readonly kind: "workbook-columns"; readonly sheet: string; readonly missing: readonly string[] }
  | { readonly kind: "workbook-cells"; readonly cells: readonly CellProblem[]; readonly more: number };

/** One bad cell, by its address in the sender's own workbook. */
export interface CellProblem {
  readonly sheet: string;
  readonly cell: string; // "C14"
  readonly header: string;
  readonly found: string;
  readonly why:
    | "not-a-date"
    | "not-in-list"
    | "missing"
    | "unknown-person"
    | "unknown-unit"
    | "too-long"
    | "twice"
    | "formula-failed" // #REF! and its kin, or a formula without a stored value
    | "not-a-number"
    | "no-such-day" // 31/02, or day 60 of the count from 1900
    | "out-of-range" // a year that no living person's paper can bear
    | "month-first" // month before day, where the column has day before month
    | "zeros-lost" // an identity number that lost digits
    | "not-an-identity-number"
    | "both-sexes" // a date in the men's and in the women's column
    | "letters-lost" // letters of an old font that nothing brings back
    | "not-a-name";
}

/** Why a picture or a scan was not taken, or cannot be shown. */
export type FileProblem =
  | { readonly kind: "not-a-picture" } // no JPEG or PNG by its first bytes, or it cannot be drawn
  | { readonly kind: "not-a-scan" } // neither a picture nor a PDF
  | { readonly kind: "file-too-large"; readonly bytes: number; readonly most: number }
  | { readonly kind: "blob-absent" } // the record came, its file has not
  | { readonly kind: "blob-damaged" }; // it is on the disk and no longer what it was; choosing the same file again mends it

/** Why a Word file was not taken as a template, or a paper not made from one. */
export type TemplateProblem =
  | { readonly kind: "template-no-bytes" }
  | { readonly kind: "template-not-word" }
  | { readonly kind: "template-other-format"; readonly format: "doc" | "odt" | "rtf" | "pdf" | "xlsx" }
  | { readonly kind: "template-locked" } // under a password
  | { readonly kind: "template-cut" } // its end is missing
  | { readonly kind: "template-damaged" }
  | { readonly kind: "template-too-large"; readonly most: number } // bytes
  | { readonly kind: "template-too-heavy" } // it unpacks to more than is read, or its process ran out of memory or time
  | { readonly kind: "template-macros" }
  | { readonly kind: "template-active"; readonly what: string } // a field code or part that runs or fetches something
  | { readonly kind: "template-linked"; readonly what: string } // a part that lies outside the file
  | { readonly kind: "template-blank" } // no text in it
  | { readonly kind: "template-no-fields" }
  | { readonly kind: "template-faults"; readonly faults: readonly TemplateFault[]; readonly more: number }
  | { readonly kind: "template-gone" } // it was removed meanwhile, or no longer opens
  | { readonly kind: "templates-full"; readonly count: number }; // as many as there can be

/** One thing wrong between braces. */
export interface TemplateFault {
  readonly why:
    | "unknown" // no field of that name
    | "unknown-list" // no list or condition of that name
    | "outside-list" // a field that means something only inside the list `meant`
    | "not-a-field" // the name of a list where a field is due
    | "unclosed" // "{" without "}"
    | "unopened" // "}" without "{"
    | "doubled" // "{{" or "}}"
    | "list-unclosed" // "{#x}" without "{/x}"
    | "list-unopened" // "{/x}" without "{#x}"
    | "list-crossed" // closed by another name, or in another part of a table
    | "markup" // "{@x}": would put a value in as mark-up
    | "unreadable"; // anything else that the reader of templates stumbles over
  readonly name: string; // as written between the braces
  readonly meant: string | null; // what was most likely meant
  readonly where: "body" | "header" | "footer" | "notes";
}

/** Why somebody may not do what was asked, or have the passphrase that was asked for. Nothing was changed. */
export type ClerkProblem =
  | { readonly kind: "not-your-duty"; readonly deed: Deed }
  | { readonly kind: "own-passphrase-first" } // the one in use was chosen by somebody else
  | { readonly kind: "passphrase-unchanged" } // the new one is the old one
  | { readonly kind: "last-key-keeper" } // nobody would be left to add clerks
  | { readonly kind: "second-clerk-needed" } // nobody confirms what they wrote themselves
  | { readonly kind: "clerk-gone" }; // removed from those who work on this PC

export type PrintProblem = { readonly kind: "print-failed" } | { readonly kind: "batch-gone" }; // a batch that is no longer kept, or of which a part does not open

/** A request that the page should never have made: kept apart, because only a programmer's mistake brings it. */
export type DoorProblem =
  | { readonly kind: "bad-request"; readonly channel: string }
  | { readonly kind: "failed-inside"; readonly code: string };

/** Everything that can go wrong and that a person is told about. One switch, `sentence()`, finds words for each. */
export type Problem =
  | StoreProblem
  | ExchangeProblem
  | StandingProblem
  | ServerProblem
  | GuardProblem
  | RegistryProblem
  | WorkbookProblem
  | FileProblem
  | TemplateProblem
  | PrintProblem
  | ClerkProblem
  | DoorProblem;

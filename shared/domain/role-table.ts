import type { RecordKind } from "./record-kinds.ts";

/** What a clerk is there for. One person may have several; where an office has one clerk, that one has all. */
export const duties = ["enter", "check", "lead", "keys"] as const;
export type Duty = (typeof duties)[number];

/** What is done with the register, as far as not everybody may do it. */
export const deeds = [
  "read",
  "record", // write in records, and answer what lies on the desk
  "confirm", // be the second clerk of a change that needs two
  "export", // print, write files to be worked on elsewhere
  "exchange", // bundles and extracts in and out
  "past-brake", // take a bundle that changes much
  "return", // give a bundle that was taken back
  "hand-over", // of files to another office or out of the province, and of all of an office that ends
  "rules", // packs of rules
  "enrol", // say whose bundles are believed
  "registry", // of keys: take, sign, publish, revoke
  "keys", // of this PC, and which PC goes on with a feed
  "clerks", // who works on this PC
] as const;
export type Deed = (typeof deeds)[number];

const everybody = { enter: true, check: true, lead: true, keys: true } as const;
const writers = { enter: true, check: true, lead: false, keys: false } as const;
const checkers = { enter: false, check: true, lead: false, keys: false } as const;
const keyKeepers = { enter: false, check: false, lead: false, keys: true } as const;

/**
 * Who may do what on a PC of the office. A copy that people can read and correct stands in docs/roles.csv, and a test holds the
 * two together. What an office may write is another table: `authority-table.ts`.
 */
export const roleTable: Readonly<Record<Deed, Readonly<Record<Duty, boolean>>>> = {
  read: everybody,
  record: writers,
  confirm: { enter: false, check: true, lead: true, keys: false },
  export: { enter: true, check: true, lead: true, keys: false },
  exchange: writers,
  "past-brake": checkers,
  return: checkers,
  "hand-over": checkers,
  rules: checkers,
  enrol: keyKeepers,
  registry: keyKeepers,
  keys: keyKeepers,
  clerks: keyKeepers,
};

/** Kinds of record whose writing is a deed of its own; writing any other is "record". */
const deedOfKind: Readonly<Partial<Record<RecordKind | "excerpt", Deed>>> = {
  confirmation: "confirm",
  handover: "hand-over",
  closing: "hand-over",
  excerpt: "exchange", // what is passed on goes with the bundle
  "rule-pack": "rules",
};

/** The deed that writing a record is; of a kind that this version does not know as of any other. */
export const deedOfWriting = (kind: string): Deed =>
  Object.hasOwn(deedOfKind, kind) ? (deedOfKind[kind as RecordKind] ?? "record") : "record";

/** Whether one of these duties allows it. */
export const mayDo = (held: readonly Duty[], deed: Deed): boolean => held.some((duty) => roleTable[deed][duty]);

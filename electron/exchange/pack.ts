import { isUtf8 } from "node:buffer";
import { setImmediate } from "node:timers/promises";
import { fieldsInOwnLine } from "../../shared/change/line.ts";
import type { BlobId } from "../../shared/domain/dossier.ts";
import { genesis, headAfter } from "../../shared/exchange/chain.ts";
import {
  blobMember,
  bundleName,
  caps,
  headerMember,
  manifestMember,
  opsMember,
  type RegistryEdition,
  receiptMember,
  registryMember,
  registrySignatureMember,
  sealOf,
  sealText,
  signatureName,
} from "../../shared/exchange/container.ts";
import { BundleHeader, type Clerk, formatFor, type Receipt, schemaFor } from "../../shared/exchange/header.ts";
import { receiptText } from "../../shared/exchange/receipt.ts";
import type { ExchangeProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { encrypted } from "./age.ts";
import { filesNamed, mayNameFiles } from "./attachments.ts";
import { prehash, prehashOf, type SigningKey, signatureFile } from "./minisign.ts";
import { sha256Hex } from "./sha256.ts";
import { type PackedMember, packedMember, packMember, zipped } from "./zip-write.ts";

/** What one bundle is to carry, from one feed to one office. */
export interface Consignment {
  readonly program: string; // "0.1.0"
  readonly office: string;
  readonly officeName: string;
  readonly feed: string;
  readonly clerks: readonly Clerk[];
  readonly recipient: { readonly office: string; readonly recipientKeys: readonly string[] }; // a key for each of its PCs
  readonly serial: number; // running number of the feed's bundles
  readonly from: number; // number of the first line
  readonly prevHead: string; // chain hash before it; `genesis` where `from` is 1
  readonly lines: Iterable<string | CountedLine>; // exact lines, from number `from` on without a gap
  readonly receipts: readonly Receipt[];
  readonly made: string; // clock note
  readonly editions?: readonly RegistryEdition[]; // of the registry, that the recipient has not confirmed
  /** A file that lines name; null: it is not here, and the bundle goes without it. Left out: no files travel. */
  readonly file?: (blob: BlobId) => Promise<Uint8Array | null>;
}

/** A line whose content was looked at when it was recorded, as it was stored then. */
export interface CountedLine {
  readonly line: Uint8Array;
  readonly fields: number; // that it changes
}

/** A bundle as it leaves: two files that belong together. */
export interface PackedBundle {
  readonly header: BundleHeader;
  readonly fileName: string;
  readonly bundle: Uint8Array;
  readonly signatureName: string;
  readonly signature: Uint8Array;
  readonly sha256: string; // of the bundle
}

/**
 * Make a bundle: lines, the files they name, and receipts into a zip, its list of hashes signed inside, the whole encrypted for the recipient
 * and signed outside. Only what is sealed ever leaves memory.
 *
 * @returns  the bundle; it carries as many lines as a reader takes at once: see `header.to`
 * @throws   when a line is one that every reader would refuse: the ledger never holds such a line
 */
export async function packBundle(
  key: SigningKey,
  consignment: Consignment,
): Promise<Result<PackedBundle, ExchangeProblem>> {
  const ops = await packLines(consignment);
  const receipts = new Map<string, Uint8Array>();
  for (const receipt of consignment.receipts) {
    const content = Buffer.from(receiptText(receipt));
    receipts.set(receiptMember(sha256Hex(content)), content); // once, even if it was given twice
  }
  const editions = consignment.editions ?? [];
  if (ops.actions === 0 && receipts.size === 0 && editions.length === 0) return failed({ kind: "nothing-to-send" });
  const header = headerOf(consignment, ops, receipts.size);

  const members: Promise<PackedMember>[] = [];
  const hashes = new Map<string, string>(ops.members.map(({ name, hash }) => [name, hash]));
  const add = (name: string, content: Uint8Array) => {
    hashes.set(name, sha256Hex(content));
    members.push(packMember(name, content));
  };
  add(headerMember, Buffer.from(`${JSON.stringify(header)}\n`));
  members.push(...ops.members.map(({ member }) => member));
  for (const [name, content] of receipts) add(name, content);
  for (const [blob, content] of ops.files) {
    hashes.set(blobMember(blob), blob);
    members.push(Promise.resolve(packedMember(blobMember(blob), content, content))); // stored: pictures do not deflate
  }
  for (const { version, text, signatures } of editions) {
    add(registryMember(version), Buffer.from(text));
    for (const [i, signature] of signatures.entries())
      add(registrySignatureMember(version, i + 1), Buffer.from(signature));
  }
  const manifest = Buffer.from(manifestText(hashes));
  const inner = signatureFile(key, prehashOf(manifest), sealText(sealOf(header, null)));
  members.push(packMember(manifestMember, manifest), packMember(signatureName(manifestMember), Buffer.from(inner)));

  const pieces: Uint8Array[] = [];
  for await (const piece of encrypted(consignment.recipient.recipientKeys, zipped(await Promise.all(members))))
    pieces.push(piece);
  const bundle = Buffer.concat(pieces);
  const outer = signatureFile(key, await prehash([bundle]), sealText(sealOf(header, bundle.byteLength)));
  const fileName = bundleName(header);
  return ok({
    header,
    fileName,
    bundle,
    signatureName: signatureName(fileName),
    signature: Buffer.from(outer),
    sha256: sha256Hex(bundle),
  });
}

/** The list that `sha256sum -c` reads, in the order of names. */
export const manifestText = (hashes: ReadonlyMap<string, string>): string =>
  [...hashes.keys()]
    .toSorted()
    .map((name) => `${hashes.get(name)}  ${name}\n`)
    .join("");

/** Bytes of lines in one member, before deflating: little to hold at a time, here and where it is read. */
const opsMemberBytes = 2 * 1_048_576;
/** Lines checked and hashed before main's other work gets its turn: some 20 ms. */
const linesAtATime = 1000;
/** Bytes of all lines and files of one bundle: below `caps.ops` and, where nothing can be deflated, below `caps.bundle`. */
const carriedBytes = 56 * 1_048_576;

interface PackedLinesMember {
  readonly name: string;
  readonly member: Promise<PackedMember>;
  readonly hash: string;
}

interface PackedLines {
  readonly members: readonly PackedLinesMember[];
  readonly files: ReadonlyMap<BlobId, Uint8Array>;
  readonly actions: number;
  readonly changes: number;
  readonly head: string;
  readonly asksSecond: boolean; // something waits for a second clerk, or is answered by one
  readonly flat: boolean; // a line is spelt as readers of schema 3 know it
}

async function packLines({ feed, from, prevHead, lines, file = noFile }: Consignment): Promise<PackedLines> {
  const members: PackedLinesMember[] = [];
  const files = new Map<BlobId, Uint8Array>();
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let total = 0;
  let actions = 0;
  let changes = 0;
  let asksSecond = false;
  let flat = false;
  let head = from === 1 ? genesis : prevHead;
  const close = () => {
    if (pending.length === 0) return;
    const content = Buffer.concat(
      pending.flatMap((line) => [line, lineEnd]),
      pendingBytes,
    );
    const name = opsMember(from + actions - pending.length);
    members.push({ name, member: packMember(name, content), hash: sha256Hex(content) });
    pending = [];
    pendingBytes = 0;
  };
  for (const one of lines) {
    const { line, fields } = typeof one === "string" ? counted(one) : one;
    const bytes = line.byteLength + 1;
    if (total + bytes > carriedBytes) break;
    const named = mayNameFiles(line) ? await filesOf(line, file, files, carriedBytes - total - bytes) : none;
    // No single line names more than fits (see recordAction); were there one, the feed must go on all the same.
    if (!named.all && actions > 0) break;
    for (const [blob, content] of named.files) files.set(blob, content);
    if (fields === null || bytes > caps.line || !isUtf8(line) || line.includes(0x0a))
      throw new RangeError(`line ${from + actions} of ${feed} is none that a reader takes`);
    if (pendingBytes + bytes > opsMemberBytes) close();
    pending.push(line);
    pendingBytes += bytes;
    total += bytes + named.bytes;
    const text = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
    asksSecond ||= text.includes(confirmations);
    flat ||= isFlat(text);
    head = headAfter(sha256Hex, head, line);
    actions += 1;
    changes += fields;
    if (actions % linesAtATime === 0) await setImmediate();
  }
  close();
  return { members, files, actions, changes, head, asksSecond, flat };
}

const confirmations = Buffer.from('"confirmation:');

/**
 * Whether the changes of an own line are spelt flat: the first one begins with what was seen, or its record is followed by a
 * field's name, where the former spelling has an object. Like this the list can stand in no text, whose quotation marks
 * would be escaped, and it stands before all values.
 */
function isFlat(line: Buffer): boolean {
  const at = line.indexOf(changeList);
  if (at === -1) return false;
  const first = at + changeList.byteLength;
  if (line[first] !== quotationMark) return true;
  return line[line.indexOf(quotationMark, first + 1) + ',"'.length] === quotationMark;
}

const changeList = Buffer.from('"set":[[');
const quotationMark = 0x22;
const noFile = async () => null;

interface NamedFiles {
  readonly files: ReadonlyMap<BlobId, Uint8Array>;
  readonly bytes: number; // of them together
  readonly all: boolean; // false: one that is here found no room
}
const none: NamedFiles = { files: new Map(), bytes: 0, all: true };

/** The files that a line names and that are here, as far as there is room, without those that travel already. */
async function filesOf(
  line: Uint8Array,
  file: (blob: BlobId) => Promise<Uint8Array | null>,
  already: ReadonlyMap<BlobId, Uint8Array>,
  room: number,
): Promise<NamedFiles> {
  const files = new Map<BlobId, Uint8Array>();
  let bytes = 0;
  for (const blob of new Set(filesNamed(line))) {
    const content = already.has(blob) ? null : await file(blob);
    if (content === null) continue;
    if (bytes + content.byteLength > room) return { files, bytes, all: false };
    files.set(blob, content);
    bytes += content.byteLength;
  }
  return { files, bytes, all: true };
}

const lineEnd = Buffer.from("\n");

/** Null `fields`: no line of an action, or one with half a character, which no UTF-8 can hold. */
const counted = (line: string) => ({
  line: Buffer.from(line),
  fields: line.isWellFormed() ? fieldsInOwnLine(line) : null,
});

function headerOf(
  consignment: Consignment,
  { actions, changes, head, files, asksSecond, flat }: PackedLines,
  receipts: number,
): BundleHeader {
  const { program, office, officeName, feed, clerks, recipient, serial, from, prevHead, made } = consignment;
  const editions = consignment.editions?.length ?? 0;
  const schema = schemaFor(asksSecond, flat);
  return BundleHeader.parse({
    format: formatFor(files.size, editions),
    suite: "age-x25519+minisign",
    schemaVersion: schema,
    minReader: schema,
    program,
    office,
    officeName,
    feed,
    recipient: recipient.office,
    serial,
    from,
    to: from + actions - 1,
    prevHead: from === 1 ? genesis : prevHead,
    head,
    counts: {
      actions,
      changes,
      receipts,
      ...(files.size > 0 && { files: files.size }),
      ...(editions > 0 && { editions }),
    },
    clerks: [...clerks],
    made,
  });
}

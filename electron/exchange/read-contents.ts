import { isUtf8 } from "node:buffer";
import type { z } from "zod";
import { isWithheld } from "../../shared/change/change.ts";
import { decodeLine } from "../../shared/change/line.ts";
import { malformed } from "../../shared/change/malformed.ts";
import { headAfter, withheldHash } from "../../shared/exchange/chain.ts";
import { caps, opsMember, type RegistryEdition, readSeal, type Seal, sealOf } from "../../shared/exchange/container.ts";
import {
  BundleHeader,
  bundleFormat,
  formatFor,
  type Peer,
  Receipt,
  schemaVersion,
} from "../../shared/exchange/header.ts";
import type { ExchangeProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { parseStrict } from "../../shared/strict-json.ts";
import { type CarriedFile, fileOf, filesNamed } from "./attachments.ts";
import { commentFits, fileFits, prehashOf, readPublicKey, readSignature } from "./minisign.ts";
import { sha256Hex } from "./sha256.ts";
import { inflated, type Member, readDirectory } from "./zip-read.ts";

/** What is already sure when the contents are read: who signed the outside, for whom, and saying what. */
export interface Terms {
  readonly me: string; // office id
  readonly sender: Peer;
  readonly seal: Seal; // of the outer signature
}

export interface Contents {
  readonly header: BundleHeader;
  readonly receipts: readonly Receipt[];
  readonly files: readonly CarriedFile[]; // in the order of their places
  readonly editions: readonly RegistryEdition[]; // of the registry, by their numbers; what they are worth is told elsewhere
}

/** The steps in their order, so that a test can count how far each bundle came. */
export type ContentStep =
  | "directory"
  | "inner-signature"
  | "manifest"
  | "header"
  | "receipts"
  | "lines"
  | "chain"
  | "files";

type Read<Value> = Result<Value, ExchangeProblem>;

/** `readBundle` without a pause; `takeLines` gets what it yields. */
export function readContents(
  zip: Uint8Array,
  terms: Terms,
  takeLines: (content: Uint8Array) => void,
  reached?: (step: ContentStep) => void,
): Read<Contents> {
  const reading = readBundle(zip, terms, reached);
  for (;;) {
    const next = reading.next();
    if (next.done === true) return next.value;
    takeLines(next.value);
  }
}

/**
 * Read a decrypted bundle, in the order of docs/bundle-format.md "Reading", steps 4 to 7; stop at the first failure.
 * Runs in a process of its own, since what it reads was made by others.
 *
 * @param zip      the whole decrypted file
 * @param reached  told of each step as it begins
 * @yields         the action lines in order, whole ones with their line ends; throw them away unless the result is ok
 */
export function* readBundle(
  zip: Uint8Array,
  terms: Terms,
  reached: (step: ContentStep) => void = () => undefined,
): Generator<Uint8Array, Read<Contents>> {
  reached("directory");
  const directory = readDirectory(zip);
  if (!directory.ok) return hostile(directory.problem);
  if (directory.value.some(({ kind }) => kind === "extract")) return hostile("members");
  const members = new Map(directory.value.map((member) => [member.name, member]));

  reached("inner-signature");
  const signed = signedManifest(members, terms);
  if (!signed.ok) return signed;

  reached("manifest");
  const hashes = manifestHashes(signed.value, members);
  if (hashes === null) return hostile("manifest");
  const contentOf = (member: Member) => sumChecked(member, hashes.get(member.name));

  reached("header");
  const header = readHeader(members.get("bundle.json"), terms, contentOf);
  if (!header.ok) return header;

  reached("receipts");
  const receipts = readReceipts(directory.value, header.value, contentOf);
  if (!receipts.ok) return receipts;

  reached("lines");
  const lines = yield* readLines(directory.value, header.value, contentOf);
  if (!lines.ok) return lines;

  reached("chain");
  if (lines.value.head !== header.value.head) return hostile("chain");
  if (lines.value.changes !== header.value.counts.changes) return hostile("counts");

  reached("files");
  const files = readFiles(directory.value, header.value, lines.value.named, hashes, contentOf);
  if (!files.ok) return files;
  const editions = readEditions(directory.value, header.value, contentOf);
  if (!editions.ok) return editions;
  return ok({ header: header.value, receipts: receipts.value, files: files.value, editions: editions.value });
}

type ContentOf = (member: Member) => Result<Buffer, ExchangeProblem>;

const hostile = (step: string) => failed<ExchangeProblem>({ kind: "bundle-hostile", step });
const altered = () => failed<ExchangeProblem>({ kind: "bundle-altered" });

/** The manifest's text, once the sender's own signature over it fits and says what the outer one says. */
function signedManifest(
  members: ReadonlyMap<string, Member>,
  { sender, seal }: Terms,
): Result<string, ExchangeProblem> {
  const manifest = members.get("manifest-sha256.txt");
  const signature = members.get("manifest-sha256.txt.minisig");
  if (manifest === undefined || signature === undefined) return hostile("members");
  const listed = inflated(manifest);
  const signedBy = inflated(signature);
  if (!listed.ok) return hostile(listed.problem);
  if (!signedBy.ok) return hostile(signedBy.problem);
  const read = readSignature(Buffer.from(signedBy.value).toString("latin1"));
  const key = readPublicKey(sender.signingKey);
  if (read === null || key === null) return altered();
  if (!fileFits(key, read, prehashOf(listed.value)) || !commentFits(key, read)) return altered();
  const inner = readSeal(read.comment);
  if (inner === null || "newer" in inner || inner.bytes !== null) return hostile("seal");
  return sameSeal(inner, { ...seal, bytes: null }) ? ok(Buffer.from(listed.value).toString("latin1")) : altered();
}

const sameSeal = (one: Seal, other: Seal) =>
  (["office", "feed", "from", "to", "head", "rcpt", "bytes"] as const).every((name) => one[name] === other[name]);

/** The hash of every other member by its name, or null where the list is not exactly of them, in the order of names. */
function manifestHashes(manifest: string, members: ReadonlyMap<string, Member>): ReadonlyMap<string, string> | null {
  const hashes = new Map<string, string>();
  let last = "";
  for (const line of manifest.slice(0, -1).split("\n")) {
    const [, hash, name] = /^([0-9a-f]{64}) {2}([!-~]+)$/.exec(line) ?? [];
    if (hash === undefined || name === undefined || name <= last || !members.has(name)) return null;
    hashes.set(name, hash);
    last = name;
  }
  const complete = hashes.size === members.size - 2; // all but itself and its signature
  const listsItself = hashes.has("manifest-sha256.txt") || hashes.has("manifest-sha256.txt.minisig");
  return manifest.endsWith("\n") && complete && !listsItself ? hashes : null;
}

function sumChecked(member: Member, hash: string | undefined): Result<Buffer, ExchangeProblem> {
  const content = inflated(member);
  if (!content.ok) return hostile(content.problem);
  return sha256Hex(content.value) === hash
    ? ok(Buffer.from(content.value.buffer, content.value.byteOffset, content.value.byteLength))
    : altered();
}

function readHeader(member: Member | undefined, { me, sender, seal }: Terms, contentOf: ContentOf) {
  if (member === undefined) return hostile("members");
  const found = readJson(member, contentOf);
  if (!found.ok) return found;
  const newer = needsNewer(found.value);
  if (newer !== null) return failed<ExchangeProblem>({ kind: "bundle-newer", needs: newer });
  const header = shaped(BundleHeader, found.value);
  if (header === null) return hostile("header");
  if (header.recipient !== me)
    return failed<ExchangeProblem>({ kind: "bundle-for-another-office", addressee: header.recipient });
  if (header.office !== sender.office || header.feed !== sender.feed) return hostile("feed");
  if (!sameSeal(sealOf(header, null), { ...seal, bytes: null })) return altered();
  if (header.format !== formatFor(header.counts.files ?? 0, header.counts.editions ?? 0)) return hostile("counts");
  if (header.to < header.from - 1 || header.counts.actions !== header.to - header.from + 1) return hostile("counts");
  return ok(header);
}

/** The program that can read this bundle, where ours cannot: a later container, suite, or meaning of actions. */
function needsNewer(found: unknown): string | null {
  if (typeof found !== "object" || found === null) return null;
  const { format, suite, minReader, program } = found as Readonly<Record<string, unknown>>;
  const later =
    (typeof format === "number" && format > bundleFormat) ||
    (typeof minReader === "number" && minReader > schemaVersion) ||
    (typeof suite === "string" && suite !== BundleHeader.shape.suite.value);
  if (!later) return null;
  return typeof program === "string" && /^\d{1,4}(\.\d{1,4}){1,3}$/.test(program) ? program : "?";
}

function readReceipts(
  members: readonly Member[],
  header: BundleHeader,
  contentOf: ContentOf,
): Result<readonly Receipt[], ExchangeProblem> {
  const receipts: Receipt[] = [];
  for (const member of members.filter(({ kind }) => kind === "receipt")) {
    const found = readJson(member, contentOf, (hash) => member.name === `receipts/${hash}.json`);
    if (!found.ok) return found;
    const receipt = shaped(Receipt, found.value);
    if (receipt === null || receipt.by !== header.office) return hostile("receipt"); // it speaks for itself only
    receipts.push(receipt);
  }
  return receipts.length === header.counts.receipts ? ok(receipts) : hostile("counts");
}

function readJson(
  member: Member,
  contentOf: ContentOf,
  named: (sha256: string) => boolean = () => true,
): Result<unknown, ExchangeProblem> {
  const content = contentOf(member);
  if (!content.ok) return content;
  if (!named(sha256Hex(content.value))) return altered();
  if (!isUtf8(content.value)) return hostile("json-utf8");
  const parsed = parseStrict(content.value.toString());
  return parsed.ok ? parsed : hostile(`json-${parsed.problem.why}`);
}

interface LinesRead {
  readonly head: string;
  readonly changes: number;
  readonly named: ReadonlySet<string>; // files
}

/** All lines, numbered on from `header.from` without a gap, their chain hash, and how many changes they make. */
function* readLines(
  members: readonly Member[],
  { feed, from, to, prevHead, counts }: BundleHeader,
  contentOf: ContentOf,
): Generator<Uint8Array, Read<LinesRead>> {
  const named = new Set<string>();
  let number = from;
  let head = prevHead;
  let changes = 0;
  for (const member of members.filter(({ kind }) => kind === "ops")) {
    if (member.name !== opsMember(number)) return hostile("ops-order");
    const content = contentOf(member);
    if (!content.ok) return content;
    const lines = linesOf(content.value);
    if (!lines.ok) return lines;
    if (number + lines.value.length > to + 1) return hostile("counts");
    if (counts.files !== undefined) for (const blob of filesNamed(content.value)) named.add(blob);
    let [passed, at] = [0, 0]; // bytes
    for (const line of lines.value) {
      const made = changesOf(line.toString(), feed, number);
      if (!made.ok) return made;
      changes += made.value;
      head = headAfter(sha256Hex, head, line);
      number += 1;
      at += line.byteLength + 1;
      if (at - passed < passedAtOnce && at < content.value.byteLength) continue;
      yield content.value.subarray(passed, at);
      passed = at;
    }
  }
  return number === to + 1 ? ok({ head, changes, named }) : hostile("counts");
}

/** Attached files: each named by what is in it and by a line that is carried here, or the bundle is no honest one. */
function readFiles(
  members: readonly Member[],
  { counts }: BundleHeader,
  named: ReadonlySet<string>,
  hashes: ReadonlyMap<string, string>,
  contentOf: ContentOf,
): Read<readonly CarriedFile[]> {
  const files: CarriedFile[] = [];
  for (const member of members.filter(({ kind }) => kind === "blob")) {
    const blob = fileOf(member.name);
    if (blob === null || hashes.get(member.name) !== blob) return hostile("file-name");
    if (!named.has(blob)) return hostile("file-unnamed");
    const content = contentOf(member);
    if (!content.ok) return content;
    files.push({ blob, at: member.at, bytes: member.size });
  }
  return files.length === (counts.files ?? 0) ? ok(files) : hostile("counts");
}

/** Editions of the registry, each with its signatures, numbered on without a gap. */
function readEditions(
  members: readonly Member[],
  { counts }: BundleHeader,
  contentOf: ContentOf,
): Read<readonly RegistryEdition[]> {
  const [texts, signatures] = [new Map<number, string>(), new Map<number, string[]>()];
  for (const member of members) {
    if (member.kind !== "registry" && member.kind !== "registry-signature") continue;
    const content = contentOf(member);
    if (!content.ok) return content;
    if (!isUtf8(content.value)) return hostile("registry");
    const version = Number(member.name.slice("registry/".length, "registry/".length + 6));
    if (member.kind === "registry") texts.set(version, content.value.toString());
    else signatures.set(version, [...(signatures.get(version) ?? []), content.value.toString()]);
  }
  const versions = [...texts.keys()];
  const inOrder = versions.every((version, i) => i === 0 || version === (versions[i - 1] ?? 0) + 1);
  if (!inOrder || [...signatures.keys()].some((version) => !texts.has(version))) return hostile("registry");
  if (versions.length !== (counts.editions ?? 0)) return hostile("counts");
  return ok([...texts].map(([version, text]) => ({ version, text, signatures: signatures.get(version) ?? [] })));
}

/** Bytes of lines that are handed on together: what a pipe holds, so that it is carried while the next are read. */
const passedAtOnce = 65_536;

function linesOf(content: Buffer): Result<readonly Buffer[], ExchangeProblem> {
  if (!isUtf8(content)) return hostile("json-utf8");
  const lines: Buffer[] = [];
  for (let at = 0; at < content.byteLength; ) {
    const end = content.indexOf(0x0a, at);
    if (end === -1) return hostile("ops-lines");
    if (end === at || end - at > caps.line) return hostile("ops-lines");
    lines.push(content.subarray(at, end));
    at = end + 1;
  }
  return lines.length === 0 ? hostile("ops-lines") : ok(lines);
}

/** How many fields a line changes; refused unless every program would read it alike. */
function changesOf(line: string, feed: string, number: number): Result<number, ExchangeProblem> {
  const parsed = parseStrict(line, { maxLength: caps.line, ordinary: true });
  if (!parsed.ok) return hostile(`json-${parsed.problem.why}`);
  const action = decodeLine(parsed.value, feed, number);
  if (!action.ok) return hostile("line");
  if (isWithheld(action.value) !== (withheldHash(line) !== null)) return hostile("line"); // else two chains would fit
  if (isWithheld(action.value)) return ok(0);
  if (malformed(action.value) !== null) return hostile("action");
  return ok(action.value.changes.reduce((sum, { fields }) => sum + Object.keys(fields).length, 0));
}

function shaped<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> | null {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

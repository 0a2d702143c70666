import { deflateRawSync } from "node:zlib";
import { encrypted } from "../../../electron/exchange/age.ts";
import { filesNamed } from "../../../electron/exchange/attachments.ts";
import { signingKeyOf } from "../../../electron/exchange/enrol.ts";
import { prehashOf, signatureFile } from "../../../electron/exchange/minisign.ts";
import { manifestText } from "../../../electron/exchange/pack.ts";
import { sha256Hex } from "../../../electron/exchange/sha256.ts";
import { packedMember, zipped } from "../../../electron/exchange/zip-write.ts";
import { encodeLine, fieldsInOwnLine } from "../../../shared/change/line.ts";
import { genesis, headsOf } from "../../../shared/exchange/chain.ts";
import { blobMember, opsMember, sealOf, sealText } from "../../../shared/exchange/container.ts";
import type { BundleHeader, Receipt } from "../../../shared/exchange/header.ts";
import type { TestOffice } from "./offices.ts";

/** A bundle as its two files, the way a hand with the sender's keys could make it at any layer. */
export interface Forged {
  readonly bundle: Uint8Array;
  readonly signature: Uint8Array;
}

/** Contents by member name. */
export type Parts = ReadonlyMap<string, Uint8Array>;

export interface Workshop {
  readonly sender: TestOffice;
  readonly recipient: TestOffice;
}

/** A portrait and the line that names it. */
export const aFile: Uint8Array = Uint8Array.from({ length: 3_000 }, (_, i) =>
  i < 3 ? ([0xff, 0xd8, 0xff][i] ?? 0) : (i * i) & 255,
);
export const fileLine = (feed: string, number: number, blob = sha256Hex(aFile)): string =>
  encodeLine({
    feed,
    number,
    clerk: "c1",
    at: "2026-03-28T08:00",
    purpose: "attachment.add",
    reason: "",
    audience: [],
    changes: [
      {
        record: `attachment:01234567-89ab-7cde-8f01-${String(number).padStart(12, "0")}`,
        fields: { blob: { saw: [], to: blob }, bytes: { saw: [], to: aFile.byteLength } },
      },
    ],
  });
const named = (lines: readonly string[]) => new Set(lines.flatMap((line) => [...filesNamed(Buffer.from(line))]));

/** The header that fits these lines. */
export function headerFor(
  { sender, recipient }: Workshop,
  lines: readonly string[],
  { from = 1, prevHead = genesis, receipts = 0, serial = 1, changes }: HeaderFacts,
): BundleHeader {
  const files = named(lines).size;
  return {
    format: files > 0 ? 2 : 1,
    suite: "age-x25519+minisign",
    schemaVersion: 1,
    minReader: 1,
    program: "0.1.0",
    office: sender.peer.office,
    officeName: sender.peer.name,
    feed: sender.peer.feed,
    recipient: recipient.peer.office,
    serial,
    from,
    to: from + lines.length - 1,
    prevHead,
    head: headsOf(sha256Hex, prevHead, lines).at(-1) ?? prevHead,
    counts: { actions: lines.length, changes: changes ?? fieldsOf(lines), receipts, ...(files > 0 && { files }) },
    clerks: [{ id: "c1", name: "Nguyễn Thị Thử", role: "Chuyên viên" }],
    made: "2026-03-01T08:00:00+07:00",
  };
}
export interface HeaderFacts {
  readonly from?: number;
  readonly prevHead?: string;
  readonly receipts?: number;
  readonly serial?: number;
  readonly changes?: number; // what the lines say unless told; 4 of one that is no line
}
const fieldsOf = (lines: readonly string[]) => lines.reduce((sum, line) => sum + (fieldsInLine(line) ?? 4), 0);
function fieldsInLine(line: string): number | null {
  try {
    return fieldsInOwnLine(line);
  } catch {
    return null;
  }
}

export const partsOf = (header: object, lines: readonly string[], receipts: readonly Receipt[] = []): Parts => {
  const parts = new Map<string, Uint8Array>([["bundle.json", Buffer.from(JSON.stringify(header))]]);
  const from = "from" in header && typeof header.from === "number" ? header.from : 1;
  if (lines.length > 0) parts.set(opsMember(from), Buffer.from(lines.map((line) => `${line}\n`).join("")));
  for (const receipt of receipts) {
    const content = Buffer.from(JSON.stringify(receipt));
    parts.set(`receipts/${sha256Hex(content)}.json`, content);
  }
  if (named(lines).has(sha256Hex(aFile))) parts.set(blobMember(sha256Hex(aFile)), aFile);
  return parts;
};

/** The list of hashes, signed by the sender: the last two members. */
export function sealedParts({ sender }: Workshop, seal: string, parts: Parts): Parts {
  const manifest = Buffer.from(manifestText(new Map([...parts].map(([name, content]) => [name, sha256Hex(content)]))));
  const signature = signatureFile(signingKeyOf(sender.keys), prehashOf(manifest), seal);
  return new Map([
    ...parts,
    ["manifest-sha256.txt", manifest],
    ["manifest-sha256.txt.minisig", Buffer.from(signature)],
  ]);
}

export const zipOf = (parts: Parts): Buffer =>
  Buffer.concat([
    ...zipped(
      [...parts].map(([name, content]) =>
        packedMember(name, content, name.startsWith("blobs/") ? content : deflateRawSync(content)),
      ),
    ),
  ]);

/** Encrypt for the recipient (or another) and sign outside. */
export async function sealed(
  { sender, recipient }: Workshop,
  seal: string,
  zip: Uint8Array,
  recipientKey = recipient.peer.recipientKey,
): Promise<Forged> {
  const pieces: Uint8Array[] = [];
  for await (const piece of encrypted(recipientKey, [zip])) pieces.push(piece);
  return signedOutside(sender, seal, Buffer.concat(pieces));
}

export function signedOutside(sender: TestOffice, seal: string, bundle: Uint8Array): Forged {
  const comment = `${seal} bytes=${bundle.byteLength}`;
  const signature = signatureFile(signingKeyOf(sender.keys), prehashOf(bundle), comment);
  return { bundle, signature: Buffer.from(signature) };
}

export const sealFor = (header: BundleHeader): string => sealText(sealOf(header, null));

/** All layers at once from a header and lines. */
export function forged(
  workshop: Workshop,
  header: BundleHeader,
  lines: readonly string[],
  receipts: readonly Receipt[] = [],
): Promise<Forged> {
  const seal = sealFor(header);
  return sealed(workshop, seal, zipOf(sealedParts(workshop, seal, partsOf(header, lines, receipts))));
}

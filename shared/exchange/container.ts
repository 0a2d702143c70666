import { z } from "zod";
import type { OfficeId } from "../domain/primitives.ts";
import type { BundleHeader } from "./header.ts";

/**
 * What a reader takes at most, so that its verdict comes within ten seconds and 256 MB whatever lies in the file.
 * The packer stays below them. Bytes.
 */
export const caps = {
  bundle: 64 * 1_048_576, // the encrypted file
  signature: 4_096,
  members: 20_000,
  opsMember: 16 * 1_048_576,
  ops: 64 * 1_048_576, // all members of actions together, inflated
  total: 80 * 1_048_576, // all members but attachments together, inflated
  opsRatio: 100, // inflated to deflated
  line: 8 * 1_048_576, // one action: a workbook of some 8,000 people
  header: 1_048_576,
  receipt: 65_536,
  registry: 2 * 1_048_576, // one edition of the registry: some 8,000 PCs
  blob: 20 * 1_048_576, // one portrait or scan, in a bundle and in the store
  filesOfLine: 40 * 1_048_576, // files that one action names, together: a line travels only with all of them
  manifest: 4 * 1_048_576,
  extract: 32 * 1_048_576, // tables of an extract, inflated
} as const;

export type MemberKind =
  | "header"
  | "ops"
  | "receipt"
  | "blob"
  | "registry"
  | "registry-signature"
  | "extract"
  | "manifest"
  | "manifest-signature";

/** The names that a member may have. None is ever used as a path. */
const memberNames: readonly (readonly [MemberKind, RegExp, number])[] = [
  ["header", /^bundle\.json$/, caps.header],
  ["ops", /^ops\/(?!0{6})\d{6}\d{0,4}\.jsonl$/, caps.opsMember],
  ["receipt", /^receipts\/[0-9a-f]{64}\.json$/, caps.receipt],
  ["blob", /^blobs\/[0-9a-f]{64}$/, caps.blob],
  ["registry", /^registry\/(?!0{6})\d{6}\.json$/, caps.registry],
  ["registry-signature", /^registry\/(?!0{6})\d{6}\.[1-6]\.minisig$/, caps.signature],
  ["extract", /^extract\.json$/, caps.extract],
  ["manifest", /^manifest-sha256\.txt$/, caps.manifest],
  ["manifest-signature", /^manifest-sha256\.txt\.minisig$/, caps.signature],
];

/** What a member is by its name, and how many bytes it may hold at most; null: no bundle has such a member. */
export function memberOf(name: string): { readonly kind: MemberKind; readonly cap: number } | null {
  for (const [kind, pattern, cap] of memberNames) if (pattern.test(name)) return { kind, cap };
  return null;
}

export const opsMember = (first: number): string => `ops/${String(first).padStart(6, "0")}.jsonl`;
export const receiptMember = (sha256: string): string => `receipts/${sha256}.json`;
export const blobMember = (blob: string): string => `blobs/${blob}`;
/** An edition of the registry, and its signatures one by one from 1 to 6: three roots, and three more where they change. */
export const registryMember = (version: number): string => `registry/${String(version).padStart(6, "0")}.json`;
export const registrySignatureMember = (version: number, one: number): string =>
  `registry/${String(version).padStart(6, "0")}.${one}.minisig`;
export const manifestMember = "manifest-sha256.txt";
export const headerMember = "bundle.json";
/** In place of all others but the list and its signature: what no ledger takes. */
export const extractMember = "extract.json";

/** An edition of the registry as it travels: the exact text that is signed, and minisign's signature files. */
export const RegistryEdition = z.object({
  version: z.number().int().min(1),
  text: z.string().max(caps.registry),
  signatures: z.array(z.string().max(caps.signature)).max(6),
});
export type RegistryEdition = z.infer<typeof RegistryEdition>;

/** `doluong-k3fq_000118-000131_nghean.zip.age`: ASCII without spaces, for FAT and mail filters. */
export function bundleName({
  feed,
  from,
  to,
  recipient,
}: Pick<BundleHeader, "feed" | "from" | "to" | "recipient">): string {
  const six = (number: number) => String(number).padStart(6, "0");
  return `${feed}_${six(from)}-${six(to)}_${recipient}.zip.age`;
}

/** Whether a file may be a bundle by its name: a clerk may have renamed it, a mail program may have added `(1)`. */
export const isBundleName = (name: string): boolean =>
  name.length <= 200 && /^[^\p{Cc}\p{Cf}/\\:*?"<>|]+\.zip\.age$/iu.test(name);

export const signatureName = (bundle: string): string => `${bundle}.minisig`;

/** What both signatures say of the bundle in their trusted comments; each value must be that of `bundle.json`. */
export interface Seal {
  readonly office: OfficeId;
  readonly feed: string;
  readonly from: number;
  readonly to: number;
  readonly head: string; // first 16 hex digits
  readonly rcpt: OfficeId;
  readonly bytes: number | null; // of the signed file; in the outer signature only, to tell a cut file from an altered one
}

/** The seal's one spelling: `scb1 bundle office=… feed=… from=… to=… head=… rcpt=…` and, outside, ` bytes=…`. */
export const sealText = ({ office, feed, from, to, head, rcpt, bytes }: Seal): string =>
  `scb1 bundle office=${office} feed=${feed} from=${from} to=${to} head=${head} rcpt=${rcpt}${
    bytes === null ? "" : ` bytes=${bytes}`
  }`;

export const sealOf = (header: BundleHeader, bytes: number | null): Seal => ({
  office: header.office,
  feed: header.feed,
  from: header.from,
  to: header.to,
  head: header.head.slice(0, 16),
  rcpt: header.recipient,
  bytes,
});

const spelling =
  /^scb1 bundle office=([a-z][a-z0-9]{1,15}) feed=([a-z][a-z0-9]{1,15}-[a-z2-7]{4}) from=([1-9]\d{0,9}) to=(0|[1-9]\d{0,9}) head=([0-9a-f]{16}) rcpt=([a-z][a-z0-9]{1,15})(?: bytes=([1-9]\d{0,11}))?$/;

/**
 * Read a trusted comment whose signature fits.
 *
 * @returns the seal; `newer` with the format it names (`scb2` and on); or null: this is no comment of a bundle
 */
export function readSeal(comment: string): Seal | { readonly newer: number } | null {
  const format = /^scb([1-9]\d{0,3}) bundle /.exec(comment)?.[1];
  if (format !== undefined && format !== "1") return { newer: Number(format) };
  const parts = spelling.exec(comment);
  if (parts === null) return null;
  const [, office, feed, from, to, head, rcpt, bytes] = parts as unknown as readonly string[];
  return {
    office: office as string,
    feed: feed as string,
    from: Number(from),
    to: Number(to),
    head: head as string,
    rcpt: rcpt as string,
    bytes: bytes === undefined ? null : Number(bytes),
  };
}

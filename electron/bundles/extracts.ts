import { basename } from "node:path";
import type { OfficeId } from "../../shared/domain/primitives.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import {
  Extract,
  type ExtractProfile,
  extractSealOf,
  extractSealText,
  isExtractName,
  readExtractSeal,
} from "../../shared/exchange/extract.ts";
import type { Peer } from "../../shared/exchange/header.ts";
import type { ReplyOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { peersOf, sendersKnown } from "../book.ts";
import { decrypted, plainSize } from "../exchange/age.ts";
import { placeOf, putAllOnCarrier, type SignedFile } from "../exchange/carrier.ts";
import { signingKeyOf } from "../exchange/enrol.ts";
import { fileFits, prehash } from "../exchange/minisign.ts";
import { packExtract } from "../exchange/pack-extract.ts";
import { readPair, readSigned } from "../exchange/unpack.ts";
import type { Unpacker } from "../exchange/unpacker.ts";
import { leave } from "../files/custody.ts";
import type { Office } from "../office.ts";
import { secretsOf } from "./receive-bundle.ts";

/** What an extract is to hold, and for whom. */
export interface ExtractOrder {
  readonly recipient: OfficeId;
  readonly profile: ExtractProfile;
  readonly tables: readonly LaidTable[];
}

/** Seal tables for an office and put them into a folder; the register has its line first, with the profile. */
export async function sendExtract(
  office: Office,
  order: ExtractOrder,
  folder: string,
): Promise<Result<{ readonly file: SignedFile; readonly number: number }, Problem>> {
  const peers = peersOf(office.book, order.recipient);
  return peers.length === 0 ? failed({ kind: "no-recipient" }) : sealFor(office, peers, order, folder);
}

/**
 * Seal a file for whoever receives it beyond the province. We exchange nothing else with that office, and its word counts for
 * nothing here: its sheet is used for this file alone.
 */
export const sealDeparture = (
  office: Office,
  receiver: Peer,
  tables: readonly LaidTable[],
  folder: string,
): Promise<Result<{ readonly file: SignedFile; readonly number: number }, Problem>> =>
  sealFor(office, [receiver], { recipient: receiver.office, profile: "file", tables }, folder, receiver.name);

/** @param to  who receives it, where that is no office we exchange with */
async function sealFor(
  office: Office,
  peers: readonly Peer[],
  { recipient, profile, tables }: ExtractOrder,
  folder: string,
  to?: string,
): Promise<Result<{ readonly file: SignedFile; readonly number: number }, Problem>> {
  const { own, book, machine } = office;
  const extract: Extract = {
    kind: "so-can-bo-extract-1",
    profile,
    office: own.office,
    officeName: own.name,
    feed: own.feed,
    number: book.left.filter(({ entry }) => entry.what === "extract").length + 1,
    recipient,
    made: machine.clock.note(),
    tables: [...tables],
  };
  const file = await packExtract(
    signingKeyOf(office.keys),
    extract,
    peers.map(({ recipientKey }) => recipientKey),
  );
  const left = await leave(
    office,
    {
      what: "extract",
      file: file.fileName,
      recipient,
      feedTo: null,
      actions: 0,
      bytes: file.bytes.byteLength,
      profile,
      said: to === undefined ? undefined : { to },
    },
    () => putAllOnCarrier(machine, folder, [file]),
  );
  return left.ok ? ok({ file, number: left.value.number }) : left;
}

/** What was sealed, as the page is told of it. */
export const extractLeft = (
  sent: Awaited<ReturnType<typeof sendExtract>>,
  folder: string,
): Result<NonNullable<ReplyOf<"extract.pack">>, Problem> =>
  sent.ok
    ? ok({
        fileName: sent.value.file.fileName,
        place: placeOf(folder),
        bytes: sent.value.file.bytes.byteLength,
        number: sent.value.number,
      })
    : sent;

/**
 * Open an extract to be read. It is checked like a bundle, and nothing of it is kept: neither in the ledger nor on a disk.
 *
 * @param path  of the `.trich.age`; its signature lies beside it
 */
export async function openExtract(
  { machine, own, book, identities }: Office,
  unpacker: Unpacker,
  path: string,
): Promise<Result<Extract, Problem>> {
  if (!isExtractName(basename(path).normalize("NFC"))) return failed({ kind: "not-an-extract" });
  const pair = await readPair(machine, path);
  if (!pair.ok) return pair.problem.kind === "not-a-bundle" ? failed({ kind: "not-an-extract" }) : pair;
  const { bundle: bytes, signature } = pair.value;
  const signed = readSigned(signature, sendersKnown(book));
  if (!signed.ok) return signed;
  const { sender, key } = signed.value;
  const seal = readExtractSeal(signed.value.signature.comment);
  if (seal === null || seal.bytes === null) return failed({ kind: "not-an-extract" });
  if (seal.rcpt !== own.office) return failed({ kind: "bundle-for-another-office", addressee: seal.rcpt });
  if (seal.office !== sender.office || seal.feed !== sender.feed)
    return failed({ kind: "bundle-hostile", step: "feed" });
  if (bytes.byteLength < seal.bytes) return failed({ kind: "bundle-cut" });
  if (!fileFits(key, signed.value.signature, await prehash([bytes]))) return failed({ kind: "bundle-altered" });
  const plain = plainSize(bytes);
  if (plain === null) return failed({ kind: "bundle-hostile", step: "age" });
  let read: Result<Extract, Problem>;
  try {
    read = await unpacker.readExtract({ sender, seal }, plain, decrypted(secretsOf(identities), [bytes]));
  } catch {
    return failed({ kind: "bundle-hostile", step: "age" });
  }
  if (!read.ok) return read;
  // What another process answers is not believed: it must be an extract, and the one that was signed.
  const extract = Extract.safeParse(read.value);
  const fits = extract.success && extractSealText(extractSealOf(extract.data, seal.bytes)) === extractSealText(seal);
  return fits ? ok(extract.data) : failed({ kind: "bundle-hostile", step: "answer" });
}

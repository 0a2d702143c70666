import { z } from "zod";
import { Peer } from "../../shared/exchange/header.ts";
import type { ExchangeProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { parseStrict } from "../../shared/strict-json.ts";
import { isRecipient, newIdentity, recipientOf } from "./age.ts";
import { newSigningKey, publicKeyLine, readPublicKey, type SigningKey } from "./minisign.ts";

/** An office's own secrets for the exchange, in the form in which they are kept: text, so that JSON can hold them. */
export const OfficeKeys = z.strictObject({
  signing: z.string().regex(/^[0-9a-f]{80}$/), // minisign key id (8 bytes) and Ed25519 seed (32)
  identity: z.string().regex(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/),
});
export type OfficeKeys = z.infer<typeof OfficeKeys>;

/** New secrets, once for each installation. */
export async function newOfficeKeys(random: (bytes: number) => Uint8Array): Promise<OfficeKeys> {
  const { keyId, seed } = newSigningKey(random);
  return { signing: Buffer.concat([keyId, seed]).toString("hex"), identity: await newIdentity() };
}

export function signingKeyOf({ signing }: OfficeKeys): SigningKey {
  const bytes = Buffer.from(signing, "hex");
  return { keyId: bytes.subarray(0, 8), seed: bytes.subarray(8) };
}

/** The office as others enrol it. */
export async function ownPeer(
  keys: OfficeKeys,
  { office, name, level, feed }: Pick<Peer, "office" | "name" | "level" | "feed">,
): Promise<Peer> {
  return {
    office,
    name,
    level,
    feed,
    signingKey: publicKeyLine(signingKeyOf(keys)),
    recipientKey: await recipientOf(keys.identity),
  };
}

/** An enrolment file's first word: what it is, and its version. */
const marker = "so-can-bo-enrolment-1";
const Sheet = Peer.extend({ kind: z.literal(marker) }).strict();

export const sheetName = ({ feed }: Pick<Peer, "feed">): string => `${feed}.enrol.json`;

/** The enrolment file. It is not secret, and by itself proves nothing: the digits on the stamped sheet do. */
export const sheetBytes = (peer: Peer): Uint8Array =>
  Buffer.from(`${JSON.stringify({ kind: marker, ...peer } satisfies z.infer<typeof Sheet>, null, 2)}\n`);

/** Most bytes that an enrolment file has. */
export const sheetCap = 16_384;

/** Who an enrolment file claims to be: its shape is right and both keys are keys. Nothing is trusted yet. */
export async function readSheet(bytes: Uint8Array): Promise<Result<Peer, ExchangeProblem>> {
  const none = failed<ExchangeProblem>({ kind: "not-an-enrolment-file" });
  if (bytes.byteLength > sheetCap) return none;
  const parsed = parseStrict(Buffer.from(bytes).toString("utf8"), { maxDepth: 1, maxLength: sheetCap });
  if (!parsed.ok) return none;
  const sheet = Sheet.safeParse(parsed.value);
  if (!sheet.success) return none;
  const { kind: _kind, ...peer } = sheet.data;
  const fits =
    peer.feed.startsWith(`${peer.office}-`) &&
    readPublicKey(peer.signingKey) !== null &&
    (await isRecipient(peer.recipientKey));
  return fits ? ok({ ...peer, name: peer.name.normalize("NFC") }) : none;
}

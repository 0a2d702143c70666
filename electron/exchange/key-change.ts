import { z } from "zod";
import { Peer } from "../../shared/exchange/header.ts";
import type { RegistryProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { parseStrict } from "../../shared/strict-json.ts";
import { isRecipient } from "./age.ts";
import { type OfficeKeys, signingKeyOf } from "./enrol.ts";
import { commentFits, fileFits, prehashOf, readPublicKey, readSignature, signatureFile } from "./minisign.ts";

const marker = "so-can-bo-key-change-1";
const Sheet = z.strictObject({
  kind: z.literal(marker),
  ...Peer.shape, // with the new keys
  former: Peer.shape.signingKey,
  signatures: z.strictObject({ former: z.string().max(1000), next: z.string().max(1000) }),
});

/** A PC's wish to go on under other keys, signed by those it has and by those it wants. */
export interface KeyChange {
  readonly peer: Peer; // with the new keys
  readonly former: string; // public signing key that was in force
}

export const keyChangeName = ({ feed }: Pick<Peer, "feed">): string => `${feed}.doi-khoa.json`;

/** Most bytes that the file has. */
export const keyChangeCap = 16_384;

/** What both keys sign. The office's name is no part of it: the province has its own. */
const signedText = ({ peer: { office, level, feed, signingKey, recipientKey }, former }: KeyChange): Uint8Array =>
  Buffer.from(["scb1 key change", office, level, feed, former, signingKey, recipientKey, ""].join("\n"));

const commentOf = (feed: string): string => `scb1 key-change feed=${feed}`;

/** The file that asks the province for the change. Public keys and signatures only. */
export function keyChangeBytes(change: KeyChange, keys: { readonly former: OfficeKeys; readonly next: OfficeKeys }) {
  const hashed = prehashOf(signedText(change));
  const sign = (by: OfficeKeys) =>
    signatureFile(signingKeyOf(by), hashed, commentOf(change.peer.feed), "signature of a change of keys");
  const signatures = { former: sign(keys.former), next: sign(keys.next) };
  const sheet: z.infer<typeof Sheet> = { kind: marker, ...change.peer, former: change.former, signatures };
  return Buffer.from(`${JSON.stringify(sheet, null, 2)}\n`);
}

/** Read such a file: its shape is right and both signatures fit. Whether the former key is in force is another question. */
export async function readKeyChange(bytes: Uint8Array): Promise<Result<KeyChange, RegistryProblem>> {
  const none = failed<RegistryProblem>({ kind: "not-a-key-change" });
  if (bytes.byteLength > keyChangeCap) return none;
  const parsed = parseStrict(Buffer.from(bytes).toString("utf8"), { maxDepth: 2, maxLength: keyChangeCap });
  const sheet = Sheet.safeParse(parsed.ok ? parsed.value : null);
  if (!sheet.success) return none;
  const { kind: _kind, former, signatures, ...peer } = sheet.data;
  if (!peer.feed.startsWith(`${peer.office}-`) || !(await isRecipient(peer.recipientKey))) return none;
  const change: KeyChange = { peer, former };
  const hashed = prehashOf(signedText(change));
  const fits = (line: string, file: string) => {
    const [key, signature] = [readPublicKey(line), readSignature(file)];
    return (
      key !== null &&
      signature?.comment === commentOf(peer.feed) &&
      commentFits(key, signature) &&
      fileFits(key, signature, hashed)
    );
  };
  if (former === peer.signingKey || !fits(former, signatures.former) || !fits(peer.signingKey, signatures.next))
    return failed({ kind: "key-change-unsigned", feed: peer.feed });
  return ok(change);
}

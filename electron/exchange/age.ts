import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";

/** age version 1 with X25519 keys only: what Debian's `age` reads and writes. https://age-encryption.org/v1 */
export const magic = "age-encryption.org/v1\n";

/** A new secret `AGE-SECRET-KEY-1…`. The library draws it from the system's own source. */
export const newIdentity = (): Promise<string> => generateX25519Identity();

/** The public `age1…` that belongs to a secret. */
export const recipientOf = (identity: string): Promise<string> => identityToRecipient(identity);

/** Whether a text is an X25519 recipient: its checksum fits and a file can be sealed for it. */
export async function isRecipient(text: string): Promise<boolean> {
  if (!/^age1[02-9ac-hj-np-z]{58}$/.test(text)) return false; // the hybrid kinds are longer or named otherwise
  try {
    const encrypter = new Encrypter();
    encrypter.addRecipient(text);
    await encrypter.encrypt(new Uint8Array(0)); // a point of low order shows only here
    return true;
  } catch {
    return false;
  }
}

/** Seal a stream for one recipient or several: each can open it alone. */
export async function* encrypted(
  recipients: string | readonly string[],
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
) {
  const encrypter = new Encrypter();
  for (const recipient of typeof recipients === "string" ? [recipients] : recipients) encrypter.addRecipient(recipient);
  yield* (await encrypter.encrypt(streamOf(chunks))) as AsyncIterable<Uint8Array>;
}

/**
 * Open a stream with the first identity that it is for. Each piece of 64 KiB is authentic when it comes out; that it was the last one shows at the end, so
 * keep nothing unless the whole came through.
 *
 * @throws  when it is for none of these identities, was changed, or ends too early
 */
export async function* decrypted(
  identities: string | readonly string[],
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
) {
  const decrypter = new Decrypter();
  for (const identity of typeof identities === "string" ? [identities] : identities) decrypter.addIdentity(identity);
  yield* (await decrypter.decrypt(streamOf(chunks))) as AsyncIterable<Uint8Array>;
}

/**
 * How many bytes a sealed file holds once opened, from its length alone; null where it cannot be one, or its header
 * is longer than any that names a few recipients.
 */
export function plainSize(sealed: Uint8Array): number | null {
  const start = Buffer.from(sealed.buffer, sealed.byteOffset, Math.min(sealed.byteLength, 4096)).toString("latin1");
  const mac = start.indexOf("\n--- "); // the header's last line
  const header = mac + "\n--- ".length + 43 + 1; // bytes, with the line's end
  if (!start.startsWith(magic) || mac === -1 || start[header - 1] !== "\n") return null;
  const body = sealed.byteLength - header - 16; // after the nonce
  const pieces = Math.ceil(body / (65_536 + 16));
  const bytes = body - 16 * pieces;
  return bytes > 0 ? bytes : null;
}

/** A pull stream, so that no more than a piece is waiting. */
function streamOf(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const pieces = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}

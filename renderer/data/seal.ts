/** Bytes that only the projection key opens. */
export interface Sealed {
  readonly iv: Uint8Array; // 12 random bytes
  readonly ct: Uint8Array; // ciphertext and tag
}

/**
 * Compresses and seals, opens and unpacks. Never inside a transaction: IndexedDB commits as soon as anything but itself
 * is awaited.
 */
export interface Seal {
  /** @param place  what the bytes are and where they belong; opening them elsewhere fails */
  seal(plain: Uint8Array, place: string): Promise<Sealed>;
  /** @throws  where the bytes were changed, belong elsewhere or were sealed with another key */
  open(sealed: Sealed, place: string): Promise<Uint8Array>;
}

/**
 * A seal with the key of this store's working copy: AES-256-GCM over raw deflate.
 * A fresh random 96-bit nonce each time: at a thousand pages a day, 2^32 of them last eleven thousand years.
 *
 * @param projectionKey  32 bytes; filled with zeros once the browser holds the key, which cannot be read out again
 */
export async function makeSeal(projectionKey: Uint8Array): Promise<Seal> {
  if (projectionKey.every((byte) => byte === 0)) throw new Error("this key was used up before");
  const key = await crypto.subtle.importKey("raw", owned(projectionKey), "AES-GCM", false, ["encrypt", "decrypt"]);
  projectionKey.fill(0);
  return {
    async seal(plain, place) {
      const packed = await through(new CompressionStream("deflate-raw"), plain);
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const ct = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData: encoder.encode(place) },
        key,
        packed,
      );
      return { iv, ct: new Uint8Array(ct) };
    },
    async open({ iv, ct }, place) {
      const packed = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: owned(iv), additionalData: encoder.encode(place) },
        key,
        owned(ct),
      );
      return through(new DecompressionStream("deflate-raw"), new Uint8Array(packed));
    },
  };
}

/** The tag of sealed bytes, as hex: it names exactly these bytes under this key. */
export const tagOf = ({ ct }: Sealed): string =>
  Array.from(ct.subarray(-16), (byte) => byte.toString(16).padStart(2, "0")).join("");

const encoder = new TextEncoder();

/** WebCrypto takes no view on shared memory; these never are. */
const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>;

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = stream.writable.getWriter();
  const written = writer.write(owned(bytes)).then(() => writer.close());
  written.catch(() => {}); // the reader below reports the same failure
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (const reader = stream.readable.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

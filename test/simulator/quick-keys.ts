import crypto, { type KeyObject } from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

/**
 * Let the same keys be read in a tenth of the time while a run lasts: OpenSSL's reader of DER takes a millisecond for each, and a run has
 * hundreds. Keys in DER are remembered, those of X25519 given raw; what is done with them is the same arithmetic of the same library.
 *
 * @returns  what ends it
 */
export function readKeysQuickly(): () => void {
  const { createPrivateKey, createPublicKey } = crypto;
  Object.assign(crypto, {
    createPrivateKey: remembered(createPrivateKey),
    createPublicKey: remembered(createPublicKey),
  });
  syncBuiltinESMExports();
  const { subtle } = globalThis.crypto;
  const [importKey, deriveBits] = [subtle.importKey.bind(subtle), subtle.deriveBits.bind(subtle)];
  const raw = new WeakMap<object, KeyObject>();
  const importQuickly = async (format: "pkcs8" | "raw", bytes: Uint8Array, ...more: [{ name: string }, false, []]) => {
    if (more[0].name !== "X25519") return importKey(format, Buffer.from(bytes), ...more);
    const text = Buffer.from(bytes.subarray(-32)).toString("base64url");
    const key = { kty: "OKP", crv: "X25519", x: text };
    const handle = {};
    raw.set(
      handle,
      format === "raw"
        ? createPublicKey({ key, format: "jwk" })
        : createPrivateKey({ key: { ...key, d: text }, format: "jwk" }), // OpenSSL works `x` out of `d` by itself
    );
    return handle;
  };
  const deriveQuickly = async (by: { name: string; public: CryptoKey }, key: CryptoKey, bits: number) => {
    const [privateKey, publicKey] = [raw.get(key), raw.get(by.public)];
    if (privateKey === undefined || publicKey === undefined) return deriveBits(by, key, bits);
    return Uint8Array.from(crypto.diffieHellman({ privateKey, publicKey })).buffer;
  };
  for (const [name, value] of Object.entries({ importKey: importQuickly, deriveBits: deriveQuickly }))
    Object.defineProperty(subtle, name, { configurable: true, value });
  return () => {
    for (const name of ["importKey", "deriveBits"]) Reflect.deleteProperty(subtle, name); // the prototype's own again
    Object.assign(crypto, { createPrivateKey, createPublicKey });
    syncBuiltinESMExports();
  };
}

function remembered<From>(read: (from: From) => KeyObject): (from: From) => KeyObject {
  const keys = new Map<string, KeyObject>();
  return (from) => {
    const name = derOf(from)?.toString("latin1");
    const key = (name === undefined ? undefined : keys.get(name)) ?? read(from);
    if (name !== undefined) keys.set(name, key);
    return key;
  };
}

const derOf = (from: unknown): Buffer | null =>
  typeof from === "object" && from !== null && "key" in from && Buffer.isBuffer(from.key) ? from.key : null;

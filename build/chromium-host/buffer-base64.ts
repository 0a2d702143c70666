import type { Base64 } from "./values.ts";

/** Node's own conversion. What is read is a plain Uint8Array with its own buffer, as after a structured clone. */
export const bufferBase64: Base64 = {
  write: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64"),
  read: (text) => new Uint8Array(Buffer.from(text, "base64")),
};

/** The same bytes, to search in. */
export const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** What a file of an office suite is by its first bytes, where it is not the zip of XML that we read. */
export function foreignMark(buffer: Buffer): "encrypted" | "binary" | "open-document" | null {
  if (buffer.subarray(0, 8).toString("hex") === "d0cf11e0a1b11ae1")
    return buffer.includes(Buffer.from("EncryptedPackage", "utf16le")) ? "encrypted" : "binary";
  return buffer.subarray(30, 110).toString("latin1").startsWith("mimetypeapplication/vnd.oasis")
    ? "open-document"
    : null;
}

/** Whether a zip has its directory, which stands at the end: one without it was cut off on the way. */
export const hasZipEnd = (bytes: Uint8Array): boolean =>
  bufferOf(bytes).subarray(-65_557).includes("PK\u0005\u0006", 0, "latin1");

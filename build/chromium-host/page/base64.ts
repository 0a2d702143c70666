import type { Base64 } from "../values.ts";

interface Native {
  toBase64?(): string;
}
interface NativeReader {
  fromBase64?(text: string): Uint8Array;
}

/** The browser's own conversion where it has one (Chromium 140 and later), otherwise by way of a binary string. */
export const base64: Base64 = {
  write: (bytes) => (bytes as Native).toBase64?.() ?? btoa(binaryOf(bytes)),
  read: (text) =>
    (Uint8Array as NativeReader).fromBase64?.(text) ?? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)),
};

function binaryOf(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return binary;
}

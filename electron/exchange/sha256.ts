import { hash } from "node:crypto";
import { headAfter, type Sha256 } from "../../shared/exchange/chain.ts";

/** For the pure functions of shared/exchange. */
export const sha256: Sha256 = (...pieces) =>
  hash("sha256", pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces.map(bytesOf)), "buffer");

const bytesOf = (piece: Uint8Array | string): Uint8Array => (typeof piece === "string" ? Buffer.from(piece) : piece);

/** 64 hex digits. */
export const sha256Hex = (bytes: Uint8Array | string): string => hash("sha256", bytes, "hex");

/** A feed's chain hash after one more line, both as hex. */
export const nextHead = (head: string, line: string): string => headAfter(sha256, head, line);

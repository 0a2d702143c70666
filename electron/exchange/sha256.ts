import { createHash } from "node:crypto";
import { headAfter, type Sha256 } from "../../shared/exchange/chain.ts";

/** For the pure functions of shared/exchange. */
export const sha256: Sha256 = (...pieces) => {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
};

/** 64 hex digits. */
export const sha256Hex = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

/** A feed's chain hash after one more line, both as hex. */
export const nextHead = (head: string, line: string): string => headAfter(sha256, head, line);

import { hash } from "node:crypto";
import { headAfter, type Sha256 } from "../../shared/exchange/chain.ts";

/** 64 hex digits: asked for as bytes, each small hash would cost an allocation outside the heap, three times the hashing. */
export const sha256Hex: Sha256 = (content) => hash("sha256", content, "hex");

/** A feed's chain hash after one more line, both as hex. */
export const nextHead = (head: string, line: string): string => headAfter(sha256Hex, head, line);

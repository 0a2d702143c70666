import type { Peer } from "../../shared/exchange/header.ts";
import type { Roots } from "../../shared/exchange/registry.ts";
import { sha256Hex } from "./sha256.ts";

/**
 * What an office's stamped enrolment sheet shows of its keys: 6 groups of 5 digits, about 100 bits. Made of both public
 * keys, the office, its feed and its level, so that a file that changes any of them shows other digits.
 */
export function fingerprintOf({ signingKey, recipientKey, office, feed, level }: Omit<Peer, "name">): string {
  return digitsOf(["scb1 enrolment", signingKey, recipientKey, office, feed, level, ""]);
}

/** What the decision that announces the system shows of a province's root keys, in whatever order they are named. */
export const rootFingerprintOf = ({ keys, threshold }: Roots): string =>
  digitsOf(["scb1 roots", ...keys.toSorted(), String(threshold), ""]);

function digitsOf(lines: readonly string[]): string {
  const hash = Buffer.from(sha256Hex(lines.join("\n")), "hex");
  const group = (i: number) => String(hash.readUIntBE(5 * i, 5) % 100_000).padStart(5, "0");
  return [0, 1, 2, 3, 4, 5].map(group).join(" ");
}

/** Whether the digits that a clerk typed from paper are those found, whatever stands between them. */
export function sameDigits(typed: string, found: string): boolean {
  const digits = typed.replaceAll(/[\s.,–—-]/g, "");
  return /^\d{30}$/.test(digits) && digits === found.replaceAll(" ", "");
}

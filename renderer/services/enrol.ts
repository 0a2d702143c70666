import type { Peer } from "../../shared/exchange/header.ts";
import type { Desktop, ReplyOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";

/** An enrolment file that was opened: whom it claims to be. Trusted only after the digits of the stamped sheet. */
export interface Claim {
  readonly token: string;
  readonly peer: Peer;
}

/** Write this office's enrolment file where the clerk chooses. Null: cancelled. */
export const writeEnrolment = (desktop: Desktop): Promise<Result<ReplyOf<"enrol.request">, Problem>> =>
  desktop.call("enrol.request", {});

/** Open another office's enrolment file. Null: cancelled. */
export const openEnrolment = (desktop: Desktop): Promise<Result<Claim | null, Problem>> =>
  desktop.call("enrol.open", {});

/** Who types the digits a second time, from the same paper. */
export interface SecondPerson {
  readonly name: string;
  readonly typed: string;
}

/** Trust the office if the typed digits are those of its keys. Spaces and hyphens do not matter. A province asks for two people. */
export const admitOffice = (
  desktop: Desktop,
  claim: Claim,
  typed: string,
  second: SecondPerson | null,
): Promise<Result<Peer, Problem>> =>
  desktop.call("enrol.admit", {
    token: claim.token,
    digits: digitsOf(typed).slice(0, 80),
    second: second === null ? null : { name: second.name, digits: digitsOf(second.typed).slice(0, 80) },
  });

/** Digits of a fingerprint: 6 groups of 5. */
export const fingerprintLength = 30;

export const digitsOf = (typed: string): string => typed.replace(/\D/g, "");

/** Groups of five, as on the sheet; the last one may be short while typing. */
export const inFives = (digits: string): readonly string[] => digitsOf(digits).match(/\d{1,5}/g) ?? [];

/** For each group of the sheet whether the typed one is the same. */
export function compareFingerprints(
  typed: string,
  found: string,
): readonly { readonly typed: string; readonly found: string; readonly same: boolean }[] {
  const [left, right] = [inFives(typed), inFives(found)];
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => ({
    typed: left[i] ?? "",
    found: right[i] ?? "",
    same: left[i] === right[i],
  }));
}

import { join } from "node:path";
import type { Peer } from "../../shared/exchange/header.ts";
import { endOf } from "../../shared/exchange/registry.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { readSheet, sheetBytes, sheetCap, sheetName } from "../exchange/enrol.ts";
import { fingerprintOf, sameDigits } from "../exchange/fingerprint.ts";
import { chosenBytes } from "../files/chosen-file.ts";
import { leaveFile } from "../files/leave-file.ts";
import { newToken } from "../machine.ts";
import { addEntry, type Office } from "../office.ts";

/** Write this office's enrolment sheet into a folder. It holds public keys only. */
export async function writeOwnSheet(
  office: Office,
  folder: string,
): Promise<Result<{ readonly fileName: string; readonly fingerprint: string }, Problem>> {
  const [fileName, bytes] = [sheetName(office.own), sheetBytes(office.own)];
  const left = await leaveFile(office, "enrolment", fileName, join(folder, fileName), bytes);
  return left.ok ? ok({ fileName, fingerprint: fingerprintOf(office.own) }) : left;
}

/** Sheets that were opened and not yet trusted. */
const claimed = new WeakMap<Office, Map<string, Peer>>();

/** Who an enrolment file claims to be; nothing is trusted yet. */
export async function openSheet(
  office: Office,
  path: string,
): Promise<Result<{ readonly token: string; readonly peer: Peer }, Problem>> {
  const bytes = await chosenBytes(office.machine, path, sheetCap);
  if (!bytes.ok) return bytes;
  const peer = await readSheet(bytes.value);
  if (!peer.ok) return peer;
  const end = office.book.registry === null ? null : endOf(office.book.registry.registry, peer.value.feed);
  if (end !== null) return failed({ kind: "feed-ended", feed: peer.value.feed, upTo: end.number });
  if (isTaken(office, peer.value)) return failed({ kind: "office-id-taken", office: peer.value.office });
  const token = newToken(office.machine);
  claimed.set(office, new Map([[token, peer.value]]));
  return ok({ token, peer: peer.value });
}

/**
 * Trust an office whose digits were typed from its stamped sheet. At the province two people type them, each by themselves
 * and from the paper: what one mistypes or is talked into, the other finds.
 */
export async function admitOffice(
  office: Office,
  {
    token,
    digits,
    second = null,
  }: {
    readonly token: string;
    readonly digits: string;
    readonly second?: { readonly name: string; readonly digits: string } | null | undefined;
  },
): Promise<Result<Peer, Problem>> {
  const said = claimedBy(office, token, digits);
  if (!said.ok) return said;
  const peer = said.value;
  const found = fingerprintOf(peer);
  if (office.own.level === "province" && (second === null || sameName(second.name, office.clerk.name)))
    return failed({ kind: "second-person-needed" });
  if (second !== null && !sameDigits(second.digits, found))
    return failed({ kind: "fingerprint-differs", typed: second.digits, found });
  const noted = await addEntry(office, {
    entry: "peer",
    peer,
    clerk: office.clerk.id,
    ...(second !== null && { second: second.name.trim() }),
    at: office.machine.clock.note(),
  });
  if (!noted.ok) return noted;
  claimed.delete(office);
  return ok(peer);
}

/** Whose an opened sheet is, once the digits were typed from its stamped copy. */
export function claimedBy(office: Office, token: string, digits: string): Result<Peer, Problem> {
  const peer = claimed.get(office)?.get(token);
  if (peer === undefined) return failed({ kind: "staging-gone" });
  const found = fingerprintOf(peer);
  return sameDigits(digits, found) ? ok(peer) : failed({ kind: "fingerprint-differs", typed: digits, found });
}

/** One person under two spellings is one person still; a name of white space is nobody's. */
function sameName(one: string, other: string): boolean {
  const plain = (name: string) => name.normalize("NFC").replaceAll(/\s+/g, " ").trim().toLowerCase();
  return plain(one) === "" || plain(one) === plain(other);
}

/**
 * An office has a feed for each of its PCs; a feed's keys are fixed, and all of an office's PCs are of one level.
 * The same sheet may be opened again.
 */
function isTaken({ book, own }: Office, sheet: Peer): boolean {
  if (sheet.feed === own.feed) return true;
  const known = book.peers.get(sheet.feed);
  if (known !== undefined && (["signingKey", "recipientKey"] as const).some((part) => known[part] !== sheet[part]))
    return true;
  return [own, ...book.peers.values()].some(({ office, level }) => office === sheet.office && level !== sheet.level);
}

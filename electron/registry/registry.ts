import { basename, dirname, join } from "node:path";
import type { RegistryEdition } from "../../shared/exchange/container.ts";
import { type HeldRegistry, mayFollow } from "../../shared/exchange/registry.ts";
import type { Problem, RegistryProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { putSheetOnCarrier } from "../exchange/carrier.ts";
import {
  editionName,
  editionSignatureName,
  type ReadEdition,
  readEdition,
  signerIdOf,
  textOfEdition,
} from "../exchange/edition.ts";
import { rootFingerprintOf, sameDigits } from "../exchange/fingerprint.ts";
import { publicKeyFile, readPublicKey } from "../exchange/minisign.ts";
import { leave } from "../files/custody.ts";
import { entriesAt } from "../ledger-entries.ts";
import { errnoOf, type Machine } from "../machine.ts";
import { addEntry, append, goOnUnderKeysInForce, inTurn, type Office } from "../office.ts";
import { readFully } from "../store/safe-write.ts";

/** Editions that one bundle or one hand-over carries at most. */
export const editionsAtOnce = 20;

/**
 * Take an edition that was read, if it may follow the one held.
 *
 * @param digits  of the roots, where a clerk typed them from the decision that announces the system: for the first edition only
 */
export function takeEdition(
  office: Office,
  read: ReadEdition,
  digits: string | null = null,
): Promise<Result<number, Problem>> {
  return inTurn<Result<number, Problem>>(office, async () => {
    const { version } = read.registry;
    if (office.book.registry === null && digits === null) return failed({ kind: "registry-not-trusted", version });
    const follows = mayFollow(office.book.registry, read, read.signers);
    if (!follows.ok) return follows;
    const { machine, clerk } = office;
    const { text, signatures } = read.edition;
    const noted = await append(office, {
      entry: "registry",
      version,
      text,
      signatures: [...signatures],
      digits: digits ?? "",
      clerk: clerk.id,
      at: machine.clock.note(),
    });
    if (!noted.ok) return noted;
    goOnUnderKeysInForce(office);
    return ok(version);
  });
}

/**
 * Take what editions came along with a bundle: those after the one held, in their order. An office that has typed no
 * roots' digits yet keeps the last one aside, to be trusted by them. What is not taken leaves one line in the ledger.
 */
export async function takeCarried(office: Office, editions: readonly RegistryEdition[]): Promise<void> {
  const last = editions.at(-1);
  if (last === undefined) return;
  if (office.book.registry === null) {
    if (readEdition(last).ok) await office.store.writeSealed(offeredName, Buffer.from(JSON.stringify(last)));
    return;
  }
  for (const edition of editions) {
    const read = readEdition(edition, office.book.registry?.registry.roots.keys);
    const taken = read.ok ? await takeEdition(office, read.value) : read;
    if (taken.ok || taken.problem.kind === "registry-known" || taken.problem.kind === "registry-older") continue;
    const { kind } = taken.problem;
    await addEntry(office, { entry: "refused", problem: kind, file: "", at: office.machine.clock.note() });
    return;
  }
}

const offeredName = "registry-offered";

/** The edition that came with a bundle before the roots were trusted; null: there is none. */
export async function offeredEdition(office: Office): Promise<ReadEdition | null> {
  if (office.book.registry !== null) return null;
  const stored = await office.store.readSealed(offeredName);
  if (!stored.ok || stored.value === null) return null;
  const read = readEdition(JSON.parse(Buffer.from(stored.value).toString("utf8")) as RegistryEdition);
  return read.ok ? read.value : null;
}

/** First editions that were opened and whose roots are not trusted yet. */
const claimed = new WeakMap<Office, ReadEdition>();

/**
 * Open an edition's file, with the signatures beside it and the editions between it and ours where they lie there too.
 * Where one is held already they are taken at once; a first one waits for the digits of its roots.
 */
export async function openEditionFile(
  office: Office,
  path: string,
): Promise<Result<{ readonly version: number; readonly taken: boolean }, Problem>> {
  try {
    const roots = office.book.registry?.registry.roots.keys ?? [];
    const found = await editionAt(office.machine, path, roots);
    if (!found.ok) return found;
    const { version } = found.value.registry;
    if (office.book.registry === null) {
      claimed.set(office, found.value);
      return ok({ version, taken: false });
    }
    const held = office.book.registry.registry.version;
    const missing = Math.min(version - held - 1, mostBetween);
    for (const between of Array.from({ length: Math.max(0, missing) }, (_, i) => held + 1 + i)) {
      const earlier = join(dirname(path), editionName(between));
      if ((await office.machine.files.stat(earlier)) === null) break;
      const read = await editionAt(office.machine, earlier, office.book.registry?.registry.roots.keys ?? []);
      const taken = read.ok ? await takeEdition(office, read.value) : read;
      if (!taken.ok) return taken;
    }
    const last = await editionAt(office.machine, path, office.book.registry?.registry.roots.keys ?? []);
    const taken = last.ok ? await takeEdition(office, last.value) : last;
    return taken.ok ? ok({ version: taken.value, taken: true }) : taken;
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return failed({ kind: "carrier-gone" });
  }
}

/** Trust the roots of a first edition, opened from a file or come with a bundle, by the digits typed from the decision. */
export async function admitRoots(office: Office, digits: string): Promise<Result<number, Problem>> {
  const read = claimed.get(office) ?? (await offeredEdition(office));
  if (read === null) return failed({ kind: "staging-gone" });
  const found = rootFingerprintOf(read.registry.roots);
  if (!sameDigits(digits, found)) return failed({ kind: "fingerprint-differs", typed: digits, found });
  const taken = await takeEdition(office, read, found);
  if (taken.ok) claimed.delete(office);
  return taken;
}

async function editionAt(
  machine: Machine,
  path: string,
  roots: readonly string[],
): Promise<Result<ReadEdition, RegistryProblem>> {
  const none = failed<RegistryProblem>({ kind: "not-a-registry" });
  const text = await textAt(machine, path);
  if (text === null) return none;
  const unsigned = readEdition({ text, signatures: [] });
  if (!unsigned.ok) return unsigned;
  const signatures: string[] = [];
  for (const line of new Set([...roots, ...unsigned.value.registry.roots.keys])) {
    const keyId = readPublicKey(line)?.keyId;
    const beside = keyId === undefined ? null : join(dirname(path), `${basename(path)}.${keyId.toLowerCase()}.minisig`);
    const signature =
      beside === null || (await machine.files.stat(beside)) === null ? null : await textAt(machine, beside);
    if (signature !== null) signatures.push(signature);
  }
  return readEdition({ text, signatures }, roots);
}

async function textAt(machine: Machine, path: string): Promise<string | null> {
  const file = await machine.files.open(path, "read");
  try {
    return textOfEdition(await readFully(file, 0, Math.min(await file.bytes(), mostBytes)));
  } finally {
    await file.close();
  }
}

const mostBytes = 2_097_153; // one beyond the cap
/** Editions looked for beside a file that is opened. */
const mostBetween = 200;

/** The editions of that many versions, from the ledger, oldest first. */
export async function editionsFrom(office: Office, from: number): Promise<Result<readonly RegistryEdition[], Problem>> {
  const { editions, registry } = office.book;
  const positions: number[] = [];
  for (let version = from; version <= (registry?.registry.version ?? 0); version += 1) {
    const position = editions.get(version);
    if (position !== undefined) positions.push(position);
  }
  const read = await entriesAt(office.store, positions);
  if (!read.ok) return read;
  return ok(
    read.value.entries.flatMap(({ entry }) =>
      entry.entry === "registry" ? [{ version: entry.version, text: entry.text, signatures: entry.signatures }] : [],
    ),
  );
}

/**
 * Hand the registry over as files: the last editions with their signatures, and the roots' public keys, so that anyone can
 * check them with minisign.
 */
export async function exportRegistry(
  office: Office,
  folder: string,
): Promise<Result<{ readonly fileName: string; readonly version: number; readonly number: number }, Problem>> {
  const held: HeldRegistry | null = office.book.registry;
  if (held === null) return failed({ kind: "registry-none" });
  const { version, roots } = held.registry;
  const editions = await editionsFrom(office, Math.max(1, version - editionsAtOnce + 1));
  if (!editions.ok) return editions;
  const files: (readonly [string, Uint8Array])[] = roots.keys.map((line) => [
    `root-${(readPublicKey(line)?.keyId ?? "").toLowerCase()}.pub`,
    Buffer.from(publicKeyFile(line)),
  ]);
  for (const { version: of, text, signatures } of editions.value) {
    for (const signature of signatures)
      files.push([editionSignatureName(of, signerIdOf(signature) ?? ""), Buffer.from(signature)]);
    files.push([editionName(of), Buffer.from(text)]);
  }
  const fileName = editionName(version);
  const bytes = files.reduce((sum, [, content]) => sum + content.byteLength, 0);
  const left = await leave(
    office,
    { what: "registry", file: fileName, recipient: null, feedTo: null, actions: 0, bytes },
    async () => {
      for (const [name, content] of files) {
        const put = await putSheetOnCarrier(office.machine, folder, name, content);
        if (!put.ok) return put;
      }
      return ok(null);
    },
  );
  return left.ok ? ok({ fileName, version, number: left.value.number }) : left;
}

import { basename, dirname, join } from "node:path";
import { bundleName, caps } from "../../shared/exchange/container.ts";
import type { Peer } from "../../shared/exchange/header.ts";
import { isPartName, type PartSeal, partInName, readPartSeal, wholeSignature } from "../../shared/exchange/parts.ts";
import type { ExchangeProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { errnoOf, type Machine } from "../machine.ts";
import { readFully } from "../store/safe-write.ts";
import { placeOf } from "./carrier.ts";
import { fileFits, prehash } from "./minisign.ts";
import { type BundlePair, readAtMost, readSigned, type Signed } from "./unpack.ts";

/** For whom parts are joined, and whose signatures count. */
export interface Joining {
  readonly office: string;
  readonly peers: readonly Peer[];
}

/** The parts of one bundle that lie in a folder, as their signatures tell; their own bytes are not read yet. */
export interface PartSet {
  readonly sender: Peer;
  readonly seal: PartSeal["whole"];
  readonly of: number;
  readonly id: string; // the bundle's own signature
  readonly first: string; // path of one of its parts
  readonly paths: readonly string[]; // of all files that may be parts of it
  readonly problem: ExchangeProblem | null; // why they cannot be joined yet, from names, lengths and signatures alone
}

/** Files in a folder that are looked at for parts, at most. */
const mostFiles = 5_000;

/**
 * Look for the parts of bundles in a folder.
 *
 * @returns  each bundle of which there is a part for us with its signature; and the paths of parts that nothing can be said
 *           of, with the reason. Rejects with a file error where the folder cannot be read.
 */
export async function partSetsIn(
  machine: Machine,
  joining: Joining,
  folder: string,
): Promise<{ readonly sets: readonly PartSet[]; readonly strange: ReadonlyMap<string, ExchangeProblem> }> {
  const looked = await lookInto(machine, joining, folder);
  const { groups, files, refused } = looked;
  const sets = [...groups.values()].flatMap((group): PartSet[] => {
    const [claim] = group.values().next().value as readonly [Claim];
    const claims = [...group.values()].flat();
    const names = [...new Set(claims.flatMap((one) => candidates(one, looked)))];
    const first = claims.map(({ beside }) => beside).find((name) => files.has(name)) ?? names[0];
    if (first === undefined) return [];
    const paths = names.map((name) => join(folder, name));
    const { of, whole, signature } = claim.seal;
    const problem = whole.rcpt === joining.office ? standing(group, looked) : forAnother(whole.rcpt);
    return [{ sender: claim.sender, seal: whole, of, id: signature, first: join(folder, first), paths, problem }];
  });
  const known = new Set(sets.flatMap(({ paths }) => paths));
  const strange = [...files.keys()]
    .filter((name) => !known.has(join(folder, name)))
    .map((name) => [join(folder, name), refused.get(name) ?? unsigned(name)] as const);
  return { sets, strange: new Map(strange) };
}

/**
 * Join the parts of the bundle to which one of them belongs. All lie in its folder, in any order and some perhaps twice; which
 * is which is told by their signatures alone. In memory at a time: the bundle.
 *
 * @param path  of one part
 * @returns     the bundle with its signature, to be checked like any other; or which part is missing or damaged
 */
export async function joinParts(
  machine: Machine,
  joining: Joining,
  path: string,
): Promise<Result<BundlePair, ExchangeProblem>> {
  const folder = dirname(path);
  const chosen = basename(path);
  try {
    const looked = await lookInto(machine, joining, folder);
    const { files, refused } = looked;
    if (!files.has(chosen)) return failed({ kind: "carrier-gone", place: placeOf(folder) });
    const group = groupOf(chosen, looked);
    if (group === null) return failed(refused.get(chosen) ?? unsigned(chosen));
    const { seal } = (group.values().next().value as readonly [Claim])[0];
    if (seal.whole.rcpt !== joining.office) return failed(forAnother(seal.whole.rcpt));
    const absent = standing(group, looked);
    if (absent !== null) return failed(absent);
    const bundle = Buffer.alloc(seal.whole.bytes);
    for (let n = 1; n <= seal.of; n += 1)
      if (!(await fill(machine, folder, group.get(n) ?? [], looked, bundle)))
        return failed({ kind: "part-damaged", part: n, of: seal.of });
    const fileName = bundleName({ ...seal.whole, recipient: seal.whole.rcpt });
    return ok({ fileName, bundle, signature: Buffer.from(wholeSignature(seal)) });
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return failed({ kind: "carrier-gone", place: placeOf(folder) });
  }
}

/** A signature that speaks of a part; its words are proven, the part may be missing or another one. */
interface Claim extends Signed {
  readonly seal: PartSeal;
  readonly beside: string; // name of the part beside which it lies
  readonly stem: string; // of that name, for people
}

/** Claims of one bundle by the number of the part. */
type Group = ReadonlyMap<number, readonly Claim[]>;

interface Looked {
  readonly groups: ReadonlyMap<string, Group>; // by how many there are and the bundle's own signature
  readonly files: ReadonlyMap<string, number>; // parts by name, and their bytes
  readonly claimed: ReadonlySet<string>; // those of them beside which such a signature lies
  readonly refused: ReadonlyMap<string, ExchangeProblem>; // parts whose signature is no good
}

async function lookInto(machine: Machine, { peers }: Joining, folder: string): Promise<Looked> {
  const names = (await machine.files.readdir(folder))
    .toSorted()
    .filter((name) => partInName(name.normalize("NFC")) !== null);
  const files = new Map<string, number>();
  const groups = new Map<string, Map<number, Claim[]>>();
  const refused = new Map<string, ExchangeProblem>();
  for (const name of names.slice(0, mostFiles)) {
    const found = await machine.files.stat(join(folder, name));
    if (found === null || found.folder) continue;
    if (isPartName(name.normalize("NFC"))) {
      files.set(name, found.bytes);
      continue;
    }
    const beside = name.replace(/\.minisig$/i, "");
    const stem = partInName(name.normalize("NFC"))?.stem ?? "";
    const file = await readAtMost(machine, join(folder, name), caps.signature);
    const signed = file === null ? failed<ExchangeProblem>({ kind: "bundle-altered" }) : readSigned(file, peers);
    const seal = signed.ok ? readPartSeal(signed.value.signature.comment) : null;
    if (!signed.ok || seal === null || !isSenders(signed.value, seal)) {
      refused.set(beside, signed.ok ? { kind: "bundle-hostile", step: "seal" } : signed.problem);
      continue;
    }
    const key = `${seal.of} ${seal.signature}`;
    const group = groups.get(key) ?? new Map<number, Claim[]>();
    groups.set(key, group);
    const [first] = group.values().next().value ?? [];
    if (first !== undefined && !goTogether(first.seal, seal)) {
      refused.set(beside, { kind: "bundle-hostile", step: "seal" });
      continue;
    }
    group.set(seal.n, [...(group.get(seal.n) ?? []), { ...signed.value, seal, beside, stem }]);
  }
  const claims = [...groups.values()].flatMap((group) => [...group.values()].flat());
  return { groups, files, claimed: new Set(claims.map(({ beside }) => beside)), refused };
}

const isSenders = ({ sender }: Signed, { whole }: PartSeal): boolean =>
  sender.office === whole.office && sender.feed === whole.feed;

/** Whether two parts can be of one cutting. That the places meet is told by the bundle's own signature in the end. */
const goTogether = (one: PartSeal, other: PartSeal): boolean =>
  one.of === other.of && one.over === other.over && one.whole.bytes === other.whole.bytes;

/** Files that may hold what a signature speaks of: the one beside it, else those without a signature beside them that have its length or name. */
function candidates(
  { seal, beside, stem }: Claim,
  { files, claimed }: Pick<Looked, "files" | "claimed">,
): readonly string[] {
  const bare = [...files.keys()].filter((name) => !claimed.has(name));
  const sized = bare.filter((name) => files.get(name) === seal.bytes);
  const called = bare.filter((name) => files.get(name) !== seal.bytes && isCalled(name, stem, seal.n, seal.of));
  return [...(files.has(beside) ? [beside] : []), ...sized, ...called];
}

/** Why not all parts can be there: by what signatures speak of, and which files have that length. */
function standing(group: Group, looked: Looked): ExchangeProblem | null {
  const { groups, files } = looked;
  const [{ seal, stem }] = group.values().next().value as readonly [Claim];
  const { of } = seal;
  const parts = Array.from({ length: of }, (_, i) => i + 1);
  const missing = parts.filter((n) => (group.get(n) ?? []).every((claim) => candidates(claim, looked).length === 0));
  if (missing.length > 0) {
    const others = [...groups.values()].filter((other) => other !== group && ofAlike(other, of));
    const elsewhere = missing.filter((n) => others.some((other) => other.has(n)));
    if (elsewhere.length > 0) return { kind: "parts-mixed", parts: elsewhere, of };
    const bare = missing.find((n) => !group.has(n) && [...files.keys()].some((name) => isCalled(name, stem, n, of)));
    return bare === undefined
      ? { kind: "parts-missing", parts: missing, of }
      : { kind: "part-unsigned", part: bare, of };
  }
  const cut = parts.find((n) =>
    (group.get(n) ?? []).every((claim) =>
      candidates(claim, looked).every((name) => files.get(name) !== claim.seal.bytes),
    ),
  );
  return cut === undefined ? null : { kind: "part-damaged", part: cut, of };
}

/** Of another bundle that is cut into as many parts and is not all there by itself. */
const ofAlike = (group: Group, of: number): boolean => {
  const [claim] = group.values().next().value as readonly [Claim];
  return claim.seal.of === of && group.size < of;
};

function isCalled(name: string, stem: string, n: number, of: number): boolean {
  const said = partInName(name.normalize("NFC"));
  return said !== null && said.stem === stem && said.n === n && said.of === of;
}

/** The bundle that a file belongs to: by the signature beside it, or one for a part of its number and length. */
function groupOf(chosen: string, looked: Looked): Group | null {
  const all = [...looked.groups.values()];
  const claims = (group: Group) => [...group.values()].flat();
  return (
    all.find((group) => claims(group).some(({ beside }) => beside === chosen)) ??
    all.find((group) => claims(group).some((claim) => candidates(claim, looked).includes(chosen))) ??
    null
  );
}

/** Read one part into its place, whichever file holds it; false: none does. */
async function fill(
  machine: Machine,
  folder: string,
  claims: readonly Claim[],
  looked: Looked,
  bundle: Buffer,
): Promise<boolean> {
  for (const claim of claims) {
    const { at, bytes } = claim.seal;
    for (const name of candidates(claim, looked)) {
      if (looked.files.get(name) !== bytes) continue;
      const file = await machine.files.open(join(folder, name), "read");
      try {
        const read = await readFully(file, 0, bytes);
        if (read.byteLength !== bytes || !fileFits(claim.key, claim.signature, await prehash([read]))) continue;
        read.copy(bundle, at);
        return true;
      } finally {
        await file.close();
      }
    }
  }
  return false;
}

const forAnother = (addressee: string): ExchangeProblem => ({ kind: "bundle-for-another-office", addressee });

function unsigned(name: string): ExchangeProblem {
  const said = partInName(name.normalize("NFC"));
  return { kind: "part-unsigned", part: said?.n ?? 0, of: said?.of ?? 0 };
}

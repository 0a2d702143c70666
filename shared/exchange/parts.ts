import { caps, readSeal, type Seal, sealText } from "./container.ts";

/** Parts of one bundle at most, and the least bytes of a part that a clerk may ask for. */
export const partCaps = { parts: 999, least: 10_000 } as const;

/** A stretch of a bundle's bytes that travels as a file of its own. `n` counts from 1. */
export interface PartPlace {
  readonly n: number;
  readonly of: number;
  readonly at: number; // of its first byte in the bundle
  readonly bytes: number;
}

/**
 * What a part's signature says in its trusted comment: its place, and of the whole bundle everything but its bytes. With all
 * parts the bundle and its own signature are there again.
 */
export interface PartSeal extends PartPlace {
  readonly whole: Seal & { readonly bytes: number };
  readonly signature: string; // second line of the bundle's signature file: tells the bundle from every other
  readonly over: string; // its fourth line
}

/**
 * Cut so many bytes into parts of nearly the same length, none longer than asked for.
 *
 * @param most  bytes of a part, at least `partCaps.least`
 * @returns     one part for the whole where that is enough; null: there would be more than `partCaps.parts`
 */
export function partPlaces(bytes: number, most: number): readonly PartPlace[] | null {
  const of = Math.max(1, Math.ceil(bytes / most));
  if (of > partCaps.parts) return null;
  const length = Math.ceil(bytes / of);
  return Array.from({ length: of }, (_, i) => {
    const at = Math.min(i * length, bytes);
    return { n: i + 1, of, at, bytes: Math.min(length, bytes - at) };
  });
}

/** `doluong-k3f7_000118-000131_nghean.phan-2-tren-5.age`; numbers of one width, so that names sort as the parts follow. */
export const partName = (bundle: string, { n, of }: Pick<PartPlace, "n" | "of">): string =>
  `${bundle.replace(/\.zip\.age$/i, "")}.phan-${String(n).padStart(String(of).length, "0")}-tren-${of}.age`;

const named = /^([^\p{Cc}\p{Cf}/\\:*?"<>|]+)\.phan-(\d{1,3})-tren-(\d{1,3})[^\p{Cc}\p{Cf}/\\:*?"<>|]{0,40}$/iu;

/**
 * What a name says of a part: enough to tell a person which one is meant, and nothing that is believed. A mail program may have
 * added `(1)`, to the part or to its signature.
 */
export function partInName(
  name: string,
): { readonly stem: string; readonly n: number; readonly of: number; readonly signature: boolean } | null {
  const parts = name.length <= 240 ? named.exec(name) : null;
  const ending = /\.(age|minisig)$/i.exec(name)?.[1]?.toLowerCase();
  if (parts === null || ending === undefined) return null;
  return {
    stem: parts[1] as string,
    n: Number(parts[2]),
    of: Number(parts[3]),
    signature: ending === "minisig",
  };
}

/** Whether a file may be a part of a bundle by its name. */
export const isPartName = (name: string): boolean => partInName(name)?.signature === false;

/** The comment's one spelling: `scb1 part n=… of=… at=… length=… sig=… over=… ` and then the bundle's seal without its first two words. */
export const partSealText = ({ n, of, at, bytes, whole, signature, over }: PartSeal): string =>
  `scb1 part n=${n} of=${of} at=${at} length=${bytes} sig=${signature} over=${over} ${sealText(whole).slice(bundleWord.length)}`;

const bundleWord = "scb1 bundle ";
const spelling =
  /^scb1 part n=([1-9]\d{0,2}) of=([1-9]\d{0,2}) at=(0|[1-9]\d{0,9}) length=([1-9]\d{0,9}) sig=([A-Za-z0-9+/]{98}[A-Za-z0-9+/=]{2}) over=([A-Za-z0-9+/]{86}==) (.+)$/;

/** Read a trusted comment whose signature fits; null: it is none of a part, or of one that no bundle can have. */
export function readPartSeal(comment: string): PartSeal | null {
  const parts = spelling.exec(comment);
  if (parts === null) return null;
  const [n, of, at, bytes] = parts.slice(1, 5).map(Number) as [number, number, number, number];
  const [signature, over, rest] = parts.slice(5) as [string, string, string];
  const whole = readSeal(`${bundleWord}${rest}`);
  if (whole === null || "newer" in whole || whole.bytes === null || whole.bytes > caps.bundle) return null;
  return n <= of && at + bytes <= whole.bytes
    ? { n, of, at, bytes, signature, over, whole: { ...whole, bytes: whole.bytes } }
    : null;
}

/** The bundle's own signature file, from what every part says of it. */
export const wholeSignature = ({ whole, signature, over }: PartSeal): string =>
  ["untrusted comment: signature of a bundle", signature, `trusted comment: ${sealText(whole)}`, over, ""].join("\n");

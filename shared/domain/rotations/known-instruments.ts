import { foldLoosely } from "../fold.ts";
import type { RulePack } from "../rules/rule-pack.ts";
import { basisOf, type Programme } from "./programme.ts";

/** A paper that programmes rest on, for choosing instead of typing. */
export interface KnownInstrument {
  readonly number: string; // "65-QĐ/TW"
  readonly about: string; // issuer and kind, or "" where only the number is known
}

/** Papers on rotation from which no rule of a pack is taken, the highest first. */
const others: readonly KnownInstrument[] = [
  { number: "11-NQ/TW", about: "Nghị quyết, Bộ Chính trị, 2002" },
  { number: "24-KL/TW", about: "Kết luận, Bộ Chính trị, 2012" },
  { number: "14-NQ/TU", about: "Nghị quyết, Tỉnh ủy" },
  { number: "02-NQ/TU", about: "Nghị quyết, Tỉnh ủy" },
];

/** Papers a new programme may rest on: those known by themselves, those of the rule packs, those that others name. Each once. */
export function knownInstruments(
  packs: readonly RulePack[],
  programmes: readonly Programme[],
): readonly KnownInstrument[] {
  const ofPacks = packs.flatMap(({ instrument: { number, type, issuer, issuedOn } }) =>
    number.trim() === ""
      ? []
      : [{ number, about: [type, issuer, issuedOn?.slice(0, 4) ?? ""].filter(isText).join(", ") }],
  );
  const named = programmes.flatMap(basisOf).map((number) => ({ number, about: "" }));
  const seen = new Set<string>();
  return [...others, ...ofPacks, ...named].filter(({ number }) => {
    const key = foldLoosely(number);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const isText = (text: string): boolean => text !== "";

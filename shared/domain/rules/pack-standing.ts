import type { IsoDate } from "../primitives.ts";
import type { RulePack } from "./rule-pack.ts";

/** Whether a version of a pack has a say on a day, and if not, why. `by`: what took its place. */
export type PackStanding =
  | { readonly state: "in-force" | "not-yet" | "ended" }
  | { readonly state: "replaced"; readonly by: string } // another pack
  | { readonly state: "newer"; readonly by: number }; // a newer version of the same pack

/** The standing of a pack on a day among all packs, as `rulesOn` reckons. */
export function packStanding(pack: RulePack, packs: readonly RulePack[], day: IsoDate): PackStanding {
  const { instrument, name, version } = pack;
  if (day < (instrument.effectiveFrom ?? "")) return { state: "not-yet" };
  const begun = packs.filter((each) => (each.instrument.effectiveFrom ?? "") <= day);
  const newest = Math.max(...begun.filter((each) => each.name === name).map((each) => each.version));
  if (newest > version) return { state: "newer", by: newest };
  const by = begun.find(
    (each) =>
      each.instrument.replaces.includes(name) &&
      !begun.some((other) => other.name === each.name && other.version > each.version),
  );
  if (by !== undefined) return { state: "replaced", by: by.name };
  return day > (instrument.effectiveTo ?? "9") ? { state: "ended" } : { state: "in-force" };
}

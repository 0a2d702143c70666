import type { Trait, UnitTrait } from "../organisation.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import { holdsOn } from "./period.ts";

/** The traits of a unit that hold on a day, in the order of the list. */
export const traitsOn = (traits: readonly UnitTrait[], unitId: RecordId<"unit">, day: IsoDate): UnitTrait[] =>
  traits
    .filter((trait) => trait.unitId === unitId && !trait.withdrawn && holdsOn(trait, day))
    .toSorted((a, b) => order.indexOf(a.trait) - order.indexOf(b.trait) || (a.id < b.id ? -1 : 1));

const order: readonly Trait[] = ["WEAK", "KEY", "BORDER", "ISLAND", "MOUNTAINOUS", "DIFFICULT"];

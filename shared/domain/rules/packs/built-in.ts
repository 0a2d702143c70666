import type { RulePack } from "../rule-pack.ts";
import { dossier170, localVariants, officePractice } from "./office.ts";
import { planning50, planning377, rating366 } from "./planning.ts";
import { decree135Pack, labourCode2012 } from "./retirement.ts";
import { rotation65, rotation98 } from "./rotation.ts";

/** The packs that come with the program. Never edited after release: what changes is a new version, with the day it begins. */
export const builtInPacks: readonly RulePack[] = [
  rotation98,
  rotation65,
  planning50,
  planning377,
  rating366,
  labourCode2012,
  decree135Pack,
  dossier170,
  officePractice,
  localVariants,
];

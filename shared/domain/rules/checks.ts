import type { About, Check } from "./check.ts";
import { r11, r23, r24 } from "./checks/discipline.ts";
import { r12, r13 } from "./checks/dossier.ts";
import { r27 } from "./checks/exchange.ts";
import { r08 } from "./checks/place.ts";
import { r04, r18, r20, r21, r26 } from "./checks/plan.ts";
import { r05, r09, r10, r17, r22 } from "./checks/post.ts";
import { r06, r07, r25 } from "./checks/tenure.ts";
import { r01, r02, r03, r14, r15, r16, r19, r28 } from "./checks/time.ts";
import type { CheckedRule } from "./parameters.ts";

/** What each rule is about and how it is checked, in the order of the catalogue. */
export const checks: { readonly [Rule in CheckedRule]: { readonly about: About; readonly check: Check<Rule> } } = {
  R01: { about: "move", check: r01 },
  R02: { about: "move", check: r02 },
  R03: { about: "move", check: r03 },
  R04: { about: "move", check: r04 },
  R05: { about: "move", check: r05 },
  R06: { about: "person", check: r06 },
  R07: { about: "person", check: r07 },
  R08: { about: "move", check: r08 },
  R09: { about: "move", check: r09 },
  R10: { about: "move", check: r10 },
  R11: { about: "move", check: r11 },
  R12: { about: "move", check: r12 },
  R13: { about: "move", check: r13 },
  R14: { about: "move", check: r14 },
  R15: { about: "move", check: r15 },
  R16: { about: "move", check: r16 },
  R17: { about: "move", check: r17 },
  R18: { about: "entry", check: r18 },
  R19: { about: "entry", check: r19 },
  R20: { about: "person", check: r20 },
  R21: { about: "move", check: r21 },
  R22: { about: "move", check: r22 },
  R23: { about: "move", check: r23 },
  R24: { about: "entry", check: r24 },
  R25: { about: "person", check: r25 },
  R26: { about: "entry", check: r26 },
  R27: { about: "move", check: r27 },
  R28: { about: "move", check: r28 },
};

export const checkedRules: readonly CheckedRule[] = Object.keys(checks) as CheckedRule[];

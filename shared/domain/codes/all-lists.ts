import { earliestDay, latestDay } from "../dates.ts";
import type { CodeRecord } from "../organisation.ts";
import { dossierList } from "../rotations/dossier-list.ts";
import type { CodeEntry, CodeList } from "./code-list.ts";
import { academicTitles, degrees, generalEducation, politicalTheory } from "./education-codes.ts";
import { ethnicGroups } from "./ethnic-groups.ts";
import { maritalStates, policyCategories, relations } from "./family-codes.ts";
import { disciplineForms, honours, ratings, rewards } from "./merit-codes.ts";
import { assignmentNatures, directions, moveKinds, moveOutcomes, movePurposes } from "./move-codes.ts";
import { bodies, successionKinds, traits, unitTypes, weakReasons } from "./organisation-codes.ts";
import { sexes } from "./person-codes.ts";
import { candidateSources, personnelActs, planStates, secrecyMarks } from "./process-codes.ts";
import { bloodGroups, familyOrigins, healthStates, religions } from "./protected-codes.ts";
import { ranks } from "./rank-codes.ts";
import { titles } from "./titles.ts";
import {
  defenceSecurity,
  itLevels,
  languageLevels,
  languages,
  stateManagement,
  trainingKinds,
  trainingModes,
} from "./training-codes.ts";
import { blocs, levels, managingLevels, postRoles } from "./unit-codes.ts";

const lists = {
  SEX: sexes,
  ETHNIC: ethnicGroups,
  RELIGION: religions,
  FAMILY_ORIGIN: familyOrigins,
  RELATION: relations,
  MARITAL: maritalStates,
  POLICY: policyCategories,
  HEALTH: healthStates,
  BLOOD: bloodGroups,
  GEN_EDU: generalEducation,
  DEGREE: degrees,
  ACADEMIC_TITLE: academicTitles,
  POL_THEORY: politicalTheory,
  STATE_MGMT: stateManagement,
  DEF_SEC: defenceSecurity,
  TRAINING_KIND: trainingKinds,
  TRAIN_MODE: trainingModes,
  LANGUAGE: languages,
  LANG_LEVEL: languageLevels,
  IT_LEVEL: itLevels,
  RANK: ranks,
  RATING: ratings,
  DISCIPLINE: disciplineForms,
  REWARD: rewards,
  HONOUR: honours,
  LEVEL: levels,
  BLOC: blocs,
  UNIT_TYPE: unitTypes,
  BODY: bodies,
  TRAIT: traits,
  WEAK_REASON: weakReasons,
  SUCCESSION: successionKinds,
  TITLE: titles,
  POST_ROLE: postRoles,
  MANAGING_LEVEL: managingLevels,
  NATURE: assignmentNatures,
  MOVE_KIND: moveKinds,
  DIRECTION: directions,
  PURPOSE: movePurposes,
  OUTCOME: moveOutcomes,
  PERSONNEL_ACT: personnelActs,
  PLAN_STATE: planStates,
  CANDIDATE_SOURCE: candidateSources,
  SECRECY: secrecyMarks,
  DOSSIER: dossierList,
} as const satisfies Readonly<Record<string, CodeList>>;

/** Names of the lists, as `CodeRecord.list` has them. They never change. */
export type ListName = keyof typeof lists;

/** Every list of codes that comes with the program. */
export const codeLists: Readonly<Record<ListName, CodeList>> = lists;

export const isListName = (name: string): name is ListName => Object.hasOwn(lists, name);

/**
 * A list as the office has it: what comes with the program, overlaid with the province's records.
 *
 * A record about a code that is there changes what it says and leaves the rest; one about another code adds it at the
 * end. Retired codes stay, with the last day of their validity, so that old facts still have their names: offer only
 * `codesOn(list, day)`. Without a record for the list, the very same list comes back, so what is worked out from it is kept.
 *
 * @param records  of any lists; withdrawn ones are passed over
 */
export function listOn(list: ListName, records: readonly CodeRecord[]): CodeList {
  const own = records.filter((record) => record.list === list && record.code !== "" && !record.withdrawn);
  if (own.length === 0) return codeLists[list];
  const entries = new Map(codeLists[list].map((entry) => [entry.code, entry]));
  for (const record of own.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    entries.set(record.code, overlaid(entries.get(record.code), record));
  }
  return [...entries.values()];
}

function overlaid(entry: CodeEntry | undefined, record: CodeRecord): CodeEntry {
  const { code, vi, en, from, to, replacedBy } = record;
  const former = entry !== undefined && vi !== "" && vi !== entry.vi ? [entry.vi] : [];
  return {
    ...entry,
    code,
    vi: vi || (entry?.vi ?? code),
    en: en || (entry?.en ?? vi) || code,
    variants: [...(entry?.variants ?? []), ...former], // papers still have the former name
    ...(from === null ? {} : { from: earliestDay(from) }),
    ...(to === null ? {} : { to: latestDay(to) }),
    ...(replacedBy === "" ? {} : { replacedBy }),
  };
}

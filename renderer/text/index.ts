import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { batch as enBatch } from "./en/batch.ts";
import { clerks as enClerks } from "./en/clerks.ts";
import { closing as enClosing } from "./en/closing.ts";
import { common as enCommon } from "./en/common.ts";
import { custody as enCustody } from "./en/custody.ts";
import { desk as enDesk } from "./en/desk.ts";
import { duplicates as enDuplicates } from "./en/duplicates.ts";
import { exchange as enExchange } from "./en/exchange.ts";
import { gaps as enGaps } from "./en/gaps.ts";
import { handover as enHandover } from "./en/handover.ts";
import { move as enMove } from "./en/move.ts";
import { moves as enMoves } from "./en/moves.ts";
import { organisation as enOrganisation } from "./en/organisation.ts";
import { outbox as enOutbox } from "./en/outbox.ts";
import { packs as enPacks } from "./en/packs.ts";
import { papers as enPapers } from "./en/papers.ts";
import { people as enPeople } from "./en/people.ts";
import { planning as enPlanning } from "./en/planning.ts";
import { profile as enProfile } from "./en/profile.ts";
import { programmes as enProgrammes } from "./en/programmes.ts";
import { quality as enQuality } from "./en/quality.ts";
import { registry as enRegistry } from "./en/registry.ts";
import { reports as enReports } from "./en/reports.ts";
import { rotation as enRotation } from "./en/rotation.ts";
import { rules as enRules } from "./en/rules.ts";
import { server as enServer } from "./en/server.ts";
import { sheet as enSheet } from "./en/sheet.ts";
import { start as enStart } from "./en/start.ts";
import { suggestions as enSuggestions } from "./en/suggestions.ts";
import { work as enWork } from "./en/work.ts";
import { workbook as enWorkbook } from "./en/workbook.ts";
import type { TextOf } from "./text-of.ts";
import { batch } from "./vi/batch.ts";
import { clerks } from "./vi/clerks.ts";
import { closing } from "./vi/closing.ts";
import { common } from "./vi/common.ts";
import { custody } from "./vi/custody.ts";
import { desk } from "./vi/desk.ts";
import { duplicates } from "./vi/duplicates.ts";
import { exchange } from "./vi/exchange.ts";
import { gaps } from "./vi/gaps.ts";
import { handover } from "./vi/handover.ts";
import { move } from "./vi/move.ts";
import { moves } from "./vi/moves.ts";
import { organisation } from "./vi/organisation.ts";
import { outbox } from "./vi/outbox.ts";
import { packs } from "./vi/packs.ts";
import { papers } from "./vi/papers.ts";
import { people } from "./vi/people.ts";
import { planning } from "./vi/planning.ts";
import { profile } from "./vi/profile.ts";
import { programmes } from "./vi/programmes.ts";
import { quality } from "./vi/quality.ts";
import { registry } from "./vi/registry.ts";
import { reports } from "./vi/reports.ts";
import { rotation } from "./vi/rotation.ts";
import { rules } from "./vi/rules.ts";
import { server } from "./vi/server.ts";
import { sheet } from "./vi/sheet.ts";
import { start } from "./vi/start.ts";
import { suggestions } from "./vi/suggestions.ts";
import { work } from "./vi/work.ts";
import { workbook } from "./vi/workbook.ts";

/** Every section of words, once a language. A section is one file in `vi/` and one in `en/`, and a line in each list. */
export const vi = {
  common,
  start,
  clerks,
  people,
  profile,
  rotation,
  exchange,
  server,
  outbox,
  custody,
  registry,
  handover,
  closing,
  desk,
  workbook,
  sheet,
  batch,
  moves,
  reports,
  duplicates,
  quality,
  rules,
  organisation,
  work,
  move,
  gaps,
  suggestions,
  programmes,
  planning,
  packs,
  papers,
};
export const en: TextOf<typeof vi> = {
  common: enCommon,
  start: enStart,
  clerks: enClerks,
  people: enPeople,
  profile: enProfile,
  rotation: enRotation,
  exchange: enExchange,
  server: enServer,
  outbox: enOutbox,
  custody: enCustody,
  registry: enRegistry,
  handover: enHandover,
  closing: enClosing,
  desk: enDesk,
  duplicates: enDuplicates,
  quality: enQuality,
  rules: enRules,
  workbook: enWorkbook,
  sheet: enSheet,
  batch: enBatch,
  moves: enMoves,
  reports: enReports,
  organisation: enOrganisation,
  packs: enPacks,
  papers: enPapers,
  planning: enPlanning,
  programmes: enProgrammes,
  suggestions: enSuggestions,
  gaps: enGaps,
  move: enMove,
  work: enWork,
};

export type Language = "vi" | "en";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof vi;
  }
}

/** Make the words ready. Vietnamese stands in for whatever English should lack. */
export async function startText(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "vi",
    defaultNS: "common",
    resources: { vi, en },
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
  });
  document.documentElement.lang = language;
}

/** Speak another language from now on, and at the next start. */
export async function speak(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(languageKey, language);
}

/** The language chosen last on this machine; Vietnamese at first. */
export const rememberedLanguage = (): Language => (localStorage.getItem(languageKey) === "en" ? "en" : "vi");

export const languageNow = (): Language => (i18next.language === "en" ? "en" : "vi");

const languageKey = "language";

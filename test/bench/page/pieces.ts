import { fillPlain, fillSealed, openPlain, openSealed } from "../opening.ts";
import { askReport, fillProvince, openProvince, reportAsks } from "../reports.ts";
import { fillPeople, openPeople, typeQueries } from "../search.ts";
import { askAfterSave, askCandidates, fillCandidates, openCandidates } from "../suggestions.ts";

// The rivals have a folder of their own, installed by `npm run bench`.
const rival = () => import("../rivals/export-import.mjs");

/** What the runner may call in a page of real Chromium, by name. */
const pieces = {
  fillSealed,
  fillPlain,
  openSealed,
  openPlain,
  fillPeople,
  openPeople,
  typeQueries,
  fillProvince,
  openProvince,
  reportAsks,
  askReport,
  fillCandidates,
  openCandidates,
  askCandidates,
  askAfterSave,
  fillRows: async (name: string, table: string, text: string) => (await rival()).fillRows(name, table, text),
  outAndIn: async (name: string) => (await rival()).outAndIn(name),
};

export type Pieces = typeof pieces;

Object.assign(globalThis, { pieces });

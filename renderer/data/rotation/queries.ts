import { type GapQueries, gapQueries, makeGapDesk } from "./gap-desk.ts";
import type { RotationGround } from "./ground.ts";
import { type MoveQueries, makeMoveDesk, moveQueries } from "./move-desk.ts";
import { makePackDesk, type PackQueries, packQueries } from "./pack-desk.ts";
import { makePlanDesk, type PlanQueries, planQueries } from "./plan-desk.ts";
import { makeProgrammeDesk, type ProgrammeQueries, programmeQueries } from "./programme-desk.ts";
import { makeReportDesk, type ReportQueries, reportQueries } from "./report-desk.ts";
import { makeSuggestionDesk, type SuggestionQueries, suggestionQueries } from "./suggestion-desk.ts";
import { makeWorkDesk, type WorkQueries, workQueries } from "./work-desk.ts";

export type * from "./gap-desk.ts";
export type * from "./move-desk.ts";
export type * from "./pack-desk.ts";
export type * from "./plan-desk.ts";
export type * from "./programme-desk.ts";
export type * from "./report-desk.ts";
export type * from "./suggestion-desk.ts";
export type * from "./work-desk.ts";

/** Everything a page may ask about rotation. Each desk names its own questions; a new desk is three lines here. */
export interface RotationQueries
  extends GapQueries,
    MoveQueries,
    PackQueries,
    PlanQueries,
    ProgrammeQueries,
    ReportQueries,
    SuggestionQueries,
    WorkQueries {}

/** Their names, for passing them on by message. */
export const rotationQueries: Readonly<Record<keyof RotationQueries, true>> = {
  ...gapQueries,
  ...moveQueries,
  ...packQueries,
  ...planQueries,
  ...programmeQueries,
  ...reportQueries,
  ...suggestionQueries,
  ...workQueries,
};

export const makeRotationDesks = (ground: RotationGround): RotationQueries => ({
  ...makeGapDesk(ground),
  ...makeMoveDesk(ground),
  ...makePackDesk(ground),
  ...makePlanDesk(ground),
  ...makeProgrammeDesk(ground),
  ...makeReportDesk(ground),
  ...makeSuggestionDesk(ground),
  ...makeWorkDesk(ground),
});

import { z } from "zod";
import { IsoDate, recordId } from "../primitives.ts";
import { FlowBy } from "./flows.ts";
import { type FilterName, filterNames, MoveFilters } from "./move-filters.ts";

/** Every report by name. `ways`: by direction and kind; `flow`: the map of moves between places. */
export const ReportName = z.enum(["ways", "R-1", "R-2", "R-3", "R-4", "R-5", "R-6", "R-7", "flow"]);
export type ReportName = z.infer<typeof ReportName>;

/** All that a report is asked with: the same query on the same records gives the same sheet, on every machine. */
export const ReportQuery = z.object({
  report: ReportName,
  from: IsoDate, // both days belong to the period
  to: IsoDate,
  day: IsoDate, // as of which results, due days, team and plan are told
  unitId: recordId("unit").nullable(), // with what lies below it; null: everything on file
  rows: z.enum(["reached", "left"]), // the office a move counts for
  scope: z.enum(["rotation", "all"]),
  flowBy: FlowBy,
  filters: MoveFilters,
});
export type ReportQuery = z.infer<typeof ReportQuery>;

/** Reports of moves of a period; the others tell how things stand on a day. */
export const ofPeriod = (report: ReportName): boolean => report !== "R-5" && report !== "R-6" && report !== "R-7";

/** Filters that a report looks at, beside the unit. */
export const filtersOf = (report: ReportName): readonly FilterName[] => {
  if (report === "R-5" || report === "R-6") return [];
  if (report === "R-7") return ["sex", "age", "minority"];
  // Kinds that the report itself picks are no choice.
  return report === "R-4" ? filterNames.filter((name) => name !== "direction") : filterNames;
};

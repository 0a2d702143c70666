import { describeChange, recordFrom } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import type { IsoDate, RecordId } from "../../shared/domain/primitives.ts";
import type { ReportQuery } from "../../shared/domain/statistics/report-query.ts";
import { versionsByUnit } from "../../shared/domain/units.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { GivenOut, IssuedRow, OfficeData, ReportAnswer, ReportChoices } from "../data/office-data.ts";
import type { Saved } from "./append.ts";
import { newIds } from "./new-ids.ts";
import type { Office } from "./office.ts";
import { shownHead } from "./printed-head.ts";
import { recordAction } from "./record-action.ts";
import { type UnitChoice, unitChoices } from "./units.ts";

export type {
  CountedRecord,
  FlowAnswer,
  IssuedComparison,
  IssuedRow,
  NumberAt,
  ReportAnswer,
  ReportChoices,
  Trend,
} from "../data/office-data.ts";

/** A report, and the records it rests on. */
export interface CountedReport extends ReportAnswer {
  readonly head: string; // the ledger entry the numbers rest on: its number and the first digits of its tag
}

export async function countReport(data: OfficeData, query: ReportQuery): Promise<CountedReport> {
  const answer = await data.report(query);
  return { ...answer, head: shownHead(data) };
}

/** What reports may be narrowed by, and those that were issued. */
export async function reportsOnFile(data: OfficeData): Promise<{
  readonly units: readonly UnitChoice[];
  readonly choices: ReportChoices;
  readonly issued: readonly IssuedRow[];
}> {
  const [versions, choices, issued] = await Promise.all([
    data.all("unit-version"),
    data.reportChoices(),
    data.issuedReports(),
  ]);
  return { units: unitChoices(versionsByUnit(versions), null), choices, issued };
}

/**
 * Keep a report as it is given out: its numbers, the records behind them, and what it rested on.
 *
 * @param given  what stood on the sheet: its filters in words, its columns
 * @returns      null where nothing had to be saved
 */
export async function issueReport(
  office: Office,
  query: ReportQuery,
  given: GivenOut,
  note: string,
  day: IsoDate,
): Promise<Result<Saved | null, Problem>> {
  const kept = await office.data.reportToKeep(query, given);
  const { position, tag } = office.data.head();
  const record = blankRecord("issued-report", {
    id: newIds()("issued-report"),
    report: query.report,
    query: { ...query, filters: { ...query.filters } },
    issuedOn: day,
    head: `${position} ${tag}`.trim(),
    sheet: kept,
    unitId: query.unitId,
    note,
  });
  const change = describeChange(undefined, record);
  if (change === null) return ok(null);
  return recordAction(office, { purpose: "report.issue", reason: "", people: [], changes: [change] });
}

/** Take an issued report out of the list: it was kept by mistake. */
export async function withdrawIssued(
  office: Office,
  id: RecordId<"issued-report">,
): Promise<Result<Saved | null, Problem>> {
  const held = await office.data.held(id);
  const issued = held === null ? null : recordFrom(held, "issued-report");
  if (held === null || issued === null) return ok(null);
  const change = describeChange(held, { ...issued, withdrawn: true });
  if (change === null) return ok(null);
  return recordAction(office, { purpose: "report.withdraw", reason: "", people: [], changes: [change] });
}

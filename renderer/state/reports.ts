import { create } from "zustand";
import { earliestDay, latestDay } from "../../shared/domain/dates.ts";
import type { IsoDate, PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { FlowBy } from "../../shared/domain/statistics/flows.ts";
import { type MoveFilters, noMoveFilters } from "../../shared/domain/statistics/move-filters.ts";
import { filtersOf, ofPeriod, type ReportName, type ReportQuery } from "../../shared/domain/statistics/report-query.ts";
import type { Scope } from "../../shared/domain/statistics/rotation-reports.ts";
import { teamParts } from "../../shared/domain/statistics/team-columns.ts";
import type { Problem } from "../../shared/problem.ts";
import { today } from "../services/new-ids.ts";
import { nextPaint } from "../services/next-paint.ts";
import { type Office, watchRecords } from "../services/office.ts";
import { type Printed, printPage } from "../services/print.ts";
import {
  type CountedRecord,
  type CountedReport,
  countReport,
  type IssuedComparison,
  type IssuedRow,
  issueReport,
  type NumberAt,
  type ReportChoices,
  reportsOnFile,
  withdrawIssued,
} from "../services/reports.ts";
import type { UnitChoice } from "../services/units.ts";
import { afterSaving, afterUndoing, type LastSave } from "./last-save.ts";

export type {
  CountedRecord,
  CountedReport,
  FlowAnswer,
  IssuedComparison,
  IssuedRow,
  NumberAt,
  ReportChoices,
  Trend,
} from "../services/reports.ts";
export type { UnitChoice } from "../services/units.ts";

/** What the clerk chose; a year or a month stands for all its days. */
export interface Period {
  readonly from: PartialDate | null;
  readonly to: PartialDate | null;
}

/** Everything a report is narrowed by. It stays when another report is chosen. */
export interface ReportChoice {
  readonly report: ReportName;
  readonly period: Period;
  readonly day: IsoDate | null;
  readonly unit: UnitChoice | null;
  readonly rows: ReportQuery["rows"];
  readonly scope: Scope;
  readonly flowBy: FlowBy;
  readonly filters: MoveFilters;
}

/** A number that was opened. Null records: being looked up. */
export interface OpenedNumber {
  readonly title: string;
  readonly records: readonly CountedRecord[] | null;
}

/** The paper a sheet is printed on. */
export type Paper = "A4" | "A3";

export interface Reports extends ReportChoice {
  readonly units: readonly UnitChoice[];
  readonly choices: ReportChoices;
  readonly answer: CountedReport | null; // null: not counted yet, or no period
  readonly query: ReportQuery | null; // what `answer` answers
  readonly counting: boolean;
  readonly badPeriod: boolean;
  readonly today: IsoDate;
  readonly year: number; // this year, for the quick choices
  readonly paper: Paper;
  readonly shown: Readonly<Record<ReportName, readonly string[]>>; // families of columns that stand on each sheet
  readonly printing: boolean; // the sheet is laid out for paper
  readonly opened: OpenedNumber | null;
  readonly issued: readonly IssuedRow[];
  readonly looking: "list" | IssuedComparison | "unreadable" | null; // at issued reports; null: at a report counted now
  readonly printed: Printed | "cancelled" | null;
  readonly kept: LastSave | null;
  readonly saving: boolean;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly choose: (patch: Partial<ReportChoice>) => Promise<void>;
  readonly narrow: (patch: Partial<MoveFilters>) => Promise<void>;
  readonly onPaper: (paper: Paper) => void;
  readonly showFamily: (family: string, show: boolean) => void;
  /** Look up what is behind a number of the report that is shown. */
  readonly open: (title: string, at: NumberAt) => Promise<void>;
  readonly close: () => void;
  /** Print what is shown; a report counted now is kept as issued. @param filters  in words */
  readonly print: (filters: string) => Promise<void>;
  readonly keep: (filters: string, note: string) => Promise<void>;
  readonly undo: () => Promise<void>;
  /** Look at what was issued: the list, one report, or back to the reports. */
  readonly look: (at: RecordId<"issued-report"> | "list" | null) => Promise<void>;
  readonly withdraw: (id: RecordId<"issued-report">) => Promise<void>;
}

export const createReports = (office: Office, day: IsoDate = today()) =>
  create<Reports>()((set, get) => {
    let asked = 0;
    const year = day.slice(0, 4);
    const count = async (): Promise<void> => {
      const query = queryOf(get());
      asked += 1;
      const own = asked;
      if (query === null) return set({ answer: null, query: null, badPeriod: true, counting: false });
      set({ counting: true, badPeriod: false });
      const answer = await countReport(office.data, query);
      // Something else was chosen meanwhile.
      if (own === asked) set({ answer, query, counting: false });
    };
    const saved = async (saving: Parameters<typeof afterSaving>[0]): Promise<void> => {
      set({ saving: true });
      const { saved: kept, problem } = await afterSaving(saving, null);
      set({ kept, problem, saving: false, issued: await office.data.issuedReports() });
    };
    return {
      report: "ways",
      period: { from: year, to: year },
      day,
      unit: null,
      rows: "reached",
      scope: "rotation",
      flowBy: "office",
      filters: noMoveFilters,
      units: [],
      choices: { programmes: [] },
      answer: null,
      query: null,
      counting: false,
      badPeriod: false,
      today: day,
      year: Number(year),
      paper: "A4",
      shown: firstShown,
      printing: false,
      opened: null,
      issued: [],
      looking: null,
      printed: null,
      kept: null,
      saving: false,
      problem: null,
      load: async () => {
        await Promise.all([reportsOnFile(office.data).then(set), count()]);
      },
      follow: () => watchRecords(office, () => void get().load()),
      choose: async (patch) => {
        set({ ...patch, printed: null, kept: null, problem: null, looking: null });
        await count();
      },
      narrow: (patch) => get().choose({ filters: { ...get().filters, ...patch } }),
      onPaper: (paper) => set({ paper }),
      showFamily: (family, show) => {
        const { shown, report } = get();
        const own = shown[report].filter((one) => one !== family);
        set({ shown: { ...shown, [report]: show ? [...own, family] : own } });
      },
      open: async (title, at) => {
        const { query, looking } = get();
        const shown = looking !== null && typeof looking === "object" ? looking.issued.query : query;
        if (shown === null) return;
        set({ opened: { title, records: null } });
        const records = await office.data.reportNames(shown, at);
        if (get().opened?.title === title) set({ opened: { title, records } });
      },
      close: () => set({ opened: null }),
      print: async (filters) => {
        const { query, looking, report, shown } = get();
        set({ printed: null, kept: null, problem: null, printing: true });
        await nextPaint();
        const printed = await printPage(office.desktop, {
          suggestedName: "bieu-luan-chuyen",
          landscape: true,
          shows: null, // open kinds only
        }).finally(() => set({ printing: false }));
        if (!printed.ok) return set({ problem: printed.problem });
        set({ printed: printed.value ?? "cancelled" });
        if (printed.value === null || query === null || looking !== null) return;
        await saved(issueReport(office, query, { filters, shown: shown[report] }, "", day));
      },
      keep: async (filters, note) => {
        const { query, shown } = get();
        if (query === null) return;
        set({ printed: null });
        await saved(issueReport(office, query, { filters, shown: shown[query.report] }, note, day));
      },
      undo: async () => {
        const { kept } = get();
        if (kept === null) return;
        const { saved: next, problem } = await afterUndoing(office, kept);
        set({ kept: next, problem, issued: await office.data.issuedReports() });
      },
      look: async (at) => {
        set({ printed: null, kept: null, problem: null });
        if (at === null || at === "list") return set({ looking: at });
        set({ looking: (await office.data.compareIssued(at)) ?? "unreadable" });
      },
      withdraw: async (id) => {
        await saved(withdrawIssued(office, id));
        set({ looking: "list" });
      },
    };
  });

/** Columns that each sheet begins with; the others are a press away. */
const firstShown: Reports["shown"] = {
  ways: ["kind", "exchange"],
  "R-1": ["way", "exchange", "sex", "minority", "young"],
  "R-2": ["result"],
  "R-3": ["sex", "age", "minority", "party", "degree"],
  "R-4": ["when"],
  "R-5": ["due"],
  "R-6": teamParts.map(([family]) => family),
  "R-7": ["sex", "age", "young", "minority", "degree", "theory"],
  flow: [],
};

/** First and last day of what was chosen; null where one is missing or they are the wrong way round. */
export function daysOf({ from, to }: Period): { readonly from: IsoDate; readonly to: IsoDate } | null {
  if (from === null || to === null) return null;
  const days = { from: earliestDay(from), to: latestDay(to) };
  return days.from <= days.to ? days : null;
}

/** What is asked, without the filters that the report does not look at; null: no period, or no day. */
export function queryOf(choice: ReportChoice): ReportQuery | null {
  const { report, unit, rows, scope, flowBy, filters, day } = choice;
  const days = ofPeriod(report) ? daysOf(choice.period) : day === null ? null : { from: day, to: day };
  if (days === null) return null;
  const used = filtersOf(report);
  return {
    report,
    ...days,
    day: day ?? days.to,
    unitId: unit?.id ?? null,
    rows,
    scope,
    flowBy,
    filters: {
      ...noMoveFilters,
      ...Object.fromEntries(Object.entries(filters).filter(([name]) => used.some((one) => one === name))),
    },
  };
}

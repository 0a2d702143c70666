import { recordFrom } from "../../../shared/change/describe-change.ts";
import { compareNames } from "../../../shared/domain/names.ts";
import { type IsoDate, kindOf, type RecordId } from "../../../shared/domain/primitives.ts";
import { type CellAt, type CountedSheet, itemsOf } from "../../../shared/domain/statistics/counted-sheet.ts";
import type { FlowBy, FlowEnd } from "../../../shared/domain/statistics/flows.ts";
import type { IssuedReport } from "../../../shared/domain/statistics/issued-report.ts";
import {
  type Figure,
  type KeptReport,
  mostKeptItems,
  mostKeptLines,
  type ReportLines,
  readIssued,
} from "../../../shared/domain/statistics/kept-report.ts";
import type { MovesTable } from "../../../shared/domain/statistics/moves.ts";
import type { ReportQuery } from "../../../shared/domain/statistics/report-query.ts";
import {
  itemsDifference,
  type PlaceInSheet,
  type SheetDifference,
  sheetDifference,
} from "../../../shared/domain/statistics/sheet-difference.ts";
import { unitName } from "../../../shared/domain/units.ts";
import type { RotationGround } from "./ground.ts";
import { inSlices } from "./in-slices.ts";
import { type KnownFacts, type LaidReport, layReport, type Trend } from "./lay-report.ts";
import { type RotationRow, rowsOfMoves } from "./move-rows.ts";

export type { Trend } from "./lay-report.ts";

/** A report as the page shows it: numbers. What stands behind one is asked with `reportNames`. */
export interface ReportAnswer {
  readonly sheet: CountedSheet;
  readonly table: MovesTable | null; // of the report by direction and kind
  readonly figures: readonly Figure[];
  readonly lines: ReportLines | null;
  readonly flow: FlowAnswer | null;
  readonly trend: Trend | null;
  readonly undecided: number; // moves that may or may not belong to the period
}

export interface FlowAnswer {
  readonly by: FlowBy;
  readonly left: readonly FlowEnd[];
  readonly right: readonly FlowEnd[];
  readonly flows: readonly { readonly from: string; readonly to: string; readonly count: number }[];
}

/** A number of a report. */
export type NumberAt =
  | { readonly of: "cell"; readonly at: CellAt }
  | { readonly of: "flow"; readonly from: string; readonly to: string }
  | { readonly of: "ids"; readonly ids: readonly RecordId[] }
  | { readonly of: "undecided" };

/** What a number counts, one line each. */
export interface CountedRecord {
  readonly id: RecordId;
  readonly personId: RecordId<"person"> | null;
  readonly name: string; // of the person, or of the post
  readonly about: string; // title and term of an entry of the plan, unit of a post; "" otherwise
  readonly move: RotationRow | null;
}

/** What reports may be narrowed by, beside code lists. */
export interface ReportChoices {
  readonly programmes: readonly {
    readonly id: RecordId<"programme">;
    readonly number: string;
    readonly name: string;
  }[];
}

/** An issued report as the list shows it, the latest first. */
export interface IssuedRow {
  readonly id: RecordId<"issued-report">;
  readonly report: string;
  readonly issuedOn: IsoDate | null;
  readonly head: string;
  readonly unit: string; // "" for everything on file
  readonly note: string;
  readonly query: ReportQuery | null; // null: written by a newer program, in a shape this one cannot read
}

/** An issued report beside the same query counted now. */
export interface IssuedComparison {
  readonly issued: IssuedRow;
  readonly kept: KeptReport;
  readonly now: { readonly sheet: CountedSheet; readonly figures: readonly Figure[] };
  readonly difference: SheetDifference;
  /** Null: more records stood behind it than are kept, so only numbers can be compared. */
  readonly items: {
    readonly added: readonly CountedRecord[];
    readonly removed: readonly CountedRecord[];
    readonly moved: readonly {
      readonly record: CountedRecord;
      readonly left: readonly PlaceInSheet[];
      readonly taken: readonly PlaceInSheet[];
    }[];
  } | null;
}

/** What stood on a sheet that was given out. */
export interface GivenOut {
  readonly filters: string; // in words
  readonly shown: readonly string[]; // families of columns
}

/** What is asked of statistics. */
export interface ReportQueries {
  report(query: ReportQuery): Promise<ReportAnswer>;
  /** The records behind a number, by name. */
  reportNames(query: ReportQuery, at: NumberAt): Promise<readonly CountedRecord[]>;
  reportChoices(): Promise<ReportChoices>;
  /** All that is kept of a report when it is issued. */
  reportToKeep(query: ReportQuery, given: GivenOut): Promise<KeptReport>;
  issuedReports(): Promise<readonly IssuedRow[]>;
  /** Null: no such report, or one that a newer program wrote. */
  compareIssued(id: RecordId<"issued-report">): Promise<IssuedComparison | null>;
  /** Records by name, where they are known here. */
  namesOfRecords(ids: readonly RecordId[]): Promise<readonly CountedRecord[]>;
}

/** Each question once: one that is left out does not compile. */
export const reportQueries: Readonly<Record<keyof ReportQueries, true>> = {
  report: true,
  reportNames: true,
  reportChoices: true,
  reportToKeep: true,
  issuedReports: true,
  compareIssued: true,
  namesOfRecords: true,
};

/** Reports kept laid out, so that their numbers open at once. */
const keptLaid = 6;

export function makeReportDesk(ground: RotationGround): ReportQueries {
  const laid = new Map<string, LaidReport>();
  let facts: KnownFacts = new Map();
  let seen = ground.changes();

  const lay = async (query: ReportQuery): Promise<LaidReport> => {
    for (;;) {
      await ground.ready();
      if (seen !== ground.changes()) {
        seen = ground.changes();
        laid.clear();
        facts = new Map();
      }
      const key = JSON.stringify(query);
      const known = laid.get(key);
      if (known !== undefined) return known;
      const made = await inSlices(layReport(ground, query, facts));
      // Records that changed meanwhile would make a sheet of two moments.
      if (seen !== ground.changes()) continue;
      laid.set(key, made);
      for (const oldest of laid.keys()) {
        if (laid.size <= keptLaid) break;
        laid.delete(oldest);
      }
      return made;
    }
  };
  const nameAll = (ids: readonly RecordId[]): readonly CountedRecord[] => {
    const moves = ids.flatMap((id) => ground.byId("rotation").get(id as RecordId<"rotation">) ?? []);
    const rows = rowsOfMoves(moves, {
      decisions: ground.byId("decision"),
      programmes: ground.byId("programme"),
      versions: ground.versions(),
      nameOf: (id) => ground.nameOf(id),
      day: ground.today(),
    });
    const byId = new Map<RecordId, RotationRow>(rows.map((row) => [row.id, row]));
    return ids
      .map((id) => countedRecord(ground, id, byId.get(id) ?? null))
      .toSorted((a, b) => compareNames(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  };
  const issuedRow = (issued: IssuedReport): IssuedRow => {
    const { id, report, issuedOn, head, unitId, note } = issued;
    const unit =
      unitId === null ? "" : unitName(ground.versions(), unitId, issuedOn) || unitName(ground.versions(), unitId, null);
    return { id, report, issuedOn, head, unit, note, query: readIssued(issued)?.query ?? null };
  };

  return {
    report: async (query) => {
      const { open, flow, undecided, ...rest } = await lay(query);
      return {
        sheet: open.sheet,
        table: rest.table,
        figures: rest.figures,
        lines: rest.lines,
        trend: rest.trend,
        undecided: undecided.length,
        flow:
          flow === null
            ? null
            : {
                by: query.flowBy,
                left: flow.left,
                right: flow.right,
                flows: flow.flows.map(({ from, to, ids }) => ({ from, to, count: ids.length })),
              },
      };
    },
    reportNames: async (query, at) => {
      if (at.of === "ids") return nameAll(at.ids);
      const { open, flow, undecided } = await lay(query);
      if (at.of === "undecided") return nameAll(undecided);
      if (at.of === "cell") return nameAll(open.idsAt(at.at));
      return nameAll(flow?.flows.find(({ from, to }) => from === at.from && to === at.to)?.ids ?? []);
    },
    reportChoices: async () => ({
      programmes: ground
        .all("programme")
        .map(({ id, number, name }) => ({ id, number, name }))
        .toSorted((a, b) => (a.number < b.number ? -1 : 1)),
    }),
    reportToKeep: async (query, { filters, shown }) => {
      const { open, figures, lines } = await lay(query);
      return {
        sheet: open.sheet,
        figures: [...figures],
        lines: lines === null ? null : { ...lines, rows: lines.rows.slice(0, mostKeptLines) },
        items: itemsOf(open, mostKeptItems)?.map((item) => ({ ...item })) ?? null,
        filters,
        shown: [...shown],
      };
    },
    issuedReports: async () =>
      ground
        .all("issued-report")
        .map(issuedRow)
        .toSorted((a, b) =>
          a.issuedOn !== b.issuedOn ? ((a.issuedOn ?? "") > (b.issuedOn ?? "") ? -1 : 1) : a.id > b.id ? -1 : 1,
        ),
    compareIssued: async (id) => {
      const state = ground.held(id);
      const issued = state === null ? null : recordFrom(state, "issued-report");
      const read = issued === null ? null : readIssued(issued);
      if (issued === null || read === null) return null;
      const { kept, query } = read;
      const { open, figures } = await lay(query);
      const now = itemsOf(open, mostKeptItems);
      const items =
        kept.items === null || now === null
          ? null
          : itemsDifference({ sheet: kept.sheet, items: kept.items }, { sheet: open.sheet, items: now });
      const [names, stayed] = [
        nameAll(items?.moved.map(({ id: each }) => each) ?? []),
        new Map(items?.moved.map((each) => [each.id, each])),
      ];
      return {
        issued: issuedRow(issued),
        kept,
        now: { sheet: open.sheet, figures },
        difference: sheetDifference(kept.sheet, open.sheet),
        items:
          items === null
            ? null
            : {
                added: nameAll(items.added),
                removed: nameAll(items.removed),
                moved: names.map((record) => ({
                  record,
                  left: stayed.get(record.id)?.left ?? [],
                  taken: stayed.get(record.id)?.taken ?? [],
                })),
              },
      };
    },
    namesOfRecords: async (ids) => nameAll(ids),
  };
}

/** A record behind a number, in words; one that was withdrawn or never arrived keeps its id only. */
function countedRecord(ground: RotationGround, id: RecordId, move: RotationRow | null): CountedRecord {
  const blank = { id, personId: null, name: "", about: "", move: null };
  if (move !== null) return { ...blank, personId: move.personId, name: move.name, move };
  const state = ground.held(id);
  if (state === null) return blank;
  const owner = state.values.personId;
  const ownerId = typeof owner === "string" ? ground.files.keptOf(owner as RecordId<"person">) : null;
  switch (kindOf(id)) {
    case "person":
      return { ...blank, personId: id as RecordId<"person">, name: ground.nameOf(id as RecordId<"person">) };
    case "plan-entry": {
      const entry = recordFrom(state, "plan-entry");
      return {
        ...blank,
        personId: ownerId,
        name: ownerId === null ? "" : ground.nameOf(ownerId),
        about: [entry?.title ?? "", entry?.term ?? ""].filter((text) => text !== "").join(", "),
      };
    }
    case "post": {
      const post = recordFrom(state, "post");
      const unit = post === null ? "" : unitName(ground.versions(), post.unitId, ground.today());
      return { ...blank, name: post?.title ?? "", about: unit };
    }
    default: {
      const title = state.values.toTitle ?? state.values.title;
      return {
        ...blank,
        personId: ownerId,
        name: ownerId === null ? "" : ground.nameOf(ownerId),
        about: typeof title === "string" ? title : "",
      };
    }
  }
}

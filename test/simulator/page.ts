import { applyAll } from "../../shared/change/apply.ts";
import { type Action, type Arrival, isWithheld, refOf } from "../../shared/change/change.ts";
import { headsOf } from "../../shared/change/heads.ts";
import { decodeLine } from "../../shared/change/line.ts";
import { emptyState, mapRecords, overlayState } from "../../shared/change/records.ts";
import { recordsOfFile, rejudge } from "../../shared/change/rejudge.ts";
import { personOf } from "../../shared/change/shown-order.ts";
import type { OfficeState } from "../../shared/change/state.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { ActionLine, Entry } from "../../shared/exchange/entry.ts";
import type { Opened } from "../../shared/ipc/contract.ts";
import type { View } from "./judge/records.ts";

/** The records of one PC as its page works them out of the ledger, entry by entry, with the product's own merge. */
export interface Page {
  readonly state: OfficeState;
  readonly position: () => number; // last ledger entry read
  take(position: number, entry: Entry): void;
  /** Which of the lines of a preview would be only proposals. */
  proposing(lines: readonly ActionLine[]): readonly string[];
  view(): View;
}

export function openPage({ office, level, ended, gone }: Opened): Page {
  const provinces = new Set(level === "province" ? [office] : []);
  const state = emptyState(mapRecords(), { provinces });
  state.ended = new Map(ended.map(({ feed, upTo }) => [feed, upTo]));
  state.gone = new Set(gone);
  const writers = new Map<RecordId, Action[]>();
  let last = 0;

  const judgeAgain = (people: Iterable<RecordId<"person">>): void => {
    for (const person of people) {
      const rows = [...state.records.all()].filter((record) => personOf(record) === person).map(({ id }) => id);
      const ids = recordsOfFile(state, person, rows);
      const actions = new Map([...ids].flatMap((id) => writers.get(id) ?? []).map((each) => [refOf(each), each]));
      const applied = [...actions.values()].filter(
        ({ feed, number }) => number <= (state.depths.get(feed)?.length ?? 0),
      );
      rejudge(state, person, ids, applied);
    }
  };

  return {
    state,
    position: () => last,
    take(position, entry) {
      last = position;
      if (entry.entry === "peer" && entry.peer.level === "province") provinces.add(entry.peer.office);
      const arrivals = linesIn(entry).map(arrivalOf);
      for (const arrival of arrivals)
        if (!isWithheld(arrival))
          for (const { record } of arrival.changes) writers.set(record, [...(writers.get(record) ?? []), arrival]);
      if (arrivals.length > 0) judgeAgain(applyAll(state, arrivals).moved);
    },
    proposing(lines) {
      const places = new Set(lines.map(({ feed, number }) => `${feed}:${number}`));
      const trial = overlayState(state);
      const found = lines.flatMap((line) => [...applyAll(trial, [arrivalOf(line)]).proposing]);
      return found.filter((place) => places.has(place));
    },
    view: () => viewOf(state),
  };
}

export const linesIn = (entry: Entry): readonly ActionLine[] =>
  entry.entry === "action" ? [entry.action] : entry.entry === "import" || entry.entry === "new-feed" ? entry.lines : [];

export function arrivalOf({ feed, number, line }: ActionLine): Arrival {
  const decoded = decodeLine(JSON.parse(line), feed, number);
  if (!decoded.ok) throw new Error(`${feed}:${number} is no action`);
  return decoded.value;
}

/** The state as plain words, for the judge. */
export function viewOf(state: OfficeState): View {
  const records: Record<string, View["records"][string]> = {};
  for (const record of state.records.all())
    records[record.id] = Object.fromEntries(Object.keys(record.values).map((field) => [field, headsOf(record, field)]));
  const proposals = Object.fromEntries(state.proposals) as Record<string, View["records"][string]>;
  return {
    records,
    proposals,
    waiting: state.waiting.map(refOf),
    reached: Object.fromEntries(Array.from(state.depths, ([feed, depths]) => [feed, depths.length])),
  };
}

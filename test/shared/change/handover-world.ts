import { applyAll } from "../../../shared/change/apply.ts";
import { type Action, type Arrival, type Change, isWithheld, refOf } from "../../../shared/change/change.ts";
import { spellsOf } from "../../../shared/change/custody.ts";
import { depthAt } from "../../../shared/change/depths.ts";
import { excerptChange, type Telling, toldTogether, unfolded } from "../../../shared/change/excerpt.ts";
import { headsOf } from "../../../shared/change/heads.ts";
import { linesToPassOn, toldTo } from "../../../shared/change/pass-on.ts";
import { emptyState, mapRecords } from "../../../shared/change/records.ts";
import { recordsOfFile, rejudge } from "../../../shared/change/rejudge.ts";
import { custodianShown, isPersonId, personOf } from "../../../shared/change/shown-order.ts";
import type { OfficeState } from "../../../shared/change/state.ts";
import type { Json, OfficeId, RecordId } from "../../../shared/domain/primitives.ts";
import { personId } from "./office.ts";

export const province = "tinh";
const provinces = new Set([province]);
export const feedOf = (office: OfficeId): string => `${office}-aaaa`;
export const handoverId = (n: number): RecordId<"handover"> =>
  `handover:0192a0b0-1234-7000-8000-${String(n).padStart(12, "0")}`;

/** An office as the model moves it: what it holds, in the order in which it came, and what that amounts to. */
export interface Node {
  readonly office: OfficeId;
  readonly ledger: readonly Arrival[];
  readonly state: OfficeState;
}

/** How a broken program differs. */
export interface Broken {
  readonly rejudge?: typeof rejudge;
  readonly passesOn?: boolean;
  readonly historyFirst?: boolean; // before a forced hand-over
}

export function nodeOf(office: OfficeId, ledger: readonly Arrival[], { rejudge: again = rejudge }: Broken = {}): Node {
  const state = emptyState(mapRecords(), { provinces }, office);
  for (const arrival of ledger) {
    const unjudged = new Set(applyAll(state, [arrival]).moved);
    for (;;) {
      const about = [...unjudged].toSorted((one, other) => Number(isPersonId(one)) - Number(isPersonId(other)))[0];
      if (about === undefined) break;
      const rows = [...state.records.all()].filter((record) => personOf(record) === about).map(({ id }) => id);
      const ids = recordsOfFile(state, about, rows);
      const { moved } = again(state, about, ids, writesTo(state, ledger, ids));
      unjudged.delete(about);
      if (!isPersonId(about)) for (const file of moved) unjudged.add(file);
    }
  }
  return { office, ledger, state };
}

/** Actions that took effect at a node and wrote to some records, those passed on to it too, each once. */
function writesTo(state: OfficeState, ledger: readonly Arrival[], ids: ReadonlySet<RecordId>): readonly Action[] {
  const found = new Map<string, { readonly action: Action; readonly told: Map<RecordId, Telling> }>();
  for (const arrival of ledger) {
    if (isWithheld(arrival) || arrival.number > (state.depths.get(arrival.feed)?.length ?? 0)) continue;
    for (const action of unfolded(state.own, arrival)) {
      if (!action.changes.some(({ record }) => ids.has(record))) continue;
      const { told } = found.get(refOf(action)) ?? { told: new Map<RecordId, Telling>() };
      for (const change of action.changes) {
        const [before, now] = [told.get(change.record), { change, itself: action === arrival }];
        told.set(change.record, before === undefined ? now : toldTogether(before, now));
      }
      found.set(refOf(action), { action, told });
    }
  }
  return Array.from(found.values(), ({ action, told }) => ({
    ...action,
    changes: Array.from(told.values(), ({ change }) => change),
  }));
}

export const actionsOf = (ledger: readonly Arrival[]): readonly Action[] =>
  ledger.flatMap((arrival) => (isWithheld(arrival) ? [] : [arrival]));

export const heldUpTo = ({ state }: Node, feed: string): number => state.depths.get(feed)?.length ?? 0;

/** The node after it recorded one action of its own. */
export function recorded(node: Node, audience: readonly OfficeId[], changes: readonly Change[], broken: Broken): Node {
  const feed = feedOf(node.office);
  const action: Action = {
    feed,
    number: heldUpTo(node, feed) + 1,
    clerk: "c1",
    at: "2026-11-22T08:14",
    purpose: "person.edit",
    reason: "",
    audience: [...audience],
    changes: [...changes],
  };
  return nodeOf(node.office, [...node.ledger, action], broken);
}

/** A change of a field that saw all its heads, and other writes beside. */
export function seeing(
  { state }: Node,
  record: RecordId,
  values: Readonly<Record<string, Json>>,
  also: readonly string[] = [],
): Change {
  const held = state.records.get(record);
  const saw = (field: string) => [
    ...new Set([...(held === undefined ? [] : headsOf(held, field).map(({ by }) => by)), ...also]),
  ];
  return {
    record,
    fields: Object.fromEntries(Object.entries(values).map(([field, to]) => [field, { saw: saw(field), to }])),
  };
}

/**
 * What the province records before it sends to an office: what that office does not receive by itself.
 *
 * @param going  the file is about to go to it
 */
export function passedOn(node: Node, office: OfficeId, broken: Broken, going = false): Node {
  if (broken.passesOn === false) return node;
  const handovers = [...node.state.records.all()].filter(({ id }) => id.startsWith("handover:"));
  const mine = handovers.filter(({ values }) => values.fromOffice === office || values.toOffice === office);
  if (mine.length === 0 && !going) return node;
  const gets =
    going ||
    custodianShown(node.state.records.get(personId)) === office ||
    mine.some(({ values }) => values.toOffice === office);
  const ids = new Set<RecordId>((gets ? handovers : mine).map(({ id }) => id)); // who kept it before is part of the file
  if (gets) ids.add(personId);
  const actions = actionsOf(node.ledger);
  const written = writesTo(node.state, node.ledger, ids);
  const lines = linesToPassOn(office, written, new Set([...ids, personId]), toldTo(office, actions), provinces);
  if (lines.length === 0) return node;
  const excerpt = excerptChange("excerpt:0192a0b0-1234-7000-8000-000000000009", {
    office,
    file: personId,
    lines: lines.map((action) => ({
      action,
      depth: depthAt(node.state, refOf(action)),
      writer: "",
      officeName: "",
    })),
  });
  return recorded(node, [office], [excerpt], broken);
}

/** What an office receives of another's feed that it does not hold yet; the province withholds what is not for it. */
export function sent(from: Node, to: Node): readonly Arrival[] {
  const feed = feedOf(from.office);
  return from.ledger
    .filter((arrival) => arrival.feed === feed && arrival.number > heldUpTo(to, feed))
    .map((arrival): Arrival => {
      if (isWithheld(arrival) || from.office !== province || arrival.audience.length === 0) return arrival;
      if (arrival.audience.includes(to.office)) return arrival;
      const { number } = arrival;
      return { feed, number, hash: "0".repeat(64), depth: depthAt(from.state, refOf(arrival)) };
    });
}

/** Who keeps the file as a node has it: by its record and by its hand-overs. */
export function keepersAt({ state }: Node): readonly string[] {
  const record = state.records.get(personId);
  if (record === undefined) return [];
  const spells = spellsOf(state, personId, (id) => state.records.get(id));
  const open = spells.length === 0 ? [] : spells.filter(({ upTo }) => upTo === null).map(({ office }) => office);
  return [...new Set([custodianShown(record) ?? "", ...open])];
}

import type { OfficeId, RecordId } from "../domain/primitives.ts";
import type { Authority, OfficeState, RecordState, Records } from "./state.ts";

/** Records in memory. */
export function mapRecords(records: Iterable<RecordState> = []): Records {
  const byId = new Map<RecordId, RecordState>();
  for (const record of records) byId.set(record.id, record);
  return {
    get: (id) => byId.get(id),
    put: (record) => void byId.set(record.id, record),
    remove: (id) => void byId.delete(id),
    all: () => byId.values(),
  };
}

/** The same records, on which writing leaves `base` as it is. `base` must stay still while the overlay is in use. */
export function overlay(base: Records): Records {
  const written = new Map<RecordId, RecordState | null>(); // null: removed
  return {
    get: (id) => {
      const over = written.get(id);
      return over === undefined ? base.get(id) : (over ?? undefined);
    },
    put: (record) => void written.set(record.id, record),
    remove: (id) => void written.set(id, null),
    *all() {
      for (const record of base.all()) if (!written.has(record.id)) yield record;
      for (const record of written.values()) if (record !== null) yield record;
    },
  };
}

/**
 * An office that holds nothing yet.
 *
 * @param own  the office, where excerpts for it are to be unfolded
 */
export const emptyState = (
  records: Records = mapRecords(),
  authority: Authority | null = null,
  own?: OfficeId,
): OfficeState => ({
  records,
  depths: new Map(),
  waiting: [],
  authority,
  proposals: new Map(),
  unconfirmed: new Map(),
  early: new Set(),
  apart: new Map(),
  ...(own === undefined ? {} : { own }),
});

/** A state to try things on: `apply` on it leaves `state` as it is. */
export const overlayState = (state: OfficeState): OfficeState => ({
  records: overlay(state.records),
  depths: new Map(Array.from(state.depths, ([feed, depths]) => [feed, depths.slice()])),
  waiting: state.waiting,
  ...(state.ended === undefined ? {} : { ended: state.ended }),
  ...(state.gone === undefined ? {} : { gone: state.gone }),
  authority: state.authority,
  proposals: new Map(state.proposals),
  unconfirmed: new Map(state.unconfirmed),
  early: new Set(state.early),
  apart: new Map(state.apart),
  ...(state.own === undefined ? {} : { own: state.own }),
  ...(state.handovers === undefined ? {} : { handovers: copied(state.handovers) }),
  ...(state.contested === undefined ? {} : { contested: copied(state.contested) }),
});

const copied = (sets: ReadonlyMap<RecordId, ReadonlySet<RecordId>>): Map<RecordId, Set<RecordId>> =>
  new Map(Array.from(sets, ([id, ids]) => [id, new Set(ids)]));

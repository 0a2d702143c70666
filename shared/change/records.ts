import type { RecordId } from "../domain/primitives.ts";
import type { OfficeState, RecordState, Records } from "./state.ts";

/** Records in memory. */
export function mapRecords(records: Iterable<RecordState> = []): Records {
  const byId = new Map<RecordId, RecordState>();
  for (const record of records) byId.set(record.id, record);
  return {
    get: (id) => byId.get(id),
    put: (record) => void byId.set(record.id, record),
    all: () => byId.values(),
  };
}

/** The same records, on which writing leaves `base` as it is. `base` must stay still while the overlay is in use. */
export function overlay(base: Records): Records {
  const written = new Map<RecordId, RecordState>();
  return {
    get: (id) => written.get(id) ?? base.get(id),
    put: (record) => void written.set(record.id, record),
    *all() {
      for (const record of base.all()) if (!written.has(record.id)) yield record;
      yield* written.values();
    },
  };
}

/** An office that holds nothing yet. */
export const emptyState = (records: Records = mapRecords()): OfficeState => ({
  records,
  depths: new Map(),
  waiting: [],
});

/** A state to try things on: `apply` on it leaves `state` as it is. */
export const overlayState = (state: OfficeState): OfficeState => ({
  records: overlay(state.records),
  depths: new Map(Array.from(state.depths, ([feed, depths]) => [feed, depths.slice()])),
  waiting: state.waiting,
  ...(state.contested === undefined
    ? {}
    : { contested: new Map(Array.from(state.contested, ([person, rows]) => [person, new Set(rows)])) }),
});
